"""*De dag ervoor* is wall clock, hours are hours, and no reminder comes at night or when it is of no use."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.network_file import read_network
from domain import reminders
from domain.reminders import Words

HERE = ZoneInfo("Europe/Amsterdam")
NETWORK = read_network(None)
SPANS, QUIET = NETWORK.activities.reminders, NETWORK.quiet


def planned(start: datetime) -> list[datetime]:
    return [one.due for one in reminders.reminders(start, SPANS, QUIET)]


def test_a_week_a_day_and_two_hours_before() -> None:
    start = datetime(2026, 4, 14, 19, 30, tzinfo=HERE)
    assert planned(start) == [
        datetime(2026, 4, 7, 19, 30, tzinfo=HERE),
        datetime(2026, 4, 13, 19, 30, tzinfo=HERE),
        datetime(2026, 4, 14, 17, 30, tzinfo=HERE),
    ]


@pytest.mark.parametrize(
    ("start", "day_before_in_utc"),
    [
        # The clocks go forward in the night of 29 March, and back in that of 25 October.
        (datetime(2026, 3, 29, 19, 30, tzinfo=HERE), datetime(2026, 3, 28, 18, 30, tzinfo=UTC)),
        (datetime(2026, 3, 30, 19, 30, tzinfo=HERE), datetime(2026, 3, 29, 17, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 19, 30, tzinfo=HERE), datetime(2026, 10, 24, 17, 30, tzinfo=UTC)),
        (datetime(2026, 10, 26, 19, 30, tzinfo=HERE), datetime(2026, 10, 25, 18, 30, tzinfo=UTC)),
    ],
)
def test_the_day_before_is_the_same_time_on_the_clock(start: datetime, day_before_in_utc: datetime) -> None:
    assert planned(start)[1].astimezone(UTC) == day_before_in_utc
    assert planned(start)[1].time() == start.time()


@pytest.mark.parametrize("day", [29, 30])
def test_hours_before_are_hours_that_pass(day: int) -> None:
    start = datetime(2026, 3, day, 10, 30, tzinfo=HERE)
    assert start.astimezone(UTC) - planned(start)[2].astimezone(UTC) == timedelta(hours=2)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (datetime(2026, 4, 14, 9, 0, tzinfo=HERE), datetime(2026, 4, 14, 8, 0, tzinfo=HERE)),
        (datetime(2026, 4, 14, 7, 30, tzinfo=HERE), datetime(2026, 4, 13, 20, 55, tzinfo=HERE)),
        (datetime(2026, 4, 14, 23, 30, tzinfo=HERE), datetime(2026, 4, 14, 20, 55, tzinfo=HERE)),
    ],
    ids=["later in the morning", "the evening before", "before the night begins"],
)
def test_no_reminder_wakes_anybody(start: datetime, due: datetime) -> None:
    assert planned(start)[2] == due


def test_tomorrow_is_said_only_on_the_day_before() -> None:
    _, day, hours = reminders.reminders(datetime(2026, 4, 14, 23, 30, tzinfo=HERE), SPANS, QUIET)
    assert day.words is Words.DAY
    assert day.due.date() == date(2026, 4, 13)
    assert day.of_use_until == datetime(2026, 4, 14, tzinfo=HERE)
    assert hours.of_use_until == datetime(2026, 4, 14, 23, 30, tzinfo=HERE)


@given(st.integers(0, 366 * 24 * 60))
def test_every_reminder_comes_once_outside_the_night_and_before_the_start(minute: int) -> None:
    start = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).astimezone(HERE)
    found = reminders.reminders(start, SPANS, QUIET)
    assert [one.before for one in found] == sorted(SPANS, reverse=True)
    for one in found:
        assert not QUIET.contain(one.due.time())
        assert one.due < one.of_use_until <= start


def test_what_others_got_is_what_came_after_it_was_made() -> None:
    start = datetime(2026, 4, 14, 19, 30, tzinfo=HERE)
    all_of_them = reminders.reminders(start, SPANS, QUIET)
    now = start - timedelta(days=3)
    assert reminders.missed(all_of_them, start - timedelta(days=20), now) == all_of_them[:1]
    assert reminders.missed(all_of_them, start - timedelta(days=5), now) == []
    assert reminders.to_come(all_of_them, now) == all_of_them[1:]


@pytest.mark.parametrize(
    ("before", "words"),
    [(timedelta(days=7), Words.WEEK), (timedelta(days=3), Words.SOON), (timedelta(days=1), Words.DAY),
     (timedelta(hours=2), Words.HOURS), (timedelta(seconds=90), Words.HOURS)],
)  # fmt: skip
def test_each_distance_has_words_that_are_true(before: timedelta, words: Words) -> None:
    start = datetime(2026, 4, 14, 19, 30, tzinfo=HERE)
    assert reminders.reminders(start, [before], QUIET)[0].words is words
