"""A signal tells of a situation, never of a person; it is read, perhaps asked about, and always answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.ids import SignalId

CODE_SIGNS = 4
TEXT_SIGNS = 300
# Below this number of members who know a neighbourhood best, its name could reveal who wrote.
FEWEST_IN_A_NEIGHBOURHOOD = 5
READY_QUESTIONS = 5
# So long the sender has at least to open what we decided.
TO_HEAR_IT = timedelta(days=2)


class State(StrEnum):
    """Where a signal is; *destroyed* means that the line to its sender is gone."""

    RECEIVED = "received"
    READ = "read"
    QUESTIONED = "questioned"
    CLOSED = "closed"
    DESTROYED = "destroyed"


class Deed(StrEnum):
    """What can be done with a signal."""

    READ = "read"
    ASK = "ask"
    END_QUESTION = "end_question"
    CLOSE = "close"
    REOPEN = "reopen"
    LET_GO = "let_go"


TRANSITIONS: Mapping[tuple[State, Deed], State] = {
    (State.RECEIVED, Deed.READ): State.READ,
    (State.READ, Deed.ASK): State.QUESTIONED,
    (State.QUESTIONED, Deed.END_QUESTION): State.READ,
    (State.RECEIVED, Deed.CLOSE): State.CLOSED,
    (State.READ, Deed.CLOSE): State.CLOSED,
    (State.QUESTIONED, Deed.CLOSE): State.CLOSED,
    (State.CLOSED, Deed.REOPEN): State.READ,
    (State.CLOSED, Deed.LET_GO): State.DESTROYED,
}
OPEN = frozenset({State.RECEIVED, State.READ, State.QUESTIONED})


def after(state: State, deed: Deed) -> State | None:
    """The state after the deed, None when it cannot be done now."""
    return TRANSITIONS.get((state, deed))


class Reply(StrEnum):
    """What became of a question to the sender."""

    WAITING = "waiting"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True)
class Question:
    """A question of the netwerkregisseur: one of the ready-made ones by its number, or an own text."""

    number: int
    reply: Reply
    ready: int | None = None
    own: str = field(default="", repr=False)
    answer: str = field(default="", repr=False)


@dataclass(frozen=True)
class Signal:
    """A signal as the desk may know it. `week` is the Monday of its week: nobody needs to know more."""

    id: SignalId
    code: str
    state: State
    week: date
    answer_by: date
    topic: str
    neighbourhood: str
    text: str = field(default="", repr=False)
    feedback: str = field(default="", repr=False)
    reopened: bool = False
    closed_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether the sender still waits for word."""
        return self.state in OPEN


@dataclass(frozen=True)
class Terms:
    """The published times: word to the sender, closed at the latest, the text, the line after closing."""

    answer_within: timedelta
    latest: timedelta
    text_kept: timedelta
    line_open: timedelta


def week_of(day: date) -> date:
    """The Monday of the week, which is all that is kept of a time."""
    return day - timedelta(days=day.weekday())


def answer_by(day: date, terms: Terms) -> date:
    """Before which day the sender hears from us: counted from the Monday, so never later than promised."""
    return week_of(day) + terms.answer_within


def line_until(week: date, terms: Terms) -> date:
    """The day on which the line to the sender ends whatever happens."""
    return week_of(week + terms.latest + terms.line_open)


def erase_on(signal: Signal, closed_on: date, terms: Terms) -> date:
    """When the line goes if the sender does not tap."""
    return min(closed_on + terms.line_open, line_until(signal.week, terms))


def answer_by_again(signal: Signal, today: date, terms: Terms) -> date:
    """The same after *Klopt niet*: while the line to the sender is still there."""
    last = line_until(signal.week, terms) - TO_HEAR_IT
    return max(min(answer_by(today, terms), last), today + timedelta(days=1))


def overdue(signal: Signal, today: date, terms: Terms) -> bool:
    """Open past the last day; when it was opened again, past what was promised then."""
    last = signal.answer_by if signal.reopened else signal.week + terms.latest
    return signal.open and today >= last


def over(signal: Signal, today: date, terms: Terms) -> bool:
    """Whether the text is to be wiped: so long after closing."""
    return signal.closed_on is not None and today >= signal.closed_on + terms.text_kept


def days_left(signal: Signal, today: date) -> int:
    """How many days there are to answer."""
    return max(0, (signal.answer_by - today).days)


def place_shown(neighbourhood: str, whole_city: str, members_there: int) -> str:
    """A neighbourhood that few members know best is shown as the whole city."""
    return neighbourhood if members_there >= FEWEST_IN_A_NEIGHBOURHOOD else whole_city
