"""A button is trusted in nothing: forged, foreign or very old, it gets a quiet answer and does nothing."""

import inspect
import random
from collections.abc import AsyncIterator, Callable

import pytest

from domain.actors import Actor, Role, may
from handlers.kit.forms import CHOOSE
from storage.conversations import conversations
from tests.faults.forging import ALWAYS, Forger, ids_in, rows, shown_to
from tests.faults.lived_city import TWO_YEARS, WHO, WORKING, City, ended, lived
from tests.world import World, usual_network

PRESSES, AT_LEAST = 10_000, 300
EXPIRED, OTHER_ROLE = "Deze knop werkt niet meer", "Dit onderdeel hoort bij een andere rol"
STAFF = frozenset({Role.NETWERKREGISSEUR})

TEXTS = (
    "menu",
    "hulp",
    "stop",
    "ja",
    "NEE",
    "12",
    "dinsdag 14 april 19.30 tot 21.00",
    "Hoe gaat het?",
    "Meneer Jan de Vries, 06 12345678, woont daar.",
    "/start ABCDEFGHJK",
    "ABCDEFGHJK",
    "/onzin",
    "/",
    "x" * 4096,
    "\u202e<b>*_[]()~",
    "=HYPERLINK(1)",
    "🙂" * 200,
    "\x00",
)
Recorded = Callable[[str, object], None]


@pytest.fixture
async def city() -> AsyncIterator[City]:
    world = await World(usual_network(), WORKING).open()
    yield await lived(world)
    await world.close()


def every_form_of(city: City, forger: Forger) -> list[str]:
    """For each route the buttons that were shown; where none was shown, one made up from its handler."""
    shown = sorted(set().union(*shown_to(city.world.telegram).values()))
    made_up = []
    for route, handler in city.world.bot.router.routes.items():
        if not any(data.startswith(f"{route}:") and ids_in(data) for data in shown):
            needed = len(inspect.signature(handler).parameters) - 1
            made_up.append(":".join((route, *(forger.random_id() for _ in range(needed)))))
    return [data for data in (*shown, *made_up) if ids_in(data)]


async def test_ten_thousand_forged_presses_do_nothing(city: City, record_property: Recorded) -> None:
    forger = Forger(city.world, random.Random(11))
    forms = every_form_of(city, forger)
    ways = (forger.unknown, forger.truncated, forger.flipped, forger.too_long, forger.wrong_count)
    before = city.world.look(lambda tx: rows(tx, *ALWAYS))
    people, pressed, faults = list(city.people.values()), 0, []
    while pressed < PRESSES:
        for person in people:
            forged = forger.chance.choice(ways)(data := forger.chance.choice(forms))
            forger.said(await forger.press(person, forged))
            faults += [(person.name, data, forged, table) for table in forger.effects()]
            pressed += 1
    assert faults == [], faults
    assert city.world.look(lambda tx: rows(tx, *ALWAYS)) == before
    record_property("forged presses", pressed)


async def test_nobody_learns_whether_a_thing_of_others_exists(city: City) -> None:
    """A button about something that was never shown to this person: the same as one about nothing at all."""
    forger, shown = Forger(city.world, random.Random(12)), shown_to(city.world.telegram)
    forms = every_form_of(city, forger)
    before = city.world.look(lambda tx: rows(tx, *ALWAYS))
    pressed, faults = 0, []
    for name, person in city.people.items():
        mine = {one for data in shown[person.user.id] for one in ids_in(data)}
        foreign = [data for data in forms if not mine.intersection(ids_in(data))]
        if STAFF.intersection(WHO.get(name, ())):
            foreign = [data for data in foreign if ids_in(data) and data.startswith("k1:")]
        for data in foreign:
            said = forger.said(await forger.press(person, data))
            nothing = forger.said(await forger.press(person, forger.unknown(data)))
            faults += [(name, data, said[:90])] if said != nothing or forger.effects() else []
            pressed += 1
    assert faults == [], faults
    assert pressed > AT_LEAST
    assert city.world.look(lambda tx: rows(tx, *ALWAYS)) == before


