"""Everything that the stand-in emits is as the Bot API describes it: every kind of update, every answer."""

import json
from collections.abc import Iterator

import pytest
from aiogram import methods

from sandbox.core import Telegram
from sandbox.methods import METHODS
from sandbox.people import User
from sandbox.wire import Upload, Wire
from tests.conformance.oracle import judge_answer, judge_request, judge_update

MARKUP = {
    "inline_keyboard": [[{"text": "Ja", "callback_data": "a1:y"}, {"text": "Kaart", "url": "https://x.nl"}]]
}
HTML = (
    "<b>vet</b> <i>schuin</i> <u>o</u> <s>d</s> <code>c</code> <pre>p</pre> <tg-spoiler>s</tg-spoiler> "
    '<a href="https://x.nl">link</a> <blockquote>q</blockquote> <blockquote expandable>e</blockquote> '
    '<tg-time unix="1764600000" format="wDt">di 20.00</tg-time> <tg-emoji emoji-id="5">🙂</tg-emoji>'
)


@pytest.fixture
def amina(strict: Telegram) -> User:
    user = strict.user(501, "Amina", username="amina_x")
    user.start("Kf3x")
    return user


def call(telegram: Telegram, method: str, params: Wire, files: dict[str, Upload] | None = None) -> Wire:
    """Ask, and let the other side judge question and answer."""
    judge_request(method, params, files or {})
    reply = telegram.call(method, params, files)
    assert reply.status == 200, reply.body
    judge_answer(method, json.loads(reply.payload)["result"])
    return reply.result if isinstance(reply.result, dict) else {}


def waiting(telegram: Telegram) -> Iterator[Wire]:
    yield from json.loads(json.dumps(telegram.updates.batch()))


def test_every_kind_of_update(strict: Telegram, amina: User) -> None:
    number = amina.say("/hulp en meer")
    amina.send_photo("Kijk")
    amina.send_photo()
    amina.send_voice()
    amina.send_contact("+31600000000", "Bram")
    amina.send_contact("+31600000000", "Amina", amina.id)
    amina.send_location(52.1, 5.1)
    amina.send_document("brief.pdf")
    amina.edit(number, "anders")
    call(
        strict,
        "sendMessage",
        {"chat_id": amina.id, "text": HTML, "parse_mode": "HTML", "reply_markup": MARKUP},
    )
    amina.press("Ja")
    amina.press_data("z9:forged", 12345)
    amina.block()
    amina.unblock()
    updates = list(waiting(strict))
    for update in updates:
        judge_update(update)
    assert len(updates) == 14
    assert {list(update)[1] for update in updates} == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    }


def test_the_answer_of_every_method(strict: Telegram, amina: User) -> None:
    chat: Wire = {"chat_id": amina.id}
    call(strict, "getMe", {})
    call(strict, "getUpdates", {"offset": 0, "limit": 100, "timeout": 0, "allowed_updates": []})
    sent = call(
        strict,
        "sendMessage",
        chat | {"text": HTML, "parse_mode": "HTML", "reply_markup": MARKUP, "protect_content": True},
    )
    query = amina.press("Ja")
    call(strict, "answerCallbackQuery", {"callback_query_id": query, "text": "Goed", "show_alert": False})
    one = chat | {"message_id": sent["message_id"]}
    call(strict, "pinChatMessage", one | {"disable_notification": True})
    call(strict, "unpinChatMessage", one)
    call(strict, "editMessageText", one | {"text": "Dag", "reply_markup": MARKUP})
    call(strict, "editMessageReplyMarkup", one)
    call(strict, "deleteMessage", one)
    upload = Upload("a.ics", b"BEGIN", "text/calendar")
    document = call(strict, "sendDocument", chat | {"caption": "Agenda"}, {"document": upload})["document"]
    assert isinstance(document, dict)
    call(strict, "getFile", {"file_id": document["file_id"]})
    place: Wire = {"latitude": 52.1, "longitude": 5.1, "title": "Wijkhuis", "address": "Plein 1"}
    venue = call(strict, "sendVenue", chat | place)
    call(strict, "deleteMessages", chat | {"message_ids": [venue["message_id"]]})
    scope: Wire = {"scope": {"type": "chat", "chat_id": amina.id}}
    call(strict, "setMyCommands", scope | {"commands": [{"command": "menu", "description": "Menu"}]})
    call(strict, "getMyCommands", scope)
    call(strict, "deleteMyCommands", scope)
    call(strict, "setChatMenuButton", chat | {"menu_button": {"type": "commands"}})
    call(strict, "setMyDescription", {"description": "Over ons", "language_code": "nl"})
    call(strict, "setMyShortDescription", {"short_description": "Kort"})
    call(
        strict, "setWebhook", {"url": "https://bot.example/h", "secret_token": "geheim", "max_connections": 4}
    )
    strict.webhook.failed("Connection failed", strict.time())
    call(strict, "getWebhookInfo", {})
    call(strict, "deleteWebhook", {"drop_pending_updates": True})
    assert {one.method.lower() for one in strict.log} == set(METHODS)
    assert strict.strange == set()


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_known_here_is_one_of_telegrams(method: str) -> None:
    """Names only: a method of this stand-in invents no parameter."""
    model = next(one for name, one in vars(methods).items() if name.lower() == method)
    assert METHODS[method].params <= set(model.model_fields)
