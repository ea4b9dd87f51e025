"""Sharing a signal and hearing what became of it; nothing that is kept says who shared it, or when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from domain import signals as rules
from domain.actors import Permission, Purpose, Role
from domain.ids import MemberId, SignalId, code_from_bytes
from domain.network import Network
from domain.pacing import Lane
from domain.signals import Deed, Question, Reply, Signal, State, Terms
from storage import members, reply_links
from storage import signals as store
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

READ, QUESTION, WIPED, CLOSED = "signal.read", "signal.question", "signal.wiped", "signal.closed"
BUNDLE = "signal.bundle"
WHOLE_CITY, ONLINE, UNKNOWN = "whole_city", "online_only", "unknown"
NO_NEIGHBOURHOOD = (WHOLE_CITY, ONLINE, UNKNOWN)


@dataclass(frozen=True)
class SwitchedOff:
    """This member did not say yes to signals."""


@dataclass(frozen=True)
class NotYours:
    """No such signal, or somebody else's: the answer is the same."""


def terms_of(network: Network) -> Terms:
    """The published times of signals."""
    kept = network.retention
    return Terms(network.signals.answer_within, kept.signal_latest, kept.signal_text, kept.reply_link_open)


def today(at: Moment) -> date:
    """The day in the city."""
    return at.local(at.now).date()


def as_shown(at: Moment, neighbourhood: str) -> str:
    """The neighbourhood as others may know it."""
    if neighbourhood in NO_NEIGHBOURHOOD:
        return neighbourhood
    return rules.place_shown(neighbourhood, WHOLE_CITY, members.active_in(at.tx, neighbourhood))


@use_case(Permission.SHARE_SIGNAL, Trace.READS)
def may_share(at: Moment) -> bool:
    """Whether this member said yes to signals."""
    return Purpose.SIGNALS in members.purposes_of(at.tx, at.actor.me)


@use_case(Permission.SHARE_SIGNAL, Trace.READS)
def neighbourhood_shown(at: Moment, neighbourhood: str) -> str:
    """What the desk will read as neighbourhood, for the card before sending."""
    return as_shown(at, neighbourhood)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def share(at: Moment, topic: str, neighbourhood: str, words: str) -> Signal | SwitchedOff:
    """Share what was noticed: kept by its week, with a sealed way back and a code."""
    if Purpose.SIGNALS not in members.purposes_of(at.tx, at.actor.me):
        return SwitchedOff()
    terms, day = terms_of(at.network), today(at)
    signal = Signal(
        id=SignalId(at.new_id()),
        code=code_from_bytes(at.token(), rules.CODE_SIGNS),
        state=State.RECEIVED,
        week=rules.week_of(day),
        answer_by=rules.answer_by(day, terms),
        topic=topic,
        neighbourhood=as_shown(at, neighbourhood),
        text=words,
    )
    store.add(at.tx, signal)
    reply_links.make(at.tx, signal.id, at.actor.me, rules.line_until(signal.week, terms))
    tell_desk(at)
    return signal


def tell_desk(at: Moment) -> None:
    """The desk hears once a morning that there is something new: the moment of sharing would say too much."""
    morning = next_morning(at)
    at.tell(
        Fact(
            BUNDLE,
            member,
            Lane.REMINDER,
            morning,
            {},
            f"{BUNDLE}:{morning.date()}:{member}",
            confidential=True,
        )
        for member in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    )


def next_morning(at: Moment) -> datetime:
    """The start of the next working day after today."""
    duty, start = at.network.duty, at.local(at.now)
    morning = start.replace(hour=duty.start.hour, minute=duty.start.minute, second=0, microsecond=0)
    ahead = (morning + timedelta(days=days) for days in range(1, 8))
    return next((one for one in ahead if one.weekday() in duty.weekdays), morning + timedelta(days=1))


def tell_sender(at: Moment, signal: Signal, kind: str, turn: str = "") -> None:
    """Word to the sender as a sealed notice that only the signal itself can find again."""
    sender = reply_links.open_link(at.tx, signal.id)
    if sender is None:
        return
    key = f"{store.notice_key(at.tx, signal.id)}{at.new_id()}"
    ends = datetime.combine(rules.line_until(signal.week, terms_of(at.network)), datetime.min.time(), UTC)
    payload = {"signal": signal.id, "turn": turn}
    at.tell([Fact(kind, sender, Lane.REMINDER, at.now, payload, key, ends, confidential=True)])


def _mine(at: Moment, signal_id: SignalId) -> Signal | None:
    if reply_links.open_link(at.tx, signal_id) != at.actor.me:
        return None
    return store.load(at.tx, signal_id)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def withdraw(at: Moment, signal_id: SignalId) -> bool:
    """*Signaal intrekken*: the signal, the questions and the line are gone; False when it is not there."""
    if _mine(at, signal_id) is None:
        return False
    store.remove(at.tx, signal_id)
    reply_links.destroy(at.tx, signal_id)
    return True


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def let_go(at: Moment, signal_id: SignalId) -> bool:
    """*Dank u, duidelijk*: after the outcome the line between sender and signal is destroyed."""
    signal = _mine(at, signal_id)
    after = None if signal is None else rules.after(signal.state, Deed.LET_GO)
    if signal is None or after is None:
        return False
    store.move(at.tx, signal, after)
    cut(at, signal_id)
    return True


