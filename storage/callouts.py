"""Call-outs and who was asked: what they say is sealed, answers are kept until 30 days after the end."""

import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    select,
    update,
)

from domain.callouts import OPEN, Answer, CallOut, Parts, Response, State, Times
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

call_outs = Table(
    "call_outs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("state", Word, nullable=False, index=True),
    Column("urgency", Word, nullable=False),
    Column("drill", Boolean, nullable=False),
    Column("circles", String(200), nullable=False),
    Column("parts", LargeBinary, nullable=False),
    Column("as_of", Utc, nullable=False),
    Column("starts_at", Utc, nullable=True),
    Column("duration_minutes", Integer, nullable=False),
    Column("reply_by", Utc, nullable=True),
    Column("next_update_at", Utc, nullable=True),
    Column("needed", Integer, nullable=False),
    Column("requester", Id, nullable=False),
    Column("approver", Id, nullable=True),
    Column("alone_because", LargeBinary, nullable=True),
    Column("sent_at", Utc, nullable=True),
    Column("closed_at", Utc, nullable=True),
    sqlite_with_rowid=False,
)

call_out_responses = Table(
    "call_out_responses",
    metadata,
    Column("call_out", Id, ForeignKey("call_outs.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    Column("answer", Word, nullable=False),
    Column("arrival", Utc, nullable=True),
    Column("quiet", Boolean, nullable=False),
    sqlite_with_rowid=False,
)


def add(tx: Tx, call_out: CallOut) -> None:
    """Keep a new call-out."""
    times = call_out.times
    tx.db.execute(
        call_outs.insert().values(
            id=call_out.id,
            state=call_out.state,
            urgency=call_out.urgency,
            drill=call_out.drill,
            circles=" ".join(call_out.circles),
            parts=_sealed(tx, call_out.id, call_out.parts),
            needed=call_out.needed,
            requester=call_out.requester,
            sent_at=call_out.sent_at,
            **_columns(times),
        )
    )


def _columns(times: Times) -> dict[str, object]:
    return {
        "as_of": times.as_of,
        "starts_at": times.starts_at,
        "duration_minutes": int(times.duration.total_seconds() // 60),
        "reply_by": times.reply_by,
        "next_update_at": times.next_update_at,
    }


def _sealed(tx: Tx, call_out: CallOutId, parts: Parts) -> bytes:
    return tx.vault.seal("call_outs", "parts", call_out, json.dumps(asdict(parts)))


def load(tx: Tx, call_out: CallOutId) -> CallOut | None:
    """The call-out, if it is still kept."""
    row = tx.db.execute(select(call_outs).where(call_outs.c.id == call_out)).one_or_none()
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> CallOut:
    kept = row._mapping
    duration = timedelta(minutes=kept["duration_minutes"])
    return CallOut(
        id=CallOutId(kept["id"]),
        state=State(kept["state"]),
        urgency=Urgency(kept["urgency"]),
        drill=kept["drill"],
        circles=tuple(kept["circles"].split()),
        parts=Parts(**json.loads(tx.vault.open_("call_outs", "parts", kept["id"], kept["parts"]))),
        times=Times(kept["as_of"], kept["starts_at"], duration, kept["reply_by"], kept["next_update_at"]),
        requester=MemberId(kept["requester"]),
        needed=kept["needed"],
        sent_at=kept["sent_at"],
    )


def move(tx: Tx, call_out: CallOutId, before: State, to: State, **values: object) -> bool:
    """Change the state; False when it is no longer `before`."""
    mine = update(call_outs).where(call_outs.c.id == call_out, call_outs.c.state == before)
    return tx.db.execute(mine.values(state=to, **values)).rowcount == 1


def rewrite(tx: Tx, call_out: CallOut) -> None:
    """Keep new parts and times."""
    mine = update(call_outs).where(call_outs.c.id == call_out.id)
    tx.db.execute(mine.values(parts=_sealed(tx, call_out.id, call_out.parts), **_columns(call_out.times)))


def ask(tx: Tx, call_out: CallOutId, asked: Collection[MemberId]) -> None:
    """Write down who is asked; nobody answered yet."""
    rows = [
        {"call_out": call_out, "member": member, "answer": Answer.NONE, "arrival": None, "quiet": False}
        for member in asked
    ]
    if rows:
        tx.db.execute(call_out_responses.insert(), rows)


def response_of(tx: Tx, call_out: CallOutId, member: MemberId) -> Response | None:
    """What this member answered, None for who was not asked."""
    mine = select(call_out_responses).where(
        call_out_responses.c.call_out == call_out, call_out_responses.c.member == member
    )
    row = tx.db.execute(mine).one_or_none()
    return None if row is None else Response(member, Answer(row.answer), row.arrival)


def respond(tx: Tx, call_out: CallOutId, response: Response) -> None:
    """Write an answer in the place of the one before."""
    mine = update(call_out_responses).where(
        call_out_responses.c.call_out == call_out, call_out_responses.c.member == response.member
    )
    tx.db.execute(mine.values(answer=response.answer, arrival=response.arrival))


def silence(tx: Tx, call_out: CallOutId, member: MemberId) -> None:
    """This member wants no further messages about this call-out."""
    mine = (call_out_responses.c.call_out == call_out) & (call_out_responses.c.member == member)
    tx.db.execute(update(call_out_responses).where(mine).values(quiet=True))


def responses(tx: Tx, call_out: CallOutId) -> list[Response]:
    """Every answer, in no meaningful order."""
    rows = tx.db.execute(select(call_out_responses).where(call_out_responses.c.call_out == call_out))
    return [Response(MemberId(row.member), Answer(row.answer), row.arrival) for row in rows]


def listening(tx: Tx, call_out: CallOutId) -> list[MemberId]:
    """Who was asked and still wants to hear about it."""
    wanted = select(call_out_responses.c.member).where(
        call_out_responses.c.call_out == call_out, call_out_responses.c.quiet.is_(False)
    )
    return [MemberId(member) for member in tx.db.execute(wanted).scalars()]


def all_open(tx: Tx) -> list[CallOut]:
    """Every call-out that is open, the newest first."""
    wanted = select(call_outs).where(call_outs.c.state.in_([state.value for state in OPEN]))
    return [_read(tx, row) for row in tx.db.execute(wanted.order_by(call_outs.c.sent_at.desc()))]


def open_for(tx: Tx, member: MemberId) -> list[tuple[CallOut, Response]]:
    """The open call-outs for which this member was asked, with the answer."""
    found = [(call_out, response_of(tx, call_out.id, member)) for call_out in all_open(tx)]
    return [(call_out, response) for call_out, response in found if response is not None]


def approve(tx: Tx, call_out: CallOutId, approver: MemberId) -> None:
    """Write down who agreed."""
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(approver=approver))


def alone(tx: Tx, call_out: CallOutId, reason: str) -> None:
    """Write down why it was sent without a second person."""
    sealed = tx.vault.seal("call_outs", "alone_because", call_out, reason)
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(alone_because=sealed))


def answered_by(tx: Tx, member: MemberId) -> list[tuple[CallOut, Response]]:
    """Every call-out for which this member was asked, with the answer, for the member's own export."""
    mine = select(call_outs, call_out_responses.c.answer, call_out_responses.c.arrival).join(
        call_out_responses, call_out_responses.c.call_out == call_outs.c.id
    )
    rows = tx.db.execute(mine.where(call_out_responses.c.member == member).order_by(call_outs.c.sent_at))
    return [(_read(tx, row), Response(member, Answer(row.answer), row.arrival)) for row in rows]


NOBODY = ""


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the answers of somebody who left, and take the id out of what that member made."""
    tx.db.execute(delete(call_out_responses).where(call_out_responses.c.member == member))
    tx.db.execute(update(call_outs).where(call_outs.c.requester == member).values(requester=NOBODY))
    tx.db.execute(update(call_outs).where(call_outs.c.approver == member).values(approver=None))


def forget_answers(tx: Tx, now: datetime, keep: timedelta, drill: bool) -> int:
    """Remove answers to call-outs that ended longer ago than the term; returns how many."""
    ended = select(call_outs.c.id).where(call_outs.c.closed_at < now - keep, call_outs.c.drill.is_(drill))
    return tx.db.execute(delete(call_out_responses).where(call_out_responses.c.call_out.in_(ended))).rowcount


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove call-outs that ended longer ago than the term; returns how many."""
    return tx.db.execute(delete(call_outs).where(call_outs.c.closed_at < now - keep)).rowcount
