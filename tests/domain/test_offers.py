"""An offer is shorter near the start, never ends at night, and is not made when it comes too late."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.network_file import read_network
from domain.network_times import QuietHours
from domain.offers import awake_for, end_of_quiet, start_of_quiet, window

HERE = ZoneInfo("Europe/Amsterdam")
NETWORK = read_network(None)
TIMES, QUIET = NETWORK.activities, NETWORK.quiet


def at(day: int, clock: str) -> datetime:
    """A moment in April 2026."""
    hour, minute = clock.split(".")
    return datetime(2026, 4, day, int(hour), int(minute), tzinfo=HERE)


START = at(14, "19.30")


@pytest.mark.parametrize(
    ("now", "begins", "until"),
    [
        (at(1, "12.00"), at(1, "12.00"), at(3, "12.00")),
        (at(13, "12.00"), at(13, "12.00"), at(14, "11.00")),
        (at(13, "22.00"), at(14, "8.00"), at(14, "10.00")),
        (at(14, "12.00"), at(14, "12.00"), at(14, "14.00")),
        (at(14, "16.30"), at(14, "16.30"), at(14, "17.30")),
    ],
    ids=["two days", "half a day of waking hours", "from the morning", "two hours", "until the stop"],
)
def test_the_window_shrinks_with_the_time_to_the_start(
    now: datetime, begins: datetime, until: datetime
) -> None:
    found = window(now, START, TIMES, QUIET)
    assert found is not None
    assert (found.begins, found.until) == (begins, until)


@pytest.mark.parametrize("now", [at(14, "17.30"), at(14, "18.00"), at(14, "19.29")])
def test_two_hours_before_the_start_nothing_is_offered(now: datetime) -> None:
    assert window(now, START, TIMES, QUIET) is None


def test_a_morning_start_is_not_offered_in_the_night_before() -> None:
    assert window(at(13, "21.30"), at(14, "9.30"), TIMES, QUIET) is None


@given(minutes=st.integers(0, 20 * 24 * 60), start=st.integers(0, 24 * 60 - 1))
def test_no_offer_ends_or_begins_at_night_or_after_the_stop(minutes: int, start: int) -> None:
    begin = datetime(2026, 4, 21, start // 60, start % 60, tzinfo=HERE)
    found = window(begin - timedelta(minutes=minutes), begin, TIMES, QUIET)
    if found is not None:
        assert found.begins < found.until <= begin - TIMES.offers_stop
        assert not QUIET.contain(found.begins.time())
        assert not QUIET.contain((found.until - timedelta(minutes=1)).time())


@pytest.mark.parametrize(
    ("begins", "span", "until"),
    [
        (at(1, "20.00"), timedelta(hours=2), at(2, "9.00")),
        (at(1, "20.30"), timedelta(hours=12), at(2, "19.30")),
        (at(1, "21.00"), timedelta(hours=2), at(2, "10.00")),
    ],
)
def test_the_night_does_not_count(begins: datetime, span: timedelta, until: datetime) -> None:
    assert awake_for(begins, span, QUIET) == until


def test_without_quiet_hours_time_just_passes() -> None:
    never = QuietHours(start=time(0), end=time(0))
    assert awake_for(at(1, "20.00"), timedelta(hours=12), never) == at(2, "8.00")


def test_the_edges_of_the_night() -> None:
    assert end_of_quiet(at(1, "21.00"), QUIET) == at(2, "8.00")
    assert end_of_quiet(at(2, "7.59"), QUIET) == at(2, "8.00")
    assert end_of_quiet(at(2, "8.00"), QUIET) == at(2, "8.00")
    assert start_of_quiet(at(2, "7.00"), QUIET) == at(1, "21.00")
    assert start_of_quiet(at(1, "23.00"), QUIET) == at(1, "21.00")
