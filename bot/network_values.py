"""What a value in the network file may look like: each reader returns the value or says what was expected."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Path = tuple[str | int, ...]

UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
LONGEST = timedelta(days=3_650)
SPAN = re.compile(r"([1-9][0-9]{0,8})([smhd])", re.ASCII)
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
PHONE = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]", re.ASCII)


class Wrong(Exception):
    """A value was reported as wrong."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Where something is wrong, and what was expected there; `near` is a second place to look."""

    path: Path
    expected: str
    near: Path = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the file, with the list to which its problems go."""

    path: Path
    problems: list[Problem]

    def under(self, key: str | int) -> "Spot":
        return Spot((*self.path, key), self.problems)

    def wrong(self, expected: str) -> Wrong:
        self.problems.append(Problem(self.path, expected))
        return Wrong()


class Read(Protocol[T_co]):
    """Turns a TOML value into ours, or reports what was expected and raises `Wrong`."""

    def __call__(self, value: object, spot: Spot, /) -> T_co: ...


def span_text(span: timedelta) -> str:
    """The shortest writing of a whole number of seconds: `7d`, `90s`."""
    seconds = int(span.total_seconds())
    unit, size = next((unit, size) for unit, size in UNITS.items() if seconds % size == 0)
    return f"{seconds // size}{unit}"


def span(value: object, spot: Spot) -> timedelta:
    match = SPAN.fullmatch(value) if isinstance(value, str) else None
    if match:
        length = timedelta(seconds=int(match[1]) * UNITS[match[2]])
        if length <= LONGEST:
            return length
    raise spot.wrong('a time span such as "90s", "10m", "2h" or "7d"')


def clock(value: object, spot: Spot) -> time:
    match = CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise spot.wrong('a time of day such as "21:00"')
    return time(int(match[1]), int(match[2]))


def day(value: object, spot: Spot) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise spot.wrong("a day such as 2026-03-12, without quotes")


def switch(value: object, spot: Spot) -> bool:
    if isinstance(value, bool):
        return value
    raise spot.wrong("true or false")


def whole(least: int, most: int) -> Read[int]:
    """A whole number in a range, both ends inside."""

    def read(value: object, spot: Spot) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise spot.wrong(f"a whole number from {least} to {most}")

    return read


def part(value: object, spot: Spot) -> float:
    if isinstance(value, float) and 0 < value < 1:
        return value
    raise spot.wrong("a number between 0 and 1, such as 0.5")


def words(most: int) -> Read[str]:
    """One line of text of at most this many characters."""

    def read(value: object, spot: Spot) -> str:
        if isinstance(value, str) and 0 < len(value.strip()) <= most and value.isprintable():
            return value.strip()
        raise spot.wrong(f"a text between quotes, on one line, of 1 to {most} characters")

    return read


def phone(value: object, spot: Spot) -> str:
    if isinstance(value, str) and PHONE.fullmatch(value):
        return value
    raise spot.wrong('a phone number between quotes, such as "0900-8844"')


def key(value: object, spot: Spot) -> str:
    if isinstance(value, str) and KEY.fullmatch(value):
        return value
    raise spot.wrong("a key of at most 32 small letters, digits and _, starting with a letter")


def account(value: object, spot: Spot) -> str:
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{4,31}", value, re.ASCII):
        return value
    raise spot.wrong("the account name of the bot without @, 5 to 32 letters, digits and _")


def one_of(choices: Mapping[str, T]) -> Read[T]:
    """One of these words, with its meaning."""

    def read(value: object, spot: Spot) -> T:
        if isinstance(value, str) and value in choices:
            return choices[value]
        raise spot.wrong("one of " + ", ".join(f'"{word}"' for word in choices))

    return read


def each(read: Callable[[object, Spot], T], least: int = 0) -> Read[tuple[T, ...]]:
    """A list of at least so many values, all wrong ones reported."""

    def read_all(value: object, spot: Spot) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) < least:
            raise spot.wrong(f"a list of at least {least} values" if least else "a list between [ and ]")
        return gather([(spot.under(place), item) for place, item in enumerate(value)], read)

    return read_all


def gather(items: list[tuple[Spot, object]], read: Callable[[object, Spot], T]) -> tuple[T, ...]:
    """Reads all items before it gives up, so that every problem is in the list."""
    found: list[T] = []
    for spot, item in items:
        try:
            found.append(read(item, spot))
        except Wrong:
            continue
    if len(found) < len(items):
        raise Wrong
    return tuple(found)


def as_set(read: Read[tuple[T, ...]]) -> Read[frozenset[T]]:
    return lambda value, spot: frozenset(read(value, spot))


def table_of(value: object, spot: Spot) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise spot.wrong("a table of keys and values")


def labels(make: Callable[[str, str], T], read_text: Read[str]) -> Read[tuple[T, ...]]:
    """A table of keys with the label that members read, in the order written; not empty."""

    def read_label(item: object, spot: Spot) -> T:
        return make(key(spot.path[-1], spot), read_text(item, spot))

    def read(value: object, spot: Spot) -> tuple[T, ...]:
        table = table_of(value, spot)
        if not table:
            raise spot.wrong("at least one line with a key and its label")
        return gather([(spot.under(name), label) for name, label in table.items()], read_label)

    return read


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table: the field it fills, how to read it, and what holds when it may be left out."""

    fills: str
    read: Read[object]
    optional: bool = False
    default: object = None


@dataclass(frozen=True)
class Table(Generic[T]):
    """A table of known keys that makes one value."""

    make: Callable[..., T]
    keys: Mapping[str, Key]

    def __call__(self, value: object, spot: Spot, /) -> T:
        table = table_of(value, spot)
        before = len(spot.problems)
        for name in table:
            if name not in self.keys:
                spot.under(name).wrong(self._instead_of(name))
        fields = {key_.fills: read_key(name, key_, table, spot) for name, key_ in self.keys.items()}
        if len(spot.problems) > before:
            raise Wrong
        return self.make(**fields)

    def _instead_of(self, name: str) -> str:
        close = get_close_matches(name, self.keys, n=1, cutoff=0.6)
        if close:
            return f'no key of this name; did you mean "{close[0]}"?'
        return "no key of this name; known here: " + ", ".join(self.keys)


def read_key(name: str, key_: Key, table: Mapping[str, object], spot: Spot) -> object:
    """The value of one key, its default, or None after the problem was reported."""
    if name not in table:
        if not key_.optional:
            spot.wrong(f'the key "{name}" in this part')
        return key_.default
    try:
        return key_.read(table[name], spot.under(name))
    except Wrong:
        return None
