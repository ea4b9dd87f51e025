"""When every agreed voice said yes, the rest hears that there are enough people, unless the desk says not."""

from collections.abc import Sequence
from dataclasses import replace

from domain import callout_answers as rules
from domain.actors import Permission
from domain.callout_answers import NOT_SAID, YES, Answer, Asking, Response, StandDown
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, members, outbox
from storage import callouts as store
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import circle_of
from usecases.callout_figures import mark_complete
from usecases.callout_sending import card

STAND_DOWN, STANDBY = "callout.stand_down", "callout.standby"


def may_change_circle(at: Moment, asked: CallOut, before: Response, newest: Response) -> bool:
    """Whether the circle can be another one now: only by a yes, or a yes taken back, of an agreed voice.

    A drill is looked at too, for the moment at which it was complete; nobody is let go.

    Asked first, so that an answer costs the same however many people were called.
    """
    if not (asked.gathers or asked.drill) or (before.answer in YES) == (newest.answer in YES):
        return False
    brought = [one for one in (newest.member, before.stands_for) if one]
    mine = set(members.voices(at.tx, brought).values())
    return any(voice.key in mine for voice in at.network.voices)


def circle_changed(at: Moment, asked: CallOut, before: Response, responses: Sequence[Response]) -> None:
    """After an answer: the rest may be let go, or whoever stands by may be needed."""
    earlier = [before if one.member == before.member else one for one in responses]
    complete = circle_of(at, responses).complete
    if complete:
        mark_complete(at, asked)
    if asked.drill:
        return
    notice = at.network.callouts.stand_down_notice
    after = rules.stand_down_after(asked.stand_down, complete, at.now, notice)
    if after != asked.stand_down:
        _plan(at, asked, after, responses)
    if not complete and asked.stand_down.told(at.now) and circle_of(at, earlier).complete:
        _ask_standby(at, asked, responses)


def _plan(at: Moment, asked: CallOut, stand_down: StandDown, responses: Sequence[Response]) -> None:
    store.let_go(at.tx, asked.id, stand_down)
    outbox.withdraw(at.tx, f"stand:{asked.id}:", at.now)
    if stand_down.at is None:
        return
    due, payload = stand_down.at, {"call_out": asked.id}
    prefix = f"stand:{asked.id}:{int(due.timestamp())}"
    rest = [one.member for one in responses if one.answer in NOT_SAID]
    at.tell(
        Fact(STAND_DOWN, member, Lane.ESCALATION, due, payload, f"{prefix}:{member}", asked.times.starts_at)
        for member in rest
    )


def _ask_standby(at: Moment, asked: CallOut, responses: Sequence[Response]) -> None:
    payload, prefix = {"call_out": asked.id}, f"standby:{asked.id}:{int(at.now.timestamp())}"
    at.tell(
        Fact(STANDBY, member, Lane.ALARM, at.now, payload, f"{prefix}:{member}")
        for member in _standing_by(responses)
    )


def _standing_by(responses: Sequence[Response]) -> list[MemberId]:
    return [one.member for one in responses if one.answer is Answer.STANDING_BY]


@use_case(Permission.RUN_CALL_OUT)
def ask_ready(at: Moment, call_out_id: CallOutId) -> int | None:
    """Ask who stands by before anybody else; each once. None when it is over, else how many were asked."""
    asked = store.hold(at.tx, call_out_id)
    starts_at = asked.times.starts_at if asked is not None and asked.open else None
    if asked is None or starts_at is None or starts_at <= at.now:
        return None
    payload = {"call_out": asked.id}
    return at.tell(
        Fact(STANDBY, member, Lane.ALARM, at.now, payload, f"ready:{asked.id}:{member}")
        for member in _standing_by(callout_answers.responses(at.tx, call_out_id))
    )


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def ready(at: Moment, call_out_id: CallOutId) -> int:
    """How many stand by."""
    return len(_standing_by(callout_answers.responses(at.tx, call_out_id)))


@use_case(Permission.RUN_CALL_OUT)
def keep_asking(at: Moment, call_out_id: CallOutId) -> bool:
    """*Iedereen blijven vragen*; False when the rest heard it already."""
    asked = store.hold(at.tx, call_out_id)
    if asked is None or not asked.open or not asked.gathers or asked.stand_down.told(at.now):
        return False
    _plan(at, asked, StandDown(Asking.KEPT), ())
    at.tell(card(at, replace(asked, stand_down=StandDown(Asking.KEPT))))
    return True


@use_case(Permission.RUN_CALL_OUT)
def tell_now(at: Moment, call_out_id: CallOutId) -> bool:
    """*Nu laten weten*; False when they heard it already, or the circle is not complete any more."""
    asked = store.hold(at.tx, call_out_id)
    if asked is None or not asked.open or not asked.gathers or asked.stand_down.told(at.now):
        return False
    responses = callout_answers.responses(at.tx, call_out_id)
    if not circle_of(at, responses).complete:
        return False
    _plan(at, asked, StandDown(Asking.ENOUGH, at.now), responses)
    at.tell(card(at, asked))
    return True
