"""How fast the first yes and the whole circle came: medians over call-outs, never about a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from domain.callouts import CallOut

# Fewer answers than this say something about single people.
LEAST = 5


@dataclass(frozen=True)
class Speed:
    """How long after it went out; None what did not happen."""

    first_yes: timedelta | None = None
    complete: timedelta | None = None
    half: timedelta | None = None


def speed(call_out: CallOut) -> Speed:
    """The moments of one call-out, counted from when it went out."""
    reached = call_out.reached
    return Speed(*(_after(call_out, one) for one in (reached.first_yes, reached.complete, reached.half)))


def _after(call_out: CallOut, moment: datetime | None) -> timedelta | None:
    if call_out.sent_at is None or moment is None:
        return None
    return moment - call_out.sent_at


def speed_to_tell(call_out: CallOut) -> Speed:
    """The same for everybody to read: nothing while fewer than five answered."""
    return speed(call_out) if _many(call_out) else Speed()


def _many(call_out: CallOut) -> bool:
    return call_out.totals is not None and call_out.totals.answered >= LEAST


def half_of(moments: Iterable[datetime]) -> datetime | None:
    """When half of the answers were in."""
    ordered = sorted(moments)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


@dataclass(frozen=True)
class Medians:
    """Over so many call-outs: half of them were faster than this."""

    call_outs: int
    first_yes: timedelta | None
    complete: timedelta | None


def medians(ended: Sequence[CallOut]) -> Medians:
    """Over the call-outs in which at least five people answered."""
    told = [speed(one) for one in ended if _many(one)]
    first = [one.first_yes for one in told if one.first_yes is not None]
    complete = [one.complete for one in told if one.complete is not None]
    return Medians(len(told), _median(first), _median(complete))


def _median(spans: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in spans)) if spans else None
