"""The demo's own world: the real bot on the stand-in for Telegram, in a database that is gone afterwards."""

import asyncio
import random
import secrets
from datetime import datetime, timedelta
from functools import partial

from bot.demo.doors import StandIn, TwoDoors
from bot.demo.story import Step, play, read_story
from bot.demo.town import SEED, Settler, Town, read_town
from bot.network_file import read_network
from bot.wiring import Bot, Connection
from handlers.kit import dates
from sandbox.core import Telegram
from sandbox.people import User
from scheduling.clock import MovableClock
from screening import build_check
from storage import outbox, schema
from storage.crypto import Vault, make_key
from storage.database import Database, Tx, make_engine

THURSDAY = 3
OPENING = timedelta(hours=16, minutes=30)
MOST_STOPS = 60
MANY = 500
CLOSE_ENOUGH = timedelta(seconds=1)
AT_A_STOP = 4.0  # seconds in which what fell due goes out
BEFORE = "vooraf"
BEFOREHAND = timedelta(hours=30)  # from Wednesday morning on


def opening(today: datetime) -> datetime:
    """The last Thursday, half past four in Amsterdam: a working day with the evening still to come."""
    day = dates.local_day(today)
    return dates.starts_of_day(day - timedelta(days=(day.weekday() - THURSDAY) % 7)) + OPENING


class Scene:
    """The bot, the town and the clock of one demo."""

    def __init__(self, opens: datetime) -> None:
        self._opens = opens
        self.clock = MovableClock(opens - BEFOREHAND)
        self.telegram = Telegram(self.clock.now)
        engine = make_engine("sqlite:///:memory:")
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, secrets.token_bytes(32)),)), on_the_loop=True)
        self.network = read_network(None)
        self._doors = [TwoDoors(self.telegram, self.clock) for _ in range(2)]
        connection = Connection(self.telegram.token, request=self._doors[0], updates_request=self._doors[1])
        self.bot = Bot(self.database, self.network, self.clock, build_check(), connection)
        self.town: Town = read_town()
        self.phones: dict[str, User] = {}
        self.rest: list[User] = []
        self._polling: asyncio.Task[None] | None = None
        self._stand_in: StandIn | None = None

    async def open(self, flow: bool = True) -> None:
        """Start the bot, settle the town, play what happened before, and let time flow."""
        await self.bot.start()
        self._settle_town()
        self.bot.work()
        self._polling = asyncio.create_task(self.bot.intake.run())
        quick = Quick(self)
        for step in read_story(BEFORE):
            await play(quick, step)
        await self.move_clock(self._opens - self.clock.now())
        if flow:
            await self._flow()

    async def _flow(self) -> None:
        """Time passes by itself, and the bot speaks to its stand-in over HTTP, as to Telegram."""
        self._stand_in = StandIn(self.telegram)
        await self._stand_in.open()
        for door in self._doors:
            door.over_http(self._stand_in.root)
        self.clock.flow()

    @property
    def over_http(self) -> bool:
        """Whether the bot speaks to its stand-in over HTTP."""
        return all(door.crossing for door in self._doors)

    def _settle_town(self) -> None:
        settler = Settler(self.telegram, self.network, random.Random(SEED))  # noqa: S311 - invented people, no secret
        now = self.clock.now()
        self.phones = self.database.transaction(lambda tx: settler.phones(tx, self.town, now))
        self.rest = self.database.transaction(lambda tx: settler.others(tx, self.town.others, now))

    async def close(self) -> None:
        """Stop; nothing of the demo is left."""
        await self.bot.stop()
        if self._polling is not None:
            await asyncio.gather(self._polling, return_exceptions=True)
        if self._stand_in is not None:
            await self._stand_in.close()

    async def move_clock(self, span: timedelta) -> None:
        """Let time pass at once; whatever falls due on the way goes out at its own moment."""
        end = self.clock.now() + span
        for _ in range(MOST_STOPS):
            stop = self.database.transaction(partial(self._next_due, end=end))
            if stop is None:
                break
            await self._pass_until(stop)
            await self.clock.live(min(AT_A_STOP, max(0.0, (end - self.clock.now()).total_seconds())))
        await self._pass_until(end)

    async def _pass_until(self, moment: datetime) -> None:
        self.clock.advance(max(0.0, (moment - self.clock.now()).total_seconds()))
        await self.bot.ticker.run_all()

    def _next_due(self, tx: Tx, end: datetime) -> datetime | None:
        """When the next thing falls due before the end: halving the time finds it to a second or so."""
        start = self.clock.now()
        waiting = [notice for notice, _, _ in outbox.due(tx, start, MANY)]
        if not outbox.due(tx, end, 1, waiting):
            return None
        while end - start > CLOSE_ENOUGH:
            middle = start + (end - start) / 2
            start, end = (start, middle) if outbox.due(tx, middle, 1, waiting) else (middle, end)
        return end

    def tap_others(self, label: str, most: int) -> int:
        """So many of the other members tap this button where it is on their screen; returns how many did."""
        ready = [user for user in self.rest if any(label in message.labels for message in user.chat)]
        for user in ready[:most]:
            user.press(label)
        return len(ready[:most])


class Quick:
    """Plays steps on the standing clock, as fast as the machine can: for what happened before."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def user(self, who: str) -> User:
        """The person of this name."""
        return self._scene.phones[who]

    async def tell(self, words: str) -> None:
        """Nobody reads along here."""

    async def act(self, step: Step) -> None:
        """Nobody watches here."""

    async def breathe(self) -> None:
        """A few seconds of the demo's time."""
        self._scene.bot.delivery.ring()
        await self._scene.clock.live(2.0)

    async def move_clock(self, span: timedelta) -> None:
        """Let time pass at once."""
        await self._scene.move_clock(span)
        await self.breathe()

    async def others(self, label: str, most: int) -> None:
        """Other members tap."""
        self._scene.tap_others(label, most)
        await self.breathe()
