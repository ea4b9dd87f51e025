"""An urgent report rings until somebody has it: again and again, at any hour, also for who is away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain import unrest as rules
from domain.actors import Permission, Role
from domain.ids import MemberId, ReportId
from domain.pacing import Lane
from domain.unrest import Report, State
from storage import access, members, outbox
from storage import unrest as reports
from storage import unrest_rings as store
from storage.access import AccessRecord, Look
from storage.outbox import Fact
from usecases import duty
from usecases import unrest_readers as readers
from usecases.app import Moment, Trace, use_case
from usecases.unrest import NotNow
from usecases.unrest_alarms import UNREAD, UNREAD_SECOND, asked, left_behind, owed_again, ring_key

ALONG = "unrest.along"


@use_case(Permission.SYSTEM, Trace.READS)
def ring(at: Moment) -> int:
    """Ring for every urgent report that nobody took up; after downtime once, not for each time missed.

    The desk hears of what a stand-in left behind at the end of a shift.
    """
    return sum(_ring(at, report) for report in reports.urgent_untaken(at.tx)) + at.tell(left_behind(at))


def _ring(at: Moment, report: Report) -> int:
    every = at.network.unrest.unread_alarm
    number = rules.ring(report.rings_from, at.now, every)
    if not number:
        return 0
    over = report.rings_from + (number + 1) * every
    first = not outbox.tally(at.tx, ring_key(report.id))
    said = store.said(at.tx, report.id)
    read, second = readers_to_ring(at), second_persons(at)
    to = {UNREAD: _left(read, said), UNREAD_SECOND: _left_of_second(read, second, said)}
    if first and to[UNREAD_SECOND]:
        _write_down(at)
    return at.tell(
        Fact(
            kind, member, Lane.ALARM, at.now, {"report": report.id},
            f"{ring_key(report.id)}{number}:{member}", over,
        )
        for kind, people in to.items()
        for member in people
    )  # fmt: skip


def readers_to_ring(at: Moment) -> list[MemberId]:
    """Whoever can take a report up now: the stand-ins on duty and every netwerkregisseur, away or not."""
    return sorted({*duty.stand_ins(at), *members.with_role(at.tx, Role.NETWERKREGISSEUR)})


def second_persons(at: Moment) -> list[MemberId]:
    """The second persons, who may not read reports and can call."""
    return [one for one in members.with_role(at.tx, Role.SECOND_PERSON) if one not in readers_to_ring(at)]


def _left(people: list[MemberId], said: Mapping[MemberId, bool]) -> list[MemberId]:
    """Those who did not say that they cannot; never nobody."""
    return [one for one in people if one not in said] or people


def _left_of_second(
    read: list[MemberId], second: list[MemberId], said: Mapping[MemberId, bool]
) -> list[MemberId]:
    """The same for the second persons; once everybody refused, all but who is calling already."""
    if all(one in said for one in (*read, *second)):
        return [one for one in second if not said[one]]
    return [one for one in second if one not in said]


def _write_down(at: Moment) -> None:
    """Whose number the second persons get can see that."""
    record = AccessRecord(Look.VIEWED, Role.SECOND_PERSON.value, "unrest_unread", at.now)
    access.write(at.tx, record, [(at.new_id(), member) for member, _ in _reachable(at)])


def _reachable(at: Moment) -> Iterable[tuple[MemberId, str]]:
    for member in duty.reading_now(at).people:
        profile = members.profile(at.tx, member)
        if profile is not None and profile.phone:
            yield member, profile.phone


def duty_phones(at: Moment) -> tuple[str, ...]:
    """The numbers of who is on duty; nobody gave one, or nobody is: that of the netwerkregisseur."""
    return tuple(phone for _, phone in _reachable(at)) or (at.network.numbers.netwerkregisseur,)


@dataclass(frozen=True)
class Ringing:
    """An urgent report that nobody took up, and for the second person whom to call."""

    report: Report
    phones: tuple[str, ...] = field(default=(), repr=False)


def facts_unread(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Ringing | None:
    """Only while nobody took it up, for who can read it."""
    report = _untaken(at, ReportId(payload["report"]))
    return Ringing(report) if report is not None and member in readers_to_ring(at) else None


def facts_unread_second(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Ringing | None:
    """The same for a second person, with the numbers to call."""
    report = _untaken(at, ReportId(payload["report"]))
    if report is None or member not in second_persons(at):
        return None
    return Ringing(report, duty_phones(at))


def _untaken(at: Moment, report_id: ReportId) -> Report | None:
    report = reports.load(at.tx, report_id)
    return report if report is not None and report.state is State.RECEIVED else None


@use_case(Permission.OWN_DATA)
def cannot(at: Moment, report_id: ReportId) -> Report | NotNow:
    """*Ik kan niet*: it rings here no more, unless nobody can."""
    return _say(at, report_id, calling=False)


@use_case(Permission.OWN_DATA)
def call_now(at: Moment, report_id: ReportId) -> Ringing | NotNow:
    """*Ik bel nu*, for a second person: it rings here no more, and the others hear nothing of it."""
    if at.actor.me not in second_persons(at):
        return NotNow()
    match _say(at, report_id, calling=True):
        case NotNow() as too_late:
            return too_late
        case report:
            return Ringing(report, duty_phones(at))


def _say(at: Moment, report_id: ReportId, calling: bool) -> Report | NotNow:
    report = _untaken(at, report_id)
    if report is None or at.actor.me not in asked(at, report_id):
        return NotNow()
    store.say(at.tx, report_id, at.actor.me, calling)
    return report


@use_case(Permission.OWN_DATA)
def think_along(at: Moment, report_id: ReportId) -> Report | NotNow:
    """*Ik denk mee*: whoever has the report hears who; only who was asked about it can say so."""
    report = reports.load(at.tx, report_id)
    if report is None or not report.open or report.taker in (None, at.actor.me):
        return NotNow()
    if at.actor.me not in asked(at, report_id):
        return NotNow()
    payload = {"report": report_id, "member": at.actor.me}
    key = f"{ALONG}:{report_id}:{at.actor.me}"
    at.tell([Fact(ALONG, report.taker, Lane.ALARM, at.now, payload, key)] if report.taker else [])
    return report


@dataclass(frozen=True)
class Along:
    """Somebody of the staff thinks along about a report."""

    report: Report
    name: str = field(repr=False)


def facts_along(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Along | None:
    """As long as it is open and this member has it."""
    report = reports.load(at.tx, ReportId(payload["report"]))
    name = members.name_of(at.tx, MemberId(payload["member"]))
    return (
        Along(report, name)
        if report is not None and report.open and report.taker == member and name
        else None
    )


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """What somebody of the staff said about an urgent report nobody has yet, and what that member has."""
    said = [(reports.load(at.tx, report), calling) for report, calling in store.said_by(at.tx, member)]
    answers = [
        {"code": report.code, "answer": "calling" if calling else "cannot"}
        for report, calling in said
        if report is not None
    ]
    return answers + [{"code": report.code, "answer": "taken"} for report in reports.taken_by(at.tx, member)]


def erase(at: Moment, member: MemberId) -> None:
    """Somebody of the staff leaves: what that member took up is nobody's, and the desk is reminded of it."""
    taken = reports.taken_by(at.tx, member)
    reports.unlink(at.tx, member)
    store.erase_member(at.tx, member)
    others = [one for one in readers.desk(at) if one != member]
    at.tell(fact for report in taken for fact in owed_again(at, report, others))
