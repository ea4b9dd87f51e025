"""Call-outs as they were made: what they say is sealed, and how they ended stays without a name."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    LargeBinary,
    Row,
    Select,
    String,
    Table,
    delete,
    select,
    update,
)

from domain.callout_answers import Asking, StandDown, Tally
from domain.callouts import OPEN, CallOut, Parts, Reached, State, Times, Wave, WaveState
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from storage.cards import cards
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
    Column("asked_at", Utc, nullable=True),
    Column("sent_at", Utc, nullable=True),
    Column("closed_at", Utc, nullable=True),
    Column("asking", Word, nullable=False),
    Column("stand_down_at", Utc, nullable=True),
    Column("totals", String(250), nullable=True),
    Column("scenario", Word, nullable=True),
    Column("wave_state", Word, nullable=True),
    Column("wave_circles", String(200), nullable=True),
    Column("wave_at", Utc, nullable=True),
    Column("first_yes_at", Utc, nullable=True),
    Column("complete_at", Utc, nullable=True),
    Column("half_at", Utc, nullable=True),
    Column("sequence", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def add(tx: Tx, call_out: CallOut) -> None:
    """Keep a new call-out."""
    tx.db.execute(
        call_outs.insert().values(
            id=call_out.id,
            state=call_out.state,
            urgency=call_out.urgency,
            drill=call_out.drill,
            parts=_sealed(tx, call_out),
            needed=call_out.needed,
            requester=call_out.requester,
            asked_at=call_out.asked_at,
            sent_at=call_out.sent_at,
            asking=call_out.stand_down.asking,
            scenario=call_out.scenario,
            **_columns(call_out),
            **_wave_columns(call_out.wave),
        )
    )


def _columns(call_out: CallOut) -> dict[str, object]:
    times = call_out.times
    return {
        "circles": " ".join(call_out.circles),
        "as_of": times.as_of,
        "starts_at": times.starts_at,
        "duration_minutes": int(times.duration.total_seconds() // 60),
        "reply_by": times.reply_by,
        "next_update_at": times.next_update_at,
        "sequence": call_out.sequence,
    }


def _wave_columns(wave: Wave | None) -> dict[str, object]:
    if wave is None:
        return {"wave_state": None, "wave_circles": None, "wave_at": None}
    return {"wave_state": wave.state, "wave_circles": " ".join(wave.circles), "wave_at": wave.at}


def _sealed(tx: Tx, call_out: CallOut) -> bytes:
    return tx.vault.seal("call_outs", "parts", call_out.id, json.dumps(asdict(call_out.parts)))


def load(tx: Tx, call_out: CallOutId) -> CallOut | None:
    """The call-out, if it is still kept."""
    return _one(tx, select(call_outs).where(call_outs.c.id == call_out))


def hold(tx: Tx, call_out: CallOutId) -> CallOut | None:
    """The same, and nobody else changes it until this transaction is over."""
    return _one(tx, select(call_outs).where(call_outs.c.id == call_out).with_for_update())


def _one(tx: Tx, wanted: Select[tuple[object, ...]]) -> CallOut | None:
    row = tx.db.execute(wanted).one_or_none()
    return None if row is None else read(tx, row)


def read(tx: Tx, row: Row[tuple[object, ...]]) -> CallOut:
    """A row of this table, opened."""
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
        asked_at=kept["asked_at"],
        sent_at=kept["sent_at"],
        stand_down=StandDown(Asking(kept["asking"]), kept["stand_down_at"]),
        totals=Tally(**json.loads(kept["totals"])) if kept["totals"] else None,
        scenario=kept["scenario"],
        wave=_wave(row),
        reached=Reached(kept["first_yes_at"], kept["complete_at"], kept["half_at"]),
        sequence=kept["sequence"],
    )


def _wave(row: Row[tuple[object, ...]]) -> Wave | None:
    kept = row._mapping
    if kept["wave_state"] is None:
        return None
    return Wave(WaveState(kept["wave_state"]), tuple(kept["wave_circles"].split()), kept["wave_at"])


def put_wave(tx: Tx, call_out: CallOutId, before: WaveState | None, wave: Wave) -> bool:
    """Plan, announce, ask or stop the second wave; False when it is not where it was any more."""
    mine = (call_outs.c.id == call_out) & call_outs.c.wave_state.is_not_distinct_from(before)
    return tx.db.execute(update(call_outs).where(mine).values(**_wave_columns(wave))).rowcount == 1


def move(tx: Tx, call_out: CallOutId, before: State, to: State, **values: object) -> bool:
    """Change the state; False when it is no longer `before`."""
    mine = update(call_outs).where(call_outs.c.id == call_out, call_outs.c.state == before)
    return tx.db.execute(mine.values(state=to, **values)).rowcount == 1


def rewrite(tx: Tx, call_out: CallOut) -> None:
    """Keep new parts, circles and times."""
    mine = update(call_outs).where(call_outs.c.id == call_out.id)
    tx.db.execute(mine.values(parts=_sealed(tx, call_out), **_columns(call_out)))


def let_go(tx: Tx, call_out: CallOutId, stand_down: StandDown) -> None:
    """Whether, and when, the rest hears that there are enough people."""
    mine = update(call_outs).where(call_outs.c.id == call_out)
    tx.db.execute(mine.values(asking=stand_down.asking, stand_down_at=stand_down.at))


def total(tx: Tx, call_out: CallOutId, tally: Tally) -> None:
    """How it ended, in counts; they stay when the answers are erased."""
    written = json.dumps(asdict(tally))
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(totals=written))


def with_state(tx: Tx, *states: State) -> list[CallOut]:
    """Every call-out in one of these states, the newest first."""
    wanted = select(call_outs).where(call_outs.c.state.in_([state.value for state in states]))
    newest = wanted.order_by(call_outs.c.sent_at.desc(), call_outs.c.asked_at.desc())
    return [read(tx, row) for row in tx.db.execute(newest)]


def all_open(tx: Tx) -> list[CallOut]:
    """Every call-out that is open, the newest first."""
    return with_state(tx, *OPEN)


def any_with_state(tx: Tx, *states: State) -> bool:
    """Whether there is one."""
    wanted = select(call_outs.c.id).where(call_outs.c.state.in_([state.value for state in states]))
    return tx.db.execute(wanted.limit(1)).first() is not None


def drill_before(tx: Tx, sent_at: datetime) -> CallOut | None:
    """The drill before this moment, if there was one that ended."""
    earlier = select(call_outs).where(
        call_outs.c.drill, call_outs.c.sent_at < sent_at, call_outs.c.totals.is_not(None)
    )
    row = tx.db.execute(earlier.order_by(call_outs.c.sent_at.desc()).limit(1)).first()
    return None if row is None else read(tx, row)


def approve(tx: Tx, call_out: CallOutId, approver: MemberId) -> None:
    """Write down who agreed."""
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(approver=approver))


def alone(tx: Tx, call_out: CallOutId, reason: str) -> None:
    """Write down why it was sent without a second person."""
    sealed = tx.vault.seal("call_outs", "alone_because", call_out, reason)
    tx.db.execute(update(call_outs).where(call_outs.c.id == call_out).values(alone_because=sealed))


def reason_of(tx: Tx, call_out: CallOutId) -> str | None:
    """Why it was sent without a second person, if it was."""
    sealed = tx.db.execute(select(call_outs.c.alone_because).where(call_outs.c.id == call_out)).scalar()
    return None if sealed is None else tx.vault.open_("call_outs", "alone_because", call_out, sealed)


def card_name(call_out: CallOutId) -> str:
    """The name of the live card of a call-out."""
    return f"callout:{call_out}"


def watching(tx: Tx, call_out: CallOutId) -> list[MemberId]:
    """Who has the live card of this call-out on the screen."""
    rows = tx.db.execute(select(cards.c.member).where(cards.c.card == card_name(call_out)))
    return [MemberId(member) for member in rows.scalars()]


NOBODY = ""


def unlink(tx: Tx, member: MemberId) -> None:
    """Take the id of somebody who left out of what that member made."""
    tx.db.execute(update(call_outs).where(call_outs.c.requester == member).values(requester=NOBODY))
    tx.db.execute(update(call_outs).where(call_outs.c.approver == member).values(approver=None))


def forget_requests(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove requests to a second person that nobody answered for as long as a draft is kept."""
    waiting = call_outs.c.state == State.AWAITING_APPROVAL
    return tx.db.execute(delete(call_outs).where(waiting, call_outs.c.asked_at < now - keep)).rowcount


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove call-outs that ended longer ago than the term; returns how many."""
    return tx.db.execute(delete(call_outs).where(call_outs.c.closed_at < now - keep)).rowcount
