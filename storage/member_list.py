"""The list of members: name, roles and neighbourhood, nothing else; opening it is written down elsewhere."""

from dataclasses import dataclass, field

from sqlalchemy import select

from domain.actors import Role
from domain.ids import MemberId
from storage.database import Tx
from storage.members import member_roles, members


@dataclass(frozen=True)
class Listed:
    """One member as the list shows it."""

    id: MemberId
    name: str = field(repr=False)
    roles: frozenset[Role]
    neighbourhood: str | None
    suspended: bool


def listed(tx: Tx) -> list[Listed]:
    """Every member in the order of the names."""
    roles: dict[str, set[Role]] = {}
    for row in tx.db.execute(select(member_roles)):
        roles.setdefault(row.member, set()).add(Role(row.role))
    wanted = select(members.c.id, members.c.name, members.c.neighbourhood, members.c.suspended)
    found = [
        Listed(
            MemberId(row.id),
            tx.vault.open_("members", "name", row.id, row.name) if row.name else "",
            frozenset(roles.get(row.id, ())),
            row.neighbourhood,
            row.suspended,
        )
        for row in tx.db.execute(wanted)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))
