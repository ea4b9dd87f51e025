"""What both doors do with a request: let time pass, go wrong when asked to, hold a long poll, answer."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from sandbox.core import Telegram
from sandbox.errors import OTHER_POLLER, Refused, conflict, too_many_requests, unauthorized
from sandbox.faults import BAD_GATEWAY_PAGE, DONE_ALL_THE_SAME, Fault, Faults, Trouble
from sandbox.methods.receiving import LONGEST_POLL, listen
from sandbox.wire import Params, Reply, Upload

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    """A method of the Bot API with its parameters and files."""

    method: str
    params: Mapping[str, object] = field(repr=False)
    files: Mapping[str, Upload] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Answer:
    """What goes back; with a trouble that loses the answer, nothing does."""

    status: int
    payload: bytes = field(repr=False)
    trouble: Trouble | None = None


class Door:
    """A way into the stand-in; `sleep` is that of the clock in use."""

    def __init__(
        self, telegram: Telegram, faults: Faults | None = None, sleep: Sleep = asyncio.sleep
    ) -> None:
        self.telegram = telegram
        self.faults = faults or Faults()
        self._sleep = sleep
        self._closed = False
        self._news = asyncio.Event()
        telegram.updates.arrivals.append(self._news.set)

    async def answer(self, request: Request) -> Answer:
        fault = self.faults.take(request.method, request.params)
        await self._pass(self.faults.latency / 2)
        answer = await self._misbehave(fault, request) if fault else _answer(await self._do(request))
        await self._pass(self.faults.latency / 2)
        return answer

    def close(self) -> None:
        """Let go of every held poll."""
        self._closed = True
        self._news.set()

    async def _pass(self, seconds: float) -> None:
        if seconds > 0:
            await self._sleep(seconds)

    async def _misbehave(self, fault: Fault, request: Request) -> Answer:
        reply = _refusal(fault)
        if fault.trouble in DONE_ALL_THE_SAME:
            reply = await self._do(request)
        else:
            self.telegram.record(request.method, request.params, reply, request.files)
        if fault.trouble is Trouble.LATE:
            await self._sleep(fault.seconds)
        page = fault.trouble in {Trouble.BAD_GATEWAY, Trouble.BAD_GATEWAY_AFTER}
        return Answer(502, BAD_GATEWAY_PAGE) if page else _answer(reply, fault.trouble)

    async def _do(self, request: Request) -> Reply:
        if request.method.lower() == "getupdates":
            return await self._poll(request)
        return self.telegram.call(request.method, request.params, request.files)

    async def _poll(self, request: Request) -> Reply:
        """Answer when there is news, when the time is up, or when a second poller takes over."""
        updates = self.telegram.updates
        updates.polls += 1
        turn = updates.polls
        for arrival in updates.arrivals:
            arrival()
        await self._wait_for_news(request, turn)
        if turn != updates.polls:
            reply = _refused(conflict(OTHER_POLLER))
            self.telegram.record(request.method, request.params, reply, request.files)
            return reply
        return self.telegram.call(request.method, request.params)

    async def _wait_for_news(self, request: Request, turn: int) -> None:
        params = Params(request.params, {})
        seconds = min(params.integer("timeout") or 0, LONGEST_POLL)
        try:
            listen(self.telegram, params)
        except Refused:
            return  # `call` says so, and writes it down
        if seconds > 0 and not self._has_news(turn):
            await self._first(self._hear(turn), self._rest(seconds))

    def _has_news(self, turn: int) -> bool:
        telegram = self.telegram
        return bool(
            telegram.updates or telegram.webhook.url or self._closed or turn != telegram.updates.polls
        )

    async def _hear(self, turn: int) -> None:
        while not self._has_news(turn):
            self._news.clear()
            await self._news.wait()

    async def _rest(self, seconds: float) -> None:
        await self._sleep(seconds)

    async def _first(self, *waits: Coroutine[None, None, None]) -> None:
        tasks = [asyncio.ensure_future(wait) for wait in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()


def _refused(refused: Refused) -> Reply:
    return Reply(refused.status, refused.body())


def _refusal(fault: Fault) -> Reply:
    if fault.trouble is Trouble.FLOOD:
        return _refused(too_many_requests(math.ceil(fault.seconds)))
    if fault.trouble is Trouble.UNAUTHORIZED:
        return _refused(unauthorized())
    return Reply(502, {"ok": False, "description": fault.trouble})


def _answer(reply: Reply, trouble: Trouble | None = None) -> Answer:
    return Answer(reply.status, reply.payload, trouble)
