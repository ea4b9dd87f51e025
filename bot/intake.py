"""Nothing received is lost: Telegram keeps an update until its effect is written, and only then hears it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, BaseUpdateProcessor

from scheduling.clock import Clock
from storage.trouble import DatabaseTrouble
from usecases import receiving
from usecases.app import SYSTEM_TURN, App

BATCH = 100
HOLD_SECONDS = 25
MOST_TRIES = 3
AT_ONCE = 32
AFTER_TROUBLE = (1.0, 2.0, 5.0, 10.0, 30.0)
MOST_REFUSALS = 3  # the library takes any 401 and 404 for a wrong token, also one of a proxy in between
KINDS = ["message", "callback_query", "my_chat_member"]

log = logging.getLogger(__name__)


class SecondInstance(Exception):
    """Another process already receives updates for this bot: stop it, or give this one another token."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class TokenUnknown(Exception):
    """Telegram does not know this bot token: look it up again with @BotFather."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


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
        self,
        app: App,
        application: Application[Any, Any, Any, Any, Any, Any],
        clock: Clock,
        apologise: Callable[[Update], Awaitable[None]],
    ) -> None:
        self._app, self._application, self._clock = app, application, clock
        self._apologise = apologise
        self._tries: dict[int, int] = {}
        self._seen: set[int] = set()
        self._answered: set[int] = set()
        self._hindered: dict[int, DatabaseTrouble] = {}
        self._waits: dict[int, int] = {}
        self._closing, self._at_rest = asyncio.Event(), asyncio.Event()
        self._at_rest.set()
        self._troubles = 0
        self.heard_at: float | None = None
        """When Telegram last answered, on the monotonic clock."""

    @property
    def _bot(self) -> Bot:
        bot: Bot = self._application.bot
        return bot

    async def run(self) -> None:
        """Long polling until closed. Raises `SecondInstance` and `TokenUnknown`."""
        self._at_rest.clear()
        try:
            await self._rounds()
        finally:
            self._at_rest.set()

    async def _rounds(self) -> None:
        offset: int | None = None
        while not self._closing.is_set():
            try:
                offset = await self._round(offset)
            except Conflict:
                raise SecondInstance from None
            except InvalidToken:
                if self._troubles >= MOST_REFUSALS - 1:
                    raise TokenUnknown from None
                await self._wait_after("the bot token was refused")
            except TelegramError as trouble:
                await self._wait_after(f"no updates could be fetched: {type(trouble).__name__}")
            except DatabaseTrouble as trouble:
                await self._wait_after(str(trouble))

    async def _round(self, offset: int | None) -> int | None:
        """Fetch and take one batch; returns from where to fetch next."""
        batch = await self._poll(offset)
        self.heard_at = self._clock.monotonic()
        taken = await self.take(batch) if batch else False
        self._troubles = 0
        return batch[-1].update_id + 1 if taken else offset

    async def close(self) -> None:
        """Stop asking for more; what was taken is finished."""
        self._closing.set()
        await self._at_rest.wait()

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

    def had_its_effect(self, number: int) -> bool:
        """Whether this update was written down before it came now."""
        return number in self._seen

    def hindered(self, number: int, trouble: DatabaseTrouble) -> None:
        """The database stood in the way: not a failure of the update, which is tried until it succeeds."""
        self._hindered[number] = trouble

    async def take(self, batch: Sequence[Update]) -> bool:
        """Handle a batch; True when every update of it is written down. Raises `DatabaseTrouble`."""
        try:
            taken = await self._take(batch)
        except DatabaseTrouble:
            await self._say_sorry(batch)
            raise
        for update in batch:
            self._waits.pop(update.update_id, None)
        return taken

    async def _say_sorry(self, batch: Sequence[Update]) -> None:
        """Whoever waits for the database hears that it is us, once; what was sent is kept and tried again."""
        for update in batch:
            if update.update_id in self._answered:
                continue
            waits = self._waits[update.update_id] = self._waits.get(update.update_id, 0) + 1
            if waits == MOST_TRIES:
                await self._apologise(update)

    async def _take(self, batch: Sequence[Update]) -> bool:
        numbers = [update.update_id for update in batch]
        self._seen |= await self._app.run(SYSTEM_TURN, receiving.settled, numbers)
        try:
            await asyncio.gather(*(self._handle(one) for one in batch if one.update_id not in self._answered))
        finally:
            self._seen.difference_update(numbers)
        done = await self._app.run(SYSTEM_TURN, receiving.settled, numbers)
        self._answered |= done
        self._raise_what_hindered(numbers)
        left = [update for update in batch if update.update_id not in done]
        given_up = [await self._failed(update) for update in left]
        if all(given_up):
            self._answered.difference_update(numbers)
            return True
        await self._pause(AFTER_TROUBLE[0])
        return False

    def _raise_what_hindered(self, numbers: Sequence[int]) -> None:
        troubles = [self._hindered.pop(number) for number in numbers if number in self._hindered]
        if troubles:
            raise troubles[0]

    def _handle(self, update: Update) -> Coroutine[Any, Any, None]:
        processor = self._application.update_processor
        return processor.process_update(update, self._application.process_update(update))

    async def _failed(self, update: Update) -> bool:
        """Count a failure; True when it was the last try, and is written down as such."""
        number = update.update_id
        self._tries[number] = self._tries.get(number, 0) + 1
        if self._tries[number] < MOST_TRIES:
            return False
        await self._app.run(SYSTEM_TURN, receiving.give_up, number)
        del self._tries[number]
        log.error("update %s failed %s times and is given up", number, MOST_TRIES)
        await self._apologise(update)
        return True

    async def _wait_after(self, what: str) -> None:
        log.warning("%s", what)
        await self._pause(AFTER_TROUBLE[min(self._troubles, len(AFTER_TROUBLE) - 1)])
        self._troubles += 1

    async def _pause(self, seconds: float) -> None:
        sleep = asyncio.ensure_future(self._clock.sleep(seconds))
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait((sleep, closing), return_when=asyncio.FIRST_COMPLETED)
        for task in (sleep, closing):
            task.cancel()
