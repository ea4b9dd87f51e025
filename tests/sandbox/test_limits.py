"""One message a second in a chat, thirty over all, in every window of one second."""

import time
from bisect import bisect_right
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.core import NO_LIMITS, Telegram
from sandbox.errors import Refused
from sandbox.limits import Flood, Limits
from scheduling.clock import MovableClock

CHATS = range(1, 101)


@pytest.fixture
def crowd(clock: MovableClock) -> Telegram:
    telegram = Telegram(clock.now)
    for number in CHATS:
        telegram.user(number, f"Lid {number}").start()
    return telegram


def status(telegram: Telegram, chat: int, method: str = "sendMessage", **more: object) -> int:
    return telegram.call(method, {"chat_id": chat, "text": "Hoi"} | more).status


def test_second_message_in_a_chat_within_a_second(crowd: Telegram, clock: MovableClock) -> None:
    assert status(crowd, 1) == 200
    clock.advance(0.9)
    reply = crowd.call("sendMessage", {"chat_id": 1, "text": "Hoi"})
    assert reply.status == 429
    assert reply.body["description"] == "Too Many Requests: retry after 1"
    assert reply.body["parameters"] == {"retry_after": 1}
    clock.advance(0.1)
    assert status(crowd, 1) == 200


def test_thirty_first_message_within_a_second(crowd: Telegram, clock: MovableClock) -> None:
    assert [status(crowd, chat) for chat in range(1, 32)] == [200] * 30 + [429]
    clock.advance(1)
    assert status(crowd, 31) == 200


def test_what_was_refused_is_not_counted(crowd: Telegram, clock: MovableClock) -> None:
    assert [status(crowd, 1) for _ in range(3)] == [200, 429, 429]
    clock.advance(1)
    assert status(crowd, 1) == 200


def test_an_even_pace_of_thirty_a_second_is_never_refused(crowd: Telegram, clock: MovableClock) -> None:
    for turn in range(300):
        assert status(crowd, turn % 100 + 1) == 200
        clock.advance(1 / 30)


@pytest.mark.parametrize(("edits_count", "expected"), [(True, 429), (False, 200)])
def test_edits_count_when_the_switch_says_so(clock: MovableClock, edits_count: bool, expected: int) -> None:
    telegram = Telegram(clock.now, limits=Limits(edits_count=edits_count))
    telegram.user(1, "Amina").start()
    status(telegram, 1)
    assert (
        status(telegram, 1, "editMessageText", message_id=telegram.users[1].last.id, text="Dag") == expected
    )


def test_deletes_answers_and_commands_do_not_count(crowd: Telegram) -> None:
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "a"}]]}
    assert status(crowd, 1, reply_markup=markup) == 200
    user = crowd.users[1]
    assert crowd.call("answerCallbackQuery", {"callback_query_id": user.press("Ja")}).status == 200
    assert (
        crowd.call("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 1}}).status == 200
    )
    assert crowd.call("deleteMessage", {"chat_id": 1, "message_id": user.last.id}).status == 200


def test_a_bad_message_is_bad_also_when_there_is_no_room(crowd: Telegram) -> None:
    status(crowd, 1)
    assert status(crowd, 1, text="") == 400


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.3), st.integers(1, 40)), max_size=300))
def test_no_window_of_a_second_holds_more_than_the_limit(sends: list[tuple[float, int]]) -> None:
    flood, now, accepted = Flood(Limits()), 0.0, list[tuple[float, int]]()
    for pause, chat in sends:
        now += pause
        with suppress(Refused):
            flood.spend(chat, now)
            accepted.append((now, chat))
    times = [at for at, _ in accepted]
    for index, (at, chat) in enumerate(accepted):
        window = accepted[index : bisect_right(times, at + 0.9999)]
        assert len(window) <= 30
        assert sum(one == chat for _, one in window) == 1


def test_the_core_takes_three_thousand_messages_a_second(clock: MovableClock) -> None:
    telegram = Telegram(clock.now, limits=NO_LIMITS)
    telegram.user(1, "Amina").start()
    params = {"chat_id": 1, "text": "Hoi <b>daar</b>", "parse_mode": "HTML"}
    began = time.process_time()
    for _ in range(3000):
        telegram.call("sendMessage", params)
    assert time.process_time() - began < 1.0
