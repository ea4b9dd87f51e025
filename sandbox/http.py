"""The Bot API over HTTP, as a real bot meets it: `python -m sandbox.http --port 8081`."""

import argparse
import asyncio
import contextlib
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandbox.bodies import read_request
from sandbox.control import Control
from sandbox.core import Telegram
from sandbox.door import Answer, Door, Request, Sleep
from sandbox.errors import Refused, not_found, unauthorized
from sandbox.faults import Faults, Trouble
from sandbox.limits import Limits
from sandbox.postman import Postman

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
LOST = frozenset({Trouble.DROP, Trouble.LOSE})
GRACE = 2  # seconds for open connections when the server stops


class HttpDoor:
    """Routes of the Bot API and the control; run `deliver` beside them, and `close` before stopping."""

    def __init__(
        self,
        telegram: Telegram,
        faults: Faults | None = None,
        sleep: Sleep = asyncio.sleep,
        stop: Callable[[], None] = lambda: None,
    ) -> None:
        self.telegram = telegram
        self.faults = faults or Faults()
        self.stop = stop
        self._door = Door(telegram, self.faults, sleep)
        self._postman = Postman(telegram, sleep)

    def routes(self) -> list[Route]:
        return [
            Route("/bot{token}/{method}", self.method, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.file, methods=["GET"]),
            *Control(self.telegram, self.faults, lambda: self.stop()).routes(),
        ]

    def app(self) -> Starlette:
        return Starlette(routes=self.routes(), lifespan=self._lifespan)

    async def deliver(self) -> None:
        """Bring updates to the webhook, for ever."""
        await self._postman.run()

    def close(self) -> None:
        """Let go of held polls, so that the server can stop."""
        self._door.close()

    async def method(self, request: HttpRequest) -> Response:
        try:
            self._check(request.path_params["token"])
            params, files = await read_request(request)
        except Refused as refused:
            return _json(refused.status, refused.payload())
        return _response(await self._door.answer(Request(request.path_params["method"], params, files)))

    async def file(self, request: HttpRequest) -> Response:
        stored = self.telegram.files.at(request.path_params["path"])
        if stored is None or request.path_params["token"] != self.telegram.token:
            return _json(404, not_found().payload())
        return Response(stored.data, media_type="application/octet-stream")

    def _check(self, token: str) -> None:
        if token != self.telegram.token:
            raise unauthorized() if _TOKEN.fullmatch(token) else not_found()

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        postman = asyncio.create_task(self.deliver())
        yield
        postman.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await postman


class Broken(Response):
    """An answer of which nothing comes but the promise: the connection closes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (ASGI's form)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})


def _response(answer: Answer) -> Response:
    if answer.trouble in LOST:
        return Broken()
    return _json(answer.status, answer.payload)


def _json(status: int, payload: bytes) -> Response:
    kind = "application/json" if payload.startswith(b"{") else "text/html"
    return Response(payload, status_code=status, media_type=kind)


class Server(uvicorn.Server):
    """A server that lets go of held polls before it stops."""

    def __init__(self, door: HttpDoor) -> None:
        config = uvicorn.Config(
            door.app(), log_level="critical", access_log=False, timeout_graceful_shutdown=GRACE
        )
        super().__init__(config)
        self._door_to_close = door
        door.stop = self._stop

    def _stop(self) -> None:
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._door_to_close.close()
        await super().shutdown(sockets)


def listen(port: int) -> socket.socket:
    """A listening socket on this machine; port 0 takes a free one.

    Its protocol is named, for only then does asyncio send answers at once (Nagle costs 40 ms each).
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    listener.listen()
    return listener


def address(listener: socket.socket) -> str:
    """Where a listening socket is found."""
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.http", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one and says which")
    parser.add_argument("--token", default="1:sandbox")
    parser.add_argument("--no-limits", action="store_true", help="no 429")
    parser.add_argument("--edits-free", action="store_true", help="edits do not count against the limits")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds there and back")
    return parser.parse_args()


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (Telegram's own clock; the sandbox knows none of the product)


def main() -> None:
    """Serve until stopped; the address is the first line on standard output."""
    arguments = _arguments()
    limits = Limits(enforced=not arguments.no_limits, edits_count=not arguments.edits_free)
    telegram = Telegram(_now, arguments.token, limits=limits)
    with listen(arguments.port) as listener:
        sys.stdout.write(f"{address(listener)}\n")
        sys.stdout.flush()
        Server(HttpDoor(telegram, Faults(arguments.latency))).run(sockets=[listener])


if __name__ == "__main__":
    main()
