"""A small city for tests: the real bot, the stand-in for Telegram, a clock moved by hand, and people who tap.

async def test_something(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    assert "Wat weet u zeker" in nora.text
"""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from telegram import Update

from bot.mail import Mailer
from bot.network_file import read_network
from bot.wiring import Bot, Connection
from domain.actors import Account, Purpose, Role
from domain.ids import MemberId
from domain.network import Network
from domain.screening import Check
from handlers.kit.buttons import read_press
from handlers.kit.forms import CHOOSE
from handlers.kit.routes import fits
from sandbox.core import Telegram
from sandbox.faults import Faults
from sandbox.inprocess import InProcessRequest
from sandbox.messages import Seen
from scheduling.clock import MovableClock
from screening import build_check
from storage import members as member_store
from storage import schema
from storage.crypto import Vault, make_key
from storage.database import Database, Tx, make_engine
from usecases import invitations
from usecases.app import SYSTEM_TURN, Turn

# A Thursday afternoon in Delft, 17.00 in Amsterdam.
START = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
STEP = 0.25
IN_MEMORY = "sqlite:///:memory:"
T = TypeVar("T")

os.environ.setdefault("PTB_TIMEDELTA", "true")


@cache
def usual_check() -> Check:
    """The real check, built once."""
    return build_check()


@cache
def usual_network() -> Network:
    """The packaged example."""
    return read_network(None)


class World:
    """One bot and everybody who talks to it."""

    def __init__(
        self,
        network: Network,
        start: datetime = START,
        address: str = IN_MEMORY,
        mailer: Mailer | None = None,
    ) -> None:
        self.clock = MovableClock(start)
        self.telegram = Telegram(self.clock.now)
        engine = make_engine(address)
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, b"k" * 32),)), on_the_loop=True)
        self.faults, self.floods_called_up = Faults(), 0
        door = InProcessRequest(self.telegram, faults=self.faults, sleep=self.clock.sleep)
        updates = InProcessRequest(self.telegram, sleep=self.clock.sleep)
        connection = Connection(self.telegram.token, request=door, updates_request=updates, mailer=mailer)
        self.bot = Bot(self.database, network, self.clock, usual_check(), connection)
        self._offset: int | None = None
        self._numbers = iter(range(1001, 10_000))

    async def open(self) -> "World":
        """Start the bot; ticks are run by `passes`, not by real time."""
        await self.bot.start()
        self._gate = asyncio.create_task(self.bot.gate.run())
        return self

    async def close(self) -> None:
        """Stop everything; every button that was ever shown led somewhere, and no limit was passed."""
        await self._living(self.bot.stop())
        await asyncio.gather(self._gate, return_exceptions=True)
        assert dead_buttons(self) == []
        too_fast = [one.method for one in self.telegram.log if one.status == 429]
        assert len(too_fast) == self.floods_called_up, too_fast

    @property
    def now(self) -> datetime:
        """The present moment of this world."""
        return self.clock.now()

    async def _living(self, work: Coroutine[Any, Any, T]) -> T:
        """Let time pass while the work waits for it."""
        task = asyncio.create_task(work)
        while not task.done():
            await self.clock.live(STEP)
        return task.result()

    async def settle(self) -> None:
        """Take every update that waits and deliver everything that is due."""
        await self._living(self._settle())

    async def _settle(self) -> None:
        while True:
            updates = await self.bot.application.bot.get_updates(offset=self._offset, timeout=0)
            if updates:
                await self.take(updates)
                await self.bot.desk.idle()
                self._offset = updates[-1].update_id + 1
            elif not await self.bot.delivery.tick():
                await self.bot.delivery.drain()
                return

    async def take(self, updates: Sequence[Update]) -> None:
        """Hand updates to the intake; raises when one is not written down afterwards."""
        assert await self.bot.intake.take(updates), "an update had no effect and no row"

    async def passes(self, **span: float) -> None:
        """Move the clock (`minutes=5`, `hours=1`, …), run every job, and deliver what fell due."""
        self.clock.advance(timedelta(**span).total_seconds())
        await self.bot.ticker.run_all()
        await self.settle()

    async def until(self, moment: datetime) -> None:
        """The same, to a moment."""
        await self.passes(seconds=(moment - self.now).total_seconds())

    def person(self, name: str) -> "Person":
        """Somebody who has Telegram and is no member."""
        return Person(self, name, next(self._numbers))

    async def member(
        self, name: str, *roles: Role, neighbourhood: str | None = "binnenstad", **chosen: Any
    ) -> "Person":
        """A member who joined before the test began; `chosen` are columns such as `discreet=True`."""
        person = self.person(name)
        person.user.start()
        await self.settle()

        def join(tx: Tx) -> MemberId:
            member = MemberId(self.bot.app._token().hex()[:16])
            member_store.add(tx, member, Account(person.user.id))
            member_store.add_roles(tx, member, roles)
            member_store.consent(tx, member, list(Purpose), 1, self.now)
            member_store.change(tx, member, name=name, neighbourhood=neighbourhood, **chosen)
            return member

        person.id = self.database.transaction(join)
        return person

    async def invite(self, *roles: Role) -> str:
        """The code of a fresh invitation."""
        made = await self.bot.app.run(SYSTEM_TURN, invitations.invite_from_command_line, roles)
        return made.code

    def look(self, reading: Callable[[Tx], T]) -> T:
        """Something read straight from the database."""
        return self.database.transaction(reading)


