"""What the page may ask of the demo; whatever is not there or not understood is refused with a status."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.demo.page import Page
from handlers.kit import dates
from handlers.kit.dates import Unclear
from sandbox.people import User

MOST = timedelta(days=30)
LONGEST_TEXT = 4096
LONGEST_DATA = 64
MORNING = timedelta(hours=9)
T = TypeVar("T")


async def read(request: Request) -> dict[str, Any]:
    """The JSON object that was sent."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415)
    try:
        asked = await request.json()
    except ValueError as wrong:
        raise HTTPException(400) from wrong
    if not isinstance(asked, dict):
        raise HTTPException(400)
    return asked


def value(asked: dict[str, Any], name: str, kind: type[T]) -> T:
    """One value of the kind that was expected."""
    found = asked.get(name)
    if not isinstance(found, kind) or isinstance(found, bool):
        raise HTTPException(400)
    return found


class Requests:
    """The addresses behind the page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def _user(self, who: object) -> User:
        if not isinstance(who, str) or who not in self._page.scene.phones:
            raise HTTPException(404)
        return self._page.scene.phones[who]

    async def town(self, _request: Request) -> Response:
        """Everything there is to see."""
        return JSONResponse(self._page.town())

    async def events(self, _request: Request) -> Response:
        """Everything that changes."""
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._page.listen(), media_type="text/event-stream", headers=headers)

    async def commands(self, request: Request) -> Response:
        """The command menu of one person, as it is now."""
        user = self._user(request.path_params["who"])
        return JSONResponse([{"command": one, "about": about} for one, about in user.menu])

    async def start(self, request: Request) -> Response:
        """Somebody pressed Start."""
        self._user((await read(request)).get("who")).start()
        return Response(status_code=204)

    async def say(self, request: Request) -> Response:
        """Somebody typed."""
        asked = await read(request)
        user, words = self._user(asked.get("who")), value(asked, "text", str).strip()
        if not 0 < len(words) <= LONGEST_TEXT:
            raise HTTPException(400)
        user.say(words)
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        """Somebody tapped a button."""
        asked = await read(request)
        user, message = self._user(asked.get("who")), value(asked, "message", int)
        data = value(asked, "data", str)
        if message not in user.messages:
            raise HTTPException(404)
        if not 0 < len(data.encode()) <= LONGEST_DATA:
            raise HTTPException(400)
        user.press_data(data, message)
        return Response(status_code=204)

    async def move(self, request: Request) -> Response:
        """The clock goes forward: by seconds, to tomorrow at nine, or to a typed moment; or why not."""
        asked = await read(request)
        span = self._span(asked)
        if span is None:
            return JSONResponse({"why": "klok_niet"})
        if span > MOST:
            return JSONResponse({"why": "klok_te_ver"})
        await self._page.move(span)
        return JSONResponse({"now": self._page.clock()})

    def _span(self, asked: dict[str, Any]) -> timedelta | None:
        now = self._page.scene.clock.now()
        if "seconds" in asked:
            seconds = value(asked, "seconds", int)
            return timedelta(seconds=min(seconds, 2 * MOST.total_seconds())) if seconds > 0 else None
        if asked.get("until") == "morning":
            tomorrow = dates.local_day(now) + timedelta(days=1)
            return dates.starts_of_day(tomorrow) + MORNING - now
        moment = dates.read_moment(value(asked, "until", str), now)
        return None if isinstance(moment, Unclear) or moment.at <= now else moment.at - now

    async def story(self, request: Request) -> Response:
        """Play, pause, or begin again."""
        deed = (await read(request)).get("deed")
        deeds: dict[object, Callable[[], None]] = {
            "play": self._page.stage.run,
            "pause": self._page.stage.pause,
        }
        if deed == "again":
            await self._page.renew()
        elif deed in deeds:
            deeds[deed]()
        else:
            raise HTTPException(400)
        return JSONResponse(self._page.stage.status())

    async def file(self, request: Request) -> Response:
        """A file in a chat, to save."""
        user = self._user(request.path_params["who"])
        wanted = request.path_params["message"]
        document = next((one.document for one in user.chat if one.id == wanted and one.document), None)
        if document is None:
            raise HTTPException(404)
        name = {"Content-Disposition": f'attachment; filename="{document.name}"'}
        return Response(document.data, media_type="application/octet-stream", headers=name)

    def routes(self) -> list[Route]:
        """What the browser may ask."""
        posts: dict[str, Callable[[Request], Awaitable[Response]]] = {
            "start": self.start,
            "say": self.say,
            "press": self.press,
            "clock": self.move,
            "story": self.story,
        }
        return [
            Route("/api/town", self.town),
            Route("/api/events", self.events),
            Route("/api/commands/{who}", self.commands),
            Route("/api/file/{who}/{message:int}", self.file),
            *(Route(f"/api/{name}", deed, methods=["POST"]) for name, deed in posts.items()),
        ]
