"""The rules of a call-out, apart from everything: states, parts, counts, voices, and letting the rest go."""

from collections import Counter
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.callout_answers import (
    YES,
    Answer,
    Asking,
    Response,
    StandDown,
    arrivals,
    circle,
    stand_down_after,
    tally,
)
from domain.callout_messages import Following, Words, says_enough
from domain.callouts import (
    OPEN,
    TRANSITIONS,
    CallOut,
    Deed,
    Parts,
    State,
    Times,
    after,
    latest_answer,
    missing,
    offered,
    widened,
)
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHOLE = Parts("f", "s", "u", "a", "l", "p", agreed=True, press="v")
TIMES = Times(NOW, NOW + HOUR, next_update_at=NOW + HOUR)


def call_out(
    urgency: Urgency = Urgency.MEETING,
    parts: Parts = WHOLE,
    drill: bool = False,
    stand_down: StandDown | None = None,
    times: Times = TIMES,
) -> CallOut:
    return CallOut(
        CallOutId("c"), State.SENT, urgency, drill, ("a",), parts, times, MemberId("m"),
        stand_down=stand_down or StandDown(),
    )  # fmt: skip


@given(st.lists(st.sampled_from(list(Deed)), max_size=12))
def test_whatever_is_done_an_ended_call_out_stays_ended(deeds: list[Deed]) -> None:
    state, ended = State.DRAFT, False
    for deed in deeds:
        following = after(state, deed)
        assert not (ended and following)
        state = following or state
        ended = state in (State.CLOSED, State.CANCELLED)


@given(st.lists(st.sampled_from(list(Deed)), max_size=12))
def test_nobody_can_answer_before_it_is_sent(deeds: list[Deed]) -> None:
    state, sent = State.DRAFT, False
    for deed in deeds:
        following = after(state, deed)
        sent = sent or (deed is Deed.SEND and following is not None)
        state = following or state
        assert sent or state not in OPEN


def test_every_state_can_be_reached_and_only_two_are_ends() -> None:
    assert {State.DRAFT, *TRANSITIONS.values()} == set(State)
    left = {state for state, _ in TRANSITIONS}
    assert set(State) - left == {State.CLOSED, State.CANCELLED}


@pytest.mark.parametrize(
    ("urgency", "part"),
    [(urgency, part) for urgency in (Urgency.MEETING, Urgency.URGENT) for part in ("facts", "source", "ask")],
)
def test_each_compulsory_part_is_named_when_it_is_not_there(urgency: Urgency, part: str) -> None:
    assert missing(urgency, WHOLE, TIMES, NOW) == []
    lacking = Parts(**(asdict(WHOLE) | {part: ""}))
    assert missing(urgency, lacking, TIMES, NOW) == [part]


def test_without_the_word_of_communication_it_cannot_go() -> None:
    assert missing(Urgency.INFO, replace(WHOLE, agreed=False), TIMES, NOW) == ["agreed"]


def test_a_time_that_is_past_counts_as_none() -> None:
    old = Times(NOW, NOW, next_update_at=NOW)
    assert missing(Urgency.URGENT, WHOLE, old, NOW) == ["when", "next_update"]


def test_a_number_to_dial_in_is_a_place() -> None:
    by_phone = replace(WHOLE, place="", dial_in="015 000 00 01")
    assert missing(Urgency.URGENT, by_phone, TIMES, NOW) == []


responses = st.lists(
    st.tuples(
        st.sampled_from(list(Answer)),
        st.none() | st.integers(-60, 60).map(lambda n: NOW + timedelta(minutes=n)),
    ),
    max_size=40,
).map(lambda made: [Response(MemberId(str(n)), answer, arrival) for n, (answer, arrival) in enumerate(made)])


@given(responses)
def test_everybody_is_counted_once(answers: list[Response]) -> None:
    counted = tally(answers, NOW)
    assert counted.asked == len(answers)
    assert counted.yes == sum(one.answer in YES for one in answers)
    assert counted.answered + counted.open == len(answers)


