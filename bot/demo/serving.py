"""The demo on this machine: its page, what the page asks for, and nothing for anybody outside."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from tomllib import loads

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.commands.failure import Failed
from bot.demo.page import Page
from bot.demo.requests import Requests
from bot.demo.scene import Scene, opening
from bot.demo.story import read_story
from sandbox.http import address, listen
from scheduling.clock import SystemClock

HERE = ("127.0.0.1", "localhost")
GRACE = 2  # seconds for open connections when the server stops
HEADERS = {
    b"content-security-policy": b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cache-control": b"no-store",
}


class PortTaken(Failed):
    """The address is in use: stop the other program, or choose a port with --port."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is in use. Stop what uses it, or choose another: --port {port + 1}.")


class Guarded:
    """Every answer says what the page may load: only what comes from here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] += [pair for pair in HEADERS.items() if pair[0] not in there]
            await send(message)

        await self._app(scope, receive, guarded)


@cache
def words() -> dict[str, str]:
    """The Dutch of the page."""
    return loads((files("locales") / "nl" / "pagina.toml").read_text(encoding="utf-8"))


async def index(_request: Request) -> Response:
    """The page with its words in it."""
    source = (files("sandbox") / "page" / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(Template(source).substitute({name: escape(one) for name, one in words().items()}))


async def spoken(_request: Request) -> Response:
    """The words, for what the page draws itself."""
    return JSONResponse(words())


def demo_app(page: Page, drawn: bool = True) -> Starlette:
    """Everything the browser may ask; the page itself only when it is to be drawn."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await page.close()

    routes: list[Route | Mount] = [Route("/api/words", spoken), *Requests(page).routes()]
    if drawn:
        routes += [Route("/", index), Mount("/", StaticFiles(directory=str(files("sandbox") / "page")))]
    guards = [Middleware(Guarded), Middleware(TrustedHostMiddleware, allowed_hosts=list(HERE))]
    return Starlette(routes=routes, middleware=guards, lifespan=lifespan)


class Server(uvicorn.Server):
    """A server that lets go of whoever listens before it stops."""

    def __init__(self, page: Page, drawn: bool = True) -> None:
        app = demo_app(page, drawn)
        super().__init__(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE))
        self._page = page

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._page.let_go()
        await super().shutdown(sockets)


async def open_scene() -> Scene:
    """An invented town on the last Thursday afternoon."""
    scene = Scene(opening(SystemClock().now()))
    await scene.open()
    return scene


def open_door(port: int) -> socket.socket:
    """A listening socket on this machine. Raises `PortTaken`."""
    try:
        return listen(port)
    except OSError as taken:
        raise PortTaken(port) from taken


def say_address(where: str) -> None:
    """The address is what the command is for."""
    print(where, flush=True)  # noqa: T201 - the one line that this command prints


async def serve(port: int, page: bool = True) -> None:
    """Open the demo and serve it until it is stopped; without a page only what the page asks for."""
    with open_door(port) as door:
        shown = Page(await open_scene(), open_scene, read_story())
        say_address(address(door))
        await Server(shown, page).serve(sockets=[door])
