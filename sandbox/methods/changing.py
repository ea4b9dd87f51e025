"""Messages that are there already: edited, deleted, pinned; and the answer to a press."""

from typing import TYPE_CHECKING

from sandbox.errors import NOT_MODIFIED, bad_request
from sandbox.events import Event
from sandbox.markup import Rows, read_markup
from sandbox.messages import Message
from sandbox.methods.method import method
from sandbox.methods.sending import read_text
from sandbox.people import User
from sandbox.wire import Params, Wire

if TYPE_CHECKING:
    from sandbox.core import Telegram

DELETABLE = 48 * 3600  # seconds; Bot API, deleteMessage
DELETED_AT_ONCE = 100
POPUP_CHARACTERS = 200


def _message(user: User, params: Params, purpose: str) -> Message:
    number = params.integer("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    if number not in user.messages:
        raise bad_request(f"message to {purpose} not found")
    return user.messages[number]


def _editable(telegram: "Telegram", params: Params) -> Message:
    message = _message(telegram.chat(params), params, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(telegram: "Telegram", message: Message, content: Wire, keyboard: Rows | None) -> Wire:
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad_request(NOT_MODIFIED)
    telegram.users[message.chat].refuse_if_unreachable()
    if telegram.flood.limits.edits_count:
        telegram.flood.spend(message.chat, telegram.time())
    message.content, message.keyboard, message.edited = content, keyboard, telegram.time()
    telegram.tell(Event("edit", message.chat, message.id))
    return telegram.wire(message)


def edit_text(telegram: "Telegram", params: Params) -> Wire:
    content, message = read_text(params), _editable(telegram, params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(telegram, message, content, read_markup(params))


def edit_markup(telegram: "Telegram", params: Params) -> Wire:
    message = _editable(telegram, params)
    return _change(telegram, message, message.content, read_markup(params))


def _remove(telegram: "Telegram", user: User, message: Message) -> None:
    del user.messages[message.id]
    telegram.tell(Event("delete", user.id, message.id))


def _young(telegram: "Telegram", message: Message) -> bool:
    return telegram.time() - message.date < DELETABLE


def delete(telegram: "Telegram", params: Params) -> bool:
    user = telegram.chat(params)
    message = _message(user, params, "delete")
    if not _young(telegram, message):
        raise bad_request("message can't be deleted for everyone")
    _remove(telegram, user, message)
    return True


def delete_many(telegram: "Telegram", params: Params) -> bool:
    """Messages that are not there, or too old, are passed over."""
    user, numbers = telegram.chat(params), params.list("message_ids") or []
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    for message in [user.messages[n] for n in numbers if isinstance(n, int) and n in user.messages]:
        if _young(telegram, message):
            _remove(telegram, user, message)
    return True


def answer_press(telegram: "Telegram", params: Params) -> bool:
    text = params.text("text")
    if len(text) > POPUP_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer(params.text("callback_query_id"), text, params.flag("show_alert"))
    return True


def pin(telegram: "Telegram", params: Params) -> bool:
    message = _message(telegram.chat(params), params, "pin")
    message.pinned = True
    telegram.tell(Event("edit", message.chat, message.id))
    return True


def unpin(telegram: "Telegram", params: Params) -> bool:
    """The named message, or the newest that is pinned."""
    user = telegram.chat(params)
    if "message_id" in params:
        message = _message(user, params, "unpin")
    else:
        pinned = [one for one in user.messages.values() if one.pinned]
        if not pinned:
            raise bad_request("message to unpin not found")
        message = pinned[-1]
    message.pinned = False
    telegram.tell(Event("edit", message.chat, message.id))
    return True


METHODS = {
    "editMessageText": method(
        edit_text, "chat_id message_id text parse_mode link_preview_options reply_markup"
    ),
    "editMessageReplyMarkup": method(edit_markup, "chat_id message_id reply_markup"),
    "deleteMessage": method(delete, "chat_id message_id"),
    "deleteMessages": method(delete_many, "chat_id message_ids"),
    "answerCallbackQuery": method(answer_press, "callback_query_id text show_alert cache_time"),
    "pinChatMessage": method(pin, "chat_id message_id disable_notification"),
    "unpinChatMessage": method(unpin, "chat_id message_id"),
}
