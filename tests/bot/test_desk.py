"""One busy chat holds up nobody: a screen that must wait is promised, and the next updates are taken."""

import asyncio

from domain.actors import Role
from storage import outbox
from storage.outbox import State
from tests.world import World


async def test_who_taps_fast_does_not_hold_up_the_others(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    for _ in range(4):
        amina.user.say("/hulp")
    bram.user.say("/hulp")
    began = world.now
    updates = await world.bot.application.bot.get_updates(timeout=0)
    taking = asyncio.create_task(world.take(updates))
    while not taking.done():
        await world.clock.live(0.05)
    assert (world.now - began).total_seconds() < 1
    assert bram.received("Belangrijke nummers")
    assert len(amina.received("Belangrijke nummers")) == 1


async def test_a_screen_that_waits_is_promised_and_the_promise_is_taken_back(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    amina.user.say("/hulp")
    amina.user.say("/hulp")
    updates = await world.bot.application.bot.get_updates(timeout=0)
    taking = asyncio.create_task(world.take(updates))
    while not taking.done():
        await world.clock.live(0.05)
    assert [one.state for one in world.look(lambda tx: outbox.of(tx, amina.id))] == [State.QUEUED]
    idle = asyncio.create_task(world.bot.desk.idle())
    while not idle.done():
        await world.clock.live(0.25)
    assert world.look(lambda tx: outbox.of(tx, amina.id)) == []
    assert len(amina.received("Belangrijke nummers")) == 2
