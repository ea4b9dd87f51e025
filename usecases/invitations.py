"""Coming in goes by invitation: one code, one person, a few days; a visitor leaves nothing behind."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from domain import members as rules
from domain.actors import STAFF_ROLES, Account, Permission, Purpose, Role
from domain.ids import CODE_LENGTH, MemberId, clean_code, code_from_bytes
from storage import invitations as store
from storage import members
from usecases import handovers
from usecases.app import Moment, Trace, use_case

STATEMENT_VERSION = 1


@dataclass(frozen=True)
class Invited:
    """An invitation that was just made; the code is shown once."""

    code: str = field(repr=False)
    roles: frozenset[Role]
    valid_until: datetime


@dataclass(frozen=True)
class Joined:
    """Somebody became a member."""

    member: MemberId


@dataclass(frozen=True)
class RolesAdded:
    """A member got further roles: those, and everything together."""

    roles: frozenset[Role]
    altogether: frozenset[Role]


@dataclass(frozen=True)
class CodeNotValid:
    """The code was used, is too old, or never was one."""


@dataclass(frozen=True)
class RolesClash:
    """Network coordination and the work with single families never meet in one account."""


class StaffRoleNeedsTwo(Exception):
    """A staff role is granted by two people, or for the first one on the command line."""


def make(at: Moment, roles: Collection[Role]) -> Invited:
    """A fresh code for one person, whoever decided about the roles."""
    code = code_from_bytes(at.token(), CODE_LENGTH)
    valid_until = at.now + at.network.retention.invitation
    store.add(at.tx, at.new_id(), code, roles, valid_until)
    return Invited(code, frozenset(roles), valid_until)


@use_case(Permission.INVITE)
def invite(at: Moment, roles: Collection[Role]) -> Invited:
    """Make an invitation for one person. Raises `StaffRoleNeedsTwo`."""
    if STAFF_ROLES & set(roles):
        raise StaffRoleNeedsTwo
    return make(at, roles)


@use_case(Permission.SYSTEM)
def invite_from_command_line(at: Moment, roles: Collection[Role]) -> Invited:
    """Make an invitation for any role: how the first netwerkregisseur comes in. It is logged."""
    return make(at, roles)


@use_case(Permission.JOIN, Trace.READS)
def look_at(at: Moment, code: str) -> frozenset[Role] | None:
    """The roles behind a code, None when it does not work."""
    return store.roles_behind(at.tx, clean_code(code), at.now)


@use_case(Permission.JOIN)
def accept(
    at: Moment, code: str, purposes: Collection[Purpose]
) -> Joined | RolesAdded | RolesClash | CodeNotValid:
    """Say yes: the code is used up and its roles are given, to a new member or to one who is in already."""
    roles = store.roles_behind(at.tx, clean_code(code), at.now)
    if roles is None or at.actor.account is None or _stopped(at, at.actor.account):
        return CodeNotValid()
    if rules.breaks_the_wall(at.actor.roles | roles):
        return RolesClash()
    if not store.redeem(at.tx, clean_code(code), at.now):
        return CodeNotValid()
    handovers.joined(at, code)
    return _let_in(at, at.actor.account, roles, purposes)


def _stopped(at: Moment, account: Account) -> bool:
    """Whose access was stopped does not come in again with a code."""
    return at.actor.member is None and members.knows(at.tx, account)


def _let_in(
    at: Moment, account: Account, roles: frozenset[Role], purposes: Collection[Purpose]
) -> Joined | RolesAdded:
    member = at.actor.member or MemberId(at.new_id())
    if at.actor.member is None:
        members.add(at.tx, member, account)
    members.add_roles(at.tx, member, roles)
    kept = members.purposes_of(at.tx, member) | set(purposes)
    members.consent(at.tx, member, kept, STATEMENT_VERSION, at.now)
    return RolesAdded(roles, at.actor.roles | roles) if at.actor.member else Joined(member)
