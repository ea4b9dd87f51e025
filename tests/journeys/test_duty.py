"""Somebody always reads along, by agreement: asked, taken over, handed on, given up, taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from domain.actors import Permission, Role
from domain.duty import Shift, ShiftState
from storage import access, callouts, duty, members
from tests.world import Person, World, usual_network
from usecases import duty as reading
from usecases import own_data
from usecases.app import SYSTEM_TURN, Moment, Trace, use_case

# Thursday 12 March, 16.00 in Amsterdam: the netwerkregisseur works for one more hour.
AFTERNOON = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
FIVE, ELEVEN = AFTERNOON + timedelta(hours=1), AFTERNOON + timedelta(hours=7)
NINE = AFTERNOON + timedelta(hours=17)


@use_case(Permission.SYSTEM, Trace.READS)
def _reading(at: Moment) -> reading.Reading:
    """Who reads along now."""
    return reading.reading_now(at)


async def reads(world: World) -> list[str]:
    """Their ids, as the reports ask for them."""
    return list((await world.bot.app.run(SYSTEM_TURN, _reading)).people)


def states(world: World) -> list[ShiftState]:
    """The shifts that are living, in order."""
    return [shift.state for shift in world.look(duty.living)]


def shift(world: World, person: Person, start: datetime, end: datetime) -> str:
    """A shift that was agreed before the test began."""
    kept = Shift(person.name[0] * 16, person.id, start, end, ShiftState.AGREED)
    world.look(lambda tx: duty.add(tx, kept))
    return kept.id


async def passes_on(person: Person, name: str = "zonder") -> None:
    await person.says("/onrust")
    await person.taps("Nee, geen gevaar", "Binnenstad", "Discriminatie of haat", "Sla dit over")
    await person.taps(f"Versturen {name} naam")


@pytest.fixture
async def city() -> AsyncIterator[World]:
    opened = await World(usual_network(), AFTERNOON).open()
    yield opened
    await opened.close()


@pytest.fixture
async def nora(city: World) -> Person:
    return await city.member("Nora", Role.NETWERKREGISSEUR)


@pytest.fixture
async def amina(city: World) -> Person:
    return await city.member("Amina", Role.CONTACTCIRKEL)


async def asks_for_the_evening(nora: Person, name: str = "Amina") -> None:
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Vervanger vragen", "Do 12 mrt 17.00–23.00")
    await nora.taps(name)


async def test_from_the_question_to_the_end_of_the_shift(city: World, nora: Person, amina: Person) -> None:
    await asks_for_the_evening(nora)
    assert nora.text.startswith("Gevraagd: Amina, voor do 12 mrt 17.00 tot 23.00.")
    assert amina.text.startswith("Wilt u meelezen van do 12 mrt 17.00 tot 23.00?")
    await amina.taps("Ja, dat kan")
    assert "Amina leest mee van" in nora.text
    await city.until(FIVE)
    assert amina.text.startswith("Uw dienst begint, tot 23.00 uur.\n\nOpen: 0 keer onrust.")
    assert await reads(city) == [nora.id]  # until it is taken over the one before stays
    await amina.taps("Ik neem over")
    assert amina.text.startswith("U leest nu mee, tot 23.00 uur.")
    assert nora.text == "Amina leest nu mee, tot 23.00 uur. U hoeft niets te doen."
    assert await reads(city) == [amina.id]
    await city.until(ELEVEN)
    assert amina.text.startswith("Uw dienst is voorbij.")
    assert await reads(city) == []
    await city.until(NINE)
    assert nora.text.startswith("De dienst is weer bij u. Amina las mee van do 12 mrt 17.00 tot 23.00.")
    assert "Nieuw: 0. Afgerond: 0. Wacht op u: 0." in nora.text
    assert states(city) == []


async def test_who_says_no_is_asked_nothing_more_and_the_netwerkregisseur_hears_it(
    city: World, nora: Person, amina: Person
) -> None:
    await asks_for_the_evening(nora)
    await amina.taps("Nee, liever niet")
    assert amina.text == "Dank u, dat is goed. U hoeft niets te doen."
    assert nora.text == "Amina kan niet meelezen van do 12 mrt 17.00 tot 23.00."
    await city.until(FIVE)
    assert not amina.received("Uw dienst begint")
    assert await reads(city) == []
    await nora.taps("Wie heeft dienst")
    assert "Gaten: do 12 mrt 17.00 tot vr 13 mrt 9.00" in nora.text


async def test_the_roster_shows_who_reads_along_and_every_gap(
    city: World, nora: Person, amina: Person
) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst")
    assert "- do 12 mrt 16.00 tot 17.00: de netwerkregisseur" in nora.text
    assert "- do 12 mrt 17.00 tot 23.00: Amina (zei ja)" in nora.text
    assert "Gaten: do 12 mrt 23.00 tot vr 13 mrt 9.00, vr 13 mrt 17.00 tot ma 16 mrt 9.00" in nora.text


async def test_hours_in_which_every_netwerkregisseur_is_away_are_a_gap(city: World, nora: Person) -> None:
    back = datetime(2026, 3, 17, 23, tzinfo=UTC)
    await nora.says("/afwezig")
    city.look(lambda tx: members.change(tx, nora.id, absent_until=back))
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst")
    assert "Gaten: do 12 mrt 16.00 tot wo 18 mrt 9.00" in nora.text


async def test_reading_the_list_is_a_look_that_members_see(city: World, nora: Person, amina: Person) -> None:
    omar = await city.member("Omar", Role.PARTNER)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Vervanger vragen", "Do 12 mrt 17.00–23.00")
    assert "Een agent is nooit vervanger." in nora.text
    assert "Omar" not in nora.buttons
    since = city.now - timedelta(hours=1)
    assert [one.why for one in city.look(lambda tx: access.of(tx, amina.id, since))] == ["duty_list"]
    assert city.look(lambda tx: access.of(tx, omar.id, since)) == []


async def test_other_hours_are_typed_and_echoed(city: World, nora: Person, amina: Person) -> None:
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Vervanger vragen", "Andere uren")
    await nora.says("over een maand of zo")
    assert "Stoppen" in nora.buttons
    await nora.says("zaterdag 28 maart 23.00 tot zondag 29 maart 9.00")
    await nora.taps("Amina")
    assert "za 28 mrt 23.00 tot zo 29 mrt 9.00" in amina.text
    await amina.taps("Ja, dat kan")
    kept = city.look(duty.living)[0]
    assert kept.ends_at - kept.starts_at == timedelta(hours=9)  # the clocks go forward that night


async def test_the_netwerkregisseur_takes_hours_and_gives_them_back(city: World, nora: Person) -> None:
    await asks_for_the_evening(nora, "Ik lees zelf mee")
    assert nora.text.startswith("U leest zelf mee: do 12 mrt 17.00 tot 23.00.")
    await city.until(FIVE)
    assert nora.text.startswith("Uw dienst begint, tot 23.00 uur.")
    await nora.taps("Ik neem over")
    found = await city.bot.app.run(SYSTEM_TURN, _reading)
    assert found.people == (nora.id,)
    assert not found.stand_in
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Dienst aanpassen", "Do 12 mrt 17.00–23.00")
    await nora.taps("Dienst terugnemen")
    assert states(city) == []


async def test_a_shift_that_is_cancelled_is_told(city: World, nora: Person, amina: Person) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Dienst aanpassen", "Do 12 mrt 17.00–23.00")
    await nora.taps("Dienst intrekken")
    assert amina.text.startswith("Uw dienst van do 12 mrt 17.00 tot 23.00 gaat niet door.")
    await city.until(FIVE)
    assert not amina.received("Uw dienst begint")


async def test_who_is_late_has_no_shift_and_others_are_asked(
    city: World, nora: Person, amina: Person
) -> None:
    saar = await city.member("Saar", Role.SNRP)
    shift(city, amina, FIVE, ELEVEN)
    shift(city, saar, ELEVEN, NINE)
    await city.until(FIVE)
    await city.passes(minutes=14)
    assert await reads(city) == [nora.id]
    await city.passes(minutes=1)
    assert await reads(city) == []
    for other in (nora, saar):
        assert other.text.startswith("Er is geen vervanger, vanaf do 12 mrt 17.15. Wie kan meelezen tot")
    assert "Iemand anders vragen" in nora.buttons
    assert saar.buttons == ["Ik neem over", "Ik kan niet"]
    await saar.taps("Ik neem over")
    assert await reads(city) == [saar.id]
    await nora.taps("Ik neem over")
    await amina.taps("Ik neem over")
    for late in (nora, amina):
        assert late.received("of iemand anders leest mee")
    assert await reads(city) == [saar.id]


async def test_who_cannot_says_so_and_the_netwerkregisseur_asks_somebody_else(
    city: World, nora: Person, amina: Person
) -> None:
    bram = await city.member("Bram", Role.CONTACTCIRKEL)
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik kan niet")
    assert "Wij vragen iemand anders." in amina.text
    assert nora.text.startswith("Er is geen vervanger, vanaf do 12 mrt 17.00.")
    await nora.taps("Iemand anders vragen", "Bram")
    await bram.taps("Ja, dat kan")
    assert bram.text.startswith("U leest nu mee, tot 23.00 uur.")
    assert await reads(city) == [bram.id]
    assert states(city) == [ShiftState.ON]


async def test_a_shift_taken_back_ends_its_rights_at_once(city: World, nora: Person, amina: Person) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    await passes_on(await city.member("Bram", Role.SNRP))
    await nora.taps("Dienst terugnemen")
    assert nora.text.startswith("De dienst is weer bij u. Amina las mee van do 12 mrt 17.00 tot 17.00.")
    assert "Nieuw: 1. Afgerond: 0. Wacht op u: 1." in nora.text
    assert await reads(city) == [nora.id]
    await amina.forges("u1:list")
    assert "hoort bij een andere rol" in amina.text


async def test_the_next_hears_what_the_one_before_left(city: World, nora: Person, amina: Person) -> None:
    saar = await city.member("Saar", Role.SNRP)
    shift(city, amina, FIVE, ELEVEN)
    shift(city, saar, ELEVEN, NINE)
    await city.until(FIVE)
    await amina.taps("Ik neem over", "Zin achterlaten")
    await amina.says("Het plein is rustig, de school belt morgen.")
    assert "Voor wie na u komt" in amina.text
    await city.until(ELEVEN)
    assert 'Van de vorige: "Het plein is rustig, de school belt morgen."' in saar.text
    assert await reads(city) == [amina.id]
    await saar.taps("Ik neem over")
    assert await reads(city) == [saar.id]
    assert amina.text.startswith("Uw dienst is voorbij.")
    await city.until(NINE - timedelta(minutes=30))
    assert nora.received("Saar leest nu mee. Amina las mee van do 12 mrt 17.00 tot 23.00.")


@pytest.mark.usefixtures("nora")
async def test_a_name_in_the_note_is_noticed(city: World, amina: Person) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over", "Zin achterlaten")
    await amina.says("Bel Karel de Vries op 06 12345678.")
    assert "Voor wie na u komt" not in amina.text
    assert city.look(duty.living)[0].note == ""


@pytest.mark.usefixtures("nora")
async def test_an_hour_of_downtime_over_a_change_of_shift(city: World, amina: Person) -> None:
    saar = await city.member("Saar", Role.SNRP)
    shift(city, amina, FIVE, ELEVEN)
    shift(city, saar, ELEVEN, NINE)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    await city.until(ELEVEN - timedelta(minutes=20))
    await city.until(ELEVEN + timedelta(minutes=40))
    assert len(saar.received("Uw dienst begint, tot vrijdag 13 maart, 9.00 uur.")) == 1
    assert await reads(city) == []  # never longer than was agreed
    await amina.forges("u1:list")
    assert "hoort bij een andere rol" in amina.text
    await city.passes(minutes=14)
    await saar.taps("Ik neem over")
    assert await reads(city) == [saar.id]


async def test_the_tick_done_twice_tells_nothing_twice(city: World, nora: Person, amina: Person) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await city.passes(minutes=0)
    await city.passes(minutes=15)
    await city.passes(minutes=0)
    assert len(amina.received("Uw dienst begint")) == 1
    assert len(nora.received("Er is geen vervanger")) == 1


async def test_a_stand_in_reads_and_closes_a_report_in_the_own_menu(
    city: World, nora: Person, amina: Person
) -> None:
    bram = await city.member("Bram", Role.SNRP)
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    assert "oproep" in [word for word, _ in amina.user.menu]
    await passes_on(bram)
    assert "De vervanger van de netwerkregisseur leest nu mee." in bram.text
    await amina.says("/menu")
    assert amina.buttons[:3] == ["Onrust bekijken", "Nieuwe oproep", "Mijn dienst"]
    await amina.taps("Onrust bekijken")
    await amina.taps(next(label for label in amina.buttons if label.startswith("Code ")))
    await amina.taps("Ik pak dit op", "Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    await city.until(ELEVEN)
    assert "oproep" not in [word for word, _ in amina.user.menu]
    await amina.says("/menu")
    assert "Onrust bekijken" not in amina.buttons
    await amina.says("/oproep")
    assert "hoort bij een andere rol" in amina.text
    await city.until(NINE)
    assert "Nieuw: 1. Afgerond: 1. Wacht op u: 0." in nora.text


@pytest.mark.usefixtures("nora")
async def test_a_stand_in_calls_out_by_a_scenario_with_a_second_person_and_then_only_looks(
    city: World, amina: Person
) -> None:
    sem = await city.member("Sem", Role.SECOND_PERSON)
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    await amina.says("/oproep")
    assert not {"Zonder scenario", "Een oefening"} & set(amina.buttons)
    await amina.taps("Incident bij een gebouw")
    await amina.says("Vannacht ging een ruit van een gebouw kapot. Niemand is gewond.")
    await amina.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    assert not city.look(callouts.all_open)
    await sem.taps("Ja, versturen")
    made = city.look(callouts.all_open)[0]
    await amina.says("/menu")
    await amina.taps("Lopende oproep")
    assert amina.buttons == ["Nieuwe oproep", "Naar het menu"]
    for route in ("update", "close", "cancel", "list", "more", "widen", "correct", "deeds"):
        await amina.forges(f"c1:{route}:{made.id}" + (":snrp" if route == "widen" else ""))
        assert "hoort bij een andere rol" in amina.text, route
    assert city.look(callouts.all_open) == [city.look(partial(callouts.load, call_out=made.id))]


@pytest.mark.usefixtures("nora")
async def test_who_was_never_asked_cannot_take_a_vacant_shift(city: World, amina: Person) -> None:
    bram = await city.member("Bram", Role.CONTACTCIRKEL)
    await bram.says("/menu")
    kept = shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    for deed in ("over", "yes", "cannot", "back", "cancel", "shift"):
        await bram.forges(f"w1:{deed}:{kept}")
    await amina.taps("Ik kan niet")
    await bram.forges(f"w1:over:{kept}")
    assert states(city) == [ShiftState.VACANT]
    await bram.forges("w1:roster")
    assert "hoort bij een andere rol" in bram.text


async def test_whoever_leaves_frees_the_shift_and_the_gap_is_told(
    city: World, nora: Person, amina: Person
) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    assert nora.received("Er is geen vervanger, vanaf do 12 mrt 17.00.")
    assert [one.member for one in city.look(duty.living)] == [None]
    assert await reads(city) == []


async def test_whoever_loses_the_role_or_the_access_has_no_shift(
    city: World, nora: Person, amina: Person
) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    city.look(lambda tx: members.change(tx, amina.id, suspended=True))
    await city.passes(seconds=15)
    assert nora.text.startswith("Er is geen vervanger")
    assert states(city) == [ShiftState.VACANT]


@pytest.mark.usefixtures("nora")
async def test_a_shift_is_in_the_own_file_and_forgotten_a_month_later(city: World, amina: Person) -> None:
    shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    mine = await city.bot.app.run(amina.turn, own_data.everything)
    assert "'state': 'on'" in str(mine["duty"])
    await city.until(ELEVEN)
    assert len(city.look(lambda tx: duty.of(tx, amina.id))) == 1
    await city.passes(days=31)
    assert city.look(lambda tx: duty.of(tx, amina.id)) == []


async def test_a_tap_again_after_a_crash_shows_how_the_shift_stands(
    city: World, nora: Person, amina: Person
) -> None:
    kept = shift(city, amina, FIVE, ELEVEN)
    await city.until(FIVE)
    await amina.taps("Ik neem over")
    told = len(nora.received("Amina leest nu mee"))
    await amina.forges(f"w1:over:{kept}")
    assert amina.text.startswith("U leest nu mee, tot 23.00 uur.")
    assert len(nora.received("Amina leest nu mee")) == told


async def test_in_stille_stand_a_question_shows_nothing_on_the_screen(city: World, nora: Person) -> None:
    dina = await city.member("Dina", Role.CONTACTCIRKEL, discreet=True)
    await asks_for_the_evening(nora, "Dina")
    assert dina.text == "U hebt een bericht van het netwerk."
    await dina.taps("Bericht lezen", "Ja, dat kan")
    assert states(city) == [ShiftState.AGREED]
