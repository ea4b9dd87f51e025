"""A report of unrest is looked into, judged and closed with an answer; it never becomes a call-out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.ids import CallOutId, MemberId, ReportId
from domain.network_times import DutyHours, UnrestAnswers

CODE_SIGNS = 4
# Hidden moments are rounded down to this, so that no row beside it has the same.
GRAIN = timedelta(minutes=15)
WEEK = 7
# A report that is never closed ends here all the same, with the way back to its sender.
LONGEST_OPEN = timedelta(days=365)


class State(StrEnum):
    """Where a report is. Nobody has checked it before it is assessed."""

    RECEIVED = "received"
    UNVERIFIED = "unverified"
    ASSESSED = "assessed"
    CLOSED = "closed"
    DESTROYED = "destroyed"


class Deed(StrEnum):
    """What can be done with a report."""

    TAKE = "take"
    ASSESS = "assess"
    CLOSE = "close"
    DESTROY = "destroy"


# Whoever deals with a report takes it up first, so that there is always one who has it.
TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.RECEIVED, Deed.TAKE): State.UNVERIFIED,
    (State.UNVERIFIED, Deed.ASSESS): State.ASSESSED,
    (State.ASSESSED, Deed.ASSESS): State.ASSESSED,
    (State.UNVERIFIED, Deed.CLOSE): State.CLOSED,
    (State.ASSESSED, Deed.CLOSE): State.CLOSED,
    (State.CLOSED, Deed.DESTROY): State.DESTROYED,
}
OPEN = frozenset({State.RECEIVED, State.UNVERIFIED, State.ASSESSED})


def after(state: State, deed: Deed) -> State | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


class SourceKind(StrEnum):
    """How the sender knows it: a word about the report, not about anyone."""

    SEEN = "seen"
    HEARD = "heard"
    ONLINE = "online"
    EXPECTED = "expected"
    UNSAID = "unsaid"


class HowSoon(StrEnum):
    """How soon the sender thinks that something must be done."""

    HOUR = "hour"
    TODAY = "today"
    WEEK = "week"
    UNKNOWN = "unknown"


# Where it plays when that is no neighbourhood of the network.
ELSEWHERE = ("whole_city", "online_only", "unknown")


@dataclass(frozen=True)
class Told:
    """What a member passes on; no topic means that 112 was called and nothing else was asked."""

    neighbourhood: str
    topic: str | None = None
    source: SourceKind = SourceKind.UNSAID
    how_soon: HowSoon = HowSoon.TODAY
    proposal: bool = False
    text: str = field(default="", repr=False)

    @property
    def urgent(self) -> bool:
        """Whether the desk is woken for it."""
        return self.how_soon is HowSoon.HOUR


@dataclass(frozen=True)
class Talk:
    """The one question of the desk at a time, what the sender said to it, and the answer at the end.

    `seen`: the sender heard that the stand-in opened it. `since`: the moment from which an urgent report
    without a name rings, kept sealed here until somebody has it, and nowhere else.
    """

    question: str = field(default="", repr=False)
    reply: str = field(default="", repr=False)
    declined: bool = False
    outcome: str = field(default="", repr=False)
    seen: bool = False
    since: str = field(default="", repr=False)

    @property
    def asked(self) -> bool:
        """Whether a question waits for the sender."""
        return bool(self.question) and not self.reply and not self.declined


@dataclass(frozen=True)
class Report:
    """A report as the desk has it; who sent it stands elsewhere, sealed."""

    id: ReportId
    code: str
    state: State
    told: Told
    named: bool
    received_at: datetime
    answer_by: datetime
    closed_on: date | None = None
    taker: MemberId | None = None
    call_out: CallOutId | None = None
    tied_to: ReportId | None = None
    talk: Talk = field(default_factory=Talk)

    @property
    def open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.state in OPEN

    @property
    def root(self) -> ReportId:
        """The report under which all reports of the same unrest are tied together."""
        return self.tied_to or self.id

    @property
    def rings_from(self) -> datetime:
        """The moment from which the minutes of an urgent report are counted."""
        return datetime.fromisoformat(self.talk.since) if self.talk.since else self.received_at


def span(answers: UnrestAnswers, how_soon: HowSoon) -> timedelta:
    """How long the sender waits at most; whoever does not know is answered today."""
    return {HowSoon.HOUR: answers.hour, HowSoon.WEEK: answers.week}.get(how_soon, answers.today)


def coarse(moment: datetime, within: timedelta) -> datetime:
    """The moment kept for a report without a name: never later, at most a quarter of an hour earlier.

    With short spans it loses at most a quarter of the span, so a promise made from it still lies ahead.
    """
    grain = min(GRAIN, within / 4)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment - (moment - midnight) % grain


def ring(since: datetime, now: datetime, every: timedelta) -> int:
    """Which ring of an urgent report it is time for, 0 before the first; after downtime only the newest."""
    return max(0, (now - since) // every)


def likeness(report: Report, other: Report) -> int:
    """How much two reports have in common: neighbourhood and topic, one of them, or nothing."""
    same_place = report.told.neighbourhood == other.told.neighbourhood
    return same_place + (report.told.topic == other.told.topic)


ALIKE = 2


def may_belong(report: Report, others: Iterable[Report], within: timedelta) -> list[Report]:
    """The open reports to which this one may belong, the most alike first, then the newest."""
    near = [
        other
        for other in others
        if other.root != report.root and other.open and abs(other.received_at - report.received_at) <= within
    ]
    return sorted(near, key=lambda other: (-likeness(report, other), -other.received_at.timestamp()))


def reminder_at(duty: DutyHours, promise: datetime, within: timedelta, now: datetime) -> datetime:
    """When the desk is reminded of an answer it promised, by the clocks of the city.

    A quarter of the span before, at most a day; earlier when nobody reads along then.
    """
    wanted = promise - min(within / 4, timedelta(days=1))
    if on_duty(duty, wanted):
        return wanted
    ends = (_last_hour_of(duty, wanted - timedelta(days=days)) for days in range(WEEK))
    return next((end for end in ends if now < end <= wanted and on_duty(duty, end)), wanted)


def _last_hour_of(duty: DutyHours, local: datetime) -> datetime:
    end = local.replace(hour=duty.end.hour, minute=duty.end.minute, second=0, microsecond=0)
    return end - timedelta(hours=1)


def on_duty(duty: DutyHours, local: datetime) -> bool:
    """Whether somebody reads along now, by the clocks of the city."""
    return duty.covers(local.time(), local.weekday())


def next_duty(duty: DutyHours, local: datetime) -> datetime:
    """When somebody reads along again, by the clocks of the city; now while somebody does."""
    if on_duty(duty, local):
        return local
    starts = (_start_of(duty, local + timedelta(days=days)) for days in range(WEEK + 1))
    return next(
        (start for start in starts if start > local and start.weekday() in duty.weekdays),
        _start_of(duty, local + timedelta(days=1)),
    )


def _start_of(duty: DutyHours, local: datetime) -> datetime:
    return local.replace(hour=duty.start.hour, minute=duty.start.minute, second=0, microsecond=0)
