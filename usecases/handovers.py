"""A place is handed over in person: asked for, an invitation from the desk, and then the member may go.

The successor gets the roles and nothing of what was; and a place never falls empty without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.actors import Permission, Role
from domain.ids import CODE_LENGTH, MemberId, clean_code, code_from_bytes
from domain.pacing import Lane
from storage import handovers as store
from storage import invitations, members
from storage.handovers import Handover, HandoverState
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

ASKED, JOINED = "members.handover_asked", "members.handover_joined"
PLACE_OPEN = "members.place_open"
# Whose place can go to somebody else, and whose place is missed.
HANDED_OVER = frozenset({Role.CONTACTCIRKEL, Role.SNRP, Role.VLIEGENDE_BRIGADE})
MISSED = (Role.CONTACTCIRKEL, Role.SNRP)


@dataclass(frozen=True)
class Place:
    """What somebody can hand over, and how far it is; None is not begun."""

    roles: frozenset[Role]
    state: HandoverState | None


@use_case(Permission.OWN_DATA, Trace.READS)
def place(at: Moment) -> Place:
    """The own place."""
    kept = store.of(at.tx, at.actor.me)
    return Place(at.actor.roles & HANDED_OVER, kept.state if kept else None)


@use_case(Permission.OWN_DATA)
def ask(at: Moment) -> bool:
    """*Mijn plek overdragen*: a task at the desk. False when there is no place, or it was asked already."""
    if not at.actor.roles & HANDED_OVER or not store.ask(at.tx, at.actor.me, at.now):
        return False
    payload = {"member": at.actor.me}
    at.tell(
        Fact(ASKED, desk, Lane.REMINDER, at.now, payload, confidential=True)
        for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    )
    return True


@use_case(Permission.OWN_DATA)
def stay(at: Moment) -> bool:
    """*Ik blijf nog*: it ends; an invitation that nobody used works no more."""
    kept = store.of(at.tx, at.actor.me)
    if kept is None:
        return False
    _end(at, kept)
    return True


def _end(at: Moment, kept: Handover) -> None:
    if kept.state is HandoverState.INVITED and kept.invitation is not None:
        invitations.revoke(at.tx, kept.invitation)
    store.end(at.tx, kept.member)


@dataclass(frozen=True)
class Task:
    """Who wants to hand over."""

    member: MemberId
    name: str = field(repr=False)


def facts_asked(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> Task | None:
    """To the desk: as long as nobody made the invitation."""
    member = MemberId(payload["member"])
    kept = store.of(at.tx, member)
    if kept is None or kept.state is not HandoverState.ASKED or not _at_the_desk(at, desk):
        return None
    return Task(member, members.name_of(at.tx, member))


def _at_the_desk(at: Moment, member: MemberId) -> bool:
    return Role.NETWERKREGISSEUR in members.roles_of(at.tx, member)


@dataclass(frozen=True)
class Successor:
    """The code for whoever comes, with these roles."""

    code: str = field(repr=False)
    roles: frozenset[Role]
    valid_until: datetime


@use_case(Permission.INVITE)
def invite(at: Moment, member: MemberId) -> Successor | None:
    """*Uitnodiging maken*: the same code for whoever asks again; None when it ended or somebody joined."""
    kept = store.of(at.tx, member)
    roles = members.roles_of(at.tx, member) & HANDED_OVER
    if kept is None or not roles:
        return None
    code = _code(at, kept)
    if kept.state is HandoverState.ASKED:
        valid_until = at.now + at.network.retention.invitation
        invitations.add(at.tx, at.new_id(), code, roles, valid_until)
        hashed = at.tx.vault.lookup("invitation", code)
        store.move(at.tx, member, kept.state, HandoverState.INVITED, invitation=hashed)
    working = invitations.working(at.tx, code, at.now)
    return None if working is None else Successor(code, *working)


def _code(at: Moment, kept: Handover) -> str:
    """The same code each time: only who holds the key can make it again."""
    made_of = f"{kept.member}:{kept.asked_at.isoformat()}"
    return code_from_bytes(at.tx.vault.derive("handover", made_of, CODE_LENGTH), CODE_LENGTH)


def joined(at: Moment, code: str) -> None:
    """Somebody joined with this code: if it was a successor, the member who hands over hears it."""
    for hashed in at.tx.vault.lookups("invitation", clean_code(code)):
        kept = store.by_invitation(at.tx, hashed)
        if kept is None or kept.member == at.actor.member:
            continue
        if store.move(at.tx, kept.member, HandoverState.INVITED, HandoverState.JOINED):
            at.tell([Fact(JOINED, kept.member, Lane.REMINDER, at.now)])


def facts_joined(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> bool | None:
    """To who hands over: the successor is there; whoever chose to stay hears it no more."""
    kept = store.of(at.tx, member)
    return True if kept is not None and kept.state is HandoverState.JOINED else None


@dataclass(frozen=True)
class Opening:
    """A circle in which a place is open, and how many people it still has."""

    circle: str
    people: int


def facts_place_open(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> Opening | None:
    """To the desk: in which circle, counted anew; never whose place it was."""
    role = Role(payload["role"])
    label = next((one.label for one in at.network.circles if role in one.roles), None)
    if label is None or not _at_the_desk(at, desk):
        return None
    return Opening(label, len(members.with_role(at.tx, role)))


def export(at: Moment, member: MemberId) -> dict[str, str] | None:
    """That this member hands over, and since when."""
    kept = store.of(at.tx, member)
    return None if kept is None else {"state": kept.state.value, "asked_at": kept.asked_at.isoformat()}


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves hands over no more; a place that nobody took over is named to the desk."""
    kept = store.of(at.tx, member)
    if kept is not None:
        _end(at, kept)
    if kept is not None and kept.state is HandoverState.JOINED:
        return
    mine = members.roles_of(at.tx, member)
    desks = [one for one in members.with_role(at.tx, Role.NETWERKREGISSEUR) if one != member]
    at.tell(
        Fact(PLACE_OPEN, desk, Lane.REMINDER, at.now, {"role": role.value})
        for role in MISSED
        if role in mine
        for desk in desks
    )
