"""Who did what kind of act and when, without content; for signals only that it was done, and the day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Column, String, Table, delete, func, select

from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

audit_events = Table(
    "audit_events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("act", String(80), nullable=False),
    Column("actor", Id, nullable=True),
    Column("role", Word, nullable=True),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Line:
    """When, what kind of act, by whom, in which role."""

    at: datetime
    act: str
    actor: MemberId | None = None
    role: str | None = None


def write(tx: Tx, event_id: str, line: Line) -> None:
    """Add one line."""
    values = {"at": line.at, "act": line.act, "actor": line.actor, "role": line.role}
    tx.db.execute(audit_events.insert().values(id=event_id, **values))


@dataclass(frozen=True)
class Wanted:
    """Which lines: since when, and when `role` is given only those of this role and of these acts."""

    since: datetime
    role: str | None = None
    acts: tuple[str, ...] = ()


def lines(tx: Tx, wanted: Wanted, skip: int, limit: int) -> list[Line]:
    """Some of the lines, the newest first, without who."""
    asked = select(audit_events.c.at, audit_events.c.act, audit_events.c.role)
    asked = asked.where(audit_events.c.at >= wanted.since)
    if wanted.role is not None:
        asked = asked.where((audit_events.c.role == wanted.role) | audit_events.c.act.in_(wanted.acts))
    newest_first = asked.order_by(audit_events.c.at.desc(), audit_events.c.id)
    return [
        Line(row.at, row.act, None, row.role) for row in tx.db.execute(newest_first.offset(skip).limit(limit))
    ]


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove lines older than the retention term; returns how many."""
    return tx.db.execute(delete(audit_events).where(audit_events.c.at < now - keep)).rowcount


def midnight(day: date) -> datetime:
    """The moment that says only the day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def acts_of(tx: Tx, member: MemberId) -> list[tuple[datetime, str]]:
    """What a member did, for the member's own export."""
    mine = select(audit_events.c.at, audit_events.c.act).where(audit_events.c.actor == member)
    return [(row.at, row.act) for row in tx.db.execute(mine.order_by(audit_events.c.at))]


def last_deed(tx: Tx) -> datetime | None:
    """When somebody last did something that the log names."""
    by_somebody = audit_events.c.actor.is_not(None) | audit_events.c.role.is_not(None)
    return tx.db.execute(select(func.max(audit_events.c.at)).where(by_somebody)).scalar_one_or_none()


def unlink(tx: Tx, member: MemberId) -> None:
    """Take the member's id out of every line."""
    tx.db.execute(audit_events.update().where(audit_events.c.actor == member).values(actor=None))
