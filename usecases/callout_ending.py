"""Whoever waits for word is not forgotten: an open call-out is named at the desk every day, then it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain import callout_ending as rules
from domain.actors import Permission, Role
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import audit, members
from storage import callouts as store
from storage.outbox import Fact
from usecases import callout_follow_up
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import at_the_desk

STILL_OPEN, LAPSED = "callout.still_open", "callout.lapsed"
LAPSE = "callout_ending.lapse"


@use_case(Permission.SYSTEM, Trace.READS)
def look_after(at: Moment) -> int:
    """End what is open too long, and remind of the rest; returns how many ended."""
    return sum(_look_after(at, made) for made in store.all_open(at.tx))


def _look_after(at: Moment, made: CallOut) -> bool:
    if at.now >= rules.lapses_at(made, at.network.retention.call_out_answers):
        return _lapse(at, made)
    every = at.network.callouts.still_open_every
    number = rules.reminder(made, at.now, every)
    if number:
        end, prefix = rules.until(made, number, every), f"still_open:{made.id}:{number}"
        at.tell(
            Fact(STILL_OPEN, desk, Lane.REMINDER, at.now, {"call_out": made.id}, f"{prefix}:{desk}", end)
            for desk in _desk(at)
        )
    return False


def _lapse(at: Moment, made: CallOut) -> bool:
    callout_follow_up.lapse(at, made.id)
    audit.write(at.tx, at.new_id(), audit.Line(at.now, LAPSE))
    at.tell(
        Fact(LAPSED, desk, Lane.REMINDER, at.now, {"call_out": made.id}, f"lapsed:{made.id}:{desk}")
        for desk in _desk(at)
    )
    return True


def _desk(at: Moment) -> list[MemberId]:
    return members.with_role(at.tx, Role.NETWERKREGISSEUR)


@dataclass(frozen=True)
class StillOpen:
    """A call-out that nobody closed yet, and when it ends by itself."""

    call_out: CallOut
    began: datetime
    lapses_at: datetime


def facts_still_open(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> StillOpen | None:
    """Only while it is open, and no next message is promised."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or not rules.reminder(made, at.now, at.network.callouts.still_open_every):
        return None
    if not at_the_desk(at, desk):
        return None
    ends = rules.lapses_at(made, at.network.retention.call_out_answers)
    return StillOpen(made, rules.began(made), ends)


def facts_lapsed(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> StillOpen | None:
    """A call-out that ended by itself."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or not at_the_desk(at, desk):
        return None
    return StillOpen(made, rules.began(made), at.now)
