"""What must be told to whom, stored as facts with the change itself; the words are made when it is sent."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    func,
    select,
    update,
)

from domain.ids import MemberId, NoticeId
from domain.pacing import Lane
from storage.database import Tx, count, insert_once, metadata
from storage.types import Id, Utc, Word


class State(StrEnum):
    """Where a notice is. Telegram never says whether somebody read it, so no state does."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"
    TOO_LATE = "too_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Fact:
    """One thing to tell one member. `key` keeps it from being told twice; `confidential` hides the member."""

    kind: str
    to: MemberId = field(repr=False)
    lane: Lane
    due_at: datetime
    payload: Mapping[str, str] = field(default_factory=dict, repr=False)
    key: str | None = None
    drop_after: datetime | None = None
    confidential: bool = False


@dataclass(frozen=True)
class Notice:
    """A stored fact."""

    id: NoticeId
    kind: str
    to: MemberId = field(repr=False)
    lane: Lane
    payload: Mapping[str, str] = field(repr=False)
    due_at: datetime
    drop_after: datetime | None
    attempts: int
    confidential: bool
    state: State


outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("member", Id, nullable=True, index=True),
    Column("payload", String(500), nullable=True),
    Column("sealed", LargeBinary, nullable=True),
    Column("key", String(120), nullable=True, unique=True),
    Column("due_at", Utc, nullable=False),
    Column("drop_after", Utc, nullable=True),
    Column("state", Word, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("settled_at", Utc, nullable=True),
    # The queue is read in this order, a few rows at a time, also when thousands wait.
    Index("ix_outbox_queue", "state", "lane", "due_at", "id"),
    sqlite_with_rowid=False,
)


def post(tx: Tx, facts: Collection[tuple[NoticeId, Fact]]) -> int:
    """Store the facts whose key is not there yet; returns how many were new."""
    return insert_once(tx, outbox, [_row(tx, notice_id, fact) for notice_id, fact in facts])


def _row(tx: Tx, notice_id: NoticeId, fact: Fact) -> dict[str, object]:
    row: dict[str, object] = {
        "id": notice_id,
        "kind": fact.kind,
        "lane": int(fact.lane),
        "key": fact.key,
        "due_at": fact.due_at,
        "drop_after": fact.drop_after,
        "state": State.QUEUED.value,
        "attempts": 0,
        "settled_at": None,
    }
    payload = json.dumps(dict(fact.payload))
    if not fact.confidential:
        return row | {"member": fact.to, "payload": payload, "sealed": None}
    hidden = json.dumps([fact.to, dict(fact.payload)])
    return row | {
        "member": None,
        "payload": None,
        "sealed": tx.vault.seal("outbox", "sealed", notice_id, hidden),
    }


