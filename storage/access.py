"""Who of the staff looked, readable by the member it concerns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Column, Table, delete, select

from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word


class Look(StrEnum):
    """Somebody looked at one member, or opened a list with everybody on it: never added up."""

    VIEWED = "viewed"
    LISTED = "listed"


access_records = Table(
    "access_records",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member", Id, nullable=False, index=True),
    Column("look", Word, nullable=False),
    Column("role", Word, nullable=False),
    Column("why", Word, nullable=False),
    Column("at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class AccessRecord:
    """One look: by which role, why and when."""

    look: Look
    role: str
    why: str
    at: datetime


def write(tx: Tx, looking: AccessRecord, seen: Collection[tuple[str, MemberId]]) -> None:
    """Record the look with every member seen: pairs of a new id and the member."""
    rows = [
        {
            "id": record,
            "member": member,
            "look": looking.look,
            "role": looking.role,
            "why": looking.why,
            "at": looking.at,
        }
        for record, member in seen
    ]
    if rows:
        tx.db.execute(access_records.insert(), rows)


def of(tx: Tx, member: MemberId, since: datetime) -> list[AccessRecord]:
    """Every look since then, the newest first."""
    wanted = select(access_records).where(access_records.c.member == member, access_records.c.at >= since)
    rows = tx.db.execute(wanted.order_by(access_records.c.at.desc()))
    return [AccessRecord(Look(row.look), row.role, row.why, row.at) for row in rows]


def looked_since(tx: Tx, why: str, since: datetime) -> bool:
    """Whether anybody opened this kind of list since then."""
    mine = (access_records.c.why == why) & (access_records.c.at >= since)
    return tx.db.execute(select(access_records.c.id).where(mine).limit(1)).first() is not None


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the looks at somebody who left."""
    tx.db.execute(delete(access_records).where(access_records.c.member == member))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove what is older than the retention term; returns how many."""
    return tx.db.execute(delete(access_records).where(access_records.c.at < now - keep)).rowcount
