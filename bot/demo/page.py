"""What the browser sees of the demo: the chats of the phones, the others as lights, the clock, the story."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.demo.scene import Scene
from bot.demo.stage import Stage, Told
from bot.demo.story import Step
from handlers.kit import dates
from sandbox.events import Event
from sandbox.messages import Button, Seen
from sandbox.people import User

KEEP_ALIVE = 15.0
LIGHTS = {"new": "lit", "popup": "done"}


class Page:
    """One scene after the other; `renew` makes the next, so that the evening can be seen again."""

    def __init__(self, scene: Scene, make: Callable[[], Awaitable[Scene]], steps: tuple[Step, ...]) -> None:
        self._make, self._steps = make, steps
        self._listeners: set[asyncio.Queue[Told | None]] = set()
        self._renewing = asyncio.Lock()
        self._show(scene)

    def _show(self, scene: Scene) -> None:
        self.scene = scene
        self.stage = Stage(scene, self.tell, self._steps)
        self._keys = {user.id: key for key, user in scene.phones.items()}
        self._others = {user.id: place for place, user in enumerate(scene.rest)}
        scene.telegram.listeners.append(self._hear)

    async def renew(self) -> None:
        """Everything from the beginning, for whoever looks."""
        async with self._renewing:
            await self._leave()
            self._show(await self._make())
            self.tell({"kind": "renewed"})

    def let_go(self) -> None:
        """Whoever listens hears no more."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def close(self) -> None:
        """The last scene ends."""
        await self._leave()

    async def _leave(self) -> None:
        await self.stage.close()
        self.scene.telegram.listeners.remove(self._hear)
        await self.scene.close()

    def tell(self, told: Told) -> None:
        """Everybody who looks hears it, with the time."""
        for listener in self._listeners:
            listener.put_nowait(told | {"now": self.clock()})

    def _hear(self, event: Event) -> None:
        if (who := self._keys.get(event.user)) is not None:
            self.tell(self._on_a_phone(who, event))
        elif event.kind in LIGHTS:
            self.tell({"kind": "light", "place": self._others[event.user], "state": LIGHTS[event.kind]})

    def _on_a_phone(self, who: str, event: Event) -> Told:
        user = self.scene.phones[who]
        told: Told = {"kind": event.kind, "who": who, "text": event.text, "id": event.message}
        if event.kind == "popup":
            return told | {"alert": user.alert}
        shown = next((one for one in user.chat if one.id == event.message), None)
        return told | ({"message": as_shown(shown)} if shown is not None else {})

    async def listen(self) -> AsyncIterator[str]:
        """Everything that changes, as it happens (server-sent events)."""
        queue: asyncio.Queue[Told | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield ": open\n\n"
            while (told := await self._next(queue)) is not None:
                yield f"data: {json.dumps(told)}\n\n"
        finally:
            self._listeners.discard(queue)

    async def _next(self, queue: asyncio.Queue[Told | None]) -> Told | None:
        try:
            return await asyncio.wait_for(queue.get(), KEEP_ALIVE)
        except TimeoutError:
            return {"kind": "clock", "now": self.clock()}

    def clock(self) -> Told:
        """The day and the time of the demo, in words."""
        now = self.scene.clock.now()
        return {"day": dates.day(now), "time": dates.clock_time(now)}

    def town(self) -> Told:
        """Whose phones are on the page, and everything that is in their chats."""
        return {
            "people": [
                {"key": one.key, "name": one.name, "label": one.label} for one in self.scene.town.phones
            ],
            "chats": {key: self._chat(user) for key, user in self.scene.phones.items()},
            "others": len(self.scene.rest),
            "network": self.scene.network.name,
            "now": self.clock(),
            "story": self.stage.status(),
        }

    def _chat(self, user: User) -> Told:
        return {"started": user.started, "messages": [as_shown(one) for one in user.chat]}

    async def move(self, span: timedelta) -> None:
        """The clock goes forward."""
        await self.scene.move_clock(span)
        self.tell({"kind": "clock"})


def as_shown(message: Seen) -> Told:
    """A message as the page draws it."""
    at = datetime.fromtimestamp(message.date, UTC)
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "html": message.html,
        "rows": [[_button(one) for one in row] for row in message.rows],
        "file": message.document.name if message.document else None,
        "edited": message.edited,
        "day": dates.day(at),
        "time": dates.clock_time(at),
    }


def _button(button: Button) -> Told:
    return {"label": button.label, "data": button.data, "url": button.url}
