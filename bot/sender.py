"""One process sends: beside SQLite a file lock says which, on PostgreSQL the server."""

import asyncio

from bot.installation import sqlite_file
from bot.lock import AlreadyRunning, FileLock
from bot.settings import Settings
from scheduling.clock import Clock
from storage.database import Database
from storage.only_sender import OnlySender

TRY_AGAIN = 5.0  # seconds until a process that stands by tries to take over
LOOK_AGAIN = 10.0  # seconds between two looks whether the right is still ours


class Sender:
    """The right to send; with PostgreSQL and a webhook others may stand by."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        on_server = database.engine.dialect.name == "postgresql"
        self._right = OnlySender(database.engine) if on_server else None

    async def take(self) -> bool:
        """Whether this process may send now. Raises `DatabaseTrouble`."""
        return self._right is None or await asyncio.to_thread(self._right.take)

    async def wait(self) -> None:
        """Returns when this process may send."""
        while not await self.take():
            await self._clock.sleep(TRY_AGAIN)

    async def keep(self) -> None:
        """For as long as the right is ours; raises `DatabaseTrouble` when it is lost."""
        while True:
            await self._clock.sleep(LOOK_AGAIN)
            if self._right is not None:
                await asyncio.to_thread(self._right.still_held)

    def release(self) -> None:
        """Let another process take over."""
        if self._right is not None:
            self._right.release()


def lock_file(settings: Settings) -> FileLock | None:
    """The lock beside an SQLite database, taken. Raises `AlreadyRunning`."""
    file = sqlite_file(settings)
    if file is None:
        return None
    lock = FileLock(file)
    lock.take()
    return lock


__all__ = ["AlreadyRunning", "Sender", "lock_file"]
