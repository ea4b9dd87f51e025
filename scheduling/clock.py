"""The time by which members are reminded and messages are paced; nothing else reads the system's time."""

import asyncio
import heapq
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Protocol


class Clock(Protocol):
    """What the product may ask about time; both doubles and the real one answer it."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since an unnamed start; never goes back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds; at the next turn of the loop for zero or less."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


_Sleeper = tuple[float, int, asyncio.Future[None]]
SETTLING_TURNS = 16  # turns of the loop in which woken tasks may go on before time moves again


class MovableClock:
    """A clock that a test or the demo moves by hand; with `running` it flows with real time as well."""

    def __init__(self, start: datetime, running: bool = False) -> None:
        if start.tzinfo is None:
            raise ValueError("the start of a clock needs a time zone")
        self._start = start.astimezone(UTC)
        self._moved = 0.0
        self._running = running
        self._real_start = time.monotonic()
        self._sleepers: list[_Sleeper] = []
        self._order = count()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return self._moved + (time.monotonic() - self._real_start if self._running else 0.0)

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        wake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.monotonic() + seconds, next(self._order), wake))
        if self._running:
            self._wake_in_real_time(seconds)
        await wake

    def flow(self) -> None:
        """From now on time also passes by itself, as in the demo after its town was settled."""
        self._running, self._real_start = True, time.monotonic()
        for wakes, _, _ in self._sleepers:
            self._wake_in_real_time(max(0.0, wakes - self.monotonic()))

    def advance(self, seconds: float) -> None:
        """Move on at once and wake those whose time has come; they run at the next turn of the loop."""
        if seconds < 0:
            raise ValueError("a clock does not go back")
        self._moved += seconds
        self._wake_due()

    async def live(self, seconds: float) -> None:
        """Let time pass from one sleeper to the next, each going on at its own instant, as in real time.

        Work in other threads is not waited for.
        """
        end = self.monotonic() + seconds
        await self._settle()
        while (wakes := self._next_wake()) is not None and wakes <= end:
            self.advance(max(0.0, wakes - self.monotonic()))
            await self._settle()
        self.advance(max(0.0, end - self.monotonic()))
        await self._settle()

    def _next_wake(self) -> float | None:
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def _wake_due(self) -> None:
        while (wakes := self._next_wake()) is not None and wakes <= self.monotonic() + 1e-9:
            heapq.heappop(self._sleepers)[2].set_result(None)

    def _wake_in_real_time(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds + 1e-4, self._wake_due)

    async def _settle(self) -> None:
        for _ in range(SETTLING_TURNS):
            await asyncio.sleep(0)
