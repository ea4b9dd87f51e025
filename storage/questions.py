"""Questions to the netwerkregisseur: words sealed, without the asker and without the moment of asking."""

import json
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Date, LargeBinary, Row, Table, delete, select, update

from domain.ids import QuestionId
from domain.questions import LONGEST_OPEN, Origin, Question
from storage.database import Tx, count, metadata
from storage.types import Id, Utc

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("words", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=True),
    Column("answer_by", Utc, nullable=False),
    Column("answered_on", Date, nullable=True),
    sqlite_with_rowid=False,
)
WAITING = questions.c.answered_on.is_(None)


def add(tx: Tx, question: Question) -> None:
    """Keep a new question; under what it was asked is sealed with its words."""
    words = tx.vault.seal("questions", "words", question.id, json.dumps([question.text, question.origin]))
    tx.db.execute(questions.insert().values(id=question.id, words=words, answer_by=question.answer_by))


def load(tx: Tx, question: QuestionId) -> Question | None:
    """The question, if it is still kept."""
    row = tx.db.execute(select(questions).where(questions.c.id == question)).one_or_none()
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Question:
    kept = row._mapping
    words, origin = json.loads(tx.vault.open_("questions", "words", kept["id"], kept["words"]))
    answer = kept["answer"]
    return Question(
        id=QuestionId(kept["id"]),
        text=words,
        origin=Origin(origin),
        answer_by=kept["answer_by"],
        answered_on=kept["answered_on"],
        answer=tx.vault.open_("questions", "answer", kept["id"], answer) if answer else "",
    )


def all_open(tx: Tx) -> list[Question]:
    """Every question that waits for an answer, the oldest promise first."""
    rows = tx.db.execute(select(questions).where(WAITING).order_by(questions.c.answer_by, questions.c.id))
    return [_read(tx, row) for row in rows]


def open_ids(tx: Tx) -> list[QuestionId]:
    """The ids of the questions that wait for an answer."""
    return [QuestionId(one) for one in tx.db.execute(select(questions.c.id).where(WAITING)).scalars()]


def count_open(tx: Tx) -> int:
    """How many wait for an answer."""
    return count(tx, questions, WAITING)


def answer(tx: Tx, question: QuestionId, words: str, today: date) -> bool:
    """Write the answer; False when somebody else did."""
    open_still = (questions.c.id == question) & WAITING
    sealed = tx.vault.seal("questions", "answer", question, words)
    written = update(questions).where(open_still).values(answer=sealed, answered_on=today)
    return tx.db.execute(written).rowcount == 1


def remove(tx: Tx, question: QuestionId) -> None:
    """The asker leaves: the question goes too."""
    tx.db.execute(delete(questions).where(questions.c.id == question))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Destroy what was answered longer ago than the term, or not in a year; returns how many."""
    over = questions.c.answered_on <= (now - keep).date()
    left = WAITING & (questions.c.answer_by < now - LONGEST_OPEN)
    return tx.db.execute(delete(questions).where(over | left)).rowcount
