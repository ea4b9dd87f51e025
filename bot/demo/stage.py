"""The story on the page: told in captions, played in real time, paused when somebody wants to look."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from bot.demo import pace
from bot.demo.scene import Scene
from bot.demo.story import Step, StoryStuck, labelled, play
from sandbox.people import User

Told = dict[str, object]


class Playing(StrEnum):
    """Whether the story runs."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"
    STUCK = "stuck"


class Stage:
    """Plays the evening once; `changed` hears the caption, who is about to act, and how far it is."""

    def __init__(self, scene: Scene, changed: Callable[[Told], None], steps: tuple[Step, ...]) -> None:
        self._scene, self._changed = scene, changed
        self._steps = steps
        self._go = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._readable_at = 0.0
        self._done, self._caption, self.state = 0, "", Playing.READY

    def status(self) -> Told:
        """What the page shows of the story."""
        return {
            "kind": "story",
            "state": self.state,
            "told": self._caption,
            "done": self._done,
            "of": len(self._steps),
        }

    def run(self) -> None:
        """Begin, or go on."""
        if self.state not in (Playing.READY, Playing.PAUSED):
            return
        self._go.set()
        self.state = Playing.RUNNING
        if self._task is None:
            self._task = asyncio.create_task(self._play())
        self._changed(self.status())

    def pause(self) -> None:
        """Wait before the next step."""
        if self.state is Playing.RUNNING:
            self._go.clear()
            self.state = Playing.PAUSED
            self._changed(self.status())

    async def close(self) -> None:
        """Leave the story where it is."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _play(self) -> None:
        try:
            for number, step in enumerate(self._steps, 1):
                await self._go.wait()
                self._done = number
                await play(self, step)
            await self._reading_done()
            self.state = Playing.OVER
        except StoryStuck:
            self.state = Playing.STUCK
        self._changed(self.status())

    def user(self, who: str) -> User:
        """The person of this name."""
        return self._scene.phones[who]

    async def tell(self, words: str) -> None:
        """The next caption; what happens goes on under it."""
        await self._reading_done()
        self._caption = words
        self._readable_at = asyncio.get_running_loop().time() + pace.reading(words)
        self._changed(self.status())

    async def _reading_done(self) -> None:
        await asyncio.sleep(max(0.0, self._readable_at - asyncio.get_running_loop().time()))
        await self._go.wait()

    async def act(self, step: Step) -> None:
        """The phone comes into view, and the finger is seen before it taps."""
        seconds, what = pace.acting(step), step.what
        if step.deed == "taps":
            what = labelled(self.user(step.who), what)
        act: Told = {"kind": "act", "who": step.who, "deed": step.deed, "what": what, "seconds": seconds}
        self._changed(act | {"done": self._done})
        await asyncio.sleep(seconds)
        await self._go.wait()

    async def breathe(self) -> None:
        """Time to see what a tap did."""
        await asyncio.sleep(pace.BREATH)

    async def move_clock(self, span: timedelta) -> None:
        """The clock jumps."""
        await self._scene.move_clock(span)
        self._changed({"kind": "clock"})
        await asyncio.sleep(pace.JUMP)

    async def others(self, label: str, most: int) -> None:
        """Other members tap, one after the other, so that the card is seen counting."""
        for _ in range(most):
            self._scene.tap_others(label, 1)
            await asyncio.sleep(pace.CROWD)
