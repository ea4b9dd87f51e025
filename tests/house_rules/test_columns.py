"""What can be kept at all is what stands in a list that people read: no table and no column besides."""

import re
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Table

from storage import schema
from storage.database import metadata

REVIEWED = Path(__file__).parent / "columns.toml"
# What a trust network must never be able to know, in the words people give columns.
FORBIDDEN = {
    "religion", "belief", "faith", "church", "mosque", "origin", "ethnicity", "nationality", "race",
    "culture", "gender", "sex", "orientation", "birth", "birthday", "born", "age", "bsn",
    "passport", "health", "politics", "score", "rating", "rank", "level", "reliability",
    "last_seen", "seen_at", "online", "location", "latitude", "longitude", "ip", "device",
    "username", "handle", "email", "photo", "address", "relation", "target", "person",
    "perpetrator", "suspect", "subject", "informant", "dossier", "risk", "reporter",
}  # fmt: skip
# Of what nobody may lead back from: these name no member, under any word.
ABOUT_NOBODY = ("situation_signals", "signal_questions", "signal_totals", "unrest_reports")
MEMBER_WORDS = {
    "member",
    "account",
    "requester",
    "sender",
    "reporter",
    "told_by",
    "from",
    "who",
    "creator",
    "author",
}


def reviewed() -> dict[str, dict[str, str]]:
    """Table, column, and in a few words what it is for."""
    return tomllib.loads(REVIEWED.read_text(encoding="utf-8"))


def tables() -> list[Table]:
    assert schema.TABLES_OF
    return list(metadata.sorted_tables)


def test_every_column_stands_in_the_list_and_the_list_holds_no_other() -> None:
    kept = {table.name: sorted(column.name for column in table.columns) for table in tables()}
    assert kept == {name: sorted(columns) for name, columns in reviewed().items()}


def test_every_column_says_what_it_is_for() -> None:
    silent = [
        (table, name)
        for table, columns in reviewed().items()
        for name, why in columns.items()
        if len(why.split()) < 2
    ]
    assert silent == []


def words_of(name: str) -> set[str]:
    return {name, *re.split(r"[_ ]", name)}


def forbidden_in(name: str) -> set[str]:
    return FORBIDDEN & words_of(name)


@pytest.mark.parametrize("table", tables(), ids=lambda table: str(table.name))
def test_no_column_is_named_after_what_must_not_be_known(table: Table) -> None:
    found = {column.name: forbidden_in(column.name) for column in table.columns}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "name", ["religion", "country_of_origin", "last_seen", "trust_score", "date_of_birth"]
)
def test_a_forbidden_column_is_seen(name: str) -> None:
    assert forbidden_in(name)


@pytest.mark.parametrize("name", ABOUT_NOBODY)
def test_a_signal_or_report_has_no_column_for_who_told_it(name: str) -> None:
    columns = {word for column in metadata.tables[name].columns for word in words_of(column.name)}
    assert columns & MEMBER_WORDS == set()


def test_what_people_write_is_sealed() -> None:
    """A column of bytes holds what the list calls sealed or a keyed hash, and nothing else is called so."""
    said = {
        (table, name)
        for table, columns in reviewed().items()
        for name, why in columns.items()
        if why.startswith(("sealed", "keyed hash"))
    }
    assert said == {
        (table.name, column.name)
        for table in tables()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }


@pytest.mark.parametrize("table", tables(), ids=lambda table: str(table.name))
def test_no_table_keeps_the_order_in_which_rows_came(table: Table) -> None:
    assert table.dialect_options["sqlite"]["with_rowid"] is False
