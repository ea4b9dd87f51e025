"""A checked rumour put right: what is true, and how many hear the other story too; never who."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    select,
    update,
)

from domain.ids import CallOutId, MemberId
from storage.database import Tx, insert_once, metadata
from storage.types import Id, Utc

corrections = Table(
    "corrections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("call_out", Id, nullable=True),
    Column("circles", String(200), nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("ours", Boolean, nullable=False),
    Column("maker", Id, nullable=False),
    Column("sent_at", Utc, nullable=False),
    Column("people", Integer, nullable=False),
    Column("heard", Integer, nullable=False),
    Column("counted_at", Utc, nullable=True),
    sqlite_with_rowid=False,
)

# Keeps one tap from counting twice; goes when the count is told, and then only the count is left.
correction_marks = Table(
    "correction_marks",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("correction", Id, ForeignKey("corrections.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class RightWords:
    """What is true, of whom we know it, at what time, and one sentence to say."""

    fact: str = field(repr=False)
    source: str
    line_to_say: str = field(repr=False)


@dataclass(frozen=True)
class Correction:
    """A correction as it was sent; `ours` when an earlier message of ours was wrong."""

    id: str
    call_out: CallOutId | None
    circles: tuple[str, ...]
    words: RightWords
    ours: bool
    maker: MemberId
    sent_at: datetime
    people: int
    heard: int = 0
    counted_at: datetime | None = None


def add(tx: Tx, made: Correction) -> None:
    """Keep a correction."""
    sealed = tx.vault.seal("corrections", "words", made.id, json.dumps(asdict(made.words)))
    tx.db.execute(
        corrections.insert().values(
            id=made.id,
            call_out=made.call_out,
            circles=" ".join(made.circles),
            words=sealed,
            ours=made.ours,
            maker=made.maker,
            sent_at=made.sent_at,
            people=made.people,
            heard=made.heard,
        )
    )


def load(tx: Tx, correction: str) -> Correction | None:
    """The correction, if it is still kept."""
    row = tx.db.execute(select(corrections).where(corrections.c.id == correction)).one_or_none()
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: Row[Any]) -> Correction:
    words = RightWords(**json.loads(tx.vault.open_("corrections", "words", row.id, row.words)))
    return Correction(
        row.id, CallOutId(row.call_out) if row.call_out else None, tuple(row.circles.split()), words,
        row.ours, MemberId(row.maker), row.sent_at, row.people, row.heard, row.counted_at,
    )  # fmt: skip


def _key(tx: Tx, correction: str, member: MemberId) -> bytes:
    return tx.vault.lookup("heard", f"{correction}:{member}")


def hears(tx: Tx, correction: str, member: MemberId) -> bool:
    """Whether this member counts already."""
    keys = tx.vault.lookups("heard", f"{correction}:{member}")
    wanted = select(correction_marks.c.key).where(correction_marks.c.key.in_(keys))
    return tx.db.execute(wanted).first() is not None


def hear(tx: Tx, correction: str, member: MemberId) -> bool:
    """*Dit hoor ik ook*: the count goes up; False when it did before."""
    if hears(tx, correction, member):
        return False
    insert_once(tx, correction_marks, [{"key": _key(tx, correction, member), "correction": correction}])
    _count(tx, correction, 1)
    return True


def unhear(tx: Tx, correction: str, member: MemberId) -> bool:
    """*Toch niet gehoord*: the count goes down; False when this member did not count."""
    keys = tx.vault.lookups("heard", f"{correction}:{member}")
    gone = tx.db.execute(delete(correction_marks).where(correction_marks.c.key.in_(keys))).rowcount
    if gone:
        _count(tx, correction, -1)
    return gone == 1


def _count(tx: Tx, correction: str, step: int) -> None:
    mine = update(corrections).where(corrections.c.id == correction)
    tx.db.execute(mine.values(heard=corrections.c.heard + step))


def counted(tx: Tx, correction: str, now: datetime) -> None:
    """The count was told: it does not change any more, and the marks go."""
    tx.db.execute(update(corrections).where(corrections.c.id == correction).values(counted_at=now))
    tx.db.execute(delete(correction_marks).where(correction_marks.c.correction == correction))


NOBODY = ""


def unlink(tx: Tx, member: MemberId) -> None:
    """Take the id of somebody who left out of what that member made."""
    tx.db.execute(update(corrections).where(corrections.c.maker == member).values(maker=NOBODY))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove corrections older than the term; returns how many."""
    return tx.db.execute(delete(corrections).where(corrections.c.sent_at < now - keep)).rowcount
