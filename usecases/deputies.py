"""Choosing who comes in one's place: a code handed over in person, a yes, and an end at any moment.

Nobody sees a list of names: who may be asked is whoever gets the code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain import deputies as rules
from domain.actors import Permission, Purpose, Role, may
from domain.ids import CODE_LENGTH, MemberId, clean_code, code_from_bytes
from domain.pacing import Lane
from storage import deputies as store
from storage import members
from storage.deputies import Deputy
from storage.outbox import Fact
from usecases import callout_standing_in
from usecases.app import Moment, Trace, use_case

AGREED, TURNED_DOWN = "members.deputy_agreed", "members.deputy_turned_down"
STOPPED, LET_GO = "members.deputy_stopped", "members.deputy_let_go"


@dataclass(frozen=True)
class Choice:
    """How it stands: the deputy, or the code that waits; and for whom this member is one."""

    may_choose: bool
    deputy: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    valid_until: datetime | None = None
    stands_for: tuple[tuple[MemberId, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Asked:
    """Whose code it is."""

    name: str = field(repr=False)


@dataclass(frozen=True)
class OwnCode:
    """Nobody is the own deputy."""


@dataclass(frozen=True)
class OtherCircle:
    """A deputy comes from the same circle."""


@dataclass(frozen=True)
class CallOutsOff:
    """Whoever gets no call-outs cannot come for another."""


@dataclass(frozen=True)
class Agreed:
    """A deputy from now on; for whom."""

    name: str = field(repr=False)


def circles(at: Moment) -> list[frozenset[Role]]:
    """The roles of each circle of the network."""
    return [frozenset(circle.roles) for circle in at.network.circles]


@use_case(Permission.OWN_DATA, Trace.READS)
def mine(at: Moment) -> Choice:
    """The own deputy, the own code, and for whom one is a deputy."""
    kept = store.of(at.tx, at.actor.me)
    others = tuple((one, members.name_of(at.tx, one)) for one in store.for_whom(at.tx, at.actor.me))
    choice = Choice(rules.may_choose(circles(at), at.actor.roles), stands_for=others)
    if kept is None:
        return choice
    if kept.deputy is not None:
        return Choice(choice.may_choose, members.name_of(at.tx, kept.deputy), stands_for=others)
    code = _working(at, kept)
    return choice if code is None else Choice(choice.may_choose, None, code, kept.valid_until, others)


def _working(at: Moment, kept: Deputy | None) -> str | None:
    """The code that was made, as long as it works; after a change of keys it does not."""
    if kept is None or kept.valid_until is None:
        return None
    code = _code(at, kept.member, kept.valid_until)
    return code if store.by_code(at.tx, code, at.now) else None


def _code(at: Moment, member: MemberId, valid_until: datetime) -> str:
    """The same code each time: only who holds the key can make it again."""
    made_of = f"{member}:{valid_until.isoformat()}"
    return code_from_bytes(at.tx.vault.derive("deputy", made_of, CODE_LENGTH), CODE_LENGTH)


@use_case(Permission.CHOOSE_DEPUTY)
def make_code(at: Moment) -> bool:
    """A code to hand over; one that still works stays. False when there is a deputy, or no circle."""
    kept = store.of(at.tx, at.actor.me)
    if not rules.may_choose(circles(at), at.actor.roles) or (kept is not None and kept.deputy is not None):
        return False
    if _working(at, kept) is None:
        valid_until = at.now.replace(microsecond=0) + at.network.retention.invitation
        store.offer(at.tx, at.actor.me, _code(at, at.actor.me, valid_until), valid_until)
    return True


@use_case(Permission.OWN_DATA)
def let_go(at: Moment) -> bool:
    """*Vervanger wissen*, also of a code that nobody used; the deputy hears it."""
    kept = store.of(at.tx, at.actor.me)
    if kept is None:
        return False
    store.withdraw(at.tx, at.actor.me)
    if kept.deputy is not None:
        callout_standing_in.part(at, at.actor.me, kept.deputy)
        at.tell([Fact(LET_GO, kept.deputy, Lane.REMINDER, at.now)])
    return True


Behind = Asked | OwnCode | OtherCircle | CallOutsOff


def _behind(at: Moment, code: str) -> tuple[Behind, Deputy] | None:
    kept = store.by_code(at.tx, clean_code(code), at.now)
    if kept is None or at.actor.member is None or not may(at.actor, Permission.ANSWER_CALL_OUT):
        return None
    if kept.member == at.actor.me:
        return OwnCode(), kept
    if not rules.share_circle(circles(at), members.roles_of(at.tx, kept.member), at.actor.roles):
        return OtherCircle(), kept
    if Purpose.CALL_OUTS not in members.purposes_of(at.tx, at.actor.me):
        return CallOutsOff(), kept
    return Asked(members.name_of(at.tx, kept.member)), kept


@use_case(Permission.EVERYONE, Trace.READS)
def look_at(at: Moment, code: str) -> Behind | None:
    """What a code asks of this member; nothing for who could not come anyway."""
    found = _behind(at, code)
    return None if found is None else found[0]


@use_case(Permission.ANSWER_CALL_OUT)
def agree(at: Moment, code: str) -> Agreed | OwnCode | OtherCircle | CallOutsOff | None:
    """*Ja, dat is goed*: the code is spent. None when it does not work any more."""
    found = _behind(at, code)
    if found is None:
        return None
    outcome, kept = found
    if not isinstance(outcome, Asked):
        return outcome
    if not store.agree(at.tx, kept.member, at.actor.me, at.now):
        return None
    at.tell([Fact(AGREED, kept.member, Lane.REMINDER, at.now)])
    return Agreed(outcome.name)


@use_case(Permission.ANSWER_CALL_OUT)
def decline(at: Moment, code: str) -> bool:
    """*Nee, liever niet*: the code is spent, and the member hears it. False when it did not work any more."""
    found = _behind(at, code)
    if found is None or not isinstance(found[0], Asked):
        return False
    member = found[1].member
    store.withdraw(at.tx, member)
    at.tell([Fact(TURNED_DOWN, member, Lane.REMINDER, at.now)])
    return True


@use_case(Permission.OWN_DATA)
def stop_for(at: Moment, member: MemberId) -> bool:
    """*Stoppen als vervanger*: the member hears it. False when that had ended already."""
    if member not in store.for_whom(at.tx, at.actor.me):
        return False
    _stop(at, member, at.actor.me)
    return True


def _stop(at: Moment, member: MemberId, deputy: MemberId) -> None:
    store.withdraw(at.tx, member)
    callout_standing_in.part(at, member, deputy)
    at.tell([Fact(STOPPED, member, Lane.REMINDER, at.now)])


def facts_agreed(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> str | None:
    """The name of the deputy, while it is still the deputy."""
    kept = store.of(at.tx, member)
    return None if kept is None or kept.deputy is None else members.name_of(at.tx, kept.deputy)


def facts_without(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> bool | None:
    """That there is no deputy, while that is so."""
    kept = store.of(at.tx, member)
    return True if kept is None or kept.deputy is None else None


def facts_let_go(_at: Moment, _member: MemberId, _payload: Mapping[str, str]) -> bool:
    """That somebody needs no deputy any more; whose it was is not said."""
    return True


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """The own choice, and for whom this member said yes."""
    kept = store.of(at.tx, member)
    lines = [] if kept is None else [_own_choice(at, kept)]
    return [*lines, *({"deputy_for": members.name_of(at.tx, one)} for one in store.for_whom(at.tx, member))]


def _own_choice(at: Moment, kept: Deputy) -> dict[str, str]:
    if kept.deputy is not None and kept.agreed_at is not None:
        return {"deputy": members.name_of(at.tx, kept.deputy), "agreed_at": kept.agreed_at.isoformat()}
    return {"valid_until": kept.valid_until.isoformat()} if kept.valid_until else {}


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves has no deputy and is none; those it concerns hear it, without a name."""
    kept = store.of(at.tx, member)
    for other in store.for_whom(at.tx, member):
        _stop(at, other, member)
    if kept is not None and kept.deputy is not None:
        callout_standing_in.part(at, member, kept.deputy)
        at.tell([Fact(LET_GO, kept.deputy, Lane.REMINDER, at.now)])
    store.erase_member(at.tx, member)