def cut(at: Moment, signal_id: SignalId) -> None:
    """Destroy the line and every notice that went along it."""
    reply_links.destroy(at.tx, signal_id)
    store.forget_notices(at.tx, signal_id)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def object_to_outcome(at: Moment, signal_id: SignalId) -> Signal | NotYours:
    """*Klopt niet*: once, the signal is open again."""
    signal = _mine(at, signal_id)
    after = None if signal is None else rules.after(signal.state, Deed.REOPEN)
    if signal is None or after is None or signal.reopened:
        return NotYours()
    answer_by = rules.answer_by_again(signal, today(at), terms_of(at.network))
    store.move(at.tx, signal, after, reopened=True, answer_by=answer_by, feedback=None, closed_on=None)
    tell_desk(at)
    return replace(signal, state=after, reopened=True, answer_by=answer_by)


@dataclass(frozen=True)
class Asked:
    """A question about a signal that waits for its sender."""

    signal: Signal
    question: Question


def _waiting(at: Moment, signal: Signal | None, number: int) -> Asked | None:
    if signal is None or not signal.open:
        return None
    found = (one for one in store.questions(at.tx, signal.id) if one.number == number)
    return next((Asked(signal, one) for one in found if one.reply is Reply.WAITING), None)


@use_case(Permission.SHARE_SIGNAL, Trace.READS)
def asked_of_me(at: Moment, signal_id: SignalId, number: int) -> Asked | None:
    """The question, as long as it waits and the signal is mine."""
    return _waiting(at, _mine(at, signal_id), number)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def answer(at: Moment, signal_id: SignalId, number: int, words: str) -> bool:
    """Answer a question of the netwerkregisseur; the name stays hidden."""
    return _end_question(at, signal_id, number, Reply.ANSWERED, words)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def decline(at: Moment, signal_id: SignalId, number: int) -> bool:
    """*Liever niet*."""
    return _end_question(at, signal_id, number, Reply.DECLINED, "")


def _end_question(at: Moment, signal_id: SignalId, number: int, reply: Reply, words: str) -> bool:
    asked = _waiting(at, _mine(at, signal_id), number)
    if asked is None:
        return False
    store.reply(at.tx, signal_id, number, reply, words)
    _back_to_read(at, asked.signal)
    tell_desk(at)
    return True


def _back_to_read(at: Moment, signal: Signal) -> None:
    after = rules.after(signal.state, Deed.END_QUESTION)
    if after is not None:
        store.move(at.tx, signal, after)


@use_case(Permission.SHARE_SIGNAL, Trace.UNNAMED)
def dispute_question(at: Moment, signal_id: SignalId, number: int) -> bool:
    """*Deze vraag klopt niet*: the question is gone; the FG reads that it happened, not to whom."""
    asked = _waiting(at, _mine(at, signal_id), number)
    if asked is None:
        return False
    store.take_back(at.tx, signal_id, number)
    _back_to_read(at, asked.signal)
    return True


@dataclass(frozen=True)
class Outcome:
    """What the sender reads at the end."""

    signal: Signal
    erase_on: date


def _open_and_mine(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Signal | None:
    signal_id = SignalId(payload["signal"])
    return store.load(at.tx, signal_id) if reply_links.open_link(at.tx, signal_id) == member else None


def facts_read(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Signal | None:
    """The desk saw it, and it is still open."""
    signal = _open_and_mine(at, member, payload)
    return signal if signal is not None and signal.open else None


def facts_wiped(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Signal | None:
    """The text was wiped."""
    signal = _open_and_mine(at, member, payload)
    return signal if signal is not None and not signal.text else None


def facts_question(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """A question that still waits."""
    signal = _open_and_mine(at, member, payload)
    return _waiting(at, signal, int(payload["turn"]))


def facts_closed(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Outcome | None:
    """What became of it, until the sender let go."""
    signal = _open_and_mine(at, member, payload)
    if signal is None or signal.state is not State.CLOSED or signal.closed_on is None:
        return None
    return Outcome(signal, rules.erase_on(signal, signal.closed_on, terms_of(at.network)))


def facts_bundle(at: Moment, _member: MemberId, _payload: Mapping[str, str]) -> int | None:
    """How many signals are open."""
    return store.count_in_state(at.tx) or None


def shared_by(at: Moment, member: MemberId) -> list[Signal]:
    """The signals whose line leads to this member: for the own data, and for what is owed."""
    every = store.in_state(at.tx, list(State))
    own = reply_links.mine(at.tx, member, [signal.id for signal in every])
    return [signal for signal in every if signal.id in own]


def owed_to(at: Moment, member: MemberId) -> int:
    """How many signals of this member still wait for word."""
    return sum(signal.open for signal in shared_by(at, member))


def count_open(at: Moment) -> int:
    """How many senders wait for word."""
    return store.count_in_state(at.tx)


def export(at: Moment, member: MemberId) -> list[dict[str, str | None]]:
    """What a member shared, as long as a line leads back to it."""
    return [
        {
            "code": signal.code,
            "week": signal.week.isoformat(),
            "neighbourhood": signal.neighbourhood,
            "topic": signal.topic,
            "text": signal.text or None,
            "feedback": signal.feedback or None,
            "answers": " / ".join(one.answer for one in store.questions(at.tx, signal.id) if one.answer)
            or None,
        }
        for signal in shared_by(at, member)
    ]


def let_go_of_all(at: Moment, member: MemberId) -> None:
    """Whoever leaves leaves no line to any signal behind."""
    for signal in shared_by(at, member):
        cut(at, signal.id)
