"""A call-out asks a circle to come together or to know something; these are its states, parts and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency


class State(StrEnum):
    """Where a call-out is."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    SENT = "sent"
    UPDATED = "updated"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What can be done with a call-out."""

    ASK_APPROVAL = "ask_approval"
    SEND = "send"
    UPDATE = "update"
    CLOSE = "close"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.DRAFT, Deed.ASK_APPROVAL): State.AWAITING_APPROVAL,
    (State.DRAFT, Deed.SEND): State.SENT,
    (State.AWAITING_APPROVAL, Deed.SEND): State.SENT,
    (State.AWAITING_APPROVAL, Deed.CANCEL): State.CANCELLED,
    (State.SENT, Deed.UPDATE): State.UPDATED,
    (State.UPDATED, Deed.UPDATE): State.UPDATED,
    (State.SENT, Deed.CLOSE): State.CLOSED,
    (State.UPDATED, Deed.CLOSE): State.CLOSED,
    (State.SENT, Deed.CANCEL): State.CANCELLED,
    (State.UPDATED, Deed.CANCEL): State.CANCELLED,
}
OPEN = frozenset({State.SENT, State.UPDATED})


def after(state: State, deed: Deed) -> State | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


class Answer(StrEnum):
    """What a member answered. No reason is asked. Arriving later is coming, with a time."""

    NONE = "none"
    COMING = "coming"
    DIALLING_IN = "dialling_in"
    NOT_COMING = "not_coming"
    UNDECIDED = "undecided"
    READ = "read"


YES = frozenset({Answer.COMING, Answer.DIALLING_IN})


@dataclass(frozen=True)
class Parts:
    """What a call-out says. Empty is missing."""

    facts: str = field(default="", repr=False)
    source: str = ""
    unknowns: str = field(default="", repr=False)
    ask: str = field(default="", repr=False)
    line_to_say: str = field(default="", repr=False)
    place: str = ""
    place_after_answer: bool = False
    dial_in: str = field(default="", repr=False)
    agreed: bool = False


@dataclass(frozen=True)
class Times:
    """When it is, until when we ask, and what we promised."""

    as_of: datetime
    starts_at: datetime | None = None
    duration: timedelta = timedelta(hours=1)
    reply_by: datetime | None = None
    next_update_at: datetime | None = None


@dataclass(frozen=True)
class CallOut:
    """A call-out as it was made."""

    id: CallOutId
    state: State
    urgency: Urgency
    drill: bool
    circles: tuple[str, ...]
    parts: Parts
    times: Times
    requester: MemberId
    needed: int = 0
    sent_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether members can still answer."""
        return self.state in OPEN


# The compulsory parts, in the order in which they are named when missing.
COMPULSORY: Mapping[Urgency, Sequence[str]] = {
    Urgency.INFO: ("facts", "source", "unknowns", "line_to_say", "next_update"),
    Urgency.MEETING: ("when", "place", "facts", "source", "unknowns", "ask", "line_to_say", "next_update"),
    Urgency.URGENT: ("when", "place", "facts", "source", "unknowns", "ask", "next_update"),
}


def missing(urgency: Urgency, parts: Parts, times: Times) -> list[str]:
    """The names of the compulsory parts that are not there; *agreed* comes last."""
    there = {
        "when": times.starts_at is not None,
        "place": bool(parts.place or parts.dial_in),
        "facts": bool(parts.facts),
        "source": bool(parts.source),
        "unknowns": bool(parts.unknowns),
        "ask": bool(parts.ask),
        "line_to_say": bool(parts.line_to_say),
        "next_update": times.next_update_at is not None,
    }
    return [part for part in COMPULSORY[urgency] if not there[part]] + ([] if parts.agreed else ["agreed"])


@dataclass(frozen=True)
class Response:
    """One member's answer, with the time of arrival when later."""

    member: MemberId
    answer: Answer
    arrival: datetime | None = None


@dataclass(frozen=True)
class Tally:
    """Counts, never names."""

    coming: int = 0
    later: int = 0
    dialling: int = 0
    not_coming: int = 0
    open: int = 0
    present_at_start: int = 0

    @property
    def yes(self) -> int:
        """Everybody who will be there in some way."""
        return self.coming + self.later + self.dialling


def tally(responses: Iterable[Response], starts_at: datetime | None) -> Tally:
    """The counts of a call-out; whoever arrives after the start is not present at the start."""
    counts = {"coming": 0, "later": 0, "dialling": 0, "not_coming": 0, "open": 0}
    for response in responses:
        counts[_column(response, starts_at)] += 1
    return Tally(**counts, present_at_start=counts["coming"] + counts["dialling"])


def _column(response: Response, starts_at: datetime | None) -> str:
    match response.answer:
        case Answer.COMING if response.arrival and starts_at and response.arrival > starts_at:
            return "later"
        case Answer.COMING | Answer.READ:
            return "coming"
        case Answer.DIALLING_IN:
            return "dialling"
        case Answer.NOT_COMING:
            return "not_coming"
        case _:
            return "open"


@dataclass(frozen=True)
class Circle:
    """Whether every agreed voice said yes: which are missing, and how many who come chose none."""

    missing: tuple[str, ...]
    unknown: int

    @property
    def complete(self) -> bool:
        """*Kringcompleet*."""
        return not self.missing


def circle(
    agreed: Iterable[str], responses: Iterable[Response], voices: Mapping[MemberId, str | None]
) -> Circle:
    """Lay the yeses beside the agreed voices."""
    present = [voices.get(response.member) for response in responses if response.answer in YES]
    return Circle(tuple(voice for voice in agreed if voice not in present), present.count(None))


def arrivals(starts_at: datetime, steps: Iterable[timedelta]) -> list[datetime]:
    """The times offered to whoever comes later."""
    return [starts_at + step for step in steps]


def half_time(sent_at: datetime, reply_by: datetime, part: float) -> datetime:
    """When the one nudge goes: at this part of the time to answer."""
    return sent_at + (reply_by - sent_at) * part
