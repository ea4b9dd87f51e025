"""Answering a call-out in one tap. The message stays readable; the answer stands above it and can be changed."""

from datetime import datetime

from domain.callouts import Answer, CallOut, Response, arrivals
from domain.ids import CallOutId
from handlers.callouts import screens
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.calendar import Entry, calendar_file
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Document, Place, Screen, View
from handlers.kit.texts import Lines, Text, text
from usecases import callout_answers as deeds
from usecases.callout_answers import Answered, ClosedAlready, NotAsked


async def answer(at: Context, call_out: str, word: str) -> Screen:
    """One tap on an answer."""
    if word not in list(Answer) or word == Answer.NONE:
        raise NoSuchRoute
    return await _answer(at, CallOutId(call_out), Answer(word), None)


async def yes_or_no(at: Context, call_out: str, yes: bool) -> Screen:
    """The typed words *ja* and *nee*."""
    shown = await _answer(at, CallOutId(call_out), Answer.COMING if yes else Answer.NOT_COMING, None)
    return shown.anew()


async def _answer(at: Context, call_out: CallOutId, chosen: Answer, arrival: datetime | None) -> Screen:
    match await at.run(deeds.answer, call_out, chosen, arrival):
        case Answered(call_out=asked, response=response):
            return answered(asked, response, at.view)
        case ClosedAlready():
            return Screen(text("callout.closed_already"), (to_menu(),), Place.NEW)
        case NotAsked():
            raise NoSuchRoute


def answered(call_out: CallOut, response: Response, view: View) -> Screen:
    """The answer in words above the call-out, with what can still be changed."""
    said, buttons = _confirmation(call_out, response, view)
    return Screen(text("callout.with_answer", answer=said, message=screens.message(call_out, view)), buttons)


def _confirmation(call_out: CallOut, response: Response, view: View) -> tuple[Text, tuple[Button, ...]]:
    when = dates.day_time(call_out.times.starts_at, view.now) if call_out.times.starts_at else ""
    place = screens.place(call_out.parts)
    toggle = screens.not_coming(call_out, "button.not_coming_after_all")
    calendar = Button(text("button.add_to_calendar"), press("c1:calendar", call_out.id))
    match response.answer:
        case Answer.COMING if call_out.drill:
            return text("callout.drill_answered"), ()
        case Answer.COMING if response.arrival is not None:
            arrival = dates.clock_time(response.arrival)
            other = Button(text("button.choose_other_time"), press("c1:later", call_out.id))
            return text("callout.answer_arrival", arrival=arrival, place=place), (other, toggle, calendar)
        case Answer.COMING:
            said = text("callout.answer_yes", when=when, place=place)
            return said, (toggle, screens.later(call_out), calendar)
        case Answer.DIALLING_IN:
            leave = screens.not_coming(call_out, "button.not_dialling_in_after_all")
            said = text("callout.answer_dial_in", when=when, dial_in=call_out.parts.dial_in)
            return said, (screens.coming(call_out, "button.coming_myself_after_all"), leave)
        case Answer.NOT_COMING if not call_out.drill:
            hush = Button(text("button.no_messages_about_this"), press("c1:hush", call_out.id))
            return text("callout.answer_no"), (screens.coming(call_out, "button.coming_after_all"), hush)
        case Answer.UNDECIDED if call_out.times.reply_by is not None:
            again = dates.clock_time(call_out.times.reply_by)
            buttons = (screens.coming(call_out), screens.not_coming(call_out))
            return text("callout.answer_later", ask_again_at=again), buttons
        case Answer.READ:
            return text("callout.answer_read"), (screens.question(),)
        case _:
            return text("callout.drill_answered"), ()


async def ask_arrival(at: Context, call_out: str) -> Screen:
    """*Ik kom later*: three times, from a quarter of an hour after the start."""
    asked, _ = await _asked(at, call_out)
    if not asked.open or asked.times.starts_at is None:
        return Screen(text("callout.closed_already"), (to_menu(),), Place.NEW)
    offered = arrivals(asked.times.starts_at, at.network.callouts.arrivals)
    buttons = [
        Button(
            text("button.at_arrival", arrival=dates.clock_time(moment)),
            press("c1:arrive", call_out, str(index)),
        )
        for index, moment in enumerate(offered)
    ]
    return Screen(text("callout.ask_arrival"), (*buttons, screens.coming(asked, "button.on_time_after_all")))


async def arrive(at: Context, call_out: str, index: str) -> Screen:
    """One of the three times."""
    asked, _ = await _asked(at, call_out)
    steps = at.network.callouts.arrivals
    if asked.times.starts_at is None or not index.isdecimal() or int(index) >= len(steps):
        raise NoSuchRoute
    return await _answer(at, asked.id, Answer.COMING, asked.times.starts_at + steps[int(index)])


async def no_more(at: Context, call_out: str) -> Screen:
    """*Geen berichten hierover*."""
    await _asked(at, call_out)
    await at.run(deeds.no_more_about, CallOutId(call_out))
    return Screen(text("callout.hushed"), (to_menu(),), Place.NEW)


async def open_ones(at: Context) -> Screen:
    """*Open oproepen*."""
    found = await at.run(deeds.open_ones)
    if not found:
        return Screen(text("callout.none_open"), (to_menu(),))
    lines = Lines.of(text("list.item", item=_line(call_out, at.now)) for call_out, _ in found)
    buttons = tuple(
        Button(_line(call_out, at.now), press("c1:show", call_out.id)) for call_out, _ in found[:5]
    )
    return Screen(text("callout.open_list", lines=lines), (*buttons, to_menu()))


def _line(call_out: CallOut, now: datetime) -> Text:
    moment = call_out.times.starts_at or call_out.sent_at or now
    return text("callout.open_line", when=dates.day_time(moment, now))


async def show(at: Context, call_out: str) -> Screen:
    """One call-out with the own answer."""
    asked, mine = await _asked(at, call_out)
    return (
        screens.invitation(asked, at.view) if mine.answer is Answer.NONE else answered(asked, mine, at.view)
    )


async def calendar(at: Context, call_out: str) -> Screen:
    """*Zet in agenda*: a file that says when and where, and nothing about why."""
    asked, mine = await _asked(at, call_out)
    if asked.times.starts_at is None or mine.answer not in (Answer.COMING, Answer.DIALLING_IN):
        raise NoSuchRoute
    start = asked.times.starts_at
    entry = Entry(asked.id, at.network.name, start, start + asked.times.duration, asked.parts.place)
    document = Document("bijeen.ics", calendar_file(entry, at.now))
    return Screen(text("calendar.file"), (), Place.NEW, document=document)


async def _asked(at: Context, call_out: str) -> tuple[CallOut, Response]:
    found = await at.run(deeds.asked_of_me, CallOutId(call_out))
    if found is None:
        raise NoSuchRoute
    return found
