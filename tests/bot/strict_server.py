"""A Telegram that allows exactly so many messages in any window of a second, and not one more."""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from telegram.error import RetryAfter, TelegramError

from bot.gate import Call, Gate, Post
from scheduling.clock import MovableClock

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
TICK = 1e-6
UNCOUNTED = ("answerCallbackQuery", "deleteMessage")


@dataclass(frozen=True)
class Taken:
    """A call as the server took it."""

    at: float
    chat: int
    method: str
    text: str


@dataclass
class StrictServer:
    """Answers after `latency` seconds, each way up to `jitter` longer; `faults` come first, one a call."""

    clock: MovableClock
    overall: int = 30
    latency: float = 0.05
    jitter: float = 0.0
    chance: Random = field(default_factory=lambda: Random(7))
    taken: list[Taken] = field(default_factory=list)
    refused: int = 0
    faults: deque[TelegramError | Exception] = field(default_factory=deque)
    fault_for: Callable[[Call], TelegramError | None] = lambda _: None
    most_at_once: int = 0
    at_once: int = 0

    async def post(self, call: Call) -> int | None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._post(call)
        finally:
            self.at_once -= 1

    async def _post(self, call: Call) -> int | None:
        await self._travel()
        fault = self.faults.popleft() if self.faults else self.fault_for(call)
        if fault is None and call.method not in UNCOUNTED:
            fault = self._judge(call)
        await self._travel()
        if fault is not None:
            raise fault
        return len(self.taken)

    async def _travel(self) -> None:
        await self.clock.sleep(self.latency / 2 + self.chance.uniform(0, self.jitter))

    def _judge(self, call: Call) -> RetryAfter | None:
        now = self.clock.monotonic()
        lately = [one for one in self.taken[-self.overall :] if now - one.at < 1 - TICK]
        if len(lately) >= self.overall or any(one.chat == call.chat for one in lately):
            self.refused += 1
            return RetryAfter(math.ceil(lately[0].at + 1 - now))
        self.taken.append(Taken(now, call.chat, call.method, str(call.params.get("text", ""))))
        return None


def message(chat: int, text: str = "Goedemorgen.") -> Call:
    return Call("sendMessage", chat, {"text": text})


def edit(chat: int, text: str, card: int = 5) -> Call:
    return Call("editMessageText", chat, {"message_id": card, "text": text})


@asynccontextmanager
async def an_open_gate(post: Post, clock: MovableClock, rate: int = 30) -> AsyncIterator[Gate]:
    gate = Gate(post, clock, rate)
    running = asyncio.create_task(gate.run())
    await asyncio.sleep(0)
    try:
        yield gate
    finally:
        closing = asyncio.create_task(gate.close())
        await clock.live(60)
        await closing
        await running
