"""A shift begins when it is taken over and ends by itself; whoever cannot says so, and others are asked.

Until it is taken over the one before stays on duty; a stand-in who does not answer in time has no shift.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import duty as rules
from domain.actors import Permission
from domain.duty import TAKEN, Shift, ShiftDeed, ShiftState, Span
from domain.ids import MemberId
from domain.pacing import Lane
from storage import duty as store
from storage import outbox, unrest
from storage.outbox import Fact
from usecases import duty
from usecases.app import Moment, Trace, use_case

STARTS, TAKEN_OVER, VACANT = "duty.start", "duty.taken_over", "duty.vacant"
HANDED_BACK, OVER = "duty.handed_back", "duty.over"


@dataclass(frozen=True)
class Begun:
    """The one who asked reads along from now on."""

    shift: Shift


@dataclass(frozen=True)
class Later:
    """It is this member's, and its time is still to come."""

    shift: Shift


@dataclass(frozen=True)
class Ended:
    """The shift ended; `new` and `closed` count the reports meanwhile."""

    shift: Shift
    new: int
    closed: int


@dataclass(frozen=True)
class Free:
    """Nobody has the shift any more, and others are asked; `mine`: it was of whoever says so."""

    shift: Shift
    mine: bool


@dataclass(frozen=True)
class TooLate:
    """Somebody else has it, or it is over."""


def told(shift: Shift, what: str) -> str:
    """The key of what is told about a shift; whoever was told may take a vacant one."""
    return f"duty:{shift.id}:{what}"


def move(at: Moment, shift: Shift, deed: ShiftDeed, **values: datetime | int | str | None) -> Shift:
    """The shift after the deed, for who looked that it can be done in this same transaction."""
    to = rules.after(shift.state, deed)
    assert to is not None
    store.move(at.tx, shift.id, shift.state, to, **values)
    kept = store.load(at.tx, shift.id)
    assert kept is not None
    return kept


def fill(at: Moment, agreed: Shift) -> None:
    """Somebody said yes: what stood vacant in these hours does not any more."""
    for vacant in store.touching(at.tx, agreed.span, (ShiftState.VACANT,)):
        if vacant.id != agreed.id:
            move(at, vacant, ShiftDeed.END)


def begin(at: Moment, shift: Shift) -> Begun:
    """From now on whoever acts reads along, and nobody before."""
    me = at.actor.me
    counted = {"open_before": unrest.count_open(at.tx), "fresh_before": unrest.count_since(at.tx, at.now)}
    begun = move(at, shift, ShiftDeed.TAKE_OVER, member=me, taken_at=at.now, **counted)
    for before in store.on_now(at.tx):
        if before.id != begun.id:
            end(at, before)
    fill(at, begun)
    _tell_desk(at, TAKEN_OVER, begun, f"on:{int(at.now.timestamp())}", {me})
    return Begun(begun)


def _tell_desk(at: Moment, kind: str, shift: Shift, what: str, but: Collection[MemberId | None]) -> None:
    at.tell(
        Fact(kind, one, Lane.ALARM, at.now, {"shift": shift.id}, told(shift, f"{what}:{one}"), shift.ends_at)
        for one in duty.desk(at)
        if one not in but
    )


def _was_asked(at: Moment, shift: Shift) -> bool:
    """Whether this member was asked for a shift that nobody has."""
    me = at.actor.me
    return duty.is_coordinator(at, me) or me in outbox.addressed(at.tx, told(shift, ""))


@use_case(Permission.TAKE_DUTY)
def take_over(at: Moment, shift_id: str) -> Begun | Later | TooLate:
    """*Ik neem over*: the first who says so has the shift, also when somebody else was asked at first."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.ends_at <= at.now:
        return TooLate()
    mine = shift.member == at.actor.me
    if mine and shift.state is ShiftState.ON:
        return Begun(shift)
    if mine and shift.state is ShiftState.AGREED:
        return begin(at, shift) if shift.begun(at.now) else Later(shift)
    if shift.state is not ShiftState.VACANT or not _was_asked(at, shift):
        return TooLate()
    return _step_in(at, shift)


def _step_in(at: Moment, shift: Shift) -> Begun | Later | TooLate:
    left = Span(max(shift.starts_at, at.now), shift.ends_at)
    if store.touching(at.tx, left, TAKEN):
        return TooLate()
    if shift.begun(at.now):
        return begin(at, shift)
    return Later(move(at, shift, ShiftDeed.AGREE, member=at.actor.me, told_at=None))


@use_case(Permission.TAKE_DUTY)
def give_up(at: Moment, shift_id: str) -> Free | TooLate:
    """*Ik kan niet*: at any moment and without a reason; the netwerkregisseur and other stand-ins hear it."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.ends_at <= at.now:
        return TooLate()
    if shift.member == at.actor.me and shift.state in TAKEN:
        return Free(vacate(at, shift, ShiftDeed.GIVE_UP), mine=True)
    if shift.state is ShiftState.VACANT and _was_asked(at, shift):
        return Free(shift, mine=False)
    return TooLate()


def vacate(at: Moment, shift: Shift, deed: ShiftDeed) -> Shift:
    """Nobody has the shift: the netwerkregisseur, and whoever stood in before, can take it."""
    vacant = move(at, shift, deed, member=None, told_at=None, taken_at=None)
    store.write_note(at.tx, shift.id, "")
    known = set(store.agreed_before(at.tx)) & set(duty.can_stand_in(at))
    others = sorted({*known, *duty.desk(at)} - {shift.member})
    what, payload = f"vacant:{int(at.now.timestamp())}", {"shift": shift.id}
    at.tell(
        Fact(VACANT, one, Lane.ALARM, at.now, payload, told(shift, f"{what}:{one}"), shift.ends_at)
        for one in others
    )
    return vacant


