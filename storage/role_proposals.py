"""A role in the team waits for a second person; what was decided, or forgotten, is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Table, delete, select

from domain.actors import Role
from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

role_proposals = Table(
    "role_proposals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("role", Word, nullable=False),
    Column("proposer", Id, nullable=False),
    Column("member", Id, nullable=True),
    Column("expires_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Proposal:
    """Somebody gets a role by an invitation, or `member` loses it."""

    id: str
    role: Role
    proposer: MemberId
    member: MemberId | None
    expires_at: datetime


def add(tx: Tx, proposal: Proposal) -> None:
    """Keep a proposal until it is decided."""
    tx.db.execute(
        role_proposals.insert().values(
            id=proposal.id,
            role=proposal.role.value,
            proposer=proposal.proposer,
            member=proposal.member,
            expires_at=proposal.expires_at,
        )
    )


def load(tx: Tx, proposal: str, now: datetime) -> Proposal | None:
    """The proposal, as long as nobody decided and it is not too old."""
    wanted = select(role_proposals).where(role_proposals.c.id == proposal, role_proposals.c.expires_at > now)
    row = tx.db.execute(wanted).one_or_none()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> Proposal:
    member = MemberId(row.member) if row.member else None
    return Proposal(row.id, Role(row.role), MemberId(row.proposer), member, row.expires_at)


def take(tx: Tx, proposal: str) -> bool:
    """Decide: of two who decide at once, one gets True."""
    return tx.db.execute(delete(role_proposals).where(role_proposals.c.id == proposal)).rowcount == 1


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove what somebody who left proposed, and what was proposed about that member."""
    mine = (role_proposals.c.proposer == member) | (role_proposals.c.member == member)
    tx.db.execute(delete(role_proposals).where(mine))


def made_by(tx: Tx, member: MemberId) -> list[Proposal]:
    """The open proposals of this member, for the own export."""
    mine = select(role_proposals).where(role_proposals.c.proposer == member)
    return [_read(row) for row in tx.db.execute(mine.order_by(role_proposals.c.expires_at))]


def forget(tx: Tx, now: datetime) -> int:
    """Remove what nobody decided in time; returns how many."""
    return tx.db.execute(delete(role_proposals).where(role_proposals.c.expires_at <= now)).rowcount
