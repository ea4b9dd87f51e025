"""What follows a call-out, as everybody reads it: what changed, that there is no news, that it is over."""

from datetime import datetime

from domain.callout_messages import Following, Moved, heard_card
from handlers.callouts import screens
from handlers.callouts.files import appointment
from handlers.callouts.speed import drill_lines
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases import callout_call_backs
from usecases.callout_follow_up import News, my_news


def message(news: News, view: View) -> Text:
    """The text that everybody who listens reads."""
    match news.message.kind:
        case Following.UPDATE:
            return _update(news, view)
        case Following.NO_NEWS:
            return text("callout.no_news_yet", next_update=_moment(news, view))
        case Following.ALL_CLEAR:
            return _all_clear(news)
        case Following.LAPSED:
            return text("callout.lapsed", erase_date=dates.day_with_year(news.erased_at))
        case Following.CANCELLED:
            when = news.call_out.times.starts_at or news.message.said_at
            reason = news.message.words.reason
            return text("callout.cancelled", when=dates.day_time(when, view.now), reason=reason)
        case Following.DRILL_OVER:
            return _drill_over(news)


def _moment(news: News, view: View) -> str:
    promised = news.message.next_update_at
    return dates.day_time(promised, view.now) if promised else ""


def _changes(news: News, view: View) -> Value:
    """What was written; or from what to what it moved, the place only for who comes when it was kept."""
    words, parts = news.message.words, news.call_out.parts
    if words.moved is None:
        return words.change
    secret = parts.place_after_answer and not news.comes
    return Lines.of(text("list.item", item=item) for item in moving_lines(words.moved, view, secret))


def moving_lines(moved: Moved, view: View, secret: bool) -> list[Text]:
    """The new time, place and number, each beside the one before."""
    lines = []
    if moved.start[1]:
        old, new = (dates.day_time(datetime.fromisoformat(one), view.now) for one in moved.start)
        lines.append(text("callout.moved_time", new=new, old=old))
    for key, (before, now) in (("place", moved.place), ("dial_in", moved.dial_in)):
        if now and secret:
            lines.append(text(f"callout.moved_{key}_later"))
        elif now:
            lines.append(text(f"callout.moved_{key}", new=now, old=before or text("none.said")))
    return lines


def _update(news: News, view: View) -> Text:
    words, sent_at = news.message.words, news.call_out.sent_at or news.message.said_at
    return text(
        "callout.update",
        callout_time=dates.day_time(sent_at, view.now),
        as_of=screens.as_of(news.message.said_at, view.now),
        change=_changes(news, view),
        unchanged=words.unchanged,
        line_to_say=words.line_to_say,
        next_update=_moment(news, view),
    )


def _all_clear(news: News) -> Text:
    words = news.message.words
    calm: Value = text("callout.calm") if words.calm else ""
    erased = dates.day_with_year(news.erased_at)
    return text("callout.all_clear", calm_line=calm, summary=words.summary, erase_date=erased)


def _drill_over(news: News) -> Text:
    totals = news.call_out.totals
    return text(
        "callout.drill_over",
        asked=totals.asked if totals else 0,
        answered=totals.answered if totals else 0,
        before_line=drill_lines(news.call_out, news.drill_before),
        erase_date=dates.day_with_year(news.erased_at),
    )


def screen(news: News, view: View) -> Screen:
    """The message as it arrives; who comes gets the appointment anew when it moved or is off."""
    shown = Screen(message(news, view), _buttons(news), card=_card(news))
    appointment = _appointment(news, view) if news.comes else None
    return shown if appointment is None else shown.followed_by(appointment)


def _card(news: News) -> str | None:
    """A message that tells of a place is known until the end."""
    return heard_card(news.call_out.id) if news.message.words.moved is not None else None


def _appointment(news: News, view: View) -> Screen | None:
    made, moved = news.call_out, news.message.words.moved
    cancelled = news.message.kind is Following.CANCELLED
    if made.times.starts_at is None or not (cancelled or (moved and (moved.start[1] or moved.place[1]))):
        return None
    return appointment(made, made.times.starts_at, view, cancelled)


def _buttons(news: News) -> tuple[Button, ...]:
    read = Button(text("button.have_read"), press("c1:read", news.message.id))
    match news.message.kind:
        case Following.UPDATE:
            return read, screens.question()
        case Following.NO_NEWS:
            return (screens.question(),)
        case Following.LAPSED:
            return read, screens.question()
        case Following.ALL_CLEAR:
            call = Button(text("button.call_me_please"), press("c1:callme", news.message.id))
            return call, Button(text("button.doing_well"), press("c1:fine", news.message.id))
        case _:
            return (read,)


async def _mine(at: Context, message_id: str) -> News:
    news = await at.run(my_news, message_id)
    if news is None:
        raise NoSuchRoute
    return news


def _above(said: Text, news: News, view: View, *buttons: Button) -> Screen:
    """The answer above the message, which stays readable."""
    shown = text("callout.with_answer", answer=said, message=message(news, view))
    return Screen(shown, buttons, card=_card(news))


async def read(at: Context, message_id: str) -> Screen:
    """*Ik heb het gelezen*."""
    news = await _mine(at, message_id)
    return _above(text("callout.answer_read"), news, at.view, to_menu())


async def fine(at: Context, message_id: str) -> Screen:
    """*Het gaat goed*."""
    news = await _mine(at, message_id)
    return _above(text("callout.doing_well"), news, at.view, to_menu())


async def call_me(at: Context, message_id: str) -> Screen:
    """*Bel mij graag*: a task at the desk; without a number it is asked for."""
    news = await _mine(at, message_id)
    will = await at.run(callout_call_backs.call_me, news.call_out.id)
    if will is None or news.message.kind is not Following.ALL_CLEAR:
        raise NoSuchRoute
    if will.has_number:
        return _above(text("callout.call_me"), news, at.view, to_menu())
    number = Button(text("button.give_number"), press("m1:phone"))
    return _above(text("callout.call_me_no_number"), news, at.view, number, to_menu())
