"""Calls wait in lanes: first come first served, one at a time per chat; a resting chat is passed over."""

import heapq
from collections import deque
from collections.abc import Iterator
from itertools import count
from math import inf

from bot.gate_call import Card, Waiting
from domain import pacing as rules
from domain.pacing import Lane

EPSILON = 1e-6  # seconds; instants this near are the same
KEPT_EDIT_TIMES = 512


class Lanes:
    """Every step costs the logarithm of what waits; nobody looks through a queue."""

    def __init__(self) -> None:
        self._queues: dict[Lane, dict[int, deque[Waiting]]] = {lane: {} for lane in Lane}
        self._heads: dict[Lane, list[tuple[int, int]]] = {lane: [] for lane in Lane}
        self._sizes = dict.fromkeys(Lane, 0)
        self._resting: dict[int, float] = {}
        self._wakes: list[tuple[float, int]] = []
        self._cards: dict[Card, Waiting] = {}
        self._held: list[tuple[float, int, Waiting]] = []
        self._last_edits: dict[int, float] = {}
        self._holds = count()

    def __len__(self) -> int:
        return sum(self._sizes.values())

    def size(self, lane: Lane) -> int:
        return self._sizes[lane]

    def put(self, waiting: Waiting, now: float) -> None:
        card = waiting.call.card
        older = self._cards.get(card) if card else None
        if older is not None:
            self._replace(older, waiting)
            return
        self._register(waiting)
        at = self._edit_time(waiting, now)
        if at > now:
            waiting.held = True
            heapq.heappush(self._held, (at, next(self._holds), waiting))
        else:
            self._line_up(waiting)

    def put_back(self, waiting: Waiting, until: float) -> None:
        """A call that did not arrive goes to the head again; its chat rests until then."""
        card = waiting.call.card
        newer = self._cards.get(card) if card else None
        if newer is not None:
            newer.answers = waiting.answers + newer.answers
        else:
            self._register(waiting)
            self._queues[waiting.lane].setdefault(waiting.call.chat, deque()).appendleft(waiting)
        self.rest(waiting.call.chat, until)

    def first(self, lane: Lane) -> Waiting | None:
        """Who is next in the lane, among the chats that do not rest."""
        heads = self._heads[lane]
        while heads:
            order, chat = heads[0]
            queue = self._queues[lane].get(chat)
            if queue and queue[0].order == order and chat not in self._resting:
                return queue[0]
            heapq.heappop(heads)
        return None

    def take(self, waiting: Waiting) -> None:
        """The call goes; its chat rests until somebody says how long."""
        chat = waiting.call.chat
        self._leave(waiting)
        self._forget(waiting)
        self._resting[chat] = inf

    def rest(self, chat: int, until: float) -> None:
        self._resting.pop(chat, None)  # so that the longest at rest stands first
        self._resting[chat] = until
        if any(chat in queues for queues in self._queues.values()):
            heapq.heappush(self._wakes, (until, chat))

    def wake(self, now: float) -> None:
        """Let those whose time has come take part again."""
        while self._wakes and self._wakes[0][0] <= now + EPSILON:
            until, chat = heapq.heappop(self._wakes)
            if self._resting.get(chat) == until:
                del self._resting[chat]
                self._show_heads(chat)
        self._forget_rested(now)
        while self._held and self._held[0][0] <= now + EPSILON:
            waiting = heapq.heappop(self._held)[2]
            if waiting.held:
                waiting.held = False
                self._line_up(waiting)

    def wakes_at(self) -> float:
        """The next instant at which `wake` changes something; infinity when there is none."""
        rested = self._wakes[0][0] if self._wakes else inf
        return min(rested, self._held[0][0]) if self._held else rested

    def everybody(self) -> Iterator[Waiting]:
        """All that wait, in the lanes and for their instant."""
        for lane in Lane:
            for queue in self._queues[lane].values():
                yield from queue
        yield from (waiting for _, _, waiting in self._held if waiting.held)

    def _register(self, waiting: Waiting) -> None:
        self._sizes[waiting.lane] += 1
        if (card := waiting.call.card) is not None:
            self._cards[card] = waiting

    def _forget(self, waiting: Waiting) -> None:
        self._sizes[waiting.lane] -= 1
        if (card := waiting.call.card) is not None:
            self._cards.pop(card, None)

    def _line_up(self, waiting: Waiting) -> None:
        queue = self._queues[waiting.lane].setdefault(waiting.call.chat, deque())
        queue.append(waiting)
        if len(queue) > 1:
            return
        rests_until = self._resting.get(waiting.call.chat)
        if rests_until is None:
            heapq.heappush(self._heads[waiting.lane], (waiting.order, waiting.call.chat))
        elif rests_until < inf:
            heapq.heappush(self._wakes, (rests_until, waiting.call.chat))

    def _forget_rested(self, now: float) -> None:
        """Chats for which nothing waits wake nobody; they are dropped in passing."""
        while self._resting:
            chat, until = next(iter(self._resting.items()))
            if until > now:
                return
            del self._resting[chat]

    def _leave(self, waiting: Waiting) -> None:
        queues, chat = self._queues[waiting.lane], waiting.call.chat
        queues[chat].remove(waiting)
        if not queues[chat]:
            del queues[chat]

    def _show_heads(self, chat: int) -> None:
        for lane in Lane:
            if queue := self._queues[lane].get(chat):
                heapq.heappush(self._heads[lane], (queue[0].order, chat))

    def _replace(self, older: Waiting, newer: Waiting) -> None:
        """The newest state of a card is sent for all who asked, in the more urgent of the two lanes."""
        older.call = newer.call
        older.answers += newer.answers
        if newer.lane >= older.lane:
            return
        self._sizes[older.lane] -= 1
        self._sizes[newer.lane] += 1
        if older.held:
            older.held = False
        else:
            self._leave(older)
            self._show_heads(older.call.chat)
        older.lane, older.order = newer.lane, newer.order
        self._line_up(older)

    def _edit_time(self, waiting: Waiting, now: float) -> float:
        """Each edit of a tally is given its own instant when it comes."""
        if waiting.lane is not Lane.EDIT or waiting.call.card is None:
            return now
        if len(self._last_edits) >= KEPT_EDIT_TIMES:
            self._last_edits = {
                chat: at for chat, at in self._last_edits.items() if rules.next_edit(at, now) > now
            }
        at = rules.next_edit(self._last_edits.get(waiting.call.chat), now)
        self._last_edits[waiting.call.chat] = at
        return at
