"""One bot runs on a database: a second one would send everything twice."""

import fcntl
import os
from pathlib import Path
from typing import IO


class AlreadyRunning(Exception):
    """Another bot is running on this database: stop that one first."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class LockNotMade(Exception):
    """The lock file beside the database cannot be made."""


class FileLock:
    """Held until the process ends, however it ends; the file itself stays and says nothing."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises `AlreadyRunning` and `LockNotMade`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")
        except OSError as problem:
            raise LockNotMade(f"{self._path} cannot be made: {problem.strerror}") from problem
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise AlreadyRunning from None
        self._file = file

    def release(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
            self._file = None
