"""Looking back on a call-out: only counts are kept, from the first tap on."""

from sqlalchemy import Column, ForeignKey, Integer, Table, select, update

from domain.ids import CallOutId
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
