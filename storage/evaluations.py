"""Looking back on a call-out: only counts are kept, from the first tap on."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Integer, Table, delete, func, select, tuple_, update

from domain.ids import CallOutId
from storage.callouts import call_outs
from storage.database import Tx, insert_once, metadata
from storage.types import Id, Word

call_out_evaluations = Table(
    "call_out_evaluations",
    metadata,
    Column("call_out", Id, ForeignKey("call_outs.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Word, primary_key=True),
    Column("answer", Word, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def count(tx: Tx, call_out: CallOutId, question: str, answer: str) -> None:
    """One answer more."""
    row: dict[str, object] = {"call_out": call_out, "question": question, "answer": answer, "n": 0}
    insert_once(tx, call_out_evaluations, [row])
    table = call_out_evaluations.c
    mine = (table.call_out == call_out) & (table.question == question) & (table.answer == answer)
    tx.db.execute(update(call_out_evaluations).where(mine).values(n=table.n + 1))


def totals(tx: Tx, call_out: CallOutId) -> dict[tuple[str, str], int]:
    """How often each answer was given to each question."""
    rows = tx.db.execute(select(call_out_evaluations).where(call_out_evaluations.c.call_out == call_out))
    return {(row.question, row.answer): row.n for row in rows}


def closed_at(tx: Tx, call_out: CallOutId) -> datetime | None:
    """When the call-out ended; None while it is open."""
    wanted = select(call_outs.c.closed_at).where(call_outs.c.id == call_out)
    return tx.db.execute(wanted).scalar_one_or_none()


def forget(tx: Tx, closed_before: datetime) -> int:
    """Remove the counts of call-outs that ended before this moment; returns how many."""
    return tx.db.execute(delete(call_out_evaluations).where(_ended(closed_before))).rowcount


def forget_few(tx: Tx, closed_before: datetime, least: int) -> int:
    """The same, only for questions with fewer answers than this."""
    table = call_out_evaluations.c
    by_question = select(table.call_out, table.question).group_by(table.call_out, table.question)
    few = by_question.where(_ended(closed_before)).having(func.sum(table.n) < least)
    found = [(row.call_out, row.question) for row in tx.db.execute(few)]
    mine = tuple_(table.call_out, table.question).in_(found)
    return tx.db.execute(delete(call_out_evaluations).where(mine)).rowcount if found else 0


def _ended(before: datetime) -> ColumnElement[bool]:
    over = select(call_outs.c.id).where(call_outs.c.closed_at < before)
    return call_out_evaluations.c.call_out.in_(over)
