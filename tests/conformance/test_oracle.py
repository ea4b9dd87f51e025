"""The judge itself: it lets through what is right, and sees what is planted."""

import pytest

from sandbox.core import Telegram
from tests.conformance.oracle import Misjudged, judge_all, judge_answer, judge_request, judge_update

MARKUP = {"inline_keyboard": [[{"text": "Ja", "callback_data": "a1:y", "style": "success"}]]}
RIGHT: dict[str, dict[str, object]] = {
    "getMe": {},
    "sendMessage": {"chat_id": "5", "text": "1", "parse_mode": "HTML", "reply_markup": MARKUP},
    "deleteMessages": {"chat_id": 5, "message_ids": "[1, 2]"},
    "setMyCommands": {
        "commands": '[{"command": "menu", "description": "Menu"}]',
        "scope": '{"type": "chat", "chat_id": 5}',
    },
    "answerCallbackQuery": {"callback_query_id": "1", "show_alert": "true"},
}
WRONG: dict[str, tuple[str, dict[str, object]]] = {
    "no_such_method": ("sendTea", {}),
    "unknown_parameter": ("sendMessage", {"chat_id": 5, "text": "a", "bogus_field": 1}),
    "unknown_field_in_a_button": (
        "sendMessage",
        {
            "chat_id": 5,
            "text": "a",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a", "colour": "red"}]]},
        },
    ),
    "missing_parameter": ("sendMessage", {"chat_id": 5}),
    "number_as_callback_query_id": ("answerCallbackQuery", {"callback_query_id": 1}),
    "text_where_a_list_is_meant": ("deleteMessages", {"chat_id": 5, "message_ids": "een"}),
    "document_without_a_file": ("sendDocument", {"chat_id": 5}),
}
PRESS = {
    "id": "1",
    "from": {"id": 5, "is_bot": False, "first_name": "Amina"},
    "chat_instance": "1",
    "data": "a",
}


@pytest.mark.parametrize("method", RIGHT)
def test_a_right_request_passes(method: str) -> None:
    judge_request(method, RIGHT[method])


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_request_is_seen(name: str) -> None:
    with pytest.raises(Misjudged):
        judge_request(*WRONG[name])


def test_a_file_that_came_beside_the_parameters_counts() -> None:
    judge_request("sendDocument", {"chat_id": 5}, files=["document"])


def test_a_right_update_passes() -> None:
    judge_update({"update_id": 1, "callback_query": PRESS})


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "callback_query": {k: v for k, v in PRESS.items() if k != "chat_instance"}},
        {"update_id": 1, "callback_query": PRESS | {"bogus": 1}},
        {"callback_query": PRESS},
    ],
)
def test_a_wrong_update_is_seen(update: dict[str, object]) -> None:
    with pytest.raises(Misjudged):
        judge_update(update)


def test_a_wrong_answer_is_seen() -> None:
    judge_answer("sendMessage", {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}})
    with pytest.raises(Misjudged):
        judge_answer("sendMessage", {"message_id": 1})
    with pytest.raises(Misjudged):
        judge_answer("getMe", PRESS["from"] | {"bogus": 1} if isinstance(PRESS["from"], dict) else None)


def test_a_log_is_judged_whole(strict: Telegram) -> None:
    strict.call("getMe", {})
    assert judge_all(strict) == 1
    strict.call("sendMessage", {"chat_id": 1, "text": "a", "bogus_field": 1})
    with pytest.raises(Misjudged):
        judge_all(strict)


def test_a_parameter_that_only_the_stand_in_lacks_is_seen_too(strict: Telegram) -> None:
    strict.call("sendMessage", {"chat_id": 1, "text": "a", "message_effect_id": "1"})
    with pytest.raises(Misjudged, match="does not know"):
        judge_all(strict)
