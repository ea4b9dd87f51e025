"""What asked the whole desk stops asking the others once one of them acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callouts, cards
from storage.outbox import Fact
from usecases.app import Moment
from usecases.callout_board import at_the_desk

HANDLED = "callout.handled"


@dataclass(frozen=True)
class Handled:
    """Somebody else did it: which message says so now, and about which call-out."""

    call_out: CallOutId
    card: str


def call_list_card(call_out: CallOutId) -> str:
    """The name of the message that offers the call list."""
    return f"list:{call_out}"


def promise_card(made: CallOut) -> str:
    """The name of the message about this promised next one."""
    promised = made.times.next_update_at
    return f"due:{made.id}:{int(promised.timestamp()) if promised else 0}"


def call_back_card(call_out: CallOutId, member: MemberId) -> str:
    """The name of the message that somebody wants to be called; it holds nobody's id."""
    return "call:" + sha256(f"{call_out}:{member}".encode()).hexdigest()[:24]


def others_hear(at: Moment, call_out: CallOutId, card: str) -> None:
    """The others who were asked see that it was taken up; a message that shows something else stays."""
    for desk in cards.shown_to(at.tx, card):
        message = cards.message_of(at.tx, desk, card)
        if desk != at.actor.member and message != cards.message_of(at.tx, desk, callouts.card_name(call_out)):
            payload = {"call_out": call_out, "card": card}
            at.tell([Fact(HANDLED, desk, Lane.EDIT, at.now, payload, confidential=True)])


def facts_of_handled(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> Handled | None:
    """Only for who still works at the desk and still has that message."""
    card = payload["card"]
    if not at_the_desk(at, desk) or cards.message_of(at.tx, desk, card) is None:
        return None
    return Handled(CallOutId(payload["call_out"]), card)
