"""The fire at night, with 112 first: from the report at half past two to the word in the morning."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from storage import callouts
from tests.callout_plans import opens_board
from tests.world import Person, World, usual_network

# Friday 13 March 2026, 02.30 in Amsterdam.
HALF_PAST_TWO = datetime(2026, 3, 13, 1, 30, tzinfo=UTC)
VOICES = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn")
CALLED = "Spoed: wij hebben u vandaag nodig."
PHONE = "+31612345678"
SPOKEN = "06 12 34 56 78"


@pytest.fixture
async def night() -> AsyncIterator[World]:
    opened = await World(usual_network(), HALF_PAST_TWO).open()
    yield opened
    await opened.close()


async def passes_on_after_112(amina: Person) -> str:
    """112 first, then four taps; returns the code."""
    await amina.says("/onrust")
    await amina.taps("Ja, nu gevaar")
    assert amina.text.startswith("Bel nu 112.")
    await amina.taps("Hulpdiensten zijn gebeld", "Binnenstad", "Versturen zonder naam")
    assert "Let op: er leest nu niemand mee." in amina.text
    return amina.text.partition("code is ")[2][:4]


async def calls_out(nora: Person, sem: Person) -> None:
    """From a scenario, agreed by a second person, also in the middle of the night."""
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Er is brand in een leeg gebouw. Niemand is gewond.")
    await nora.taps("De brandweer", "Afgestemd: nee", "Vraag een meekijker")
    await sem.taps("Ja, versturen")
    assert sem.text.startswith("✅ De oproep gaat nu weg")


async def opens_urgent_report(nora: Person) -> None:
    """From the alarm: whoever opens it has it."""
    await nora.taps("Bericht openen")
    assert "Wijk: Binnenstad" in nora.text


async def closes_with_word(nora: Person, code: str) -> None:
    """The sender hears what was done."""
    await nora.says("/menu")
    await nora.taps(next(label for label in nora.buttons if label.startswith("Onrust bekijken")))
    await nora.taps(f"Code {code}", "Afronden met antwoord", "Zelf schrijven")
    await nora.says("Wij kwamen die nacht bij elkaar en liepen met de buurt mee.")
    await nora.taps("Ja, versturen")


async def test_the_fire_at_night_with_112_first(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    sem = await night.member("Sem", Role.SECOND_PERSON)
    amina = await night.member("Amina", Role.SNRP)
    circle = [
        await night.member(f"Lid {voice[0].upper()}", Role.CONTACTCIRKEL, voice=voice, phone=PHONE)
        for voice in VOICES
    ]
    asleep = await night.member("Els", Role.CONTACTCIRKEL, nights=False, phone=PHONE)

    # Nobody reads along at this hour: it rings at once, and again until somebody has it.
    code = await passes_on_after_112(amina)
    assert nora.received("Er is een nieuw bericht.")
    await night.passes(minutes=10)
    assert nora.text.startswith("Een bericht met spoed wacht al 10 minuten.")
    await opens_urgent_report(nora)
    rung = len(nora.received("Een bericht met spoed wacht al"))
    await night.passes(minutes=20)
    assert len(nora.received("Een bericht met spoed wacht al")) == rung

    # The circle is called by two, through the night; who sleeps without calls is let sleep.
    await calls_out(nora, sem)
    made = night.look(callouts.all_open)[0]
    assert made.sent_at is not None
    for member in circle:
        assert member.received(CALLED)
        assert "stadskantoor" not in member.text
    assert not asleep.received(CALLED)
    assert "Er is brand in een leeg gebouw." in circle[0].text
    assert code not in circle[0].text

    # One tap answers; the place comes with the yes; a few words may stand beside it.
    for member in circle[:3]:
        await member.taps("Ik kom")
        assert "stadskantoor" in member.text
    await circle[0].says("Ik neem de sleutel van het buurthuis mee.")
    await circle[0].taps("Zet erbij")
    await night.passes(minutes=2)
    assert nora.received("Telegram laat niet zien wie een bericht heeft gelezen.")
    await circle[3].taps("Ik kom later")
    await circle[3].taps(circle[3].buttons[0])
    await opens_board(nora)
    assert "Deze stem mist nog: welzijn." in nora.text
    assert "Opmerkingen bij antwoorden: 1." in nora.text

    # The last voice does not hear the phone buzz: a person calls.
    await nora.taps("Bellijst openen")
    assert nora.buttons[0] == "Lid W"
    assert "Els" not in nora.text
    await nora.taps("Lid W", "Komt wel")
    assert "Wij vulden dit voor u in" in circle[4].text
    await opens_board(nora)
    assert nora.text.startswith("De kring is compleet.")
    kept = night.look(lambda tx: callouts.load(tx, made.id))
    assert kept is not None
    assert kept.reached.first_yes is not None
    assert kept.reached.complete is not None
    assert kept.reached.complete - made.sent_at < timedelta(minutes=15)

    # In the morning it is over, with what was done; the place is for nobody any more.
    await night.until(datetime(2026, 3, 13, 8, 0, tzinfo=UTC))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Vijf mensen liepen die nacht met de buurt mee. Iedereen is veilig.")
    await nora.taps("Nu versturen")
    assert circle[0].text.startswith("Deze oproep is voorbij.")
    assert not asleep.received(CALLED)
    assert not asleep.received("Deze oproep is voorbij.")
    for seen in circle[0].chat:
        assert "stadskantoor" not in seen.text

    # Whoever wants to talk is called; whoever told us hears what came of it.
    await circle[1].taps("Bel mij graag")
    await nora.taps("Ik bel nu")
    assert SPOKEN in nora.text
    await nora.taps("Is gebeld")
    await closes_with_word(nora, code)
    await night.settle()
    await amina.taps("Bericht lezen")
    assert "Wij kwamen die nacht bij elkaar" in amina.text

    # Two days later: three taps.
    await night.passes(hours=49)
    await circle[2].taps("Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")
    assert circle[2].text.startswith("Dank u wel. Wij bewaren uw antwoorden zonder uw naam.")
