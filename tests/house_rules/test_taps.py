"""How many taps each job takes is a promise: each row is walked through the real bot, with real buttons."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from domain.actors import Role
from domain.callout_messages import Words
from tests.callout_plans import a_plan, sends
from tests.world import Person, World
from usecases import callout_follow_up

FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."
ASK = "Denk met ons mee over wat uw mensen nodig hebben."
SITUATION = "Sinds het nieuws durven ouders hun kinderen niet alleen naar school te laten gaan."
QUESTION = "Hoe praat ik met ouders over spanning in de klas?"
FIRST = "the first button"


@dataclass(frozen=True)
class Types:
    """What is typed; a string by itself is a tap."""

    words: str


@dataclass(frozen=True)
class Row:
    """A job: who begins it; its taps and texts; how many at most; what is read at the end."""

    job: str
    begin: Callable[[World], Awaitable[Person]]
    way: tuple[str | Types, ...]
    taps: int
    typed: int
    ends: str


async def invited(world: World) -> Person:
    return await world.person("Amina").starts(await world.invite(Role.CONTACTCIRKEL))


def saying(command: str, *roles: Role) -> Callable[[World], Awaitable[Person]]:
    """A member with these roles who gives the command."""

    async def begin(world: World) -> Person:
        return await (await world.member("Amina", *roles)).says(command)

    return begin


def called(discreet: bool = False) -> Callable[[World], Awaitable[Person]]:
    """A member who is called, perhaps in stille stand."""

    async def begin(world: World) -> Person:
        nora = await world.member("Nora", Role.NETWERKREGISSEUR)
        amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=discreet)
        await sends(world, nora, a_plan(world))
        return amina

    return begin


async def looking_back(world: World) -> Person:
    """A member who was called, two days after the all-clear."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    done = Words(summary="Wij liepen samen een ronde.")
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, done)
    await world.passes(hours=48)
    return amina


