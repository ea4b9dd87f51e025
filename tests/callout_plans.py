"""Invented call-outs for tests: complete, agreed, to the contactcirkel, at eight this evening."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.callouts import CallOut, Parts, Times
from domain.network_times import Urgency
from tests.world import Person, World
from usecases import callouts
from usecases.callout_sending import Sent
from usecases.callouts import Plan

WHOLE = Parts(
    facts="Vannacht ging een ruit kapot. Niemand is gewond.",
    source="police",
    unknowns="Hoe het gebeurde.",
    ask="Denk met ons mee over wat uw mensen nodig hebben.",
    line_to_say="Wij letten op elkaar.",
    place="stadskantoor",
    agreed=True,
    press="de persvoorlichter van de gemeente",
)


def a_plan(world: World, urgency: Urgency = Urgency.MEETING, **parts: Any) -> Plan:
    """Three hours from now; `parts` change the words."""
    start = None if urgency is Urgency.INFO else world.now + timedelta(hours=3)
    times = Times(world.now, start, next_update_at=world.now + timedelta(hours=1))
    return Plan(urgency, ("contactcirkel",), replace(WHOLE, **parts), times)


async def sends(world: World, nora: Person, plan: Plan) -> CallOut:
    """The netwerkregisseur sends it, and everybody has it."""
    done = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    assert isinstance(done, Sent)
    await world.settle()
    return done.call_out


async def opens_board(nora: Person) -> None:
    """*Lopende oproep*, from the menu."""
    await nora.says("/menu")
    await nora.taps("Lopende oproep")


def button(person: Person, label: str, since: int = 0) -> str:
    """The data behind the newest visible button with this label."""
    for message in reversed(person.chat[since:]):
        for row in message.rows:
            for one in row:
                if one.label == label:
                    return one.data
    raise AssertionError(f"no button {label}")
