"""What was promised is told: due notices are looked at once more, pass the one gate, and are settled each."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.gate_call import Withdrawn
from bot.mail import Letter, Mailer
from bot.post import Post
from domain.channels import mail_again_after
from domain.ids import MemberId, NoticeId
from domain.pacing import UNCERTAIN_ALARM, Accepted, Blocked, Lane, Refused, Result, Uncertain, Unreached
from handlers.kit.capability import NoticeKind
from handlers.kit.discreet import discreet_screen
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import text
from storage.outbox import State
from storage.trouble import DatabaseTrouble
from usecases import delivery as sentences
from usecases.app import SYSTEM_TURN, App
from usecases.delivery import Ready, Rules

AT_ONCE = 24
BROADCASTS_AT_ONCE = 12
MAILS_AT_ONCE = 4
AGAIN_AFTER = timedelta(seconds=5)
# The card of a card that was announced discreetly and not read yet: the same message announces it again.
UNREAD = "~"
URGENT_LANES = frozenset({Lane.ALARM, Lane.ESCALATION})

log = logging.getLogger(__name__)


class Delivery:
    """Hands notices to the gate, a few at a time, so that a crash leaves little in doubt."""

    def __init__(
        self, app: App, post: Post, kinds: Mapping[str, NoticeKind], mailer: Mailer | None = None
    ) -> None:
        self._app, self._post, self._kinds, self._mailer = app, post, kinds, mailer
        self._mails = frozenset(kind.kind for kind in kinds.values() if kind.channel is not None)
        self._busy: dict[NoticeId, tuple[asyncio.Task[None], Lane]] = {}
        self._mailing: set[NoticeId] = set()
        self._bell = asyncio.Event()
        self._closing = False

    def ring(self) -> None:
        """Something may be due."""
        self._bell.set()

    async def run(self) -> None:
        """Deliver until closed."""
        while not self._closing:
            self._bell.clear()
            try:
                await self.tick()
            except DatabaseTrouble as trouble:  # the next ring tries again
                log.warning("%s", trouble)
            await self._bell.wait()

    async def close(self) -> None:
        """Finish what was begun; the rest stays in the outbox."""
        self._closing = True
        self.ring()
        tasks = [task for task, _ in self._busy.values()]
        if tasks:
            await asyncio.wait(tasks)

    async def tick(self) -> int:
        """Start what is due and fits; returns how many were started."""
        room = AT_ONCE - len(self._busy)
        if room <= 0 or self._closing:
            return 0
        # A mail server that is slow holds up mail, and nothing that goes to Telegram.
        held = self._mails if len(self._mailing) >= MAILS_AT_ONCE else frozenset()
        found = await self._app.run(SYSTEM_TURN, sentences.due, room, list(self._busy), held)
        before = len(self._busy)
        for notice, lane, kind in found:
            if notice not in self._busy and self._fits(lane, kind):
                self._begin(notice, lane, kind)
        return len(self._busy) - before

    def _begin(self, notice: NoticeId, lane: Lane, kind: str) -> None:
        task = asyncio.create_task(self._deliver(notice, lane, kind))
        self._busy[notice] = (task, lane)
        if kind in self._mails:
            self._mailing.add(notice)
        task.add_done_callback(partial(self._landed, notice))

    async def drain(self) -> None:
        """Deliver everything that is due now: for tests and for the end of a run."""
        while await self.tick() or self._busy:
            if self._busy:
                await asyncio.wait([task for task, _ in self._busy.values()], return_when="FIRST_COMPLETED")

    def _fits(self, lane: Lane, kind: str) -> bool:
        """Broadcasts leave room for what is urgent, and mails for the chat."""
        if kind in self._mails and len(self._mailing) >= MAILS_AT_ONCE:
            return False
        if lane is not Lane.BROADCAST:
            return True
        return sum(1 for _, busy in self._busy.values() if busy is lane) < BROADCASTS_AT_ONCE

    def _landed(self, notice: NoticeId, task: asyncio.Task[None]) -> None:
        del self._busy[notice]
        self._mailing.discard(notice)
        self.ring()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a notice could not be made: %s", type(error).__name__)

    async def _deliver(self, notice: NoticeId, lane: Lane, kind_name: str) -> None:
        kind = self._kinds.get(kind_name)
        if kind is None:
            await self._settle(notice, State.FAILED, keep=False)
            return
        rules = Rules(kind.facts, kind.hours, kind.through_absence, kind.discreet, kind.channel is None)
        ready = await self._app.run(SYSTEM_TURN, sentences.look, notice, rules)
        if isinstance(ready, Ready):
            send = self._send if kind.channel is None else self._mail
            await send(notice, lane, kind, ready)

    async def _mail(self, notice: NoticeId, lane: Lane, kind: NoticeKind, ready: Ready) -> None:
        """The same promise over the other channel: taken, sent, settled; nobody reads it in the chat."""
        if self._mailer is None:
            await self._settle(notice, State.FAILED, keep=False)
            return
        if not await self._app.run(SYSTEM_TURN, sentences.take, notice):
            return
        now, words = self._app.clock(), self._post.writer.texts
        said = kind.screen(ready.facts, View(now, self._app.network)).text
        title = words.plain(text("channel.subject"))
        letter = Letter(notice, ready.facts.address, title, words.plain(said), now)
        result = await self._mailer.send(letter)
        if isinstance(result, Unreached):
            await self._again(notice, mail_again_after(ready.attempts + 1))
        else:
            await self._finish(notice, lane, replace(ready, discreet=False), result)

    async def _send(self, notice: NoticeId, lane: Lane, kind: NoticeKind, ready: Ready) -> None:
        view = View(self._app.clock(), self._app.network)
        screen = kind.screen(ready.facts, view)
        silent = screen.place is Place.OR_NOWHERE
        hidden = ready.discreet and not silent and not await self._in_chat(ready.member, screen)
        if hidden:
            screen = replace(discreet_screen(notice), card=screen.card and UNREAD + screen.card)
        try:
            result, message = await self._show(notice, lane, ready, screen)
        except Withdrawn:
            return
        if screen.card is not None and message is not None:
            await self._app.run(SYSTEM_TURN, sentences.remember_card, ready.member, screen.card, message)
        await self._finish(notice, lane, replace(ready, discreet=hidden), result)

    async def _in_chat(self, member: MemberId, screen: Screen) -> bool:
        """A card that is in the chat changes without a sound; only what is new shows on a locked screen."""
        if screen.card is None:
            return False
        return await self._app.run(SYSTEM_TURN, sentences.card_of, member, screen.card) is not None

    async def _show(
        self, notice: NoticeId, lane: Lane, ready: Ready, screen: Screen
    ) -> tuple[Result, int | None]:
        shown_in = None
        if screen.card is not None:
            shown_in = await self._app.run(SYSTEM_TURN, sentences.card_of, ready.member, screen.card)

        taken = False

        async def take() -> None:
            nonlocal taken
            if taken:
                return
            taken = True
            if not await self._app.run(SYSTEM_TURN, sentences.take, notice):
                raise Withdrawn

        shown = await self._post.show(ready.account, screen, lane, shown_in, take)
        return shown.result, shown.message

    async def _finish(self, notice: NoticeId, lane: Lane, ready: Ready, result: Result) -> None:
        match result:
            case Accepted():
                await self._settle(notice, State.ACCEPTED, keep=ready.discreet)
            case Blocked():
                await self._settle(notice, State.BLOCKED, keep=False)
            case Refused():
                await self._settle(notice, State.FAILED, keep=False)
            case Uncertain() if lane in URGENT_LANES and ready.attempts == 0:
                await self._again(notice, timedelta(seconds=UNCERTAIN_ALARM))
            case Uncertain():
                await self._settle(notice, State.UNCERTAIN, keep=False)
            case _:
                await self._again(notice, AGAIN_AFTER)

    async def _settle(self, notice: NoticeId, state: State, keep: bool) -> None:
        await self._app.run(SYSTEM_TURN, sentences.settle, notice, state, keep)

    async def _again(self, notice: NoticeId, after: timedelta) -> None:
        await self._app.run(SYSTEM_TURN, sentences.again_at, notice, self._app.clock() + after)
