"""A report moves in one direction only, and what is promised about time can be kept."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ReportId
from domain.network_times import DutyHours, UnrestAnswers
from domain.unrest import (
    GRAIN,
    OPEN,
    TRANSITIONS,
    Deed,
    HowSoon,
    Report,
    State,
    Talk,
    Told,
    after,
    coarse,
    may_belong,
    next_duty,
    on_duty,
    ring,
    span,
)

ORDER = list(State)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DUTY = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))
ANSWERS = UnrestAnswers(hour=timedelta(hours=1), today=timedelta(hours=8), week=timedelta(days=3))
MOMENTS = st.integers(0, 365 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, microseconds=seconds % 997)
)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment on the clocks of the city."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
def test_a_report_never_goes_back(state: State, deed: Deed) -> None:
    to = after(state, deed)
    assert to is None or ORDER.index(to) >= ORDER.index(state)


def test_every_state_is_reached() -> None:
    assert {State.RECEIVED, *TRANSITIONS.values()} == set(State)


def test_only_what_was_closed_is_destroyed() -> None:
    assert [state for state in State if after(state, Deed.DESTROY)] == [State.CLOSED]


def test_whatever_is_open_can_be_closed_by_who_has_it_and_nothing_else() -> None:
    closable = {state for state in State if after(state, Deed.CLOSE)}
    assert closable == OPEN - {State.RECEIVED}
    assert after(State.RECEIVED, Deed.TAKE) in closable


def test_nobody_deals_with_a_report_without_taking_it_up() -> None:
    assert [deed for deed in Deed if after(State.RECEIVED, deed)] == [Deed.TAKE]


@pytest.mark.parametrize(
    ("minutes", "number"), [(0, 0), (9.9, 0), (10, 1), (19.9, 1), (20, 2), (60, 6), (-5, 0)]
)
def test_a_ring_every_ten_minutes(minutes: float, number: int) -> None:
    since = datetime(2026, 3, 29, 0, 55, tzinfo=UTC)
    assert ring(since, since + timedelta(minutes=minutes), timedelta(minutes=10)) == number


def a_report(key: str, at: datetime, place: str = "voorhof", topic: str = "school") -> Report:
    """An open report."""
    told, id_ = Told(place, topic), ReportId(key * 16)
    return Report(id_, key, State.RECEIVED, told, False, at, at + timedelta(hours=8))


def test_the_same_neighbourhood_and_topic_come_first_and_what_is_old_not_at_all() -> None:
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    mine = a_report("m", noon)
    others = [
        a_report("o", noon, "binnenstad", "other"),
        a_report("p", noon - timedelta(hours=2), "voorhof", "other"),
        a_report("b", noon - timedelta(hours=3)),
        a_report("x", noon - timedelta(hours=13)),
        replace(a_report("c", noon), state=State.CLOSED),
        replace(a_report("t", noon), tied_to=mine.id),
        mine,
    ]
    assert [one.code for one in may_belong(mine, others, timedelta(hours=12))] == ["b", "p", "o"]


@given(st.lists(st.sampled_from(Deed)))
def test_a_report_is_taken_up_once(deeds: list[Deed]) -> None:
    state, taken = State.RECEIVED, 0
    for deed in deeds:
        to = after(state, deed)
        if to is not None:
            state, taken = to, taken + (deed is Deed.TAKE)
    assert taken <= 1


@pytest.mark.parametrize(
    ("how_soon", "hours"),
    [(HowSoon.HOUR, 1), (HowSoon.TODAY, 8), (HowSoon.UNKNOWN, 8), (HowSoon.WEEK, 72)],
)
def test_who_does_not_know_is_answered_today(how_soon: HowSoon, hours: int) -> None:
    assert span(ANSWERS, how_soon) == timedelta(hours=hours)


@pytest.mark.parametrize(("how_soon", "urgent"), [(one, one is HowSoon.HOUR) for one in HowSoon])
def test_only_within_an_hour_wakes_the_desk(how_soon: HowSoon, urgent: bool) -> None:
    assert Told("voorhof", how_soon=how_soon).urgent is urgent


@given(MOMENTS, st.integers(1, 72 * 3600))
def test_a_hidden_moment_is_coarse_and_its_promise_still_ahead(moment: datetime, seconds: int) -> None:
    within = timedelta(seconds=seconds)
    kept = coarse(moment, within)
    assert timedelta(0) <= moment - kept < GRAIN
    assert kept + within > moment


@given(MOMENTS)
def test_two_hidden_moments_in_a_quarter_are_the_same(moment: datetime) -> None:
    kept = coarse(moment, timedelta(hours=8))
    assert coarse(kept + timedelta(minutes=14, seconds=59), timedelta(hours=8)) == kept
    assert kept.minute % 15 == kept.second == kept.microsecond == 0


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(2026, 3, 12, 8, 59), local(2026, 3, 12, 9)),
        (local(2026, 3, 12, 11, 0), local(2026, 3, 12, 11)),
        (local(2026, 3, 12, 17, 0), local(2026, 3, 13, 9)),
        (local(2026, 3, 13, 18, 0), local(2026, 3, 16, 9)),
        # The clocks go forward on Sunday 29 March 2026: nine o'clock stays nine o'clock.
        (local(2026, 3, 28, 12, 0), local(2026, 3, 30, 9)),
    ],
)
def test_somebody_reads_along_again_at(now: datetime, expected: datetime) -> None:
    assert next_duty(DUTY, now) == expected


@given(MOMENTS)
def test_at_the_next_duty_somebody_reads(moment: datetime) -> None:
    local = moment.astimezone(AMSTERDAM)
    again = next_duty(DUTY, local)
    assert on_duty(DUTY, again)
    assert again >= local


def test_without_any_duty_a_day_is_named_all_the_same() -> None:
    nobody = DutyHours(weekdays=frozenset(), start=time(9), end=time(17))
    local = datetime(2026, 3, 12, 11, tzinfo=AMSTERDAM)
    assert next_duty(nobody, local) > local


@pytest.mark.parametrize(
    ("talk", "asked"),
    [
        (Talk(), False),
        (Talk(question="Sinds wanneer?"), True),
        (Talk(question="Sinds wanneer?", reply="Gisteren."), False),
        (Talk(question="Sinds wanneer?", declined=True), False),
    ],
)
def test_a_question_waits_until_it_is_answered_or_declined(talk: Talk, asked: bool) -> None:
    assert talk.asked is asked


def test_what_was_written_stands_in_no_log() -> None:
    talk = Talk("woord", "woord", False, "woord")
    assert "woord" not in repr(Told("voorhof", text="woord")) + repr(talk)
