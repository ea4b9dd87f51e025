"""A copy of the database tells nobody who is a member: sealed to its place, found by keyed hash."""

import base64
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, select

from domain.actors import Account, Purpose, Role
from domain.ids import MemberId, NoticeId
from domain.pacing import Lane
from storage import conversations, invitations, members, outbox, schema
from storage.crypto import (
    KeysUnusable,
    SealBroken,
    Vault,
    make_key,
    new_key_line,
    read_keys,
    write_new_keys,
)
from storage.database import Database, Tx, make_engine, metadata
from storage.outbox import Fact

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
AMINA = MemberId("aaaaaaaaaaaaaaaa")
PLACE = ("members", "name", "a")
OLD, NEW = make_key(1, b"o" * 32), make_key(2, b"n" * 32)


def test_a_value_opens_at_its_place(vault: Vault) -> None:
    assert vault.open_(*PLACE, vault.seal(*PLACE, "Amina")) == "Amina"


@pytest.mark.parametrize(
    "elsewhere", [("members", "name", "b"), ("members", "phone", "a"), ("signals", "name", "a")]
)
def test_a_value_opens_nowhere_else(vault: Vault, elsewhere: tuple[str, str, str]) -> None:
    sealed = vault.seal(*PLACE, "Amina")
    with pytest.raises(SealBroken):
        vault.open_(*elsewhere, sealed)


def test_another_key_opens_nothing(vault: Vault) -> None:
    sealed = vault.seal(*PLACE, "Amina")
    for stranger in (make_key(1, b"x" * 32), make_key(7, b"k" * 32)):
        with pytest.raises(SealBroken):
            Vault((stranger,)).open_(*PLACE, sealed)


def test_a_changed_byte_opens_nothing(vault: Vault) -> None:
    sealed = vault.seal(*PLACE, "Amina")
    for position in range(1, len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(SealBroken):
            vault.open_(*PLACE, bytes(changed))


def test_the_same_value_never_looks_the_same(vault: Vault) -> None:
    assert len({vault.seal(*PLACE, "Amina") for _ in range(100)}) == 100


def test_during_a_rotation_both_keys_open_and_the_newest_seals() -> None:
    old, both = Vault((OLD,)), Vault((NEW, OLD))
    sealed = old.seal(*PLACE, "Amina")
    assert both.open_(*PLACE, sealed) == "Amina"
    anew = both.seal(*PLACE, "Amina")
    assert Vault((NEW,)).open_(*PLACE, anew) == "Amina"
    with pytest.raises(SealBroken):
        old.open_(*PLACE, anew)


def test_during_a_rotation_a_value_is_found_under_either_hash() -> None:
    both = Vault((NEW, OLD))
    assert both.lookups("account", "42") == [
        Vault((NEW,)).lookup("account", "42"),
        Vault((OLD,)).lookup("account", "42"),
    ]
    assert both.lookup("account", "42") == both.lookups("account", "42")[0]


def test_a_hash_says_nothing_without_its_kind_and_key(vault: Vault) -> None:
    hashes = [
        vault.lookup("account", "42"),
        vault.lookup("conversation", "42"),
        vault.lookup("account", "43"),
        Vault((OLD,)).lookup("account", "42"),
    ]
    assert len(set(hashes)) == 4


def test_new_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "bijeen.key"
    write_new_keys(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert len(read_keys(file)) == 1
    assert list(file.parent.iterdir()) == [file]


def test_keys_that_are_there_stay(tmp_path: Path) -> None:
    file = tmp_path / "bijeen.key"
    write_new_keys(file)
    before = file.read_bytes()
    write_new_keys(file)
    assert file.read_bytes() == before


def test_two_keys_in_a_file_are_a_rotation(tmp_path: Path) -> None:
    file = tmp_path / "bijeen.key"
    file.write_text(new_key_line(2) + new_key_line(1), encoding="ascii")
    file.chmod(0o600)
    assert [key.name for key in read_keys(file)] == [2, 1]


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (new_key_line(1), 0o644, "mode 0600"),
        ("", 0o600, "empty"),
        ("1 kort\n", 0o600, "damaged"),
        ("sleutel\n", 0o600, "damaged"),
        (new_key_line(300), 0o600, "damaged"),
    ],
    ids=["readable by others", "empty", "short", "no key", "number too large"],
)
def test_an_unusable_key_file_is_refused_without_showing_it(
    tmp_path: Path, content: str, mode: int, said: str
) -> None:
    file = tmp_path / "bijeen.key"
    file.write_text(content, encoding="ascii")
    file.chmod(mode)
    with pytest.raises(KeysUnusable, match=said) as refused:
        read_keys(file)
    secret = content.strip().rpartition(" ")[2]
    assert not secret or secret not in str(refused.value)
    assert refused.value.__cause__ is None


