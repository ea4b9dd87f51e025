"""The people at the other side of the chat: what each can do with a telephone, and what each sees."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sandbox.entities import TEXT_LIMIT, utf16
from sandbox.errors import BLOCKED, DEACTIVATED, NOT_STARTED, Refused, forbidden
from sandbox.messages import Document, Message, Seen, seen
from sandbox.wire import Wire

if TYPE_CHECKING:
    from sandbox.core import Telegram

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@\w+)?")


class NoSuchButton(LookupError):
    """No visible message has that button."""


class User:
    """A person with a private chat with the bot; everything here is done by hand, as on a telephone."""

    def __init__(self, telegram: "Telegram", wire: Wire) -> None:
        self._telegram = telegram
        self.id = int(str(wire["id"]))
        self.wire = wire
        self.chat_wire: Wire = {
            k: wire[k] for k in wire if k in {"id", "first_name", "last_name", "username"}
        }
        self.chat_wire["type"] = "private"
        self.messages: dict[int, Message] = {}
        self.started = False
        self.blocked = False
        self.gone = False
        self.popup: str | None = None
        self.alert = False

    def start(self, payload: str = "") -> int:
        """Press Start, or open a link with that payload; undoes a block."""
        self.unblock()
        return self.say(f"/start {payload}".rstrip())

    def say(self, text: str) -> int:
        """Send a text, cut by the app when it is too long; the id of the (last) message."""
        self.started = True
        parts = [text[at : at + TEXT_LIMIT] for at in range(0, len(text), TEXT_LIMIT)]
        return [self._send(_typed(part)) for part in parts][-1]

    def press(self, button: str, message: int | None = None) -> str:
        """Tap the newest visible button with this label or this data; the id of the callback query."""
        for one in self._newest_first():
            for found in (b for row in one.rows for b in row if button in (b.label, b.data)):
                if message in (None, one.id) and found.data:
                    return self.press_data(found.data, one.id)
        shown = [f"{one.id}: {one.labels}" for one in self.chat if one.rows]
        raise NoSuchButton(f"no button {button!r} in the chat of {self.id}; shown are {shown or 'none'}")

    def press_data(self, data: str, message: int) -> str:
        """Send a press as a changed app could: any data, on any message."""
        self.popup, self.alert = None, False
        return self._telegram.press(self, data, message)

    def send_photo(self, caption: str = "") -> int:
        sizes = [_file("P", {"width": 90, "height": 90}), _file("Q", {"width": 800, "height": 800})]
        return self._send({"photo": sizes} | ({"caption": caption} if caption else {}))

    def send_voice(self, seconds: int = 3) -> int:
        return self._send({"voice": _file("V", {"duration": seconds, "mime_type": "audio/ogg"})})

    def send_contact(self, phone: str, first_name: str, user_id: int | None = None) -> int:
        contact: Wire = {"phone_number": phone, "first_name": first_name}
        return self._send({"contact": contact | ({"user_id": user_id} if user_id else {})})

    def send_location(self, latitude: float, longitude: float) -> int:
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def send_document(self, name: str, data: bytes = b"x") -> int:
        return self._send({"document": _file("D", {"file_name": name, "file_size": len(data)})})

    def edit(self, message: int, text: str) -> None:
        """Change an own text."""
        mine = self.messages[message]
        mine.content, mine.edited = _typed(text), self._telegram.time()
        self._telegram.receive(self, "edited_message", mine)

    def block(self) -> None:
        if not self.blocked:
            self.blocked = True
            self._telegram.membership(self, "member", "kicked")

    def unblock(self) -> None:
        if self.blocked:
            self.blocked = False
            self._telegram.membership(self, "kicked", "member")

    def deactivate(self) -> None:
        """Leave Telegram."""
        self.gone = True

    @property
    def chat(self) -> list[Seen]:
        """The visible messages, oldest first."""
        return [seen(message, self._document(message)) for message in self.messages.values()]

    @property
    def last(self) -> Seen:
        """The newest message of the bot."""
        return next(one for one in self._newest_first() if one.from_bot)

    @property
    def menu(self) -> list[tuple[str, str]]:
        """The command menu as this person's app shows it: command and description."""
        return self._telegram.profile.menu(self.id, str(self.wire.get("language_code", "")))

    def _newest_first(self) -> Iterator[Seen]:
        return (seen(message, self._document(message)) for message in reversed(self.messages.values()))

    def refuse_if_unreachable(self) -> None:
        if reason := self._unreachable():
            raise reason

    def _unreachable(self) -> Refused | None:
        if self.gone:
            return forbidden(DEACTIVATED)
        if self.blocked:
            return forbidden(BLOCKED)
        return None if self.started else forbidden(NOT_STARTED)

    def _send(self, content: Wire) -> int:
        self.started = True
        message = self._telegram.compose(self, content, from_bot=False)
        self._telegram.show(message)
        self._telegram.receive(self, "message", message)
        return message.id

    def _document(self, message: Message) -> Document | None:
        document = message.content.get("document")
        if not isinstance(document, dict) or not message.from_bot:
            return None
        stored = self._telegram.files.get(str(document["file_id"]))
        return Document(stored.name, stored.data)


def _typed(text: str) -> Wire:
    """A text as an app sends it; commands are marked."""
    commands: list[Wire] = [
        {"type": "bot_command", "offset": utf16(text[: found.start()]), "length": utf16(found.group())}
        for found in _COMMAND.finditer(text)
        if found.start() == 0 or text[found.start() - 1].isspace()
    ]
    content: Wire = {"text": text}
    return content | ({"entities": commands} if commands else {})


def _file(letter: str, more: Wire) -> Wire:
    return {"file_id": f"{letter}1", "file_unique_id": f"u{letter}1", "file_size": 2048} | more
