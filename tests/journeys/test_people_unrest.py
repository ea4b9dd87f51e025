"""What is promised to somebody who passes on unrest is watched; word of it never comes at a wrong moment."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.unrest import reminder_at
from tests.world import Person, World, usual_network

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
EVENING = datetime(2026, 3, 12, 21, 30, tzinfo=UTC)


@pytest.fixture
async def noon() -> AsyncIterator[World]:
    """Somebody is on duty."""
    opened = await World(usual_network(), NOON).open()
    yield opened
    await opened.close()


@pytest.fixture
async def evening() -> AsyncIterator[World]:
    """Half past ten in Amsterdam: nobody is on duty, and it is quiet."""
    opened = await World(usual_network(), EVENING).open()
    yield opened
    await opened.close()


async def after_112(person: Person) -> None:
    await person.says("/onrust")
    await person.taps("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Binnenstad", "Versturen zonder naam")


async def ordinary(person: Person) -> None:
    await person.says("/onrust")
    await person.taps("Nee, geen gevaar", "Binnenstad", "Discriminatie of haat", "Sla dit over")
    await person.taps("Versturen zonder naam")


async def test_an_urgent_report_that_nobody_took_up_rings_once_more_for_every_netwerkregisseur(
    noon: World,
) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    olaf = await noon.member("Olaf", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await after_112(amina)
    await noon.passes(minutes=9)
    assert not nora.received("wacht al")
    await noon.passes(minutes=1)
    for desk in (nora, olaf):
        assert desk.text.startswith("Een bericht met spoed wacht al 10 minuten.")
    await nora.taps("Bericht openen")
    assert "Afronden met antwoord" in nora.buttons
    assert olaf.text.startswith("De netwerkregisseur heeft het bericht met code")


async def test_what_was_taken_up_in_time_does_not_ring(noon: World) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await after_112(amina)
    await nora.taps("Ik pak dit op")
    await noon.passes(minutes=15)
    assert not nora.received("wacht al")
    assert not nora.received("pakt het op")


async def test_when_nobody_is_on_duty_it_rings_all_the_same(evening: World) -> None:
    nora = await evening.member("Nora", Role.NETWERKREGISSEUR)
    amina = await evening.member("Amina", Role.CONTACTCIRKEL)
    await after_112(amina)
    assert "Let op: er leest nu niemand mee." in amina.text
    await evening.passes(minutes=10)
    assert nora.received("Een bericht met spoed wacht al 10 minuten.")


async def test_the_desk_is_reminded_of_an_answer_that_it_promised(noon: World) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    assert "U hoort van ons vóór donderdag 12 maart, 20.00 uur." in amina.text
    await noon.passes(hours=4)
    assert nora.text.startswith("U beloofde een antwoord vóór donderdag 12 maart, 20.00 uur.")
    await nora.taps("Bericht openen")
    assert nora.text.startswith("Er is een nieuw bericht.")


async def test_an_answer_that_was_given_is_not_asked_for(noon: World) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    await nora.taps("Geen actie nodig", "Wij letten hierop", "Ja, versturen")
    await noon.passes(hours=4)
    assert not nora.received("U beloofde")


def test_the_reminder_comes_while_somebody_reads_and_before_the_promise() -> None:
    duty, within = usual_network().duty, timedelta(hours=8)
    late, afternoon = NOON.replace(hour=22), NOON.replace(hour=16)
    assert reminder_at(duty, late, within, late - within) == afternoon
    assert reminder_at(duty, afternoon, within, afternoon - within) == afternoon - within / 4
    too_soon = NOON.replace(hour=21)
    assert reminder_at(duty, late, within, too_soon) == late - within / 4


async def test_what_the_sender_said_to_a_question_is_no_new_report(noon: World) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    await nora.taps("Ik pak dit op", "Vraag stellen")
    await nora.says("Speelt het nu nog?")
    await amina.taps("Bericht lezen", "Ik wil antwoorden")
    await amina.says("Het is nu rustig.")
    assert nora.text.startswith("De afzender reageerde op uw vraag.")
    assert nora.text.endswith("Het is nu rustig.")


async def test_when_nobody_reads_along_the_day_is_said_plainly(evening: World) -> None:
    amina = await evening.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    assert "Wij lezen uw bericht op vrijdag 13 maart, 9.00 uur." in amina.text


async def test_a_question_never_comes_at_night_to_who_said_not_at_night(evening: World) -> None:
    nora = await evening.member("Nora", Role.NETWERKREGISSEUR)
    amina = await evening.member("Amina", Role.CONTACTCIRKEL, nights=False)
    bram = await evening.member("Bram", Role.CONTACTCIRKEL)
    for person in (amina, bram):
        await after_112(person)
        await nora.taps("Ik pak dit op", "Vraag stellen")
        await nora.says("Is iedereen nu veilig?")
    assert bram.text == "U hebt een bericht van het netwerk."
    assert not amina.received("U hebt een bericht van het netwerk.")
    await evening.until(datetime(2026, 3, 13, 7, 1, tzinfo=UTC))
    assert amina.text == "U hebt een bericht van het netwerk."


async def test_a_question_to_the_netwerkregisseur_comes_back_on_the_day_that_was_promised(
    noon: World,
) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Wie keek er", "Ik heb een vraag")
    await amina.says("Hoe lang bewaren wij dit?")
    promised = nora.text.partition("Antwoord vóór ")[2].partition(".\n")[0]
    assert promised == "maandag 16 maart, 17.00 uur"
    await noon.until(datetime(2026, 3, 16, 8, 1, tzinfo=UTC))
    assert nora.text.startswith("Deze vraag wacht nog op uw antwoord.")
    await nora.taps("Antwoord schrijven")
    await nora.says("Dertig dagen.")
    assert amina.text.startswith("Dit is het antwoord op uw vraag")


async def test_the_fg_reads_in_dutch_what_was_done_with_a_report(noon: World) -> None:
    nora = await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    fay = await noon.member("Fay", Role.FG)
    await ordinary(amina)
    await nora.taps("Ik pak dit op", "Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    await fay.says("/menu")
    await fay.taps("Logboek bekijken")
    assert "de netwerkregisseur, bericht over onrust opgepakt." in fay.text
    assert "de netwerkregisseur, bericht over onrust afgerond." in fay.text
    assert "onrust doorgegeven." in fay.text
    assert "unrest" not in fay.text


async def test_the_own_file_says_times_and_haste_in_dutch(noon: World) -> None:
    await noon.member("Nora", Role.NETWERKREGISSEUR)
    amina = await noon.member("Amina", Role.CONTACTCIRKEL)
    await ordinary(amina)
    await amina.says("/gegevens")
    await amina.taps("Wie keek er", "Ik heb een vraag")
    await amina.says("Hoe lang bewaren wij dit?")
    await amina.says("/gegevens")
    await amina.taps("Alles ontvangen")
    files = [message.document for message in amina.chat if message.document is not None]
    words = next(one.data.decode() for one in files if one.name.endswith(".txt"))
    assert "Hoe snel: Vandaag nog" in words
    assert "Antwoord uiterlijk: maandag 16 maart, 17.00 uur" in words
    assert "Gemaakt op donderdag 12 maart, 12.00 uur." in words
    assert "+00:00" not in words
