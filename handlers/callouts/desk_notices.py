"""What the outbox tells about phoning and delivery, and that a colleague took something up."""

from handlers.callouts import answers, call_backs, delivery
from handlers.callouts.notices import after_the_call_out
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from usecases import (
    callout_answers,
    callout_call_backs,
    callout_calls,
    callout_delivery,
    callout_handled,
    callout_sending,
)
from usecases.callout_answers import Asked
from usecases.callout_handled import Handled


def filled_in(asked: Asked, view: View) -> Screen:
    """To the member: what we filled in after calling, with every other answer one tap away."""
    return answers.answered(asked.call_out, asked.response, view)


def handled(found: Handled, _view: View) -> Screen:
    """In the place of what was asked: a colleague does it."""
    board = Button(text("button.view_callout"), press("c1:board", found.call_out))
    return Screen(text("coordinator.handled"), (board, to_menu()), card=found.card)


NOTICES = (
    NoticeKind(callout_calls.FILLED_IN, callout_answers.facts_when_filled_in, filled_in, after_the_call_out),
    NoticeKind(callout_call_backs.CALL_BACK, callout_call_backs.facts_of_call_back, call_backs.call_back),
    NoticeKind(callout_handled.HANDLED, callout_handled.facts_of_handled, handled, always),
    NoticeKind(callout_sending.DELIVERY, callout_delivery.facts_of_delivery, delivery.report_screen, always),
)
