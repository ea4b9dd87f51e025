"""Each part of a call-out is changed from its preview, and what everybody reads says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.wiring import Bot, Connection
from domain.actors import Role
from domain.duty import Shift, ShiftState
from domain.network_times import Urgency
from sandbox.inprocess import InProcessRequest
from storage import callouts as store
from storage import duty
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World, usual_check, usual_network

FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."


async def at_the_preview(nora: Person, *way: str) -> None:
    """Up to the preview, by these buttons; facts and source as always."""
    await nora.says("/oproep")
    await nora.taps(*(way or ("Onrust op school",)))
    await nora.says(FACTS)
    await nora.taps("De politie")


async def changes(nora: Person, page: Sequence[str], *taps: str, types: str = "") -> None:
    """One part, on one of the two pages, and back to the preview."""
    await nora.taps(*page, *taps)
    if types:
        await nora.says(types)
    await nora.taps("Terug")


WORDS, MORE = ("Tekst aanpassen",), ("Tekst aanpassen", "Andere onderdelen")


async def test_the_time_of_the_facts_is_now_an_hour_ago_or_typed(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await at_the_preview(nora)
    assert "Dit weten wij (om 17.00 uur, van de politie)" in nora.text
    await changes(nora, WORDS, "Tijd van de feiten", "Een uur geleden")
    assert "(om 16.00 uur, van de politie)" in nora.text
    await changes(nora, WORDS, "Tijd van de feiten", "Andere tijd", types="14.30")
    assert "(om 14.30 uur, van de politie)" in nora.text
    await changes(nora, WORDS, "Tijd van de feiten", types="22.15")
    assert "(om woensdag 11 maart, 22.15 uur, van de politie)" in nora.text
    await changes(nora, WORDS, "De bron", "De school")
    assert "(om woensdag 11 maart, 22.15 uur, van de school)" in nora.text


async def test_who_speaks_to_the_press_is_a_setting_that_one_call_out_may_change(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    usual = world.bot.app.network.contacts.press
    await at_the_preview(nora)
    assert f"Verwijs naar {usual}." in nora.text
    await changes(nora, MORE, "Regel over de pers", types="de persdienst van de politie")
    assert "Verwijs naar de persdienst van de politie." in nora.text
    await nora.taps("Afgestemd: nee", "Nu versturen")
    assert "Verwijs naar de persdienst van de politie." in amina.text


async def test_length_number_and_time_to_answer_are_changed_and_sent(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await at_the_preview(nora)
    await changes(nora, MORE, "Hoe lang het duurt", "1 uur en 30 minuten")
    await changes(nora, MORE, "Tijd om te antwoorden", "30 minuten")
    assert "Het duurt ongeveer 1 uur en 30 minuten." in nora.text
    await nora.taps(*MORE, "Nummer om te bellen")
    await nora.says("bel Jan")
    assert nora.text.startswith("Typ alleen cijfers.")
    await nora.says("015 000 00 03, 1234#")
    await nora.taps("Terug", "Afgestemd: nee")
    await world.passes(minutes=10)
    await nora.taps("Nu versturen")
    assert "Ik bel mee" in amina.buttons
    assert "Laat vóór donderdag 12 maart, 17.40 uur weten" in amina.text
    await amina.taps("Ik bel mee")
    assert "015 000 00 03, 1234#" in amina.text


async def test_how_many_are_needed_is_asked_only_without_a_scenario(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await at_the_preview(nora)
    await nora.taps(*MORE)
    assert "Hoeveel mensen" not in nora.buttons
    await nora.says("/stop")
    await nora.says("/oproep")
    await nora.taps("Niet versturen")
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Bij elkaar komen", "Contactcirkel", "Over 1 uur", "Stadskantoor")
    await nora.says(FACTS)
    await nora.taps("De politie")
    await nora.says("Denk met ons mee.")
    await nora.taps(*MORE, "Hoeveel mensen")
    await nora.says("heel veel")
    assert "Typ een getal" in nora.text
    await nora.says("7")
    await nora.taps("Terug", "Afgestemd: nee", "Nu versturen")
    assert [made.needed for made in world.look(store.all_open)] == [7]


async def test_no_screen_of_the_editor_has_more_than_eight_buttons_of_its_own(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await at_the_preview(nora, "Zonder scenario", "Alleen lezen", "Contactcirkel")
    await nora.taps(*WORDS)
    assert len(nora.buttons) <= 8
    await nora.taps("Terug")
    await nora.says("/menu")
    await nora.says("/oproep")
    await nora.taps("Niet versturen")
    await at_the_preview(nora)
    assert len(nora.buttons) <= 8
    await nora.taps(*WORDS)
    assert len(nora.buttons) <= 8
    await nora.taps("Andere onderdelen")
    assert len(nora.buttons) <= 8


async def test_compulsory_parts_are_named(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Bij elkaar komen", "Contactcirkel", "Over 1 uur", "Alleen meebellen")
    for step in ("facts", "source", "ask"):
        await nora.forges(f"f1:pick:callout:{step}:-")
    await nora.taps(*MORE, "Nummer om te bellen", "Geen nummer", "Terug", "Nu versturen")
    named = ["de plek", "wat wij weten", "van wie wij dit weten", "wat wij vragen", "het overleg met"]
    assert [part for part in named if f"- {part}" not in nora.text] == []
    assert not amina.received("Het netwerk komt bij elkaar")


async def test_a_draft_survives_a_restart(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await at_the_preview(nora)
    await changes(nora, WORDS, "Wat onbekend is", types="Wie het deed.")
    await nora.taps("Bewaar als concept")
    await world.bot.gate.close()
    await world.bot.application.shutdown()
    world.clock.advance(60)
    door = InProcessRequest(world.telegram, sleep=world.clock.sleep)
    connection = Connection(world.telegram.token, request=door, updates_request=door)
    world.bot = Bot(world.database, usual_network(), world.clock, usual_check(), connection)
    await world.open()
    await nora.says("/oproep")
    assert FACTS in nora.text
    assert "Wie het deed." in nora.text


async def test_several_call_outs_open_at_once_and_a_draft_each_get_their_own_words(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.SNRP)
    first = a_plan(world)
    await sends(world, nora, first)
    await world.passes(minutes=30)
    second = a_plan(world)
    await sends(world, nora, replace(second, circles=("snrp",)))
    await at_the_preview(nora)
    await opens_board(nora)
    lines = [label for label in nora.buttons if label.startswith("Vandaag")]
    assert len(lines) == 2, nora.buttons
    await nora.taps(lines[1], "Nieuw bericht sturen")
    await nora.says("De straat is weer open.")
    await nora.taps("Nu versturen")
    assert amina.received("De straat is weer open.")
    assert not bram.received("De straat is weer open.")
    await nora.taps("Naar het menu", "Lopende oproep", "Nieuwe oproep")
    assert FACTS in nora.text
    assert "De straat is weer open." not in nora.text


async def test_a_call_out_for_information_from_audience_to_its_end(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.SNRP)
    await at_the_preview(
        nora, "Zonder scenario", "Alleen lezen", "Meer kringen", "Contactcirkel: nee", "Ga zo verder"
    )
    await changes(nora, WORDS, "Tijd van de feiten", "Een uur geleden")
    await nora.taps("Afgestemd: nee", "Nu versturen")
    assert "(om 16.00 uur, van de politie)" in amina.text
    assert not bram.received("Ter informatie")
    await amina.taps("Ik heb een vraag")
    await amina.says("Is de school morgen open?")
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("De ruit is gemaakt.")
    await nora.taps("Nu versturen")
    assert "De ruit is gemaakt." in amina.text
    assert world.look(store.all_open) == []


@pytest.mark.parametrize("urgency", [Urgency.MEETING, Urgency.URGENT])
async def test_a_stand_in_starts_from_a_scenario_and_needs_two(world: World, urgency: Urgency) -> None:
    await world.member("Nora", Role.NETWERKREGISSEUR)
    dina = await world.member("Dina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    stand_in(world, dina)
    await dina.says("/oproep")
    assert "Zonder scenario" not in dina.buttons
    assert "Een oefening" not in dina.buttons
    meeting = urgency is Urgency.MEETING
    await at_the_preview(dina, "Onrust op school" if meeting else "Incident bij een gebouw")
    await dina.taps("Afgestemd: nee", "Vraag een meekijker")
    assert "pas weg als iemand ja zegt" in dina.text
    await world.passes(minutes=6)
    assert "Zonder meekijker gaat deze oproep niet weg." in dina.text
    assert "Alleen versturen" not in dina.buttons
    await sem.taps("Ja, versturen")
    assert len(world.look(store.all_open)) == 1


def stand_in(world: World, person: Person) -> None:
    """This member took over the shift of now."""
    start, end = world.now - timedelta(hours=1), world.now + timedelta(hours=8)
    taken = Shift("s" * 16, person.id, start, end, ShiftState.ON, world.now)
    world.look(lambda tx: duty.add(tx, taken))
