"""What was promised is on disk before anybody hears it: one transaction at a time, fully synchronised."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from storage.crypto import Vault
from storage.trouble import trouble_behind

R = TypeVar("R")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

POSTGRES_THREADS = 6
BUSY_MILLISECONDS = 5000
WRITING = 0x77726974  # any number but that of the only sender


@dataclass(frozen=True)
class Tx:
    """One open transaction: the connection and the vault. Only `storage` looks inside."""

    db: Connection
    vault: Vault


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own transaction handling lost rows under concurrent sign-ups; ours says BEGIN IMMEDIATE.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        f"busy_timeout={BUSY_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _sqlite_engine(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        engine = create_engine(
            url, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
    else:
        _prepare_folder(Path(str(url.database)))
        engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_folder(file: Path) -> None:
    """Only the service itself may read the database, its journal included."""
    os.umask(0o077)
    file.parent.mkdir(parents=True, exist_ok=True)


def make_engine(address: str) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`; values never stand in its errors."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url, pool_size=POSTGRES_THREADS, max_overflow=2, pool_pre_ping=True, hide_parameters=True
    )


@contextmanager
def telling_trouble() -> Iterator[None]:
    """What is wrong around us (disk, lock, network) leaves as one sentence, without values."""
    try:
        yield
    except DBAPIError as error:
        trouble = trouble_behind(error.orig)
        if trouble is None:
            raise
        raise trouble from None


class Database:
    """Runs work in transactions on worker threads: one thread for SQLite, a few for PostgreSQL."""

    def __init__(self, engine: Engine, vault: Vault, on_the_loop: bool = False) -> None:
        """`on_the_loop` works without threads, for tests in memory that move the clock themselves."""
        self.engine = engine
        self.vault = vault
        self._on_the_loop = on_the_loop
        threads = 1 if engine.dialect.name == "sqlite" else POSTGRES_THREADS
        self._workers = ThreadPoolExecutor(threads, thread_name_prefix="database")

    def transaction(self, work: Callable[[Tx], R]) -> R:
        """The result of `work`, committed; when it raises, nothing has happened. Raises `DatabaseTrouble`."""
        with telling_trouble(), self.engine.begin() as connection:
            return work(Tx(connection, self.vault))

    async def in_transaction(self, work: Callable[[Tx], R]) -> R:
        """The same, off the event loop."""
        if self._on_the_loop:
            return self.transaction(work)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, self.transaction, work)

    def close(self) -> None:
        """Finish what runs and let go of the database."""
        self._workers.shutdown(wait=True)
        self.engine.dispose()


def one_at_a_time(tx: Tx) -> None:
    """Who writes waits until nobody else does: on SQLite that is so by itself, on PostgreSQL by this lock."""
    if tx.db.dialect.name != "sqlite":
        tx.db.execute(select(func.pg_advisory_xact_lock(WRITING)))


def insert_once(tx: Tx, table: Table, rows: list[dict[str, object]]) -> int:
    """Insert the rows whose key is not there yet; returns how many were new."""
    if not rows:
        return 0
    insert = sqlite_insert if tx.db.dialect.name == "sqlite" else postgres_insert
    # On PostgreSQL the number of rows is only known when it is asked for.
    connection = tx.db.execution_options(preserve_rowcount=True)
    return connection.execute(insert(table).on_conflict_do_nothing(), rows).rowcount


def count(tx: Tx, table: Table, *conditions: ColumnElement[bool]) -> int:
    """How many rows meet the conditions."""
    return int(tx.db.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())
