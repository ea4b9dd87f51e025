"""The way back: found only from the thing, opened only with the keys, gone when it was promised to go."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.ids import MemberId
from storage import reply_links, schema
from storage.crypto import SealBroken, Vault, make_key
from storage.database import Database, Tx, make_engine
from storage.reply_links import reply_links as table

AMINA, BRAM = MemberId("A" * 16), MemberId("B" * 16)
OLD, NEW = make_key(1, b"o" * 32), make_key(2, b"n" * 32)
UNTIL = date(2026, 4, 23)


@pytest.fixture
def database() -> Iterator[Database]:
    engine = make_engine("sqlite:///:memory:")
    schema.create_all(engine)
    opened = Database(engine, Vault((OLD,)), on_the_loop=True)
    yield opened
    opened.close()


@pytest.fixture
def tx(database: Database) -> Iterator[Tx]:
    with database.engine.begin() as connection:
        yield Tx(connection, database.vault)


def test_the_thing_leads_back_to_its_sender(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    assert reply_links.open_link(tx, "one") == AMINA
    assert reply_links.open_link(tx, "two") is None


def test_a_destroyed_link_leads_nowhere(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    reply_links.destroy(tx, "one")
    assert reply_links.open_link(tx, "one") is None


def test_mine_are_only_mine(tx: Tx) -> None:
    for thing, member in (("one", AMINA), ("two", BRAM), ("three", AMINA)):
        reply_links.make(tx, thing, member, UNTIL)
    assert reply_links.mine(tx, AMINA, ["one", "two", "unknown"]) == {"one"}


def test_the_row_holds_no_member_no_thing_and_only_a_week(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    row = tx.db.execute(select(table)).one()
    assert set(row._mapping) == {"key", "member", "ends_on"}
    assert b"one" not in row.key
    assert AMINA.encode() not in row.member
    assert row.ends_on == date(2026, 4, 20)


def test_a_row_moved_to_another_thing_does_not_open(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    reply_links.make(tx, "two", BRAM, UNTIL)
    stolen = tx.db.execute(select(table.c.member).where(table.c.key == tx.vault.lookup("reply", "one")))
    tx.db.execute(
        table.update()
        .where(table.c.key == tx.vault.lookup("reply", "two"))
        .values(member=stolen.scalar_one())
    )
    with pytest.raises(SealBroken):
        reply_links.open_link(tx, "two")


def test_a_link_never_outlives_its_promise(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    assert reply_links.forget(tx, datetime(2026, 4, 19, 23, tzinfo=UTC)) == 0
    assert reply_links.forget(tx, datetime(2026, 4, 20, 1, tzinfo=UTC)) == 1
    assert reply_links.open_link(tx, "one") is None


def test_who_leaves_takes_every_way_back_along(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    reply_links.make(tx, "two", BRAM, UNTIL)
    reply_links.make(tx, "three", AMINA, UNTIL)
    assert reply_links.erase_member(tx, AMINA) == 2
    assert reply_links.open_link(tx, "two") == BRAM


def test_links_stay_open_while_keys_are_changed(tx: Tx) -> None:
    reply_links.make(tx, "one", AMINA, UNTIL)
    rotating = Tx(tx.db, Vault((NEW, OLD)))
    assert reply_links.open_link(rotating, "one") == AMINA
    reply_links.destroy(rotating, "one")
    assert reply_links.open_link(rotating, "one") is None
