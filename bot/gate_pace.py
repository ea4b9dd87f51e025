"""When the next call may go to Telegram: never above the limit, evenly, and gently after a refusal."""

import heapq
from collections import deque
from math import inf

from domain import pacing as rules
from domain.pacing import Lane

HORIZON = 100  # calls over which the shortest trip is remembered; routes change


class ShortestTrip:
    """The shortest time there and back among the last calls; until enough are known it counts as none."""

    def __init__(self) -> None:
        self._before, self._current, self._seen = 0.0, inf, 0

    def seconds(self) -> float:
        return min(self._before, self._current)

    def saw(self, seconds: float) -> None:
        self._current = min(self._current, seconds)
        self._seen += 1
        if self._seen >= HORIZON:
            self._before, self._current, self._seen = self._current, inf, 0


class Pace:
    """What was sent lately, and until when everybody waits. All instants in seconds of one clock."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._flying = 0
        self._counted: list[float] = []  # until when each answered call still counts
        self._trip = ShortestTrip()
        self._slot = self._answered = self._paused_until = -inf
        self._refusals: deque[tuple[float, int]] = deque(maxlen=16)

    @property
    def paused_until(self) -> float:
        return self._paused_until

    def reply_at(self, now: float) -> float:
        """A reply waits for a pause and for room in the window, not for its turn in the even pace."""
        return max(self._paused_until, self._room_at(now))

    def notice_at(self, now: float) -> float:
        return max(self.reply_at(now), self._slot)

    def started(self, lane: Lane, now: float) -> None:
        self._flying += 1
        if lane is Lane.REPLY:
            self._answered = now
            return
        gap = rules.interval(self._limit, now - self._answered, now - self._paused_until)
        self._slot = rules.next_slot(self._slot, now, gap)

    def ended(self, sent: float, now: float, accepted: bool) -> float:
        """Returns until when the call counts, in its chat as well as over all."""
        if accepted:
            self._trip.saw(now - sent)
        until = rules.counts_until(sent, now, self._trip.seconds())
        self._flying -= 1
        heapq.heappush(self._counted, until)
        return until

    def refused(self, chat: int, now: float, seconds: float) -> bool:
        """A 429: pauses everybody when more than this chat is meant, and says so."""
        everybody = rules.names_all(chat, now, self._refusals)
        self._refusals.append((now, chat))
        if everybody:
            self._paused_until = max(self._paused_until, now + seconds)
        return everybody

    def _room_at(self, now: float) -> float:
        while self._counted and self._counted[0] <= now:
            heapq.heappop(self._counted)
        excess = self._flying + len(self._counted) - rules.ceiling(self._limit, now - self._paused_until)
        if excess < 0:
            return now
        return self._counted[0] if self._counted else inf
