"""An open call-out moves to another time or place, and everybody who was asked reads from what to what."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.callout_messages import Moved
from domain.callouts import CallOut, Times, latest_answer


@dataclass(frozen=True)
class Move:
    """What changes; None stays as it is."""

    starts_at: datetime | None = None
    place: str | None = field(default=None, repr=False)
    dial_in: str | None = field(default=None, repr=False)


def moved(made: CallOut, move: Move, now: datetime, span: timedelta | None) -> CallOut | None:
    """The call-out after the move, counted up; None when nothing is another than before."""
    parts = replace(
        made.parts,
        place=made.parts.place if move.place is None else move.place,
        dial_in=made.parts.dial_in if move.dial_in is None else move.dial_in,
    )
    start = move.starts_at or made.times.starts_at
    times = (
        made.times if start is None or start == made.times.starts_at else _moved(made.times, start, now, span)
    )
    if (parts, times) == (made.parts, made.times):
        return None
    return replace(made, parts=parts, times=times, sequence=made.sequence + 1)


def _moved(times: Times, start: datetime, now: datetime, span: timedelta | None) -> Times:
    """The time to answer moves along with the start; it is never past, nor after the start."""
    reply_by = times.reply_by
    if reply_by is not None and times.starts_at is not None:
        reply_by = min(reply_by + (start - times.starts_at), start)
        if reply_by <= now:
            reply_by = latest_answer(now, span, start)
    return replace(times, starts_at=start, reply_by=reply_by)


def difference(before: CallOut, after: CallOut) -> Moved:
    """From what to what."""
    return Moved(
        _pair(_written(before.times.starts_at), _written(after.times.starts_at)),
        _pair(before.parts.place, after.parts.place),
        _pair(before.parts.dial_in, after.parts.dial_in),
    )


def _pair(before: str, after: str) -> tuple[str, str]:
    return ("", "") if before == after else (before, after)


def _written(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
