"""A question to the netwerkregisseur is read by a human and answered on time."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from domain.actors import Role
from storage import questions as store
from tests.world import World, usual_network

WORKING = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)


@pytest.fixture
async def city() -> AsyncIterator[World]:
    opened = await World(usual_network(), WORKING).open()
    yield opened
    await opened.close()


async def test_asked_answered_and_counted(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/menu")
    await amina.forges("k1:ask")
    assert amina.text.startswith("Typ uw vraag.")
    await amina.says("Mag ik iemand meenemen?")
    assert amina.text == "Uw vraag is verstuurd. U hoort van ons vóór maandag 16 maart, 17.00 uur."
    await amina.says("/menu")
    assert "Wij zijn u nog 1 antwoord schuldig." in amina.text

    assert nora.text.startswith("Een vraag van Amina. Antwoord vóór maandag 16 maart, 17.00 uur.")
    await nora.taps("Antwoord schrijven")
    await nora.says("Ja, dat mag.")
    assert "Uw antwoord gaat naar wie het vroeg." in nora.text
    assert amina.text.startswith("Dit is het antwoord op uw vraag:\n\nJa, dat mag.")
    assert amina.buttons == ["Dank u, duidelijk", "Ik heb een vraag"]
    await amina.taps("Ik heb een vraag")
    assert amina.text.startswith("Typ uw vraag.")


async def test_the_desk_finds_what_waits(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/menu")
    for _ in range(6):
        await amina.forges("k1:ask")
        await amina.says("Mag ik iemand meenemen?")
    await nora.says("/menu")
    assert "6 mensen wachten op antwoord van u." in nora.text
    await nora.taps("Onrust bekijken", "Vragen lezen")
    assert nora.text.startswith("Vragen: 6 open.")
    assert len([label for label in nora.buttons if label.startswith("Vraag ")]) == 5
    await nora.taps("Meer keuzes", "Vraag 6 lezen", "Antwoord schrijven")
    await nora.says("Ja, dat mag.")
    assert city.look(store.count_open) == 5


async def test_a_question_with_a_name_is_refused_and_cannot_be_sent_empty(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/menu")
    await amina.forges("k1:ask")
    await amina.says("Waarom doet Jan de Vries, 06 12345678, niet mee?")
    assert "Verder zonder tekst" not in amina.buttons
    assert not [message for message in amina.chat if "de Vries" in message.text]
    assert city.look(store.count_open) == 0


async def test_the_second_netwerkregisseur_hears_that_it_is_answered(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    omar = await city.member("Omar", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/menu")
    await amina.forges("k1:ask")
    await amina.says("Mag ik iemand meenemen?")
    await nora.taps("Antwoord schrijven")
    await nora.says("Ja, dat mag.")
    await omar.taps("Antwoord schrijven")
    assert "Deze vraag is al beantwoord." in omar.text


async def test_a_visitor_asks_nothing(city: World) -> None:
    stranger = await city.person("Vreemde").starts()
    await stranger.forges("k1:ask")
    assert "Typ uw vraag" not in stranger.text
    assert city.look(store.count_open) == 0


async def test_an_odd_origin_is_no_button(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/menu")
    await amina.forges("k1:ask:x")
    assert "Deze knop werkt niet meer" in amina.text
