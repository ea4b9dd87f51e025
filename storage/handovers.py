"""A contact person hands over: named at the desk, confirmed there, and only then does the successor join."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, LargeBinary, Row, Table, delete, select, update

from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word


class HandoverState(StrEnum):
    """Asked by the member, invited by the desk, joined by the successor."""

    ASKED = "asked"
    INVITED = "invited"
    JOINED = "joined"


handovers = Table(
    "handovers",
    metadata,
    Column("member", Id, primary_key=True),
    Column("state", Word, nullable=False),
    Column("invitation", LargeBinary, nullable=True, unique=True),
    Column("asked_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Handover:
    """Who hands over, and how far it is; `invitation` is the hash under which the invitation is kept."""

    member: MemberId
    state: HandoverState
    asked_at: datetime
    invitation: bytes | None = None


def _read(row: Row[Any]) -> Handover:
    return Handover(MemberId(row.member), HandoverState(row.state), row.asked_at, row.invitation)


def of(tx: Tx, member: MemberId) -> Handover | None:
    """The handover of this member, None when there is none."""
    row = tx.db.execute(select(handovers).where(handovers.c.member == member)).one_or_none()
    return None if row is None else _read(row)


def by_invitation(tx: Tx, invitation: bytes) -> Handover | None:
    """The handover for which this invitation was made."""
    row = tx.db.execute(select(handovers).where(handovers.c.invitation == invitation)).one_or_none()
    return None if row is None else _read(row)


def ask(tx: Tx, member: MemberId, now: datetime) -> bool:
    """Begin; False when it was begun already."""
    if of(tx, member) is not None:
        return False
    tx.db.execute(handovers.insert().values(member=member, state=HandoverState.ASKED, asked_at=now))
    return True


def move(tx: Tx, member: MemberId, before: HandoverState, to: HandoverState, **values: bytes | None) -> bool:
    """One step further; False when it is not where it was any more."""
    here = (handovers.c.member == member) & (handovers.c.state == before)
    return tx.db.execute(update(handovers).where(here).values(state=to, **values)).rowcount == 1


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove what was asked longer ago than the term; returns how many."""
    return tx.db.execute(delete(handovers).where(handovers.c.asked_at < now - keep)).rowcount


def end(tx: Tx, member: MemberId) -> int:
    """It is done, or taken back; returns whether there was one."""
    return tx.db.execute(delete(handovers).where(handovers.c.member == member)).rowcount
