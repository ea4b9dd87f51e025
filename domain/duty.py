"""Somebody reads along: the netwerkregisseur in working hours, else the member who took over the shift."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import MemberId


class ShiftState(StrEnum):
    """Where a shift is: asked, agreed, taken over, refused, or over."""

    ASKED = "asked"
    AGREED = "agreed"
    ON = "on"
    REFUSED = "refused"
    OVER = "over"


class ShiftDeed(StrEnum):
    """What can be done with a shift."""

    AGREE = "agree"
    TAKE_OVER = "take_over"
    REFUSE = "refuse"
    END = "end"


TRANSITIONS: Mapping[tuple[ShiftState, ShiftDeed], ShiftState] = {
    (ShiftState.ASKED, ShiftDeed.AGREE): ShiftState.AGREED,
    (ShiftState.ASKED, ShiftDeed.REFUSE): ShiftState.REFUSED,
    (ShiftState.ASKED, ShiftDeed.TAKE_OVER): ShiftState.ON,
    (ShiftState.AGREED, ShiftDeed.TAKE_OVER): ShiftState.ON,
    (ShiftState.AGREED, ShiftDeed.REFUSE): ShiftState.REFUSED,
    (ShiftState.ON, ShiftDeed.REFUSE): ShiftState.REFUSED,
    (ShiftState.ON, ShiftDeed.END): ShiftState.OVER,
    (ShiftState.ASKED, ShiftDeed.END): ShiftState.OVER,
    (ShiftState.AGREED, ShiftDeed.END): ShiftState.OVER,
}


def after(state: ShiftState, deed: ShiftDeed) -> ShiftState | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


@dataclass(frozen=True)
class Shift:
    """A span in which one member reads along."""

    id: str
    member: MemberId
    starts_at: datetime
    ends_at: datetime
    state: ShiftState = ShiftState.ASKED
    taken_at: datetime | None = None
