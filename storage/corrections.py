"""A checked rumour put right: what is true, and how many hear the other story too; never who."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
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

from domain.corrections import Correction, RightWords
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


def add(tx: Tx, made: Correction) -> None:
    """Keep a correction."""
    written = json.dumps(asdict(made.words) | {"as_of": made.words.as_of.isoformat()})
    sealed = tx.vault.seal("corrections", "words", made.id, written)
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
    kept = json.loads(tx.vault.open_("corrections", "words", row.id, row.words))
    words = RightWords(**kept | {"as_of": datetime.fromisoformat(kept["as_of"])})
    return Correction(
        row.id, CallOutId(row.call_out) if row.call_out else None, tuple(row.circles.split()), words,
        row.ours, MemberId(row.maker), row.sent_at, row.people, row.heard,
    )  # fmt: skip


def sent_since(tx: Tx, call_out: CallOutId | None, since: datetime) -> list[Correction]:
    """The corrections of this call-out, or those of none, from this moment on, the newest first."""
    mine = corrections.c.call_out.is_not_distinct_from(call_out) & (corrections.c.sent_at > since)
    rows = tx.db.execute(select(corrections).where(mine).order_by(corrections.c.sent_at.desc()))
    return [_read(tx, row) for row in rows]


def made_by(tx: Tx, member: MemberId) -> list[Correction]:
    """What this member put right, for the member's own export."""
    wanted = select(corrections).where(corrections.c.maker == member).order_by(corrections.c.sent_at)
    return [_read(tx, row) for row in tx.db.execute(wanted)]


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
    row: dict[str, object] = {"key": _key(tx, correction, member), "correction": correction}
    if not insert_once(tx, correction_marks, [row]):
        return False
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


def end_counting(tx: Tx, now: datetime, sent_before: datetime) -> int:
    """The count does not change any more, and the marks behind it go; returns how many corrections."""
    over = corrections.c.counted_at.is_(None) & (corrections.c.sent_at <= sent_before)
    ended = tx.db.execute(select(corrections.c.id).where(over)).scalars().all()
    _drop_marks(tx, correction_marks.c.correction.in_(ended))
    mine = update(corrections).where(corrections.c.id.in_(ended))
    return tx.db.execute(mine.values(counted_at=now)).rowcount if ended else 0


def heard_by(tx: Tx, member: MemberId) -> list[str]:
    """The corrections for which this member counts, as long as they are counted."""
    counting = select(corrections.c.id).where(corrections.c.counted_at.is_(None)).order_by(corrections.c.id)
    return [one for one in tx.db.execute(counting).scalars() if hears(tx, one, member)]


def unmark(tx: Tx, member: MemberId) -> None:
    """Take away the marks of somebody who left; what was counted stays counted, without a name."""
    keys = [tx.vault.lookups("heard", f"{one}:{member}") for one in heard_by(tx, member)]
    _drop_marks(tx, correction_marks.c.key.in_([key for pair in keys for key in pair]))


def _drop_marks(tx: Tx, which: ColumnElement[bool]) -> None:
    tx.db.execute(delete(correction_marks).where(which))


NOBODY = ""


def unlink(tx: Tx, member: MemberId) -> None:
    """Take the id of somebody who left out of what that member made."""
    tx.db.execute(update(corrections).where(corrections.c.maker == member).values(maker=NOBODY))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove corrections older than the term; returns how many."""
    return tx.db.execute(delete(corrections).where(corrections.c.sent_at < now - keep)).rowcount
