"""What stands above a call-out after each answer, and how it can still be changed."""

from collections.abc import Callable

from domain.callout_answers import Answer, Response
from domain.callouts import CallOut
from handlers.callouts import screens
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.screen import View
from handlers.kit.texts import Text, text

Confirmed = tuple[Text, tuple[Button, ...]]


def confirmation(call_out: CallOut, response: Response, view: View) -> Confirmed:
    """The answer in words, with its buttons."""
    if call_out.drill:
        return _drill(call_out, response)
    return CONFIRMATIONS[response.answer](call_out, response, view)


def _drill(call_out: CallOut, response: Response) -> Confirmed:
    reachable = response.answer is Answer.COMING
    other = (
        screens.not_coming(call_out, "button.not_reachable_now")
        if reachable
        else screens.coming(call_out, "button.reachable")
    )
    return text("callout.drill_answered" if reachable else "callout.drill_answered_no"), (other,)


def _when(call_out: CallOut, view: View) -> str:
    return dates.day_time(call_out.times.starts_at, view.now) if call_out.times.starts_at else ""


def _calendar(call_out: CallOut) -> Button:
    return Button(text("button.add_to_calendar"), press("c1:calendar", call_out.id))


def _coming(call_out: CallOut, response: Response, view: View) -> Confirmed:
    place, not_after_all = screens.place(call_out.parts), "button.not_coming_after_all"
    toggle, calendar = screens.not_coming(call_out, not_after_all), _calendar(call_out)
    if response.arrival is None:
        said = text("callout.answer_yes", when=_when(call_out, view), place=place)
        return said, (toggle, screens.later(call_out), calendar)
    other = Button(text("button.choose_other_time"), press("c1:later", call_out.id))
    said = text("callout.answer_arrival", arrival=dates.clock_time(response.arrival), place=place)
    return said, (other, toggle, calendar)


def _dialling_in(call_out: CallOut, _response: Response, view: View) -> Confirmed:
    said = text("callout.answer_dial_in", when=_when(call_out, view), dial_in=call_out.parts.dial_in)
    myself = screens.coming(call_out, "button.coming_myself_after_all")
    return said, (myself, screens.not_coming(call_out, "button.not_dialling_in_after_all"))


def _not_coming(call_out: CallOut, _response: Response, _view: View) -> Confirmed:
    hush = Button(text("button.no_messages_about_this"), press("c1:hush", call_out.id))
    return text("callout.answer_no"), (screens.coming(call_out, "button.coming_after_all"), hush)


def _undecided(call_out: CallOut, _response: Response, view: View) -> Confirmed:
    """The time to ask again is only promised while it is still to come."""
    reply_by = call_out.times.reply_by
    buttons = (screens.coming(call_out), screens.not_coming(call_out))
    if reply_by is None or reply_by <= view.now:
        return text("callout.answer_later_open"), buttons
    return text("callout.answer_later", ask_again_at=dates.clock_time(reply_by)), buttons


def _read(_call_out: CallOut, _response: Response, _view: View) -> Confirmed:
    return text("callout.answer_read"), (screens.question(),)


def _standing_by(call_out: CallOut, _response: Response, view: View) -> Confirmed:
    stop = Button(text("button.not_ready_after_all"), press("c1:unready", call_out.id))
    return text("callout.standing_by", until=_when(call_out, view)), (stop,)


def _nothing(call_out: CallOut, _response: Response, _view: View) -> Confirmed:
    return text("callout.answer_none"), screens.answers_to(call_out)


CONFIRMATIONS: dict[Answer, Callable[[CallOut, Response, View], Confirmed]] = {
    Answer.NONE: _nothing,
    Answer.COMING: _coming,
    Answer.DIALLING_IN: _dialling_in,
    Answer.NOT_COMING: _not_coming,
    Answer.UNDECIDED: _undecided,
    Answer.READ: _read,
    Answer.STANDING_BY: _standing_by,
}


def history(call_out: CallOut, response: Response) -> Text | None:
    """What stood there before and when it changed, or that the desk filled it in; None for a first answer."""
    if response.said_at is None or response.answer is Answer.NONE:
        return None
    said_at = dates.clock_time(response.said_at)
    if response.on_behalf:
        return text("callout.answer_filled_in", said_at=said_at)
    if response.before in (None, response.answer):
        return None
    before = chosen_words(call_out, Response(response.member, response.before))
    return text("callout.answer_changed", before=before, said_at=said_at)


def chosen_words(call_out: CallOut, response: Response) -> Text:
    """The answer as its button said it."""
    if call_out.drill:
        return text("answer.reachable" if response.answer is Answer.COMING else "answer.not_reachable")
    if response.arrival is not None:
        return text("answer.later")
    return text(f"answer.{response.answer.value}")
