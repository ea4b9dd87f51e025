"""An activity is anything with a date and places to sign up for: its kinds, its states and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from domain.ids import ActivityId


class Kind(StrEnum):
    """What sort of meeting it is."""

    TRAINING = "training"
    PEER_REVIEW = "peer_review"
    EXPERT_POOL = "expert_pool"
    SEMINAR = "seminar"
    PERFORMANCE = "performance"
    PARENT_PROGRAMME = "parent_programme"


class State(StrEnum):
    """Nobody knows of it yet, members can sign up, or it does not go on."""

    DRAFT = "draft"
    OPEN = "open"
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What can be done with an activity as a whole."""

    INVITE = "invite"
    TAKE_BACK = "take_back"
    CHANGE = "change"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.INVITE): State.OPEN,
    (State.OPEN, Deed.INVITE): State.OPEN,
    (State.OPEN, Deed.TAKE_BACK): State.DRAFT,
    (State.DRAFT, Deed.CHANGE): State.DRAFT,
    (State.OPEN, Deed.CHANGE): State.OPEN,
    (State.DRAFT, Deed.CANCEL): State.CANCELLED,
    (State.OPEN, Deed.CANCEL): State.CANCELLED,
}


class Access(StrEnum):
    """What makes it easier to come."""

    WHEELCHAIR = "wheelchair"
    FOOD = "food"
    INTERPRETER = "interpreter"
    CHILDREN = "children"
    CHILDCARE = "childcare"


class Changed(StrEnum):
    """What was changed after people signed up."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"


@dataclass(frozen=True)
class Details:
    """What an activity says. `reason` is why it does not go on; `changed` and `was` tell the last change."""

    title: str = field(repr=False)
    place: str = field(repr=False)
    benefit: str = field(default="", repr=False)
    bring: str = field(default="", repr=False)
    access: tuple[Access, ...] = ()
    reason: str = field(default="", repr=False)
    changed: Changed | None = None
    was: str = field(default="", repr=False)


@dataclass(frozen=True)
class Activity:
    """One activity. `seats` is None without a maximum; `sequence` counts its changes (RFC 5545)."""

    id: ActivityId
    kind: Kind
    state: State
    details: Details
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    made_at: datetime
    circles: tuple[str, ...] = ()
    sequence: int = 0

    def over(self, now: datetime) -> bool:
        """Nobody can sign up or withdraw any more."""
        return self.state is State.CANCELLED or now >= self.starts_at

    def after(self, deed: Deed) -> State | None:
        """The state after the deed, None when it cannot be done."""
        return TRANSITIONS.get((self.state, deed))


class Clash(StrEnum):
    """When many members keep their hours of prayer or rest: a word to the one who plans, to nobody else."""

    FRIDAY_PRAYER = "friday_prayer"
    SATURDAY = "saturday"
    SUNDAY_MORNING = "sunday_morning"


FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
PRAYER = (time(12, 30), time(14, 30))


def clash(start: datetime, end: datetime) -> Clash | None:
    """Whether these local times touch hours of prayer or rest."""
    day = start.weekday()
    if day == FRIDAY and start.time() < PRAYER[1] and end.time() > PRAYER[0]:
        return Clash.FRIDAY_PRAYER
    if day == SATURDAY:
        return Clash.SATURDAY
    return Clash.SUNDAY_MORNING if day == SUNDAY and start.time() < time(12) else None
