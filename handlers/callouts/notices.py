"""What the outbox tells about call-outs, read again at the moment of sending."""

from datetime import datetime, timedelta

from domain.callouts import CallOut
from domain.network_times import Urgency
from handlers.callouts import screens
from handlers.callouts.board import board_screen
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from usecases import callout_answers, callouts
from usecases.callout_answers import Standing
from usecases.callouts import Request
from usecases.delivery import Hours


def approval(request: Request, view: View) -> Screen:
    """To a second person, with everything."""
    made = request.call_out
    said = text(
        "coordinator.callout_approval",
        requester_name=request.requester_name,
        recipients=request.people,
        message=screens.message(made, view),
    )
    yes = Button(text("button.yes_send"), press("c1:approve", made.id))
    return Screen(said, (yes, Button(text("button.consult_first"), press("c1:consult", made.id))))


def alone(made: CallOut, view: View) -> Screen:
    """To the one who asked, after the waiting time."""
    minutes = int(view.network.callouts.second_person.wait.total_seconds() // 60)
    buttons = (
        Button(text("button.wait_after_all"), press("c1:wait", made.id)),
        Button(text("button.send_alone"), press("c1:alone", made.id)),
    )
    return Screen(text("coordinator.callout_alone", minutes=minutes), buttons)


def consult(_made: CallOut, _view: View) -> Screen:
    """To the one who asked: the second person wants to talk first."""
    return Screen(text("coordinator.callout_consult_asked"))


def sent_alone(_made: CallOut, _view: View) -> Screen:
    """To the other second persons."""
    return Screen(text("coordinator.callout_sent_alone"))


def call_list(standing: Standing, _view: View) -> Screen:
    """To the netwerkregisseur, after the time to answer."""
    tally, call_out = standing.tally, standing.call_out.id
    said = text(
        "coordinator.call_list",
        yes=tally.coming,
        later=tally.later,
        dialling=tally.dialling,
        no=tally.not_coming,
        open=tally.open,
    )
    open_it = Button(text("button.open_call_list"), press("c1:list", call_out))
    return Screen(said, (open_it, Button(text("button.do_not_call"), press("c1:board", call_out))))


def update_due(made: CallOut, view: View) -> Screen:
    """To the netwerkregisseur: a message was promised."""
    promised = made.times.next_update_at or view.now
    minutes = max(0, round((promised - view.now).total_seconds() / 60))
    buttons = (
        Button(text("button.write_message"), press("c1:update", made.id)),
        Button(text("button.no_news_yet"), press("c1:nonews", made.id)),
        Button(text("button.close_callout"), press("c1:close", made.id)),
    )
    said = text("coordinator.update_due", next_update=dates.clock_time(promised), minutes=minutes)
    return Screen(said, buttons)


SOON = timedelta(hours=12)


def by_urgency(made: CallOut, now: datetime) -> Hours:
    """An urgent call-out, and one that is soon, breaks through quiet hours; one for later waits for the morning."""
    soon = made.times.starts_at is not None and made.times.starts_at - now < SOON
    return Hours.UNLESS_NIGHTS_OFF if made.urgency is Urgency.URGENT or soon else Hours.WAKING


NOTICES = (
    NoticeKind(callouts.CARD, callout_answers.facts_standing, board_screen, always),
    NoticeKind(callouts.SENT, callout_answers.facts_when_sent, screens.invitation, by_urgency),
    NoticeKind(callouts.NUDGE, callout_answers.facts_for_nudge, screens.nudge, by_urgency),
    NoticeKind(callouts.APPROVAL, callouts.facts_for_approval, approval, always),
    NoticeKind(callouts.ALONE, callouts.facts_while_waiting, alone, always),
    NoticeKind(callouts.CONSULT, callouts.facts_while_waiting, consult, always),
    NoticeKind(callouts.SENT_ALONE, callouts.facts_sent_alone, sent_alone, always),
    NoticeKind(callouts.CALL_LIST, callout_answers.facts_at_reply_by, call_list, always),
    NoticeKind(callouts.UPDATE_DUE, callout_answers.facts_update_due, update_due, always),
)
