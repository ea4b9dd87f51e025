"""The deputy of a member is asked when the member is away, sleeps or is silent: once, never after a no."""

from collections.abc import Collection
from datetime import datetime

from domain import callouts as states
from domain import deputies as rules
from domain.actors import Purpose
from domain.callout_answers import Answer
from domain.callouts import CallOut
from domain.deputies import Silence
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import callout_answers, deputies, members, outbox
from storage import callout_deputies as store
from storage.members import Profile
from storage.outbox import Fact
from usecases import channels
from usecases.app import Moment

ASKED = "callout.deputy"


def agreed(at: Moment, member: MemberId) -> MemberId | None:
    """The deputy of this member: who said yes, and is called in the same circle still."""
    kept = deputies.of(at.tx, member)
    if kept is None or kept.deputy is None:
        return None
    circles = [frozenset(circle.roles) for circle in at.network.circles]
    mine, theirs = members.roles_of(at.tx, member), members.roles_of(at.tx, kept.deputy)
    return kept.deputy if rules.share_circle(circles, mine, theirs) else None


def reachable(at: Moment, deputy: MemberId) -> bool:
    """Whether a question would reach this deputy now."""
    profile = members.profile(at.tx, deputy)
    if profile is None or profile.suspended or profile.blocked or is_away(at, profile):
        return False
    return not is_asleep(at, profile) and Purpose.CALL_OUTS in members.purposes_of(at.tx, deputy)


def is_away(at: Moment, profile: Profile) -> bool:
    """Whether this member said to be away now."""
    return profile.absent_until is not None and profile.absent_until > at.now


def is_asleep(at: Moment, profile: Profile) -> bool:
    """Whether it is quiet now for somebody who wants no urgent call-out at night."""
    return not profile.nights and at.network.quiet.contain(at.local(at.now).time())


def can_be_sent(at: Moment, call_out: CallOutId, member: MemberId) -> MemberId | None:
    """The deputy who can come for this member now: who said no, or comes for another already, cannot."""
    deputy = agreed(at, member)
    if deputy is None or not reachable(at, deputy):
        return None
    theirs = callout_answers.response_of(at.tx, call_out, deputy)
    if theirs is None:
        return deputy
    free = theirs.stands_for in (None, member) and theirs.answer in rules.MAY_BE_SENT
    return deputy if free else None


def instead_of(at: Moment, away: Collection[MemberId]) -> int:
    """How many of who is away have a deputy who can be asked now."""
    found = [agreed(at, member) for member, _ in deputies.pairs(at.tx) if member in away]
    return sum(1 for deputy in found if deputy is not None and reachable(at, deputy))


def ask(at: Moment, made: CallOut, deputy: MemberId, member: MemberId) -> None:
    """Ask the deputy to come; whoever was not asked yet is from now on.

    A call-out of their own that is still to go out to the deputy carries the question: one message.
    """
    if callout_answers.response_of(at.tx, made.id, deputy) is None:
        callout_answers.ask(at.tx, made.id, [deputy])
    store.put(at.tx, made.id, deputy, member)
    if _own_goes_out(at, made, deputy):
        return
    key, payload = f"{key_of(made.id, deputy)}{int(at.now.timestamp())}", {"call_out": made.id}
    at.tell([Fact(ASKED, deputy, Lane.ALARM, at.now, payload, key, made.times.starts_at)])
    at.tell(channels.rung(at, made, [deputy]))


def _own_goes_out(at: Moment, made: CallOut, deputy: MemberId) -> bool:
    own = callout_answers.invitation_key(made.id, deputy)
    return outbox.State.QUEUED in outbox.tally(at.tx, own)


def key_of(call_out: CallOutId, deputy: MemberId) -> str:
    """How the keys begin of what asks this deputy."""
    return f"deputy:{call_out}:{deputy}:"


def call_in(at: Moment, made: CallOut, called: Collection[MemberId]) -> int:
    """Ask the deputies of those called who are away, sleep or stay silent; returns how many were asked."""
    if not _may_call_in(at, made):
        return 0
    everybody = set(called)
    pairs = [pair for pair in deputies.pairs(at.tx) if pair[0] in everybody]
    return sum(_called_in(at, made, member) for member, _ in pairs)


def _may_call_in(at: Moment, made: CallOut) -> bool:
    """Only while people are asked to come, and not enough of them did."""
    started = made.times.starts_at is not None and made.times.starts_at <= at.now
    return made.open and made.gathers and not started and not made.stand_down.told(at.now)


def _called_in(at: Moment, made: CallOut, member: MemberId) -> bool:
    said = callout_answers.response_of(at.tx, made.id, member)
    if said is not None and said.answer is not Answer.NONE:
        return False
    if not _silence(at, made, member).calls_in(at.now) or store.of(at.tx, made.id, member):
        return False
    deputy = can_be_sent(at, made.id, member)
    if deputy is None or not _never_asked(at, made, deputy):
        return False
    ask(at, made, deputy, member)
    return True


def of_the_silent(at: Moment, made: CallOut) -> list[tuple[MemberId, MemberId]]:
    """Who said nothing and has a deputy who can be asked now, before the usual time; each deputy once."""
    if not _may_call_in(at, made):
        return []
    answers = callout_answers.responses(at.tx, made.id)
    silent = {one.member for one in answers if one.answer is Answer.NONE}
    found: dict[MemberId, MemberId] = {}
    for member, _ in deputies.pairs(at.tx):
        deputy = can_be_sent(at, made.id, member) if member in silent else None
        if deputy is not None and not store.of(at.tx, made.id, member) and _never_asked(at, made, deputy):
            found.setdefault(deputy, member)
    return [(member, deputy) for deputy, member in found.items()]


def _never_asked(at: Moment, made: CallOut, deputy: MemberId) -> bool:
    """Whether this deputy has said nothing and was asked for nobody yet."""
    theirs = callout_answers.response_of(at.tx, made.id, deputy)
    silent = theirs is None or theirs.answer is Answer.NONE
    return silent and not outbox.tally(at.tx, key_of(made.id, deputy))


def _silence(at: Moment, made: CallOut, member: MemberId) -> Silence:
    profile = members.profile(at.tx, member)
    if profile is None or profile.suspended:
        return Silence()
    asleep = made.urgency is Urgency.URGENT and is_asleep(at, profile)
    return Silence(is_away(at, profile), asleep, _asked_from(at, made))


def _asked_from(at: Moment, made: CallOut) -> datetime | None:
    """From when the deputies of the silent are asked."""
    if made.sent_at is None or made.times.reply_by is None:
        return None
    return states.half_time(made.sent_at, made.times.reply_by, at.network.callouts.deputy_at)
