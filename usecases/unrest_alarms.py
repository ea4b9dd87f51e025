"""The desk is reminded of the answer it promised; who was asked about an urgent report hears who has it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import unrest as rules
from domain.actors import Role
from domain.ids import MemberId, ReportId
from domain.pacing import Lane
from domain.unrest import Report
from storage import members, outbox, unrest_rings
from storage import unrest as store
from storage.outbox import Fact
from usecases import unrest_readers as readers
from usecases.app import Moment
from usecases.duty import Reading
from usecases.unrest_readers import Shown

NEW, UNREAD, UNREAD_SECOND = "unrest.new", "unrest.unread", "unrest.unread_second"
TAKEN, OWED = "unrest.taken", "unrest.owed"
# A notice in one of these states went out, as far as anybody can know.
WENT_OUT = (outbox.State.SENDING, outbox.State.ACCEPTED, outbox.State.UNCERTAIN)


def watch(at: Moment, report: Report, reading: Reading) -> list[Fact]:
    """The desk, and the stand-in on duty, are reminded shortly before the promised answer."""
    within = rules.span(at.network.unrest.answer, report.told.how_soon)
    now, promise = at.local(at.now), at.local(report.answer_by)
    due = dict.fromkeys(readers.desk(at), rules.reminder_at(at.network.duty, promise, within, now))
    if reading.stand_in:
        soon = report.answer_by - min(within / 4, timedelta(days=1))
        due |= dict.fromkeys(reading.people, soon)
    return [_owed(at, report, member, when, f"{OWED}:{report.id}:{member}") for member, when in due.items()]


def left_behind(at: Moment) -> list[Fact]:
    """Whoever has these reads no more, such as a stand-in whose shift is over: the desk gets them."""
    found = [one for one in store.all_open(at.tx) if one.taker and not readers.reads(at, one.taker)]
    return [fact for report in found for fact in _again_to_the_desk(at, report)]


def _again_to_the_desk(at: Moment, report: Report) -> list[Fact]:
    coming = outbox.ended(at.tx, f"{NEW}:{report.id}:", [outbox.State.QUEUED])
    end, payload = at.now + at.network.retention.unrest_report, {"report": report.id}
    return [
        Fact(
            NEW, member, _lane(report), at.now, payload, f"{NEW}:{report.id}:{report.taker}:{member}", end
        )
        for member in readers.desk(at)
        if member not in coming
    ]  # fmt: skip


def _lane(report: Report) -> Lane:
    return Lane.ALARM if report.told.urgent else Lane.REMINDER


def owed_again(at: Moment, report: Report, people: list[MemberId]) -> list[Fact]:
    """Whoever had the report left: these are reminded at once."""
    return [
        _owed(at, report, member, at.now, f"{OWED}:{report.id}:{report.taker}:{member}") for member in people
    ]


def _owed(at: Moment, report: Report, member: MemberId, when: datetime, key: str) -> Fact:
    keep = at.network.retention.unrest_report
    return Fact(OWED, member, _lane(report), when, {"report": report.id}, key, when + keep)


def ring_key(report: ReportId) -> str:
    """How the keys of all rings of a report begin."""
    return f"unrest.ring:{report}:"


def asked(at: Moment, report: ReportId) -> set[MemberId]:
    """Everybody to whom this report went, or for whom it rang."""
    prefixes = (f"{NEW}:{report}:", ring_key(report))
    return {member for prefix in prefixes for member in outbox.ended(at.tx, prefix, WENT_OUT)}


def hush(at: Moment, report: Report) -> None:
    """Somebody has the report: it rings no more, and whoever was asked about an urgent one hears that."""
    outbox.withdraw(at.tx, ring_key(report.id), at.now)
    unrest_rings.forget(at.tx, report.id)
    store.say(at.tx, report.id, replace(report.talk, since=""))
    if not report.told.urgent:
        return
    keep, payload = at.now + at.network.retention.unrest_report, {"report": report.id}
    at.tell(
        Fact(TAKEN, member, Lane.ALARM, at.now, payload, f"{TAKEN}:{report.id}:{report.taker}:{member}", keep)
        for member in sorted(asked(at, report.id) - {report.taker})
    )


@dataclass(frozen=True)
class Taken:
    """Somebody has an urgent report; `stand_in` when that is not the netwerkregisseur."""

    report: Report
    stand_in: bool


def facts_taken(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Taken | None:
    """A report that somebody else has."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or report.taker in (None, member):
        return None
    return Taken(report, report.taker not in members.with_role(at.tx, Role.NETWERKREGISSEUR))


def facts_owed(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Shown | None:
    """A report whose sender still waits, for somebody who reads now."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or not report.open or not readers.reads(at, member):
        return None
    return readers.shown(at, report, member)
