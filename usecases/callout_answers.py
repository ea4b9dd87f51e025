"""Answering a call-out: one tap, changed as often as wanted until it closes, and counted at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain import callout_answers as rules
from domain.actors import Permission
from domain.callout_answers import NOT_SAID, Answer, Response
from domain.callouts import CallOut, offered
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers as store
from storage import callouts
from storage.outbox import Fact
from usecases import callout_deputies, callout_standing_in
from usecases.app import Moment, Trace, use_case
from usecases.callout_figures import mark_yes
from usecases.callout_sending import card
from usecases.callout_stand_down import circle_changed, may_change_circle

ASK_AGAIN = "callout.ask_again"


@dataclass(frozen=True)
class Answered:
    """The answer is kept; `before` is what stood there."""

    call_out: CallOut
    response: Response
    before: Response

    @property
    def same(self) -> bool:
        """Whether this had been chosen already."""
        return rules.repeats(self.before, self.response)


@dataclass(frozen=True)
class ClosedAlready:
    """It is over; `counted`: the desk hears that somebody still answered, without a name."""

    counted: bool = False


@dataclass(frozen=True)
class NotAsked:
    """This member was not asked, or there is no such call-out or answer: what is said is the same."""


@dataclass(frozen=True)
class NoDeputyNow:
    """The deputy cannot be asked now, or cannot come."""

    call_out: CallOut


@use_case(Permission.ANSWER_CALL_OUT)
def answer(
    at: Moment, call_out_id: CallOutId, chosen: Answer, arrival: datetime | None = None
) -> Answered | ClosedAlready | NotAsked | NoDeputyNow:
    """Say *ik kom*, or anything else; the newest answer counts."""
    asked, before = callouts.hold(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    if asked is None or before is None:
        return NotAsked()
    response = rules.said(before, chosen, arrival, at.now)
    if not asked.open or asked.met(at.now):
        return _too_late(at, asked, response, before)
    if chosen not in _choices(at, asked):
        return NotAsked()
    if chosen is Answer.DEPUTY and callout_deputies.can_be_sent(at, asked.id, at.actor.me) is None:
        return NoDeputyNow(asked)
    if not rules.repeats(before, response):
        keep(at, asked, before, response)
    return Answered(asked, response, before)


def _choices(at: Moment, asked: CallOut) -> frozenset[Answer]:
    """What this member can answer now."""
    sends = callout_standing_in.offers_deputy(at, asked, at.actor.me)
    return offered(asked, at.now) | (frozenset({Answer.DEPUTY}) if sends else frozenset())


def keep(at: Moment, asked: CallOut, before: Response, response: Response) -> None:
    """Write an answer down, with everything that follows from it."""
    store.respond(at.tx, asked.id, response)
    mark_yes(at, asked, response)
    if may_change_circle(at, asked, before, response):
        circle_changed(at, asked, before, store.responses(at.tx, asked.id))
    callout_standing_in.said(at, asked, before, response)
    at.tell([*card(at, asked), *_ask_again(at, asked, response)])


def _ask_again(at: Moment, asked: CallOut, response: Response) -> list[Fact]:
    """*Weet ik nog niet*: once more at the end of the time to answer."""
    reply_by = asked.times.reply_by
    if response.answer is not Answer.UNDECIDED or reply_by is None or reply_by <= at.now:
        return []
    key = f"again:{asked.id}:{response.member}"
    payload = {"call_out": asked.id}
    return [Fact(ASK_AGAIN, response.member, Lane.ALARM, reply_by, payload, key, asked.times.starts_at)]


def _too_late(at: Moment, asked: CallOut, response: Response, before: Response) -> ClosedAlready:
    if response == before:
        return ClosedAlready()
    store.note_late(at.tx, asked.id, at.actor.me)
    at.tell(card(at, asked))
    return ClosedAlready(counted=True)


@use_case(Permission.ANSWER_CALL_OUT)
def no_longer_ready(at: Moment, call_out_id: CallOutId) -> CallOut | None:
    """*Toch niet paraat*: nobody asks any more; None when that was not the answer."""
    asked, mine = callouts.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    if asked is None or mine is None or mine.answer is not Answer.STANDING_BY:
        return None
    store.respond(at.tx, call_out_id, rules.said(mine, Answer.NONE, None, at.now))
    return asked


@use_case(Permission.ANSWER_CALL_OUT)
def no_more_about(at: Moment, call_out_id: CallOutId) -> None:
    """*Geen berichten hierover*."""
    store.silence(at.tx, call_out_id, at.actor.me)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def asked_of_me(at: Moment, call_out_id: CallOutId) -> tuple[CallOut, Response] | None:
    """One call-out with the own answer."""
    asked, mine = callouts.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    return None if asked is None or mine is None else (asked, mine)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def open_ones(at: Moment) -> list[tuple[CallOut, Response]]:
    """Every open call-out for which this member was asked."""
    return store.open_for(at.tx, at.actor.me)


@use_case(Permission.EVERYONE, Trace.READS)
def newest_question(at: Moment) -> tuple[datetime, str] | None:
    """What *ja* or *nee* would answer: the newest open call-out that gathers people, before any drill."""
    if at.actor.member is None:
        return None
    found = [made for made, _ in store.open_for(at.tx, at.actor.member) if made.gathers or made.drill]
    asked = sorted(found, key=lambda made: made.drill)
    return (asked[0].sent_at, asked[0].id) if asked and asked[0].sent_at else None


@dataclass(frozen=True)
class Asked:
    """A call-out for one member; `got`: it reached them before, `deputy`: somebody can come for them.

    `also`: the name of whom they are asked for too, as deputy.
    """

    call_out: CallOut
    response: Response
    got: bool
    deputy: bool = False
    also: str | None = field(default=None, repr=False)


def _asked(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    call_out_id = CallOutId(payload["call_out"])
    made, mine = callouts.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, member)
    if made is None or not made.open or mine is None:
        return None
    deputy = callout_standing_in.offers_deputy(at, made, member)
    also = callout_standing_in.asked_for(at, made, mine)
    return Asked(made, mine, store.got(at.tx, call_out_id, member), deputy, also)


def facts_when_sent(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """The call-out for somebody who is asked, while it is open and people still come together."""
    asked = _asked(at, member, payload)
    if asked is None or asked.call_out.times.past(at.now):
        return None
    return asked


def facts_while_open(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """The call-out for somebody who got it and reads it only now: until it is closed."""
    return _asked(at, member, payload)


def facts_when_filled_in(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """What the desk filled in after a call, as long as that is what stands there."""
    asked = _asked(at, member, payload)
    if asked is None or not asked.response.on_behalf or asked.response.said_at is None:
        return None
    return asked if asked.response.said_at.isoformat() == payload["said_at"] else None


def facts_for_nudge(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """The nudge, only for who did not answer, and not once there are enough people."""
    return _unsaid(at, _asked(at, member, payload), Answer.NONE)


def facts_to_ask_again(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """Once more, only for who wanted to decide later."""
    return _unsaid(at, _asked(at, member, payload), Answer.UNDECIDED)


def _unsaid(at: Moment, asked: Asked | None, said: Answer) -> Asked | None:
    if asked is None or asked.response.answer is not said or asked.call_out.stand_down.told(at.now):
        return None
    return asked


def facts_of_stand_down(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """*Er zijn genoeg mensen*: for who got the call-out and said neither yes nor no."""
    asked = _asked(at, member, payload)
    if asked is None or not asked.got or not asked.call_out.stand_down.told(at.now):
        return None
    return asked if asked.response.answer in NOT_SAID else None


def facts_for_standby(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """Somebody is needed after all: for who stood by, until the start."""
    asked = _asked(at, member, payload)
    if asked is None or asked.response.answer is not Answer.STANDING_BY:
        return None
    starts_at = asked.call_out.times.starts_at
    return asked if starts_at is not None and at.now < starts_at else None
