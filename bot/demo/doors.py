"""The bot's two ways to the stand-in: without a network while the town settles, then over HTTP."""

import asyncio
import contextlib
from typing import Any
from urllib.parse import urlsplit

from telegram.request import BaseRequest, HTTPXRequest, RequestData

from sandbox.core import Telegram
from sandbox.http import HttpDoor, Server, address, listen
from sandbox.inprocess import InProcessRequest
from scheduling.clock import Clock

CONNECTIONS = 32


class TwoDoors(BaseRequest):
    """Speaks to the stand-in in this process, until it is told the address of its HTTP Bot API."""

    def __init__(self, telegram: Telegram, clock: Clock) -> None:
        self._inside = InProcessRequest(telegram, sleep=clock.sleep)
        self._outside = HTTPXRequest(connection_pool_size=CONNECTIONS)
        self._root: str | None = None

    @property
    def read_timeout(self) -> float | None:
        """The same behind both doors."""
        return self._inside.read_timeout

    def over_http(self, root: str) -> None:
        """From now on every request crosses a socket."""
        self._root = root

    @property
    def crossing(self) -> bool:
        """Whether requests cross a socket."""
        return self._root is not None

    async def initialize(self) -> None:
        """Open both."""
        await self._inside.initialize()
        await self._outside.initialize()

    async def shutdown(self) -> None:
        """Close both."""
        await self._inside.shutdown()
        await self._outside.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: Any, **named: Any
    ) -> tuple[int, bytes]:
        """One request through the door of the moment."""
        if self._root is None:
            return await self._inside.do_request(url, method, request_data, *more, **named)
        return await self._outside.do_request(
            self._root + urlsplit(url).path, method, request_data, *more, **named
        )


class StandIn:
    """The stand-in's HTTP Bot API on a free port of this machine."""

    def __init__(self, telegram: Telegram) -> None:
        self._listener = listen(0)
        self._server = Server(HttpDoor(telegram))
        self._task: asyncio.Task[None] | None = None
        self.root = address(self._listener)

    async def open(self) -> None:
        """Answer from now on."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        while not self._server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)

    async def close(self) -> None:
        """Stop answering."""
        self._server.should_exit = True
        if self._task is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._listener.close()