def test_missing_keys_are_no_keys(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="No such file"):
        read_keys(tmp_path / "bijeen.key")


def test_no_secret_has_a_repr() -> None:
    secret = b"s" * 32
    key = make_key(1, secret)
    assert "ssss" not in repr(key)
    assert repr(key.hashing) not in repr(key)
    assert "ssss" not in repr(Vault((key,)))


PLANTED = {"name": "Zwaantje Zonneveld", "phone": "+31612345678", "voice": "buurtmoeder-planted"}
NUMBER = 7_319_554_201
WORDS = "Er hing een planted briefje bij de bakker."
CODE = "PLANTED234"


def _everything(tx: Tx) -> None:
    """One of everything personal that the first tables hold."""
    account = Account(NUMBER)
    members.add(tx, AMINA, account)
    members.add_roles(tx, AMINA, [Role.CONTACTCIRKEL])
    members.consent(tx, AMINA, list(Purpose), 1, NOW)
    members.change(tx, AMINA, **PLANTED)
    conversations.save(tx, account, WORDS, NOW + timedelta(minutes=30))
    invitations.add(tx, "i" * 16, CODE, [Role.SNRP], NOW + timedelta(days=14))
    hidden = Fact("signal_closed", AMINA, Lane.REMINDER, NOW, {"words": WORDS}, confidential=True)
    outbox.post(tx, [(NoticeId("n" * 16), hidden)])


def forms_of(value: bytes) -> set[bytes]:
    """A value as it might lie in a file: plain, and in the codes that people and programs use."""
    inner = {base64.b64encode(b"\0" * pad + value)[4 * bool(pad) : -4] for pad in range(3)}
    return {value, value.hex().encode(), value.hex().upper().encode(), value[::-1], *inner}


def forms_of_number(number: int) -> set[bytes]:
    whole = number.to_bytes(8, "big")
    return forms_of(str(number).encode()) | {whole, whole[::-1], f"{number:x}".encode()}


def planted_forms() -> set[bytes]:
    texts = {form for word in (*PLANTED.values(), WORDS, CODE) for form in forms_of(word.encode())}
    return texts | forms_of_number(NUMBER)


def found_in(content: bytes) -> list[bytes]:
    return [form for form in planted_forms() if form in content]


def test_planted_values_are_found_where_they_are() -> None:
    assert found_in(b"..." + WORDS.encode())
    assert found_in(b"..." + base64.b64encode(b"ab" + CODE.encode() + b"cdef"))
    assert found_in(b"..." + NUMBER.to_bytes(8, "little"))


def test_a_stolen_database_tells_nothing(database: Database, tmp_path: Path) -> None:
    database.transaction(_everything)
    with database.engine.connect() as connection:
        values = [value for table in metadata.sorted_tables for value in _values(connection, table)]
    assert len(values) >= 30
    assert found_in(b"\n".join(values)) == []
    for file in (tmp_path / "data").glob("*"):
        assert found_in(file.read_bytes()) == [], file.name


def _values(connection: Connection, table: Table) -> list[bytes]:
    values = [value for row in connection.execute(select(table)) for value in row]
    return [value if isinstance(value, bytes) else str(value).encode() for value in values]


def test_a_dump_of_the_file_tells_nothing(tmp_path: Path, vault: Vault) -> None:
    database = Database(make_engine(f"sqlite:///{tmp_path / 'x.db'}"), vault)
    schema.migrate(database.engine)
    database.transaction(_everything)
    dump = "\n".join(sqlite3.connect(tmp_path / "x.db").iterdump())
    assert "members" in dump
    assert found_in(dump.encode()) == []
    database.close()


def test_what_is_erased_leaves_no_byte(tmp_path: Path, vault: Vault) -> None:
    """Sealed values too are gone from the file: with the key somebody could open what lingers."""
    file = tmp_path / "x.db"
    database = Database(make_engine(f"sqlite:///{file}"), vault)
    schema.migrate(database.engine)
    marks = [os.urandom(40) for _ in range(50)]
    with database.engine.begin() as connection:
        for number, mark in enumerate(marks):
            row = (f"{number:016}", mark, mark)
            connection.exec_driver_sql(
                "INSERT INTO members (id, account, account_sealed, discreet, nights, blocked, suspended,"
                " in_phone_tree) VALUES (?, ?, ?, 0, 0, 0, 0, 0)",
                row,
            )
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM members")
    database.close()
    other = sqlite3.connect(file)
    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    other.close()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("x.db*"))
    assert [mark for mark in marks if mark in content] == []
