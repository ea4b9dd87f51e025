"""One process sends: on PostgreSQL the database itself says which, and lets go when that process dies."""

from contextlib import suppress

from sqlalchemy import Connection, Engine, text

from storage.database import telling_trouble
from storage.trouble import DatabaseTrouble

LOCK = 0x62696A65656E  # any number, the same in every version


class OnlySender:
    """The right to send, held by a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: Connection | None = None

    def take(self) -> bool:
        """Whether this process may send now. Raises `DatabaseTrouble`."""
        with telling_trouble():
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}).scalar():
                connection.close()
                return False
        self._held = connection
        return True

    def still_held(self) -> None:
        """Raises `DatabaseTrouble` when the connection is gone, and the right with it."""
        if self._held is not None:
            with telling_trouble():
                self._held.execute(text("SELECT 1"))

    def release(self) -> None:
        """Let go; another process may take over at once."""
        if self._held is None:
            return
        held, self._held = self._held, None
        with suppress(DatabaseTrouble), telling_trouble():  # a server that is gone has let go by itself
            # said in words: a server sees only later that a connection was closed
            if not held.invalidated:
                held.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
        held.invalidate()
        held.close()
