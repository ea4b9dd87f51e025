"""When a gathering is over, its place, its number and its buttons leave the messages that told of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.actors import Permission
from domain.callout_answers import Answer, Response
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, cards
from storage import callout_chats as store
from storage.callout_chats import Shown
from storage.outbox import Fact
from usecases import callout_standing_in
from usecases.app import Moment, Trace, use_case

IN_CHAT = "callout.in_chat"
# A message that was on its way while the call-out closed is found at the next tick.
ON_ITS_WAY = timedelta(minutes=3)


def over(at: Moment, made: CallOut) -> list[Fact]:
    """At the end: each message that told of a place or could be answered."""
    return _facts(at, made.id, "over", store.showing(at.tx, made.id, *cards.KEPT)) if made.gathers else []


def moved(at: Moment, made: CallOut) -> list[Fact]:
    """When the time or the place changed: each message with the call-out says the new one."""
    shown = store.showing(at.tx, made.id, store.ASKED)
    return _facts(at, made.id, f"moved{made.sequence}", shown)


def _facts(at: Moment, call_out: CallOutId, why: str, shown: Iterable[Shown]) -> list[Fact]:
    return [
        Fact(
            IN_CHAT, member, Lane.EDIT, at.now, {"call_out": call_out, "card": card},
            f"chat:{call_out}:{why}:{message}:{member}",
        )
        for member, card, message in shown
    ]  # fmt: skip


@use_case(Permission.SYSTEM, Trace.READS)
def catch_up(at: Moment) -> int:
    """Messages that came while the call-out was closed; returns how many."""
    found = store.shown_after_the_end(at.tx, at.now - ON_ITS_WAY)
    for call_out, shown in found:
        at.tell(_facts(at, call_out, "late", [shown]))
    return len(found)


@dataclass(frozen=True)
class InChat:
    """One message in the chat of a member: of which call-out, the own answer, and the card to change.

    `also`: the name of whom they are asked for too, as deputy.
    """

    call_out: CallOut
    mine: Response
    card: str
    also: str | None = field(default=None, repr=False)


def facts_in_chat(at: Moment, member: MemberId, payload: Mapping[str, str]) -> InChat | None:
    """As long as the message shows it; while the call-out is open only the call-out itself changes."""
    call_out = CallOutId(payload["call_out"])
    made, mine = callouts.load(at.tx, call_out), callout_answers.response_of(at.tx, call_out, member)
    if made is None or cards.message_of(at.tx, member, payload["card"]) is None:
        return None
    if made.open and (mine is None or mine.answer is Answer.DEPUTY):
        return None
    also = callout_standing_in.asked_for(at, made, mine) if mine is not None else None
    return InChat(made, mine or Response(member, Answer.NONE), payload["card"], also)
