"""The quick door: python-telegram-bot speaks to the stand-in without a network."""

import asyncio
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from sandbox.core import Telegram
from sandbox.door import Answer, Door, Request, Sleep
from sandbox.errors import Refused, not_found, unauthorized
from sandbox.faults import Faults, Trouble
from sandbox.wire import Upload

READ_TIMEOUT = 5.0  # seconds; the default of python-telegram-bot

_CAUSES: Mapping[Trouble, tuple[type[TelegramError], httpx.HTTPError]] = {
    Trouble.LATE: (TimedOut, httpx.ReadTimeout("")),
    Trouble.DROP: (
        NetworkError,
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
    ),
    Trouble.LOSE: (
        NetworkError,
        httpx.RemoteProtocolError("Server disconnected without sending a response."),
    ),
    Trouble.REFUSE: (NetworkError, httpx.ConnectError("All connection attempts failed")),
    Trouble.POOL: (TimedOut, httpx.PoolTimeout("")),
    Trouble.CONNECT_TIMEOUT: (TimedOut, httpx.ConnectTimeout("")),
}


class InProcessRequest(BaseRequest):
    """Give one to `request` and one to `get_updates_request` of the application."""

    def __init__(
        self,
        telegram: Telegram,
        latency: float = 0.0,
        faults: Faults | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.faults = faults or Faults(latency)
        self._telegram = telegram
        self._door = Door(telegram, self.faults, sleep)

    @property
    def read_timeout(self) -> float:
        return READ_TIMEOUT

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        self._door.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        path = unquote(urlsplit(url).path)
        if method == "GET":
            return self._download(path)
        token, _slash, name = path.removeprefix("/bot").rpartition("/")
        if token != self._telegram.token:
            return _refused(unauthorized())
        params = request_data.parameters if request_data else {}
        return _delivered(await self._door.answer(Request(name, params, _uploads(request_data))))

    def _download(self, path: str) -> tuple[int, bytes]:
        stored = self._telegram.files.at(path.removeprefix(f"/file/bot{self._telegram.token}/"))
        return (200, stored.data) if stored else _refused(not_found())


def _uploads(data: RequestData | None) -> dict[str, Upload]:
    if data is None or not data.contains_files:
        return {}
    uploads = {}
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        read = content if isinstance(content, bytes) else content.read()
        uploads[name] = Upload(file_name, read, mime_type)
    return uploads


def _delivered(answer: Answer) -> tuple[int, bytes]:
    """As the HTTP transport of python-telegram-bot tells it."""
    if answer.trouble is not None and answer.trouble in _CAUSES:
        error, cause = _CAUSES[answer.trouble]
        raise error(f"httpx.{type(cause).__name__}: {cause}") from cause
    return answer.status, answer.payload


def _refused(refused: Refused) -> tuple[int, bytes]:
    return refused.status, refused.payload()
