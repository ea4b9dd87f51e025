"""What was promised is told: due notices are looked at once more, pass the one gate, and are settled each."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.gate_call import Withdrawn
from bot.post import Post
from domain.ids import MemberId, NoticeId
from domain.pacing import UNCERTAIN_ALARM, Accepted, Blocked, Lane, Refused, Result, Uncertain
from handlers.kit.capability import NoticeKind
from handlers.kit.discreet import discreet_screen
from handlers.kit.screen import Screen, View
from storage.outbox import State
from storage.trouble import DatabaseTrouble
from usecases import delivery as sentences
from usecases.app import SYSTEM_TURN, App
from usecases.delivery import Ready, Rules

AT_ONCE = 24
BROADCASTS_AT_ONCE = 12
AGAIN_AFTER = timedelta(seconds=5)
# The card of a card that was announced discreetly and not read yet: the same message announces it again.
UNREAD = "~"
URGENT_LANES = frozenset({Lane.ALARM, Lane.ESCALATION})

log = logging.getLogger(__name__)


class Delivery:
    """Hands notices to the gate, a few at a time, so that a crash leaves little in doubt."""

    def __init__(self, app: App, post: Post, kinds: Mapping[str, NoticeKind]) -> None:
        self._app, self._post, self._kinds = app, post, kinds
        self._busy: dict[NoticeId, tuple[asyncio.Task[None], Lane]] = {}
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
        found = await self._app.run(SYSTEM_TURN, sentences.due, room, list(self._busy))
        started = [one for one in found if one[0] not in self._busy and self._fits(one[1])]
        for notice, lane, kind in started:
            task = asyncio.create_task(self._deliver(notice, lane, kind))
            self._busy[notice] = (task, lane)
            task.add_done_callback(partial(self._landed, notice))
        return len(started)

    async def drain(self) -> None:
        """Deliver everything that is due now: for tests and for the end of a run."""
        while await self.tick() or self._busy:
            if self._busy:
                await asyncio.wait([task for task, _ in self._busy.values()], return_when="FIRST_COMPLETED")

    def _fits(self, lane: Lane) -> bool:
        """Broadcasts leave room for what is urgent."""
        if lane is not Lane.BROADCAST:
            return True
        return sum(1 for _, busy in self._busy.values() if busy is lane) < BROADCASTS_AT_ONCE

    def _landed(self, notice: NoticeId, task: asyncio.Task[None]) -> None:
        del self._busy[notice]
        self.ring()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a notice could not be made: %s", type(error).__name__)

    async def _deliver(self, notice: NoticeId, lane: Lane, kind_name: str) -> None:
        kind = self._kinds.get(kind_name)
        if kind is None:
            await self._settle(notice, State.FAILED, keep=False)
            return
        rules = Rules(kind.facts, kind.hours, kind.through_absence, kind.discreet)
        ready = await self._app.run(SYSTEM_TURN, sentences.look, notice, rules)
        if isinstance(ready, Ready):
            await self._send(notice, lane, kind, ready)

    async def _send(self, notice: NoticeId, lane: Lane, kind: NoticeKind, ready: Ready) -> None:
        view = View(self._app.clock(), self._app.network)
        screen = kind.screen(ready.facts, view)
        hidden = ready.discreet and not await self._in_chat(ready.member, screen)
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
