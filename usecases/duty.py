"""Who reads along now: whoever took over the shift, else the netwerkregisseur in working hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import unrest as hours
from domain.actors import Role
from domain.duty import ShiftState
from domain.ids import MemberId
from storage import duty as store
from storage import members
from usecases.app import Moment

LOOK_AHEAD = timedelta(days=8)


@dataclass(frozen=True)
class Reading:
    """Who reads along; `stand_in` when that is a member who took over a shift. Nobody is possible."""

    people: tuple[MemberId, ...]
    stand_in: bool = False


def stand_ins(at: Moment) -> list[MemberId]:
    """Whoever took over a shift that is not over, the last first."""
    return [shift.member for shift in store.on_now(at.tx)]


def coordinators(at: Moment) -> list[MemberId]:
    """Every netwerkregisseur who is not away."""
    return members.present(at.tx, members.with_role(at.tx, Role.NETWERKREGISSEUR), at.now)


def reading_now(at: Moment) -> Reading:
    """Who reads along at this moment."""
    taken = stand_ins(at)
    if taken:
        return Reading((taken[0],), stand_in=True)
    if hours.on_duty(at.network.duty, at.local(at.now)):
        return Reading(tuple(coordinators(at)))
    return Reading(())


def reads_again_at(at: Moment) -> datetime:
    """When somebody reads along again: the next working hour, or an agreed shift before that."""
    office = hours.next_duty(at.network.duty, at.local(at.now))
    agreed = store.between(at.tx, at.now, at.now + LOOK_AHEAD, (ShiftState.AGREED,))
    starts = [shift.starts_at for shift in agreed if shift.starts_at > at.now]
    return min([office, *starts])
