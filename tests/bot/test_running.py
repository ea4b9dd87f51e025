"""The real process: it starts, says how it is, stops when told to, or says in one sentence why it cannot."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from domain.actors import Role
from tests.real_city import RealCity, real_city

COMMAND = (sys.executable, "-m", "bot", "run")
SECRET = "een-lang-geheim-van-de-webhook-0123"


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[RealCity]:
    async with real_city(tmp_path) as opened:
        yield opened


@dataclass(frozen=True)
class Ended:
    """How a process ended that was not meant to run on."""

    status: int
    said: list[str]


async def run(city: RealCity, **settings: str) -> Ended:
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        cwd=city.folder,
        env=city.environment() | settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode is not None
    return Ended(process.returncode, said.decode().splitlines())


async def begin(city: RealCity, **settings: str) -> None:
    """Start without waiting for a poll."""
    with city.log.open("ab") as log:
        city.process = await asyncio.create_subprocess_exec(
            *COMMAND, cwd=city.folder, env=city.environment() | settings, stdout=log, stderr=log
        )


async def where(city: RealCity) -> str:
    await city.until(lambda: "http://127.0.0.1" in city.log.read_text(), 10)
    return next(line for line in city.log.read_text().splitlines() if line.startswith("http://"))


async def test_it_starts_answers_and_stops(city: RealCity) -> None:
    (amina,) = city.settle(1, Role.CONTACTCIRKEL)
    await city.start()
    async with httpx.AsyncClient(base_url=await where(city)) as client:
        await city.until(lambda: "ready" in city.log.read_text(), 10)
        assert (await client.get("/health")).json() == {"status": "ok"}
        assert "bijeen_sends 1" in (await client.get("/metrics")).text
    amina.say("menu")
    await city.until(lambda: bool(city.sent()), 10)
    assert await city.stop() == 0
    assert city.log.read_text().splitlines()[-1].endswith("stopped")
    assert "no DPIA on record" in city.log.read_text()


async def test_a_second_one_is_one_sentence(city: RealCity) -> None:
    await city.start()
    ended = await run(city)
    assert ended.status == 1
    assert ended.said[-1] == "Another bot is running on this database: stop that one first."
    assert city.process is not None
    assert city.process.returncode is None


async def test_a_wrong_token_is_one_sentence_without_it(city: RealCity) -> None:
    ended = await run(city, BIJEEN_TOKEN="999:AAHplantedWrongToken")
    assert ended.status == 1
    assert ended.said[-1] == "Telegram does not know this bot token: look it up again with @BotFather."
    assert "planted" not in "".join(ended.said)
    assert not [line for line in ended.said if "Traceback" in line]


async def test_missing_keys_are_one_sentence(city: RealCity) -> None:
    city.keys.unlink()
    ended = await run(city)
    assert ended.status == 1
    assert ended.said[-1].startswith("The keys are missing beside an existing database")
    assert not city.keys.exists()


async def test_a_taken_address_is_one_sentence(city: RealCity) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = await run(city, BIJEEN_LISTEN=f"127.0.0.1:{other.getsockname()[1]}")
    assert ended.status == 1
    assert ended.said[-1].endswith("Address already in use")


async def test_a_database_server_that_is_away_is_one_sentence(city: RealCity) -> None:
    ended = await run(city, BIJEEN_DATABASE_URL="postgresql+psycopg://nobody:planted@127.0.0.1:1/none")
    assert ended.status == 1
    assert ended.said[-1].startswith("The database does not answer")
    assert "planted" not in "".join(ended.said)


async def test_it_waits_for_a_telegram_that_is_away_and_can_be_stopped(city: RealCity) -> None:
    city.api = "http://127.0.0.1:1"
    await begin(city)
    await city.until(lambda: "Telegram cannot be reached" in city.log.read_text(), 20)
    async with httpx.AsyncClient(base_url=await where(city)) as client:
        answer = await client.get("/health")
        assert (answer.status_code, answer.json()) == (503, {"status": "starting"})
    assert await city.stop() == 0


async def test_by_webhook_every_update_has_its_answer(city: RealCity) -> None:
    (amina,) = city.settle(1, Role.CONTACTCIRKEL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "BIJEEN_LISTEN": f"127.0.0.1:{port}",
        "BIJEEN_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "BIJEEN_WEBHOOK_SECRET": SECRET,
    }
    await begin(city, **settings)
    await city.until(lambda: "ready: webhook" in city.log.read_text(), 20)
    amina.say("menu")
    amina.say("hulp")
    await city.until(lambda: len(city.sent()) == 2, 20)
    assert await city.stop() == 0
