"""Telegram hears 200 when the effect is on disk; whoever does not know the secret hears nothing."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import httpx
import pytest

from bot.http import LARGEST, SECRET_HEADER, ListenRefused, Webhook, application, listen
from bot.settings import Listen
from bot.status import Status
from storage.trouble import DiskFull
from tests.world import World

SECRET = "een-lang-geheim-van-de-webhook-0123"
UPDATE = {"update_id": 7, "message": {}}


@dataclass
class Taking:
    """Takes updates and says what it is told to say."""

    answer: bool | Exception = True
    taken: list[Mapping[str, object]] = field(default_factory=list)

    async def __call__(self, update: Mapping[str, object]) -> bool:
        if isinstance(self.answer, Exception):
            raise self.answer
        self.taken.append(update)
        return self.answer


@pytest.fixture
def taking() -> Taking:
    return Taking()


@pytest.fixture
async def client(world: World, taking: Taking) -> AsyncIterator[httpx.AsyncClient]:
    webhook = Webhook("https://bot.example/hook/x", SECRET, taking)
    app = application(Status(world.bot, polls=False), webhook)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as opened:
        yield opened


async def bring(client: httpx.AsyncClient, content: bytes, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    return (await client.post("/hook/x", content=content, headers=headers)).status_code


async def test_an_update_that_is_written_down_is_accepted(client: httpx.AsyncClient, taking: Taking) -> None:
    assert await bring(client, json.dumps(UPDATE).encode()) == 200
    assert taking.taken == [UPDATE]


@pytest.mark.parametrize("answer", [False, DiskFull()])
async def test_what_is_not_written_down_is_brought_again(
    client: httpx.AsyncClient, taking: Taking, answer: bool | Exception
) -> None:
    taking.answer = answer
    assert await bring(client, json.dumps(UPDATE).encode()) == 503


@pytest.mark.parametrize("secret", [None, "", "fout", SECRET + "x", SECRET[:-1]])
async def test_without_the_secret_nothing_is_taken(
    client: httpx.AsyncClient, taking: Taking, secret: str | None
) -> None:
    assert await bring(client, json.dumps(UPDATE).encode(), secret) == 403
    assert taking.taken == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": true}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 7, "x": "' + b"x" * LARGEST + b'"}', 413),
    ],
)
async def test_what_is_no_update_is_refused(
    client: httpx.AsyncClient, taking: Taking, content: bytes, status: int
) -> None:
    assert await bring(client, content) == status
    assert taking.taken == []


async def test_other_doors_are_closed(client: httpx.AsyncClient) -> None:
    assert (await client.get("/hook/x", headers={SECRET_HEADER: SECRET})).status_code == 405
    assert (await client.post("/hook/y", headers={SECRET_HEADER: SECRET})).status_code == 404
    assert (await client.post("/health")).status_code == 405


async def test_health_is_no_200_before_the_bot_is_ready(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "starting"})


async def test_metrics_are_prometheus_text(client: httpx.AsyncClient) -> None:
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


def test_the_secret_has_no_repr(taking: Taking) -> None:
    assert SECRET not in repr(Webhook("https://bot.example/x", SECRET, taking))


def test_an_address_that_is_taken_is_said_so() -> None:
    with listen(Listen("127.0.0.1", 0)) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(ListenRefused, match=f"BIJEEN_LISTEN: 127.0.0.1:{port}: Address already in use"):
            listen(Listen("127.0.0.1", port))
