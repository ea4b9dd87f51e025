"""Which updates already had their effect, so that a second delivery has none. Rows hold no user.

Only the day is kept: a row cannot be laid beside a signal by its time.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger, Column, Date, Table, delete, func, select

from storage.database import Tx, insert_once, metadata
from storage.types import Word

DONE, FAILED = "done", "failed"

received = Table(
    "received",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", Word, nullable=False),
    Column("day", Date, nullable=False),
    sqlite_with_rowid=False,
)


def accept(tx: Tx, update_id: int, now: datetime, state: str = DONE) -> bool:
    """Whether this is the first time; the row is written with the effect of the update."""
    row: dict[str, object] = {"update_id": update_id, "state": state, "day": now.date()}
    return insert_once(tx, received, [row]) == 1


def settled(tx: Tx, update_ids: Collection[int]) -> frozenset[int]:
    """Those of the updates that have their row."""
    found = tx.db.execute(select(received.c.update_id).where(received.c.update_id.in_(update_ids)))
    return frozenset(found.scalars())


def newest_day(tx: Tx) -> date | None:
    """The day on which the newest update came, None when none is kept."""
    return tx.db.execute(select(func.max(received.c.day))).scalar_one_or_none()


def failed_count(tx: Tx) -> int:
    """How many updates of the last two days failed three times."""
    return len(tx.db.execute(select(received.c.update_id).where(received.c.state == FAILED)).all())


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove the rows older than the retention term; returns how many."""
    before: date = (now - keep).date()
    return tx.db.execute(delete(received).where(received.c.day < before)).rowcount
