"""On PostgreSQL the tables are made on purpose, one process sends, and another takes over when it dies."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from storage.database import make_engine
from tests.real_city import RealCity, real_city
from tests.storage.conftest import postgres_url

__all__ = ["postgres_url"]

COMMAND = (sys.executable, "-m", "bot", "run")
SECRET = "een-lang-geheim-van-de-webhook-0123"


@pytest.fixture
async def city(tmp_path: Path, postgres_url: str) -> AsyncIterator[RealCity]:
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    async with real_city(tmp_path) as opened:
        opened.url = postgres_url
        yield opened


async def begin(city: RealCity, log: Path, **settings: str) -> asyncio.subprocess.Process:
    with log.open("ab") as out:
        return await asyncio.create_subprocess_exec(
            *COMMAND, cwd=city.folder, env=city.environment() | settings, stdout=out, stderr=out
        )


def migrate(city: RealCity, surroundings: pytest.MonkeyPatch) -> int:
    for name, value in city.environment().items():
        if name.startswith("BIJEEN_"):
            surroundings.setenv(name, value)
    return main(["migrate"])


def says(log: Path, words: str) -> bool:
    return words in log.read_text()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_missing_tables_name_migrate(city: RealCity) -> None:
    process = await begin(city, city.log)
    assert await process.wait() == 1
    assert "python -m bot migrate" in city.log.read_text().splitlines()[-1]


async def test_of_two_that_poll_one_ends_with_a_sentence(
    city: RealCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert migrate(city, monkeypatch) == 0
    await city.start()
    process = await begin(city, city.folder / "second.log")
    assert await process.wait() == 1
    assert (city.folder / "second.log").read_text().splitlines()[-1].startswith("Another bot is running")
    assert await city.stop() == 0


async def test_who_stands_by_takes_over(city: RealCity, monkeypatch: pytest.MonkeyPatch) -> None:
    assert migrate(city, monkeypatch) == 0
    logs = [city.folder / "first.log", city.folder / "second.log"]
    processes = []
    port = free_port()
    for log, listens in zip(logs, (port, 0), strict=True):
        settings = {
            "BIJEEN_LISTEN": f"127.0.0.1:{listens}",
            "BIJEEN_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "BIJEEN_WEBHOOK_SECRET": SECRET,
        }
        processes.append(await begin(city, log, **settings))
        await city.until(partial(says, log, "ready: webhook"), 20)
    first, second = processes
    assert "sends what was promised" in logs[0].read_text()
    assert "stands by" in logs[1].read_text()
    first.kill()
    await first.wait()
    await city.until(partial(says, logs[1], "sends what was promised"), 20)
    second.terminate()
    assert await second.wait() == 0
