"""A member types a day and a time as people say them; what cannot be read is asked again, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from handlers.kit.date_words import Calendar, Clock, Part, Said

# A day without a year that lies this little back was meant as it stands, not for next year.
JUST_PAST = timedelta(days=60)
# A time before this hour is not in office hours: said without a part of the day it means the later half.
FIRST_HOUR = 8
# Further ahead is a slip of the finger.
MOST_YEARS_AHEAD = 20
HALF_A_DAY = timedelta(hours=12)
# The hours that mean the later half of the day, by the part of the day that was said.
LATER_HALF = {
    None: range(1, FIRST_HOUR),
    Part.AFTERNOON: range(1, FIRST_HOUR),
    Part.EVENING: range(1, 13),
    Part.NIGHT: range(9, 13),
}


class Why(StrEnum):
    """Why a typed date cannot be used."""

    NOT_UNDERSTOOD = "not_understood"
    NO_CLOCK = "no_clock"
    NO_END = "no_end"
    PAST = "past"
    OTHER_WEEKDAY = "other_weekday"
    SKIPPED = "skipped"
    TWICE = "twice"
    END_FIRST = "end_first"


@dataclass(frozen=True)
class Unclear:
    """Nothing was read, and why."""

    why: Why


def wall_time(said: Said, now: datetime) -> datetime | Unclear:
    """The local moment that was meant, seen from the local `now`; both without a zone."""
    if said.clock is None:
        return Unclear(Why.NO_CLOCK)
    day = day_meant(said, now.date())
    if isinstance(day, Unclear):
        return day
    meant = _on(day, said.clock, said.part, now)
    if meant <= now and _only_weekday(said):
        meant += timedelta(days=7)
    return meant if meant > now else Unclear(Why.PAST)


def day_meant(said: Said, today: date) -> date | Unclear:
    """The day that was meant; today when only a time was said."""
    day = _day(said, today)
    if isinstance(day, Unclear):
        return day
    if said.weekday not in (None, day.weekday()):
        return Unclear(Why.OTHER_WEEKDAY)
    if said.ahead not in (None, (day - today).days):
        return Unclear(Why.NOT_UNDERSTOOD)
    return day


def end_of(start: datetime, clock: Clock, part: Part | None) -> datetime | Unclear:
    """The end of a period that starts at `start`, when only a time was said for it."""
    same_day = at(start.date(), later_half(clock, part))
    tries = [same_day]
    if clock.spoken and part is None:
        tries = [at(start.date(), clock), at(start.date(), clock) + HALF_A_DAY]
    if clock.hour < FIRST_HOUR:
        tries.append(same_day + timedelta(days=1))
    return next((end for end in tries if end > start), Unclear(Why.END_FIRST))


def later_half(clock: Clock, part: Part | None) -> Clock:
    """The time on a clock of 24 hours."""
    open_half = clock.spoken or part is not None
    later = open_half and clock.hour in LATER_HALF.get(part, range(0))
    return replace(clock, hour=clock.hour + 12) if later else clock


def at(day: date, clock: Clock) -> datetime:
    """The local moment on that day; 24.00 is the start of the next."""
    return datetime.combine(day, time()) + timedelta(hours=clock.hour, minutes=clock.minute)


def _only_weekday(said: Said) -> bool:
    return said.weekday is not None and said.calendar is None and said.ahead is None


def _day(said: Said, today: date) -> date | Unclear:
    if said.calendar:
        return _calendar_day(said.calendar, today)
    if said.ahead is not None:
        return today + timedelta(days=said.ahead)
    if said.weekday is not None:
        return _weekday(said.weekday, bool(said.next_week), today)
    return today if said.clock and not said.next_week else Unclear(Why.NOT_UNDERSTOOD)


def _calendar_day(said: Calendar, today: date) -> date | Unclear:
    day = _exists(said.year or today.year, said)
    if said.year is None and (day is None or today - day >= JUST_PAST):
        day = _exists(today.year + 1, said)
    if day is None or day.year > today.year + MOST_YEARS_AHEAD:
        return Unclear(Why.NOT_UNDERSTOOD)
    return Unclear(Why.PAST) if day < today else day


def _exists(year: int, said: Calendar) -> date | None:
    try:
        return date(year, said.month, said.day)
    except ValueError:
        return None


def _weekday(weekday: int, next_week: bool, today: date) -> date:
    if next_week:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _on(day: date, clock: Clock, part: Part | None, now: datetime) -> datetime:
    meant = at(day, later_half(clock, part))
    if day != now.date() or meant > now:
        return meant
    if part is Part.NIGHT and meant.hour < FIRST_HOUR:
        return meant + timedelta(days=1)
    other_half = clock.spoken and part is None and meant.hour < 12
    return meant + HALF_A_DAY if other_half else meant
