"""Being away always holds: the deputy is asked instead, and who comes back is asked for what is open."""

from domain.actors import Permission
from domain.callouts import CallOut
from domain.ids import MemberId
from storage import callout_answers, callouts, members
from usecases import callout_deputies
from usecases.app import Moment, Trace, use_case
from usecases.callout_sending import audience, in_circles, invitations


@use_case(Permission.SYSTEM, Trace.READS)
def look_after(at: Moment) -> int:
    """Whoever came back is asked, and the deputies of who is silent; returns how many questions went out."""
    return sum(_look_after(at, made) for made in callouts.all_open(at.tx))


def _look_after(at: Moment, made: CallOut) -> int:
    called = in_circles(at, made.circles)
    back = [member for member in _not_asked(at, made, called) if _came_back(at, made, member)]
    _ask_after_all(at, made, back)
    return len(back) + callout_deputies.call_in(at, made, called)


def _not_asked(at: Moment, made: CallOut, called: list[MemberId]) -> list[MemberId]:
    asked = {response.member for response in callout_answers.responses(at.tx, made.id)}
    return [member for member in members.present(at.tx, called, at.now) if member not in asked]


def _came_back(at: Moment, made: CallOut, member: MemberId) -> bool:
    """Whether an absence that kept the call-out away is over."""
    profile = members.profile(at.tx, member)
    if profile is None or profile.absent_until is None or made.sent_at is None:
        return False
    return made.sent_at < profile.absent_until <= at.now


def _ask_after_all(at: Moment, made: CallOut, back: list[MemberId]) -> None:
    started = made.times.starts_at is not None and made.times.starts_at <= at.now
    if back and not made.drill and not started and not made.stand_down.told(at.now):
        callout_answers.ask(at.tx, made.id, back)
        at.tell(invitations(at, made, back))


def goes_away(at: Moment, member: MemberId) -> None:
    """Somebody is away from now on: the deputy is asked for what is open and not answered."""
    for made in callouts.all_open(at.tx):
        if member in in_circles(at, made.circles):
            callout_deputies.call_in(at, made, [member])


def comes_back(at: Moment, member: MemberId) -> None:
    """Somebody is back: asked for what is open in the own circles, and was not asked before."""
    for made in callouts.all_open(at.tx):
        mine = callout_answers.response_of(at.tx, made.id, member)
        if mine is None and member in audience(at, made.circles):
            _ask_after_all(at, made, [member])
