"""Somebody reads along: the netwerkregisseur in working hours, else the member who took over the shift."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from domain.ids import MemberId
from domain.network_times import DutyBlock, DutyHours

LONGEST = timedelta(days=7)
# How far ahead the roster is read, and how far ahead somebody can be asked.
ROSTER, FARTHEST = timedelta(days=7), timedelta(days=62)


class ShiftState(StrEnum):
    """Where a shift is. Vacant: agreed or asked, and nobody came; whoever was asked can still take it."""

    ASKED = "asked"
    AGREED = "agreed"
    ON = "on"
    VACANT = "vacant"
    REFUSED = "refused"
    OVER = "over"


class ShiftDeed(StrEnum):
    """What can be done with a shift."""

    AGREE = "agree"
    REFUSE = "refuse"
    TAKE_OVER = "take_over"
    GIVE_UP = "give_up"
    LAPSE = "lapse"
    END = "end"


TRANSITIONS: Mapping[tuple[ShiftState, ShiftDeed], ShiftState] = {
    (ShiftState.ASKED, ShiftDeed.AGREE): ShiftState.AGREED,
    (ShiftState.ASKED, ShiftDeed.REFUSE): ShiftState.REFUSED,
    (ShiftState.ASKED, ShiftDeed.LAPSE): ShiftState.VACANT,
    (ShiftState.ASKED, ShiftDeed.END): ShiftState.OVER,
    (ShiftState.AGREED, ShiftDeed.TAKE_OVER): ShiftState.ON,
    (ShiftState.AGREED, ShiftDeed.GIVE_UP): ShiftState.VACANT,
    (ShiftState.AGREED, ShiftDeed.LAPSE): ShiftState.VACANT,
    (ShiftState.AGREED, ShiftDeed.END): ShiftState.OVER,
    (ShiftState.ON, ShiftDeed.GIVE_UP): ShiftState.VACANT,
    (ShiftState.ON, ShiftDeed.END): ShiftState.OVER,
    (ShiftState.VACANT, ShiftDeed.AGREE): ShiftState.AGREED,
    (ShiftState.VACANT, ShiftDeed.TAKE_OVER): ShiftState.ON,
    (ShiftState.VACANT, ShiftDeed.END): ShiftState.OVER,
}
TAKEN = (ShiftState.AGREED, ShiftState.ON)
LIVING = (ShiftState.ASKED, ShiftState.AGREED, ShiftState.ON, ShiftState.VACANT)


def after(state: ShiftState, deed: ShiftDeed) -> ShiftState | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


@dataclass(frozen=True)
class Span:
    """From `start` until `end`, both in UTC."""

    start: datetime
    end: datetime

    def touches(self, other: "Span") -> bool:
        """Whether they have a moment in common."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> "Span | None":
        """The part that lies in the other one."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True)
class Shift:
    """A span in which one member reads along; a vacant one is nobody's.

    `told_at`: when the member was asked, or heard that it begins. `open_before` and `fresh_before`: how many
    reports were open, and how many were of the last minutes, at taking over. `note`: one sentence for whoever
    comes next.
    """

    id: str
    member: MemberId | None
    starts_at: datetime
    ends_at: datetime
    state: ShiftState = ShiftState.ASKED
    taken_at: datetime | None = None
    told_at: datetime | None = None
    open_before: int = 0
    fresh_before: int = 0
    note: str = field(default="", repr=False)

    @property
    def span(self) -> Span:
        """As it was agreed."""
        return Span(self.starts_at, self.ends_at)

    def begun(self, now: datetime) -> bool:
        """Whether its time is now."""
        return self.starts_at <= now < self.ends_at

    def lapses(self, now: datetime, within: timedelta) -> bool:
        """Whether the answer comes too late: so long after the start, or after asking when that was later."""
        if self.state is ShiftState.ASKED:
            return now >= max(self.starts_at, (self.told_at or self.starts_at) + within)
        return self.state is ShiftState.AGREED and self.told_at is not None and now >= self.told_at + within


def occurrences(hours: DutyHours | DutyBlock, within: Span, zone: tzinfo) -> list[Span]:
    """Each time these hours come round in a span, by the clocks of the city."""
    day, last = within.start.astimezone(zone).date() - timedelta(days=1), within.end.astimezone(zone).date()
    found = []
    while day <= last:
        if day.weekday() in hours.weekdays:
            ends_on = day if hours.start < hours.end else day + timedelta(days=1)
            start = datetime.combine(day, hours.start, zone).astimezone(UTC)
            found.append(Span(start, datetime.combine(ends_on, hours.end, zone).astimezone(UTC)))
        day += timedelta(days=1)
    return [one for one in found if one.touches(within)]


def uncovered(whole: Span, covered: Iterable[Span]) -> list[Span]:
    """What is left of a span, in order."""
    left, at = [], whole.start
    for one in sorted(covered, key=lambda span: span.start):
        if one.start > at:
            left.append(Span(at, min(one.start, whole.end)))
        at = max(at, one.end)
        if at >= whole.end:
            return left
    return [*left, Span(at, whole.end)]


def pieces(gaps: Iterable[Span], blocks: Iterable[Span]) -> list[Span]:
    """The gaps in the blocks in which people are asked; what lies in no block is a piece by itself."""
    blocks, found = list(blocks), []
    for gap in gaps:
        inside = [part for block in blocks if (part := block.within(gap)) is not None]
        found += inside + [part for part in uncovered(gap, inside) if part.start < part.end]
    return sorted(dict.fromkeys(found), key=lambda span: (span.start, span.end))


def holds_on(shift: Shift, others: Iterable[Shift], now: datetime, within: timedelta) -> bool:
    """Whether the one before stays on after the end: as long as the next was not late, and never longer."""
    waits = any(other.state is ShiftState.AGREED and other.begun(now) for other in others)
    return now < shift.ends_at or (waits and now < shift.ends_at + within)


def possible(span: Span, now: datetime) -> bool:
    """Whether somebody can be asked for it."""
    return span.start < span.end and now < span.end <= now + FARTHEST and span.end - span.start <= LONGEST
