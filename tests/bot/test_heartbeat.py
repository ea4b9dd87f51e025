"""The sign of life: bare, once a minute, only while the bot is well and sends, its trouble said once."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from bot.heartbeat import Heartbeat
from bot.status import Health
from scheduling.clock import MovableClock
from tests.world import START

WELL, ILL = Health("ok", True), Health("telegram does not answer", False)


@dataclass
class Monitor:
    """A monitor elsewhere: what it was asked, and what it answers."""

    answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    asked: list[bytes] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answer)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(monitor: Monitor) -> AsyncIterator[Monitor]:
    server = await asyncio.start_server(monitor.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monitor.url = f"http://127.0.0.1:{port}/ping/geheim"
    async with server:
        yield monitor


def heartbeat(url: str, health: Health = WELL, sends: bool = True) -> Heartbeat:
    async def look() -> Health:
        return health

    return Heartbeat(url, look, lambda: sends)


async def once(beats: Heartbeat) -> None:
    async with httpx.AsyncClient(timeout=5) as client:
        await beats.beat(client)


async def test_it_says_nothing_but_that_it_is_there() -> None:
    async with listening(Monitor()) as monitor:
        await once(heartbeat(monitor.url))
    (asked,) = monitor.asked
    lines = asked.decode().splitlines()
    assert lines[0] == "GET /ping/geheim HTTP/1.1"
    told = {line.partition(":")[0].lower() for line in lines[1:] if line}
    assert told <= {"host", "accept", "accept-encoding", "connection", "user-agent"}


@pytest.mark.parametrize(("health", "sends"), [(ILL, True), (WELL, False)])
async def test_a_bot_that_is_ill_or_stands_by_is_silent(health: Health, sends: bool) -> None:
    async with listening(Monitor()) as monitor:
        await once(heartbeat(monitor.url, health, sends))
    assert monitor.asked == []


async def test_once_a_minute() -> None:
    clock = MovableClock(START)
    async with listening(Monitor()) as monitor:
        task = asyncio.create_task(heartbeat(monitor.url).run(clock))
        for beats in (1, 2, 3):
            async with asyncio.timeout(5):
                while len(monitor.asked) < beats:  # noqa: ASYNC110 - the request is real, the clock is not
                    await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            await clock.live(59)
            assert len(monitor.asked) == beats
            await clock.live(1)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_trouble_is_said_once_and_the_address_never(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    answers = (b"HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Monitor.answer)
    async with listening(Monitor()) as monitor:
        beats = heartbeat(monitor.url)
        for answer in (answers[0], answers[0], answers[1], answers[0]):
            monitor.answer = answer
            await once(beats)
    said = [one.getMessage() for one in caplog.records if one.name == "bot.heartbeat"]
    assert said == ["the heartbeat does not arrive: HTTPStatusError"] * 2
    await once(heartbeat(monitor.url))
    assert "geheim" not in "".join(one.getMessage() for one in caplog.records if one.name == "bot.heartbeat")
