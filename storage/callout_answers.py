"""Who was asked and what they answered: kept until 30 days after the all-clear."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    Table,
    delete,
    func,
    select,
    update,
)

from domain.callout_answers import Answer, Response
from domain.callouts import OPEN, CallOut
from domain.ids import CallOutId, MemberId
from storage.callouts import call_outs, read
from storage.database import Tx, count, metadata
from storage.outbox import State, outbox
from storage.types import Id, Utc, Word


class CallBack(StrEnum):
    """*Bel mij graag*: asked for, taken up by somebody at the desk, or done."""

    WANTED = "wanted"
    TAKEN = "taken"
    DONE = "done"


CALLS_OPEN = frozenset({CallBack.WANTED, CallBack.TAKEN})


call_out_responses = Table(
    "call_out_responses",
    metadata,
    Column("call_out", Id, ForeignKey("call_outs.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    Column("answer", Word, nullable=False),
    Column("arrival", Utc, nullable=True),
    Column("quiet", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("call_back", Word, nullable=True),
    Column("said_at", Utc, nullable=True),
    Column("before", Word, nullable=True),
    Column("on_behalf", Boolean, nullable=False),
    Column("note", LargeBinary, nullable=True),
    Column("stands_for", Id, nullable=True),
    Column("looked_back", Integer, nullable=False),
    # Only of who was asked later; the others have that of the call-out.
    Column("reply_by", Utc, nullable=True),
    sqlite_with_rowid=False,
)
_call_out, _member = call_out_responses.c.call_out, call_out_responses.c.member


def ask(tx: Tx, call_out: CallOutId, asked: Collection[MemberId]) -> None:
    """Write down who is asked; nobody answered yet."""
    flags = dict.fromkeys(("quiet", "late", "on_behalf"), False)
    nothing = {"call_out": call_out, "answer": Answer.NONE, "arrival": None, "looked_back": 0, **flags}
    rows = [nothing | {"member": member} for member in asked]
    if rows:
        tx.db.execute(call_out_responses.insert(), rows)


def give_time(tx: Tx, call_out: CallOutId, asked: Collection[MemberId], reply_by: datetime | None) -> None:
    """Who was asked later has until then to answer."""
    mine = update(call_out_responses).where(_call_out == call_out, _member.in_(asked))
    tx.db.execute(mine.values(reply_by=reply_by))


def same_time(tx: Tx, call_out: CallOutId) -> None:
    """Everybody has the time of the call-out again."""
    tx.db.execute(update(call_out_responses).where(_call_out == call_out).values(reply_by=None))


def still_in_time(tx: Tx, call_out: CallOutId, now: datetime) -> set[MemberId]:
    """Who was asked later, said nothing, and still has time of their own to answer."""
    silent = (_call_out == call_out) & (call_out_responses.c.answer == Answer.NONE)
    wanted = select(_member).where(silent, call_out_responses.c.reply_by > now)
    return {MemberId(member) for member in tx.db.execute(wanted).scalars()}


def response_of(tx: Tx, call_out: CallOutId, member: MemberId) -> Response | None:
    """What this member answered, None for who was not asked."""
    row = tx.db.execute(
        select(call_out_responses).where(_call_out == call_out, _member == member)
    ).one_or_none()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> Response:
    return Response(
        MemberId(row.member), Answer(row.answer), row.arrival, row.said_at,
        Answer(row.before) if row.before else None, row.on_behalf,
        MemberId(row.stands_for) if row.stands_for else None,
    )  # fmt: skip


def _change(tx: Tx, call_out: CallOutId, member: MemberId, **values: object) -> int:
    mine = update(call_out_responses).where(_call_out == call_out, _member == member)
    return tx.db.execute(mine.values(**values)).rowcount


def respond(tx: Tx, call_out: CallOutId, response: Response) -> None:
    """Write an answer in the place of the one before."""
    _change(
        tx, call_out, response.member, answer=response.answer, arrival=response.arrival,
        said_at=response.said_at, before=response.before, on_behalf=response.on_behalf,
    )  # fmt: skip


def write_note(tx: Tx, call_out: CallOutId, member: MemberId, note: str | None) -> None:
    """Keep a few words beside the answer, in the place of those before; None takes them away."""
    sealed = None
    if note is not None:
        sealed = tx.vault.seal("call_out_responses", "note", f"{call_out}:{member}", note)
    _change(tx, call_out, member, note=sealed)


def notes(tx: Tx, call_out: CallOutId) -> list[tuple[MemberId, str]]:
    """What members wrote beside their answers."""
    wanted = select(_member, call_out_responses.c.note).where(_call_out == call_out)
    rows = tx.db.execute(wanted.where(call_out_responses.c.note.is_not(None)).order_by(_member))
    opened = [(row.member, row.note) for row in rows]
    return [
        (MemberId(member), tx.vault.open_("call_out_responses", "note", f"{call_out}:{member}", note))
        for member, note in opened
    ]


def count_notes(tx: Tx, call_out: CallOutId) -> int:
    """How many wrote something beside their answer."""
    return count(tx, call_out_responses, _call_out == call_out, call_out_responses.c.note.is_not(None))


def look_back(tx: Tx, call_out: CallOutId, member: MemberId, before: int) -> bool:
    """One question of the evaluation more; False when it was answered already."""
    mine = update(call_out_responses).where(_call_out == call_out, _member == member)
    next_one = mine.where(call_out_responses.c.looked_back == before)
    return tx.db.execute(next_one.values(looked_back=before + 1)).rowcount == 1


def looked_back(tx: Tx, call_out: CallOutId, member: MemberId) -> int | None:
    """How many questions of the evaluation this member did, None for who was not asked."""
    wanted = select(call_out_responses.c.looked_back).where(_call_out == call_out, _member == member)
    return tx.db.execute(wanted).scalar_one_or_none()


def silence(tx: Tx, call_out: CallOutId, member: MemberId) -> None:
    """This member wants no further messages about this call-out."""
    _change(tx, call_out, member, quiet=True)


def note_late(tx: Tx, call_out: CallOutId, member: MemberId) -> None:
    """This member wanted to answer after it was over; only the count is ever read."""
    _change(tx, call_out, member, late=True)


def count_late(tx: Tx, call_out: CallOutId) -> int:
    """How many wanted to answer after it was over."""
    wanted = select(func.count()).select_from(call_out_responses)
    return int(tx.db.execute(wanted.where(_call_out == call_out, call_out_responses.c.late)).scalar_one())


def want_call(tx: Tx, call_out: CallOutId, member: MemberId) -> bool:
    """*Bel mij graag*; False when that was said before and nobody called yet."""
    mine = update(call_out_responses).where(_call_out == call_out, _member == member)
    wish = call_out_responses.c.call_back
    first = mine.where(wish.is_(None) | (wish == CallBack.DONE))
    return tx.db.execute(first.values(call_back=CallBack.WANTED)).rowcount == 1


def call_back_of(tx: Tx, call_out: CallOutId, member: MemberId) -> CallBack | None:
    """Whether this member wants to be called."""
    wanted = select(call_out_responses.c.call_back).where(_call_out == call_out, _member == member)
    said = tx.db.execute(wanted).scalar_one_or_none()
    return None if said is None else CallBack(said)


def move_call(
    tx: Tx, call_out: CallOutId, member: MemberId, before: Collection[CallBack], to: CallBack
) -> bool:
    """Somebody at the desk calls, or called; False when the wish was not where it was any more."""
    mine = update(call_out_responses).where(_call_out == call_out, _member == member)
    still = mine.where(call_out_responses.c.call_back.in_([wish.value for wish in before]))
    return tx.db.execute(still.values(call_back=to)).rowcount == 1


def call_backs_open(tx: Tx) -> list[tuple[CallOutId, MemberId]]:
    """Who asked to be called and was not called yet."""
    wanted = select(_call_out, _member).join(call_outs, call_outs.c.id == _call_out)
    still = call_out_responses.c.call_back.in_([wish.value for wish in CALLS_OPEN])
    rows = tx.db.execute(wanted.where(still).order_by(call_outs.c.closed_at, _member))
    return [(CallOutId(row.call_out), MemberId(row.member)) for row in rows]


def responses(tx: Tx, call_out: CallOutId) -> list[Response]:
    """Every answer, in no meaningful order."""
    rows = tx.db.execute(select(call_out_responses).where(_call_out == call_out))
    return [_read(row) for row in rows]


def listening(tx: Tx, call_out: CallOutId) -> list[MemberId]:
    """Who was asked and still wants to hear about it."""
    wanted = select(_member).where(_call_out == call_out, call_out_responses.c.quiet.is_(False))
    return [MemberId(member) for member in tx.db.execute(wanted).scalars()]


def listens(tx: Tx, call_out: CallOutId, member: MemberId) -> bool:
    """Whether this member was asked and still wants to hear about it."""
    mine = (_call_out == call_out) & (_member == member) & call_out_responses.c.quiet.is_(False)
    return tx.db.execute(select(_member).where(mine)).first() is not None


def invitation_key(call_out: CallOutId, member: MemberId) -> str:
    """The key of the notice that carries the call-out itself."""
    return f"callout:{call_out}:{member}"


def invitations_ended(tx: Tx, call_out: CallOutId, states: Collection[State]) -> dict[MemberId, State]:
    """For whom the call-out itself ended in one of these states."""
    mine = outbox.c.key.startswith(invitation_key(call_out, MemberId("")), autoescape=True)
    found = select(outbox.c.member, outbox.c.state).where(mine, outbox.c.member.is_not(None))
    rows = tx.db.execute(found.where(outbox.c.state.in_([state.value for state in states])))
    return {MemberId(row.member): State(row.state) for row in rows}


# A settled notice is removed after its term; whoever still has a row here got it then.
ARRIVED = frozenset({None, State.SENDING, State.ACCEPTED, State.UNCERTAIN})


def got(tx: Tx, call_out: CallOutId, member: MemberId) -> bool:
    """Whether the call-out itself went out to this member, as far as anybody can know."""
    wanted = select(outbox.c.state).where(outbox.c.key == invitation_key(call_out, member))
    state = tx.db.execute(wanted).scalar_one_or_none()
    return (None if state is None else State(state)) in ARRIVED


def open_for(tx: Tx, member: MemberId) -> list[tuple[CallOut, Response]]:
    """The open call-outs for which this member was asked, with the answer, the newest first."""
    return [(made, mine) for made, mine in _asked(tx, member) if made.open]


def answered_by(tx: Tx, member: MemberId) -> list[tuple[CallOut, Response]]:
    """Every call-out for which this member was asked, with the answer, for the member's own export."""
    return _asked(tx, member)[::-1]


