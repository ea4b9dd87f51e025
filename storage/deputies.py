"""Who comes when a member cannot: one deputy each, by consent, found by a code handed over in person."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Row, Table, delete, select, update

from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc

deputies = Table(
    "deputies",
    metadata,
    Column("member", Id, primary_key=True),
    Column("deputy", Id, nullable=True, index=True),
    Column("code", LargeBinary, nullable=True, unique=True),
    Column("valid_until", Utc, nullable=True),
    Column("agreed_at", Utc, nullable=True),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Deputy:
    """The choice of one member: a deputy once agreed, before that a code that waits to be used."""

    member: MemberId
    deputy: MemberId | None = field(default=None)
    valid_until: datetime | None = None
    agreed_at: datetime | None = None


def _read(row: Row[Any]) -> Deputy:
    deputy = MemberId(row.deputy) if row.deputy else None
    return Deputy(MemberId(row.member), deputy, row.valid_until, row.agreed_at)


def of(tx: Tx, member: MemberId) -> Deputy | None:
    """What this member chose, None when nothing."""
    row = tx.db.execute(select(deputies).where(deputies.c.member == member)).one_or_none()
    return None if row is None else _read(row)


def for_whom(tx: Tx, deputy: MemberId) -> list[MemberId]:
    """Everybody for whom this member agreed to be the deputy."""
    wanted = select(deputies.c.member).where(deputies.c.deputy == deputy, deputies.c.agreed_at.is_not(None))
    return [MemberId(member) for member in tx.db.execute(wanted.order_by(deputies.c.member)).scalars()]


def pairs(tx: Tx) -> list[tuple[MemberId, MemberId]]:
    """Every member with the deputy who agreed."""
    agreed = select(deputies.c.member, deputies.c.deputy).where(deputies.c.agreed_at.is_not(None))
    return [(MemberId(row.member), MemberId(row.deputy)) for row in tx.db.execute(agreed.order_by("member"))]


def offer(tx: Tx, member: MemberId, code: str, valid_until: datetime) -> None:
    """A new code in the place of an earlier choice that was not agreed; only its keyed hash is kept."""
    withdraw(tx, member)
    hashed = tx.vault.lookup("deputy", code)
    tx.db.execute(deputies.insert().values(member=member, code=hashed, valid_until=valid_until))


def by_code(tx: Tx, code: str, now: datetime) -> Deputy | None:
    """Whose code this is, as long as it can be used."""
    mine = deputies.c.code.in_(tx.vault.lookups("deputy", code)) & (deputies.c.valid_until > now)
    row = tx.db.execute(select(deputies).where(mine)).one_or_none()
    return None if row is None else _read(row)


def agree(tx: Tx, member: MemberId, deputy: MemberId, now: datetime) -> bool:
    """The deputy said yes; the code is spent. False when somebody else did before."""
    waiting = (deputies.c.member == member) & deputies.c.agreed_at.is_(None) & deputies.c.code.is_not(None)
    values = {"deputy": deputy, "agreed_at": now, "code": None, "valid_until": None}
    return tx.db.execute(update(deputies).where(waiting).values(**values)).rowcount == 1


def withdraw(tx: Tx, member: MemberId) -> int:
    """No deputy any more; returns whether there was a choice."""
    return tx.db.execute(delete(deputies).where(deputies.c.member == member)).rowcount


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the choices of and for somebody who left."""
    mine = (deputies.c.member == member) | (deputies.c.deputy == member)
    tx.db.execute(delete(deputies).where(mine))


def forget(tx: Tx, now: datetime) -> int:
    """Remove codes that can not be used any more; returns how many."""
    return tx.db.execute(delete(deputies).where(deputies.c.valid_until <= now)).rowcount
