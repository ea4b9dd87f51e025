"""Hours by the clocks of the city, gaps between them, and what can be done with a shift."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import duty
from domain.duty import LIVING, TRANSITIONS, Shift, ShiftDeed, ShiftState, Span, after
from domain.ids import MemberId
from domain.network_times import DutyBlock, DutyHours

CITY = ZoneInfo("Europe/Amsterdam")
EVERY_DAY = frozenset(range(7))
OFFICE = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))
NIGHT = DutyBlock(label="nacht", weekdays=EVERY_DAY, start=time(23), end=time(9))
EVENING = DutyBlock(label="avond", weekdays=EVERY_DAY, start=time(17), end=time(23))
WEEKEND = DutyBlock(label="weekend", weekdays=frozenset({5, 6}), start=time(9), end=time(17))
NOON = datetime(2026, 3, 12, 11, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), CITY).astimezone(UTC)


def night_of(day: date) -> Span:
    around = Span(at(day, 22), at(day, 22) + timedelta(hours=3))
    return next(one for one in duty.occurrences(NIGHT, around, CITY) if one.start >= around.start)


@pytest.mark.parametrize(
    ("evening", "hours"),
    [(date(2026, 3, 12), 10), (date(2026, 3, 28), 9), (date(2026, 10, 24), 11)],
)
def test_a_night_ends_at_nine_on_the_clock_also_when_the_clocks_change(evening: date, hours: int) -> None:
    night = night_of(evening)
    assert night.end - night.start == timedelta(hours=hours)
    assert night.end.astimezone(CITY).time() == time(9)


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 10, 19), date(2026, 6, 1)])
def test_the_blocks_of_the_example_and_the_working_hours_fill_a_week(monday: date) -> None:
    week = Span(at(monday, 9), at(monday + timedelta(days=7), 9))
    hours = [
        one for block in (OFFICE, NIGHT, EVENING, WEEKEND) for one in duty.occurrences(block, week, CITY)
    ]
    assert [gap for gap in duty.uncovered(week, hours) if gap.start < gap.end] == []
    inside = sorted((part for one in hours if (part := one.within(week))), key=lambda span: span.start)
    assert all(first.end == second.start for first, second in pairwise(inside))


MINUTES = st.integers(0, 2000)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(MINUTES)
    length = draw(st.integers(1, 400))
    return Span(NOON + timedelta(minutes=start), NOON + timedelta(minutes=start + length))


def reads(moment: datetime, covered: list[Span]) -> bool:
    return any(one.start <= moment < one.end for one in covered)


@given(covered=st.lists(spans(), max_size=8), minute=MINUTES)
def test_each_moment_is_either_covered_or_in_one_gap(covered: list[Span], minute: int) -> None:
    whole, moment = Span(NOON, NOON + timedelta(minutes=2000)), NOON + timedelta(minutes=minute)
    gaps = duty.uncovered(whole, covered)
    if moment < whole.end:
        assert sum(gap.start <= moment < gap.end for gap in gaps) == (not reads(moment, covered))


@given(gaps=st.lists(spans(), max_size=4), blocks=st.lists(spans(), max_size=6), minute=MINUTES)
def test_every_moment_of_a_gap_can_be_asked_for(gaps: list[Span], blocks: list[Span], minute: int) -> None:
    moment = NOON + timedelta(minutes=minute)
    assert reads(moment, duty.pieces(gaps, blocks)) == reads(moment, gaps)


def test_what_is_over_or_refused_never_comes_back() -> None:
    for state in set(ShiftState) - set(LIVING):
        assert [deed for deed in ShiftDeed if after(state, deed)] == []
    assert set(TRANSITIONS.values()) == set(ShiftState) - {ShiftState.ASKED}


def shift(state: ShiftState, told_at: datetime | None = None) -> Shift:
    return Shift("s" * 16, MemberId("m" * 16), NOON, NOON + timedelta(hours=6), state, told_at=told_at)


def test_whoever_heard_late_that_it_begins_has_the_same_time_to_answer() -> None:
    after_downtime = NOON + timedelta(minutes=40)
    told = shift(ShiftState.AGREED, after_downtime)
    assert not told.lapses(after_downtime + timedelta(minutes=14), QUARTER)
    assert told.lapses(after_downtime + QUARTER, QUARTER)
    assert not shift(ShiftState.AGREED).lapses(after_downtime, QUARTER)


def test_the_one_before_stays_on_until_the_next_was_late_and_never_longer() -> None:
    before = Shift("b" * 16, MemberId("b" * 16), NOON - timedelta(hours=6), NOON, ShiftState.ON)
    awaited = [shift(ShiftState.AGREED, NOON)]
    assert duty.holds_on(before, [], NOON - timedelta(seconds=1), QUARTER)
    assert not duty.holds_on(before, [], NOON, QUARTER)
    assert duty.holds_on(before, awaited, NOON + timedelta(minutes=14), QUARTER)
    assert not duty.holds_on(before, awaited, NOON + QUARTER, QUARTER)
    assert not duty.holds_on(before, [shift(ShiftState.VACANT)], NOON + timedelta(minutes=1), QUARTER)


def test_nobody_is_asked_for_what_is_over_too_long_or_too_far() -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert duty.possible(Span(NOON - hour, NOON + hour), NOON)
    assert not duty.possible(Span(NOON - 2 * hour, NOON), NOON)
    assert not duty.possible(Span(NOON, NOON + 8 * day), NOON)
    assert not duty.possible(Span(NOON + 62 * day, NOON + 63 * day), NOON)
    assert not duty.possible(Span(NOON + hour, NOON + hour), NOON)
