"""A call-out asks a circle to come together or to know something; these are its states, parts and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.callout_answers import Answer, StandDown, Tally
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
    press: str = ""


@dataclass(frozen=True)
class Times:
    """When it is, until when we ask, and what we promised."""

    as_of: datetime
    starts_at: datetime | None = None
    duration: timedelta = timedelta(hours=1)
    reply_by: datetime | None = None
    next_update_at: datetime | None = None

    def past(self, now: datetime) -> bool:
        """Whether people came together and went home: nobody is asked for that any more."""
        return self.starts_at is not None and self.starts_at + self.duration <= now


class WaveState(StrEnum):
    """Where the second wave is: agreed in the scenario, announced at the desk, out, or not any more."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    ASKED = "asked"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Wave:
    """Whom else we ask when too few come, and when; the desk hears it some minutes before."""

    state: WaveState
    circles: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Reached:
    """The moments that are compared: the first yes, the whole circle, and half of the answers of a drill."""

    first_yes: datetime | None = None
    complete: datetime | None = None
    half: datetime | None = None


@dataclass(frozen=True)
class CallOut:
    """A call-out as it was made. `sequence` counts how often its time or place changed."""

    id: CallOutId
    state: State
    urgency: Urgency
    drill: bool
    circles: tuple[str, ...]
    parts: Parts
    times: Times
    requester: MemberId
    needed: int = 0
    asked_at: datetime | None = None
    sent_at: datetime | None = None
    stand_down: StandDown = field(default_factory=StandDown)
    totals: Tally | None = None
    scenario: str | None = None
    wave: Wave | None = None
    reached: Reached = field(default_factory=Reached)
    sequence: int = 0

    @property
    def open(self) -> bool:
        """Whether members can still answer."""
        return self.state in OPEN

    @property
    def time_to_answer(self) -> timedelta | None:
        """How long we wait for an answer, as it was chosen when it was made; in whole minutes."""
        if self.times.reply_by is None or self.asked_at is None:
            return None
        return timedelta(minutes=round((self.times.reply_by - self.asked_at).total_seconds() / 60))

    @property
    def gathers(self) -> bool:
        """Whether people come together, so that voices count and places are given."""
        return self.urgency is not Urgency.INFO and not self.drill

    def met(self, now: datetime) -> bool:
        """Whether the time of the meeting is past: nobody is asked for it, and people wait for word."""
        return self.gathers and self.times.past(now)


def needs_second_person(urgency: Urgency, drill: bool, required: bool, stand_in: bool) -> bool:
    """An urgent call-out where the network asks for it; whatever a stand-in makes; never a drill."""
    return not drill and (stand_in or (required and urgency is Urgency.URGENT))


def offered(call_out: CallOut, now: datetime) -> frozenset[Answer]:
    """The answers that this call-out asks for now."""
    if call_out.drill:
        return frozenset({Answer.COMING, Answer.NOT_COMING})
    if call_out.urgency is Urgency.INFO:
        return frozenset({Answer.READ})
    answers = {Answer.COMING, Answer.NOT_COMING}
    if call_out.parts.dial_in:
        answers.add(Answer.DIALLING_IN)
    if call_out.urgency is Urgency.MEETING:
        answers.add(Answer.UNDECIDED)
    if call_out.stand_down.told(now):
        answers.add(Answer.STANDING_BY)
    return frozenset(answers)


KNOWN, PROMISED = ("facts", "source", "unknowns"), ("next_update", "press")
# The compulsory parts, in the order in which they are named when missing.
COMPULSORY: Mapping[Urgency, Sequence[str]] = {
    Urgency.INFO: (*KNOWN, "line_to_say", *PROMISED),
    Urgency.MEETING: ("when", "place", *KNOWN, "ask", "line_to_say", *PROMISED),
    Urgency.URGENT: ("when", "place", *KNOWN, "ask", *PROMISED),
}


def missing(urgency: Urgency, parts: Parts, times: Times, now: datetime) -> list[str]:
    """The compulsory parts that are not there, *agreed* last; a time that is past is none."""
    there = {
        "when": times.starts_at is not None and times.starts_at > now,
        "place": bool(parts.place or parts.dial_in),
        "facts": bool(parts.facts),
        "source": bool(parts.source),
        "unknowns": bool(parts.unknowns),
        "ask": bool(parts.ask),
        "line_to_say": bool(parts.line_to_say),
        "next_update": times.next_update_at is not None and times.next_update_at > now,
        "press": bool(parts.press),
    }
    return [part for part in COMPULSORY[urgency] if not there[part]] + ([] if parts.agreed else ["agreed"])


def half_time(sent_at: datetime, reply_by: datetime, part: float) -> datetime:
    """When the one nudge goes: at this part of the time to answer."""
    return sent_at + (reply_by - sent_at) * part


def latest_answer(now: datetime, span: timedelta | None, starts_at: datetime | None) -> datetime | None:
    """Until when we ask: so long from the moment it goes out, and never past the start."""
    if span is None:
        return None
    return now + span if starts_at is None else min(now + span, max(starts_at, now))


def widened(call_out: CallOut, circle: str, now: datetime, span: timedelta | None) -> CallOut:
    """The call-out for one circle more; when the time to answer is over, the new ones get their own."""
    circles = tuple(dict.fromkeys((*call_out.circles, circle)))
    times = call_out.times
    if times.reply_by is not None and times.reply_by <= now:
        times = replace(times, reply_by=latest_answer(now, span, times.starts_at))
    return replace(call_out, circles=circles, times=times)
