"""What was promised is on disk before anybody hears it, and nobody else can read the file."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import IntegrityError, StatementError

from storage import audit, received, schema
from storage.crypto import Vault
from storage.database import Database, Tx, count, insert_once, make_engine
from storage.only_sender import OnlySender
from storage.trouble import DatabaseAway, DatabaseBusy, DatabaseDamaged, DatabaseNotWritable, DiskFull

NOW = datetime(2026, 3, 12, 16, 0, 0, 123456, tzinfo=UTC)
T = TypeVar("T")


def on_file(folder: Path, vault: Vault) -> Database:
    engine = make_engine(f"sqlite:///{folder / 'data' / 'bijeen.db'}")
    schema.migrate(engine)
    return Database(engine, vault)


def pragma(database: Database, name: str) -> object:
    with database.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_a_moment_comes_back_as_it_went_in(database: Database) -> None:
    amsterdam = timezone(timedelta(hours=1))
    line = audit.Line(NOW.astimezone(amsterdam), "act")
    database.transaction(lambda tx: audit.write(tx, "a" * 16, line))
    at = select(audit.audit_events.c.at)
    kept = database.transaction(
        lambda tx: tx.db.execute(at.where(audit.audit_events.c.at == NOW)).scalar_one()
    )
    assert kept == NOW
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    line = audit.Line(NOW.replace(tzinfo=None), "act")
    with pytest.raises(StatementError, match="a moment without a zone"):
        database.transaction(lambda tx: audit.write(tx, "a" * 16, line))


def test_a_row_is_inserted_once(database: Database) -> None:
    def rows(*numbers: int) -> list[dict[str, object]]:
        return [{"update_id": number, "state": "done", "day": NOW.date()} for number in numbers]

    def insert(*numbers: int) -> int:
        return database.transaction(lambda tx: insert_once(tx, received.received, rows(*numbers)))

    assert insert() == 0
    assert [insert(1), insert(1), insert(1, 2, 3), insert(1, 2, 3)] == [1, 0, 2, 0]


def test_what_raises_has_not_happened(database: Database) -> None:
    def fail(tx: Tx) -> None:
        received.accept(tx, 5, NOW)
        raise LookupError

    with pytest.raises(LookupError):
        database.transaction(fail)
    assert database.transaction(lambda tx: count(tx, received.received)) == 0


def test_an_error_shows_no_value(database: Database) -> None:
    def twice(tx: Tx) -> None:
        for _ in range(2):
            tx.db.execute(
                received.received.insert().values(update_id=918273645, state="done", day=NOW.date())
            )

    with pytest.raises(IntegrityError) as failed:
        database.transaction(twice)
    parameters_hidden = "hide_parameters" in str(failed.value)
    assert parameters_hidden
    assert failed.value.hide_parameters


async def test_forty_writers_at_once_lose_nothing(database: Database) -> None:
    """Each reads and then writes: with the driver's own transactions 39 of 40 were lost."""

    def one_more(tx: Tx) -> None:
        if tx.db.dialect.name == "postgresql":
            tx.db.exec_driver_sql("LOCK TABLE received IN EXCLUSIVE MODE")
        last = tx.db.execute(select(received.received.c.update_id)).scalars().all()
        received.accept(tx, len(last), NOW)

    await asyncio.gather(*(database.in_transaction(one_more) for _ in range(40)))
    assert database.transaction(lambda tx: count(tx, received.received)) == 40


def test_forty_processes_worth_of_writers_lose_nothing(tmp_path: Path, vault: Vault) -> None:
    """Forty connections of their own, as the commands of the operator beside a running bot."""
    database = on_file(tmp_path, vault)

    def one_more(tx: Tx) -> None:
        received.accept(tx, count(tx, received.received), NOW)

    together(40, lambda: database.transaction(one_more))
    assert database.transaction(lambda tx: count(tx, received.received)) == 40
    database.close()


def together(times: int, deed: Callable[[], T]) -> list[T]:
    """The deed in as many threads, begun at one moment."""
    start, done = threading.Barrier(times), list[T]()

    def run() -> None:
        start.wait()
        done.append(deed())

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == times
    return done


def test_only_the_service_can_read_the_file(tmp_path: Path, vault: Vault) -> None:
    database = on_file(tmp_path, vault)
    database.transaction(lambda tx: received.accept(tx, 1, NOW))
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
    assert modes == {"bijeen.db": 0o600, "bijeen.db-wal": 0o600, "bijeen.db-shm": 0o600}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    database.close()


def test_the_file_is_kept_as_it_was_chosen(tmp_path: Path, vault: Vault) -> None:
    database = on_file(tmp_path, vault)
    chosen = {name: pragma(database, name) for name in ("journal_mode", "synchronous", "secure_delete")}
    assert chosen == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "trusted_schema") == 0
    database.close()


def test_a_locked_database_is_said_so(tmp_path: Path, vault: Vault) -> None:
    database = on_file(tmp_path, vault)
    other = sqlite3.connect(tmp_path / "data" / "bijeen.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    event.listen(database.engine, "checkout", _impatient)
    with pytest.raises(DatabaseBusy, match="locked by another program"):
        database.transaction(lambda tx: received.accept(tx, 1, NOW))
    other.close()
    assert database.transaction(lambda tx: received.accept(tx, 1, NOW))
    database.close()


def _impatient(connection: sqlite3.Connection, *_: object) -> None:
    connection.execute("PRAGMA busy_timeout=10")


def test_a_full_disk_is_said_so_and_damages_nothing(tmp_path: Path, vault: Vault) -> None:
    database = on_file(tmp_path, vault)
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def much(tx: Tx) -> None:
        for number in range(5000):
            received.accept(tx, number, NOW)

    with pytest.raises(DiskFull, match="make room"):
        database.transaction(much)
    assert database.transaction(lambda tx: count(tx, received.received)) == 0
    assert pragma(database, "integrity_check") == "ok"
    database.close()


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"geen database " * 100)
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(DatabaseDamaged):
        schema.current(engine)
    engine.dispose()


def test_a_folder_in_the_place_of_the_file_is_said_so(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}")
    with pytest.raises(DatabaseNotWritable):
        schema.current(engine)


def test_a_server_that_is_away_is_said_so() -> None:
    engine = make_engine("postgresql+psycopg://nobody:planted@127.0.0.1:1/none")
    with pytest.raises(DatabaseAway) as away:
        schema.current(engine)
    assert "planted" not in str(away.value)
    assert away.value.__cause__ is None


def test_one_process_may_send(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    first, second = OnlySender(engine), OnlySender(engine)
    assert first.take()
    assert not second.take()
    first.still_held()
    first.release()
    assert second.take()
    second.release()
    engine.dispose()


def test_who_loses_the_server_hears_it(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    sender, other = OnlySender(engine), OnlySender(engine)
    assert sender.take()
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
        )
    with pytest.raises(DatabaseAway):
        sender.still_held()
    assert other.take()
    other.release()
    sender.release()
    engine.dispose()


def test_both_engines_are_tried(engines: Engine) -> None:
    assert engines.dialect.name in {"sqlite", "postgresql"}
