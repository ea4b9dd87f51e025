"""Two days after the all-clear we ask how it went; from five answers on everybody who was asked hears it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain import callout_evaluation as rules
from domain.actors import Actor, Permission, Role, may
from domain.callout_evaluation import QUESTIONS, Answer, Question, Result, Window
from domain.callouts import CallOut, State
from domain.counts import LEAST_TOLD
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, members
from storage import evaluations as store
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

QUESTION, RESULT = "callout.evaluation", "callout.evaluation_result"


def looking_back(at: Moment, made: CallOut, listening: Iterable[MemberId]) -> list[Fact]:
    """At the all-clear: the questions for whoever was called, and later the result for them and the desk.

    A drill tells its own comparison, who only read was asked for nothing, and what was called off says why.
    """
    if not made.gathers:
        return []
    times = at.network.callouts
    window = rules.window(at.now, times.evaluation_after, times.evaluation_result_after)
    asked, payload = sorted(set(listening)), {"call_out": made.id}
    gone = at.now + at.network.retention.call_out_answers
    questions = [
        Fact(
            QUESTION, member, Lane.REMINDER, window.opens_at, payload, f"look_back:{made.id}:{member}",
            window.ends_at,
        )
        for member in asked
    ]  # fmt: skip
    results = [
        Fact(RESULT, member, Lane.REMINDER, window.ends_at, payload, f"looked_back:{made.id}:{member}", gone)
        for member in sorted({*asked, *members.with_role(at.tx, Role.NETWERKREGISSEUR)})
    ]
    return [*questions, *results]


@dataclass(frozen=True)
class Looking:
    """Where a member is: the question of now, None after the last; `over` when the result is told."""

    call_out: CallOut
    question: Question | None
    over: bool = False


def _looking(at: Moment, member: MemberId, call_out_id: CallOutId) -> Looking | None:
    """None for whoever was not asked, and for a call-out on which nobody looks back."""
    made, done = callouts.load(at.tx, call_out_id), callout_answers.looked_back(at.tx, call_out_id, member)
    window = _window(at, call_out_id)
    if made is None or done is None or window is None or not _looked_back_on(made):
        return None
    if at.now < window.opens_at:
        return None
    return Looking(made, rules.next_question(done), not window.open(at.now))


def _looked_back_on(made: CallOut) -> bool:
    return made.gathers and made.state is State.CLOSED


def _window(at: Moment, call_out_id: CallOutId) -> Window | None:
    closed_at, times = store.closed_at(at.tx, call_out_id), at.network.callouts
    if closed_at is None:
        return None
    return rules.window(closed_at, times.evaluation_after, times.evaluation_result_after)


@use_case(Permission.ANSWER_CALL_OUT, Trace.SILENT)
def look_back(
    at: Moment, call_out_id: CallOutId, question: Question, answer: Answer | None
) -> Looking | None:
    """One answer, which only adds to a count, or none; of two taps on a question one counts."""
    mine = _looking(at, at.actor.me, call_out_id)
    if mine is None or mine.over:
        return mine
    first = callout_answers.look_back(at.tx, call_out_id, at.actor.me, QUESTIONS.index(question))
    if first and answer is not None:
        store.count(at.tx, call_out_id, question, answer)
    return _looking(at, at.actor.me, call_out_id)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def where(at: Moment, call_out_id: CallOutId) -> Looking | None:
    """The question of now."""
    return _looking(at, at.actor.me, call_out_id)


def facts_of_question(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Looking | None:
    """For who got the call-out, still listens, and is not done."""
    call_out_id = CallOutId(payload["call_out"])
    mine = _looking(at, member, call_out_id) if _heard_of_it(at, call_out_id, member) else None
    return None if mine is None or mine.over or mine.question is None else mine


def _heard_of_it(at: Moment, call_out_id: CallOutId, member: MemberId) -> bool:
    listens = callout_answers.listens(at.tx, call_out_id, member)
    return listens and callout_answers.got(at.tx, call_out_id, member)


@dataclass(frozen=True)
class Outcome:
    """What came out: only questions with five answers and more, only counts of five and more."""

    call_out: CallOut
    result: Result


def facts_of_result(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Outcome | None:
    """For who was asked, and for the netwerkregisseur; nothing below five answers."""
    call_out_id = CallOutId(payload["call_out"])
    made = callouts.load(at.tx, call_out_id)
    if made is None or not _looked_back_on(made):
        return None
    result = rules.result(store.totals(at.tx, call_out_id))
    desk = may(Actor(member, members.roles_of(at.tx, member)), Permission.RUN_CALL_OUT)
    return Outcome(made, result) if result and (desk or _heard_of_it(at, call_out_id, member)) else None


def destroy(at: Moment) -> int:
    """Counts that nobody may hear go when the result is told; the others on their published term."""
    kept, times = at.network.retention, at.network.callouts
    ended = at.now - times.evaluation_after - times.evaluation_result_after
    few = store.forget_few(at.tx, ended, LEAST_TOLD)
    return few + store.forget(at.tx, at.now - kept.evaluation)
