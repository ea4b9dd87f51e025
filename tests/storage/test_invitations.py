"""An invitation works once, for one person, for a few days; of four who try at once one gets in."""

from datetime import UTC, datetime, timedelta
from functools import partial

from domain.actors import Role
from storage import invitations
from storage.crypto import Vault, make_key
from storage.database import Database, Tx
from tests.storage.test_database import together

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
UNTIL = NOW + timedelta(days=14)
ROUNDS = 50
CODE = "ABCDEFGHJK"


def add(database: Database, code: str = CODE, number: int = 1) -> None:
    database.transaction(lambda tx: invitations.add(tx, f"{number:016}", code, [Role.SNRP], UNTIL))


def redeem(database: Database, code: str = CODE, at: datetime = NOW) -> bool:
    return database.transaction(lambda tx: invitations.redeem(tx, code, at))


def roles_behind(database: Database) -> frozenset[Role] | None:
    return database.transaction(lambda tx: invitations.roles_behind(tx, CODE, NOW))


def test_of_four_at_once_one_gets_in(database: Database) -> None:
    winners = []
    for number in range(ROUNDS):
        code = f"CODE{number:06}"
        add(database, code, number)
        winners.append(sum(together(4, partial(redeem, database, code))))
    assert winners == [1] * ROUNDS


def test_the_roles_are_shown_until_the_code_is_used(database: Database) -> None:
    add(database)
    assert roles_behind(database) == frozenset({Role.SNRP})
    assert redeem(database)
    assert roles_behind(database) is None


def test_a_code_ends_on_its_date(database: Database) -> None:
    add(database)
    assert not redeem(database, at=UNTIL)
    assert redeem(database, at=UNTIL - timedelta(microseconds=1))


def test_a_code_that_never_was_gives_nothing(database: Database) -> None:
    assert not redeem(database)
    assert roles_behind(database) is None


def test_a_code_works_during_a_rotation_of_keys(database: Database) -> None:
    add(database)
    both = Vault((make_key(2, b"n" * 32), make_key(1, b"k" * 32)))
    assert database.transaction(lambda tx: invitations.redeem(Tx(tx.db, both), CODE, NOW))


def test_the_code_itself_is_not_kept(database: Database) -> None:
    add(database)
    row = database.transaction(lambda tx: tx.db.execute(invitations.invitations.select()).one())
    assert CODE not in repr(tuple(row))


def test_invitations_go_at_their_end(database: Database) -> None:
    add(database)
    assert database.transaction(lambda tx: invitations.forget(tx, UNTIL)) == 0
    assert database.transaction(lambda tx: invitations.forget(tx, UNTIL + timedelta(seconds=1))) == 1
