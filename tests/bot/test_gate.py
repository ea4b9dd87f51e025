"""Through the one gate replies go first, alarms overtake, no limit is passed and nothing is lost unsaid."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.gate import (
    Accepted,
    Blocked,
    Call,
    Gate,
    Lane,
    Refused,
    Result,
    TokenRefused,
    Uncertain,
    Unreached,
)
from bot.gate_errors import seconds_of
from scheduling.clock import MovableClock
from tests.bot.strict_server import NOON, StrictServer, an_open_gate, edit, message


@pytest.fixture(autouse=True)
def _spans_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def server(clock: MovableClock) -> StrictServer:
    return StrictServer(clock)


Sending = asyncio.Task[Result]


def hand_in(gate: Gate, lane: Lane, *calls: Call) -> list[Sending]:
    return [asyncio.create_task(gate.send(call, lane)) for call in calls]


def to_chats(chats: range, text: str = "Goedemorgen.") -> Iterator[Call]:
    return (message(chat, text) for chat in chats)


def with_cause(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


# --- pace ---------------------------------------------------------------------------------------------------


async def test_300_members_are_told_within_10_7_seconds_without_one_429(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.ALARM, *to_chats(range(300)))
        await clock.live(11)
        assert server.refused == 0
        assert {one.chat for one in server.taken} == set(range(300))
        assert server.taken[0].at <= 0.1
        assert server.taken[-1].at <= 10.7
        assert all(isinstance(task.result(), Accepted) for task in sent)


@pytest.mark.parametrize(("latency", "jitter"), [(0.0, 0.0), (0.05, 0.0), (0.05, 0.02), (0.3, 0.4)])
async def test_3000_messages_keep_to_the_limit_on_an_even_and_an_uneven_network(
    clock: MovableClock, latency: float, jitter: float
) -> None:
    server = StrictServer(clock, latency=latency, jitter=jitter)
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(3000)))
        await clock.live(200)
        assert server.refused == 0
        assert len(server.taken) == 3000
        share = 3000 / server.taken[-1].at / 30
        assert share >= (0.95 if jitter < 0.1 else 0.6)


async def test_a_reply_during_a_mass_message_waits_at_most_three_tenths_of_a_second(
    clock: MovableClock, server: StrictServer
) -> None:
    """Two presses a second on average, at any instant."""
    chance, waits = Random(3), []

    async def press(gate: Gate, at: float, chat: int) -> None:
        await clock.sleep(at)
        assert isinstance(await gate.send(message(chat), Lane.REPLY), Accepted)
        waits.append(clock.monotonic() - at)

    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(3000)))
        instants = [chance.uniform(0, 100) for _ in range(200)]
        members = [asyncio.create_task(press(gate, at, 5000 + n)) for n, at in enumerate(instants)]
        await clock.live(130)
        assert all(member.done() for member in members)
        waits.sort()
        assert waits[100] <= 0.1
        assert waits[198] <= 0.3
        assert server.refused == 0
        assert 3200 / max(one.at for one in server.taken) / 30 >= 0.9


async def test_a_mass_message_makes_room_while_members_are_answered(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(900), "nieuws"))
        await clock.live(1)
        for chat in range(5000, 5012):
            hand_in(gate, Lane.REPLY, message(chat))
            await clock.live(0.9)
        while_answering = [one for one in server.taken if one.text == "nieuws" and 1 <= one.at < 11]
        assert 265 <= len(while_answering) <= 271
        await clock.live(3)
        later = [one for one in server.taken if 13 <= one.at < 14]
        assert len(later) >= 29


async def test_an_alarm_to_300_overtakes_a_mass_message(clock: MovableClock, server: StrictServer) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(3000), "nieuws"))
        await clock.live(5)
        hand_in(gate, Lane.ALARM, *to_chats(range(4000, 4300), "oproep"))
        await clock.live(15)
        alarms = [one.at for one in server.taken if one.text == "oproep"]
        assert len(alarms) == 300
        assert alarms[0] <= 5.2
        assert alarms[-1] <= 5 + 10.7
        assert server.refused == 0


async def test_lanes_go_in_the_order_of_haste(clock: MovableClock, server: StrictServer) -> None:
    async with an_open_gate(server.post, clock) as gate:
        gate_full = hand_in(gate, Lane.ALARM, message(1, "eerst"))
        await clock.live(0.001)
        for lane in reversed(Lane):
            hand_in(gate, lane, message(10 + lane, lane.name))
        await clock.live(3)
        assert [one.text for one in server.taken] == ["eerst", *(lane.name for lane in Lane)]
        assert gate_full[0].done()


async def test_an_idle_reply_goes_at_once(clock: MovableClock, server: StrictServer) -> None:
    server.latency = 0.0
    async with an_open_gate(server.post, clock) as gate:
        for chat in range(5):
            sent = hand_in(gate, Lane.REPLY, message(chat))
            await clock.live(0)
            assert sent[0].done()


async def test_one_chat_gets_one_message_a_second_and_others_are_not_held_up(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.REMINDER, *(message(1, str(n)) for n in range(5)), message(2), message(3))
        await clock.live(10)
        mine = [one for one in server.taken if one.chat == 1]
        assert [one.text for one in mine] == ["0", "1", "2", "3", "4"]
        assert mine[-1].at <= 4.3
        assert all(one.at < 0.3 for one in server.taken if one.chat != 1)
        assert server.refused == 0


async def test_in_one_chat_the_reply_goes_first_and_the_notice_waits(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.ALARM, message(1, "oproep"), message(1, "vervolg"))
        await clock.live(0.5)
        hand_in(gate, Lane.REPLY, message(1, "antwoord"))
        await clock.live(3)
        assert [one.text for one in server.taken] == ["oproep", "antwoord", "vervolg"]


async def test_a_slow_answer_never_turns_the_order_of_a_chat_around(
    clock: MovableClock, server: StrictServer
) -> None:
    server.latency = 6.0
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.REPLY, message(1, "een"), message(1, "twee"))
        await clock.live(5)
        assert server.at_once == 1
        await clock.live(20)
        assert [one.text for one in server.taken] == ["een", "twee"]


async def test_calls_in_flight_are_bounded_and_replies_have_room_of_their_own(
    clock: MovableClock, server: StrictServer
) -> None:
    server.latency = 30.0
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(100)))
        await clock.live(10)
        assert server.at_once == 18
        hand_in(gate, Lane.REPLY, *to_chats(range(200, 210)))
        await clock.live(1)
        assert server.at_once == 24
        assert gate.waiting(Lane.BROADCAST) == 82
        assert gate.waiting(Lane.REPLY) == 4


async def test_a_message_that_nobody_waits_for_any_more_is_not_sent(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.BROADCAST, *to_chats(range(10)))
        await clock.live(0)
        sent[7].cancel()
        await clock.live(2)
        assert {one.chat for one in server.taken} == set(range(10)) - {7}


async def test_a_fast_rate_is_used_well(clock: MovableClock) -> None:
    server = StrictServer(clock, overall=1000, latency=0.02)
    async with an_open_gate(server.post, clock, rate=1000) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(3000)))
        await clock.live(5)
        assert server.refused == 0
        assert server.taken[-1].at <= 3000 / 850


# --- edits --------------------------------------------------------------------------------------------------


async def test_edits_of_a_card_coalesce_and_the_newest_state_wins(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        sent = []
        for n in range(30):
            sent += hand_in(gate, Lane.EDIT, edit(1, f"{n} antwoorden"))
            await clock.live(0.5)
        await clock.live(10)
        edits = [one.at for one in server.taken]
        assert server.taken[-1].text == "29 antwoorden"
        assert all(later - sooner >= 3 for sooner, later in pairwise(edits))
        assert len(edits) <= 6
        assert all(isinstance(task.result(), Accepted) for task in sent)


async def test_a_reply_takes_over_a_waiting_edit_of_the_same_card(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.EDIT, edit(1, "een"))
        await clock.live(1.2)
        older = hand_in(gate, Lane.EDIT, edit(1, "twee"))
        await clock.live(0.1)
        newer = hand_in(gate, Lane.REPLY, edit(1, "drie"))
        await clock.live(0.1)
        assert older[0].done()
        assert newer[0].done()
        await clock.live(10)
        assert [one.text for one in server.taken] == ["een", "drie"]
        assert gate.waiting(Lane.EDIT) == gate.waiting(Lane.REPLY) == 0


async def test_edits_of_two_cards_both_arrive(clock: MovableClock, server: StrictServer) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.EDIT, edit(1, "een", card=5), edit(1, "twee", card=6))
        await clock.live(10)
        assert [one.text for one in server.taken] == ["een", "twee"]


async def test_removing_a_text_does_not_hold_up_the_next_reply(
    clock: MovableClock, server: StrictServer
) -> None:
    """Telegram counts messages and edits in a chat, not removals."""
    async with an_open_gate(server.post, clock) as gate:
        removal, reply = hand_in(gate, Lane.REPLY, Call("deleteMessage", 1, {"message_id": 4}), message(1))
        await clock.live(0.12)
        assert isinstance(removal.result(), Accepted)
        assert isinstance(reply.result(), Accepted)


# --- 429 ----------------------------------------------------------------------------------------------------


async def test_a_429_in_one_chat_pauses_that_chat_and_nobody_else(
    clock: MovableClock, server: StrictServer
) -> None:
    server.fault_for = lambda call: RetryAfter(20) if call.chat == 1 and clock.monotonic() < 5 else None
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.ALARM, message(1, "een"), message(1, "twee"), *to_chats(range(2, 60)))
        await clock.live(4)
        assert {one.chat for one in server.taken} == set(range(2, 60))
        await clock.live(15.9)
        assert not sent[0].done()
        await clock.live(4)
        assert [one.text for one in server.taken if one.chat == 1] == ["een", "twee"]
        assert all(one.at >= 20 for one in server.taken if one.chat == 1)


async def test_two_chats_refused_pause_everybody_and_the_release_is_in_steps(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(200)))
        await clock.live(2)
        server.faults.extend([RetryAfter(5), RetryAfter(5)])
        await clock.live(1)
        assert 4 < gate.paused_for < 5
        reached = len(server.taken)
        await clock.live(4)
        assert len(server.taken) == reached
        start = clock.monotonic() + gate.paused_for
        await clock.live(12)
        after = [one.at - start for one in server.taken[reached:]]
        steps = [sum(1 for at in after if second <= at < second + 1) for second in range(4)]
        assert steps[0] <= 8
        assert steps == sorted(steps)
        assert steps[3] >= 28
        assert len(server.taken) == 200
        assert server.refused == 0


async def test_what_a_429_stopped_goes_first_after_the_pause(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        server.faults.extend([RetryAfter(3), RetryAfter(3)])
        hand_in(gate, Lane.BROADCAST, *to_chats(range(40)))
        await clock.live(30)
        late = [one.chat for one in server.taken if one.at > 3]
        assert late[:2] == [0, 1]
        assert len({one.chat for one in server.taken}) == len(server.taken) == 40


def test_a_retry_after_is_read_as_number_and_as_span() -> None:
    assert seconds_of(7) == seconds_of(timedelta(seconds=7)) == 7.0


# --- what an error says about the message, row by row -------------------------------------------------------


async def outcome(clock: MovableClock, server: StrictServer, call: Call, *faults: TelegramError) -> Result:
    server.faults.extend(faults)
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.ALARM, call)
        await clock.live(60)
        return sent[0].result()


def refused_connection() -> TelegramError:
    return with_cause(NetworkError("httpx.ConnectError"), httpx.ConnectError("refused"))


def full_pool() -> TelegramError:
    return with_cause(TimedOut("Pool timeout"), httpx.PoolTimeout("full"))


def connect_timeout() -> TelegramError:
    return with_cause(TimedOut(), httpx.ConnectTimeout("late"))


def read_timeout() -> TelegramError:
    return with_cause(TimedOut(), httpx.ReadTimeout("late"))


def closed_by_peer() -> TelegramError:
    return with_cause(NetworkError("httpx.RemoteProtocolError"), httpx.RemoteProtocolError("closed"))


def bad_gateway() -> TelegramError:
    return with_cause(NetworkError("Bad Gateway (502)"), TelegramError("Invalid server response"))


NOT_DELIVERED = [refused_connection, full_pool, connect_timeout]
PERHAPS_DELIVERED = [read_timeout, closed_by_peer, bad_gateway]


@pytest.mark.parametrize("fault", NOT_DELIVERED)
async def test_what_was_not_delivered_is_tried_again(
    clock: MovableClock, server: StrictServer, fault: type
) -> None:
    assert await outcome(clock, server, message(1), fault(), fault()) == Accepted(1)
    assert server.taken[0].at >= 1.5


@pytest.mark.parametrize("fault", NOT_DELIVERED)
async def test_what_is_never_delivered_is_unreached(
    clock: MovableClock, server: StrictServer, fault: type
) -> None:
    assert await outcome(clock, server, message(1), *(fault() for _ in range(5))) == Unreached()
    assert server.taken == []


@pytest.mark.parametrize("fault", PERHAPS_DELIVERED)
async def test_a_message_that_perhaps_arrived_is_uncertain_and_not_repeated(
    clock: MovableClock, server: StrictServer, fault: type
) -> None:
    assert await outcome(clock, server, message(1), fault()) == Uncertain()
    assert server.taken == []


@pytest.mark.parametrize("fault", PERHAPS_DELIVERED)
@pytest.mark.parametrize("call", [edit(1, "twee"), Call("deleteMessage", 1, {"message_id": 5})])
async def test_an_edit_or_removal_that_perhaps_arrived_is_repeated(
    clock: MovableClock, server: StrictServer, fault: type, call: Call
) -> None:
    assert isinstance(await outcome(clock, server, call, fault()), Accepted)


async def test_an_edit_that_perhaps_arrives_each_time_is_uncertain(
    clock: MovableClock, server: StrictServer
) -> None:
    assert await outcome(clock, server, edit(1, "twee"), *(bad_gateway() for _ in range(5))) == Uncertain()


async def test_an_error_of_the_server_without_a_cause_is_uncertain(
    clock: MovableClock, server: StrictServer
) -> None:
    assert (
        await outcome(clock, server, message(1), NetworkError("Internal Server Error (500)")) == Uncertain()
    )


async def test_429_waits_and_sends_the_same_call(clock: MovableClock, server: StrictServer) -> None:
    assert await outcome(clock, server, message(1, "eerst"), RetryAfter(7)) == Accepted(1)
    assert server.taken[0].text == "eerst"
    assert 7 <= server.taken[0].at <= 8


@pytest.mark.parametrize(
    "text",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
    ],
)
async def test_403_is_final_blocked(clock: MovableClock, server: StrictServer, text: str) -> None:
    assert await outcome(clock, server, message(1), Forbidden(text)) == Blocked()


async def test_400_chat_not_found_is_unreachable_for_good(clock: MovableClock, server: StrictServer) -> None:
    assert await outcome(clock, server, message(1), BadRequest("Bad Request: chat not found")) == Blocked()


async def test_400_not_modified_is_a_success(clock: MovableClock, server: StrictServer) -> None:
    text = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    assert await outcome(clock, server, edit(1, "een", card=5), BadRequest(text)) == Accepted(5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bad Request: message to edit not found", "gone"),
        ("Bad Request: message can't be edited", "gone"),
        ("Bad Request: message to delete not found", "gone"),
        ("Bad Request: message can't be deleted for everyone", "gone"),
        ("Bad Request: MESSAGE_ID_INVALID", "gone"),
        ('Bad Request: can\'t parse entities: Unsupported start tag "Amina" at byte offset 3', "markup"),
        ("Bad Request: message text is empty", "empty"),
        ("Bad Request: message is too long", "too long"),
        ("Bad Request: BUTTON_DATA_INVALID", "button"),
        ("Bad Request: something about Amina", "bad request"),
    ],
)
async def test_400_is_final_and_its_reason_repeats_nothing_of_the_text(
    clock: MovableClock, server: StrictServer, text: str, reason: str
) -> None:
    assert await outcome(clock, server, edit(1, "een"), BadRequest(text)) == Refused(reason)


async def test_an_upgraded_group_is_written_at_its_new_number(
    clock: MovableClock, server: StrictServer
) -> None:
    assert await outcome(clock, server, message(1), ChatMigrated(-1002)) == Accepted(1)
    assert server.taken[0].chat == -1002


async def test_any_other_refusal_is_final(clock: MovableClock, server: StrictServer) -> None:
    assert await outcome(clock, server, message(1), Conflict("Conflict: other")) == Refused("unknown")


async def test_a_refused_token_is_loud_and_does_not_show_itself(
    clock: MovableClock, server: StrictServer
) -> None:
    server.faults.append(InvalidToken("Not Found: 1:SECRET"))
    gate = Gate(server.post, clock)
    running = asyncio.create_task(gate.run())
    sent = hand_in(gate, Lane.ALARM, *to_chats(range(20)))
    await clock.live(1)
    with pytest.raises(TokenRefused) as caught:
        await running
    assert "SECRET" not in str(caught.value)
    assert caught.value.__context__ is None
    assert sent[0].result() == sent[19].result() == Unreached()
    assert all(task.done() for task in sent)
    assert await gate.send(message(9), Lane.REPLY) == Unreached()


async def test_a_fault_of_our_own_is_raised_to_who_asked_and_the_gate_goes_on(
    clock: MovableClock, server: StrictServer
) -> None:
    server.faults.append(TypeError("unexpected keyword"))
    async with an_open_gate(server.post, clock) as gate:
        wrong, right, same_chat = hand_in(gate, Lane.ALARM, message(1), message(2), message(1))
        await clock.live(3)
        assert isinstance(wrong.exception(), TypeError)
        assert isinstance(right.result(), Accepted)
        assert isinstance(same_chat.result(), Accepted)


# --- presses ------------------------------------------------------------------------------------------------


async def test_the_answer_to_a_press_goes_at_once_whatever_waits(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.BROADCAST, *to_chats(range(300)))
        await clock.live(2)
        answers = [asyncio.create_task(gate.answer(f"q{n}", "Genoteerd.")) for n in range(100)]
        await clock.live(0.05)
        assert all(isinstance(task.result(), Accepted) for task in answers)
        await clock.live(12)
        assert server.refused == 0


async def test_a_stale_press_is_no_error(clock: MovableClock, server: StrictServer) -> None:
    stale = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    server.faults.append(BadRequest(stale))
    async with an_open_gate(server.post, clock) as gate:
        answer = asyncio.create_task(gate.answer("q1"))
        await clock.live(1)
        assert answer.result() == Refused("stale")


# --- closing ------------------------------------------------------------------------------------------------


async def test_closing_awaits_what_flies_and_sends_home_what_waits(
    clock: MovableClock, server: StrictServer
) -> None:
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.BROADCAST, *to_chats(range(50)))
        await clock.live(0.5)
    results = [task.result() for task in sent]
    assert results.count(Unreached()) == 50 - len(server.taken)
    assert sum(isinstance(one, Accepted) for one in results) == len(server.taken) > 10


async def test_nothing_is_tried_again_after_closing(clock: MovableClock, server: StrictServer) -> None:
    server.faults.extend([RetryAfter(30), refused_connection(), read_timeout()])
    async with an_open_gate(server.post, clock) as gate:
        sent = hand_in(gate, Lane.REPLY, *to_chats(range(3)))
        await clock.live(0.01)
    assert [task.result() for task in sent] == [Unreached(), Unreached(), Uncertain()]


async def test_a_cancelled_gate_leaves_nobody_waiting(clock: MovableClock, server: StrictServer) -> None:
    gate = Gate(server.post, clock)
    running = asyncio.create_task(gate.run())
    sent = hand_in(gate, Lane.BROADCAST, *to_chats(range(50)))
    await clock.live(0.5)
    running.cancel()
    await clock.live(1)
    assert running.cancelled()
    assert all(task.done() for task in sent)


async def test_outcomes_are_counted_for_the_status(clock: MovableClock, server: StrictServer) -> None:
    server.faults.extend([Forbidden("Forbidden: bot was blocked by the user"), RetryAfter(1)])
    async with an_open_gate(server.post, clock) as gate:
        hand_in(gate, Lane.ALARM, *to_chats(range(5)))
        await clock.live(5)
        assert gate.outcomes == {"Blocked": 1, "TooFast": 1, "Accepted": 4}


def test_a_call_shows_neither_chat_nor_content() -> None:
    shown = repr(message(424242, "Amina komt"))
    assert "424242" not in shown
    assert "Amina" not in shown