def due(
    tx: Tx, now: datetime, limit: int, skip: Collection[NoticeId] = (), without: Collection[str] = ()
) -> list[tuple[NoticeId, Lane, str]]:
    """What is to be sent now, `without` these kinds: id, lane and kind, the urgent lanes first."""
    wanted = (
        select(outbox.c.id, outbox.c.lane, outbox.c.kind)
        .where(outbox.c.state == State.QUEUED, outbox.c.due_at <= now, outbox.c.id.not_in(skip))
        .where(outbox.c.kind.not_in(without))
        .order_by(outbox.c.lane, outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    return [(NoticeId(row.id), Lane(row.lane), row.kind) for row in tx.db.execute(wanted)]


def load(tx: Tx, notice: NoticeId) -> Notice | None:
    """The stored fact, with its member, if it still exists."""
    row = tx.db.execute(select(outbox).where(outbox.c.id == notice)).one_or_none()
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: Row[Any]) -> Notice:
    if row.sealed is None:
        to, payload = row.member, json.loads(row.payload)
    else:
        to, payload = json.loads(tx.vault.open_("outbox", "sealed", row.id, row.sealed))
    return Notice(
        NoticeId(row.id), row.kind, MemberId(to), Lane(row.lane), payload, row.due_at,
        row.drop_after, row.attempts, row.sealed is not None, State(row.state),
    )  # fmt: skip


def take(tx: Tx, notice: NoticeId) -> bool:
    """Mark as being sent; False when somebody else did, or it was withdrawn."""
    mine = update(outbox).where(outbox.c.id == notice, outbox.c.state == State.QUEUED)
    return tx.db.execute(mine.values(state=State.SENDING, attempts=outbox.c.attempts + 1)).rowcount == 1


def settle(tx: Tx, notice: NoticeId, state: State, now: datetime, delete_row: bool = False) -> None:
    """Write how it ended. A row that must leave no trace is deleted."""
    if delete_row:
        tx.db.execute(delete(outbox).where(outbox.c.id == notice))
        return
    values = {"state": state, "settled_at": now}
    tx.db.execute(update(outbox).where(outbox.c.id == notice).values(**values))


def postpone(tx: Tx, notice: NoticeId, until: datetime) -> None:
    """Put it back in the queue for later."""
    back = update(outbox).where(outbox.c.id == notice)
    tx.db.execute(back.values(state=State.QUEUED, due_at=until))


def bring_forward(tx: Tx, member: MemberId, waited_for: datetime, now: datetime) -> int:
    """What this member was to get at the end of an absence may go now; returns how many."""
    mine = [one.id for one in of(tx, member) if one.state is State.QUEUED and one.due_at == waited_for]
    return tx.db.execute(update(outbox).where(outbox.c.id.in_(mine)).values(due_at=now)).rowcount


def hurry(tx: Tx, key: str, now: datetime) -> bool:
    """What waits under this key for later may go now; False when nothing does."""
    waits = (outbox.c.key == key) & (outbox.c.state == State.QUEUED) & (outbox.c.due_at > now)
    return tx.db.execute(update(outbox).where(waits).values(due_at=now)).rowcount == 1


def addressed(tx: Tx, key_prefix: str) -> list[MemberId]:
    """Who was told something under keys that start so, however that ended."""
    mine = outbox.c.key.startswith(key_prefix, autoescape=True) & outbox.c.member.is_not(None)
    wanted = select(outbox.c.member).where(mine).order_by(outbox.c.member)
    return [MemberId(member) for member in tx.db.execute(wanted).scalars()]


def withdraw(tx: Tx, key_prefix: str, now: datetime, due_by: datetime | None = None) -> int:
    """Cancel what is queued under keys that start so, or only what was due by then; returns how many."""
    queued = (outbox.c.state == State.QUEUED) & outbox.c.key.startswith(key_prefix, autoescape=True)
    if due_by is not None:
        queued &= outbox.c.due_at <= due_by
    return tx.db.execute(update(outbox).where(queued).values(state=State.CANCELLED, settled_at=now)).rowcount


def of(tx: Tx, member: MemberId) -> list[Notice]:
    """Everything told or still to be told to this member, hidden notices included."""
    rows = tx.db.execute(select(outbox).where((outbox.c.member == member) | outbox.c.sealed.is_not(None)))
    found = [_read(tx, row) for row in rows]
    return sorted((one for one in found if one.to == member), key=lambda one: (one.due_at, one.id))


def erase_member(tx: Tx, member: MemberId) -> int:
    """Remove everything told or still to be told to somebody who left."""
    mine = [notice.id for notice in of(tx, member)]
    return tx.db.execute(delete(outbox).where(outbox.c.id.in_(mine))).rowcount


def recover(tx: Tx, now: datetime) -> int:
    """After a crash: what was being sent is uncertain. A broadcast is not repeated, the rest is."""
    sending = outbox.c.state == State.SENDING
    broadcasts = tx.db.execute(
        update(outbox)
        .where(sending, outbox.c.lane == int(Lane.BROADCAST))
        .values(state=State.UNCERTAIN, settled_at=now)
    ).rowcount
    again = tx.db.execute(update(outbox).where(sending).values(state=State.QUEUED)).rowcount
    return broadcasts + again


def tally(tx: Tx, key_prefix: str) -> dict[State, int]:
    """How many notices under keys that start so are in which state."""
    wanted = (
        select(outbox.c.state, func.count())
        .where(outbox.c.key.startswith(key_prefix, autoescape=True))
        .group_by(outbox.c.state)
    )
    return {State(state): n for state, n in tx.db.execute(wanted)}


def ended(tx: Tx, key_prefix: str, states: Collection[State]) -> list[MemberId]:
    """Whose notices under keys that start so ended in one of these states."""
    mine = outbox.c.key.startswith(key_prefix, autoescape=True) & outbox.c.member.is_not(None)
    wanted = select(outbox.c.member).where(mine, outbox.c.state.in_([state.value for state in states]))
    return [MemberId(member) for member in tx.db.execute(wanted).scalars()]


def waiting(tx: Tx, now: datetime) -> int:
    """How many are due and not sent yet."""
    queued = select(func.count()).select_from(outbox)
    return int(
        tx.db.execute(queued.where(outbox.c.state == State.QUEUED, outbox.c.due_at <= now)).scalar_one()
    )


def last_accepted(tx: Tx, but_not: Collection[str] = ()) -> datetime | None:
    """When the newest notice was delivered, those of some kinds left out."""
    accepted = select(outbox.c.settled_at).where(outbox.c.state == State.ACCEPTED)
    accepted = accepted.where(outbox.c.kind.not_in(but_not))
    return tx.db.execute(accepted.order_by(outbox.c.settled_at.desc()).limit(1)).scalar_one_or_none()


UNDELIVERED = (State.FAILED, State.BLOCKED, State.UNCERTAIN, State.TOO_LATE)


def undelivered_since(tx: Tx, since: datetime) -> int:
    """How many notices could not be delivered since then."""
    return count(tx, outbox, outbox.c.state.in_(UNDELIVERED), outbox.c.settled_at >= since)


def due_by_lane(tx: Tx, now: datetime) -> list[tuple[Lane, int, datetime]]:
    """For each lane in which something is due: how many, and since when the oldest."""
    wanted = select(outbox.c.lane, func.count(), func.min(outbox.c.due_at)).group_by(outbox.c.lane)
    rows = tx.db.execute(wanted.where(outbox.c.state == State.QUEUED, outbox.c.due_at <= now))
    return [(Lane(lane), count, oldest) for lane, count, oldest in rows]


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove what was settled longer ago than the term, confidential ones at their own end."""
    old = outbox.c.settled_at < now - keep
    ended = outbox.c.sealed.is_not(None) & outbox.c.settled_at.is_not(None) & (outbox.c.drop_after < now)
    return tx.db.execute(delete(outbox).where(old | ended)).rowcount


def end_at(tx: Tx, notice: NoticeId, end: datetime) -> None:
    """A confidential notice that was delivered is kept until then, to be read."""
    tx.db.execute(update(outbox).where(outbox.c.id == notice).values(drop_after=end))
