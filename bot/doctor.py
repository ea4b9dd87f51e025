"""The check-up: what is wrong now, and what the municipality still has to arrange, a line each.

What lies outside (keys, database, clock, Telegram, members) is asked through probes that are handed in.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot.arrangements import People, agreements, currency, example_left, staffing
from bot.findings import Finding, fault, fine, to_arrange
from bot.settings import Settings
from domain.network import Network

CLOCK_OFF = timedelta(seconds=5)
OPEN_TO_OTHERS = 0o077

T = TypeVar("T")


class Schema(StrEnum):
    """What was found of the tables."""

    ABSENT = "absent"
    OLD = "old"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class BotState:
    """What Telegram says about the bot; `webhook_url` is None while it is polled."""

    username: str
    webhook_url: str | None
    can_join_groups: bool


class Trouble(Exception):
    """A probe found something wrong; the message says what, without content or secrets."""


@dataclass(frozen=True, slots=True)
class Probes:
    """How to ask what lies outside; each raises `Trouble` with a line for the operator."""

    today: date
    keys: Callable[[], Awaitable[int]]
    """Reads the keys file; how many keys it holds, two during a rotation."""
    database: Callable[[], Awaitable[Schema]]
    """Reaches the database; how new its tables are."""
    clock_off: Callable[[], Awaitable[timedelta | None]]
    """How far our clock is from another one; None when there is none to compare with."""
    telegram: Callable[[], Awaitable[BotState]]
    people: Callable[[], Awaitable[People]]
    mail: Callable[[], Awaitable[None]]
    """Says hello to the mail server and logs in; only asked when there is one."""


async def check_up(settings: Settings, network: Network, probes: Probes) -> list[Finding]:
    """All findings, in the order in which an operator would look for the cause."""
    schema, database = await _asked(probes.database, "the database")
    found = [fine("the settings can be read"), *database]
    if schema is not None:
        found.append(_schema(settings, schema))
    found += await _keys(settings, probes, schema)
    found += await _clock(probes)
    found += await _telegram(settings, network, probes)
    found += await _mail(settings, probes)
    if schema is Schema.NEWEST:
        found += await _people(network, probes)
    found += agreements(network)
    found += currency(network, probes.today)
    found += example_left(network)
    return found


async def _asked(probe: Callable[[], Awaitable[T]], what: str) -> tuple[T | None, list[Finding]]:
    """The answer of a probe, or the fault it found; of an unexpected error only its kind is told."""
    try:
        return await probe(), []
    except Trouble as trouble:
        return None, [fault(f"{what}: {trouble}")]
    except Exception as error:
        return None, [fault(f"{what}: {type(error).__name__}")]


def _schema(settings: Settings, schema: Schema) -> Finding:
    match schema:
        case Schema.NEWEST:
            return fine("the database can be reached and has the newest tables")
        case Schema.ABSENT:
            return to_arrange("there is no database yet: the first start or `migrate` makes it")
        case Schema.OLD if settings.database_url.startswith("sqlite"):
            return to_arrange("the tables are of an earlier version: the next start of `run` renews them")
        case Schema.OLD:
            return fault("the tables are of an earlier version: run `migrate`")


async def _keys(settings: Settings, probes: Probes, schema: Schema | None) -> list[Finding]:
    try:
        found = list(_keys_file(settings.keys_file, schema))
        present = settings.keys_file.is_file()
    except OSError as error:
        return [fault(f"{settings.keys_file}: {error.strerror}")]
    if not present:
        return found
    count, troubles = await _asked(probes.keys, "the keys")
    if count == 1:
        found.append(fine("the keys can be read"))
    elif count is not None:
        found.append(to_arrange(f"there are {count} keys: a rotation is not finished, keep both until it is"))
    return [*found, *troubles]


def _keys_file(path: Path, schema: Schema | None) -> Iterator[Finding]:
    if path.is_file():
        mode = path.stat().st_mode & 0o777
        if mode & OPEN_TO_OTHERS:
            yield fault(f"{path}: others can read the keys (mode {mode:04o}); set the mode to 0600")
    elif schema is Schema.ABSENT:
        yield to_arrange(f"{path}: there are no keys yet; the first start makes them")
    else:
        yield fault(f"{path}: the keys are missing; put them back, and never make new ones beside a database")


async def _clock(probes: Probes) -> list[Finding]:
    off, troubles = await _asked(probes.clock_off, "the clock")
    if troubles:
        return troubles
    if off is None:
        return [to_arrange("the clock could not be compared with another one")]
    if abs(off) > CLOCK_OFF:
        return [
            fault(f"the clock is {abs(off).total_seconds():.0f} seconds off: promised times will not be kept")
        ]
    return [fine("the clock is right")]


async def _telegram(settings: Settings, network: Network, probes: Probes) -> list[Finding]:
    if settings.token is None:
        return [fault("there is no bot token: ask @BotFather in Telegram, and set BIJEEN_TOKEN")]
    state, troubles = await _asked(probes.telegram, "Telegram")
    if state is None:
        return troubles
    return [fine(f"Telegram knows the bot as @{state.username}"), *_bot(settings, network, state)]


def _bot(settings: Settings, network: Network, state: BotState) -> Iterator[Finding]:
    if state.webhook_url != settings.webhook_url:
        wanted = _host(settings.webhook_url)
        yield to_arrange(
            f"Telegram delivers by {_host(state.webhook_url)}, the settings say {wanted}: `run` sets it"
        )
    if state.can_join_groups:
        yield to_arrange("the bot can be added to groups: switch that off at @BotFather (/setjoingroups)")
    if network.bot_name is not None and network.bot_name.lower() != state.username.lower():
        yield fault(f"netwerk.botnaam is {network.bot_name}, but the token is of @{state.username}")


async def _mail(settings: Settings, probes: Probes) -> list[Finding]:
    if settings.mail is None:
        return [to_arrange("there is no second channel: when Telegram is away nobody hears of a call-out")]
    _, troubles = await _asked(probes.mail, "the mail server")
    return troubles or [fine(f"the mail server takes mail from {settings.mail.sender}")]


def _host(url: str | None) -> str:
    """A webhook by its host only: the path may hold a secret."""
    return "long polling" if not url else f"webhook at {urlsplit(url).hostname}"


async def _people(network: Network, probes: Probes) -> list[Finding]:
    people, troubles = await _asked(probes.people, "the members")
    return troubles if people is None else list(staffing(network, people))
