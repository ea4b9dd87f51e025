"""Working days are counted by the hours in which the netwerkregisseur works."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.network_times import DutyHours
from domain.questions import Origin, working_days_later

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))


def local(*parts: int) -> datetime:
    """A moment on the clocks of the city."""
    year, month, day, hour = parts
    return datetime(year, month, day, hour, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("asked", "days", "promised"),
    [
        (local(2026, 3, 9, 10), 2, local(2026, 3, 11, 17)),
        (local(2026, 3, 12, 23), 2, local(2026, 3, 16, 17)),
        (local(2026, 3, 14, 12), 1, local(2026, 3, 16, 17)),
        (local(2026, 3, 12, 10), 0, local(2026, 3, 12, 17)),
        (local(2026, 3, 27, 10), 1, local(2026, 3, 30, 17)),
    ],
)
def test_the_weekend_is_not_counted(asked: datetime, days: int, promised: datetime) -> None:
    assert working_days_later(WEEKDAYS, asked, days) == promised


def test_without_working_days_every_day_counts() -> None:
    nobody = DutyHours(weekdays=frozenset(), start=time(9), end=time(17))
    asked = local(2026, 3, 13, 10)
    assert working_days_later(nobody, asked, 2) == local(2026, 3, 15, 17)


@pytest.mark.parametrize(
    ("origin", "hidden"), [(Origin.PLAIN, False), (Origin.UNREST, True), (Origin.SIGNAL, True)]
)
def test_after_unrest_or_a_signal_nothing_shows_who_asked(origin: Origin, hidden: bool) -> None:
    assert origin.hidden is hidden
