"""The second wave as a rule: when it is planned, announced, asked or stopped, and the time to answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.callout_answers import Asking, Circle, StandDown, Tally
from domain.callout_ending import began, lapses_at, reminder
from domain.callout_figures import LEAST, Speed, half_of, medians, speed, speed_to_tell
from domain.callout_waves import (
    AHEAD,
    TRANSITIONS,
    WaveDeed,
    after,
    ahead,
    announced_at,
    due_deed,
    enough,
    planned,
    time_given,
    wider,
)
from domain.callouts import CallOut, Parts, Reached, State, Times, Wave, WaveState
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from tests.world import usual_network

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NOTICE = 5 * MINUTE
SCENARIO = "spanning_na_nieuws"


def call_out(**changes: object) -> CallOut:
    times = Times(NOW, NOW + 3 * HOUR, reply_by=NOW + 2 * HOUR)
    made = CallOut(
        CallOutId("c"), State.SENT, Urgency.MEETING, False, ("contactcirkel",), Parts(), times,
        MemberId("m"), needed=8, sent_at=NOW, scenario=SCENARIO,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # each test changes other fields


def wave(state: WaveState = WaveState.PLANNED, at: datetime = NOW + HOUR) -> Wave:
    return Wave(state, ("snrp",), at)


def test_the_scenario_says_when_and_whom() -> None:
    assert planned(call_out(), usual_network(), NOW) == wave()


@pytest.mark.parametrize(
    "changes",
    [
        {"drill": True},
        {"urgency": Urgency.INFO},
        {"needed": 0},
        {"scenario": None},
        {"circles": ("contactcirkel", "snrp")},
        {"times": Times(NOW, NOW + HOUR)},
    ],
    ids=["drill", "info", "nobody_wanted", "no_scenario", "asked_already", "past_the_start"],
)
def test_no_wave_is_planned(changes: dict[str, object]) -> None:
    assert planned(call_out(**changes), usual_network(), NOW) is None


@given(st.lists(st.sampled_from(list(WaveDeed)), max_size=6))
def test_a_wave_is_asked_or_stopped_once_and_stays_so(deeds: list[WaveDeed]) -> None:
    one, ended = wave(), False
    for deed in deeds:
        following = after(one, deed)
        assert not (ended and following)
        one = following or one
        ended = one.state not in AHEAD


def test_every_state_of_a_wave_can_be_reached() -> None:
    assert {WaveState.PLANNED, *TRANSITIONS.values()} == set(WaveState)


@pytest.mark.parametrize(
    ("state", "minutes", "suffices", "deed"),
    [
        (WaveState.PLANNED, 54, False, None),
        (WaveState.PLANNED, 55, False, WaveDeed.ANNOUNCE),
        (WaveState.PLANNED, 55, True, None),
        (WaveState.PLANNED, 60, True, WaveDeed.STOP),
        (WaveState.PLANNED, 90, False, WaveDeed.ANNOUNCE),
        (WaveState.ANNOUNCED, 59, False, None),
        (WaveState.ANNOUNCED, 60, False, WaveDeed.ASK),
        (WaveState.ANNOUNCED, 60, True, WaveDeed.STOP),
        (WaveState.ANNOUNCED, 180, False, WaveDeed.STOP),
        (WaveState.PLANNED, 176, False, WaveDeed.STOP),
    ],
)
def test_nobody_is_asked_before_the_desk_heard_of_it(
    state: WaveState, minutes: int, suffices: bool, deed: WaveDeed | None
) -> None:
    made = call_out(wave=wave(state))
    assert due_deed(made, suffices, NOW + minutes * MINUTE, NOTICE) is deed


@given(st.integers(0, 300))
def test_the_desk_always_has_the_whole_notice(minutes: int) -> None:
    now = NOW + minutes * MINUTE
    assert announced_at(wave(), now, NOTICE) - now >= NOTICE


def test_every_voice_is_enough_unless_the_desk_goes_on_asking() -> None:
    complete = Circle((), 0, agreed=5)
    few = Tally(coming=5)
    assert enough(call_out(), few, complete)
    assert not enough(call_out(stand_down=StandDown(Asking.KEPT)), few, complete)
    assert not enough(call_out(), few, Circle(("politie",), 0, agreed=5))
    assert enough(call_out(), Tally(coming=5, later=2, dialling=1), Circle(("politie",), 0, agreed=5))


def test_whoever_is_asked_later_gets_the_whole_time_to_answer_but_not_past_the_start() -> None:
    asked = wider(call_out(), wave(), NOW + HOUR, 2 * HOUR)
    assert asked.times.reply_by == NOW + 3 * HOUR
    assert asked.circles == ("contactcirkel", "snrp")
    late = wider(call_out(), wave(), NOW + 2 * HOUR, 2 * HOUR)
    assert late.times.reply_by == late.times.starts_at


def test_the_time_to_answer_is_never_made_shorter() -> None:
    made = call_out()
    assert wider(made, wave(), NOW + HOUR, 15 * MINUTE).times.reply_by == made.times.reply_by


def test_no_wave_is_ahead_of_a_call_out_that_is_over() -> None:
    assert ahead(call_out(wave=wave()))
    assert not ahead(call_out(wave=wave(), state=State.CLOSED))
    assert not ahead(call_out(wave=wave(WaveState.STOPPED)))


def ended(first: int, complete: int | None = None, answered: int = LEAST) -> CallOut:
    done = None if complete is None else NOW + complete * MINUTE
    moments = Reached(NOW + first * MINUTE, done, NOW + 2 * first * MINUTE)
    return call_out(state=State.CLOSED, reached=moments, totals=Tally(coming=answered))


def test_medians_leave_out_where_fewer_than_five_answered() -> None:
    found = medians([ended(2, 10), ended(4), ended(9, 30), ended(60, 60, answered=LEAST - 1)])
    assert (found.call_outs, found.first_yes, found.complete) == (3, 4 * MINUTE, 20 * MINUTE)
    assert medians([]).first_yes is None


def test_nobody_reads_how_fast_four_people_were() -> None:
    assert speed_to_tell(ended(2, answered=LEAST - 1)) == Speed()
    assert speed_to_tell(ended(2)) == speed(ended(2)) == Speed(2 * MINUTE, None, 4 * MINUTE)


@given(st.lists(st.integers(0, 600), min_size=1))
def test_at_half_time_half_of_the_answers_are_in(minutes: list[int]) -> None:
    moments = [NOW + one * MINUTE for one in minutes]
    half = half_of(moments)
    assert half is not None
    assert 2 * sum(one <= half for one in moments) >= len(moments)
    assert 2 * sum(one < half for one in moments) < len(moments)


def test_the_desk_is_reminded_from_a_day_after_the_start_and_not_while_word_is_promised() -> None:
    start = NOW + 3 * HOUR
    assert reminder(call_out(), start + DAY - MINUTE, DAY) == 0
    assert reminder(call_out(), start + DAY, DAY) == 1
    assert reminder(call_out(), start + 3 * DAY + HOUR, DAY) == 3
    promised = replace(call_out().times, next_update_at=start + 2 * DAY)
    assert reminder(call_out(times=promised), start + DAY, DAY) == 0
    assert reminder(call_out(times=promised), start + 2 * DAY, DAY) == 2
    assert reminder(call_out(state=State.CLOSED), start + DAY, DAY) == 0


def test_of_information_the_days_count_from_when_it_went_out() -> None:
    told = call_out(urgency=Urgency.INFO, times=Times(NOW))
    assert began(told) == NOW
    assert lapses_at(told, 30 * DAY) == NOW + 30 * DAY


def test_whoever_is_asked_later_has_as_long_as_the_first() -> None:
    assert time_given(call_out()) == 2 * HOUR
    assert time_given(call_out(times=Times(NOW))) is None
