"""Guessing and flooding are slowed in memory only: who tried how often is never written down."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from domain.actors import Account


class Throttle:
    """So many tries per account within a span; the next one waits until the oldest has aged."""

    def __init__(self, most: int, within: timedelta, clock: Callable[[], datetime]) -> None:
        self._most, self._within, self._clock = most, within, clock
        self._tries: dict[int, deque[datetime]] = {}

    def allow(self, account: Account) -> bool:
        """Count a try; False when there were too many."""
        now = self._clock()
        self._forget(now)
        tries = self._tries.setdefault(account.number, deque())
        if len(tries) >= self._most:
            return False
        tries.append(now)
        return True

    def exhausted(self, account: Account) -> bool:
        """Whether there were too many already; asking counts for nothing."""
        self._forget(self._clock())
        return len(self._tries.get(account.number, ())) >= self._most

    def _forget(self, now: datetime) -> None:
        for number in list(self._tries):
            tries = self._tries[number]
            while tries and now - tries[0] >= self._within:
                tries.popleft()
            if not tries:
                del self._tries[number]
