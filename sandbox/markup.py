"""The buttons under a message: at most 100, eight in a row, at most 64 bytes of data in each."""

from sandbox.errors import bad_request
from sandbox.wire import Params, Wire

BUTTONS_PER_MESSAGE = 100
BUTTONS_PER_ROW = 8
DATA_BYTES = 64
COPIED_CHARACTERS = 256
ACTIONS = frozenset(
    {"callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query", "pay"}
)
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
STYLES = frozenset({"danger", "success", "primary"})
OTHER_INTERFACES = ("keyboard", "remove_keyboard", "force_reply")

Rows = list[list[Wire]]


def read_markup(params: Params) -> Rows | None:
    """The inline keyboard of a request; others are accepted, shown to nobody, and recorded."""
    if "reply_markup" not in params or params.values["reply_markup"] == "":
        return None
    markup = params.wire("reply_markup", "reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    others = [name for name in OTHER_INTERFACES if name in markup]
    if not others:
        raise bad_request("object expected as reply markup")
    params.strange.update(f"reply_markup.{name}" for name in others)
    return None


def _inline(rows: object) -> Rows | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if any(len(row) > BUTTONS_PER_ROW for row in keyboard) or sum(map(len, keyboard)) > BUTTONS_PER_MESSAGE:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard or None


def _button(button: object) -> Wire:
    if not isinstance(button, dict):
        raise _unreadable("expected an Object")
    if not isinstance(button.get("text"), str):
        raise _unreadable('Can\'t find field "text"')
    if not button["text"]:
        raise bad_request("BUTTON_TEXT_INVALID")
    if str(button.get("style", "primary")) not in STYLES:
        raise _unreadable("invalid button style specified")
    _check_action(button)
    return {name: value for name, value in button.items() if name in ACTIONS | LOOKS}


def _check_action(button: Wire) -> None:
    if len(ACTIONS.intersection(button)) != 1 or button.get("callback_data") == "":
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data", "")
    if not isinstance(data, str) or len(data.encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = str(button.get("url", "tg://"))
    if not url.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    _check_copied(button.get("copy_text"))


def _check_copied(copied: object) -> None:
    text = copied.get("text", "") if isinstance(copied, dict) else "-" if copied is None else ""
    if not 0 < len(str(text)) <= COPIED_CHARACTERS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
