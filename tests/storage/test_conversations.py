"""Where somebody is in a form is one sealed row that expires and shows neither who nor what."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Account
from storage import conversations
from storage.crypto import SealBroken
from storage.database import Database, Tx

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
END = NOW + timedelta(minutes=30)
AMINA, SEM = Account(7_319_554_201), Account(2)


def save(database: Database, account: Account, state: str, end: datetime = END) -> None:
    database.transaction(lambda tx: conversations.save(tx, account, state, end))


def load(database: Database, account: Account) -> tuple[str, datetime] | None:
    return database.transaction(lambda tx: conversations.load(tx, account))


def test_each_has_one_form(database: Database) -> None:
    save(database, AMINA, "eerste")
    save(database, AMINA, "tweede")
    save(database, SEM, "derde")
    assert load(database, AMINA) == ("tweede", END)
    assert load(database, SEM) == ("derde", END)


def test_an_ended_form_leaves_nothing(database: Database) -> None:
    save(database, AMINA, "stand")
    save(database, SEM, "stand")
    database.transaction(lambda tx: conversations.clear(tx, AMINA))
    assert load(database, AMINA) is None
    assert load(database, SEM) is not None


def test_the_row_shows_neither_who_nor_what(database: Database) -> None:
    save(database, AMINA, "planted words")
    row = database.transaction(lambda tx: tx.db.execute(conversations.conversations.select()).one())
    shown = repr(tuple(row))
    assert "planted" not in shown
    assert str(AMINA.number) not in shown


def test_a_row_moved_to_another_account_opens_nothing(database: Database) -> None:
    save(database, AMINA, "stand")
    table = conversations.conversations

    def move(tx: Tx) -> None:
        tx.db.execute(table.update().values(account=tx.vault.lookup("conversation", str(SEM.number))))

    database.transaction(move)
    with pytest.raises(SealBroken):
        load(database, SEM)


def test_what_expired_is_removed(database: Database) -> None:
    save(database, AMINA, "oud", NOW)
    save(database, SEM, "nieuw")
    assert database.transaction(lambda tx: conversations.forget(tx, NOW + timedelta(seconds=1))) == 1
    assert load(database, AMINA) is None
    assert load(database, SEM) is not None
