"""What stands on disk: keys are made for an empty installation, and never beside an existing database."""

from pathlib import Path

from bot.settings import Settings
from storage import schema
from storage.crypto import Vault, read_keys, write_new_keys
from storage.database import Database, make_engine

SQLITE = "sqlite:///"


class KeysMissing(Exception):
    """The keys are missing beside an existing database: put them back; new ones would open nothing."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class TablesOld(Exception):
    """The tables are missing or of an earlier version: run `python -m bot migrate` first."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class TablesNewer(Exception):
    """The tables are of a newer version of the bot: start that version, or put a backup back."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def sqlite_file(settings: Settings) -> Path | None:
    """The database file, None for PostgreSQL."""
    if not settings.database_url.startswith(SQLITE):
        return None
    return Path(settings.database_url.removeprefix(SQLITE).partition("?")[0])


def is_absent(settings: Settings) -> bool:
    """Whether there is no database file yet; a PostgreSQL server has to be asked."""
    file = sqlite_file(settings)
    return file is not None and not (file.is_file() and file.stat().st_size)


def open_database(settings: Settings, *, renew: bool = False) -> Database:
    """The database with its keys; an empty SQLite installation gets both. With `renew` tables are renewed.

    Raises `KeysMissing`, `TablesOld`, `TablesNewer`, and what is wrong with the files or the server.
    """
    on_file, absent = sqlite_file(settings) is not None, is_absent(settings)
    _refuse_missing_keys(settings, existing=on_file and not absent)
    if absent:  # before the file is there: a start that breaks off here can be done again
        write_new_keys(settings.keys_file)
    engine = make_engine(settings.database_url)
    step = schema.current(engine)
    _refuse_missing_keys(settings, existing=step is not None)
    if step is None and not (on_file or renew):
        raise TablesOld
    write_new_keys(settings.keys_file)
    database = Database(engine, Vault(read_keys(settings.keys_file)))
    _bring_tables(database, step, renew)
    return database


def _refuse_missing_keys(settings: Settings, existing: bool) -> None:
    if existing and not settings.keys_file.exists():
        raise KeysMissing


def _bring_tables(database: Database, step: str | None, renew: bool) -> None:
    newest = schema.newest()
    if step is None or (renew and step < newest):
        schema.migrate(database.engine)
    elif step < newest:
        raise TablesOld
    elif step > newest:
        raise TablesNewer
