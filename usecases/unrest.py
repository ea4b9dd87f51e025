"""Passing on unrest: the sender chooses words, name and speed, and always hears what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain import unrest as rules
from domain.actors import Permission, Role
from domain.ids import MemberId, ReportId, code_from_bytes
from domain.pacing import Lane
from domain.unrest import HowSoon, Report, SourceKind, State, Told
from storage import members, reply_links
from storage import unrest as store
from storage.outbox import Fact
from usecases import unrest_alarms
from usecases.app import Moment, Trace, use_case

NEW, PROPOSED, REPLIED = "unrest.new", "unrest.proposed", "unrest.replied"
QUESTION, MERGED, CLOSED = "unrest.question", "unrest.merged", "unrest.closed"


@dataclass(frozen=True)
class Received:
    """It is in: the code, until when we answer, and when somebody reads it if nobody reads along now."""

    code: str
    answer_by: datetime
    next_duty: datetime | None
    proposal: bool


@dataclass(frozen=True)
class NotNow:
    """The report is in another state by now, or was never there."""


@dataclass(frozen=True)
class Shown:
    """A report with the name of the sender, when the sender wished that."""

    report: Report
    sender: str | None = field(default=None, repr=False)


@use_case(Permission.PASS_ON_UNREST, Trace.READS)
def may_pass_on(_at: Moment) -> None:
    """Beginning asks for the same right as sending."""


@use_case(Permission.PASS_ON_UNREST, Trace.READS)
def reads_again_at(at: Moment) -> datetime | None:
    """When somebody reads along again, None while somebody does."""
    local = at.local(at.now)
    return None if rules.on_duty(at.network.duty, local) else rules.next_duty(at.network.duty, local)


@use_case(Permission.PASS_ON_UNREST, Trace.UNNAMED)
def pass_on(at: Moment, told: Told, named: bool) -> Received:
    """Pass on unrest, with or without a name; the log never says who did."""
    report = _new(at, told, named)
    store.add(at.tx, report)
    reply_links.make(at.tx, report.id, at.actor.me, (at.now + rules.LONGEST_OPEN).date())
    local, duty = at.local(at.now), at.network.duty
    away = None if rules.on_duty(duty, local) else rules.next_duty(duty, local)
    at.tell(_for_the_desk(at, report, away))
    at.tell(unrest_alarms.watch(at, report, away, desk(at)))
    return Received(report.code, report.answer_by, away, told.proposal)


def _new(at: Moment, told: Told, named: bool) -> Report:
    within = rules.span(at.network.unrest.answer, told.how_soon)
    received = at.now if named else rules.coarse(at.now, within)
    local, duty = at.local(at.now), at.network.duty
    begins = received if rules.on_duty(duty, local) else rules.next_duty(duty, local)
    return Report(
        ReportId(at.new_id()), _code(at), State.RECEIVED, told, named, received, begins + within
    )  # fmt: skip


def _code(at: Moment) -> str:
    """A code that no other kept report has."""
    while not store.code_is_free(at.tx, code := code_from_bytes(at.token(), rules.CODE_SIGNS)):
        continue
    return code


def _for_the_desk(at: Moment, report: Report, away: datetime | None) -> list[Fact]:
    urgent = report.told.urgent
    lane = Lane.ALARM if urgent else Lane.REMINDER
    due = at.now if urgent or away is None else away
    kinds = (NEW, PROPOSED) if report.told.proposal else (NEW,)
    payload = {"report": report.id}
    return [
        Fact(kind, member, lane, due, payload, f"{kind}:{report.id}:{member}", until(at))
        for kind in kinds
        for member in desk(at)
    ]


def desk(at: Moment) -> list[MemberId]:
    """Every netwerkregisseur who is not away; when all are away, all of them."""
    everyone = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    return members.present(at.tx, everyone, at.now) or everyone


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
    to = [report.taker] if report.taker else desk(at)
    lane = Lane.ALARM if report.told.urgent else Lane.REMINDER
    payload = {"report": report_id}
    at.tell(Fact(REPLIED, member, lane, at.now, payload, drop_after=until(at)) for member in to)
    return said


def shown(at: Moment, report: Report) -> Shown:
    """With the name, when the sender wished that and is still a member."""
    sender = reply_links.open_link(at.tx, report.id) if report.named else None
    return Shown(report, members.name_of(at.tx, sender) or None if sender else None)


def facts_new(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Shown | None:
    """A report that nobody took up yet."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return shown(at, report) if report is not None and report.state is State.RECEIVED else None


def facts_open(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Shown | None:
    """A report that was not closed yet."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return shown(at, report) if report is not None and report.open else None


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
