"""How fast the network was, as moments and medians; whose answer it was is not kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import callout_figures as rules
from domain.actors import Permission
from domain.callout_answers import YES, Answer, Response
from domain.callout_figures import Medians
from domain.callouts import CallOut
from storage import callout_figures, callouts
from usecases.app import Moment, Trace, use_case


def mark_yes(at: Moment, asked: CallOut, newest: Response) -> None:
    """The moment of the first yes, once."""
    if newest.answer in YES and asked.reached.first_yes is None:
        callout_figures.mark_yes(at.tx, asked.id, at.now)


def mark_complete(at: Moment, asked: CallOut) -> None:
    """The moment at which the circle was complete, the first time."""
    if asked.reached.complete is None:
        callout_figures.mark_complete(at.tx, asked.id, at.now)


def with_half(made: CallOut, responses: Iterable[Response]) -> CallOut:
    """A drill with the moment at which half of its answers were in."""
    said = [one.said_at for one in responses if one.said_at is not None and one.answer is not Answer.NONE]
    return replace(made, reached=replace(made.reached, half=rules.half_of(said)))


def drill_before(at: Moment, made: CallOut) -> CallOut | None:
    """The drill with which this one is compared."""
    return callouts.drill_before(at.tx, made.sent_at) if made.drill and made.sent_at else None


@dataclass(frozen=True)
class Figures:
    """The medians of a period: of what was real, and of drills."""

    real: Medians
    drills: Medians


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def figures(at: Moment, start: datetime, end: datetime) -> Figures:
    """How fast the first yes and the whole circle came, in call-outs sent between two moments and ended."""
    ended = callout_figures.ended_between(at.tx, start, end)
    real = [one for one in ended if one.gathers]
    return Figures(rules.medians(real), rules.medians([one for one in ended if one.drill]))
