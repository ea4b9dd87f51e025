"""The counter between Telegram and the router: an update in, the tap answered, the screen shown."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from telegram import Update

from bot.delivery import Delivery
from bot.post import Post
from domain.pacing import Accepted, Lane, Unreached
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.incoming import Incoming, Pressed, read_update
from handlers.kit.routes import Router
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from usecases import conversation, delivery
from usecases.app import NotAllowed

AGAIN_AFTER = timedelta(seconds=5)

log = logging.getLogger(__name__)


@dataclass
class Desk:
    """Handles one update after the other."""

    router: Router
    post: Post
    delivery: Delivery

    async def receive(self, update: Update, seen: bool) -> None:
        """The whole way of one update. `seen`: it had its effect before a restart."""
        incoming = read_update(update)
        if incoming is None:
            return
        at = self.router.context(incoming)
        if seen:
            at.booked = True
        screen = await self.router.screen(at, incoming, seen)
        self.delivery.ring()  # the effect is written: nobody who must be told waits for this one's screen
        await asyncio.gather(self._answer(incoming, screen), self._show(at, incoming, screen))
        await at.settle()
        self.delivery.ring()

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
            await self._later(at)
        if screen.card is not None and isinstance(shown.result, Accepted) and shown.message is not None:
            await at.run(delivery.my_card, screen.card, shown.message)

    async def _wiped(self, at: Context, screen: Screen, message: int) -> Screen:
        """What was typed is gone, or the screen says that it is still there."""
        return screen if await self.post.wipe(at.account, message) else screen.left_in_chat()

    async def _later(self, at: Context) -> None:
        """The reply could not go out: the current screen follows as a notice; a visitor taps again."""
        try:
            await at.run(conversation.show_again, AGAIN_AFTER)
        except NotAllowed:
            log.info("a reply to a visitor could not be delivered")

    async def apologise(self, update: Update) -> None:
        """After three failures: it was us."""
        incoming = read_update(update)
        if incoming is not None:
            await self.post.show(incoming.account, Screen(text("error.system"), (to_menu(),)), Lane.REPLY)
