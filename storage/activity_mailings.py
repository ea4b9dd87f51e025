"""Each invitation that goes to one or more circles: by whom, to how many, and whether it was reported."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Row, String, Table, delete, select, update

from domain.ids import ActivityId, MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc

activity_mailings = Table(
    "activity_mailings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("activity", Id, ForeignKey("activities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sender", Id, nullable=False),
    Column("circles", String(200), nullable=False),
    Column("people", Integer, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("reported", Boolean, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Mailing:
    """One invitation; until `due_at` it can be taken back."""

    id: str
    activity: ActivityId
    sender: MemberId
    circles: tuple[str, ...]
    people: int
    due_at: datetime


def add(tx: Tx, mailing: Mailing) -> None:
    """Keep a mailing that goes out at its time."""
    tx.db.execute(
        activity_mailings.insert().values(
            id=mailing.id,
            activity=mailing.activity,
            sender=mailing.sender,
            circles=" ".join(mailing.circles),
            people=mailing.people,
            due_at=mailing.due_at,
            reported=False,
        )
    )


def _read(row: Row[tuple[object, ...]]) -> Mailing:
    kept = row._mapping
    return Mailing(
        kept["id"],
        ActivityId(kept["activity"]),
        MemberId(kept["sender"]),
        tuple(kept["circles"].split()),
        kept["people"],
        kept["due_at"],
    )


def load(tx: Tx, mailing: str) -> Mailing | None:
    """The mailing, if it was not taken back."""
    row = tx.db.execute(select(activity_mailings).where(activity_mailings.c.id == mailing)).one_or_none()
    return None if row is None else _read(row)


def of(tx: Tx, activity: ActivityId) -> list[Mailing]:
    """Every mailing about an activity, the first one first."""
    wanted = select(activity_mailings).where(activity_mailings.c.activity == activity)
    return [_read(row) for row in tx.db.execute(wanted.order_by(activity_mailings.c.due_at))]


def unreported(tx: Tx, now: datetime) -> list[Mailing]:
    """Mailings that began and were not reported yet."""
    wanted = select(activity_mailings).where(
        activity_mailings.c.reported.is_(False), activity_mailings.c.due_at <= now
    )
    return [_read(row) for row in tx.db.execute(wanted)]


def reported(tx: Tx, mailing: str) -> None:
    """The sender was told how it went."""
    mine = update(activity_mailings).where(activity_mailings.c.id == mailing)
    tx.db.execute(mine.values(reported=True))


def remove(tx: Tx, mailing: str) -> None:
    """It was taken back."""
    tx.db.execute(delete(activity_mailings).where(activity_mailings.c.id == mailing))


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the mailings of a sender who left; who was invited stays invited."""
    tx.db.execute(delete(activity_mailings).where(activity_mailings.c.sender == member))
