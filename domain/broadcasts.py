"""A message to many goes once and only once: it can be taken back for a minute, and stopped on its way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from math import ceil

from domain.ids import BroadcastId, MemberId
from domain.network_times import DutyHours, QuietHours
from domain.pacing import quiet_until


class State(StrEnum):
    """Where a message to many is."""

    DRAFT = "draft"
    PLANNED = "planned"
    GOING_OUT = "going_out"
    STOPPED = "stopped"
    DONE = "done"


class Deed(StrEnum):
    """What can be done with it."""

    SEND = "send"
    TAKE_BACK = "take_back"
    BEGIN = "begin"
    STOP = "stop"
    END = "end"


TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.SEND): State.PLANNED,
    (State.PLANNED, Deed.TAKE_BACK): State.DRAFT,
    (State.PLANNED, Deed.BEGIN): State.GOING_OUT,
    (State.GOING_OUT, Deed.STOP): State.STOPPED,
    (State.GOING_OUT, Deed.END): State.DONE,
    (State.STOPPED, Deed.END): State.DONE,
}
# In these a message may still go to somebody.
SENDING = frozenset({State.PLANNED, State.GOING_OUT})


def after(state: State, deed: Deed) -> State | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


@dataclass(frozen=True)
class Segment:
    """Whom it is for: one circle or more, in the whole city or in one neighbourhood."""

    circles: tuple[str, ...]
    neighbourhood: str | None = None


@dataclass(frozen=True)
class Broadcast:
    """A message to many."""

    id: BroadcastId
    state: State
    segment: Segment
    text: str = field(repr=False)
    sender: MemberId
    people: int
    starts_at: datetime
    stopped: int = 0


@dataclass(frozen=True)
class Counts:
    """How many of all were delivered, not delivered and are still to go; never who read it."""

    total: int = 0
    accepted: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0
    stopped: int = 0
    left: int = 0

    @property
    def undelivered(self) -> int:
        """Everybody of whom Telegram did not say that it has the message, the stopped ones apart."""
        return self.blocked + self.failed + self.uncertain


# A careful estimate for the words *nog ongeveer*: at 30 a second over all, with room for replies.
A_SECOND = 25
# The aim for an ordinary message on a telephone, in signs.
MUCH_FOR_A_TELEPHONE = 350
FRIDAY, PRAYER = 4, (time(12, 30), time(14, 0))


def minutes_left(left: int) -> int:
    """About how long it still takes; never 0 while somebody waits."""
    return ceil(left / (A_SECOND * 60))


def moved_out_of_quiet(local: datetime, quiet: QuietHours) -> datetime:
    """The same local moment, or the end of the quiet hours in which it falls."""
    return quiet_until(local, quiet.start, quiet.end) or local


def next_working_day(local: datetime, duty: DutyHours, clock: time) -> datetime:
    """That time on the first working day after today; without working days it is tomorrow."""
    days = [local.date() + timedelta(days=ahead) for ahead in range(1, 8)]
    day = next((day for day in days if day.weekday() in duty.weekdays), days[0])
    return datetime.combine(day, clock, local.tzinfo)


class Warn(StrEnum):
    """What the sender is told before sending; nothing of it stops the message."""

    LONG = "long"
    OFFICE_HOURS = "office_hours"
    FRIDAY_PRAYER = "friday_prayer"


def warnings(text: str, local: datetime, duty: DutyHours) -> list[Warn]:
    """What stands out about this text at this local moment."""
    at_prayer = local.weekday() == FRIDAY and PRAYER[0] <= local.time() < PRAYER[1]
    found = {
        Warn.LONG: len(text) > MUCH_FOR_A_TELEPHONE,
        Warn.FRIDAY_PRAYER: at_prayer,
        Warn.OFFICE_HOURS: not duty.covers(local.time(), local.weekday()),
    }
    return [warn for warn, stands_out in found.items() if stands_out]


MOST_LINES = 3


def received_already(counts: Collection[int]) -> list[tuple[int, int]]:
    """How many members got how many messages this month, the most messages first: (members, messages)."""
    kinds = sorted({count for count in counts if count > 0}, reverse=True)[:MOST_LINES]
    return [(sum(1 for count in counts if count == kind), kind) for kind in kinds]


def first_of_month(local: datetime) -> datetime:
    """When the month of this local moment began."""
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
