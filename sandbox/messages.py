"""A message in a private chat: who sent it, what is in it, and how it looks to the one who reads."""

from dataclasses import dataclass, field

from sandbox.entities import as_html
from sandbox.markup import Rows
from sandbox.wire import Wire


@dataclass(slots=True)
class Message:
    """What the server keeps of a message; `content` has the wire's own names (`text`, `document`, …)."""

    id: int
    chat: int
    date: float
    from_bot: bool
    content: Wire = field(repr=False)
    keyboard: Rows | None = field(default=None, repr=False)
    protected: bool = False
    silent: bool = False
    edited: float | None = None
    pinned: bool = False

    def wire(self, sender: Wire, chat: Wire) -> Wire:
        wire: Wire = {
            "message_id": self.id,
            "from": sender,
            "chat": chat,
            "date": int(self.date),
            **self.content,
        }
        if self.keyboard:
            wire["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.edited is not None:
            wire["edit_date"] = int(self.edited)
        if self.protected:
            wire["has_protected_content"] = True
        return wire


@dataclass(frozen=True)
class Button:
    """A button as it is shown; `data` is empty for a link, `url` for anything else."""

    label: str
    data: str = ""
    url: str = ""
    style: str = ""


@dataclass(frozen=True)
class Document:
    """A file in the chat."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Seen:
    """A message as the person sees it; `text` is the caption when there is a file."""

    id: int
    from_bot: bool
    date: float
    text: str
    html: str
    entities: list[Wire] = field(repr=False)
    rows: list[list[Button]]
    document: Document | None
    kind: str
    edited: bool
    protected: bool
    silent: bool
    pinned: bool

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.rows for button in row]


KINDS = ("document", "venue", "photo", "voice", "contact", "location")


def seen(message: Message, document: Document | None) -> Seen:
    text = str(message.content.get("text", message.content.get("caption", "")))
    entities = _entities(message.content)
    return Seen(
        id=message.id,
        from_bot=message.from_bot,
        date=message.date,
        text=text,
        html=as_html(text, entities),
        entities=entities,
        rows=[[_button(button) for button in row] for row in message.keyboard or []],
        document=document,
        kind=next((kind for kind in KINDS if kind in message.content), "text"),
        edited=message.edited is not None,
        protected=message.protected,
        silent=message.silent,
        pinned=message.pinned,
    )


def _entities(content: Wire) -> list[Wire]:
    entities = content.get("entities", content.get("caption_entities", []))
    return entities if isinstance(entities, list) else []


def _button(button: Wire) -> Button:
    return Button(
        label=str(button["text"]),
        data=str(button.get("callback_data", "")),
        url=str(button.get("url", "")),
        style=str(button.get("style", "")),
    )
