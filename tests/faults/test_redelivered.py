"""An update that comes again has no second effect, and its answer is how things stand now."""

import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence

import pytest
from sqlalchemy import select
from telegram import Update

from domain.actors import Role
from handlers.kit.incoming import read_update
from sandbox.people import NoSuchButton
from storage.cards import cards
from storage.database import Tx, metadata
from tests.faults.lived_city import FACTS, SIGNAL, WORKING, City, lived
from tests.world import Person, World, usual_network

NAMED = "Meneer Jan de Vries, 06 12345678, maakt iedereen bang."


@pytest.fixture
async def city() -> AsyncIterator[City]:
    world = await World(usual_network(), WORKING).open()
    yield await lived(world)
    await world.close()


async def waiting(world: World) -> Sequence[Update]:
    """The updates that Telegram has for us."""
    updates: Sequence[Update] = await world.bot.application.bot.get_updates(offset=world._offset, timeout=0)
    return updates


async def dies_before_the_reply(world: World) -> None:
    """The effect of what waits is written, and then the process is gone: nobody heard anything."""
    for update in await waiting(world):
        incoming = read_update(update)
        assert incoming is not None
        await world.bot.router.screen(world.bot.router.context(incoming), incoming)


async def dies_before_the_wiping(world: World) -> None:
    """The same for what has its effect in the form alone: that is written, and then the process is gone."""
    for update in await waiting(world):
        incoming = read_update(update)
        assert incoming is not None
        at = world.bot.router.context(incoming)
        await world.bot.router.screen(at, incoming)
        await at.settle()


async def redelivered(city: City, person: Person, label: str) -> str:
    """The tap has its effect, the process dies, and the update comes again; what the person then sees."""
    person.user.press(label)
    await dies_before_the_reply(city.world)
    await city.world.settle()
    return person.text


async def test_an_answer_to_a_call_out_is_shown_with_the_call_out(city: City) -> None:
    said = await redelivered(city, city.bas, "Ik kom")
    assert said.startswith("Fijn dat u komt.")
    assert "Ik kom later" in city.bas.buttons


async def test_a_sign_up_is_shown_with_the_training(city: City) -> None:
    hanna = await city.world.member("Hanna", Role.CONTACTCIRKEL)
    await hanna.says("/agenda")
    await hanna.taps(hanna.buttons[0])
    assert "U staat op de wachtlijst, op plek 2" in await redelivered(city, hanna, "Ik doe mee")


async def test_a_yes_at_joining_goes_on_to_the_name(city: City) -> None:
    hanna = await city.world.person("Hanna").starts(await city.world.invite(Role.CONTACTCIRKEL))
    await hanna.taps("Lees verder")
    await redelivered(city, hanna, "Alles goed")
    await hanna.taps("Noem mij Hanna", "Binnenstad")
    assert "Alles staat klaar" in hanna.text


async def test_a_choice_about_oneself_is_shown_with_all_choices(city: City) -> None:
    await city.amina.says("/gegevens")
    await city.amina.taps("Iets aanpassen", "Andere wijk")
    assert "Voorhof" in await redelivered(city, city.amina, "Voorhof")


async def test_an_offer_to_the_brigade_is_shown_as_it_stands(city: City) -> None:
    await city.nora.says("/menu")
    await city.nora.taps("Brigade koppelen")
    (code,) = [label for label in city.nora.buttons if label.startswith("Code ")][-1:]
    await city.nora.taps(code, "Doorgeven aan brigade")
    assert "Uw aanbod is binnen" in await redelivered(city, city.dilan, "Ik wil helpen")


async def test_the_second_yes_to_a_call_out_sends_it_once(city: City) -> None:
    await city.nora.says("/oproep")
    await city.nora.taps("Incident bij een gebouw")
    await city.nora.says(FACTS)
    await city.nora.taps("De politie", "Afgestemd: nee")
    before = len(city.bas.received("Spoed"))
    assert (await redelivered(city, city.nora, "Vraag een meekijker")).startswith("Open oproepen")
    await redelivered(city, city.sem, "Ja, versturen")
    await city.world.passes(seconds=30)
    assert len(city.bas.received("Spoed")) == before + 1


async def test_a_typed_question_is_sent_once_and_leads_to_the_menu(city: City) -> None:
    await city.amina.says("/menu")
    owed = city.amina.text
    await city.amina.forges("k1:ask")
    city.amina.user.say("Mag ik iemand meenemen?")
    await dies_before_the_reply(city.world)
    await city.world.settle()
    assert city.amina.text.startswith("Goedendag Amina")
    assert "schuldig" in city.amina.text
    assert city.amina.text != owed
    assert len(city.nora.received("Een vraag van Amina")) == 1


async def test_a_form_goes_on_where_it_was(city: City) -> None:
    """A typed text whose question was answered leads to the open question, and is no answer to it."""
    await city.amina.says("/onrust")
    await city.amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    city.amina.user.say("Er is veel onrust op het plein.")
    updates = await waiting(city.world)
    await city.world._living(city.world.take(updates))
    await city.world._living(city.world.take(updates))
    await city.world.settle()
    assert "Uw tekst: Er is veel onrust op het plein." in city.amina.text
    await city.amina.taps("Versturen zonder naam")
    assert "Uw bericht is binnen" in city.amina.text


