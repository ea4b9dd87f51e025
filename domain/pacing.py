"""How fast members are told: who goes first, how evenly, what waits for the morning and what is too late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import Final


class Lane(IntEnum):
    """What kind of message it is, in order of haste: a lane never waits behind a later one.

    Cards that change are few, and behind a mass message nobody would see how a call-out stands.
    """

    REPLY = 0
    ALARM = 1
    ESCALATION = 2
    REMINDER = 3
    EDIT = 4
    BROADCAST = 5


@dataclass(frozen=True)
class Accepted:
    """Telegram has the message."""

    message_id: int | None = None


@dataclass(frozen=True)
class Blocked:
    """The member cannot be reached in this chat any more."""


@dataclass(frozen=True)
class Refused:
    """Telegram will never take this call; the reason is one of a few words, never Telegram's own text."""

    reason: str


@dataclass(frozen=True)
class Uncertain:
    """Sent, and nobody knows whether it arrived."""


@dataclass(frozen=True)
class Unreached:
    """Not sent; it may be tried again later."""


Result = Accepted | Blocked | Refused | Uncertain | Unreached


# The numbers, in seconds, each with its source. "FAQ" is Telegram's Bots FAQ, "My bot is hitting limits".
WINDOW: Final = 1.0  # FAQ: messages a second, over all chats and in one chat
EVEN_SHARE: Final = 0.97  # measured: an even pace at 97-98 % of the limit provokes no 429, a burst does
BUSY_SHARE: Final = 0.9  # measured: at 27 of 30 a second replies sent directly wait 0.07 s at most
BUSY_FOR: Final = 1.0  # as long as somebody was answered in the last second
TRUSTED_TRIP: Final = (
    0.5  # part of the shortest trip seen that every call surely takes; costs nothing below 60 ms
)
CATCH_UP: Final = 1 / EVEN_SHARE - 1  # what the share leaves free in a window; more would be a burst
ROUNDING: Final = 0.002  # clocks round; within what an even pace leaves free
EDIT_GAP: Final = 3.0  # Telegram's author: edits share the limits; latest state wins
EDITS_A_MINUTE: Final = 18  # tdlib/td#2592: about 20 edits a minute in one chat
HERD: Final = 1.0  # two chats refused within this time: the whole bot is meant
RELEASE_STEPS: Final = (
    0.25,
    0.5,
    0.75,
)  # measured: 97 of 101 waiting calls left at once after a 429 elsewhere
RELEASE_STEP: Final = 1.0  # each step lasts one window
GATE_TRIES: Final = 4  # about 7 s with the delays below; after that the outbox keeps the message
FIRST_RETRY: Final = 0.5
LONGEST_RETRY: Final = 300.0
REPLY_ROOM: Final = 0.25  # part of the calls in flight that notices leave to replies
UNCERTAIN_ALARM: Final = 30.0  # an alarm nobody knows arrived is repeated once, with a line that says so
LATE_AFTER: Final = {  # chosen here: after this a message of the lane asks or tells what nobody waits for
    Lane.ALARM: timedelta(hours=2),  # the longest time to answer a call-out
    Lane.ESCALATION: timedelta(hours=2),
    Lane.REMINDER: timedelta(hours=12),
    Lane.BROADCAST: timedelta(hours=48),
    Lane.EDIT: timedelta(hours=48),  # Telegram's limit on changing what stands in a chat
}


def released_share(since_release: float) -> float:
    """Part of the limit in use, by seconds since a pause ended: in steps, never everybody at once."""
    if since_release >= RELEASE_STEP * len(RELEASE_STEPS):
        return 1.0
    return RELEASE_STEPS[int(max(0.0, since_release) / RELEASE_STEP)]


def ceiling(limit: int, since_release: float) -> int:
    """How many calls may lie in one window."""
    return max(1, int(limit * released_share(since_release)))


def interval(limit: int, since_answer: float, since_release: float) -> float:
    """Seconds between two notices: even, and slower while members are being answered."""
    share = BUSY_SHARE if since_answer < BUSY_FOR else EVEN_SHARE
    return 1 / (limit * share * released_share(since_release))


def next_slot(slot: float, now: float, gap: float) -> float:
    """When the notice after one sent at `now` may go; a little lateness is caught up, idleness is not."""
    return max(slot, now - CATCH_UP) + gap


def counts_until(sent: float, answered: float, shortest: float) -> float:
    """Until when a call fills its place in a window; `shortest` is a trip there and back.

    It runs from the latest instant at which Telegram can have taken the call, so it holds on any network.
    """
    return max(sent, answered - shortest * TRUSTED_TRIP) + WINDOW + ROUNDING


def next_edit(last: float | None, now: float) -> float:
    """When the next edit in a chat may go: both rules on edits, evenly."""
    gap = max(EDIT_GAP, 60 / EDITS_A_MINUTE)
    return now if last is None else max(now, last + gap)


def retry_delay(failures: int) -> float:
    """Seconds to wait after so many calls in a row that did not arrive (from 1)."""
    return min(LONGEST_RETRY, FIRST_RETRY * 2.0 ** min(failures - 1, 30))


def names_all(chat: int, now: float, earlier: Iterable[tuple[float, int]]) -> bool:
    """Whether a refusal for going too fast means the whole bot: another chat was refused just before."""
    return any(other != chat and now - at < HERD for at, other in earlier)


def notice_room(in_flight: int) -> int:
    """How many of the calls in flight may be notices."""
    return max(1, in_flight - max(1, int(in_flight * REPLY_ROOM)))


def too_late(due: datetime, now: datetime, limit: timedelta | None) -> bool:
    """Whether a message that was due then has lost its meaning; without a limit it never does."""
    return limit is not None and now - due > limit


def quiet_until(local: datetime, start: time, end: time) -> datetime | None:
    """The end of the quiet hours in which this local wall time falls; none outside them.

    Wall times as the member reads them; the same start and end means no quiet hours.
    """
    wall = local.time()
    by_night = start > end
    within = wall >= start or wall < end if by_night else start <= wall < end
    if not within:
        return None
    day = local.date() + timedelta(days=1 if by_night and wall >= start else 0)
    return datetime.combine(day, end, local.tzinfo)
