"""Who comes for whom in a call-out; it stands beside the answer of the deputy and goes with it."""

from sqlalchemy import delete, select, update

from domain.ids import CallOutId, MemberId
from storage.callout_answers import call_out_responses as answers
from storage.database import Tx


def put(tx: Tx, call_out: CallOutId, deputy: MemberId, member: MemberId | None) -> None:
    """This member comes for another; None for nobody any more."""
    mine = (answers.c.call_out == call_out) & (answers.c.member == deputy)
    tx.db.execute(update(answers).where(mine).values(stands_for=member))


def of(tx: Tx, call_out: CallOutId, member: MemberId) -> MemberId | None:
    """Who was asked to come for this member."""
    mine = (answers.c.call_out == call_out) & (answers.c.stands_for == member)
    found = tx.db.execute(select(answers.c.member).where(mine)).scalar()
    return None if found is None else MemberId(found)


def wherever(tx: Tx, member: MemberId) -> list[CallOutId]:
    """The call-outs in which this member stands for another, or another for this member."""
    mine = (answers.c.stands_for == member) | (
        (answers.c.member == member) & answers.c.stands_for.is_not(None)
    )
    rows = tx.db.execute(select(answers.c.call_out).where(mine).distinct().order_by(answers.c.call_out))
    return [CallOutId(call_out) for call_out in rows.scalars()]


def unask(tx: Tx, call_out: CallOutId, deputy: MemberId) -> None:
    """Whoever was asked only as a deputy, and is not needed, was not asked."""
    mine = (answers.c.call_out == call_out) & (answers.c.member == deputy)
    tx.db.execute(delete(answers).where(mine))


def erase_member(tx: Tx, member: MemberId) -> None:
    """Nobody comes for somebody who left."""
    tx.db.execute(update(answers).where(answers.c.stands_for == member).values(stands_for=None))
