"""Asking the netwerkregisseur something: read by a human, answered within the promised working days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain import questions as rules
from domain.actors import Permission, Role
from domain.ids import MemberId, QuestionId
from domain.pacing import Lane
from domain.questions import Origin, Question
from storage import members, reply_links
from storage import questions as store
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

NEW, ANSWERED, ANSWERED_QUIETLY = "question.new", "question.answered", "question.answered_quietly"
OWED = "question.owed"
# The promise ends with a working day; the desk is reminded when that day begins.
REMINDED_BEFORE = timedelta(hours=8)


@dataclass(frozen=True)
class Asked:
    """A question as the desk reads it: with the name, unless it was asked after unrest or a signal."""

    question: Question
    name: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class NotNow:
    """It was answered already, or was never there."""


@use_case(Permission.ASK_QUESTION, Trace.UNNAMED)
def ask(at: Moment, words: str, origin: Origin) -> datetime:
    """Ask a question; returns until when it is answered."""
    days = at.network.members.question_working_days
    answer_by = rules.working_days_later(at.network.duty, at.local(at.now), days)
    question = Question(QuestionId(at.new_id()), words, origin, answer_by)
    store.add(at.tx, question)
    reply_links.make(at.tx, question.id, at.actor.me, (at.now + rules.LONGEST_OPEN).date())
    everyone = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    to = members.present(at.tx, everyone, at.now) or everyone
    payload = {"question": question.id}
    reminded_at, kept = answer_by - REMINDED_BEFORE, answer_by + rules.LONGEST_OPEN
    at.tell(
        Fact(kind, member, Lane.REMINDER, due, payload, f"{kind}:{question.id}:{member}", kept)
        for kind, due in ((NEW, at.now), (OWED, max(at.now, reminded_at)))
        for member in to
    )
    return answer_by


@use_case(Permission.ANSWER_QUESTIONS, Trace.READS)
def waiting(at: Moment) -> list[Asked]:
    """Every open question, the oldest promise first."""
    return [_asked(at, question) for question in store.all_open(at.tx)]


@use_case(Permission.ANSWER_QUESTIONS)
def look_at(at: Moment, question_id: QuestionId) -> Asked | NotNow:
    """Open one question; the log says who did."""
    question = store.load(at.tx, question_id)
    return _asked(at, question) if question is not None and question.open else NotNow()


def _asked(at: Moment, question: Question) -> Asked:
    if question.origin.hidden:
        return Asked(question)
    member = reply_links.open_link(at.tx, question.id)
    return Asked(question, members.name_of(at.tx, member) or None if member else None)


@use_case(Permission.ANSWER_QUESTIONS)
def answer(at: Moment, question_id: QuestionId, words: str) -> Question | NotNow:
    """Answer it; from then on nothing leads back from the question to who asked."""
    question = store.load(at.tx, question_id)
    today = at.local(at.now).date()
    if question is None or not store.answer(at.tx, question_id, words, today):
        return NotNow()
    asker = reply_links.open_link(at.tx, question_id)
    reply_links.destroy(at.tx, question_id)
    if asker is not None:
        kind = ANSWERED_QUIETLY if question.origin.hidden else ANSWERED
        payload = {"question": question_id}
        end = at.now + at.network.retention.question
        at.tell([Fact(kind, asker, Lane.REMINDER, at.now, payload, drop_after=end, confidential=True)])
    return replace(question, answered_on=today, answer=words)


def facts_new(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """A question that nobody answered yet."""
    question = store.load(at.tx, QuestionId(payload["question"]))
    return _asked(at, question) if question is not None and question.open else None


def facts_answered(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Question | None:
    """A question with its answer."""
    question = store.load(at.tx, QuestionId(payload["question"]))
    return question if question is not None and not question.open else None


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """What a member asked and was not answered yet: after the answer nothing leads back."""
    mine = reply_links.mine(at.tx, member, store.open_ids(at.tx))
    return [
        {"text": question.text, "answer_by": question.answer_by.isoformat()}
        for question in store.all_open(at.tx)
        if question.id in mine
    ]


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves takes the open questions along."""
    for question_id in reply_links.mine(at.tx, member, store.open_ids(at.tx)):
        store.remove(at.tx, QuestionId(question_id))
        reply_links.destroy(at.tx, question_id)
