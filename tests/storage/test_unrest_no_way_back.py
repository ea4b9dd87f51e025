"""No row joins a report without a name to its sender: not by id, not by time, not by the order of rows."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from domain.actors import Role
from domain.duty import Shift, ShiftState
from domain.ids import ReportId
from domain.questions import Origin
from domain.unrest import Told
from storage import duty
from storage import unrest as store
from storage.database import Tx, metadata
from storage.reply_links import reply_links
from storage.unrest import unrest_reports
from tests.world import Person, World, usual_network
from usecases import questions, unrest, unrest_desk, unrest_ties

# 11.05 in Amsterdam, so that what was kept at the start differs from every quarter of an hour.
START = datetime(2026, 3, 12, 10, 5, tzinfo=UTC)
SENDERS = 6
COLUMNS = {
    "id", "code", "state", "neighbourhood", "topic", "source", "how_soon", "proposal", "named", "words",
    "talk", "received_at", "answer_by", "closed_on", "taker", "call_out",
    "tied_to",
}  # fmt: skip
Row = dict[str, object]


@pytest.fixture
async def city() -> AsyncIterator[World]:
    opened = await World(usual_network(), START).open()
    yield opened
    await opened.close()


def everything(tx: Tx) -> dict[str, list[Row]]:
    """Every row of every table."""
    return {
        table.name: [dict(row._mapping) for row in tx.db.execute(table.select())]
        for table in metadata.sorted_tables
    }


def things(row: Row) -> set[object]:
    """The values by which a row can be joined: ids, keys and moments, not the words of a choice."""
    return {
        value
        for value in row.values()
        if isinstance(value, bytes | date) or (isinstance(value, str) and len(value) == 16)
    }


def connected(rows: dict[str, list[Row]], start: set[object]) -> set[object]:
    """Everything that is reached from these values over any number of joins."""
    reached = set(start)
    while True:
        more = {
            value
            for found in rows.values()
            for row in found
            if reached & things(row)
            for value in things(row)
        }
        if more <= reached:
            return reached
        reached |= more


async def all_pass_on(city: World) -> list[tuple[Person, Row]]:
    """Several members pass on unrest, one after the other, and do other things in between."""
    told = []
    for number in range(SENDERS):
        sender = await city.member(f"Lid {number}", Role.CONTACTCIRKEL)
        await city.passes(minutes=17)
        before = {row["id"] for row in city.look(everything)["unrest_reports"]}
        await sender.says("/onrust")
        await sender.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk", "Sla dit over")
        await sender.taps("Versturen zonder naam")
        report = next(row for row in city.look(everything)["unrest_reports"] if row["id"] not in before)
        told.append((sender, report))
        await sender.says("/menu")
        await sender.forges("m1:nights:off")
    return told


async def test_the_columns_of_a_report_are_these_and_no_others() -> None:
    assert {column.name for column in unrest_reports.columns} == COLUMNS
    assert {column.name for column in reply_links.columns} == {"key", "member", "ends_on"}


async def test_no_joins_lead_from_a_sender_to_a_report(city: World) -> None:
    told = await all_pass_on(city)
    rows = city.look(everything)
    for sender, report in told:
        reached = connected(rows, {sender.id})
        assert sender.id in reached
        assert not reached & {report["id"], report["code"], report["received_at"], report["answer_by"]}


async def test_nor_do_rings_the_stand_in_and_reports_that_were_tied(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await city.member("Petra", Role.SECOND_PERSON)
    saar = await city.member("Saar", Role.SNRP)
    shift = Shift("s" * 16, saar.id, START, START + timedelta(days=2), ShiftState.ON, START)
    city.look(lambda tx: duty.add(tx, shift))
    told = []
    for number in range(SENDERS):
        sender = await city.member(f"Lid {number}", Role.CONTACTCIRKEL)
        await city.passes(minutes=11)
        before = {row["id"] for row in city.look(everything)["unrest_reports"]}
        await sender.says("/onrust")
        await sender.taps("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Voorhof", "Versturen zonder naam")
        await sender.says("/menu")
        told.append(
            (sender, next(r for r in city.look(everything)["unrest_reports"] if r["id"] not in before))
        )
    assert nora.received("wacht al")
    first, second = (ReportId(str(report["id"])) for _, report in told[:2])
    await city.bot.app.run(saar.turn, unrest_desk.look_at, first)
    await city.bot.app.run(saar.turn, unrest_ties.tie, second, first)
    await city.passes(minutes=11)
    rows = city.look(everything)
    for sender, report in told:
        reached = connected(rows, {sender.id})
        assert not reached & {report["id"], report["code"], report["received_at"], report["answer_by"]}


async def test_joins_do_lead_somewhere(city: World) -> None:
    sender = await city.member("Amina", Role.CONTACTCIRKEL)
    rows = city.look(everything)
    assert {row["account"] for row in rows["members"]} <= connected(rows, {sender.id})


async def test_no_moment_of_a_report_is_near_a_moment_of_its_sender(city: World) -> None:
    await city.member("Nora", Role.NETWERKREGISSEUR)
    told = await all_pass_on(city)
    rows = city.look(everything)
    for sender, report in told:
        moments = {m for m in moments_of(rows, sender.id) if m != datetime(2026, 3, 12, tzinfo=UTC)}
        assert moments
        assert not moments & {report["received_at"], report["answer_by"]}
        assert isinstance(report["received_at"], datetime)
        assert report["received_at"].minute % 15 == 0


def moments_of(rows: dict[str, list[Row]], member: object) -> Iterator[object]:
    """Every moment in a row that names the member."""
    for found in rows.values():
        for row in found:
            if member in row.values():
                yield from (value for value in row.values() if isinstance(value, datetime))


async def test_no_table_keeps_the_order_in_which_rows_came(city: World) -> None:
    def written(tx: Tx) -> dict[str, str]:
        found = tx.db.execute(text("select name, sql from sqlite_master where type = 'table'"))
        return {row.name: row.sql for row in found}

    tables = city.look(written)
    for name in ("unrest_reports", "reply_links", "questions", "audit_events", "outbox", "conversations"):
        assert "WITHOUT ROWID" in tables[name]


async def test_the_order_of_reports_says_nothing_of_the_order_of_senders(city: World) -> None:
    senders = [await city.member(f"Lid {number}", Role.CONTACTCIRKEL) for number in range(8)]
    right = 0
    for round_ in range(12):
        sent: list[str] = []
        for sender in senders:
            before = set(city.look(store.open_ids))
            await city.bot.app.run(sender.turn, unrest.pass_on, Told("voorhof"), False)
            sent += set(city.look(store.open_ids)) - before
        kept = [row["id"] for row in city.look(everything)["unrest_reports"] if row["id"] in sent]
        right += sum(one == other for one, other in zip(sent, kept, strict=True))
        city.clock.advance(60.0 * round_)
    # Chance gives one a round, so 12 of 96; 32 would be almost six standard deviations more.
    assert right < 32


async def test_words_and_names_are_not_in_the_database(city: World) -> None:
    sender = await city.member("Zwaantje", Role.CONTACTCIRKEL)
    told = Told("voorhof", text="Mensen zijn bang.")
    await city.bot.app.run(sender.turn, unrest.pass_on, told, True)
    await city.bot.app.run(sender.turn, questions.ask, "Mag ik iemand meenemen?", Origin.PLAIN)
    kept = repr(city.look(everything))
    for words in ("Zwaantje", "Mensen zijn bang", "Mag ik iemand"):
        assert words not in kept


async def test_after_the_answer_not_even_the_keys_lead_back(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    sender = await city.member("Amina", Role.CONTACTCIRKEL)
    await city.bot.app.run(sender.turn, unrest.pass_on, Told("voorhof"), False)
    report = city.look(store.open_ids)[0]
    await city.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    await city.settle()
    await sender.taps("Bericht lezen", "Dank u, duidelijk")
    await city.passes(hours=2)
    rows = city.look(everything)
    assert rows["reply_links"] == []
    assert [row for row in rows["outbox"] if row["sealed"]] == []
    assert sender.id not in repr(rows["unrest_reports"])
