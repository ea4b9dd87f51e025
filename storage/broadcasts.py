"""Messages to many: what they say is sealed; to whom each went stands in the outbox and nowhere else."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
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

from domain.broadcasts import Broadcast, Counts, Segment, State
from domain.ids import BroadcastId, MemberId
from domain.pacing import Lane
from storage import outbox as notices
from storage.database import Tx, insert_once, metadata
from storage.outbox import outbox
from storage.types import Id, Utc, Word

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", Word, nullable=False, index=True),
    Column("circles", String(200), nullable=False),
    Column("neighbourhood", Word, nullable=True),
    Column("text", LargeBinary, nullable=False),
    Column("sender", Id, nullable=False, index=True),
    Column("people", Integer, nullable=False),
    Column("stopped", Integer, nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("settled_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


def add(tx: Tx, made: Broadcast, now: datetime) -> bool:
    """Keep a new one; False when it is there already."""
    row: dict[str, object] = {
        "id": made.id,
        "state": made.state.value,
        "circles": " ".join(made.segment.circles),
        "neighbourhood": made.segment.neighbourhood,
        "text": tx.vault.seal("broadcasts", "text", made.id, made.text),
        "sender": made.sender,
        "people": made.people,
        "stopped": made.stopped,
        "starts_at": made.starts_at,
        "settled_at": now,
    }
    return insert_once(tx, broadcasts, [row]) == 1


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Broadcast:
    kept = row._mapping
    return Broadcast(
        id=BroadcastId(kept["id"]),
        state=State(kept["state"]),
        segment=Segment(tuple(kept["circles"].split()), kept["neighbourhood"]),
        text=tx.vault.open_("broadcasts", "text", kept["id"], kept["text"]),
        sender=MemberId(kept["sender"]),
        people=kept["people"],
        starts_at=kept["starts_at"],
        stopped=kept["stopped"],
    )


def load(tx: Tx, broadcast: BroadcastId) -> Broadcast | None:
    """The message, if it is still kept."""
    row = tx.db.execute(select(broadcasts).where(broadcasts.c.id == broadcast)).one_or_none()
    return None if row is None else _read(tx, row)


def move(tx: Tx, made: Broadcast, to: State, now: datetime, stopped: int = 0) -> bool:
    """Change the state; False when somebody else did."""
    mine = update(broadcasts).where(broadcasts.c.id == made.id, broadcasts.c.state == made.state)
    return tx.db.execute(mine.values(state=to, settled_at=now, stopped=made.stopped + stopped)).rowcount == 1


def remove(tx: Tx, broadcast: BroadcastId, sender: MemberId) -> None:
    """A draft of this sender that became another message."""
    mine = (broadcasts.c.id == broadcast) & (broadcasts.c.sender == sender)
    tx.db.execute(delete(broadcasts).where(mine, broadcasts.c.state == State.DRAFT))


def _in(*states: State) -> ColumnElement[bool]:
    return broadcasts.c.state.in_([state.value for state in states])


def newest_draft(tx: Tx, sender: MemberId) -> Broadcast | None:
    """The message that this sender took back last."""
    wanted = select(broadcasts).where(broadcasts.c.sender == sender, _in(State.DRAFT))
    row = tx.db.execute(wanted.order_by(broadcasts.c.settled_at.desc()).limit(1)).one_or_none()
    return None if row is None else _read(tx, row)


def planned(tx: Tx, now: datetime) -> list[Broadcast]:
    """Those whose moment has come."""
    wanted = select(broadcasts).where(_in(State.PLANNED), broadcasts.c.starts_at <= now)
    return [_read(tx, row) for row in tx.db.execute(wanted)]


def unreported(tx: Tx) -> list[Broadcast]:
    """Those that go out or were stopped, without a report yet."""
    rows = tx.db.execute(select(broadcasts).where(_in(State.GOING_OUT, State.STOPPED)))
    return [_read(tx, row) for row in rows]


def key_of(broadcast: BroadcastId) -> str:
    """How the keys of its notices begin."""
    return f"broadcast:{broadcast}:"


def counts(tx: Tx, made: Broadcast) -> Counts:
    """How it went, from the outbox; whoever left meanwhile has no row any more, and was not reached."""
    tally = notices.tally(tx, key_of(made.id))
    left = tally.get(notices.State.QUEUED, 0) + tally.get(notices.State.SENDING, 0)
    known = {
        "accepted": tally.get(notices.State.ACCEPTED, 0),
        "blocked": tally.get(notices.State.BLOCKED, 0),
        "uncertain": tally.get(notices.State.UNCERTAIN, 0),
        "stopped": made.stopped,
    }
    rest = max(0, made.people - sum(known.values()) - left)
    return Counts(total=made.people, failed=rest, left=left, **known)


def next_at(tx: Tx, broadcast: BroadcastId) -> datetime | None:
    """When the first that is left may go, None when nobody is left."""
    mine = outbox.c.key.startswith(key_of(broadcast), autoescape=True)
    queued = outbox.c.state.in_([notices.State.QUEUED.value, notices.State.SENDING.value])
    found: datetime | None = tx.db.execute(select(func.min(outbox.c.due_at)).where(mine, queued)).scalar_one()
    return found


UNDELIVERED = (
    notices.State.FAILED,
    notices.State.BLOCKED,
    notices.State.UNCERTAIN,
    notices.State.TOO_LATE,
)


def undelivered(tx: Tx, broadcast: BroadcastId) -> list[tuple[MemberId, notices.State]]:
    """Who did not get it, and why."""
    mine = outbox.c.key.startswith(key_of(broadcast), autoescape=True)
    states = outbox.c.state.in_([state.value for state in UNDELIVERED])
    rows = tx.db.execute(select(outbox.c.member, outbox.c.state).where(mine, states))
    return sorted((MemberId(row.member), notices.State(row.state)) for row in rows if row.member)


def messages_since(tx: Tx, asked: Collection[MemberId], since: datetime) -> list[int]:
    """For each of these members how many messages to many were delivered since then."""
    wanted = select(outbox.c.member, func.count()).where(
        outbox.c.lane == int(Lane.BROADCAST),
        outbox.c.state == notices.State.ACCEPTED,
        outbox.c.settled_at >= since,
    )
    found = {member: number for member, number in tx.db.execute(wanted.group_by(outbox.c.member))}
    return [found.get(member, 0) for member in asked]


NOBODY = ""


def erase_member(tx: Tx, member: MemberId) -> None:
    """Take the sender's id out of what was sent, and remove what was not sent yet."""
    mine = broadcasts.c.sender == member
    tx.db.execute(delete(broadcasts).where(mine, _in(State.DRAFT)))
    tx.db.execute(update(broadcasts).where(mine).values(sender=NOBODY))


def sent_by(tx: Tx, member: MemberId) -> list[Broadcast]:
    """Everything this member made, for the member's own export."""
    rows = tx.db.execute(select(broadcasts).where(broadcasts.c.sender == member))
    return sorted((_read(tx, row) for row in rows), key=lambda made: made.starts_at)


def forget(tx: Tx, now: datetime, keep: timedelta, keep_draft: timedelta) -> int:
    """Remove what was reported, and drafts, longer ago than their terms; returns how many."""
    reported = _in(State.DONE) & (broadcasts.c.settled_at < now - keep)
    left = _in(State.DRAFT) & (broadcasts.c.settled_at < now - keep_draft)
    return tx.db.execute(delete(broadcasts).where(reported | left)).rowcount
