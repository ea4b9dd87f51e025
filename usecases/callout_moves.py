"""Another time or place for a call-out that is open: everybody asked hears it, and who comes gets it anew."""

from dataclasses import replace
from datetime import datetime

from domain import callout_moves as rules
from domain.actors import Permission
from domain.callout_answers import Answer
from domain.callout_messages import Following, Words
from domain.callout_moves import Move
from domain.callouts import CallOut, half_time
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, outbox
from storage.outbox import Fact, State
from usecases import callout_chats
from usecases.app import Moment, use_case
from usecases.callout_answers import ASK_AGAIN
from usecases.callout_follow_up import Outcome, SaysTooLittle, follow
from usecases.callout_sending import NUDGE, NotNow, TimePassed, call_list_due


@use_case(Permission.RUN_CALL_OUT)
def move(
    at: Moment, call_out_id: CallOutId, wanted: Move, words: Words, next_update_at: datetime
) -> Outcome | TimePassed:
    """*Tijd of plek aanpassen*: never to a time that is past; the time to answer moves along."""
    before = callouts.hold(at.tx, call_out_id)
    if before is None or not before.open or not before.gathers:
        return NotNow(before.state if before else None)
    if wanted.starts_at is not None and wanted.starts_at <= at.now:
        return TimePassed()
    after = rules.moved(before, wanted, at.now, at.network.callouts.answer.of(before.urgency))
    if after is None:
        return SaysTooLittle()
    callouts.rewrite(at.tx, after)
    if after.times.reply_by != before.times.reply_by:
        _ask_anew(at, after)
    at.tell(callout_chats.moved(at, after))
    told = replace(words, moved=rules.difference(before, after))
    return follow(at, call_out_id, Following.UPDATE, told, next_update_at)


def _ask_anew(at: Moment, after: CallOut) -> None:
    """What waits for the time to answer waits for the new one: the nudge, the second question, the list."""
    reply_by = after.times.reply_by
    if reply_by is None or reply_by <= at.now:
        return
    said = {one.member: one.answer for one in callout_answers.responses(at.tx, after.id)}
    nudged = [one for one in _taken_back(at, f"nudge:{after.id}:") if said.get(one) is Answer.NONE]
    undecided = [one for one in _taken_back(at, f"again:{after.id}:") if said.get(one) is Answer.UNDECIDED]
    half = half_time(at.now, reply_by, at.network.callouts.nudge_at)
    at.tell(_fact(after, NUDGE, half, one, drop_after=reply_by) for one in nudged)
    at.tell(_fact(after, ASK_AGAIN, reply_by, one, after.times.starts_at) for one in undecided)
    _taken_back(at, f"list:{after.id}:")
    callout_answers.same_time(at.tx, after.id)
    at.tell(call_list_due(at, after))


def _taken_back(at: Moment, prefix: str) -> list[MemberId]:
    """Whoever had it still to come, and does not have it yet."""
    outbox.withdraw(at.tx, prefix, at.now)
    had = outbox.ended(at.tx, prefix, [State.SENDING, State.ACCEPTED, State.UNCERTAIN])
    return sorted(set(outbox.ended(at.tx, prefix, [State.CANCELLED])) - set(had))


AGAIN = {
    NUDGE: ("nudge", Lane.ESCALATION),
    ASK_AGAIN: ("again", Lane.ALARM),
}


def _fact(after: CallOut, kind: str, due: datetime, to: MemberId, drop_after: datetime | None = None) -> Fact:
    word, lane = AGAIN[kind]
    key = f"{word}:{after.id}:{after.sequence}:{to}"
    return Fact(kind, to, lane, due, {"call_out": after.id}, key, drop_after)
