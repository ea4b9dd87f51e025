"""A message to many: its states, its moment, and what the sender is told beforehand."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import broadcasts as rules
from domain.broadcasts import Counts, Deed, State, Warn
from domain.network_times import DutyHours, QuietHours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DUTY = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))
QUIET = QuietHours(start=time(21), end=time(8))
MINUTES_OF_A_YEAR = 365 * 24 * 60


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in March 2026; the 12th is a Thursday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=AMSTERDAM)


def test_what_was_taken_back_can_be_sent_again_and_what_is_done_stays_done() -> None:
    assert rules.after(State.PLANNED, Deed.TAKE_BACK) is State.DRAFT
    assert rules.after(State.DRAFT, Deed.SEND) is State.PLANNED
    assert [deed for deed in Deed if rules.after(State.DONE, deed)] == []


def test_what_goes_out_can_be_stopped_and_not_taken_back() -> None:
    assert rules.after(State.GOING_OUT, Deed.STOP) is State.STOPPED
    assert rules.after(State.GOING_OUT, Deed.TAKE_BACK) is None
    assert not rules.SENDING & {State.DRAFT, State.STOPPED, State.DONE}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(12, 17), local(13, 9, 30)),
        (local(13, 8), local(16, 9, 30)),
        (local(14, 12), local(16, 9, 30)),
        (local(27, 12), local(30, 9, 30)),
    ],
)
def test_later_is_the_next_working_day(now: datetime, expected: datetime) -> None:
    assert rules.next_working_day(now, DUTY, time(9, 30)) == expected


def test_without_working_days_later_is_tomorrow() -> None:
    never = DutyHours(weekdays=frozenset(), start=time(9), end=time(17))
    assert rules.next_working_day(local(12, 17), never, time(9, 30)) == local(13, 9, 30)


@given(st.integers(0, MINUTES_OF_A_YEAR))
def test_it_never_goes_in_quiet_hours_nor_earlier_than_asked(minutes: int) -> None:
    moment = local(1, 0) + timedelta(minutes=minutes)
    moved = rules.moved_out_of_quiet(moment, QUIET)
    assert not QUIET.contain(moved.time())
    assert moment.replace(tzinfo=None) <= moved.replace(tzinfo=None)
    assert moved.replace(tzinfo=None) - moment.replace(tzinfo=None) <= timedelta(hours=11)


@pytest.mark.parametrize(
    ("moment", "words", "expected"),
    [
        (local(12, 12), "Kort.", []),
        (local(12, 12), "x" * 350, []),
        (local(12, 12), "x" * 351, [Warn.LONG]),
        (local(12, 18), "Kort.", [Warn.OFFICE_HOURS]),
        (local(14, 12), "Kort.", [Warn.OFFICE_HOURS]),
        (local(13, 13), "Kort.", [Warn.FRIDAY_PRAYER]),
        (local(13, 14), "Kort.", []),
    ],
)
def test_what_stands_out_is_named(moment: datetime, words: str, expected: list[Warn]) -> None:
    assert rules.warnings(words, moment, DUTY) == expected


def test_how_many_messages_members_got_is_said_in_groups_the_most_first() -> None:
    assert rules.received_already([0, 1, 1, 3, 2, 0, 1]) == [(1, 3), (1, 2), (3, 1)]
    assert rules.received_already([0, 0]) == []
    assert len(rules.received_already(range(9))) == 3


@given(st.integers(1, 100_000))
def test_the_minutes_left_are_never_none_while_somebody_waits(left: int) -> None:
    assert rules.minutes_left(left) >= 1
    assert rules.minutes_left(0) == 0


def test_3000_take_about_two_minutes() -> None:
    assert rules.minutes_left(3000) == 2


def test_whoever_was_stopped_is_not_counted_as_not_delivered() -> None:
    assert Counts(total=9, accepted=3, blocked=1, failed=1, uncertain=1, stopped=3).undelivered == 3


def test_the_month_begins_on_its_first_day() -> None:
    assert rules.first_of_month(local(12, 17, 5)) == local(1, 0)
