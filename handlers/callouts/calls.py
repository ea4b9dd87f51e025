"""The call list: numbers to tap, what was said by phone, and everybody on the page can see who looked."""

from domain.callout_answers import Answer
from domain.ids import CallOutId, MemberId
from domain.phone import spoken
from handlers.callouts import answers
from handlers.callouts.confirmations import chosen_words
from handlers.callouts.desk import over
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import Lines, Text, text
from usecases import callout_calls as deeds
from usecases.callout_answers import ClosedAlready
from usecases.callout_calls import AnsweredThemselves, CallList, FilledIn, OnThePhone, ToCall

PAGE = 6
# The words of the buttons under somebody's name.
COMES, COMES_NOT, NOT_REACHED = "coming", "not_coming", "not_reached"


async def call_list(at: Context, call_out: str, start: str = "0") -> Screen:
    """*Bellijst openen*."""
    if not start.isdecimal():
        raise NoSuchRoute
    found = await at.run(deeds.call_list, CallOutId(call_out), int(start), PAGE)
    if found is None:
        return over()
    back = Button(text("button.current_callout"), press("c1:board", call_out))
    if not found.lines:
        none = text("coordinator.call_list_empty", without_number=found.without_number)
        return Screen(none, (back, to_menu()), Place.NEW)
    said = text(
        "coordinator.call_list_open",
        n=found.people,
        lines=Lines.of(_line(one) for one in found.lines),
        without_number=found.without_number,
    )
    names = (Button(_name(one.name), press("c1:callee", call_out, one.member)) for one in found.lines)
    return Screen(said, (*names, *_next(found, int(start)), back), Place.NEW)


def _name(name: str) -> Text | str:
    return name or text("list.no_name")


def _line(one: ToCall) -> Text:
    line = text("coordinator.call_list_line", name=_name(one.name), phone=spoken(one.phone))
    if one.tried_at is not None:
        return text("coordinator.call_list_tried", line=line, tried_at=dates.clock_time(one.tried_at))
    return text("coordinator.call_list_unreached", line=line) if one.unreached else line


def _next(found: CallList, start: int) -> tuple[Button, ...]:
    after = start + PAGE
    if after >= found.people:
        return ()
    return (Button(text("button.more"), press("c1:list", found.call_out, str(after))),)


def _to_list(call_out: str) -> Button:
    return Button(text("button.open_call_list"), press("c1:list", call_out))


async def callee(at: Context, call_out: str, member: str) -> Screen:
    """A name of the call list: the number once more, and what was said."""
    match await at.run(deeds.call_one, CallOutId(call_out), MemberId(member)):
        case OnThePhone() as call:
            said = text("coordinator.on_the_phone", first_name=_name(call.name), phone=spoken(call.phone))
            return Screen(said, _what_was_said(call))
        case other:
            return _otherwise(other)


def _what_was_said(call: OnThePhone) -> tuple[Button, ...]:
    about = (call.call_out.id, call.member)
    later = Button(text("button.comes_later"), press("c1:callat", *about))
    return (
        Button(text("button.comes"), press("c1:phoned", *about, COMES)),
        *((later,) if call.call_out.times.starts_at else ()),
        Button(text("button.comes_not"), press("c1:phoned", *about, COMES_NOT)),
        Button(text("button.not_reached"), press("c1:phoned", *about, NOT_REACHED)),
        _to_list(call.call_out.id),
    )


def _otherwise(found: AnsweredThemselves | ClosedAlready | None) -> Screen:
    match found:
        case AnsweredThemselves(call_out=made, response=response, name=name):
            choice = chosen_words(made, response)
            said = text("coordinator.answered_themselves", first_name=_name(name), choice=choice)
            return Screen(said, (_to_list(made.id), to_menu()))
        case ClosedAlready():
            return over()
        case None:
            raise NoSuchRoute


async def phoned(at: Context, call_out: str, member: str, word: str) -> Screen:
    """*Komt*, *Komt niet* or *Niet bereikt*."""
    if word == NOT_REACHED:
        return await _not_reached(at, CallOutId(call_out), MemberId(member))
    if word not in (COMES, COMES_NOT):
        raise NoSuchRoute
    return _filled(await at.run(deeds.fill_in, CallOutId(call_out), MemberId(member), Answer(word)))


async def _not_reached(at: Context, call_out: CallOutId, member: MemberId) -> Screen:
    match await at.run(deeds.not_reached, call_out, member):
        case OnThePhone(name=name):
            said = text("coordinator.call_not_reached", first_name=_name(name))
            return Screen(said, (_to_list(call_out), to_menu()))
        case other:
            return _otherwise(other)


def _filled(found: FilledIn | AnsweredThemselves | ClosedAlready | None) -> Screen:
    if not isinstance(found, FilledIn):
        return _otherwise(found)
    made, choice = found.call_out, chosen_words(found.call_out, found.response)
    said = text("coordinator.filled_in", first_name=_name(found.name), choice=choice)
    board = Button(text("button.current_callout"), press("c1:board", made.id))
    return Screen(said, (_to_list(made.id), board))


async def ask_arrival(at: Context, call_out: str, member: str) -> Screen:
    """*Komt later*: when."""
    made = await at.run(deeds.open_one, CallOutId(call_out))
    if made is None:
        return over()
    if made.times.starts_at is None:
        raise NoSuchRoute
    back = Button(text("button.back"), press("c1:callee", call_out, member))
    times = answers.arrival_buttons(at, made, "c1:calledat", member)
    return Screen(text("coordinator.ask_arrival"), (*times, back))


async def arrives(at: Context, call_out: str, member: str, minutes: str) -> Screen:
    """One of the times."""
    made = await at.run(deeds.open_one, CallOutId(call_out))
    if made is None:
        return over()
    moment = answers.arrival(made, minutes)
    return _filled(await at.run(deeds.fill_in, made.id, MemberId(member), Answer.COMING, moment))
