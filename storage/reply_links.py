"""The way back to whoever told us something: sealed, found only from the thing itself, destroyed with it.

No column joins a thing to its sender: the key is a keyed hash, and the end says only the week.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Date, LargeBinary, Row, Table, delete, select

from domain.ids import MemberId
from storage.database import Tx, metadata

KIND = "reply"

reply_links = Table(
    "reply_links",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("member", LargeBinary, nullable=False),
    Column("ends_on", Date, nullable=False),
    sqlite_with_rowid=False,
)


def make(tx: Tx, thing_id: str, member: MemberId, until: date) -> None:
    """Keep the way back; it ends on the Monday of the week of `until`, so never later than promised."""
    key = tx.vault.lookup(KIND, thing_id)
    row = {"key": key, "member": _seal(tx, key, member), "ends_on": until - timedelta(days=until.weekday())}
    tx.db.execute(reply_links.insert().values(**row))


def _seal(tx: Tx, key: bytes, member: MemberId) -> bytes:
    return tx.vault.seal("reply_links", "member", key.hex(), member)


def _opened(tx: Tx, row: Row[tuple[bytes, bytes, date]]) -> MemberId:
    return MemberId(tx.vault.open_("reply_links", "member", row.key.hex(), row.member))


def open_link(tx: Tx, thing_id: str) -> MemberId | None:
    """Who is at the other end, as long as there is a way back."""
    of_thing = reply_links.c.key.in_(tx.vault.lookups(KIND, thing_id))
    row = tx.db.execute(select(reply_links).where(of_thing)).one_or_none()
    return None if row is None else _opened(tx, row)


def destroy(tx: Tx, thing_id: str) -> None:
    """From now on nobody can go back from this thing to its sender."""
    tx.db.execute(delete(reply_links).where(reply_links.c.key.in_(tx.vault.lookups(KIND, thing_id))))


def mine(tx: Tx, member: MemberId, thing_ids: Collection[str]) -> set[str]:
    """Those of the things that came from this member."""
    return {thing_id for thing_id in thing_ids if open_link(tx, thing_id) == member}


def forget(tx: Tx, now: datetime) -> int:
    """Destroy the links that ended; returns how many."""
    return tx.db.execute(delete(reply_links).where(reply_links.c.ends_on <= now.date())).rowcount


def erase_member(tx: Tx, member: MemberId) -> int:
    """Destroy every way back to somebody who leaves; returns how many."""
    rows = tx.db.execute(select(reply_links)).all()
    keys = [row.key for row in rows if _opened(tx, row) == member]
    return tx.db.execute(delete(reply_links).where(reply_links.c.key.in_(keys))).rowcount
