"""Signals and the questions about them: words are sealed, times are weeks and days, no column is a person."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    Table,
    delete,
    select,
    update,
)

from domain.ids import SignalId
from domain.signals import OPEN, Question, Reply, Signal, State
from storage.database import Tx, count, insert_once, metadata
from storage.outbox import outbox
from storage.types import Id, Word

situation_signals = Table(
    "situation_signals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False),
    Column("state", Word, nullable=False),
    Column("week", Date, nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("topic", Word, nullable=False),
    Column("neighbourhood", Word, nullable=False),
    Column("text", LargeBinary, nullable=True),
    Column("feedback", LargeBinary, nullable=True),
    Column("reopened", Boolean, nullable=False),
    Column("closed_on", Date, nullable=True),
    sqlite_with_rowid=False,
)

signal_questions = Table(
    "signal_questions",
    metadata,
    Column("signal", Id, ForeignKey("situation_signals.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reply", Word, nullable=False),
    Column("ready", Integer, nullable=True),
    Column("own", LargeBinary, nullable=True),
    Column("answer", LargeBinary, nullable=True),
    sqlite_with_rowid=False,
)

# What stays when a signal is gone.
signal_totals = Table(
    "signal_totals",
    metadata,
    Column("month", Date, primary_key=True),
    Column("neighbourhood", Word, primary_key=True),
    Column("topic", Word, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

WORDS = ("text", "feedback")


def add(tx: Tx, signal: Signal) -> None:
    """Keep a new signal."""
    tx.db.execute(
        situation_signals.insert().values(
            id=signal.id,
            code=signal.code,
            state=signal.state,
            week=signal.week,
            answer_by=signal.answer_by,
            topic=signal.topic,
            neighbourhood=signal.neighbourhood,
            text=_sealed(tx, "text", signal.id, signal.text),
            reopened=signal.reopened,
        )
    )


def _sealed(tx: Tx, column: str, row: str, words: str) -> bytes | None:
    return tx.vault.seal("situation_signals", column, row, words) if words else None


def _opened(tx: Tx, column: str, row: str, sealed: bytes | None) -> str:
    return tx.vault.open_("situation_signals", column, row, sealed) if sealed else ""


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Signal:
    kept = dict(row._mapping)
    words = {column: _opened(tx, column, kept["id"], kept[column]) for column in WORDS}
    return Signal(**kept | words | {"id": SignalId(kept["id"]), "state": State(kept["state"])})


def load(tx: Tx, signal: SignalId) -> Signal | None:
    """The signal, if it is still kept."""
    row = tx.db.execute(select(situation_signals).where(situation_signals.c.id == signal)).one_or_none()
    return None if row is None else _read(tx, row)


def in_state(tx: Tx, states: Collection[State] = OPEN) -> list[Signal]:
    """The signals in one of these states, the oldest week first, within a week in no meaningful order."""
    wanted = select(situation_signals).where(situation_signals.c.state.in_([state.value for state in states]))
    rows = tx.db.execute(wanted.order_by(situation_signals.c.week, situation_signals.c.id))
    return [_read(tx, row) for row in rows]


def count_in_state(tx: Tx, states: Collection[State] = OPEN) -> int:
    """How many are in one of these states."""
    return count(tx, situation_signals, situation_signals.c.state.in_([state.value for state in states]))


def closed(tx: Tx) -> list[Signal]:
    """The signals that were closed and are still kept."""
    return in_state(tx, (State.CLOSED, State.DESTROYED))


def move(tx: Tx, signal: Signal, to: State, **values: object) -> bool:
    """Change the state; False when it is no longer the one that was read."""
    mine = update(situation_signals).where(
        situation_signals.c.id == signal.id, situation_signals.c.state == signal.state
    )
    return tx.db.execute(mine.values(state=to, **values)).rowcount == 1


def close(tx: Tx, signal: Signal, feedback: str, closed_on: date) -> bool:
    """Close it with what the sender hears."""
    sealed = _sealed(tx, "feedback", signal.id, feedback)
    return move(tx, signal, State.CLOSED, feedback=sealed, closed_on=closed_on)


def wipe_text(tx: Tx, signal: SignalId) -> None:
    """Take every word of the sender out; code, topic and neighbourhood stay."""
    tx.db.execute(update(situation_signals).where(situation_signals.c.id == signal).values(text=None))
    tx.db.execute(update(signal_questions).where(signal_questions.c.signal == signal).values(answer=None))


def remove(tx: Tx, signal: SignalId) -> None:
    """Leave nothing of it: no words, no questions, no notice that waits."""
    forget_notices(tx, signal)
    tx.db.execute(delete(signal_questions).where(signal_questions.c.signal == signal))
    tx.db.execute(delete(situation_signals).where(situation_signals.c.id == signal))


def count_in(tx: Tx, signal: Signal) -> None:
    """Add one to the total of its month, neighbourhood and topic."""
    place = {
        "month": signal.week.replace(day=1),
        "neighbourhood": signal.neighbourhood,
        "topic": signal.topic,
    }
    insert_once(tx, signal_totals, [place | {"count": 0}])
    same = [signal_totals.c[column] == value for column, value in place.items()]
    tx.db.execute(update(signal_totals).where(*same).values(count=signal_totals.c.count + 1))


def _row_of(signal: str, number: int) -> str:
    return f"{signal}.{number}"


def ask(tx: Tx, signal: SignalId, question: Question) -> None:
    """Keep a question to the sender."""
    place = _row_of(signal, question.number)
    own = tx.vault.seal("signal_questions", "own", place, question.own) if question.own else None
    tx.db.execute(
        signal_questions.insert().values(
            signal=signal, number=question.number, reply=question.reply, ready=question.ready, own=own
        )
    )


def reply(tx: Tx, signal: SignalId, number: int, became: Reply, answer: str = "") -> None:
    """Keep what became of a question."""
    place = _row_of(signal, number)
    sealed = tx.vault.seal("signal_questions", "answer", place, answer) if answer else None
    mine = (signal_questions.c.signal == signal) & (signal_questions.c.number == number)
    tx.db.execute(update(signal_questions).where(mine).values(reply=became, answer=sealed))


def take_back(tx: Tx, signal: SignalId, number: int) -> None:
    """A question that was not right is gone."""
    mine = (signal_questions.c.signal == signal) & (signal_questions.c.number == number)
    tx.db.execute(delete(signal_questions).where(mine))


def questions(tx: Tx, signal: SignalId) -> list[Question]:
    """The questions about a signal, in the order asked."""
    mine = select(signal_questions).where(signal_questions.c.signal == signal)
    return [_question(tx, row) for row in tx.db.execute(mine.order_by(signal_questions.c.number))]


def _question(tx: Tx, row: Row[tuple[object, ...]]) -> Question:
    kept = row._mapping
    place = _row_of(kept["signal"], kept["number"])
    own, answer = (
        tx.vault.open_("signal_questions", column, place, kept[column]) if kept[column] else ""
        for column in ("own", "answer")
    )
    return Question(kept["number"], Reply(kept["reply"]), kept["ready"], own, answer)


def notice_key(tx: Tx, signal: SignalId) -> str:
    """How the notices of a signal are found again with the keys in hand, and by nobody else."""
    return f"s:{tx.vault.lookup('notice', signal).hex()}:"


def forget_notices(tx: Tx, signal: SignalId) -> None:
    """Remove what was told or is still to be told about a signal, also what lies unread."""
    keys = [f"s:{key.hex()}:" for key in tx.vault.lookups("notice", signal)]
    for key in keys:
        tx.db.execute(delete(outbox).where(outbox.c.key.startswith(key, autoescape=True)))
