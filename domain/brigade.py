"""A question to the brigade: asked without names, passed on by a human, offered freely, agreed by both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import MemberId, RequestId
from domain.network_times import DutyHours

CODE_SIGNS = 4
TEXT_SIGNS = 300
MOST_OFFERS_SHOWN = 5
MONTH = timedelta(days=30)
WHOLE_CITY = "whole_city"
ANY_LANGUAGE = "any"


class Topic(StrEnum):
    """Where somebody wants help with; none points to one community."""

    CONVERSATION = "conversation"
    GROUP = "group"
    CLASSROOM = "classroom"
    PARENTS = "parents"
    CULTURE = "culture"
    OTHER = "other"


class Help(StrEnum):
    """What kind of help fits."""

    THINK_ALONG = "think_along"
    BE_THERE = "be_there"
    EXPLAIN = "explain"
    UNKNOWN = "unknown"


class Period(StrEnum):
    """When it suits."""

    WEEK = "week"
    MONTH = "month"
    ANY = "any"


class State(StrEnum):
    """Where a question is."""

    RECEIVED = "received"
    PASSED_ON = "passed_on"
    CHOSEN = "chosen"
    MATCHED = "matched"
    CLOSED = "closed"


class Deed(StrEnum):
    """What can be done with a question."""

    PASS_ON = "pass_on"
    CHOOSE = "choose"
    UNDO = "undo"
    MATCH = "match"
    REOPEN = "reopen"
    CLOSE = "close"


TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.RECEIVED, Deed.PASS_ON): State.PASSED_ON,
    (State.PASSED_ON, Deed.PASS_ON): State.PASSED_ON,
    (State.PASSED_ON, Deed.CHOOSE): State.CHOSEN,
    (State.CHOSEN, Deed.UNDO): State.PASSED_ON,
    (State.CHOSEN, Deed.MATCH): State.MATCHED,
    (State.MATCHED, Deed.REOPEN): State.PASSED_ON,
    (State.RECEIVED, Deed.CLOSE): State.CLOSED,
    (State.PASSED_ON, Deed.CLOSE): State.CLOSED,
    (State.MATCHED, Deed.CLOSE): State.CLOSED,
}
WAITING = frozenset({State.RECEIVED, State.PASSED_ON, State.CHOSEN})


def after(state: State, deed: Deed) -> State | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


class Reply(StrEnum):
    """What a brigade member said; an offer is not yet an appointment."""

    NONE = "none"
    OFFERED = "offered"
    NOT_NOW = "not_now"


class Sharing(StrEnum):
    """What somebody agreed to share: name and number, the name alone, or nothing: then we arrange it."""

    UNSAID = "unsaid"
    CONTACT = "contact"
    NAME = "name"
    THROUGH_US = "through_us"


class Helped(StrEnum):
    """What the requester said two weeks later."""

    YES = "yes"
    A_LITTLE = "a_little"
    NOT_REALLY = "not_really"
    BUSY = "busy"


@dataclass(frozen=True)
class Items:
    """What is asked: six items at most, nothing about a client, a pupil or a family."""

    topic: Topic
    help: Help
    period: Period
    neighbourhood: str = WHOLE_CITY
    language: str = ANY_LANGUAGE
    question: str = field(default="", repr=False)


@dataclass(frozen=True)
class Talk:
    """What the netwerkregisseur asked back before passing on, and the answer."""

    question: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)


@dataclass(frozen=True)
class Request:
    """A question to the brigade as it stands."""

    id: RequestId
    code: str
    state: State
    requester: MemberId = field(repr=False)
    items: Items
    answer_by: datetime
    talk: Talk = Talk()
    offers_until: datetime | None = None
    sharing: Sharing = Sharing.UNSAID
    chosen: MemberId | None = field(default=None, repr=False)
    settled_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Whether the requester still waits for somebody."""
        return self.state in WAITING


@dataclass(frozen=True)
class Call:
    """One brigade member who was asked."""

    member: MemberId = field(repr=False)
    asked_at: datetime
    reply: Reply = Reply.NONE
    sharing: Sharing = Sharing.UNSAID


@dataclass(frozen=True)
class Candidate:
    """Who could be asked: when last, how often this month, and whether the neighbourhood is the own one."""

    member: MemberId = field(repr=False)
    last_asked: datetime | None
    asked_this_month: int
    knows_neighbourhood: bool


def next_to_ask(candidates: Iterable[Candidate], at_once: int, monthly_maximum: int) -> list[MemberId]:
    """Least recently asked first, then whoever knows the neighbourhood; nobody beyond the monthly maximum."""
    free = [one for one in candidates if one.asked_this_month < monthly_maximum]
    return [one.member for one in sorted(free, key=_turn)[:at_once]]


def _turn(one: Candidate) -> tuple[float, bool, str]:
    asked = one.last_asked.timestamp() if one.last_asked else float("-inf")
    return asked, not one.knows_neighbourhood, one.member


def both_agreed(request: Request, call: Call) -> bool:
    """Whether both said what may be shared; only then anybody is named."""
    return Sharing.UNSAID not in (request.sharing, call.sharing)


def named(request: Request, call: Call) -> bool:
    """Whether both may be named to each other."""
    return both_agreed(request, call) and Sharing.THROUGH_US not in (request.sharing, call.sharing)


def working_time_later(duty: DutyHours, local: datetime, span: timedelta) -> datetime:
    """The local moment after so much working time; hours outside do not count."""
    if not duty.weekdays or duty.start >= duty.end:
        return local + span
    moment, left = local, span
    while True:
        start, end = _hours_of(duty, moment)
        begins = max(moment, start)
        if moment.weekday() in duty.weekdays and begins + left <= end:
            return begins + left
        if moment.weekday() in duty.weekdays and begins < end:
            left -= end - begins
        moment = (moment + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _hours_of(duty: DutyHours, day: datetime) -> tuple[datetime, datetime]:
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        midnight.replace(hour=duty.start.hour, minute=duty.start.minute),
        midnight.replace(hour=duty.end.hour, minute=duty.end.minute),
    )
