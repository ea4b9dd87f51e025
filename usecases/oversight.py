"""Who looks after the bot sees how it runs; who watches over the use of data reads the log; never content."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.actors import Permission, Role
from storage import audit, outbox, received
from storage.audit import Line, Wanted
from usecases.app import Moment, use_case

LOG_DAYS = 30
PAGE = 8
# What the beheerder reads beside the own acts: technical, and about nobody.
TECHNICAL = ("invitations.invite_from_command_line",)


@dataclass(frozen=True)
class Status:
    """How the bot runs; days and moments are None when it never happened."""

    last_in: date | None
    last_out: datetime | None
    queued: int
    failed: int
    numbers_checked: date | None


@dataclass(frozen=True)
class Log:
    """A page of the log, and whether there are earlier lines."""

    lines: tuple[Line, ...]
    start: int
    more: bool


@use_case(Permission.TECHNICAL_STATUS)
def status(at: Moment) -> Status:
    """When something last came in and went out, and what waits."""
    today = at.local(at.now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Status(
        received.newest_day(at.tx),
        outbox.last_accepted(at.tx),
        outbox.waiting(at.tx, at.now),
        outbox.undelivered_since(at.tx, today),
        at.network.numbers.checked,
    )


@use_case(Permission.READ_AUDIT)
def read_log(at: Moment, start: int) -> Log:
    """The log: all of it for the FG, what is technical for the beheerder. Reading it is a line of its own."""
    since = at.now - timedelta(days=LOG_DAYS)
    whole = Role.FG in at.actor.roles
    wanted = Wanted(since) if whole else Wanted(since, Role.BEHEERDER.value, TECHNICAL)
    found = audit.lines(at.tx, wanted, start, PAGE + 1)
    return Log(tuple(found[:PAGE]), start, len(found) > PAGE)
