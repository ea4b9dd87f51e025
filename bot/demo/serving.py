"""The page of the demo and what it asks for: chats, presses, texts, the clock and the story."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.resources import files

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.scene import Scene, opening
from bot.demo.stage import Stage
from handlers.kit import dates
from sandbox.events import Event
from sandbox.messages import Seen
from scheduling.clock import SystemClock

MOST_SECONDS = 30 * 86400
KEEP_ALIVE = 15.0


class Page:
    """What the browser sees of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.stage = Stage(scene, lambda status: self._tell({"kind": "story", **status}))
        self._listeners: set[asyncio.Queue[dict[str, object]]] = set()
        self._keys = {user.id: key for key, user in scene.phones.items()}
        scene.telegram.listeners.append(self._hear)

    def _hear(self, event: Event) -> None:
        who = self._keys.get(event.user)
        if who is None:
            return
        told: dict[str, object] = {"kind": event.kind, "who": who, "text": event.text, "id": event.message}
        if event.kind in ("new", "edit"):
            told["message"] = next(
                self._message(m) for m in self.scene.phones[who].chat if m.id == event.message
            )
        self._tell(told)

    def _tell(self, told: dict[str, object]) -> None:
        for listener in self._listeners:
            listener.put_nowait(told | {"now": self.clock()})

    def clock(self) -> str:
        """The time of the demo, in words."""
        now = self.scene.clock.now()
        return f"{dates.day(now)}, {dates.clock_time(now)}"

    def _message(self, message: Seen) -> dict[str, object]:
        rows = [[{"label": one.label, "data": one.data} for one in row] for row in message.rows]
        return {
            "id": message.id,
            "mine": not message.from_bot,
            "html": message.html,
            "rows": rows,
            "file": message.document.name if message.document else None,
            "edited": message.edited,
        }

    async def town(self, _request: Request) -> Response:
        """Whose phones are on the page, and everything that is in their chats."""
        people = [{"key": one.key, "name": one.name, "label": one.label} for one in self.scene.town.phones]
        chats = {key: [self._message(m) for m in user.chat] for key, user in self.scene.phones.items()}
        commands = {key: user.menu for key, user in self.scene.phones.items()}
        return JSONResponse(
            {
                "people": people,
                "chats": chats,
                "commands": commands,
                "now": self.clock(),
                "story": self.stage.status(),
            }
        )

    async def events(self, request: Request) -> Response:
        """Everything that changes, as it happens (server-sent events)."""
        queue: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._listeners.add(queue)

        async def stream() -> AsyncIterator[str]:
            try:
                while not await request.is_disconnected():
                    yield await self._next(queue)
            finally:
                self._listeners.discard(queue)

        return StreamingResponse(
            stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _next(self, queue: asyncio.Queue[dict[str, object]]) -> str:
        try:
            told = await asyncio.wait_for(queue.get(), KEEP_ALIVE)
        except TimeoutError:
            told = {"kind": "clock", "now": self.clock()}
        return f"data: {json.dumps(told)}\n\n"

    async def say(self, request: Request) -> Response:
        """Somebody typed."""
        asked = await request.json()
        self.scene.phones[asked["who"]].say(str(asked["text"]))
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        """Somebody tapped a button."""
        asked = await request.json()
        self.scene.phones[asked["who"]].press_data(str(asked["data"]), int(asked["message"]))
        return Response(status_code=204)

    async def move(self, request: Request) -> Response:
        """The clock goes forward, thirty days at most."""
        asked = await request.json()
        seconds = min(max(float(asked["seconds"]), 0.0), MOST_SECONDS)
        await self.scene.move_clock(timedelta(seconds=seconds))
        self._tell({"kind": "clock"})
        return JSONResponse({"now": self.clock()})

    async def story(self, request: Request) -> Response:
        """Play or pause."""
        asked = await request.json()
        deeds: dict[str, Callable[[], None]] = {"play": self.stage.run, "pause": self.stage.pause}
        deeds[asked["deed"]]()
        return JSONResponse(self.stage.status())

    async def file(self, request: Request) -> Response:
        """A file in a chat, to save."""
        user = self.scene.phones[request.path_params["who"]]
        wanted = request.path_params["message"]
        document = next((m.document for m in user.chat if m.id == wanted and m.document), None)
        if document is None:
            return Response(status_code=404)
        name = {"Content-Disposition": f'attachment; filename="{document.name}"'}
        return Response(document.data, media_type="application/octet-stream", headers=name)

    def routes(self) -> list[Route | Mount]:
        """What the browser may ask."""
        return [
            Route("/api/town", self.town),
            Route("/api/events", self.events),
            Route("/api/say", self.say, methods=["POST"]),
            Route("/api/press", self.press, methods=["POST"]),
            Route("/api/clock", self.move, methods=["POST"]),
            Route("/api/story", self.story, methods=["POST"]),
            Route("/api/file/{who}/{message:int}", self.file),
            Mount("/", StaticFiles(directory=str(files("sandbox") / "page"), html=True)),
        ]


def demo_app(scene: Scene) -> Starlette:
    """The page on a scene that is open."""
    page = Page(scene)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await page.stage.close()
        await scene.close()

    return Starlette(routes=page.routes(), lifespan=lifespan)


async def serve(port: int, page: bool = True) -> None:
    """Open the demo and serve it until it is stopped; without a page it only proves that it opens."""
    scene = Scene(opening(SystemClock().now()))
    await scene.open()
    if not page:
        await scene.close()
        return
    server = uvicorn.Server(uvicorn.Config(demo_app(scene), host="127.0.0.1", port=port, log_level="warning"))
    print(f"http://127.0.0.1:{port}", flush=True)  # noqa: T201 - the address is what the command is for
    await server.serve()
