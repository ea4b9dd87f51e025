"""Answering a call-out in one tap; the message stays readable under the answer, which can be changed."""

from datetime import datetime, timedelta

from domain.callout_answers import YES, Answer, Response, arrivals
from domain.callouts import CallOut
from domain.ids import CallOutId
from handlers.callouts import deputies, screens
from handlers.callouts.confirmations import chosen_words, confirmation, history
from handlers.callouts.files import appointment
from handlers.callouts.plan import rounded
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Lines, Text, text
from usecases import callout_answers as deeds
from usecases.callout_answers import Answered, ClosedAlready, NoDeputyNow, NotAsked
from usecases.callout_standing_in import asked_for_by_me

MOST_LISTED = 5
LONGEST_DELAY = timedelta(days=1)


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
        case Answered(same=True, call_out=asked, response=response):
            again = text("error.already_done", choice=chosen_words(asked, response))
            return Screen(again, (to_menu(),), Place.POP_UP)
        case Answered(call_out=asked, response=response) if response.answer is Answer.DEPUTY:
            return await deputies.sent(at, asked)
        case Answered(call_out=asked, response=response):
            return answered(asked, response, at.view)
        case NoDeputyNow(call_out=asked):
            return deputies.not_now(asked)
        case ClosedAlready(counted=counted):
            return closed(counted)
        case NotAsked():
            raise NoSuchRoute


def closed(counted: bool = False) -> Screen:
    """A tap after the end; the desk hears of it as a count."""
    key = "callout.closed_counted" if counted else "callout.closed_already"
    return Screen(text(key), (to_menu(),), Place.NEW)


def answered(call_out: CallOut, response: Response, view: View) -> Screen:
    """The answer in words above the call-out, with what can still be changed."""
    said, buttons = confirmation(call_out, response, view)
    if response.answer is Answer.NONE:
        message = screens.message(call_out, view)
    else:
        message = screens.message_answered(call_out, view, place_given=response.answer in YES)
    told = history(call_out, response)
    above = said if told is None else text("callout.answer_with_history", answer=said, history=told)
    return Screen(text("callout.with_answer", answer=above, message=message), buttons)


async def ask_arrival(at: Context, call_out: str) -> Screen:
    """*Ik kom later*: three times, from a quarter of an hour after the start."""
    asked, _ = await _asked(at, call_out)
    start = asked.times.starts_at
    if not asked.open or asked.met(at.now):
        return closed()
    if start is None:
        raise NoSuchRoute
    on_time = (screens.coming(asked, "button.on_time_after_all"),) if at.now < start else ()
    return Screen(text("callout.ask_arrival"), (*arrival_buttons(at, asked, "c1:arrive"), *on_time))


def arrival_buttons(at: Context, asked: CallOut, route: str, *about: str) -> tuple[Button, ...]:
    """Three times to come later: after the start, or from now once it began."""
    start = asked.times.starts_at or at.now
    moments = arrivals(start, rounded(at.now), at.network.callouts.arrivals)
    return tuple(
        Button(
            text("button.at_arrival", arrival=dates.clock_time(moment)),
            press(route, asked.id, *about, str(int((moment - start).total_seconds() // 60))),
        )
        for moment in moments
    )


def arrival(asked: CallOut, minutes: str) -> datetime:
    """The moment behind such a button. Raises `NoSuchRoute`."""
    delay = timedelta(minutes=int(minutes)) if minutes.isdecimal() and len(minutes) < 5 else None
    if asked.times.starts_at is None or delay is None or not timedelta() < delay <= LONGEST_DELAY:
        raise NoSuchRoute
    return asked.times.starts_at + delay


async def arrive(at: Context, call_out: str, minutes: str) -> Screen:
    """One of the times, in minutes after the start; one that is past is asked again."""
    asked, _ = await _asked(at, call_out)
    moment = arrival(asked, minutes)
    if moment <= at.now:
        return await ask_arrival(at, call_out)
    return await _answer(at, asked.id, Answer.COMING, moment)


async def no_more(at: Context, call_out: str) -> Screen:
    """*Geen berichten hierover*."""
    await _asked(at, call_out)
    await at.run(deeds.no_more_about, CallOutId(call_out))
    return Screen(text("callout.hushed"), (to_menu(),), Place.NEW)


async def unready(at: Context, call_out: str) -> Screen:
    """*Toch niet paraat*."""
    asked = await at.run(deeds.no_longer_ready, CallOutId(call_out))
    if asked is None:
        raise NoSuchRoute
    return screens.enough(asked) if asked.open else closed()


async def stood_down(at: Context, call_out: str) -> Screen:
    """*Ik heb het gelezen*, under the message that there are enough people."""
    asked, mine = await _asked(at, call_out)
    if not asked.stand_down.told(at.now) or mine.answer in YES:
        raise NoSuchRoute
    said = text("callout.with_answer", answer=text("callout.answer_read"), message=text("callout.stand_down"))
    return Screen(said, (screens.stand_by(asked),))


async def open_ones(at: Context) -> Screen:
    """*Open oproepen*."""
    found = await at.run(deeds.open_ones)
    if not found:
        return Screen(text("callout.none_open"), (to_menu(),))
    lines = Lines.of(text("list.item", item=line(call_out, at.now)) for call_out, _ in found)
    buttons = tuple(
        Button(line(call_out, at.now), press("c1:show", call_out.id)) for call_out, _ in found[:MOST_LISTED]
    )
    return Screen(text("callout.open_list", lines=lines), (*buttons, to_menu()))


def line(call_out: CallOut, now: datetime) -> Text:
    """A call-out in a list: when it is, or when it was sent; a drill says that it is one."""
    moment = call_out.times.starts_at or call_out.sent_at or now
    key = "callout.open_line_drill" if call_out.drill else "callout.open_line"
    return text(key, when=dates.day_time(moment, now))


async def show(at: Context, call_out: str) -> Screen:
    """One call-out with the own answer."""
    asked, mine = await _asked(at, call_out)
    if not asked.open:
        return closed()
    if mine.answer is Answer.NONE:
        also = await at.run(asked_for_by_me, asked.id)
        return screens.invitation(asked, at.view, await deputies.has_one(at, asked), also)
    if mine.answer is Answer.DEPUTY:
        return await deputies.sent(at, asked)
    return answered(asked, mine, at.view)


async def calendar(at: Context, call_out: str) -> Screen:
    """*Zet in agenda*: a file that says when and where, and nothing about why."""
    asked, mine = await _asked(at, call_out)
    if not asked.open:
        return closed()
    if asked.times.starts_at is None or mine.answer not in YES:
        raise NoSuchRoute
    return appointment(asked, asked.times.starts_at, at.view)


async def _asked(at: Context, call_out: str) -> tuple[CallOut, Response]:
    found = await at.run(deeds.asked_of_me, CallOutId(call_out))
    if found is None:
        raise NoSuchRoute
    return found
