"""A stand-in is asked and may say no; the netwerkregisseur hears the answer, and can cancel a shift."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import duty as rules
from domain.actors import Permission, Role
from domain.duty import LIVING, TAKEN, Shift, ShiftDeed, ShiftState, Span
from domain.ids import MemberId
from domain.pacing import Lane
from storage import access, members
from storage import duty as store
from storage.access import AccessRecord, Look
from storage.outbox import Fact
from usecases import duty, duty_turns
from usecases.app import Moment, Trace, use_case
from usecases.duty_turns import Begun, told

ASKED, ANSWERED, CANCELLED = "duty.asked", "duty.answered", "duty.cancelled"
PAGE = 6


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked."""

    id: MemberId
    name: str = field(repr=False)


@dataclass(frozen=True)
class Page:
    """A page of those who may be asked, and how many there are."""

    shown: tuple[Candidate, ...] = field(repr=False)
    start: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """The question is on its way."""

    shift: Shift
    name: str = field(repr=False)


@dataclass(frozen=True)
class Agreed:
    """It is agreed; the member hears when it begins."""

    shift: Shift


@dataclass(frozen=True)
class Arranged:
    """Somebody has these hours already, or was asked for them already."""


@dataclass(frozen=True)
class Gone:
    """It is over, taken back, or not for who asks."""


@use_case(Permission.MANAGE_DUTY)
def candidates(at: Moment, start: int) -> Page:
    """Who may be asked, by name; everybody on the page can read that the list was opened."""
    found = [
        Candidate(one, members.name_of(at.tx, one))
        for one in members.present(at.tx, duty.can_stand_in(at), at.now)
        if one != at.actor.me
    ]
    found.sort(key=lambda one: (one.name.casefold(), one.id))
    shown = tuple(found[start : start + PAGE])
    record = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR.value, "duty_list", at.now)
    access.write(at.tx, record, [(at.new_id(), one.id) for one in shown])
    return Page(shown, start, len(found))


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def may_manage(_at: Moment) -> None:
    """Whether somebody may open the screens of the roster."""


@use_case(Permission.MANAGE_DUTY)
def ask(at: Moment, member: MemberId, span: Span) -> Waiting | Agreed | Begun | Arranged | Gone:
    """Ask a member to read along; whoever picks the own name has said yes with that."""
    if not rules.possible(span, at.now) or member not in duty.can_stand_in(at):
        return Gone()
    left = Span(max(span.start, at.now), span.end)
    theirs = [one for one in store.touching(at.tx, left, LIVING) if one.member == member]
    if theirs or store.touching(at.tx, left, TAKEN):
        return Arranged()
    shift = Shift(at.new_id(), member, span.start, span.end, told_at=at.now)
    store.add(at.tx, shift)
    if member == at.actor.me:
        return _agree(at, shift)
    at.tell([Fact(ASKED, member, Lane.REMINDER, at.now, {"shift": shift.id}, told(shift, "asked"), span.end)])
    return Waiting(shift, members.name_of(at.tx, member))


@use_case(Permission.TAKE_DUTY)
def agree(at: Moment, shift_id: str) -> Agreed | Begun | Arranged | Gone:
    """*Ja, dat kan*: the netwerkregisseur hears it; when its time is now, it begins."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.member != at.actor.me or shift.ends_at <= at.now:
        return Gone()
    if shift.state is ShiftState.ON:
        return Begun(shift)
    if shift.state is ShiftState.AGREED:
        return Agreed(shift)
    if shift.state is not ShiftState.ASKED:
        return Gone()
    if store.touching(at.tx, Span(max(shift.starts_at, at.now), shift.ends_at), TAKEN):
        duty_turns.move(at, shift, ShiftDeed.END)
        return Arranged()
    return _agree(at, shift)


def _agree(at: Moment, shift: Shift) -> Agreed | Begun:
    agreed = duty_turns.move(at, shift, ShiftDeed.AGREE, told_at=None)
    duty_turns.fill(at, agreed)
    if not agreed.begun(at.now):
        _answered(at, agreed)
        return Agreed(agreed)
    return duty_turns.begin(at, agreed)


@use_case(Permission.TAKE_DUTY)
def refuse(at: Moment, shift_id: str) -> bool:
    """*Nee, liever niet*: the netwerkregisseur hears it, and nobody asks why."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.member != at.actor.me:
        return False
    if shift.state is ShiftState.ASKED:
        _answered(at, duty_turns.move(at, shift, ShiftDeed.REFUSE))
        return True
    return shift.state is ShiftState.REFUSED


def _answered(at: Moment, shift: Shift) -> None:
    payload = {"shift": shift.id, "said": shift.state.value}
    at.tell(
        Fact(ANSWERED, one, Lane.REMINDER, at.now, payload, told(shift, f"said:{one}"), shift.ends_at)
        for one in members.with_role(at.tx, Role.NETWERKREGISSEUR)
        if one != at.actor.member
    )


@use_case(Permission.MANAGE_DUTY)
def cancel(at: Moment, shift_id: str) -> bool:
    """A shift that did not begin is off; the member hears it. False when there was nothing to cancel."""
    shift = store.load(at.tx, shift_id)
    if shift is None or shift.state not in (ShiftState.ASKED, ShiftState.AGREED):
        return False
    duty_turns.move(at, shift, ShiftDeed.END)
    if shift.member is not None and shift.member != at.actor.member:
        key = told(shift, "cancelled")
        at.tell(
            [Fact(CANCELLED, shift.member, Lane.REMINDER, at.now, {"shift": shift.id}, key, shift.ends_at)]
        )
    return True


def facts_asked(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Shift | None:
    """The question, while it waits for this member."""
    shift = store.load(at.tx, payload["shift"])
    waits = shift is not None and shift.member == member and shift.state is ShiftState.ASKED
    return shift if waits else None


@dataclass(frozen=True)
class Answer:
    """What somebody said to a shift."""

    shift: Shift
    name: str = field(repr=False)


def facts_answered(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Answer | None:
    """The answer, while it is still so."""
    shift = store.load(at.tx, payload["shift"])
    if shift is None or shift.member is None or shift.state.value != payload["said"]:
        return None
    return Answer(shift, members.name_of(at.tx, shift.member))


def facts_cancelled(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Shift | None:
    """The shift that is off."""
    shift = store.load(at.tx, payload["shift"])
    return shift if shift is not None and shift.member == member else None
