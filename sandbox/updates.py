"""What waits for the bot: offered until a later offset says that it was taken, for 24 hours."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from sandbox.wire import Wire

KEPT = 24 * 3600.0  # seconds; Bot API, getUpdates
FIRST_ID = 700_000_001
BATCH = 100
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Waiting:
    """One update and when it came."""

    id: int
    at: float
    kind: str
    payload: Wire

    def wire(self) -> Wire:
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """The queue of one bot. `duplicate` and `reverse` count how often a test wants it to misbehave."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._queue: deque[Waiting] = deque()
        self._again: list[Waiting] = []
        self._next = FIRST_ID
        self.allowed: tuple[str, ...] = ()
        self.arrivals: list[Callable[[], None]] = []
        self.duplicate = 0
        self.reverse = 0
        self.polls = 0

    def add(self, kind: str, payload: Wire) -> None:
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return
        self._queue.append(Waiting(self._next, self._now(), kind, payload))
        self._next += 1
        for arrival in self.arrivals:
            arrival()

    def acknowledge(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps that many of the newest."""
        while self._queue and self._now() - self._queue[0].at > KEPT:
            self._queue.popleft()
        while self._queue and (len(self._queue) > -offset if offset < 0 else self._queue[0].id < offset):
            self._forget(self._queue.popleft())

    def _forget(self, taken: Waiting) -> None:
        if self.duplicate:
            self.duplicate -= 1
            self._again.append(taken)

    def batch(self, limit: int = BATCH) -> list[Wire]:
        again, self._again = self._again, []
        batch = [*again, *islice(self._queue, limit)]
        if self.reverse and len(batch) > 1:
            self.reverse -= 1
            batch.reverse()
        return [waiting.wire() for waiting in batch]

    def drop(self) -> None:
        self._queue.clear()
        self._again.clear()

    def __len__(self) -> int:
        return len(self._queue) + len(self._again)
