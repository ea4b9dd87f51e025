"""Who reads along when: shifts of members who said yes to them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, Row, Table, delete, or_, select, update

from domain.duty import LIVING, Shift, ShiftState, Span
from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

duty_shifts = Table(
    "duty_shifts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member", Id, nullable=True, index=True),
    Column("starts_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
    Column("state", Word, nullable=False, index=True),
    Column("taken_at", Utc, nullable=True),
    Column("told_at", Utc, nullable=True),
    Column("open_before", Integer, nullable=False),
    Column("fresh_before", Integer, nullable=False),
    Column("note", LargeBinary, nullable=True),
    sqlite_with_rowid=False,
)


def add(tx: Tx, shift: Shift) -> None:
    """Keep a new shift."""
    tx.db.execute(
        duty_shifts.insert().values(
            id=shift.id,
            member=shift.member,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            state=shift.state,
            taken_at=shift.taken_at,
            told_at=shift.told_at,
            open_before=shift.open_before,
            fresh_before=shift.fresh_before,
        )
    )


def _read(tx: Tx, row: Row[Any]) -> Shift:
    return Shift(
        row.id,
        None if row.member is None else MemberId(row.member),
        row.starts_at,
        row.ends_at,
        ShiftState(row.state),
        row.taken_at,
        row.told_at,
        row.open_before,
        row.fresh_before,
        "" if row.note is None else tx.vault.open_("duty_shifts", "note", row.id, row.note),
    )


def load(tx: Tx, shift: str) -> Shift | None:
    """The shift, if it is still kept."""
    row = tx.db.execute(select(duty_shifts).where(duty_shifts.c.id == shift)).one_or_none()
    return None if row is None else _read(tx, row)


def move(
    tx: Tx, shift: str, before: ShiftState, to: ShiftState, **values: datetime | int | str | None
) -> bool:
    """Put it in another state; False when it is not where it was any more."""
    here = (duty_shifts.c.id == shift) & (duty_shifts.c.state == before)
    return tx.db.execute(update(duty_shifts).where(here).values(state=to, **values)).rowcount == 1


def tell(tx: Tx, shift: str, now: datetime) -> None:
    """Write down that the member heard that it begins."""
    tx.db.execute(update(duty_shifts).where(duty_shifts.c.id == shift).values(told_at=now))


def write_note(tx: Tx, shift: str, note: str) -> None:
    """One sentence for whoever comes next; empty takes it away."""
    sealed = tx.vault.seal("duty_shifts", "note", shift, note) if note else None
    tx.db.execute(update(duty_shifts).where(duty_shifts.c.id == shift).values(note=sealed))


def on_now(tx: Tx, since: datetime | None = None) -> list[Shift]:
    """The shifts that were taken over and are not over, the one taken over last first."""
    wanted = select(duty_shifts).where(duty_shifts.c.state == ShiftState.ON)
    if since is not None:
        wanted = wanted.where(duty_shifts.c.ends_at > since)
    rows = tx.db.execute(wanted.order_by(duty_shifts.c.taken_at.desc(), duty_shifts.c.id))
    return [_read(tx, row) for row in rows]


def is_on(tx: Tx, member: MemberId, since: datetime | None = None) -> bool:
    """Whether this member has taken over a shift that is not over, nor ended before `since`."""
    mine = (duty_shifts.c.member == member) & (duty_shifts.c.state == ShiftState.ON)
    if since is not None:
        mine &= duty_shifts.c.ends_at > since
    return tx.db.execute(select(duty_shifts.c.id).where(mine)).first() is not None


def living(tx: Tx) -> list[Shift]:
    """Every shift of which something may still come, the first first."""
    wanted = select(duty_shifts).where(duty_shifts.c.state.in_([state.value for state in LIVING]))
    rows = tx.db.execute(wanted.order_by(duty_shifts.c.starts_at, duty_shifts.c.id))
    return [_read(tx, row) for row in rows]


def between(tx: Tx, start: datetime, end: datetime, states: Collection[ShiftState]) -> list[Shift]:
    """The shifts in these states that touch the span, the first first."""
    touches = (duty_shifts.c.ends_at > start) & (duty_shifts.c.starts_at < end)
    wanted = select(duty_shifts).where(touches, duty_shifts.c.state.in_([state.value for state in states]))
    rows = tx.db.execute(wanted.order_by(duty_shifts.c.starts_at, duty_shifts.c.id))
    return [_read(tx, row) for row in rows]


def touching(tx: Tx, span: Span, states: Collection[ShiftState]) -> list[Shift]:
    """The same for a span."""
    return between(tx, span.start, span.end, states)


def before(tx: Tx, shift: str, since: datetime) -> Shift | None:
    """The shift that somebody else took over last, from which a note may be left; not an old one."""
    kept = duty_shifts.c.state.in_([ShiftState.ON.value, ShiftState.OVER.value])
    mine = kept & duty_shifts.c.taken_at.is_not(None) & (duty_shifts.c.ends_at > since)
    wanted = select(duty_shifts).where(mine, duty_shifts.c.id != shift)
    row = tx.db.execute(wanted.order_by(duty_shifts.c.taken_at.desc()).limit(1)).one_or_none()
    return None if row is None else _read(tx, row)


def agreed_before(tx: Tx) -> list[MemberId]:
    """Whoever ever said yes to a shift that is kept."""
    yes = duty_shifts.c.state.in_([ShiftState.AGREED.value, ShiftState.ON.value, ShiftState.OVER.value])
    wanted = select(duty_shifts.c.member).where(yes, duty_shifts.c.member.is_not(None)).distinct()
    return sorted(MemberId(member) for member in tx.db.execute(wanted).scalars())


def of(tx: Tx, member: MemberId) -> list[Shift]:
    """Every shift of this member, for the member's own export."""
    wanted = select(duty_shifts).where(duty_shifts.c.member == member).order_by(duty_shifts.c.starts_at)
    return [_read(tx, row) for row in tx.db.execute(wanted)]


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the shifts of somebody who left."""
    tx.db.execute(delete(duty_shifts).where(duty_shifts.c.member == member))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove shifts that ended longer ago than the term, and those refused; returns how many."""
    refused = (duty_shifts.c.state == ShiftState.REFUSED) & (duty_shifts.c.ends_at < now)
    over = duty_shifts.c.ends_at < now - keep
    return tx.db.execute(delete(duty_shifts).where(or_(over, refused))).rowcount
