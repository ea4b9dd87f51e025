"""Which words for a day or a time are understood when a member types them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

DAY = 24 * 60


class Part(StrEnum):
    """Part of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True)
class Clock:
    """A time as it was said; spoken ("half acht") leaves open which half of the day."""

    hour: int
    minute: int
    spoken: bool = False


@dataclass(frozen=True)
class Calendar:
    """A date as it was said, perhaps without a year."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True)
class Said:
    """Everything that was said about a moment; None where nothing was said."""

    calendar: Calendar | None = None
    ahead: int | None = None
    weekday: int | None = None
    next_week: bool | None = None
    clock: Clock | None = None
    part: Part | None = None
    wait: timedelta | None = None

    def contradicts(self, earlier: Said) -> bool:
        """Whether something that was said earlier is said differently now."""
        pairs = ((getattr(earlier, item.name), getattr(self, item.name)) for item in fields(self))
        return any(before is not None and before != now for before, now in pairs)


@dataclass(frozen=True)
class Words:
    """The word lists of `locales/nl/dates.toml`, part `read`."""

    lists: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, int]]
    parts: Mapping[str, Part]
    parts_behind: Mapping[str, Part]

    def number(self, typed: str) -> int:
        """Digits or a number word as a number."""
        return int(typed) if typed.isdigit() else self.tables["numbers"][typed]


Note = Callable[[Said, re.Match[str]], Said]
Rule = tuple[re.Pattern[str], Note]


def listen(typed: str) -> Said | None:
    """What the words say, or None when one of them is not understood or two contradict each other."""
    rest = " ".join(typed.lower().replace(",", " ").replace("’", "'").split())
    said = Said()
    while rest:
        step = _next_words(said, rest)
        if step is None or step[0].contradicts(said):
            return None
        said, rest = step
    return said


def split_period(typed: str) -> tuple[str, str] | None:
    """What stands before and after "tot", or a dash between two times; None without either."""
    until = _either(words().lists["until"])
    found = re.search(rf"(?<=\s)(?:{until})\s+|(?<=[.:]\d\d)\s*[-–]\s*(?=\d)", typed, re.IGNORECASE)
    return (typed[: found.start()], typed[found.end() :]) if found else None


@cache
def words() -> Words:
    """The word lists, read once."""
    read = tomllib.loads((files("locales") / "nl" / "dates.toml").read_text(encoding="utf-8"))["read"]
    parts, behind = read.pop("parts"), read.pop("parts_behind")
    return Words(
        lists={name: tuple(values) for name, values in read.items() if isinstance(values, list)},
        tables={name: values for name, values in read.items() if isinstance(values, dict)},
        parts={word: Part(part) for word, part in parts.items()},
        parts_behind={word: Part(part) for word, part in behind.items()},
    )


def _next_words(said: Said, rest: str) -> tuple[Said, str] | None:
    for pattern, note in _grammar():
        if found := pattern.match(rest):
            return note(said, found), rest[found.end() :].lstrip(" .")
    return None


@cache
def _grammar() -> tuple[Rule, ...]:
    """Longer readings before shorter ones; each pattern ends at the end of a word."""
    rules = (*_waits(), *_days(), *_clocks(), *_single_words())
    return tuple((re.compile(rf"(?:{pattern})(?!\w)"), note) for pattern, note in rules)


def _waits() -> Iterator[tuple[str, Note]]:
    known = words()
    ahead, waits, units = known.lists["ahead"], known.tables["waits"], known.tables["units"]
    amount = rf"\d{{1,3}}|{_either(known.tables['numbers'])}"
    yield (
        rf"(?:{_either(ahead)}) ({_either(waits)})",
        lambda said, found: replace(said, wait=timedelta(minutes=waits[found[1]])),
    )
    yield (
        rf"(?:{_either(ahead)}) ({amount}) ({_either(units)})",
        lambda said, found: _later(said, known.number(found[1]), units[found[2]]),
    )


def _later(said: Said, amount: int, unit: int) -> Said:
    if unit >= DAY:
        return replace(said, ahead=amount * unit // DAY)
    return replace(said, wait=timedelta(minutes=amount * unit))


def _days() -> Iterator[tuple[str, Note]]:
    months = words().tables["months"]
    yield r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", _calendar
    yield r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", _calendar
    yield r"(?P<d>\d{1,2})(?P<s>[-/])(?P<m>\d{1,2})(?:(?P=s)(?P<y>\d{4}|\d{2}))?", _calendar
    yield (
        rf"(\d{{1,2}})e? ({_either(months)})(?:\.? (\d{{4}}))?(?![.:]\d)",
        lambda said, found: replace(
            said, calendar=Calendar(int(found[1]), months[found[2]], int(found[3]) if found[3] else None)
        ),
    )


def _calendar(said: Said, found: re.Match[str]) -> Said:
    year = int(found["y"]) if found["y"] else None
    full = year + 2000 if year is not None and year < 100 else year
    return replace(said, calendar=Calendar(int(found["d"]), int(found["m"]), full))


def _clocks() -> Iterator[tuple[str, Note]]:
    known = words()
    hour_word, minute_word = _either(known.lists["hour"]), _either(known.lists["minute"])
    half, quarter = _either(known.lists["half"]), _either(known.lists["quarter"])
    side = _either((*known.lists["before"], *known.lists["after"]))
    number = rf"\d{{1,2}}|{_either(known.tables['numbers'])}"
    yield rf"(\d{{1,2}})[.:](\d{{2}})(?: ?(?:{hour_word}))?", _digital
    yield r"(\d{1,2})[uh](\d{2})", _digital
    yield (
        rf"(?:(?P<quarter>{quarter})|(?P<minutes>{number})(?: (?:{minute_word}))?) (?P<side>{side}) "
        rf"(?P<half>(?:{half}) )?(?P<hour>{number})(?: ?(?:{hour_word}))?",
        _beside_hour,
    )
    yield (
        rf"(?:{half}) ({number})(?: ?(?:{hour_word}))?",
        lambda said, found: _spoken(said, known.number(found[1]) * 60 - 30),
    )
    yield (
        rf"({number}) ?(?:{hour_word})",
        lambda said, found: _spoken(said, known.number(found[1]) * 60),
    )


def _digital(said: Said, found: re.Match[str]) -> Said:
    return replace(said, clock=Clock(int(found[1]), int(found[2])))


def _beside_hour(said: Said, found: re.Match[str]) -> Said:
    known = words()
    minutes = 15 if found["quarter"] else known.number(found["minutes"])
    signed = minutes if found["side"] in known.lists["after"] else -minutes
    return _spoken(said, known.number(found["hour"]) * 60 + signed - (30 if found["half"] else 0))


def _spoken(said: Said, minutes: int) -> Said:
    hour, minute = divmod(minutes % DAY, 60)
    if minutes == DAY:
        hour = 24
    return replace(said, clock=Clock(hour, minute, spoken=hour <= 12))


def _single_words() -> Iterator[tuple[str, Note]]:
    known = words()
    near, parts, weekdays = known.tables["near"], known.parts, known.tables["weekdays"]
    yield _either(known.lists["next_week"]), lambda said, _: replace(said, next_week=True)
    yield (
        rf"({_either({*near, *parts})})",
        lambda said, found: replace(
            said, ahead=near.get(found[1], said.ahead), part=parts.get(found[1], said.part)
        ),
    )
    yield (
        rf"({_either(weekdays)}) ?({_either(known.parts_behind)})",
        lambda said, found: replace(said, weekday=weekdays[found[1]], part=known.parts_behind[found[2]]),
    )
    yield rf"({_either(weekdays)})", lambda said, found: replace(said, weekday=weekdays[found[1]])
    yield r"(\d{1,2})", lambda said, found: _spoken(said, int(found[1]) * 60)
    yield _either(known.lists["skipped"]), lambda said, _: said


def _either(choices: Iterable[str]) -> str:
    return "|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True))