async def test_a_text_with_a_name_leaves_the_chat_although_we_died_before_we_took_it_out(city: City) -> None:
    await city.bas.says("/onrust")
    await city.bas.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    city.bas.user.say(NAMED)
    await dies_before_the_wiping(city.world)
    assert NAMED in "\n".join(message.text for message in city.bas.chat)
    await city.world.settle()
    assert NAMED not in "\n".join(message.text for message in city.bas.chat)
    assert "Opnieuw schrijven" in city.bas.buttons


async def test_a_signal_leaves_the_chat_although_we_died_before_we_took_it_out(city: City) -> None:
    await city.bas.says("/signaal")
    await city.bas.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    city.bas.user.say(SIGNAL)
    await dies_before_the_wiping(city.world)
    await city.world.settle()
    assert [
        message.text for message in city.bas.chat if not message.from_bot and SIGNAL in message.text
    ] == []
    assert "Klopt dit?" in city.bas.text


async def test_who_erased_everything_is_a_visitor_again(city: City) -> None:
    await city.amina.says("/stop")
    assert "uitnodiging" in await redelivered(city, city.amina, "Ja, wis alles")


async def test_who_blocked_the_bot_gets_no_menu_for_coming_back(city: City) -> None:
    city.amina.user.block()
    city.amina.user.unblock()
    updates = await waiting(city.world)
    await city.world._living(city.world.take(updates))
    seen = len(city.amina.chat)
    await city.world._living(city.world.take(updates))
    assert len(city.amina.chat) == seen


def test_each_way_to_show_again_leads_to_a_route(city: City) -> None:
    router = city.world.bot.router
    assert len(router.stands) > 30
    assert {route for route in router.stands if route.count(":") == 1} <= set(router.routes)


# --- random histories ---------------------------------------------------------------------------------------

SAID = (
    *("menu", "ja", "nee", "stop", "12", "Er is veel onrust op het plein.", "/menu", "/agenda", "/onrust"),
    *("/brigade", "/signaal", "/gegevens", "/oproep", "/bericht", "/activiteit", "/signalen", "/leden"),
)
STEPS, MOST = 70, 3
MASK = re.compile(r"[A-Za-z0-9_-]{16,}|^[A-Z0-9]{4}$|(?<=:)\d{10}(?=:|$)")


def gist(tx: Tx) -> dict[str, Counter[tuple[str, ...]]]:
    """Every row of every table; ids, sealed values, codes and moments only as that they are there.

    In which message a card stands is left out: who sees a screen twice has more messages.
    """
    return {
        table.name: Counter(tuple(_gist(value) for value in row) for row in tx.db.execute(select(table)))
        for table in metadata.sorted_tables
        if table is not cards
    }


def _gist(value: object) -> str:
    if isinstance(value, str | int | bool | None):
        return MASK.sub("id", str(value)) if not str(value).startswith("{") else "facts"
    return type(value).__name__


Step = tuple[str, str, str]


async def invent(city: City, seed: int) -> list[Step]:
    """What people do, one thing at a time, each update delivered once."""
    chance, steps = random.Random(seed), []
    for _ in range(STEPS):
        name = chance.choice(sorted(city.people))
        labels = [one for one in city.people[name].buttons if not one.startswith("Code ")]
        what = (
            ("taps", chance.choice(labels))
            if labels and chance.random() < 0.8
            else ("says", chance.choice(SAID))
        )
        steps.append((name, *what))
        await do(city, steps[-1], lambda: 1, lambda: False)
    return steps


async def do(city: City, step: Step, times: Callable[[], int], dies: Callable[[], bool]) -> None:
    """One step; what Telegram has for us then is delivered so many times."""
    name, how, what = step
    person = city.people[name]
    (person.user.press if how == "taps" else person.user.say)(what)
    if dies():
        await dies_before_the_reply(city.world)
    updates = await waiting(city.world)
    for _ in range(times()):
        await city.world._living(city.world.take(updates))
    await city.world.settle()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_histories_with_updates_that_come_again_end_the_same(seed: int) -> None:
    once = await lived(await World(usual_network(), WORKING).open())
    steps = await invent(once, seed)
    again, chance = await lived(await World(usual_network(), WORKING).open()), random.Random(-seed)
    for step in steps:
        try:
            await do(again, step, lambda: chance.randint(1, MOST), lambda: chance.random() < 0.3)
        except NoSuchButton as gone:
            raise AssertionError(f"{step} can no longer be done") from gone
    for city in (once, again):
        await city.world.passes(hours=1)
    first, second = once.world.look(gist), again.world.look(gist)
    assert {
        name: (first[name] - second[name], second[name] - first[name])
        for name in first
        if first[name] != second[name]
    } == {}
    await once.world.close()
    await again.world.close()
