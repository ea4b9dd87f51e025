"""A machine that watches the bot hears whether it takes updates and sends, in counts without a name."""

import re
from datetime import timedelta

import pytest

from bot.status import SILENCE, Status
from domain.actors import Role
from domain.pacing import Lane
from storage import outbox
from storage.outbox import Fact
from tests.world import World

LINE = re.compile(r'[a-z_]+(\{[a-z]+="[a-z_]+"\})? [0-9.e+-]+')


@pytest.fixture
def status(world: World) -> Status:
    made = Status(world.bot, polls=True)
    made.ready = True
    return made


async def test_a_bot_that_starts_is_not_well_yet(world: World) -> None:
    found = await Status(world.bot, polls=True).health()
    assert (found.word, found.well) == ("starting", False)


async def test_a_running_bot_is_well(status: Status) -> None:
    found = await status.health()
    assert (found.word, found.well) == ("ok", True)


async def test_a_telegram_that_is_silent_is_said_so(world: World, status: Status) -> None:
    world.bot.intake.heard_at = world.clock.monotonic()
    world.clock.advance(SILENCE)
    assert (await status.health()).well
    world.clock.advance(1)
    found = await status.health()
    assert (found.word, found.well) == ("telegram does not answer", False)
    assert (await Status(world.bot, polls=False).health()).word == "starting"


async def test_figures_are_counts_and_nothing_else(world: World, status: Status) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    late = world.now - timedelta(minutes=2)
    fact = Fact("planted_kind", amina.id, Lane.ALARM, late)
    world.look(lambda tx: outbox.post(tx, [("n" * 16, fact)]))  # type: ignore[list-item]  # an id of a test
    lines = (await status.metrics()).splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert 'bijeen_notices_due{lane="alarm"} 1' in lines
    assert 'bijeen_notices_oldest_seconds{lane="alarm"} 120' in lines
    assert 'bijeen_notices_due{lane="broadcast"} 0' in lines
    assert "bijeen_updates_failed 0" in lines
    assert not {word for word in ("planted_kind", amina.id, "Amina") if word in "".join(lines)}
