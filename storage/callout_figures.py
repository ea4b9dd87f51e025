"""When the first yes came and when the circle was complete; a moment that stands is not changed."""

from datetime import datetime

from sqlalchemy import select, update

from domain.callouts import CallOut
from domain.ids import CallOutId
from storage.callouts import call_outs, read
from storage.database import Tx


def mark_yes(tx: Tx, call_out: CallOutId, now: datetime) -> None:
    """The first yes."""
    first = (call_outs.c.id == call_out) & call_outs.c.first_yes_at.is_(None)
    tx.db.execute(update(call_outs).where(first).values(first_yes_at=now))


def mark_complete(tx: Tx, call_out: CallOutId, now: datetime) -> None:
    """Every voice said yes, for the first time."""
    first = (call_outs.c.id == call_out) & call_outs.c.complete_at.is_(None)
    tx.db.execute(update(call_outs).where(first).values(complete_at=now))


def mark_half(tx: Tx, call_out: CallOutId, half: datetime | None) -> None:
    """Half of the answers to a drill were in."""
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(half_at=half))


def ended_between(tx: Tx, start: datetime, end: datetime) -> list[CallOut]:
    """The call-outs that were sent from `start` until `end` and are over."""
    sent = (call_outs.c.sent_at >= start) & (call_outs.c.sent_at < end)
    rows = tx.db.execute(select(call_outs).where(sent, call_outs.c.totals.is_not(None)))
    return [read(tx, row) for row in rows]
