"""Somebody always reads along, by agreement: asked, taken over, handed on, given up, taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from domain.actors import Role
from domain.duty import Shift, ShiftState
from storage import access, duty, outbox
from tests.world import Person, World, usual_network
from usecases import duty as reading
from usecases.app import SYSTEM_TURN, Permission, Trace, use_case

# Thursday 12 March, 16.00 in Amsterdam: the netwerkregisseur works for one more hour.
AFTERNOON = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
FIVE, ELEVEN = AFTERNOON + timedelta(hours=1), AFTERNOON + timedelta(hours=7)
NINE = AFTERNOON + timedelta(hours=17)


@use_case(Permission.SYSTEM, Trace.READS)
def _reading(at: reading.Moment) -> reading.Reading:
    """Who reads along now."""
    return reading.reading_now(at)


async def reads(world: World) -> list[str]:
    """Their ids, as the reports ask for them."""
    return list((await world.bot.app.run(SYSTEM_TURN, _reading)).people)


def states(world: World) -> list[ShiftState]:
    """The shifts that are living, in order."""
    return [shift.state for shift in world.look(duty.living)]


def shift(world: World, person: Person, start: datetime, end: datetime, **values: object) -> str:
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
