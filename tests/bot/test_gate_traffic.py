"""Whatever the members and the coordinator ask for at once, the promises of the gate hold."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.error import Forbidden, NetworkError, TelegramError, TimedOut

from bot.gate import Accepted, Call, Lane, Result
from bot.gate_call import Waiting
from bot.gate_lanes import Lanes
from scheduling.clock import MovableClock
from tests.bot.strict_server import NOON, StrictServer, an_open_gate, edit, message


@dataclass(frozen=True)
class Asked:
    """Somebody asks for a call, so long after the one before."""

    pause: float
    lane: Lane
    chat: int
    edits: bool

    def call(self, number: int) -> Call:
        return edit(self.chat, str(number)) if self.edits else message(self.chat, str(number))


traffic = st.lists(
    st.builds(
        Asked,
        st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 1.0]),
        st.sampled_from(Lane),
        st.integers(1, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=120,
)


def a_fault(kind: str) -> TelegramError:
    if kind == "blocked":
        return Forbidden("Forbidden: bot was blocked by the user")
    error = TimedOut() if kind == "unread" else NetworkError("no connection")
    error.__cause__ = httpx.ReadTimeout("") if kind == "unread" else httpx.ConnectError("")
    return error


faults = st.lists(st.sampled_from(["blocked", "unread", "no connection"]), max_size=12)


async def live_through(asked: list[Asked], server: StrictServer) -> list[asyncio.Task[Result]]:
    sent = []
    async with an_open_gate(server.post, server.clock) as gate:
        for number, one in enumerate(asked):
            if one.pause:
                await server.clock.live(one.pause)
            sent.append(asyncio.create_task(gate.send(one.call(number), one.lane)))
        await server.clock.live(60 + 4 * len(asked))
        assert [gate.waiting(lane) for lane in Lane] == [0] * len(Lane)
    return sent


@settings(max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(asked=traffic, kinds=faults, jitter=st.sampled_from([0.0, 0.03]))
def test_every_call_gets_an_outcome_and_no_limit_is_passed(
    asked: list[Asked], kinds: list[str], jitter: float
) -> None:
    server = StrictServer(MovableClock(NOON), jitter=jitter)
    server.faults.extend(a_fault(kind) for kind in kinds)
    sent = asyncio.run(live_through(asked, server))
    assert all(task.done() and task.exception() is None for task in sent)
    assert server.refused == 0


@settings(max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(asked=traffic)
def test_messages_of_a_lane_reach_a_chat_in_order_and_each_once(asked: list[Asked]) -> None:
    server = StrictServer(MovableClock(NOON))
    sent = asyncio.run(live_through(asked, server))
    assert all(isinstance(task.result(), Accepted) for task in sent)
    arrived = defaultdict(list)
    for one in server.taken:
        if one.method == "sendMessage":
            arrived[one.chat, asked[int(one.text)].lane].append(int(one.text))
    assert all(numbers == sorted(set(numbers)) for numbers in arrived.values())
    assert sum(map(len, arrived.values())) == sum(1 for one in asked if not one.edits)


@settings(max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(asked=traffic)
def test_the_last_edit_that_a_card_shows_is_the_newest(asked: list[Asked]) -> None:
    server = StrictServer(MovableClock(NOON))
    asyncio.run(live_through(asked, server))
    newest = {one.chat: number for number, one in enumerate(asked) if one.edits}
    shown = {one.chat: int(one.text) for one in server.taken if one.method == "editMessageText"}
    assert shown == newest


@given(st.lists(st.sampled_from(Lane), max_size=60))
def test_no_lane_waits_behind_a_lower_one(lanes: list[Lane]) -> None:
    queues = Lanes()
    for order, lane in enumerate(lanes):
        queues.put(Waiting(message(order), lane, order, []), 0.0)
    out = []
    while (head := next((one for lane in Lane if (one := queues.first(lane))), None)) is not None:
        queues.take(head)
        out.append((head.lane, head.order))
    assert out == sorted(zip(lanes, range(len(lanes)), strict=True))
