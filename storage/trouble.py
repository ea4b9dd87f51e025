"""What can be wrong around the database, each in one sentence for the operator; what was promised is kept."""

import sqlite3


class DatabaseTrouble(Exception):
    """The database cannot be used."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class DiskFull(DatabaseTrouble):
    """The disk is full: make room; nothing that was acknowledged is lost."""


class DatabaseBusy(DatabaseTrouble):
    """The database is locked by another program: let it finish, then try again."""


class DatabaseNotWritable(DatabaseTrouble):
    """The database cannot be opened or written: look at the owner and the mode of its file and folder."""


class DatabaseDamaged(DatabaseTrouble):
    """The database file is damaged or no database: put a backup back."""


class DatabaseAway(DatabaseTrouble):
    """The database does not answer: look at its server and at BIJEEN_DATABASE_URL."""


SQLITE = (
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_BUSY", DatabaseBusy),
    ("SQLITE_LOCKED", DatabaseBusy),
    ("SQLITE_READONLY", DatabaseNotWritable),
    ("SQLITE_CANTOPEN", DatabaseNotWritable),
    ("SQLITE_IOERR", DatabaseNotWritable),
    ("SQLITE_CORRUPT", DatabaseDamaged),
    ("SQLITE_NOTADB", DatabaseDamaged),
)
# Class 08 is the connection, 28 the password, 3D the database, 57P a server that goes down or is not up yet.
POSTGRES = (
    ("53100", DiskFull),
    ("55P03", DatabaseBusy),
    ("08", DatabaseAway),
    ("28", DatabaseAway),
    ("3D", DatabaseAway),
    ("57P", DatabaseAway),
)


def trouble_behind(error: BaseException | None) -> DatabaseTrouble | None:
    """The trouble that an error of a driver tells of, None when the error is a fault of ours."""
    if isinstance(error, sqlite3.Error):
        return _first(SQLITE, getattr(error, "sqlite_errorname", ""))
    # psycopg's errors are told by what they carry: importing it costs an SQLite start a tenth of a second.
    state = getattr(error, "sqlstate", "")
    if state is None:
        return DatabaseAway() if type(error).__name__ == "OperationalError" else None
    return _first(POSTGRES, state)


def _first(table: tuple[tuple[str, type[DatabaseTrouble]], ...], code: str) -> DatabaseTrouble | None:
    return next((kind() for start, kind in table if code.startswith(start)), None)
