"""What is pressed around a call-out, a shift, a deputy or a report has one effect, however often it comes.

Each press is written, the process dies before anybody heard, and Telegram delivers it again: no row changes,
and the person sees how things stand now.
"""

from collections.abc import Awaitable, Callable

import pytest

from domain.actors import Account, Role
from domain.callout_messages import Words
from handlers.kit.context import Context
from handlers.kit.incoming import Incoming, Pressed
from storage import members, outbox
from storage.database import Tx, count
from tests.callout_plans import a_plan, opens_board, sends
from tests.faults.forging import rows
from tests.faults.test_redelivered import dies_before_the_reply, waiting
from tests.journeys.test_callout_waves import a_city, a_wave
from tests.journeys.test_handover import asked as hands_over
from tests.journeys.test_phone_tree import a_circle
from tests.journeys.test_unrest_rings import urgent
from tests.world import Person, World
from usecases import callout_follow_up
from usecases.conversation import SCREEN_AGAIN

# What the answer itself writes: that it came, which message shows it, and what became of the notices.
ALWAYS = ("received", "cards", "outbox", "conversations")
Scene = Callable[[World], Awaitable[tuple[Person, str]]]


async def _deputy_code(world: World) -> tuple[Person, str]:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Vervanger kiezen")
    return amina, "Code maken"


async def _deputy_yes(world: World) -> tuple[Person, str]:
    amina, make = await _deputy_code(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await amina.taps(make)
    await bram.says(amina.text.partition("Uw code is ")[2][:10])
    return bram, "Ja, dat is goed"


async def _deputy_gone(world: World) -> tuple[Person, str]:
    amina, make = await _deputy_code(world)
    await amina.taps(make)
    return amina, "Code intrekken"


async def _hand_over(world: World) -> tuple[Person, str]:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Mijn plek overdragen")
    return amina, "Vraag het aan"


async def _successor(world: World) -> tuple[Person, str]:
    nora, _ = await hands_over(world)
    return nora, "Maak de uitnodiging"


async def _tree(world: World) -> tuple[Person, str]:
    await a_circle(world)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Belboom maken")
    return nora, "Belboom openen"


async def _on_the_tree(world: World) -> tuple[Person, str]:
    (amina,) = await a_circle(world, 1)
    return amina, "Uit de belboom"


async def _evening(world: World) -> tuple[Person, Person]:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie heeft dienst", "Vervanger vragen")
    await nora.taps(next(label for label in nora.buttons if label.startswith("Do 12 mrt")))
    return nora, amina


async def _stand_in(world: World) -> tuple[Person, str]:
    nora, _ = await _evening(world)
    return nora, "Amina"


async def _shift_yes(world: World) -> tuple[Person, str]:
    nora, amina = await _evening(world)
    await nora.taps("Amina")
    return amina, "Ja, dat kan"


async def _shift_given_up(world: World) -> tuple[Person, str]:
    amina, yes = await _shift_yes(world)
    await amina.taps(yes)
    return amina, "Ik kan niet"


async def _wave_now(world: World) -> tuple[Person, str]:
    nora, _, _ = await a_city(world)
    await sends(world, nora, a_wave(world))
    await world.passes(minutes=5)
    await opens_board(nora)
    await world.passes(minutes=50)
    return nora, "Nu al vragen"


async def _wave_stopped(world: World) -> tuple[Person, str]:
    nora, _ = await _wave_now(world)
    return nora, "Stoppen"


async def _call_me(world: World) -> tuple[Person, str]:
    nora, amina, _ = await a_city(world)
    world.look(lambda tx: members.change(tx, amina.id, phone="+31612345678"))
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, Words(summary="Wij spraken af."))
    await world.settle()
    return amina, "Bel mij graag"


async def _closes(world: World) -> tuple[Person, str]:
    nora, _, _ = await a_city(world)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met 12 mensen uit de wijk.")
    return nora, "Nu versturen"


async def _takes_up(world: World) -> tuple[Person, str]:
    nora, amina, _ = await a_city(world)
    await urgent(amina)
    return nora, "Ik pak dit op"


async def _cannot_read(world: World) -> tuple[Person, str]:
    nora, amina, _ = await a_city(world)
    await urgent(amina)
    await world.passes(minutes=10)
    return nora, "Ik kan niet"


SCENES: dict[Scene, str] = {
    _deputy_code: "Uw code is ",
    _deputy_yes: "U bent zelf vervanger voor Amina.",
    _deputy_gone: "Wie komt er als u niet kunt?",
    _hand_over: "netwerkregisseur",
    _successor: "?start=",
    _tree: "Belboom",
    _on_the_tree: "",
    _stand_in: "Amina",
    _shift_yes: "U leest nu mee",
    _shift_given_up: "Deze dienst is al voorbij",
    _wave_now: "Stand om",
    _wave_stopped: "Stand om",
    _call_me: "Wij spraken af.",
    _closes: "oproep",
    _takes_up: "Code",
    _cannot_read: "onrust",
}


def context_of(world: World, person: Person) -> Context:
    """As if this person pressed something."""
    pressed = Pressed("q", "k1:menu", None)
    return world.bot.router.context(Incoming(1, Account(person.user.id), person.name, pressed))


def kept(tx: Tx) -> dict[str, frozenset[str]]:
    return rows(tx, *ALWAYS, "audit_events")


def told_to(tx: Tx) -> int:
    """How many facts there are; that a screen waits to be shown is none."""
    return count(tx, outbox.outbox, outbox.outbox.c.kind != SCREEN_AGAIN)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__.strip("_"))
async def test_a_deed_that_comes_again_has_no_second_effect_and_shows_how_it_stands(
    world: World, scene: Scene
) -> None:
    person, label = await scene(world)
    before = world.look(kept)
    person.user.press(label)
    await dies_before_the_reply(world)
    after, told = world.look(kept), world.look(told_to)
    assert after != before, "the press had no effect at all"
    for _ in range(2):
        updates = await waiting(world)
        await world._living(world.take(updates))
        assert world.look(kept) == after
        assert world.look(told_to) == told
    await world.settle()
    assert SCENES[scene].lower() in person.text.lower(), person.text


async def test_an_answer_to_a_press_with_more_parts_still_finds_its_screen(world: World) -> None:
    """*Hoort bij oproep* holds a report and a call-out; the list takes neither for its page."""
    nora, _, _ = await a_city(world)
    made = await sends(world, nora, a_plan(world))
    screen = await world.bot.router.stands["u1:merge"](context_of(world, nora), "R" * 16, made.id)
    assert world.bot.router.words(screen.text).startswith("Er ")