async def test_a_form_that_is_not_open_takes_no_answer(city: City) -> None:
    """Every answer button that was shown, pressed by everybody, without the question."""
    forger, shown = Forger(city.world, random.Random(13)), shown_to(city.world.telegram)
    answers = sorted(data for data in set().union(*shown.values()) if data.startswith(CHOOSE))
    city.world.look(lambda tx: tx.db.execute(conversations.delete()))
    before = city.world.look(lambda tx: rows(tx, "received", "audit_events"))
    assert len(answers) > 50
    for person in city.people.values():
        for data in answers:
            assert EXPIRED in forger.said(await forger.press(person, data)), data
    assert city.world.look(lambda tx: rows(tx, "received", "audit_events")) == before


async def test_a_visitor_leaves_no_row(city: City) -> None:
    """Every button that anybody was ever shown, every command and some texts."""
    forger, vera = Forger(city.world, random.Random(14)), city.vera
    before = city.world.look(lambda tx: rows(tx, "received"))
    for data in sorted(set().union(*shown_to(city.world.telegram).values())):
        forger.said(await forger.press(vera, data))
    for word in city.world.bot.router.commands:
        forger.said(await forger.types(vera, f"/{word}"))
    for words in TEXTS:
        forger.said(await forger.types(vera, words))
    forger.said(await forger.photographs(vera))
    assert forger.effects() == set()
    assert city.world.look(lambda tx: rows(tx, "received")) == before


async def test_a_command_of_another_role_is_answered_quietly_and_does_nothing(city: City) -> None:
    forger, tried = Forger(city.world, random.Random(18)), 0
    before = city.world.look(lambda tx: rows(tx, "received", "audit_events"))
    for name, roles in WHO.items():
        actor = Actor(city.people[name].id, frozenset(roles))
        for word, command in city.world.bot.router.commands.items():
            if not may(actor, command.permission):
                assert OTHER_ROLE in forger.said(await forger.types(city.people[name], f"/{word}")), (
                    name,
                    word,
                )
                tried += 1
    assert tried > 50
    assert city.world.look(lambda tx: rows(tx, "received", "audit_events")) == before


async def test_who_left_presses_every_button_ever_shown_and_nothing_happens(city: City) -> None:
    forger, shown = Forger(city.world, random.Random(15)), shown_to(city.world.telegram)
    for person in (city.amina, city.yusuf, city.omar, city.bert):
        await person.says("/stop")
        await person.taps("Ja, wis alles")
        before = city.world.look(lambda tx: rows(tx, "received"))
        sent = len(person.chat)
        for data in sorted(shown[person.user.id]):
            forger.said(await forger.press(person, data))
        assert city.world.look(lambda tx: rows(tx, "received")) == before, person.name
        await city.world.passes(hours=24)
        assert len(person.chat) == sent, person.name


async def test_after_two_years_old_buttons_get_a_quiet_answer(city: City) -> None:
    """What they were about is gone; the clean-up ran in between. Members are still there, to be looked up."""
    await ended(city)
    forger, shown = Forger(city.world, random.Random(16)), shown_to(city.world.telegram)
    for _ in range(3):
        await city.world.passes(seconds=TWO_YEARS.total_seconds() / 3)
    before = city.world.look(lambda tx: rows(tx, *ALWAYS))
    forger.effects()
    gone, faults = 0, []
    for person in city.people.values():
        for data in sorted(data for data in shown[person.user.id] if ids_in(data) and data[0] != "m"):
            said = forger.said(await forger.press(person, data))
            gone += EXPIRED in said
            faults += [(person.name, data, said, table) for table in forger.effects()]
    assert faults == [], faults
    assert gone > 30
    assert city.world.look(lambda tx: rows(tx, *ALWAYS)) == before


async def test_whatever_people_do_there_is_an_answer(city: City) -> None:
    """Commands of all roles, texts, photos and every button, by anybody, in any order: never an error."""
    forger = Forger(city.world, random.Random(17))
    buttons = sorted(set().union(*shown_to(city.world.telegram).values()))
    commands = [f"/{word}" for word in city.world.bot.router.commands]
    kinds = (
        lambda one: forger.press(one, forger.chance.choice(buttons)),
        lambda one: forger.press(one, forger.chance.choice(buttons)),
        lambda one: forger.types(one, forger.chance.choice(commands)),
        lambda one: forger.types(one, forger.chance.choice(TEXTS)),
        lambda one: forger.photographs(one),
    )
    people = list(city.people.values())
    for _ in range(3000):
        person = forger.chance.choice(people)
        forger.said(await forger.chance.choice(kinds)(person))
    await city.world.passes(hours=1)