async def at_the_desk(world: World) -> Person:
    """The netwerkregisseur, and a second person to agree."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Sem", Role.SECOND_PERSON)
    return await nora.says("/oproep")


async def making_an_activity(world: World) -> Person:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    return await nora.says("/activiteit")


async def invited_to_a_training(world: World) -> Person:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await walk(await nora.says("/activiteit"), ACTIVITY)
    await world.passes(seconds=61)
    return amina


async def at_the_menu_with_a_training(world: World) -> Person:
    return await (await invited_to_a_training(world)).says("/menu")


ACTIVITY: tuple[str | Types, ...] = (
    "Nieuwe activiteit", "Een training", Types("Gesprek bij spanning"),
    Types("dinsdag 14 april 19.30 tot 21.00"), Types("stadskantoor"), Types("20"),
    "Ja, zet klaar", "Uitnodiging sturen", "Contactcirkel", "Nu versturen",
)  # fmt: skip
UNREST = ("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
SIGNAL = ("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
BRIGADE = ("Vraag stellen", "Contact met ouders", "Een keer meedenken")
WITHOUT_SCENARIO: tuple[str | Types, ...] = (
    "Zonder scenario", "Spoed, vandaag nog", "Contactcirkel", "Over 1 uur", "Stadskantoor", Types(FACTS),
    "De politie", Types(ASK), "Afgestemd: nee", "Vraag een meekijker",
)  # fmt: skip
WITH_SCENARIO: tuple[str | Types, ...] = (
    "Incident bij een gebouw", Types(FACTS), "De politie", "Afgestemd: nee", "Vraag een meekijker",
)  # fmt: skip
JOIN = ("Lees verder", "Alles goed", "Noem mij Amina", "Binnenstad")
CIRCLE, PRO = Role.CONTACTCIRKEL, Role.PROFESSIONAL

ROWS = (
    Row("join", invited, JOIN, 4, 0, "Alles staat klaar"),
    Row(
        "pass on unrest, a tap in the place of a text",
        saying("/onrust", CIRCLE),
        (*UNREST, "Sla dit over", "Versturen zonder naam"),
        5,
        0,
        "Uw bericht is binnen",
    ),
    Row(
        "pass on unrest, with a text",
        saying("/onrust", CIRCLE),
        (*UNREST, Types(SITUATION), "Versturen met naam"),
        4,
        1,
        "Uw bericht is binnen",
    ),
    Row(
        "pass on unrest after 112",
        saying("/onrust", CIRCLE),
        ("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Voorhof", "Versturen zonder naam"),
        4,
        0,
        "Uw bericht is binnen",
    ),
    Row("answer a call-out", called(), ("Ik kom",), 1, 0, "Fijn dat u komt"),
    Row(
        "answer a call-out in stille stand",
        called(discreet=True),
        ("Bericht lezen", "Ik kom"),
        2,
        0,
        "Fijn dat u komt",
    ),
    Row("come later", called(), ("Ik kom later", FIRST), 2, 0, "Wij rekenen op u vanaf"),
    Row(
        "come later in stille stand",
        called(discreet=True),
        ("Bericht lezen", "Ik kom later", FIRST),
        3,
        0,
        "Wij rekenen op u vanaf",
    ),
    Row("urgent call-out with scenario", at_the_desk, WITH_SCENARIO, 4, 1, "Wij vragen"),
    Row("urgent call-out without scenario", at_the_desk, WITHOUT_SCENARIO, 8, 2, "Wij vragen"),
    Row("sign up from the invitation", invited_to_a_training, ("Ik doe mee",), 1, 0, "U doet mee met"),
    Row(
        "sign up from the menu",
        at_the_menu_with_a_training,
        ("Trainingen en agenda", FIRST, "Ik doe mee"),
        3,
        0,
        "U doet mee met",
    ),
    Row("make an activity and invite", making_an_activity, ACTIVITY, 8, 4, "over 60 seconden weg"),
    Row(
        "ask the brigade",
        saying("/brigade", PRO),
        (*BRIGADE, "Sla dit over", "Deze week", "Ja, versturen"),
        6,
        0,
        "Uw vraag is verstuurd",
    ),
    Row(
        "ask the brigade with a text",
        saying("/brigade", PRO),
        (*BRIGADE, Types(QUESTION), "Deze week", "Ja, versturen"),
        5,
        1,
        "Uw vraag is verstuurd",
    ),
    Row(
        "share a signal",
        saying("/signaal", CIRCLE),
        (*SIGNAL, "Sla dit over", "Ja, versturen"),
        5,
        0,
        "Uw signaal is gedeeld",
    ),
    Row(
        "share a signal with a text",
        saying("/signaal", CIRCLE),
        (*SIGNAL, Types(SITUATION), "Ja, versturen"),
        4,
        1,
        "Uw signaal is gedeeld",
    ),
    Row(
        "look back on a call-out",
        looking_back,
        ("Ja, op tijd", "Ja, duidelijk", "Ja, genoeg"),
        3,
        0,
        "Wij bewaren uw antwoorden zonder uw naam",
    ),
    Row(
        "leave and erase", saying("/gegevens", CIRCLE), ("Stoppen en wissen", "Ja, wis alles"), 2, 0, "gewist"
    ),
)


async def walk(person: Person, way: tuple[str | Types, ...]) -> None:
    """Each tap must be a button on the screen of that moment."""
    for step in way:
        if isinstance(step, Types):
            await person.says(step.words)
        else:
            await person.taps(person.buttons[0] if step == FIRST else step)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.job)
async def test_a_job_takes_no_more_taps_and_texts_than_promised(row: Row, world: World) -> None:
    typed = sum(isinstance(step, Types) for step in row.way)
    assert len(row.way) - typed <= row.taps
    assert typed <= row.typed
    person = await row.begin(world)
    await walk(person, row.way)
    assert person.received(row.ends), person.text
