"""The counter between Telegram and the router: an update in, the tap answered, the screen shown."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from telegram import Update

from bot.delivery import Delivery
from bot.post import Post
from domain.ids import NoticeId
from domain.pacing import Accepted, Lane, Unreached
from handlers.kit.context import Context
from handlers.kit.entries import TextError
from handlers.kit.identifying import to_menu
from handlers.kit.incoming import Incoming, Pressed, read_update
from handlers.kit.routes import Router
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from scheduling.clock import Clock
from usecases import conversation, delivery
from usecases.app import SYSTEM_TURN, NotAllowed

AGAIN_AFTER = timedelta(seconds=5)
# Long enough for a usual answer; whoever answers fast in one chat must not hold up everybody's updates.
PATIENCE = 0.1
# By then Telegram took the screen, or this process is gone.
HELD_UP = timedelta(minutes=2)

log = logging.getLogger(__name__)


@dataclass
class Desk:
    """Handles one update after the other."""

    router: Router
    post: Post
    delivery: Delivery
    clock: Clock
    _held_up: set[asyncio.Task[None]] = field(default_factory=set)

    async def receive(self, update: Update, seen: bool) -> None:
        """The whole way of one update. `seen`: it had its effect before a restart."""
        incoming = read_update(update)
        if incoming is None:
            return
        at = self.router.context(incoming)
        if seen:
            at.booked = True
        screen = await self.router.screen(at, incoming, seen)
        await at.settle()
        self.delivery.ring()  # the effect is written: nobody who must be told waits for this one's screen
        await self._try_to_show(at, incoming, screen)

    async def _try_to_show(self, at: Context, incoming: Incoming, screen: Screen | None) -> None:
        """Wait a moment for the screen; one that is held up goes on by itself, promised in the outbox."""
        showing = asyncio.create_task(self._carry_out(at, incoming, screen))
        moment = asyncio.create_task(self.clock.sleep(PATIENCE))
        await asyncio.wait((showing, moment), return_when=asyncio.FIRST_COMPLETED)
        moment.cancel()
        if showing.done():
            showing.result()
            return
        self._held_up.add(showing)
        promise = await self._promise(at, HELD_UP)
        showing.add_done_callback(partial(self._kept, promise))

    async def idle(self) -> None:
        """Wait for the screens that are held up."""
        while self._held_up:
            await asyncio.wait(set(self._held_up))
            await asyncio.sleep(0)

    async def _carry_out(self, at: Context, incoming: Incoming, screen: Screen | None) -> None:
        try:
            await asyncio.gather(self._answer(incoming, screen), self._show(at, incoming, screen))
        except TextError as error:  # what was done is done; only its words are missing
            log.error("a screen could not be written: %s", type(error).__name__)
            await self._sorry(incoming)

    def _kept(self, promise: NoticeId | None, showing: asyncio.Task[None]) -> None:
        self._held_up.discard(showing)
        if not showing.cancelled() and showing.exception() is None and promise is not None:
            task = asyncio.create_task(self._take_back(promise))
            self._held_up.add(task)
            task.add_done_callback(self._held_up.discard)

    async def _take_back(self, promise: NoticeId) -> None:
        await self.router.app.run(SYSTEM_TURN, conversation.shown_after_all, promise)

    async def _answer(self, incoming: Incoming, screen: Screen | None) -> None:
        if isinstance(incoming.what, Pressed):
            popup = screen if screen is not None and screen.place is Place.POP_UP else None
            await self.post.answer(incoming.what.query, popup)

    async def _show(self, at: Context, incoming: Incoming, screen: Screen | None) -> None:
        for message in at.gone:
            await self.post.wipe(at.account, message)
        if screen is None or screen.place is Place.POP_UP:
            return
        if screen.wipe and at.typed_message is not None:
            screen = await self._wiped(at, screen, at.typed_message)
        pressed = incoming.what.message if isinstance(incoming.what, Pressed) else None
        shown = await self.post.show(at.account, screen, Lane.REPLY, pressed)
        if isinstance(shown.result, Unreached):
            await self._promise(at, AGAIN_AFTER)
        if screen.card is not None and isinstance(shown.result, Accepted) and shown.message is not None:
            await at.run(delivery.my_card, screen.card, shown.message)
        elif pressed is not None and shown.message == pressed:
            await at.run(delivery.turned_over, pressed)

    async def _wiped(self, at: Context, screen: Screen, message: int) -> Screen:
        """What was typed is gone, or the screen says that it is still there."""
        return screen if await self.post.wipe(at.account, message) else screen.left_in_chat()

    async def _promise(self, at: Context, after: timedelta) -> NoticeId | None:
        """The reply did not get out yet: the current screen follows as a notice; a visitor taps again."""
        try:
            return await at.run(conversation.show_again, after)
        except NotAllowed:
            log.info("a reply to a visitor could not be delivered")
            return None

    async def apologise(self, update: Update) -> None:
        """After three failures: it was us."""
        incoming = read_update(update)
        if incoming is not None:
            await self._sorry(incoming)

    async def _sorry(self, incoming: Incoming) -> None:
        await self.post.show(incoming.account, Screen(text("error.system"), (to_menu(),)), Lane.REPLY)
