"""At the desk: reading signals without a sender, asking little, closing none without word to the sender."""

from dataclasses import dataclass, replace

from domain import signals as rules
from domain.actors import Permission
from domain.ids import SignalId
from domain.signals import Deed, Question, Reply, Signal
from storage import signals as store
from usecases.app import Moment, Trace, use_case
from usecases.signals import CLOSED, QUESTION, READ, WIPED, as_shown, cut, tell_sender, terms_of, today


@dataclass(frozen=True)
class Opened:
    """A signal as the desk reads it, with what was asked and answered."""

    signal: Signal
    questions: tuple[Question, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether a question is open."""
        return any(question.reply is Reply.WAITING for question in self.questions)


@dataclass(frozen=True)
class NotThere:
    """It was withdrawn, closed, or never existed."""


@dataclass(frozen=True)
class OneAtATime:
    """A question is open already."""


def _shown(at: Moment, signal: Signal) -> Signal:
    return replace(signal, neighbourhood=as_shown(at, signal.neighbourhood))


@use_case(Permission.READ_SIGNALS, Trace.READS)
def may_read(_at: Moment) -> None:
    """A screen of the desk asks for the same right as what it leads to."""


@use_case(Permission.READ_SIGNALS, Trace.READS)
def waiting_list(at: Moment) -> list[Signal]:
    """The open signals, the oldest first."""
    return [_shown(at, signal) for signal in store.in_state(at.tx)]


@use_case(Permission.READ_SIGNALS, Trace.UNNAMED)
def open_signal(at: Moment, signal_id: SignalId) -> Opened | NotThere:
    """Read a signal; the sender hears that it was seen, once."""
    signal = store.load(at.tx, signal_id)
    if signal is None or not signal.open:
        return NotThere()
    after = rules.after(signal.state, Deed.READ)
    if after is not None and store.move(at.tx, signal, after):
        tell_sender(at, signal, READ)
    return Opened(_shown(at, signal), tuple(store.questions(at.tx, signal_id)))


@use_case(Permission.READ_SIGNALS, Trace.UNNAMED)
def ask(at: Moment, signal_id: SignalId, ready: int | None, own: str = "") -> Signal | NotThere | OneAtATime:
    """Ask the sender something: a ready-made question, or an own one that passed the check."""
    signal = store.load(at.tx, signal_id)
    if signal is None or not signal.open:
        return NotThere()
    after = rules.after(signal.state, Deed.ASK)
    if after is None:
        return OneAtATime()
    number = max((one.number for one in store.questions(at.tx, signal_id)), default=0) + 1
    store.ask(at.tx, signal_id, Question(number, Reply.WAITING, ready, own))
    store.move(at.tx, signal, after)
    tell_sender(at, signal, QUESTION, str(number))
    return signal


@use_case(Permission.READ_SIGNALS, Trace.UNNAMED)
def wipe_text(at: Moment, signal_id: SignalId) -> bool:
    """*Tekst wissen*: every word of the sender goes; the sender hears it, the FG reads that it happened."""
    signal = store.load(at.tx, signal_id)
    if signal is None or not signal.open:
        return False
    store.wipe_text(at.tx, signal_id)
    tell_sender(at, signal, WIPED)
    return True


@use_case(Permission.READ_SIGNALS, Trace.UNNAMED)
def close(at: Moment, signal_id: SignalId, feedback: str) -> Signal | NotThere:
    """Close it with an answer that the sender reads; without one it stays open."""
    signal = store.load(at.tx, signal_id)
    if signal is None or not signal.open or not feedback:
        return NotThere()
    return signal if _close(at, signal, feedback) else NotThere()


def _close(at: Moment, signal: Signal, feedback: str) -> bool:
    closed = store.close(at.tx, signal, feedback, today(at))
    if closed:
        tell_sender(at, signal, CLOSED, "again" if signal.reopened else "")
    return closed


@use_case(Permission.SYSTEM, Trace.READS)
def close_overdue(at: Moment) -> int:
    """Past the last day a signal closes itself, and the sender hears that we were too late."""
    day, terms = today(at), terms_of(at.network)
    late = [signal for signal in store.in_state(at.tx) if rules.overdue(signal, day, terms)]
    for signal in late:
        _close(at, signal, "")
    return len(late)


def destroy_answered(at: Moment) -> int:
    """Wipe what was closed longer ago than the term; a total by month, place and topic stays."""
    day, terms = today(at), terms_of(at.network)
    gone = [signal for signal in store.closed(at.tx) if rules.over(signal, day, terms)]
    for signal in gone:
        store.count_in(at.tx, signal)
        cut(at, signal.id)
        store.remove(at.tx, signal.id)
    return len(gone)
