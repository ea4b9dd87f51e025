"""What the bot answers over HTTP: how it is, how much waits, and the updates that Telegram brings."""

import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.settings import Listen
from bot.status import Status
from storage.trouble import DatabaseTrouble

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_048_576
GRACE = 5  # seconds for open connections when the bot stops
METRICS = "text/plain; version=0.0.4; charset=utf-8"

Receive = Callable[[Mapping[str, object]], Awaitable[bool]]


class ListenRefused(Exception):
    """The address of BIJEEN_LISTEN cannot be used."""


@dataclass(frozen=True)
class Webhook:
    """Where Telegram brings updates, the word by which it is known, and who takes an update.

    `receive` says whether the update is written down; until then Telegram keeps it.
    """

    url: str
    secret: str = field(repr=False)
    receive: Receive

    @property
    def path(self) -> str:
        """The path of the address; a proxy in front keeps it as it is."""
        return urlsplit(self.url).path or "/"

    async def endpoint(self, request: Request) -> Response:
        """200 when the effect of the update is on disk, 503 when Telegram should bring it again."""
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self.secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = _read(body)
        if update is None:
            return Response(status_code=400)
        try:
            return Response(status_code=200 if await self.receive(update) else 503)
        except DatabaseTrouble:
            return Response(status_code=503)


async def _body(request: Request) -> bytes | None:
    """The body, None when it is larger than any update is."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return None
    except ClientDisconnect:
        return None
    return body


def _read(body: bytes) -> Mapping[str, object] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    numbered = isinstance(update, dict) and type(update.get("update_id")) is int
    return update if numbered else None


def application(status: Status, webhook: Webhook | None) -> Starlette:
    """`/health` and `/metrics`, and the webhook when there is one."""

    async def health(_: Request) -> Response:
        found = await status.health()
        return JSONResponse({"status": found.word}, 200 if found.well else 503)

    async def metrics(_: Request) -> Response:
        try:
            return PlainTextResponse(await status.metrics(), media_type=METRICS)
        except DatabaseTrouble as trouble:
            return PlainTextResponse(f"{trouble}\n", 503)

    routes = [Route("/health", health), Route("/metrics", metrics)]
    if webhook is not None:
        routes.append(Route(webhook.path, webhook.endpoint, methods=["POST"]))
    return Starlette(routes=routes)


class Server(uvicorn.Server):
    """uvicorn hears SIGTERM and SIGINT; its end is the sign for the bot to stop."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=GRACE
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does, without raising the signal once more at the end: the bot has yet to finish."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()


def listen(where: Listen) -> socket.socket:
    """A listening socket. Raises `ListenRefused`.

    Its protocol is named, for only then does asyncio send answers at once.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as unless_bound:
            listener = unless_bound.enter_context(socket.socket(family, kind, socket.IPPROTO_TCP))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            unless_bound.pop_all()
    except OSError as problem:
        raise ListenRefused(f"BIJEEN_LISTEN: {where.host}:{where.port}: {problem.strerror}") from None
    return listener
