"""A second delivery of an update has no second effect, and its row leads to nobody."""

from datetime import UTC, datetime, timedelta
from functools import partial

from storage import received
from storage.database import Database

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
TWO_DAYS = timedelta(days=2)


def test_an_update_is_accepted_once(database: Database) -> None:
    accepted = [database.transaction(lambda tx: received.accept(tx, 7_000_000_001, NOW)) for _ in range(3)]
    assert accepted == [True, False, False]


def test_what_had_its_effect_is_settled(database: Database) -> None:
    database.transaction(lambda tx: received.accept(tx, 1, NOW))
    database.transaction(lambda tx: received.accept(tx, 2, NOW, received.FAILED))
    assert database.transaction(lambda tx: received.settled(tx, [1, 2, 3])) == {1, 2}
    assert database.transaction(lambda tx: received.settled(tx, [])) == frozenset()
    assert database.transaction(received.failed_count) == 1


def test_an_effect_that_fails_leaves_no_row(database: Database) -> None:
    try:
        database.transaction(lambda tx: (received.accept(tx, 1, NOW), 1 // 0))
    except ZeroDivisionError:
        assert database.transaction(lambda tx: received.settled(tx, [1])) == frozenset()
    assert database.transaction(lambda tx: received.accept(tx, 1, NOW))


def test_a_row_holds_no_more_than_the_day(database: Database) -> None:
    database.transaction(lambda tx: received.accept(tx, 1, NOW))
    row = database.transaction(lambda tx: tx.db.execute(received.received.select()).one())
    assert tuple(row) == (1, "done", NOW.date())


def test_rows_go_after_their_term(database: Database) -> None:
    for number, age in enumerate([0, 1, 2, 3, 4]):
        seen = NOW - timedelta(days=age)
        database.transaction(partial(received.accept, update_id=number, now=seen))
    assert database.transaction(lambda tx: received.forget(tx, NOW, TWO_DAYS)) == 2
    assert database.transaction(lambda tx: received.settled(tx, range(5))) == {0, 1, 2}
