"""The netwerkregisseur sees names, roles and neighbourhoods, and every member can read that it was seen."""

from collections.abc import Collection
from dataclasses import dataclass, field

from domain import members as rules
from domain.actors import Permission, Role
from domain.ids import MemberId
from domain.members import NoRoleLeft, RolesChanged
from domain.pacing import Lane
from storage import access, members, outbox
from storage import member_list as store
from storage.access import AccessRecord, Look
from storage.member_list import Listed
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

PAGE = 8
ROLES_CHANGED = "members.roles_changed"
ACCESS_BACK = "members.access_back"


@dataclass(frozen=True)
class Page:
    """A page of the list, and how many members there are in all."""

    shown: tuple[Listed, ...] = field(repr=False)
    start: int
    total: int


@dataclass(frozen=True)
class NotYourself:
    """Nobody stops the own access: that would close the door from the inside."""


def _looked(at: Moment, look: Look, why: str, seen: Collection[MemberId]) -> None:
    record = AccessRecord(look, Role.NETWERKREGISSEUR.value, why, at.now)
    access.write(at.tx, record, [(at.new_id(), member) for member in seen if member != at.actor.member])


@use_case(Permission.SEE_MEMBERS)
def open_list(at: Moment, start: int) -> Page:
    """A page of the list; everybody on it can read that it was opened."""
    everybody = store.listed(at.tx)
    shown = tuple(everybody[start : start + PAGE])
    _looked(at, Look.LISTED, "member_list", [one.id for one in shown])
    return Page(shown, start, len(everybody))


@use_case(Permission.SEE_MEMBERS)
def look_at(at: Moment, member: MemberId) -> Listed | None:
    """One member; who it is can read that."""
    found = _find(at, member)
    if found is not None:
        _looked(at, Look.VIEWED, "role", [member])
    return found


def _find(at: Moment, member: MemberId) -> Listed | None:
    profile = members.profile(at.tx, member)
    if profile is None:
        return None
    roles = members.roles_of(at.tx, member)
    return Listed(member, profile.name or "", roles, profile.neighbourhood, profile.suspended)


@use_case(Permission.SEE_MEMBERS)
def change_roles(at: Moment, member: MemberId, wanted: Collection[Role]) -> RolesChanged | NoRoleLeft | None:
    """Give and take roles of members; who it is about hears it. None when that member left."""
    found = _find(at, member)
    if found is None:
        return None
    outcome = rules.change_roles(found.roles, frozenset(wanted))
    if isinstance(outcome, RolesChanged) and outcome.added | outcome.removed:
        members.add_roles(at.tx, member, outcome.added)
        members.remove_roles(at.tx, member, outcome.removed)
        at.tell([Fact(ROLES_CHANGED, member, Lane.REMINDER, at.now)])
    return outcome


@use_case(Permission.SEE_MEMBERS)
def stop_access(at: Moment, member: MemberId) -> Listed | NotYourself | None:
    """Stop somebody's access, for example after a lost telephone; what was still to be told is dropped."""
    if member == at.actor.member:
        return NotYourself()
    members.change(at.tx, member, suspended=True)
    outbox.erase_member(at.tx, member)
    return _find(at, member)


@use_case(Permission.SEE_MEMBERS)
def give_access_back(at: Moment, member: MemberId) -> Listed | None:
    """Give the access back."""
    members.change(at.tx, member, suspended=False)
    found = _find(at, member)
    if found is not None:
        at.tell([Fact(ACCESS_BACK, member, Lane.REMINDER, at.now)])
    return found


def facts_roles(at: Moment, member: MemberId, _payload: object) -> frozenset[Role] | None:
    """The roles of this moment, None while the access is stopped."""
    found = _find(at, member)
    return None if found is None or found.suspended else found.roles


@use_case(Permission.INVITE, Trace.READS)
def may_invite(_at: Moment) -> None:
    """Whether somebody may open the screens of inviting."""
