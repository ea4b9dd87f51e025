"""The paper twin: when Telegram fails the circle phones, by consent, from a tree that the desk prints."""

import re
from datetime import UTC, datetime

from bot.wiring import shared_fields
from domain.actors import Role
from handlers.kit.paper import printable
from handlers.kit.texts import Catalogues
from handlers.members.tree_pdf import tree_pdf
from tests.world import Person, World, usual_network
from usecases import phone_tree

NAMES = ("Amina", "Bram", "Carmen", "Daria", "Edo")


async def with_a_number(world: World, name: str, number: int, answer: str = "Ja, dat mag") -> Person:
    person = await world.member(name, Role.CONTACTCIRKEL)
    await person.says("/gegevens")
    await person.taps("Iets aanpassen", "Nummer aanpassen")
    await person.says(f"06 1234 567{number}")
    return await person.taps(answer)


async def a_circle(world: World, people: int = 5) -> list[Person]:
    return [await with_a_number(world, name, number) for number, name in enumerate(NAMES[:people])]


async def opened(nora: Person) -> Person:
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Belboom maken", "Belboom openen")
    return nora


async def test_a_number_stands_on_the_belboom_only_after_a_yes(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await a_circle(world, 2)
    no = await with_a_number(world, "Carmen", 3, answer="Nee, liever niet")
    assert no.text == "Dat is goed. Uw nummer staat niet in de belboom."
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Belboom maken")
    assert nora.text.startswith("Er is nog geen belboom. Er zeiden 2 mensen ja")
    await no.taps("In de belboom")
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Belboom maken")
    assert "Er staan 3 mensen op." in nora.text


async def test_whoever_is_on_it_can_read_that_it_was_opened(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = (await a_circle(world, 3))[0]
    await opened(nora)
    assert nora.received("Dit is de belboom.")
    await amina.says("/gegevens")
    await amina.taps("Wie keek er")
    assert "de belboom" in amina.text


async def test_taking_the_number_away_takes_it_off_the_belboom(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = (await a_circle(world, 3))[0]
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Nummer aanpassen", "Nummer wissen")
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Belboom maken")
    assert "Er zeiden 2 mensen ja" in nora.text


async def test_only_the_netwerkregisseur_makes_it(world: World) -> None:
    amina = (await a_circle(world, 3))[0]
    await amina.forges("m1:tree")
    assert amina.text.startswith("Dit onderdeel hoort bij een andere rol.")


async def test_the_month_begins_with_a_reminder_unless_it_was_made(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await a_circle(world, 3)
    await world.until(datetime(2026, 4, 1, 8, 0, tzinfo=UTC))
    assert nora.received("Het is tijd voor de belboom van april 2026. Er staan 3 mensen op.")
    before = len(nora.chat)
    await world.passes(hours=3)
    assert len(nora.chat) == before
    await world.until(datetime(2026, 5, 1, 7, 0, tzinfo=UTC))
    await opened(nora)
    before = len(nora.chat)
    await world.until(datetime(2026, 5, 1, 8, 0, tzinfo=UTC))
    assert len(nora.chat) == before


async def test_the_paper_holds_everybody_and_three_know_a_number(world: World) -> None:
    """A number stands on the own slip of nobody, and on those of the caller and of the two called."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await a_circle(world)
    paper = await world.bot.app.run(nora.turn, phone_tree.open_paper)
    assert isinstance(paper, phone_tree.Paper)
    for branch in paper.branches:
        slips = [one for one in paper.branches if branch.person in (one.caller, *one.calls)]
        assert len(slips) <= 3
    words = Catalogues.load().with_shared(shared_fields(usual_network(), "bijeen_bot")).plain
    made = tree_pdf(paper, words)
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", made)) == 4


def test_letters_that_the_font_lacks_lose_their_marks() -> None:
    assert printable("Şeyma Gökçe Łukasz") == "Seyma Gökçe Lukasz"
