"""The people's side over HTTP, for a test in another process: use telephones, read screens, cause trouble."""

import base64
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bodies import read_request
from sandbox.core import Logged, Telegram
from sandbox.faults import ONLY_IN_PROCESS, Fault, Faults, Trouble
from sandbox.messages import Seen
from sandbox.people import NoSuchButton, User
from sandbox.wire import Params, Wire

Act = Callable[[User, Params], object]
ACTS: dict[str, Act] = {
    "start": lambda user, p: user.start(p.text("payload")),
    "say": lambda user, p: user.say(p.text("text")),
    "press": lambda user, p: user.press(p.text("button"), p.integer("message")),
    "press_data": lambda user, p: user.press_data(p.text("data"), p.integer("message") or 0),
    "photo": lambda user, p: user.send_photo(p.text("caption")),
    "voice": lambda user, _: user.send_voice(),
    "contact": lambda user, p: user.send_contact(p.text("phone"), p.text("first_name"), p.integer("user_id")),
    "location": lambda user, p: user.send_location(p.number("latitude") or 0.0, p.number("longitude") or 0.0),
    "document": lambda user, p: user.send_document(p.text("name"), p.text("content").encode()),
    "edit": lambda user, p: user.edit(p.integer("message") or 0, p.text("text")),
    "block": lambda user, _: user.block(),
    "unblock": lambda user, _: user.unblock(),
    "deactivate": lambda user, _: user.deactivate(),
}


class Control:
    """`stop` ends the server."""

    def __init__(self, telegram: Telegram, faults: Faults, stop: Callable[[], None]) -> None:
        self._telegram = telegram
        self._faults = faults
        self._stop = stop

    def routes(self) -> list[Route]:
        return [
            Route("/control/users", self.new_user, methods=["POST"]),
            Route("/control/users/{user:int}", self.screen, methods=["GET"]),
            Route("/control/users/{user:int}/{act}", self.act, methods=["POST"]),
            Route("/control/log", self.log, methods=["GET"]),
            Route("/control/faults", self.trouble, methods=["POST"]),
            Route("/control/faults", self.calm, methods=["DELETE"]),
            Route("/control/updates", self.disorder, methods=["POST"]),
            Route("/control/stop", self.end, methods=["POST"]),
        ]

    async def new_user(self, request: HttpRequest) -> Response:
        """`{id, first_name, language?, username?}`."""
        params = await _params(request)
        language = params.text("language") or "nl"
        self._telegram.user(
            params.integer("id") or 0, params.text("first_name"), language, params.text("username")
        )
        return JSONResponse({"ok": True})

    async def act(self, request: HttpRequest) -> Response:
        """What this person does now; the names are those of `ACTS`."""
        user = self._telegram.users.get(request.path_params["user"])
        act = ACTS.get(request.path_params["act"])
        if user is None or act is None:
            return _no("no such user or act")
        try:
            return JSONResponse({"ok": True, "result": act(user, await _params(request))})
        except NoSuchButton as error:
            return _no(str(error))

    async def screen(self, request: HttpRequest) -> Response:
        """What this person sees: `chat`, `popup`, `alert`, `menu`."""
        user = self._telegram.users.get(request.path_params["user"])
        if user is None:
            return _no("no such user")
        chat = [_message(one) for one in user.chat]
        return JSONResponse({"chat": chat, "popup": user.popup, "alert": user.alert, "menu": user.menu})

    async def log(self, request: HttpRequest) -> Response:
        """Counts of requests by method and status; with `method` and `entries=1` the requests themselves."""
        method = request.query_params.get("method", "")
        chosen = [one for one in self._telegram.log if method in {"", one.method}]
        counts = Counter(f"{one.method} {one.status}" for one in chosen)
        entries = [_entry(one) for one in chosen] if request.query_params.get("entries") else []
        return JSONResponse({"count": len(chosen), "counts": dict(counts), "entries": entries})

    async def trouble(self, request: HttpRequest) -> Response:
        """`{trouble, method?, times?, seconds?, chat?}`, or `{latency}` in seconds there and back."""
        params = await _params(request)
        if "latency" in params:
            self._faults.latency = params.number("latency") or 0.0
        if "trouble" in params:
            return self._add_trouble(params)
        return JSONResponse({"ok": True})

    def _add_trouble(self, params: Params) -> Response:
        if params.text("trouble") not in set(Trouble) - ONLY_IN_PROCESS:
            return _no("no such trouble over HTTP")
        fault = Fault(Trouble(params.text("trouble")), params.text("method"), chat=params.integer("chat"))
        fault.times = params.integer("times") or fault.times
        fault.seconds = params.number("seconds") or fault.seconds
        self._faults.add(fault)
        return JSONResponse({"ok": True})

    async def calm(self, _: HttpRequest) -> Response:
        self._faults.clear()
        return JSONResponse({"ok": True})

    async def disorder(self, request: HttpRequest) -> Response:
        """`{duplicate?, reverse?}`: how many updates come twice, how many batches come back to front."""
        params = await _params(request)
        self._telegram.updates.duplicate = params.integer("duplicate") or 0
        self._telegram.updates.reverse = params.integer("reverse") or 0
        return JSONResponse({"ok": True})

    async def end(self, _: HttpRequest) -> Response:
        self._stop()
        return JSONResponse({"ok": True})


async def _params(request: HttpRequest) -> Params:
    return Params(*await read_request(request))


def _no(reason: str) -> Response:
    return JSONResponse({"ok": False, "description": reason}, status_code=400)


def _message(one: Seen) -> Wire:
    wire = asdict(one) | {"document": None}
    if one.document is not None:
        data = base64.b64encode(one.document.data).decode()
        wire["document"] = {"name": one.document.name, "base64": data}
    return wire


def _entry(one: Logged) -> Wire:
    return asdict(one) | {"at": one.at.isoformat()}
