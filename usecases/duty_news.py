"""What is told about a shift, read again at the moment it goes out; and what a member is shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.actors import Permission, Role
from domain.duty import TAKEN, Shift, ShiftDeed, ShiftState
from domain.ids import MemberId
from storage import duty as store
from storage import members, unrest
from usecases import duty
from usecases.app import Moment, Trace, use_case
from usecases.duty_turns import Ended, vacate

NOTE_HOLDS = timedelta(hours=24)


@dataclass(frozen=True)
class Start:
    """A shift that begins: what is open, what the one before left, and whether a netwerkregisseur has it."""

    shift: Shift
    open_reports: int
    note: str = field(repr=False)
    coordinator: bool


@dataclass(frozen=True)
class Reader:
    """Who reads along in a shift."""

    shift: Shift
    name: str = field(repr=False)


@dataclass(frozen=True)
class Vacancy:
    """A shift that nobody has, for a netwerkregisseur or for another stand-in."""

    shift: Shift
    coordinator: bool


@dataclass(frozen=True)
class Back:
    """A shift that is over, for the netwerkregisseur; `next_name` is who reads along instead, if anybody."""

    ended: Ended
    name: str = field(repr=False)
    open_reports: int
    next_name: str = field(repr=False)


@dataclass(frozen=True)
class Thanks:
    """The shift of this member is over; with the roles that stay, and whether another shift is on."""

    roles: frozenset[Role]
    on_duty: bool


def facts_start(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Start | None:
    """To whoever said yes, until it is taken over, refused or late."""
    shift = store.load(at.tx, payload["shift"])
    if shift is None or shift.member != member or shift.state is not ShiftState.AGREED:
        return None
    before = store.before(at.tx, shift.id, at.now - NOTE_HOLDS)
    note = before.note if before is not None and before.member != member else ""
    return Start(shift, unrest.count_open(at.tx), note, duty.is_coordinator(at, member))


def facts_taken_over(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Reader | None:
    """To the netwerkregisseur, while it is so."""
    shift = store.load(at.tx, payload["shift"])
    if shift is None or shift.member is None or shift.state is not ShiftState.ON:
        return None
    return Reader(shift, members.name_of(at.tx, shift.member))


def facts_vacant(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Vacancy | None:
    """To whoever can take it, while nobody has it."""
    shift = store.load(at.tx, payload["shift"])
    if shift is None or shift.state is not ShiftState.VACANT or member not in duty.can_stand_in(at):
        return None
    return Vacancy(shift, duty.is_coordinator(at, member))


def back(at: Moment, ended: Ended) -> Back:
    """What the netwerkregisseur reads about a shift that is over."""
    nxt = [one for one in duty.stand_ins(at) if not duty.is_coordinator(at, one)]
    name = members.name_of(at.tx, ended.shift.member) if ended.shift.member else ""
    following = members.name_of(at.tx, nxt[0]) if nxt else ""
    return Back(ended, name, unrest.count_open(at.tx), following)


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def handed_to_me(at: Moment, ended: Ended) -> Back:
    """What the netwerkregisseur reads who just took a shift back."""
    return back(at, ended)


def facts_handed_back(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Back | None:
    """To the netwerkregisseur, with the counts of the shift and what waits now."""
    shift = store.load(at.tx, payload["shift"])
    if shift is None or shift.member is None or shift.state is not ShiftState.OVER:
        return None
    return back(at, Ended(shift, int(payload["new"]), int(payload["closed"])))


def facts_over(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> Thanks:
    """To whoever stood in: nothing more is asked, and the commands go back to what they were."""
    return Thanks(members.roles_of(at.tx, member), member in duty.stand_ins(at))


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """Every shift of this member."""
    return [_exported(shift) for shift in store.of(at.tx, member)]


def _exported(shift: Shift) -> dict[str, str]:
    said = {"note": shift.note} if shift.note else {}
    return {
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "state": shift.state.value,
        **said,
    }


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves has no shift: the netwerkregisseur hears of the gap."""
    for shift in store.of(at.tx, member):
        if shift.state in (ShiftState.ASKED, *TAKEN) and shift.ends_at > at.now:
            vacate(at, shift, ShiftDeed.LAPSE if shift.state is ShiftState.ASKED else ShiftDeed.GIVE_UP)
    store.erase_member(at.tx, member)