def _asked(tx: Tx, member: MemberId) -> list[tuple[CallOut, Response]]:
    both = select(call_outs, *(column for column in call_out_responses.c if column is not _call_out))
    mine = both.join(call_out_responses, _call_out == call_outs.c.id).where(_member == member)
    rows = tx.db.execute(mine.order_by(call_outs.c.sent_at.desc()))
    return [(read(tx, row), _read(row)) for row in rows]


def count_open_for(tx: Tx, member: MemberId) -> int:
    """How many open call-outs asked this member."""
    both = select(func.count()).select_from(call_outs).join(call_out_responses, _call_out == call_outs.c.id)
    mine = both.where(_member == member, call_outs.c.state.in_([state.value for state in OPEN]))
    return int(tx.db.execute(mine).scalar_one())


def wishes_of(tx: Tx, call_out: CallOutId, member: MemberId) -> dict[str, bool]:
    """What else this member said about a call-out, for the member's own export; only what is there."""
    row = tx.db.execute(select(call_out_responses).where(_call_out == call_out, _member == member)).one()
    said = {
        "no_more_messages": row.quiet,
        "answered_late": row.late,
        "call_back": bool(row.call_back),
        "filled_in_for_you": row.on_behalf,
    }
    return {key: value for key, value in said.items() if value}


def written_by(tx: Tx, call_out: CallOutId, member: MemberId) -> dict[str, str]:
    """When this member answered, what stood there before and the words beside it; only what is there."""
    row = tx.db.execute(select(call_out_responses).where(_call_out == call_out, _member == member)).one()
    said = {"said_at": row.said_at.isoformat() if row.said_at else "", "answer_before": row.before or ""}
    if row.note is not None:
        said["note"] = tx.vault.open_("call_out_responses", "note", f"{call_out}:{member}", row.note)
    return {key: value for key, value in said.items() if value}


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove the answers of somebody who left."""
    tx.db.execute(delete(call_out_responses).where(_member == member))


def forget(tx: Tx, now: datetime, keep: timedelta, drill: bool) -> int:
    """Remove answers to call-outs that ended longer ago than the term; returns how many."""
    ended = select(call_outs.c.id).where(call_outs.c.closed_at < now - keep, call_outs.c.drill.is_(drill))
    return tx.db.execute(delete(call_out_responses).where(_call_out.in_(ended))).rowcount
