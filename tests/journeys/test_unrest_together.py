"""Reports of one unrest are answered together; a proposal is decided, and whoever made it hears that."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from domain.actors import Role
from domain.callouts import CallOut, Parts, Times
from domain.callouts import State as CallOutState
from domain.ids import CallOutId
from domain.network_times import Urgency
from domain.unrest import State
from storage import callouts
from storage import unrest as store
from storage.database import Tx, metadata
from tests.world import Person, World, usual_network

# A Thursday morning, 11.00 in Amsterdam: somebody reads along.
WORKING = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
DISCREET = "U hebt een bericht van het netwerk."
WORDS = "Mensen zijn bang op het plein bij de fontein."


@pytest.fixture
async def city() -> AsyncIterator[World]:
    opened = await World(usual_network(), WORKING).open()
    yield opened
    await opened.close()


async def passes_on(
    person: Person, *taps: str, place: str = "Voorhof", topic: str = "Spanning in de wijk", words: str = ""
) -> str:
    """The ordinary way; returns the code."""
    await person.says("/onrust")
    await person.taps("Nee, geen gevaar", place, topic)
    await (person.says(words) if words else person.taps("Sla dit over"))
    await person.taps(*taps, "Versturen zonder naam")
    return person.text.partition("code is ")[2][:4]


async def opens(reader: Person, code: str) -> None:
    """From the list."""
    await reader.says("/menu")
    await reader.taps("Onrust bekijken")
    await reader.taps(f"Code {code}")


def sends_call_out(world: World, requester: Person, ago: timedelta = timedelta()) -> CallOutId:
    """A call-out for a meeting that went out."""
    sent_at = world.now - ago
    made = CallOut(
        CallOutId("oproep".ljust(16, "x")), CallOutState.SENT, Urgency.MEETING, False, ("contactcirkel",),
        Parts(), Times(as_of=sent_at), requester.id, sent_at=sent_at,
    )  # fmt: skip

    def keep(tx: Tx) -> None:
        callouts.add(tx, made)
        mine = callouts.call_outs.c.id == made.id
        tx.db.execute(update(callouts.call_outs).where(mine).values(sent_at=sent_at))

    world.look(keep)
    return made.id


async def test_reports_of_one_unrest_are_closed_together_and_each_sender_gets_the_same_answer(
    city: World,
) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    senders = [await city.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bram", "Carla")]
    codes = [await passes_on(sender) for sender in senders]

    await opens(nora, codes[0])
    assert "Er zijn nog 2 berichten open over deze wijk en dit onderwerp." in nora.text
    for other in codes[1:]:
        await opens(nora, other)
        await nora.taps("Hoort bij ander bericht", f"Code {codes[0]}")
        assert f"Bericht {other} hoort nu bij {codes[0]}." in nora.text
    await nora.taps("Bericht openen")
    assert (
        f"Hoort bij: {codes[0]}, {codes[1]}." in nora.text
        or f"Hoort bij: {codes[1]}, {codes[0]}." in nora.text
    )
    assert "Hoort bij ander bericht" not in nora.buttons

    await nora.taps("Vraag stellen")
    await nora.says("Sinds wanneer speelt dit in de wijk?")
    assert [sender.text == DISCREET for sender in senders] == [False, False, True]
    await senders[2].taps("Bericht lezen", "Liever niet")

    await opens(nora, codes[1])
    await nora.taps("Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    assert "zijn afgerond. Elke afzender krijgt hetzelfde antwoord." in nora.text
    assert city.look(store.count_open) == 0
    for sender, code in zip(senders, codes, strict=True):
        await sender.taps("Bericht lezen")
        assert f"(code {code})" in sender.text
        assert "Wij letten hierop." in sender.text
        assert not [other for other in codes if other != code and other in sender.text]


async def test_the_most_alike_come_first_and_what_is_old_is_not_offered(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    old = await passes_on(amina)
    await city.passes(hours=13)
    other = await passes_on(amina, place="Binnenstad", topic="Nieuws van elders")
    same = await passes_on(amina)
    mine = await passes_on(amina)
    await opens(nora, mine)
    assert "Er is nog 1 bericht open over deze wijk en dit onderwerp." in nora.text
    await nora.taps("Hoort bij ander bericht")
    assert nora.buttons == [f"Code {same}", f"Code {other}", "Terug"]
    assert old not in nora.text
    await nora.taps("Terug")
    assert nora.text.startswith(f"Er is een nieuw bericht. Code {mine}")


async def test_many_others_are_offered_page_by_page(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    codes = [await passes_on(amina) for _ in range(7)]
    await opens(nora, codes[0])
    await nora.taps("Hoort bij ander bericht")
    first = set(nora.buttons) - {"Meer keuzes", "Terug"}
    await nora.taps("Meer keuzes")
    assert first | set(nora.buttons) - {"Terug"} == {f"Code {code}" for code in codes[1:]}


async def test_tying_a_report_that_was_closed_meanwhile_changes_nothing(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await city.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    first, second = await passes_on(amina), await passes_on(amina)
    await opens(nora, second)
    await nora.taps("Hoort bij ander bericht")
    await opens(olaf, first)
    await olaf.taps("Geen actie nodig", "Wij letten hierop", "Ja, versturen")
    await nora.taps(f"Code {first}")
    assert nora.received("Iemand anders pakte dit bericht al op, of het is afgerond.")
    assert [one.code for one in city.look(store.all_open)] == [second]
    assert city.look(store.all_open)[0].tied_to is None


async def test_an_urgent_report_stops_ringing_when_it_is_tied(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    urgent = await passes_on(amina, "Hoe snel", "Binnen een uur")
    ordinary = await passes_on(amina)
    await opens(nora, ordinary)
    await nora.taps("Hoort bij ander bericht", f"Code {urgent}")
    await city.passes(minutes=20)
    assert not nora.received("wacht al")
    assert {one.taker for one in city.look(store.all_open)} == {nora.id}


async def test_a_second_proposal_belongs_to_the_call_out_and_both_senders_hear_it(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.SNRP)
    bram = await city.member("Bram", Role.SNRP)
    first = await passes_on(amina, "Stel bijeenkomst voor")
    await nora.taps("Oproep maken")
    await city.passes(minutes=5)
    sends_call_out(city, nora)

    second = await passes_on(bram, "Stel bijeenkomst voor")
    proposal = nora.received(f"Een lid stelt voor om bij elkaar te komen. Code {second}")[0]
    assert "Er loopt al een oproep, van" in proposal.text
    assert list(proposal.labels) == ["Oproep maken", "Hoort bij oproep", "Nu geen bijeenkomst"]
    for _ in range(2):
        nora.user.press("Hoort bij oproep")
    await city.settle()
    for sender, code in ((amina, first), (bram, second)):
        assert len(sender.received(DISCREET)) == 1
        await sender.taps("Bericht lezen")
        assert sender.text.startswith(f"Uw bericht (code {code}) hoort bij een oproep die al loopt.")
    assert {one.state for one in city.look(store.all_open)} == {State.ASSESSED}

    for code in (first, second):
        await opens(nora, code)
        await nora.taps("Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    for sender in (amina, bram):
        await sender.taps("Bericht lezen")
        assert "Wij letten hierop." in sender.text


async def test_no_meeting_now_leads_to_an_answer_for_whoever_proposed_it(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina, "Stel bijeenkomst voor")
    await nora.taps("Nu geen bijeenkomst", "Wij doen nu niets")
    await nora.says("het in de wijk weer rustig is.")
    assert city.look(store.count_open) == 1
    await nora.taps("Ja, versturen")
    await amina.taps("Bericht lezen")
    assert "Wij doen nu niets, omdat het in de wijk weer rustig is." in amina.text


async def test_a_report_closed_while_a_question_waits_still_answers_its_sender(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await city.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    code = await passes_on(amina)
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await amina.taps("Bericht lezen", "Ik wil antwoorden")
    await opens(olaf, code)
    await olaf.taps("Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    await amina.says("Bij het plein, elke avond.")
    assert not nora.received("elke avond")
    await amina.taps("Bericht lezen")
    assert amina.received("Wij letten hierop.")


async def test_two_netwerkregisseurs_close_one_report_and_the_sender_gets_one_answer(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await city.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    code = await passes_on(amina)
    for reader in (nora, olaf):
        await opens(reader, code)
        await reader.taps("Geen actie nodig", "Wij letten hierop")
    for reader in (nora, olaf):
        reader.user.press("Ja, versturen")
    await city.settle()
    assert len(amina.received(DISCREET)) == 1
    late = [one for one in (nora, olaf) if one.received("Iemand anders pakte dit bericht al op")]
    assert len(late) == 1


async def test_nothing_of_a_report_in_a_call_out(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    second = await city.member("Petra", Role.SECOND_PERSON)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    bram = await city.member("Bram", Role.CONTACTCIRKEL)
    await passes_on(amina, "Hoe snel", "Binnen een uur", "Stel bijeenkomst voor", words=WORDS)
    assert nora.received(WORDS)
    seen_before = {message.id for message in nora.chat}
    await nora.taps("Oproep maken")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Er is schade aan een gebouw. Niemand is gewond.")
    await nora.taps("De politie")
    if "Afgestemd: nee" in nora.buttons:
        await nora.taps("Afgestemd: nee")
    await nora.taps("Vraag een meekijker")
    await second.taps("Ja, versturen")
    assert bram.received("Er is schade aan een gebouw.")

    editor = [message for message in nora.chat if message.id not in seen_before]
    assert editor
    planted = [WORDS, "fontein", "bang op het plein"]
    for shown in (*editor, *second.chat, *bram.chat):
        assert not [words for words in planted if words in shown.text]
    report = city.look(store.all_open)[0]
    for call_out in city.look(callouts.all_open):
        said = repr((call_out, vars(call_out.parts)))
        assert not [words for words in (*planted, report.id, report.code) if words in said]

    def outbox_rows(tx: Tx) -> str:
        opened = []
        for row in tx.db.execute(metadata.tables["outbox"].select()):
            hidden = tx.vault.open_("outbox", "sealed", row.id, row.sealed) if row.sealed else ""
            opened.append((row.kind, row.payload, row.key, hidden))
        return repr(opened)

    assert not [words for words in planted if words in city.look(outbox_rows)]
    everything = repr(city.look(_everything))
    assert not [words for words in planted if words in everything]


def _everything(tx: Tx) -> list[tuple[object, ...]]:
    return [tuple(row) for table in metadata.sorted_tables for row in tx.db.execute(table.select())]
