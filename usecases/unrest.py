"""Passing on unrest: the sender chooses words, name and speed, and always hears what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain import unrest as rules
from domain.actors import Permission
from domain.ids import MemberId, ReportId, code_from_bytes
from domain.pacing import Lane
from domain.unrest import HowSoon, Report, SourceKind, State, Talk, Told
from storage import reply_links
from storage import unrest as store
from storage.outbox import Fact
from usecases import duty, unrest_alarms
from usecases import unrest_readers as readers
from usecases.app import Moment, Trace, use_case
from usecases.duty import Reading
from usecases.unrest_alarms import NEW
from usecases.unrest_readers import Shown

PROPOSED, REPLIED = "unrest.proposed", "unrest.replied"
QUESTION, MERGED, CLOSED, READ = "unrest.question", "unrest.merged", "unrest.closed", "unrest.read"


@dataclass(frozen=True)
class Received:
    """It is in: the code, until when we answer, who reads along, or when somebody does again."""

    code: str
    answer_by: datetime
    next_duty: datetime | None
    stand_in: bool
    proposal: bool


@dataclass(frozen=True)
class NotNow:
    """The report is in another state by now, or was never there."""


@use_case(Permission.PASS_ON_UNREST, Trace.READS)
def may_pass_on(_at: Moment) -> None:
    """Beginning asks for the same right as sending."""


@use_case(Permission.PASS_ON_UNREST, Trace.READS)
def reads_again_at(at: Moment) -> datetime | None:
    """When somebody reads along again, None while somebody does."""
    return readers.away_until(at, duty.reading_now(at))


@use_case(Permission.PASS_ON_UNREST, Trace.UNNAMED)
def pass_on(at: Moment, told: Told, named: bool) -> Received:
    """Pass on unrest, with or without a name; the log never says who did."""
    reading = duty.reading_now(at)
    away = readers.away_until(at, reading)
    report = _new(at, told, named, away)
    store.add(at.tx, report)
    reply_links.make(at.tx, report.id, at.actor.me, (at.now + rules.LONGEST_OPEN).date())
    at.tell(_for_the_desk(at, report, reading))
    at.tell(unrest_alarms.watch(at, report, reading))
    return Received(report.code, report.answer_by, away, reading.stand_in, told.proposal)


def _new(at: Moment, told: Told, named: bool, away: datetime | None) -> Report:
    within = rules.span(at.network.unrest.answer, told.how_soon)
    received = at.now if named else rules.coarse(at.now, within)
    talk = Talk(since=at.now.isoformat()) if told.urgent and not named else Talk()
    answer_by = (away or received) + within
    return Report(
        ReportId(at.new_id()), _code(at), State.RECEIVED, told, named, received, answer_by, talk=talk
    )  # fmt: skip


def _code(at: Moment) -> str:
    """A code that no other kept report has."""
    while not store.code_is_free(at.tx, code := code_from_bytes(at.token(), rules.CODE_SIGNS)):
        continue
    return code


def _for_the_desk(at: Moment, report: Report, reading: Reading) -> list[Fact]:
    """At once to whoever reads now, and in working hours to every netwerkregisseur, while nobody has it.

    Without a name the row says no moment finer than the report does.
    """
    desk = readers.desk(at)
    at_once = list(reading.people) or (desk if report.told.urgent else [])
    morning = max(report.received_at, readers.office_opens(at))
    due = dict.fromkeys(desk, morning) | dict.fromkeys(at_once, report.received_at)
    kinds = (NEW, PROPOSED) if report.told.proposal else (NEW,)
    lane = Lane.ALARM if report.told.urgent else Lane.REMINDER
    end, payload = report.received_at + at.network.retention.unrest_report, {"report": report.id}
    return [
        Fact(kind, member, lane, when, payload, f"{kind}:{report.id}:{member}", end)
        for kind in kinds
        for member, when in due.items()
    ]


def until(at: Moment) -> datetime:
    """Word about a report does not grow old while it is kept; whether it is true is asked when it goes."""
    return at.now + at.network.retention.unrest_report


def to_sender(at: Moment, kind: str, sender: MemberId, report_id: ReportId) -> None:
    """Tell the sender something, in a row that shows neither the sender nor the report."""
    payload = {"report": report_id}
    at.tell([Fact(kind, sender, Lane.REMINDER, at.now, payload, drop_after=until(at), confidential=True)])


def mine(at: Moment, report_id: ReportId) -> Report | None:
    """The report, when it is open and leads back to whoever asks."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open:
        return None
    return report if reply_links.open_link(at.tx, report_id) == at.actor.me else None


@use_case(Permission.PASS_ON_UNREST, Trace.READS)
def asked_about(at: Moment, report_id: ReportId) -> Report | None:
    """The own report about which a question waits."""
    report = mine(at, report_id)
    return report if report is not None and report.talk.asked else None


@use_case(Permission.PASS_ON_UNREST, Trace.UNNAMED)
def reply(at: Moment, report_id: ReportId, words: str) -> Report | NotNow:
    """Answer the question about an own report; without words it stays without an answer."""
    report = mine(at, report_id)
    if report is None or not report.talk.asked:
        return NotNow()
    said = replace(report, talk=replace(report.talk, reply=words, declined=not words))
    store.say(at.tx, report_id, said.talk)
    to = readers.has_it(at, report)
    lane = Lane.ALARM if report.told.urgent else Lane.REMINDER
    payload = {"report": report_id}
    at.tell(Fact(REPLIED, member, lane, at.now, payload, drop_after=until(at)) for member in to)
    return said


def facts_new(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Shown | None:
    """A report that nobody has, for somebody who reads now."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or not readers.reads(at, member) or not readers.is_free(at, report):
        return None
    return readers.shown(at, report, member)


def facts_open(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Shown | None:
    """A report that was not closed yet, for somebody who reads now."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or not report.open or not readers.reads(at, member):
        return None
    return readers.shown(at, report, member)


def facts_question(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """The question about a report, while it waits for its sender."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or not report.open or not report.talk.asked:
        return None
    return report if reply_links.open_link(at.tx, report.id) == member else None


def facts_merged(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report that belongs to a call-out and is still open."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.open and report.call_out else None


def facts_read(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report that the stand-in opened and that waits for its answer."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.open else None


def facts_closed(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report with the answer to its sender."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.state is State.CLOSED else None


def export(at: Moment, member: MemberId) -> list[dict[str, str | bool | None]]:
    """What a member passed on and was not answered yet: after the answer nothing leads back."""
    own = reply_links.mine(at.tx, member, store.open_ids(at.tx))
    return [_exported(report) for report in store.all_open(at.tx) if report.id in own]


def _exported(report: Report) -> dict[str, str | bool | None]:
    told = report.told
    return {
        "code": report.code,
        "received_at": report.received_at.isoformat(),
        "neighbourhood": told.neighbourhood,
        "topic": told.topic,
        "source": None if told.source is SourceKind.UNSAID else told.source.value,
        "urgency": None if told.how_soon is HowSoon.UNKNOWN else told.how_soon.value,
        "proposal": told.proposal,
        "named": report.named,
        "text": told.text or None,
        "question": report.talk.question or None,
        "reply": report.talk.reply or None,
    }


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves takes words and way back along; what plays where stays until it is dealt with."""
    for report_id in reply_links.mine(at.tx, member, store.open_ids(at.tx)):
        store.strip(at.tx, ReportId(report_id))
        reply_links.destroy(at.tx, report_id)
