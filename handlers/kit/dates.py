"""Members read and type dates in Dutch and in the time of Amsterdam; everything behind this page is UTC."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from handlers.kit.date_words import Said, listen, split_period
from handlers.kit.typed_dates import Unclear, Why, day_meant, end_of, later_half, wall_time

__all__ = ["Moment", "Period", "Unclear", "Why"]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LOCALE = "nl"


@dataclass(frozen=True)
class Moment:
    """An instant in UTC."""

    at: datetime


@dataclass(frozen=True)
class Period:
    """From `start` until `end`, both in UTC."""

    start: datetime
    end: datetime


def local(at: datetime) -> datetime:
    """The instant on the clocks of Amsterdam."""
    return at.astimezone(AMSTERDAM)


def local_day(at: datetime) -> date:
    """The date in Amsterdam."""
    return local(at).date()


def starts_of_day(day: date) -> datetime:
    """The first instant of the day in Amsterdam, in UTC."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def day(when: date | datetime) -> str:
    """The day in words, without the year."""
    return _day(when, "day")


def day_with_year(when: date | datetime) -> str:
    """The day in words, with the year."""
    return _day(when, "day_with_year")


def short_day(when: date | datetime) -> str:
    """The day as it fits on a button."""
    return _day(when, "short_day").replace(".", "")


def weekday(when: date | datetime) -> str:
    """The name of the day of the week."""
    return _day(when, "weekday")


def month(when: date | datetime) -> str:
    """The month with its year."""
    return _day(when, "month")


def week_label(when: date | datetime) -> str:
    """The number of the week, counted as the calendar of the country does (ISO 8601)."""
    return _pattern("week").format(number=_as_date(when).isocalendar().week)


def clock_time(at: datetime) -> str:
    """The time on a clock of 24 hours, with a point."""
    return format_datetime(local(at), _pattern("clock"), locale=LOCALE)


def day_time(at: datetime, now: datetime) -> str:
    """Day and time in full; today and tomorrow are named beside the date, the year when it is another one."""
    near = _near((local_day(at) - local_day(now)).days)
    if not near:
        return dated_time(at, now)
    return _pattern("near_day_time").format(near=near, day=_in_full(at, now), clock=clock_time(at))


def dated_time(at: datetime, now: datetime) -> str:
    """The same without today and tomorrow, for behind a word: *before today* would say something else."""
    return _pattern("day_time").format(day=_in_full(at, now), clock=clock_time(at))


def _in_full(at: datetime, now: datetime) -> str:
    return day(at) if local(at).year == local(now).year else day_with_year(at)


def duration(length: timedelta) -> str:
    """A length of time in hours and minutes; less than a minute is rounded up."""
    hours, minutes = divmod(max(1, round(length.total_seconds() / 60)), 60)
    in_hours = _pattern("hours").format(n=hours)
    in_minutes = _pattern("minute" if minutes == 1 else "minutes").format(n=minutes)
    if hours and minutes:
        return _pattern("both").format(hours=in_hours, minutes=in_minutes)
    return in_hours if hours else in_minutes


def read_moment(typed: str, now: datetime) -> Moment | Unclear:
    """A typed day and time ("vanavond 20.00", "over een uur") as an instant after `now`."""
    said = listen(typed)
    if said is None or said == Said():
        return Unclear(Why.NOT_UNDERSTOOD)
    return _moment(said, now)


def read_period(typed: str, now: datetime) -> Period | Unclear:
    """A typed start and end ("dinsdag 14 april 19.30 tot 21.00"); the end may be a time alone."""
    halves = split_period(typed)
    if halves is None:
        start = read_moment(typed, now)
        return start if isinstance(start, Unclear) else Unclear(Why.NO_END)
    first, last = listen(halves[0]), listen(halves[1])
    if first is None or last is None:
        return Unclear(Why.NOT_UNDERSTOOD)
    return _period(*_day_in_front(first, last), now)


def read_date(typed: str, now: datetime) -> date | Unclear:
    """A typed day, today at the earliest; a time beside it is refused."""
    said = listen(typed)
    if said is None or said == Said() or said.clock or said.wait:
        return Unclear(Why.NOT_UNDERSTOOD)
    return day_meant(said, local_day(now))


def read_clock(typed: str) -> time | Unclear:
    """A typed time ("half acht", "19.30 uur") without a day."""
    said = listen(typed)
    if said is None or said.clock is None or not _clock_alone(said):
        return Unclear(Why.NOT_UNDERSTOOD)
    clock = later_half(said.clock, said.part)
    return time(clock.hour % 24, clock.minute) if _on_a_clock(said) else Unclear(Why.NOT_UNDERSTOOD)


def _moment(said: Said, now: datetime) -> Moment | Unclear:
    if said.wait is not None:
        alone = said == Said(wait=said.wait)
        return _whole_minute(now + said.wait) if alone else Unclear(Why.NOT_UNDERSTOOD)
    if not _on_a_clock(said):
        return Unclear(Why.NOT_UNDERSTOOD)
    wall = wall_time(said, local(now).replace(tzinfo=None))
    return wall if isinstance(wall, Unclear) else _instant(wall)


def _day_in_front(first: Said, last: Said) -> tuple[Said, Said]:
    """In "19.30 tot 21.00 op dinsdag" the day behind belongs to both."""
    if not _clock_alone(first) or (last.calendar is None and last.weekday is None):
        return first, last
    return replace(last, clock=first.clock, part=first.part), Said(clock=last.clock, part=last.part)


def _period(first: Said, last: Said, now: datetime) -> Period | Unclear:
    start = _moment(first, now)
    if isinstance(start, Unclear):
        return start
    end = _end(last, start.at)
    return end if isinstance(end, Unclear) else Period(start.at, end.at)


def _end(said: Said, start: datetime) -> Moment | Unclear:
    if not _on_a_clock(said):
        return Unclear(Why.NOT_UNDERSTOOD)
    if said.clock is None:
        return Unclear(Why.NO_END)
    if not _clock_alone(said):
        return _moment(said, start)
    wall = end_of(local(start).replace(tzinfo=None), said.clock, said.part)
    return wall if isinstance(wall, Unclear) else _instant(wall)


def _clock_alone(said: Said) -> bool:
    return said.clock is not None and said == Said(clock=said.clock, part=said.part)


def _on_a_clock(said: Said) -> bool:
    clock = said.clock
    return clock is None or (clock.minute < 60 and (clock.hour, clock.minute) <= (24, 0))


def _instant(wall: datetime) -> Moment | Unclear:
    """The one instant at which the clocks of Amsterdam show `wall`."""
    first, second = (wall.replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC) for fold in (0, 1))
    if local(first).replace(tzinfo=None) != wall:
        return Unclear(Why.SKIPPED)
    return Moment(first) if first == second else Unclear(Why.TWICE)


def _whole_minute(at: datetime) -> Moment:
    return Moment((at + timedelta(seconds=30)).replace(second=0, microsecond=0).astimezone(UTC))


def _near(days: int) -> str:
    return {0: _pattern("today"), 1: _pattern("tomorrow")}.get(days, "")


def _day(when: date | datetime, pattern: str) -> str:
    return format_date(_as_date(when), _pattern(pattern), locale=LOCALE)


def _as_date(when: date | datetime) -> date:
    return local_day(when) if isinstance(when, datetime) else when


def _pattern(name: str) -> str:
    return _patterns()[name]


@cache
def _patterns() -> Mapping[str, str]:
    source = (files("locales") / "nl" / "dates.toml").read_text(encoding="utf-8")
    written: dict[str, str] = tomllib.loads(source)["write"]
    return written