@given(responses)
def test_the_columns_are_those_of_the_answers(answers: list[Response]) -> None:
    counted, words = tally(answers, NOW), Counter(one.answer for one in answers)
    late = sum(one.answer is Answer.COMING and bool(one.arrival and one.arrival > NOW) for one in answers)
    assert (counted.later, counted.coming) == (late, words[Answer.COMING] - late)
    assert counted.not_coming == words[Answer.NOT_COMING]
    assert counted.read == words[Answer.READ]
    assert counted.present_at_start == counted.coming + counted.dialling


voices = st.dictionaries(
    st.integers(0, 39).map(lambda n: MemberId(str(n))), st.sampled_from(["a", "b", None])
)


@given(responses, voices)
def test_a_voice_is_missing_exactly_when_nobody_with_it_said_yes(
    answers: list[Response], chosen: dict[MemberId, str | None]
) -> None:
    found = circle(["a", "b"], answers, chosen)
    present = {chosen.get(one.member) for one in answers if one.answer in YES}
    assert set(found.missing) == {"a", "b"} - present
    assert found.complete == ({"a", "b"} <= present)


def test_a_network_without_voices_is_never_complete_by_them() -> None:
    assert not circle([], [Response(MemberId("1"), Answer.COMING)], {}).complete


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), max_size=20))
def test_what_the_rest_heard_is_not_taken_back(steps: list[tuple[bool, int]]) -> None:
    state, now, told = StandDown(), NOW, False
    for complete, minutes in steps:
        now += timedelta(minutes=minutes)
        told = told or state.told(now)
        state = stand_down_after(state, complete, now, timedelta(minutes=5))
        assert state.told(now) or not told


def test_a_circle_that_breaks_in_time_lets_nobody_go() -> None:
    planned = stand_down_after(StandDown(), True, NOW, HOUR)
    assert planned == StandDown(Asking.ENOUGH, NOW + HOUR)
    assert stand_down_after(planned, False, NOW, HOUR) == StandDown()


def test_who_keeps_asking_everybody_lets_nobody_go() -> None:
    kept = StandDown(Asking.KEPT)
    assert stand_down_after(kept, True, NOW, HOUR) == kept


def test_only_what_its_buttons_say_is_an_answer() -> None:
    yes_no = {Answer.COMING, Answer.NOT_COMING}
    assert offered(call_out(Urgency.INFO), NOW) == {Answer.READ}
    assert offered(call_out(drill=True), NOW) == yes_no
    assert offered(call_out(Urgency.URGENT), NOW) == yes_no
    assert offered(call_out(), NOW) == yes_no | {Answer.UNDECIDED}
    told = call_out(stand_down=StandDown(Asking.ENOUGH, NOW))
    assert Answer.STANDING_BY in offered(told, NOW)


def test_later_counts_from_now_once_it_began() -> None:
    steps = [timedelta(minutes=15), HOUR]
    assert arrivals(NOW, NOW - HOUR, steps) == [NOW + steps[0], NOW + HOUR]
    assert arrivals(NOW, NOW + HOUR, steps) == [NOW + HOUR + steps[0], NOW + 2 * HOUR]


def test_nobody_is_asked_to_answer_after_the_start() -> None:
    assert latest_answer(NOW, 2 * HOUR, NOW + HOUR) == NOW + HOUR
    assert latest_answer(NOW, HOUR, NOW + 2 * HOUR) == NOW + HOUR
    assert latest_answer(NOW, None, NOW) is None


def test_another_circle_gets_its_own_time_to_answer_when_the_first_is_over() -> None:
    times = Times(NOW, NOW + 3 * HOUR, reply_by=NOW)
    wider = widened(call_out(times=times), "b", NOW + HOUR, HOUR)
    assert wider.circles == ("a", "b")
    assert wider.times.reply_by == NOW + 2 * HOUR
    assert widened(call_out(times=times), "b", NOW - HOUR, HOUR).times.reply_by == NOW


def test_no_closing_without_what_was_done_with_the_help() -> None:
    assert not says_enough(Following.ALL_CLEAR, Words(calm=True))
    assert says_enough(Following.ALL_CLEAR, Words(summary="Wij praatten met elkaar."))
    assert not says_enough(Following.CANCELLED, Words())
    assert not says_enough(Following.UPDATE, Words(unchanged="alles"))
    assert says_enough(Following.NO_NEWS, Words())
