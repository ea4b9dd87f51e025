"""Nothing received is lost: Telegram keeps an update until its effect is written, and only then hears that we have it."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, BaseUpdateProcessor

from scheduling.clock import Clock
from usecases import receiving
from usecases.app import SYSTEM_TURN, App

BATCH = 100
HOLD_SECONDS = 25
MOST_TRIES = 3
AT_ONCE = 32
AFTER_TROUBLE = (1.0, 2.0, 5.0, 10.0, 30.0)
KINDS = ["message", "callback_query", "my_chat_member"]

log = logging.getLogger(__name__)


class SecondInstance(Exception):
    """Another process already receives updates for this bot: stop it first, or give this one another token."""


class TokenUnknown(Exception):
    """Telegram does not know this bot token: look it up again with @BotFather."""


class InOrder(BaseUpdateProcessor):
    """One update at a time for each person, many persons at once."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the earlier updates of the same person."""
        who = _who(update)
        lock, users = self._locks.get(who, (asyncio.Lock(), 0))
        self._locks[who] = (lock, users + 1)
        try:
            async with lock:
                await coroutine
        finally:
            lock, users = self._locks[who]
            if users == 1:
                del self._locks[who]
            else:
                self._locks[who] = (lock, users - 1)


def _who(update: object) -> int:
    user = update.effective_user if isinstance(update, Update) else None
    return user.id if user else 0


class Intake:
    """Takes updates in batches and asks for more only when each of the batch is written down."""

    def __init__(
        self, app: App, application: Application[Any, Any, Any, Any, Any, Any], clock: Clock
    ) -> None:
        self._app, self._application, self._clock = app, application, clock
        self._tries: dict[int, int] = {}
        self._closing = asyncio.Event()

    @property
    def _bot(self) -> Bot:
        bot: Bot = self._application.bot
        return bot

    async def run(self) -> None:
        """Long polling until closed. Raises `SecondInstance` and `TokenUnknown`."""
        offset: int | None = None
        troubles = 0
        while not self._closing.is_set():
            try:
                batch = await self._poll(offset)
                troubles = 0
            except Conflict as conflict:
                raise SecondInstance from conflict
            except InvalidToken as unknown:
                raise TokenUnknown from unknown
            except TelegramError as trouble:
                log.warning("no updates could be fetched: %s", type(trouble).__name__)
                await self._pause(AFTER_TROUBLE[min(troubles, len(AFTER_TROUBLE) - 1)])
                troubles += 1
                continue
            if batch and await self.take(batch):
                offset = batch[-1].update_id + 1

    async def close(self) -> None:
        """Stop asking for more; what was taken is finished."""
        self._closing.set()

    async def _poll(self, offset: int | None) -> Sequence[Update]:
        poll = asyncio.ensure_future(
            self._bot.get_updates(offset=offset, limit=BATCH, timeout=HOLD_SECONDS, allowed_updates=KINDS)
        )
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait((poll, closing), return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        if poll.done():
            return poll.result()
        poll.cancel()
        await asyncio.wait((poll,))
        return ()

    async def take(self, batch: Sequence[Update]) -> bool:
        """Handle a batch; True when every update of it is written down."""
        numbers = [update.update_id for update in batch]
        settled = await self._app.run(SYSTEM_TURN, receiving.settled, numbers)
        self._application.bot_data["seen"] = settled
        await asyncio.gather(*(self._handle(update) for update in batch))
        done = await self._app.run(SYSTEM_TURN, receiving.settled, numbers)
        left = [number for number in numbers if number not in done]
        for number in left:
            await self._failed(number)
        return not left

    def _handle(self, update: Update) -> Coroutine[Any, Any, None]:
        processor = self._application.update_processor
        return processor.process_update(update, self._application.process_update(update))

    async def _failed(self, number: int) -> None:
        self._tries[number] = self._tries.get(number, 0) + 1
        if self._tries[number] < MOST_TRIES:
            await self._pause(AFTER_TROUBLE[0])
            return
        log.error("update %s failed %s times and is given up", number, MOST_TRIES)
        del self._tries[number]
        await self._app.run(SYSTEM_TURN, receiving.give_up, number)

    async def _pause(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait((sleep, closing), return_when=asyncio.FIRST_COMPLETED)
        for task in (sleep, closing):
            task.cancel()
