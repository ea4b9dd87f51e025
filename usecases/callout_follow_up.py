"""Whoever was called hears how it goes on, and at the end what was done with the help."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain import callout_messages as rules
from domain import callouts as states
from domain.actors import Permission
from domain.callout_answers import YES
from domain.callout_messages import ENDINGS, Following, FollowUp, Words
from domain.callouts import CallOut, Deed
from domain.ids import CallOutId, MemberId
from domain.network_times import Retention
from domain.pacing import Lane
from storage import callout_answers, callout_figures, callouts
from storage import callout_messages as store
from storage.outbox import Fact
from usecases import callout_chats
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import Standing, standing_of
from usecases.callout_evaluation import looking_back
from usecases.callout_figures import drill_before
from usecases.callout_handled import others_hear, promise_card
from usecases.callout_sending import NotNow, card, promised_update

FOLLOW_UP = "callout.follow_up"
DEEDS = {
    Following.UPDATE: Deed.UPDATE,
    Following.NO_NEWS: Deed.UPDATE,
    Following.ALL_CLEAR: Deed.CLOSE,
    Following.DRILL_OVER: Deed.CLOSE,
    Following.CANCELLED: Deed.CANCEL,
    Following.LAPSED: Deed.CLOSE,
}


@dataclass(frozen=True)
class Followed:
    """It goes to so many people; with an ending the call-out is over."""

    call_out: CallOut
    people: int
    ended: bool = False


@dataclass(frozen=True)
class SaysTooLittle:
    """The words without which this message may not go are not there."""


Outcome = Followed | NotNow | SaysTooLittle


@use_case(Permission.RUN_CALL_OUT)
def update(at: Moment, call_out_id: CallOutId, words: Words, next_update_at: datetime) -> Outcome:
    """*Nieuw bericht sturen*: what changed, what did not, and when the next one comes."""
    return follow(at, call_out_id, Following.UPDATE, words, next_update_at)


@use_case(Permission.RUN_CALL_OUT)
def no_news(at: Moment, call_out_id: CallOutId, next_update_at: datetime) -> Outcome:
    """*Nog geen nieuws*: the promise is kept, and renewed."""
    return follow(at, call_out_id, Following.NO_NEWS, Words(), next_update_at)


@use_case(Permission.RUN_CALL_OUT)
def close(at: Moment, call_out_id: CallOutId, words: Words) -> Outcome:
    """*Oproep afsluiten*: impossible without what was done with the help; a drill only ends."""
    made = callouts.load(at.tx, call_out_id)
    kind = Following.DRILL_OVER if made is not None and made.drill else Following.ALL_CLEAR
    return follow(at, call_out_id, kind, words)


@use_case(Permission.RUN_CALL_OUT)
def cancel(at: Moment, call_out_id: CallOutId, reason: str) -> Outcome:
    """*Gaat niet door*: with the reason."""
    return follow(at, call_out_id, Following.CANCELLED, Words(reason=reason))


@use_case(Permission.SYSTEM, Trace.READS)
def lapse(at: Moment, call_out_id: CallOutId) -> Outcome:
    """Nobody closed it: it ends, and whoever was asked hears that we are sorry; a drill ends as a drill."""
    made = callouts.load(at.tx, call_out_id)
    kind = Following.DRILL_OVER if made is not None and made.drill else Following.LAPSED
    return follow(at, call_out_id, kind, Words())


def follow(
    at: Moment,
    call_out_id: CallOutId,
    kind: Following,
    words: Words,
    next_update_at: datetime | None = None,
) -> Outcome:
    """Tell everybody who listens, once, and only what fits the state of this moment."""
    made = callouts.hold(at.tx, call_out_id)
    after = None if made is None else states.after(made.state, DEEDS[kind])
    if made is None or after is None or not rules.may_follow(kind, made.drill, made.gathers):
        return NotNow(made.state if made else None)
    if not rules.says_enough(kind, words):
        return SaysTooLittle()
    ended = {"closed_at": at.now} if kind in ENDINGS else {}
    callouts.move(at.tx, made.id, made.state, after, **ended)
    message = FollowUp(at.new_id(), made.id, kind, words, at.now, next_update_at)
    store.add(at.tx, message)
    listening = callout_answers.listening(at.tx, made.id)
    at.tell(_to_everybody(at, made, message, listening))
    if kind in ENDINGS:
        at.tell(callout_chats.over(at, made))
    if kind is Following.ALL_CLEAR:
        at.tell(looking_back(at, made, listening))
    _at_the_desk(at, made, message)
    return Followed(made, len(listening), kind in ENDINGS)


def _to_everybody(at: Moment, made: CallOut, message: FollowUp, listening: list[MemberId]) -> list[Fact]:
    """How it ended is told as long as the answers are kept, however long nothing could go out."""
    payload = {"call_out": message.call_out, "message": message.id}
    until = erased_at(at.network.retention, made, at.now) if message.kind in ENDINGS else None
    return [
        Fact(FOLLOW_UP, member, Lane.ALARM, at.now, payload, f"follow:{message.id}:{member}", until)
        for member in listening
    ]


def _at_the_desk(at: Moment, made: CallOut, message: FollowUp) -> None:
    """The next promise, or the counts of the end; and the card."""
    others_hear(at, made.id, promise_card(made))
    if message.kind in ENDINGS:
        standing = standing_of(at, made)
        callouts.total(at.tx, made.id, standing.tally)
        callout_figures.mark_half(at.tx, made.id, standing.call_out.reached.half)
    else:
        made = replace(made, times=replace(made.times, next_update_at=message.next_update_at))
        callouts.rewrite(at.tx, made)
        at.tell(promised_update(at, made))
    at.tell(card(at, made))


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def about(at: Moment, call_out_id: CallOutId) -> tuple[Standing, int] | None:
    """What a message would follow, and how many would get it; None when it is over."""
    made = callouts.load(at.tx, call_out_id)
    if made is None or not made.open:
        return None
    return standing_of(at, made), len(callout_answers.listening(at.tx, call_out_id))


def erased_at(kept: Retention, made: CallOut, said_at: datetime) -> datetime:
    """When the answers go, counted from the ending."""
    return said_at + (kept.drill_answers if made.drill else kept.call_out_answers)


@dataclass(frozen=True)
class News:
    """A message that follows, for one member: whether the call-out reached them, and whether they come."""

    call_out: CallOut
    message: FollowUp
    erased_at: datetime
    got: bool = True
    comes: bool = False
    drill_before: CallOut | None = None


def _news(at: Moment, member: MemberId, message_id: str) -> News | None:
    message = store.load(at.tx, message_id)
    made = callouts.load(at.tx, message.call_out) if message else None
    if message is None or made is None or not callout_answers.listens(at.tx, made.id, member):
        return None
    goes_at = erased_at(at.network.retention, made, message.said_at)
    before = drill_before(at, made)
    said = callout_answers.response_of(at.tx, made.id, member)
    got = callout_answers.got(at.tx, made.id, member)
    comes = said is not None and said.answer in YES
    return News(made, message, goes_at, got, comes, before)


def facts_of_follow_up(at: Moment, member: MemberId, payload: Mapping[str, str]) -> News | None:
    """Updates only while it is open; an ending only for who heard of it at all."""
    news = _news(at, member, payload["message"])
    if news is None:
        return None
    holds = news.got if news.message.kind in ENDINGS else news.call_out.open
    return news if holds else None


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def my_news(at: Moment, message_id: str) -> News | None:
    """A message that follows, once more, for who got it."""
    return _news(at, at.actor.me, message_id)
