"""Whoever holds the whole database cannot say who shared a signal; after the end not even with the keys."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest

from domain.actors import Role
from domain.signals import State
from storage import signals as store
from storage.database import metadata
from tests.world import Person, World

# Everything a row of a signal may hold. A new column is a new decision.
COLUMNS = {
    "situation_signals": {
        "id", "code", "state", "week", "answer_by", "topic", "neighbourhood", "text", "feedback", "reopened",
        "closed_on",
    },
    "signal_questions": {"signal", "number", "reply", "ready", "own", "answer"},
    "signal_totals": {"month", "neighbourhood", "topic", "count"},
}  # fmt: skip
SENDERS = 8
SIGNALS_EACH = 5
Row = dict[str, object]
Rows = dict[str, list[Row]]


def everything(world: World) -> Rows:
    """Every row of every table, in the order in which the database gives them."""

    def read(tx: object) -> Rows:
        return {
            table.name: [dict(row._mapping) for row in tx.db.execute(table.select())]  # type: ignore[attr-defined]  # a Tx
            for table in metadata.sorted_tables
        }

    return world.look(read)


async def shares(sender: Person, words: str = "") -> None:
    await sender.says("/signaal")
    await sender.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await (sender.says(words) if words else sender.taps("Sla dit over"))
    await sender.taps("Ja, versturen")


@pytest.fixture
async def shared(world: World) -> tuple[Rows, dict[str, Person]]:
    """Several members shared several signals in turn, and read and asked other things in between."""
    await world.member("Nora", Role.NETWERKREGISSEUR)
    senders = [await world.member(f"Lid {number}", Role.CONTACTCIRKEL) for number in range(SENDERS)]
    truth: dict[str, Person] = {}
    for round_ in range(SIGNALS_EACH):
        for sender in senders[round_ % 3 :: 2] + senders[: round_ % 3]:
            before = {row["id"] for row in everything(world)["situation_signals"]}
            await shares(sender)
            await sender.says("/menu")
            new = {row["id"] for row in everything(world)["situation_signals"]} - before
            truth[str(new.pop())] = sender
            await world.passes(minutes=7)
    return everything(world), truth


def values(row: Row) -> Iterator[object]:
    """What could join two rows: values that are not shared by whole tables."""
    for value in row.values():
        if isinstance(value, str | bytes) and len(value) >= 4:
            yield value


def reachable(rows: Rows, start: Row, wanted: set[object]) -> set[object]:
    """The wanted values that are reached from a row by joining tables on equal values, again and again."""
    index: dict[object, list[Row]] = defaultdict(list)
    for table in rows.values():
        for row in table:
            for value in values(row):
                index[value].append(row)
    common = {value for value, found in index.items() if len(found) > SIGNALS_EACH} - wanted
    seen, wave = set(values(start)) - common, set(values(start)) - common
    while wave:
        wave = {
            other for value in wave for row in index[value] for other in values(row) if other not in common
        } - seen
        seen |= wave
    return seen & wanted


def people(rows: Rows) -> set[object]:
    """Whatever would name a member."""
    return {row[column] for row in rows["members"] for column in ("id", "account", "account_sealed")}


async def test_no_join_leads_from_a_signal_to_a_member(shared: tuple[Rows, dict[str, Person]]) -> None:
    rows, truth = shared
    assert len(truth) >= SENDERS * 2
    for signal in rows["situation_signals"]:
        assert not reachable(rows, signal, people(rows))


async def test_a_planted_join_would_be_found(shared: tuple[Rows, dict[str, Person]]) -> None:
    rows, truth = shared
    signal = rows["situation_signals"][0]
    sender = truth[str(signal["id"])]
    rows["audit_events"].append({"id": "planted-by-test", "act": signal["id"], "actor": sender.id})
    assert reachable(rows, signal, people(rows)) >= {sender.id}


async def test_no_time_of_a_signal_is_finer_than_a_day(shared: tuple[Rows, dict[str, Person]]) -> None:
    rows, _ = shared
    for table in ("situation_signals", "signal_questions", "reply_links"):
        for row in rows[table]:
            assert not [value for value in row.values() if isinstance(value, datetime)]
    assert {row["week"].weekday() for row in rows["situation_signals"] if isinstance(row["week"], date)} == {
        0
    }
    acts = [row for row in rows["audit_events"] if str(row["act"]).startswith("signal")]
    assert acts
    assert {(row["actor"], row["role"]) for row in acts} == {(None, None)}
    assert {row["at"].time() for row in acts if isinstance(row["at"], datetime)} == {time()}
    assert not [row for row in rows["outbox"] if row["member"] is not None]
    assert rows["conversations"] == []


async def test_the_order_of_rows_says_no_more_than_chance(shared: tuple[Rows, dict[str, Person]]) -> None:
    """Laying the order of signals beside any other order of rows names few: one in eight is chance."""
    rows, truth = shared
    kept, shared_in = [str(row["id"]) for row in rows["situation_signals"]], list(truth)
    half = len(kept) // 2
    for order in (shared_in, shared_in[::-1], shared_in[half:] + shared_in[:half]):
        guessed = sum(truth[one] is truth[other] for one, other in zip(kept, order, strict=True))
        assert guessed <= half


async def test_after_the_end_the_keys_open_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    senders = [await world.member(f"Lid {number}", Role.SNRP) for number in range(4)]
    for sender in senders:
        await shares(sender, "Mensen in de wijk praten veel over het nieuws.")
    signals = world.look(lambda tx: store.in_state(tx))
    for signal in signals:
        await nora.says("/signalen")
        await nora.taps(f"Code {signal.code}", "Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    for sender in senders:
        while "Bericht lezen" in sender.buttons and "Dit doen wij ermee" not in sender.text:
            await sender.taps("Bericht lezen")
        await sender.taps("Dank u, duidelijk")
    rows = everything(world)
    assert {row["state"] for row in rows["situation_signals"]} == {State.DESTROYED}
    assert rows["reply_links"] == []
    assert [
        row for row in rows["outbox"] if row["sealed"] is not None and row["kind"] != "signal.bundle"
    ] == []
    assert opened(world, rows, {sender.id for sender in senders}) == []


def opened(world: World, rows: Rows, members: set[str]) -> list[str]:
    """With the keys in hand: every sealed value of the tables of signals that holds a member."""
    vault, found = world.database.vault, []
    for table in ("situation_signals", "signal_questions"):
        for row in rows[table]:
            for column in ("text", "feedback", "own", "answer"):
                sealed = row.get(column)
                if isinstance(sealed, bytes):
                    words = vault.open_(table, column, str(row["id"]), sealed)
                    found += [member for member in members if member in words]
    hashes = {value for row in rows["situation_signals"] for value in vault.lookups("reply", str(row["id"]))}
    kept = {value for table in rows.values() for row in table for value in values(row)}
    return found + [str(value) for value in hashes & kept]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_a_signal_has_these_columns_and_no_other(table: str) -> None:
    assert {column.name for column in metadata.tables[table].columns} == COLUMNS[table]
