"""Whatever Telegram refuses is refused here, with the same status and text."""

import pytest

from sandbox.core import Telegram
from sandbox.people import User
from sandbox.wire import Params, Upload
from scheduling.clock import MovableClock

HOUR = 3600.0
Given = dict[str, object]


def refusal(telegram: Telegram, method: str, **params: object) -> str:
    reply = telegram.call(method, params)
    assert reply.body["ok"] is False, "it was accepted"
    assert reply.body["error_code"] == reply.status
    return f"{reply.status} {reply.body['description']}"


def send(telegram: Telegram, user: User, **more: object) -> int:
    reply = telegram.call("sendMessage", {"chat_id": user.id, "text": "Hoi"} | more)
    assert reply.status == 200, reply.body
    return user.last.id


def keyboard(*data: str) -> Given:
    return {"inline_keyboard": [[{"text": "Ja", "callback_data": one}] for one in data]}


BAD_TEXTS = {
    "empty_text": ({"text": ""}, "message text is empty"),
    "white_space_only": ({"text": " \n "}, "message text is empty"),
    "text_of_4097": ({"text": "a" * 4097}, "message is too long"),
    "text_of_4097_units_in_emoji": ({"text": "🙂" * 2049}, "message is too long"),
    "markup_around_nothing": ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    "unknown_parse_mode": ({"text": "a", "parse_mode": "Markdown"}, "unsupported parse_mode"),
    "tag_not_closed": (
        {"text": "<b>Hoi", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "tag_unknown": (
        {"text": "é <script>x</script>", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "script" at byte offset 3',
    ),
    "tags_crossed": (
        {"text": "<b><i>x</b></i>", "parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    "end_without_start": (
        {"text": "x</b>", "parse_mode": "HTML"},
        "can't parse entities: Unexpected end tag at byte offset 1",
    ),
    "bare_less_than": (
        {"text": "1 < 2", "parse_mode": "HTML"},
        "can't parse entities: Unclosed start tag at byte offset 2",
    ),
    "span_without_class": (
        {"text": "<span>x</span>", "parse_mode": "HTML"},
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    "moment_without_time": (
        {"text": "<tg-time>x</tg-time>", "parse_mode": "HTML"},
        'can\'t parse entities: Tag "tg-time" must have a valid attribute "unix" at byte offset 0',
    ),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_bad_text(telegram: Telegram, amina: User, name: str) -> None:
    given, reason = BAD_TEXTS[name]
    assert refusal(telegram, "sendMessage", chat_id=amina.id, **given) == f"400 Bad Request: {reason}"
    assert not any(one.from_bot for one in amina.chat)


BUTTON = "can't parse inline keyboard button:"
BAD_KEYBOARDS: dict[str, tuple[object, str]] = {
    "data_of_65_bytes": (keyboard("x" * 65), "BUTTON_DATA_INVALID"),
    "data_of_33_two_byte_letters": (keyboard("é" * 33), "BUTTON_DATA_INVALID"),
    "empty_data": (keyboard(""), f"{BUTTON} Text buttons are unallowed in the inline keyboard"),
    "button_without_action": (
        {"inline_keyboard": [[{"text": "Ja"}]]},
        f"{BUTTON} Text buttons are unallowed in the inline keyboard",
    ),
    "button_without_text": (
        {"inline_keyboard": [[{"url": "https://x.nl"}]]},
        f'{BUTTON} Can\'t find field "text"',
    ),
    "button_with_empty_text": (
        {"inline_keyboard": [[{"text": "", "url": "https://x.nl"}]]},
        "BUTTON_TEXT_INVALID",
    ),
    "button_of_unknown_style": (
        {"inline_keyboard": [[{"text": "Ja", "callback_data": "a", "style": "purple"}]]},
        f"{BUTTON} invalid button style specified",
    ),
    "link_of_unknown_protocol": (
        {"inline_keyboard": [[{"text": "Ja", "url": "ftp://x.nl"}]]},
        "inline keyboard button URL 'ftp://x.nl' is invalid: Unsupported URL protocol",
    ),
    "nine_in_a_row": (
        {"inline_keyboard": [[{"text": "a", "callback_data": str(n)} for n in range(9)]]},
        "REPLY_MARKUP_TOO_LONG",
    ),
    "hundred_and_one_buttons": (keyboard(*map(str, range(101))), "REPLY_MARKUP_TOO_LONG"),
    "copied_text_of_257": (
        {"inline_keyboard": [[{"text": "Kopie", "copy_text": {"text": "a" * 257}}]]},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    "not_json": ("{", "can't parse reply markup JSON object"),
    "not_a_markup": ({"buttons": []}, "object expected as reply markup"),
}


@pytest.mark.parametrize("name", BAD_KEYBOARDS)
def test_bad_keyboard(telegram: Telegram, amina: User, name: str) -> None:
    markup, reason = BAD_KEYBOARDS[name]
    said = refusal(telegram, "sendMessage", chat_id=amina.id, text="Hoi", reply_markup=markup)
    assert said == f"400 Bad Request: {reason}"


def test_text_of_4096_and_data_of_64_bytes_are_accepted(telegram: Telegram, amina: User) -> None:
    assert send(telegram, amina, text="a" * 4096, reply_markup=keyboard("x" * 64))
    assert send(telegram, amina, text="<b>" + "&lt;" * 4096 + "</b>", parse_mode="HTML")


def test_chat_not_named(telegram: Telegram) -> None:
    assert refusal(telegram, "sendMessage", text="Hoi") == "400 Bad Request: chat_id is empty"


@pytest.mark.parametrize("chat", [999, "999", "@niemand", "", 0])
def test_chat_not_found(telegram: Telegram, chat: object) -> None:
    assert refusal(telegram, "sendMessage", chat_id=chat, text="Hoi") == "400 Bad Request: chat not found"


def test_bot_cannot_write_first(telegram: Telegram) -> None:
    telegram.user(7, "Bram")
    said = refusal(telegram, "sendMessage", chat_id=7, text="Hoi")
    assert said == "403 Forbidden: bot can't initiate conversation with a user"


def test_blocked(telegram: Telegram, amina: User) -> None:
    number = send(telegram, amina)
    amina.block()
    blocked = "403 Forbidden: bot was blocked by the user"
    assert refusal(telegram, "sendMessage", chat_id=amina.id, text="Hoi") == blocked
    assert refusal(telegram, "editMessageText", chat_id=amina.id, message_id=number, text="Dag") == blocked
    amina.unblock()
    assert send(telegram, amina)


def test_deactivated(telegram: Telegram, amina: User) -> None:
    amina.deactivate()
    assert (
        refusal(telegram, "sendMessage", chat_id=amina.id, text="a") == "403 Forbidden: user is deactivated"
    )


NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def test_edit_without_change(telegram: Telegram, amina: User) -> None:
    number = send(telegram, amina, reply_markup=keyboard("a"))
    same: Given = {"chat_id": amina.id, "message_id": number, "reply_markup": keyboard("a")}
    assert refusal(telegram, "editMessageText", text="Hoi", **same) == NOT_MODIFIED
    assert refusal(telegram, "editMessageReplyMarkup", **same) == NOT_MODIFIED
    assert telegram.call("editMessageText", same | {"text": "Dag"}).status == 200


def test_edit_of_unknown_message(telegram: Telegram, amina: User) -> None:
    said = refusal(telegram, "editMessageText", chat_id=amina.id, message_id=99, text="Dag")
    assert said == "400 Bad Request: message to edit not found"


def test_edit_without_message_id(telegram: Telegram, amina: User) -> None:
    said = refusal(telegram, "editMessageText", chat_id=amina.id, text="Dag")
    assert said == "400 Bad Request: message identifier is not specified"


def test_edit_of_what_a_person_wrote(telegram: Telegram, amina: User) -> None:
    number = amina.say("Mijn tekst")
    said = refusal(telegram, "editMessageText", chat_id=amina.id, message_id=number, text="Dag")
    assert said == "400 Bad Request: message can't be edited"


def test_edit_of_text_in_a_document(telegram: Telegram, amina: User) -> None:
    telegram.call("sendDocument", {"chat_id": amina.id}, {"document": Upload("a.ics", b"BEGIN")})
    said = refusal(telegram, "editMessageText", chat_id=amina.id, message_id=amina.last.id, text="Dag")
    assert said == "400 Bad Request: there is no text in the message to edit"


def test_delete_twice(telegram: Telegram, amina: User) -> None:
    number = send(telegram, amina)
    assert telegram.call("deleteMessage", {"chat_id": amina.id, "message_id": number}).result is True
    said = refusal(telegram, "deleteMessage", chat_id=amina.id, message_id=number)
    assert said == "400 Bad Request: message to delete not found"


@pytest.mark.parametrize("by_bot", [True, False])
def test_delete_after_48_hours(telegram: Telegram, amina: User, clock: MovableClock, by_bot: bool) -> None:
    old = send(telegram, amina) if by_bot else amina.say("Mijn tekst")
    clock.advance(48 * HOUR - 1)
    young = send(telegram, amina)
    clock.advance(1)
    said = refusal(telegram, "deleteMessage", chat_id=amina.id, message_id=old)
    assert said == "400 Bad Request: message can't be deleted for everyone"
    assert (
        telegram.call("deleteMessages", {"chat_id": amina.id, "message_ids": [old, young, 99]}).result is True
    )
    assert old in {one.id for one in amina.chat}
    assert young not in {one.id for one in amina.chat}


def test_delete_of_101_messages(telegram: Telegram, amina: User) -> None:
    said = refusal(telegram, "deleteMessages", chat_id=amina.id, message_ids=list(range(101)))
    assert said == "400 Bad Request: too many message identifiers specified"


def test_delete_of_no_messages(telegram: Telegram, amina: User) -> None:
    said = refusal(telegram, "deleteMessages", chat_id=amina.id, message_ids=[])
    assert said == "400 Bad Request: message identifiers are not specified"


TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


def test_press_answered_late(telegram: Telegram, amina: User, clock: MovableClock) -> None:
    send(telegram, amina, reply_markup=keyboard("a"))
    late, in_time = amina.press("Ja"), amina.press("Ja")
    clock.advance(15)
    assert telegram.call("answerCallbackQuery", {"callback_query_id": in_time}).status == 200
    clock.advance(0.1)
    assert refusal(telegram, "answerCallbackQuery", callback_query_id=late) == TOO_OLD


def test_press_answered_twice(telegram: Telegram, amina: User) -> None:
    send(telegram, amina, reply_markup=keyboard("a"))
    query = amina.press("Ja")
    assert telegram.call("answerCallbackQuery", {"callback_query_id": query}).status == 200
    assert refusal(telegram, "answerCallbackQuery", callback_query_id=query) == TOO_OLD


def test_press_unknown(telegram: Telegram) -> None:
    assert refusal(telegram, "answerCallbackQuery", callback_query_id="1") == TOO_OLD


def test_popup_of_201(telegram: Telegram, amina: User) -> None:
    send(telegram, amina, reply_markup=keyboard("a"))
    query = amina.press("Ja")
    said = refusal(telegram, "answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert said == "400 Bad Request: MESSAGE_TOO_LONG"


def test_caption_of_1025(telegram: Telegram, amina: User) -> None:
    file = {"document": Upload("a.ics", b"BEGIN")}
    reply = telegram.call("sendDocument", {"chat_id": amina.id, "caption": "a" * 1025}, file)
    assert (reply.status, reply.body["description"]) == (400, "Bad Request: message caption is too long")
    assert telegram.call("sendDocument", {"chat_id": amina.id, "caption": "a" * 1024}, file).status == 200


BAD_DOCUMENTS = {
    "": "there is no document in the request",
    "F99": "wrong file identifier/HTTP URL specified",
    "https://x.nl/a.ics": "failed to get HTTP URL content",
}


@pytest.mark.parametrize("document", BAD_DOCUMENTS)
def test_bad_document(telegram: Telegram, amina: User, document: str) -> None:
    said = refusal(telegram, "sendDocument", chat_id=amina.id, document=document)
    assert said == f"400 Bad Request: {BAD_DOCUMENTS[document]}"


def test_empty_document(telegram: Telegram, amina: User) -> None:
    reply = telegram.call("sendDocument", {"chat_id": amina.id}, {"document": Upload("a.ics", b"")})
    assert reply.body["description"] == "Bad Request: file must be non-empty"


@pytest.mark.parametrize("missing", ["latitude", "longitude", "title", "address"])
def test_venue_without_a_part(telegram: Telegram, amina: User, missing: str) -> None:
    venue: Given = {"latitude": 52.1, "longitude": 5.1, "title": "Wijkhuis", "address": "Plein 1"}
    said = refusal(
        telegram, "sendVenue", chat_id=amina.id, **{k: v for k, v in venue.items() if k != missing}
    )
    assert said.startswith(f"400 Bad Request: {missing}")


@pytest.mark.parametrize("method", ["pinChatMessage", "unpinChatMessage"])
def test_pin_of_unknown_message(telegram: Telegram, amina: User, method: str) -> None:
    purpose = method.removesuffix("ChatMessage")
    said = refusal(telegram, method, chat_id=amina.id, message_id=99)
    assert said == f"400 Bad Request: message to {purpose} not found"


def test_unpin_without_a_pin(telegram: Telegram, amina: User) -> None:
    assert (
        refusal(telegram, "unpinChatMessage", chat_id=amina.id)
        == "400 Bad Request: message to unpin not found"
    )


BAD_COMMANDS = {
    "capital": ([{"command": "Menu", "description": "a"}], "BOT_COMMAND_INVALID"),
    "33_characters": ([{"command": "a" * 33, "description": "a"}], "BOT_COMMAND_INVALID"),
    "no_description": ([{"command": "menu", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    "description_of_257": (
        [{"command": "menu", "description": "a" * 257}],
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    "hundred_and_one": (
        [{"command": f"m{n}", "description": "a"} for n in range(101)],
        "BOT_COMMANDS_TOO_MUCH",
    ),
}


@pytest.mark.parametrize("name", BAD_COMMANDS)
def test_bad_commands(telegram: Telegram, name: str) -> None:
    commands, reason = BAD_COMMANDS[name]
    assert refusal(telegram, "setMyCommands", commands=commands) == f"400 Bad Request: {reason}"


def test_commands_for_a_chat_that_was_not_started(telegram: Telegram) -> None:
    telegram.user(7, "Bram")
    scope = {"type": "chat", "chat_id": 7}
    assert refusal(telegram, "setMyCommands", commands=[], scope=scope) == "400 Bad Request: chat not found"


def test_description_of_513_and_short_description_of_121(telegram: Telegram) -> None:
    assert refusal(telegram, "setMyDescription", description="a" * 513).startswith("400")
    assert refusal(telegram, "setMyShortDescription", short_description="a" * 121).startswith("400")
    assert telegram.call("setMyDescription", {"description": "a" * 512}).result is True
    assert telegram.call("setMyShortDescription", {"short_description": "a" * 120}).result is True


def test_unknown_menu_button(telegram: Telegram) -> None:
    said = refusal(telegram, "setChatMenuButton", menu_button={"type": "tea"})
    assert said == "400 Bad Request: MenuButton has unsupported type"


def test_unknown_method(telegram: Telegram) -> None:
    assert refusal(telegram, "sendRichMessage") == "404 Not Found: method not found"


def test_polling_beside_a_webhook(telegram: Telegram) -> None:
    telegram.call("setWebhook", {"url": "https://bot.example/hook"})
    assert refusal(telegram, "getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    telegram.call("deleteWebhook", {})
    assert telegram.call("getUpdates", {}).status == 200


def test_webhook_without_https(telegram: Telegram) -> None:
    said = refusal(telegram, "setWebhook", url="http://bot.example/hook")
    assert said == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"


def test_webhook_with_a_bad_secret(telegram: Telegram) -> None:
    said = refusal(telegram, "setWebhook", url="https://bot.example/hook", secret_token="a b")
    assert said == "400 Bad Request: secret token contains unallowed characters"


def test_file_without_id(telegram: Telegram) -> None:
    assert refusal(telegram, "getFile") == "400 Bad Request: file_id not specified"


def test_a_parameter_that_no_method_here_knows_is_recorded(telegram: Telegram, amina: User) -> None:
    send(telegram, amina, protect_content=True)
    assert telegram.strange == set()
    send(telegram, amina, bogus_field=1)
    send(telegram, amina, reply_markup={"remove_keyboard": True})
    assert telegram.strange == {
        ("sendMessage", "bogus_field"),
        ("sendMessage", "reply_markup.remove_keyboard"),
    }


def test_numbers_and_flags_may_come_as_text() -> None:
    params = Params({"a": "12", "b": "true", "c": "[1]", "d": 1.5, "e": False}, {})
    assert (params.integer("a"), params.flag("b"), params.list("c")) == (12, True, [1])
    assert (params.number("d"), params.flag("e"), params.integer("f"), params.text("f")) == (
        1.5,
        False,
        None,
        "",
    )
