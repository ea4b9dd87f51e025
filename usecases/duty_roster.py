"""The roster of the coming week: who reads along when, what was asked, and where the gaps are."""

from dataclasses import dataclass, field
from datetime import timedelta

from domain import duty as rules
from domain.actors import Permission
from domain.duty import LIVING, Shift, ShiftState, Span
from storage import duty as store
from storage import members
from usecases import duty
from usecases.app import Moment, Trace, use_case


@dataclass(frozen=True)
class Line:
    """A span with the shift in it and the name of who has it; without a shift, working hours."""

    span: Span
    shift: Shift | None = None
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Roster:
    """The coming seven days."""

    lines: tuple[Line, ...]
    gaps: tuple[Span, ...]


def _lines(at: Moment, within: Span, states: tuple[ShiftState, ...]) -> list[Line]:
    return [
        Line(shift.span, shift, members.name_of(at.tx, shift.member))
        for shift in store.touching(at.tx, within, states)
        if shift.member is not None
    ]


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def roster(at: Moment) -> Roster:
    """*Wie heeft dienst*: working hours, shifts, and what nobody has."""
    week = duty.coming(at)
    office = [Line(span) for span in duty.office(at, week)]
    lines = [*office, *_lines(at, week, LIVING)]
    return Roster(
        tuple(sorted(lines, key=lambda line: (line.span.start, line.span.end))), tuple(duty.gaps(at, week))
    )


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def openings(at: Moment) -> list[Span]:
    """*Vervanger vragen*: the gaps of the coming week, in the blocks of the settings."""
    week, zone = duty.coming(at), at.local(at.now).tzinfo
    assert zone is not None
    blocks = [span for block in at.network.duty.blocks for span in rules.occurrences(block, week, zone)]
    return rules.pieces(duty.gaps(at, week), blocks)


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def shifts(at: Moment) -> list[Line]:
    """*Dienst aanpassen*: every shift that can still be changed, also after the coming week."""
    ahead = Span(at.now, at.now + rules.FARTHEST)
    return _lines(at, ahead, (ShiftState.ASKED, ShiftState.AGREED, ShiftState.ON))


@use_case(Permission.MANAGE_DUTY, Trace.READS)
def shift(at: Moment, shift_id: str) -> Line | None:
    """One of them; None when there is nothing to change any more."""
    return next((line for line in _lines_of(at, shift_id)), None)


def _lines_of(at: Moment, shift_id: str) -> list[Line]:
    kept = store.load(at.tx, shift_id)
    if kept is None or kept.member is None or kept.state not in LIVING:
        return []
    return [Line(kept.span, kept, members.name_of(at.tx, kept.member))]


@use_case(Permission.SYSTEM, Trace.READS)
def without_anybody(at: Moment) -> timedelta:
    """For the check-up: how long nobody reads along in the coming seven days."""
    return sum((gap.end - gap.start for gap in duty.gaps(at, duty.coming(at))), timedelta())
