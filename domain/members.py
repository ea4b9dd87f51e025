"""What somebody can be called, which roles can stand together, and which of them one person can give."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.actors import STAFF_ROLES, Role

# The roles of members, in the order in which they are offered; a staff role takes two people.
OFFERED = (Role.CONTACTCIRKEL, Role.SNRP, Role.VLIEGENDE_BRIGADE, Role.PROFESSIONAL, Role.PARTNER)
# Network coordination and the work with single families never meet in one account.
WALL = frozenset({Role.NETWERKREGISSEUR, Role.PROCESREGISSEUR})


@dataclass(frozen=True)
class RolesChanged:
    """What is added and what goes; both empty when nothing changes."""

    added: frozenset[Role]
    removed: frozenset[Role]


@dataclass(frozen=True)
class NoRoleLeft:
    """A member has at least one role; whoever should have none has the access stopped."""


def can_be_a_name(typed: str) -> bool:
    """Whether somebody can be called that: letters are in it, and it asks nothing."""
    return any(sign.isalpha() for sign in typed) and "?" not in typed


def breaks_the_wall(roles: Collection[Role]) -> bool:
    """Whether these roles would put both sides of the wall in one account."""
    return frozenset(roles) >= WALL


def change_roles(before: frozenset[Role], wanted: frozenset[Role]) -> RolesChanged | NoRoleLeft:
    """From what somebody has to what is wanted; staff roles are left as they are."""
    after = (wanted - STAFF_ROLES) | (before & STAFF_ROLES)
    if not after:
        return NoRoleLeft()
    return RolesChanged(after - before, before - after)
