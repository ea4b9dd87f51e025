"""Rounds of the test whether members can be reached; who answered is not kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Column, Integer, Table, delete, select, update

from storage.database import Tx, metadata
from storage.types import Id, Utc

reach_rounds = Table(
    "reach_rounds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("begun_at", Utc, nullable=False),
    Column("people", Integer, nullable=False),
    Column("reported", Boolean, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Round:
    """One test: when it began, how many were asked, and whether the desk heard how it went."""

    id: str
    begun_at: datetime
    people: int
    reported: bool


def newest(tx: Tx) -> Round | None:
    """The last test, None before the first."""
    row = tx.db.execute(select(reach_rounds).order_by(reach_rounds.c.begun_at.desc()).limit(1)).one_or_none()
    return None if row is None else Round(row.id, row.begun_at, row.people, row.reported)


def load(tx: Tx, round_id: str) -> Round | None:
    """A test that is still kept."""
    row = tx.db.execute(select(reach_rounds).where(reach_rounds.c.id == round_id)).one_or_none()
    return None if row is None else Round(row.id, row.begun_at, row.people, row.reported)


def begin(tx: Tx, made: Round) -> None:
    """Keep a new test."""
    values = {"id": made.id, "begun_at": made.begun_at, "people": made.people, "reported": made.reported}
    tx.db.execute(reach_rounds.insert().values(**values))


def report(tx: Tx, round_id: str) -> bool:
    """The desk heard how it went; False when it did before."""
    mine = (reach_rounds.c.id == round_id) & reach_rounds.c.reported.is_(False)
    return tx.db.execute(update(reach_rounds).where(mine).values(reported=True)).rowcount == 1


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove tests older than the term; returns how many."""
    return tx.db.execute(delete(reach_rounds).where(reach_rounds.c.begun_at < now - keep)).rowcount
