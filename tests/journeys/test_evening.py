"""The evening that the page plays, played here on a standing clock: what it says happens, happens."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo import pace
from bot.demo.scene import Quick, Scene, opening
from bot.demo.serving import open_scene
from bot.demo.story import Step, StoryStuck, play, read_story

TODAY = datetime(2026, 3, 14, 12, tzinfo=UTC)
MOST_SECONDS, LEAST_SECONDS = 95, 45


class Watch(Quick):
    """Notes at which moment of the demo each sentence was told and each deed done."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene_clock = scene.clock
        self.moments: list[tuple[Step, datetime]] = []

    async def act(self, step: Step) -> None:
        self.moments.append((step, self._scene_clock.now()))

    def first(self, deed: str, what: str) -> datetime:
        return next(at for step, at in self.moments if (step.deed, step.what) == (deed, what))


@pytest.fixture
async def evening() -> AsyncIterator[Scene]:
    opened = Scene(opening(TODAY))
    await opened.open(flow=False)
    yield opened
    await opened.close()


async def test_the_evening_is_played_to_its_end_and_no_refused_name_is_left(evening: Scene) -> None:
    watch = Watch(evening)
    for step in read_story():
        await play(watch, step)

    reported = watch.first("taps", "Versturen zonder naam")
    to_first_yes = watch.first("taps", "Ik kom") - reported
    to_complete = watch.first("sees", "De kring is compleet.") - reported
    sys.stdout.write(
        f"\nstory: {pace.length(read_story()):.0f} s; on the clock of the demo, from report to the first yes:"
        f" {to_first_yes.seconds} s, to a complete circle: {to_complete.seconds} s\n"
    )
    assert timedelta() < to_first_yes < to_complete < timedelta(minutes=5)

    refused = [step.what for step in read_story() if step.deed == "misses"]
    texts = [m.text for user in (*evening.phones.values(), *evening.rest) for m in user.chat]
    assert refused
    assert not [name for name in refused if any(name in text for text in texts)]


async def test_the_demo_opens_with_something_to_see(evening: Scene) -> None:
    def shown(who: str) -> str:
        return "\n".join(message.text for message in evening.phones[who].chat)

    assert evening.clock.now() == opening(TODAY)
    assert len(evening.rest) >= 60
    assert "Signalen: 1." in shown("nora")
    assert "Weerbaar in de klas" in shown("amina")
    assert "Uw signaal is gedeeld." in shown("yusra")
    assert evening.phones["yusra"].chat[-1].labels[0] == "Ik wil helpen"
    assert not evening.phones["bezoeker"].chat


def test_the_story_takes_about_a_minute() -> None:
    assert LEAST_SECONDS <= pace.length(read_story()) <= MOST_SECONDS


async def test_a_story_that_cannot_go_on_says_where(evening: Scene) -> None:
    with pytest.raises(StoryStuck, match="nora taps: Bestaat niet"):
        await play(Quick(evening), Step("nora", "taps", "Bestaat niet"))


async def test_once_people_look_the_bot_speaks_http() -> None:
    scene = await open_scene()
    try:
        before = len(scene.telegram.log)
        scene.phones["amina"].say("/menu")
        async with asyncio.timeout(10):
            while len(scene.telegram.log) == before:  # noqa: ASYNC110 - another socket has no event for us
                await asyncio.sleep(0.01)
        assert scene.over_http
    finally:
        await scene.close()
