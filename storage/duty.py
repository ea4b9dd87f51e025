"""Who reads along when: shifts of members who said yes to them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Row, Table, delete, or_, select, update

from domain.duty import Shift, ShiftState
from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

duty_shifts = Table(
    "duty_shifts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member", Id, nullable=False, index=True),
    Column("starts_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
    Column("state", Word, nullable=False, index=True),
    Column("taken_at", Utc, nullable=True),
    sqlite_with_rowid=False,
)


def add(tx: Tx, shift: Shift) -> None:
    """Keep a new shift."""
    values = {"id": shift.id, "member": shift.member, "starts_at": shift.starts_at, "ends_at": shift.ends_at}
    tx.db.execute(duty_shifts.insert().values(state=shift.state, taken_at=shift.taken_at, **values))


def _read(row: Row[Any]) -> Shift:
    return Shift(
        row.id, MemberId(row.member), row.starts_at, row.ends_at, ShiftState(row.state), row.taken_at
    )


def load(tx: Tx, shift: str) -> Shift | None:
    """The shift, if it is still kept."""
    row = tx.db.execute(select(duty_shifts).where(duty_shifts.c.id == shift)).one_or_none()
    return None if row is None else _read(row)


def move(tx: Tx, shift: str, before: ShiftState, to: ShiftState, **values: datetime | None) -> bool:
    """Put it in another state; False when it is not where it was any more."""
    here = (duty_shifts.c.id == shift) & (duty_shifts.c.state == before)
    return tx.db.execute(update(duty_shifts).where(here).values(state=to, **values)).rowcount == 1


def on_now(tx: Tx) -> list[Shift]:
    """The shifts that were taken over and are not over, the one taken over last first."""
    wanted = select(duty_shifts).where(duty_shifts.c.state == ShiftState.ON)
    return [
        _read(row) for row in tx.db.execute(wanted.order_by(duty_shifts.c.taken_at.desc(), duty_shifts.c.id))
    ]


def is_on(tx: Tx, member: MemberId) -> bool:
    """Whether this member has taken over a shift that is not over."""
    mine = (duty_shifts.c.member == member) & (duty_shifts.c.state == ShiftState.ON)
    return tx.db.execute(select(duty_shifts.c.id).where(mine)).first() is not None


def between(tx: Tx, start: datetime, end: datetime, states: Collection[ShiftState]) -> list[Shift]:
    """The shifts in these states that touch the span, the first first."""
    touches = (duty_shifts.c.ends_at > start) & (duty_shifts.c.starts_at < end)
    wanted = select(duty_shifts).where(touches, duty_shifts.c.state.in_([state.value for state in states]))
    return [_read(row) for row in tx.db.execute(wanted.order_by(duty_shifts.c.starts_at, duty_shifts.c.id))]


def of(tx: Tx, member: MemberId) -> list[Shift]:
    """Every shift of this member, for the member's own export."""
    wanted = select(duty_shifts).where(duty_shifts.c.member == member).order_by(duty_shifts.c.starts_at)
    return [_read(row) for row in tx.db.execute(wanted)]


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the shifts of somebody who left."""
    tx.db.execute(delete(duty_shifts).where(duty_shifts.c.member == member))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove shifts that ended longer ago than the term, and those refused; returns how many."""
    refused = (duty_shifts.c.state == ShiftState.REFUSED) & (duty_shifts.c.ends_at < now)
    over = duty_shifts.c.ends_at < now - keep
    return tx.db.execute(delete(duty_shifts).where(or_(over, refused))).rowcount
