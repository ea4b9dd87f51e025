"""The demo's own world: the real bot on the stand-in for Telegram, in a database that is gone afterwards."""

import asyncio
import random
import secrets
from datetime import datetime, timedelta

from bot.demo.story import play, read_story
from bot.demo.town import SEED, Settler, Town, read_town
from bot.network_file import read_network
from bot.wiring import Bot, Connection
from handlers.kit import dates
from sandbox.core import Telegram
from sandbox.inprocess import InProcessRequest
from sandbox.people import User
from scheduling.clock import MovableClock
from screening import build_check
from storage import schema
from storage.crypto import Vault, make_key
from storage.database import Database, make_engine

THURSDAY = 3
OPENING = timedelta(hours=16, minutes=30)
BEFORE = "vooraf"


def opening(today: datetime) -> datetime:
    """The last Thursday, half past four in Amsterdam: a working day with the evening still to come."""
    day = dates.local_day(today)
    return dates.starts_of_day(day - timedelta(days=(day.weekday() - THURSDAY) % 7)) + OPENING


class Scene:
    """The bot, the town and the clock of one demo."""

    def __init__(self, start: datetime) -> None:
        self.clock = MovableClock(start)
        self.telegram = Telegram(self.clock.now)
        engine = make_engine("sqlite:///:memory:")
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, secrets.token_bytes(32)),)), on_the_loop=True)
        self.network = read_network(None)
        doors = [InProcessRequest(self.telegram, sleep=self.clock.sleep) for _ in range(2)]
        connection = Connection(self.telegram.token, request=doors[0], updates_request=doors[1])
        self.bot = Bot(self.database, self.network, self.clock, build_check(), connection)
        self.town: Town = read_town()
        self.phones: dict[str, User] = {}
        self.rest: list[User] = []
        self._polling: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start the bot, settle the town, play what happened before, and let time flow."""
        await self.bot.start()
        self._settle_town()
        self.bot.work()
        self._polling = asyncio.create_task(self.bot.intake.run())
        quick = Quick(self)
        for step in read_story(BEFORE):
            await play(quick, step)
        self.clock.flow()

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

    async def move_clock(self, span: timedelta) -> None:
        """Let time pass at once; whatever fell due is done."""
        self.clock.advance(span.total_seconds())
        await self.bot.ticker.run_all()

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
