"""New messages: texts, files and meeting places."""

from typing import TYPE_CHECKING

from sandbox.entities import CAPTION_LIMIT, TEXT_LIMIT, parse_html, utf16
from sandbox.errors import bad_request
from sandbox.markup import read_markup
from sandbox.methods.method import method
from sandbox.wire import Params, Wire

if TYPE_CHECKING:
    from sandbox.core import Telegram

PARSE_MODES = frozenset({"", "html"})


def formatted(params: Params, name: str) -> tuple[str, list[Wire]]:
    """A text with its entities; only HTML and plain text are spoken here."""
    mode = params.text("parse_mode").lower()
    if mode not in PARSE_MODES:
        raise bad_request("unsupported parse_mode")
    return parse_html(params.text(name)) if mode else (params.text(name).strip(), [])


def read_text(params: Params) -> Wire:
    text, entities = formatted(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: Wire = {"text": text}
    return content | ({"entities": entities} if entities else {})


def read_caption(params: Params) -> Wire:
    text, entities = formatted(params, "caption")
    if utf16(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    content: Wire = {"caption": text} if text else {}
    return content | ({"caption_entities": entities} if entities else {})


def _deliver(telegram: "Telegram", params: Params, content: Wire) -> Wire:
    """Everything was understood: is the chat open, is there room, then post."""
    user, keyboard = telegram.chat(params), read_markup(params)
    user.refuse_if_unreachable()
    telegram.flood.spend(user.id, telegram.time())
    message = telegram.compose(user, content, from_bot=True)
    message.keyboard = keyboard
    message.protected = params.flag("protect_content")
    message.silent = params.flag("disable_notification")
    telegram.show(message)
    return telegram.wire(message)


def send_message(telegram: "Telegram", params: Params) -> Wire:
    return _deliver(telegram, params, read_text(params))


def send_document(telegram: "Telegram", params: Params) -> Wire:
    telegram.chat(params)
    caption = read_caption(params)
    return _deliver(
        telegram, params, {"document": telegram.files.from_request(params, "document").document()} | caption
    )


def send_venue(telegram: "Telegram", params: Params) -> Wire:
    place: dict[str, object] = {}
    for name in ("latitude", "longitude"):
        place[name] = params.number(name)
        if place[name] is None:
            raise bad_request(f"{name} is empty")
    for name in ("title", "address"):
        if not params.text(name):
            raise bad_request(f"{name} must be non-empty")
    venue: Wire = {"location": place, "title": params.text("title"), "address": params.text("address")}
    return _deliver(telegram, params, {"venue": venue, "location": place})


_COMMON = "chat_id reply_markup protect_content disable_notification"
METHODS = {
    "sendMessage": method(send_message, f"{_COMMON} text parse_mode link_preview_options"),
    "sendDocument": method(send_document, f"{_COMMON} document caption parse_mode"),
    "sendVenue": method(send_venue, f"{_COMMON} latitude longitude title address"),
}
