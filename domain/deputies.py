"""A deputy comes when a member cannot: by consent, from the same circle, asked only when it is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.actors import RIGHTS, Permission, Role
from domain.callout_answers import YES, Answer

# What a deputy may have said when the member asks: a no is never asked again.
MAY_BE_SENT = YES | {Answer.NONE, Answer.UNDECIDED, Answer.STANDING_BY}
# What a member may have said when the deputy is asked: nothing, or that the deputy comes.
LEAVES_ROOM = frozenset({Answer.NONE, Answer.DEPUTY})


def share_circle(circles: Iterable[frozenset[Role]], one: frozenset[Role], other: frozenset[Role]) -> bool:
    """Whether both are called in the same circle."""
    called = RIGHTS[Permission.ANSWER_CALL_OUT]
    return any(circle & one & called and circle & other & called for circle in circles)


def may_choose(circles: Iterable[frozenset[Role]], roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles can have a deputy at all."""
    return bool(roles & RIGHTS[Permission.CHOOSE_DEPUTY]) and share_circle(circles, roles, roles)


@dataclass(frozen=True)
class Silence:
    """Why a member says nothing: away, asleep by an own choice, or not yet."""

    away: bool = False
    asleep: bool = False
    asked_from: datetime | None = None

    def calls_in(self, now: datetime) -> bool:
        """Whether the deputy is asked now: at once for who is not there, else late in the time to answer."""
        return self.away or self.asleep or (self.asked_from is not None and now >= self.asked_from)
