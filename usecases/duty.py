"""Who reads along now: whoever took over the shift, else the netwerkregisseur in working hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import duty as rules
from domain import unrest as hours
from domain.actors import RIGHTS, Permission, Role
from domain.duty import Shift, ShiftState, Span
from domain.ids import MemberId
from storage import duty as store
from storage import members
from usecases.app import Moment

LOOK_AHEAD = timedelta(days=8)
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class Reading:
    """Who reads along; `stand_in` when that is a member who took over a shift. Nobody is possible."""

    people: tuple[MemberId, ...]
    stand_in: bool = False


def handover(at: Moment) -> timedelta:
    """How long the one before stays on duty when the next one is awaited."""
    return at.network.duty.takeover_within


def on_now(at: Moment) -> list[Shift]:
    """The shifts that were taken over and are not over, the last first; none for longer than agreed."""
    return store.on_now(at.tx, at.now - handover(at))


def stand_ins(at: Moment) -> list[MemberId]:
    """Whoever took over a shift that is not over, the last first."""
    return [shift.member for shift in on_now(at) if shift.member is not None]


def coordinators(at: Moment) -> list[MemberId]:
    """Every netwerkregisseur who is not away."""
    return members.present(at.tx, desk(at), at.now)


def desk(at: Moment) -> list[MemberId]:
    """Every netwerkregisseur, away or not: what is told to the away waits."""
    return members.with_role(at.tx, Role.NETWERKREGISSEUR)


def is_coordinator(at: Moment, member: MemberId) -> bool:
    """Whether this member is a netwerkregisseur."""
    return Role.NETWERKREGISSEUR in members.roles_of(at.tx, member)


def can_stand_in(at: Moment) -> list[MemberId]:
    """Everybody whose role allows it."""
    return members.with_role(at.tx, *sorted(RIGHTS[Permission.TAKE_DUTY]))


def reading_now(at: Moment) -> Reading:
    """Who reads along at this moment."""
    taken = stand_ins(at)
    if taken:
        return Reading((taken[0],), stand_in=not is_coordinator(at, taken[0]))
    if hours.on_duty(at.network.duty, at.local(at.now)) or _held_by_the_desk(at):
        return Reading(tuple(coordinators(at)))
    return Reading(())


def _held_by_the_desk(at: Moment) -> bool:
    """At the end of the working day the netwerkregisseur stays on until the shift is taken over, or late."""
    agreed = store.between(at.tx, at.now, at.now + A_MOMENT, (ShiftState.AGREED,))
    return any(
        hours.on_duty(at.network.duty, at.local(shift.starts_at - A_MOMENT))
        for shift in agreed
        if at.now < shift.starts_at + handover(at)
    )


def reads_again_at(at: Moment) -> datetime:
    """When somebody reads along again: the next working hour, or an agreed shift before that."""
    office = hours.next_duty(at.network.duty, at.local(at.now))
    agreed = store.between(at.tx, at.now, at.now + LOOK_AHEAD, (ShiftState.AGREED,))
    starts = [shift.starts_at for shift in agreed if shift.starts_at > at.now]
    return min([office, *starts])


def office(at: Moment, within: Span) -> list[Span]:
    """The working hours in a span in which at least one netwerkregisseur is back."""
    profiles = [members.profile(at.tx, one) for one in members.with_role(at.tx, Role.NETWERKREGISSEUR)]
    back = [max(at.now, one.absent_until or at.now) for one in profiles if one is not None]
    zone = at.local(at.now).tzinfo
    if not back or zone is None:
        return []
    here = Span(min(within.start, at.now) if min(back) == at.now else min(back), within.end)
    worked = (one.within(here) for one in rules.occurrences(at.network.duty, within, zone))
    return [one for one in worked if one is not None]


def gaps(at: Moment, within: Span) -> list[Span]:
    """The spans in which nobody reads along: nobody works, and nobody said yes."""
    taken = [shift.span for shift in store.touching(at.tx, within, rules.TAKEN)]
    return rules.uncovered(within, [*office(at, within), *taken])


def coming(at: Moment) -> Span:
    """The span of the roster: from this minute on, seven days."""
    start = at.now.replace(second=0, microsecond=0)
    return Span(start, start + rules.ROSTER)
