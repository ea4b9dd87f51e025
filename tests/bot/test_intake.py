"""Nothing received is lost: what fails is tried again, what the database hinders waits, the rest goes on."""

import asyncio
from collections.abc import Sequence

import pytest
from telegram import Update

from bot.intake import MOST_TRIES
from domain.actors import Role
from handlers.kit.capability import Handler
from handlers.kit.context import Context
from handlers.kit.screen import Screen
from storage.trouble import DiskFull
from tests.world import Person, World
from usecases import receiving
from usecases.app import SYSTEM_TURN

WAS_US = "Er ging iets mis bij ons, niet bij u."
GROUP = {
    "update_id": 700_900_001,
    "message": {
        "message_id": 1,
        "date": 1_773_331_200,
        "text": "Hallo allemaal",
        "chat": {"id": -1001, "type": "group", "title": "Verzonnen"},
        "from": {"id": 77, "is_bot": False, "first_name": "Sem"},
    },
}


class Fault:
    """A main menu that fails so many times, and then works."""

    def __init__(self, city: World, error: Exception, times: int) -> None:
        self.error, self.times, self.shown = error, times, 0
        self.works: Handler = city.bot.router.routes["k1:menu"]
        city.bot.router.routes["k1:menu"] = self

    async def __call__(self, at: Context, *about: str) -> Screen:
        if self.times:
            self.times -= 1
            raise self.error
        self.shown += 1
        return await self.works(at, *about)


async def waiting(city: World) -> Sequence[Update]:
    updates: Sequence[Update] = await city.bot.application.bot.get_updates(timeout=0)
    return updates


async def take(city: World, updates: Sequence[Update]) -> bool:
    taken = await city._living(city.bot.intake.take(updates))
    await city._living(city.bot.desk.idle())  # what a busy chat holds up comes too
    return taken


async def failed(city: World) -> int:
    return await city.bot.app.run(SYSTEM_TURN, receiving.failed)


@pytest.fixture
async def amina(world: World) -> Person:
    return await world.member("Amina", Role.CONTACTCIRKEL)


async def test_what_fails_once_is_tried_again(world: World, amina: Person) -> None:
    fault = Fault(world, LookupError(), 1)
    amina.user.say("menu")
    updates = await waiting(world)
    assert [await take(world, updates), await take(world, updates)] == [False, True]
    assert fault.shown == 1
    assert await failed(world) == 0


async def test_after_three_failures_the_member_hears_that_it_was_us(world: World, amina: Person) -> None:
    Fault(world, LookupError(), 99)
    amina.user.say("menu")
    updates = await waiting(world)
    assert [await take(world, updates) for _ in range(MOST_TRIES)] == [False, False, True]
    assert await failed(world) == 1
    assert amina.text.startswith(WAS_US)


async def test_one_failure_does_not_repeat_the_answers_to_others(world: World, amina: Person) -> None:
    sem = await world.member("Sem", Role.CONTACTCIRKEL)
    Fault(world, LookupError(), 99)
    amina.user.say("menu")
    sem.user.say("hulp")
    updates = await waiting(world)
    before = len(sem.chat)
    for _ in range(MOST_TRIES):
        await take(world, updates)
    assert len(sem.chat) == before + 1


async def test_a_full_disk_is_no_failure_of_the_update(world: World, amina: Person) -> None:
    fault = Fault(world, DiskFull(), 5)
    amina.user.say("menu")
    updates = await waiting(world)
    for _ in range(5):
        with pytest.raises(DiskFull):
            await take(world, updates)
    assert await take(world, updates)
    assert fault.shown == 1
    assert await failed(world) == 0


async def test_what_does_not_concern_us_is_written_down_and_left(world: World) -> None:
    update = Update.de_json(GROUP, world.bot.application.bot)
    assert await take(world, [update])
    assert await failed(world) == 0


async def test_a_second_delivery_shows_the_screen_and_does_nothing(world: World, amina: Person) -> None:
    amina.user.say("menu")
    updates = await waiting(world)
    assert await take(world, updates)
    shown = len(amina.chat)
    assert await take(world, updates)
    assert len(amina.chat) == shown + 1


async def test_closing_waits_for_what_was_taken(world: World) -> None:
    polling = asyncio.create_task(world.bot.intake.run())
    await world.clock.live(1)
    await world._living(world.bot.intake.close())
    await asyncio.wait_for(polling, 1)
    assert world.bot.intake.heard_at is not None or polling.done()
