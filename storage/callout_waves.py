"""Which open call-outs have a second wave ahead."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from domain.callouts import OPEN, CallOut, WaveState
from storage.callouts import call_outs, read
from storage.database import Tx


def ahead(tx: Tx, states: Collection[WaveState], before: datetime) -> list[CallOut]:
    """The open call-outs whose wave is in one of these states and planned before the moment."""
    waiting = call_outs.c.wave_state.in_([state.value for state in states]) & (call_outs.c.wave_at <= before)
    is_open = call_outs.c.state.in_([state.value for state in OPEN])
    rows = tx.db.execute(
        select(call_outs).where(is_open, waiting).order_by(call_outs.c.wave_at, call_outs.c.id)
    )
    return [read(tx, row) for row in rows]
