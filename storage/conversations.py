"""Where somebody is in a form: one sealed row that expires and holds no text that was not cleared."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary, Table, delete, select

from domain.actors import Account
from storage.database import Tx, metadata
from storage.types import Utc

conversations = Table(
    "conversations",
    metadata,
    Column("account", LargeBinary, primary_key=True),
    Column("state", LargeBinary, nullable=False),
    Column("expires_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


def _key(tx: Tx, account: Account) -> bytes:
    return tx.vault.lookup("conversation", str(account.number))


def load(tx: Tx, account: Account) -> tuple[str, datetime] | None:
    """The stored state and when it expires, if there is one."""
    key = _key(tx, account)
    row = tx.db.execute(select(conversations).where(conversations.c.account == key)).one_or_none()
    if row is None:
        return None
    return tx.vault.open_("conversations", "state", key.hex(), row.state), row.expires_at


def save(tx: Tx, account: Account, state: str, expires_at: datetime) -> None:
    """Put this state in the place of what was there."""
    key = _key(tx, account)
    clear(tx, account)
    sealed = tx.vault.seal("conversations", "state", key.hex(), state)
    tx.db.execute(conversations.insert().values(account=key, state=sealed, expires_at=expires_at))


def clear(tx: Tx, account: Account) -> None:
    """Leave nothing of the form."""
    tx.db.execute(delete(conversations).where(conversations.c.account == _key(tx, account)))


def forget(tx: Tx, now: datetime) -> int:
    """Remove what expired; returns how many."""
    return tx.db.execute(delete(conversations).where(conversations.c.expires_at < now)).rowcount
