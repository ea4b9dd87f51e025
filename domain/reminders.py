"""When a reminder comes: *de dag ervoor* is wall clock, hours are hours, never at night, never too late.

All times here are on the clock of the city.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from domain.network_times import QuietHours
from domain.offers import end_of_quiet, start_of_quiet

DAY, WEEK = timedelta(days=1), timedelta(days=7)
BEFORE_QUIET = timedelta(minutes=5)


class Words(StrEnum):
    """Which text a reminder has."""

    WEEK = "week"
    SOON = "soon"
    DAY = "day"
    HOURS = "hours"


@dataclass(frozen=True)
class Reminder:
    """One reminder: how long before the start, when it comes, and until when it is of use."""

    before: timedelta
    due: datetime
    of_use_until: datetime

    @property
    def words(self) -> Words:
        """The text that fits this distance."""
        if self.before < DAY:
            return Words.HOURS
        return {DAY: Words.DAY, WEEK: Words.WEEK}.get(self.before, Words.SOON)


def reminders(start: datetime, spans: Iterable[timedelta], quiet: QuietHours) -> list[Reminder]:
    """Every reminder of an activity that starts then, the first one first."""
    ordered = sorted(spans, reverse=True)
    dues = [_outside_quiet(_wall(start, span), start, quiet) for span in ordered]
    ends = [*dues[1:], start]
    return [
        Reminder(span, due, _of_use(span, due, end))
        for span, due, end in zip(ordered, dues, ends, strict=True)
        if due < start
    ]


def _wall(start: datetime, span: timedelta) -> datetime:
    """Days are counted on the wall clock, hours as they pass."""
    if span >= DAY:
        return start - span
    return (start.astimezone(UTC) - span).astimezone(start.tzinfo)


def _outside_quiet(due: datetime, start: datetime, quiet: QuietHours) -> datetime:
    """After the quiet hours of the same morning when that is still in time, else just before they begin."""
    later = end_of_quiet(due, quiet)
    if later == due or (later.date() == due.date() and later < start):
        return later
    return start_of_quiet(due, quiet) - BEFORE_QUIET


def _of_use(span: timedelta, due: datetime, following: datetime) -> datetime:
    """Until the next reminder; one that says *morgen* or *volgende week* only on its own day."""
    if span < DAY:
        return following
    return min(following, datetime.combine(due.date() + DAY, time(), due.tzinfo))


def to_come(planned: Iterable[Reminder], now: datetime) -> list[Reminder]:
    """Those that somebody who signs up now still gets."""
    return [reminder for reminder in planned if reminder.due > now]


def missed(planned: Iterable[Reminder], since: datetime, now: datetime) -> list[Reminder]:
    """Those that went to the others after the activity was made."""
    return [reminder for reminder in planned if since < reminder.due <= now]
