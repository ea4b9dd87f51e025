"""An invitation works once, for one person, for a few days; only a keyed hash of its code is kept."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, LargeBinary, String, Table, delete, select, update

from domain.actors import Role
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word


class InvitationState(StrEnum):
    """Where an invitation is; that it expired follows from its date."""

    CREATED = "created"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


invitations = Table(
    "invitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", LargeBinary, nullable=False, unique=True),
    Column("roles", String(200), nullable=False),
    Column("state", Word, nullable=False),
    Column("valid_until", Utc, nullable=False),
    sqlite_with_rowid=False,
)


def add(tx: Tx, invitation: str, code: str, roles: Iterable[Role], valid_until: datetime) -> None:
    """Keep a new invitation."""
    tx.db.execute(
        invitations.insert().values(
            id=invitation,
            code=tx.vault.lookup("invitation", code),
            roles=" ".join(sorted(role.value for role in roles)),
            state=InvitationState.CREATED,
            valid_until=valid_until,
        )
    )


def roles_behind(tx: Tx, code: str, now: datetime) -> frozenset[Role] | None:
    """The roles that a code still gives, or None."""
    wanted = select(invitations.c.roles).where(
        invitations.c.code.in_(tx.vault.lookups("invitation", code)),
        invitations.c.state == InvitationState.CREATED,
        invitations.c.valid_until > now,
    )
    found = tx.db.execute(wanted).scalar_one_or_none()
    return None if found is None else frozenset(Role(word) for word in found.split())


def working(tx: Tx, code: str, now: datetime) -> tuple[frozenset[Role], datetime] | None:
    """The roles that a code still gives, and until when."""
    roles = roles_behind(tx, code, now)
    mine = invitations.c.code.in_(tx.vault.lookups("invitation", code))
    until = tx.db.execute(select(invitations.c.valid_until).where(mine)).scalar_one_or_none()
    return None if roles is None or until is None else (roles, until)


def revoke(tx: Tx, hashed: bytes) -> None:
    """The invitation kept under this hash works no more."""
    mine = (invitations.c.code == hashed) & (invitations.c.state == InvitationState.CREATED)
    tx.db.execute(update(invitations).where(mine).values(state=InvitationState.REVOKED))


def redeem(tx: Tx, code: str, now: datetime) -> bool:
    """Use the code up. Of four who try at once, one gets True."""
    usable = (
        update(invitations)
        .where(invitations.c.code.in_(tx.vault.lookups("invitation", code)))
        .where(invitations.c.state == InvitationState.CREATED, invitations.c.valid_until > now)
    )
    return tx.db.execute(usable.values(state=InvitationState.ACCEPTED)).rowcount == 1


def forget(tx: Tx, now: datetime) -> int:
    """Remove invitations at their end, used or not; returns how many."""
    return tx.db.execute(delete(invitations).where(invitations.c.valid_until < now)).rowcount