def dead_buttons(world: World) -> list[str]:
    """Buttons that were shown and lead nowhere."""
    shown = set(shown_buttons(world.telegram))
    return sorted(f"{label}: {data}" for label, data in shown if not _leads_somewhere(world, data))


def _leads_somewhere(world: World, data: str) -> bool:
    route, about = read_press(data)
    handler = world.bot.router.routes.get(route)
    if handler is None or not fits(handler, about):
        return False
    if route != CHOOSE:
        return True
    form = world.bot.router.flow.form(about[0])
    return form is not None and form.step(about[1]) is not None


def shown_buttons(telegram: Telegram) -> Iterator[tuple[str, str]]:
    """Label and data of every button in every message the bot sent or changed."""
    for one in telegram.log:
        markup = one.params.get("reply_markup")
        if one.status != 200 or not markup:
            continue
        keyboard: Any = json.loads(markup) if isinstance(markup, str) else markup
        for row in keyboard["inline_keyboard"]:
            yield from ((button["text"], button["callback_data"]) for button in row)


class Person:
    """One person with a phone: `says`, `taps`, and what is on the screen."""

    id: MemberId

    def __init__(self, world: World, name: str, number: int) -> None:
        self.world, self.name = world, name
        self.user = world.telegram.user(number, name)

    @property
    def turn(self) -> Turn:
        """For running a use case as this person."""
        return Turn(Account(self.user.id))

    async def starts(self, payload: str = "") -> "Person":
        """Open the bot, with the code of a link or without."""
        self.user.start(payload)
        await self.world.settle()
        return self

    async def says(self, text: str) -> "Person":
        """Type something."""
        self.user.say(text)
        await self.world.settle()
        return self

    async def taps(self, *labels: str) -> "Person":
        """Tap buttons one after the other; each must be on the screen."""
        for label in labels:
            self.user.press(label)
            await self.world.settle()
        return self

    async def forges(self, data: str, message: int | None = None) -> "Person":
        """Send a press as a changed app could."""
        self.user.press_data(data, message or self.last.id)
        await self.world.settle()
        return self

    @property
    def chat(self) -> list[Seen]:
        """Every message that is visible."""
        return self.user.chat

    @property
    def last(self) -> Seen:
        """The newest message of the bot."""
        return [message for message in self.chat if message.from_bot][-1]

    @property
    def text(self) -> str:
        """The text of the newest message of the bot."""
        return self.last.text

    @property
    def buttons(self) -> list[str]:
        """The labels under it."""
        return list(self.last.labels)

    def received(self, words: str) -> list[Seen]:
        """The bot's messages that hold these words."""
        return [message for message in self.chat if message.from_bot and words in message.text]
