"""What the outbox tells about call-outs, read again at the moment of sending."""

from datetime import datetime, timedelta
from math import ceil

from domain.callout_messages import Following
from domain.callouts import CallOut
from domain.network_times import Urgency
from handlers.callouts import news, screens
from handlers.callouts.board import board_changes, board_screen
from handlers.callouts.wave_words import with_wave
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, text
from usecases import (
    callout_answers,
    callout_approval,
    callout_board,
    callout_follow_up,
    callout_sending,
    callout_stand_down,
)
from usecases.callout_answers import Asked
from usecases.callout_approval import Consult, Request, Waiting, WentAlone
from usecases.callout_board import Standing
from usecases.callout_follow_up import News
from usecases.callout_handled import call_list_card, promise_card
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
    said = with_wave(said, made, view)
    return Screen(said, (yes, Button(text("button.consult_first"), press("c1:consult", made.id))))


def alone(waiting: Waiting, view: View) -> Screen:
    """To the one who asked, after the waiting time; a stand-in hears whom to call."""
    made, minutes = waiting.call_out, int(view.network.callouts.second_person.wait.total_seconds() // 60)
    if not waiting.may_go_alone:
        said = text("coordinator.callout_not_alone", minutes=minutes)
        return Screen(said, (Button(text("button.do_not_send"), press("c1:withdraw", made.id)),))
    buttons = (
        Button(text("button.wait_after_all"), press("c1:wait", made.id)),
        Button(text("button.send_alone"), press("c1:alone", made.id)),
    )
    return Screen(text("coordinator.callout_alone", minutes=minutes), buttons)


def consult(asked: Consult, _view: View) -> Screen:
    """To the one who asked: the second person wants to talk first."""
    made = asked.call_out
    buttons = (
        Button(text("button.change_text"), press("c1:edit", made.id)),
        Button(text("button.do_not_send"), press("c1:withdraw", made.id)),
    )
    return Screen(text("coordinator.callout_consult_asked", name=asked.name), buttons)


def sent_alone(went: WentAlone, _view: View) -> Screen:
    """To everybody who could have agreed, with the reason."""
    names = {"requester_name": went.requester_name, "reason": went.reason}
    return Screen(text("coordinator.callout_sent_alone", **names), (to_menu(),))


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
    leave_it = Button(text("button.do_not_call"), press("c1:board", call_out))
    return Screen(said, (open_it, leave_it), card=call_list_card(call_out))


def update_due(made: CallOut, view: View) -> Screen:
    """To the netwerkregisseur: a message was promised."""
    promised = made.times.next_update_at or view.now
    buttons = (
        Button(text("button.write_message"), press("c1:update", made.id)),
        Button(text("button.no_news_yet"), press("c1:nonews", made.id)),
        Button(text("button.close_callout"), press("c1:close", made.id)),
    )
    return Screen(_promised(promised, view.now), buttons, card=promise_card(made))


def _promised(promised: datetime, now: datetime) -> Text:
    """How long there is still; after a downtime the time may be past."""
    said = dates.clock_time(promised)
    if promised <= now:
        return text("coordinator.update_overdue", next_update=said)
    minutes = ceil((promised - now).total_seconds() / 60)
    return text("coordinator.update_due", next_update=said, minutes=minutes)


SOON = timedelta(hours=12)


def by_urgency(made: CallOut, now: datetime) -> Hours:
    """An urgent call-out, and one that is soon, breaks through quiet hours; another waits for the morning."""
    soon = made.times.starts_at is not None and made.times.starts_at - now < SOON
    return Hours.UNLESS_NIGHTS_OFF if made.urgency is Urgency.URGENT or soon else Hours.WAKING


def invitation(asked: Asked, view: View) -> Screen:
    """The call-out itself."""
    return screens.invitation(asked.call_out, view, asked.deputy, asked.also)


def as_called(asked: Asked, now: datetime) -> Hours:
    """The call-out itself comes by its urgency."""
    return by_urgency(asked.call_out, now)


def nudge(asked: Asked, view: View) -> Screen:
    """The one question more."""
    return screens.nudge(asked.call_out, view, asked.deputy)


def enough(asked: Asked, _view: View) -> Screen:
    """The circle is complete."""
    return screens.enough(asked.call_out)


def after_the_call_out(asked: Asked, now: datetime) -> Hours:
    """Whoever got the call-out gets what belongs to it, in quiet hours too, unless not at night."""
    return Hours.UNLESS_NIGHTS_OFF if asked.got else by_urgency(asked.call_out, now)


def as_news(told: News, now: datetime) -> Hours:
    """Whoever comes hears it at any hour; whoever else got the call-out too, unless not at night."""
    if told.message.kind is Following.LAPSED:
        return Hours.WAKING
    if not told.got:
        return by_urgency(told.call_out, now)
    return Hours.ALWAYS if told.comes else Hours.UNLESS_NIGHTS_OFF


_A, _B = callout_answers, callout_board
NOTICES = (
    NoticeKind(callout_sending.CARD, _B.facts_standing, board_screen, always),
    NoticeKind(callout_sending.CARD_CHANGES, _B.facts_standing, board_changes, always),
    NoticeKind(callout_sending.SENT, _A.facts_when_sent, invitation, as_called, to_read=_A.facts_while_open),
    NoticeKind(callout_sending.NUDGE, _A.facts_for_nudge, nudge, after_the_call_out),
    NoticeKind(_A.ASK_AGAIN, _A.facts_to_ask_again, nudge, after_the_call_out),
    NoticeKind(callout_stand_down.STAND_DOWN, _A.facts_of_stand_down, enough, after_the_call_out),
    NoticeKind(callout_stand_down.STANDBY, _A.facts_for_standby, nudge, after_the_call_out),
    NoticeKind(callout_follow_up.FOLLOW_UP, callout_follow_up.facts_of_follow_up, news.screen, as_news),
    NoticeKind(
        callout_approval.APPROVAL, callout_approval.facts_for_approval, approval, always, through_absence=True
    ),
    NoticeKind(callout_approval.ALONE, callout_approval.facts_after_the_wait, alone, always),
    NoticeKind(callout_approval.CONSULT, callout_approval.facts_to_consult, consult, always),
    NoticeKind(callout_approval.SENT_ALONE, callout_approval.facts_sent_alone, sent_alone, always),
    NoticeKind(callout_sending.CALL_LIST, _B.facts_at_reply_by, call_list, always),
    NoticeKind(callout_sending.UPDATE_DUE, _B.facts_update_due, update_due, always),
)