def end(at: Moment, shift: Shift) -> Ended:
    """A shift is over, at its end or before; with how many reports came and were closed."""
    until = min(at.now, shift.ends_at + duty.handover(at))
    over = move(at, shift, ShiftDeed.END, ends_at=until)
    new = unrest.count_since(at.tx, over.taken_at or over.starts_at) - over.fresh_before
    closed = max(0, over.open_before + new - unrest.count_open(at.tx))
    ended = Ended(over, new, closed)
    _tell_end(at, ended)
    return ended


def _tell_end(at: Moment, ended: Ended) -> None:
    shift, member = ended.shift, ended.shift.member
    if member is None:
        return
    payload = {"shift": shift.id, "new": str(ended.new), "closed": str(ended.closed)}
    if not duty.is_coordinator(at, member):
        at.tell(
            Fact(HANDED_BACK, one, Lane.REMINDER, at.now, payload, told(shift, f"back:{one}"))
            for one in duty.desk(at)
            if one != at.actor.member
        )
    if member != at.actor.member:
        at.tell([Fact(OVER, member, Lane.REMINDER, at.now, payload, told(shift, "over"))])


@use_case(Permission.MANAGE_DUTY)
def take_back(at: Moment, shift_id: str) -> Ended | TooLate:
    """*Dienst terugnemen*: from now on the netwerkregisseur reads along, until the end that was agreed."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.state is not ShiftState.ON:
        return TooLate()
    until = shift.ends_at
    ended = end(at, shift)
    if shift.member != at.actor.me and at.now < until:
        mine = Shift(at.new_id(), at.actor.me, at.now, until, ShiftState.AGREED)
        store.add(at.tx, mine)
        begin(at, mine)
    return ended


@use_case(Permission.TAKE_DUTY, Trace.READS)
def mine(at: Moment, shift_id: str = "") -> Shift | None:
    """The shift of whoever asks: this one, or the one that is on now."""
    found = store.load(at.tx, shift_id) if shift_id else next(iter(_mine_now(at)), None)
    return found if found is not None and found.member == at.actor.me else None


def _mine_now(at: Moment) -> list[Shift]:
    return [shift for shift in duty.on_now(at) if shift.member == at.actor.me]


@use_case(Permission.TAKE_DUTY, Trace.READS)
def stands_in(at: Moment) -> bool:
    """Whether the menu offers *Mijn dienst*."""
    return bool(_mine_now(at)) and not duty.is_coordinator(at, at.actor.me)


@use_case(Permission.TAKE_DUTY)
def leave_note(at: Moment, note: str) -> Shift | None:
    """One sentence for whoever comes next; empty takes it away. None when the shift is over."""
    shift = next(iter(_mine_now(at)), None)
    if shift is None:
        return None
    store.write_note(at.tx, shift.id, note)
    return replace(shift, note=note)


@use_case(Permission.SYSTEM, Trace.READS)
def follow(at: Moment) -> None:
    """What the clock brings: shifts begin, are late, and end; done twice, nothing happens twice."""
    able = set(duty.can_stand_in(at))
    for shift in store.living(at.tx):
        if shift.state is ShiftState.ON:
            continue
        if shift.ends_at <= at.now:
            move(at, shift, ShiftDeed.END)
        elif shift.state is not ShiftState.VACANT:
            _wait_for(at, shift, shift.member in able)
    for shift in store.on_now(at.tx):
        _see_out(at, shift, shift.member in able)


def _wait_for(at: Moment, shift: Shift, able: bool) -> None:
    """A shift that was asked or agreed: tell that it begins, or that nobody comes."""
    if not able or shift.lapses(at.now, duty.handover(at)):
        _lapse(at, shift)
    elif shift.state is ShiftState.AGREED and shift.begun(at.now) and shift.told_at is None:
        assert shift.member is not None
        store.tell(at.tx, shift.id, at.now)
        key = told(shift, f"start:{shift.member}")
        at.tell([Fact(STARTS, shift.member, Lane.ALARM, at.now, {"shift": shift.id}, key, shift.ends_at)])


def _lapse(at: Moment, shift: Shift) -> None:
    """Nobody comes; it is only said once for the same hours, and not when somebody else has them."""
    held = store.touching(at.tx, shift.span, (*TAKEN, ShiftState.VACANT))
    left = Span(max(shift.starts_at, at.now), shift.ends_at)
    if any(one.id != shift.id and one.span.touches(left) for one in held):
        move(at, shift, ShiftDeed.END)
    else:
        vacate(at, shift, ShiftDeed.LAPSE)


def _see_out(at: Moment, shift: Shift, able: bool) -> None:
    """A shift that is on: it ends by itself, the next one being there, late, or not agreed at all."""
    if not able and at.now < shift.ends_at:
        vacate(at, shift, ShiftDeed.GIVE_UP)
    elif not able or not rules.holds_on(shift, _awaited(at), at.now, duty.handover(at)):
        end(at, shift)


def _awaited(at: Moment) -> list[Shift]:
    return store.between(at.tx, at.now, at.now + timedelta(seconds=1), (ShiftState.AGREED,))
