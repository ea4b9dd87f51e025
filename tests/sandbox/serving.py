"""A stand-in that answers over HTTP in the test's own loop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import uvicorn
from starlette.applications import Starlette

from sandbox.core import Telegram
from sandbox.http import HttpDoor, Server, address, listen


async def until(true: Callable[[], bool]) -> None:
    """Wait, five seconds at most, for something that rings no bell."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 (neither uvicorn nor the queue has an event for it)
            await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def _running(server: uvicorn.Server) -> AsyncIterator[str]:
    with listen(0) as listener:
        task = asyncio.create_task(server.serve(sockets=[listener]))
        await until(lambda: server.started)
        try:
            yield address(listener)
        finally:
            server.should_exit = True
            await task


def serving(telegram: Telegram) -> AbstractAsyncContextManager[str]:
    """The address of the stand-in."""
    return _running(Server(HttpDoor(telegram)))


def serving_app(app: Starlette) -> AbstractAsyncContextManager[str]:
    """The address of another application, a bot's webhook for instance."""
    return _running(uvicorn.Server(uvicorn.Config(app, log_level="critical")))
