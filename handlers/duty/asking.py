"""Asking somebody to read along, and what that member says to it."""

from domain.duty import Span, possible
from domain.ids import MemberId
from handlers.duty import roster
from handlers.duty.turns import begun
from handlers.duty.words import from_button, hours, in_button, until
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, text
from usecases import duty_asking as deeds
from usecases.duty_asking import PAGE, Agreed, Arranged, Gone, Waiting
from usecases.duty_turns import Begun

HOURS = "duty_hours"


async def whom(at: Context, start: str, end: str, first: str = "0") -> Screen:
    """For these hours: who is asked. Everybody on the page can read that."""
    span = from_button(start, end)
    if not possible(span, at.now):
        return Screen(text("duty.too_late"), (roster.back(), to_menu()))
    page = await at.run(deeds.candidates, roster.whole(first))
    about = in_button(span)
    people = tuple(
        Button(one.name or text("list.no_name"), press("w1:to", *about, one.id)) for one in page.shown
    )
    me = Button(text("button.read_along_myself"), press("w1:self", *about))
    onward = Button(text("button.next_page"), press("w1:gap", *about, str(page.start + PAGE)))
    more = (onward,) if page.start + PAGE < page.total else ()
    return Screen(
        text("duty.choose_member", hours=hours(span)), (*people, me, *more, roster.back(), to_menu())
    )


async def send(at: Context, start: str, end: str, member: str) -> Screen:
    """The question goes out."""
    return await _asked(at, MemberId(member), from_button(start, end))


async def myself(at: Context, start: str, end: str) -> Screen:
    """*Ik lees zelf mee*."""
    await at.run(deeds.may_manage)
    return await _asked(at, (await at.actor()).me, from_button(start, end))


async def _asked(at: Context, member: MemberId, span: Span) -> Screen:
    buttons = (roster.back(), to_menu())
    match await at.run(deeds.ask, member, span):
        case Waiting(name=name):
            return Screen(text("duty.sent", name=name or text("list.no_name"), hours=hours(span)), buttons)
        case Agreed():
            return Screen(text("duty.own_agreed", hours=hours(span)), buttons)
        case Begun(shift=shift):
            return Screen(text("duty.own_begun", until=until(shift.ends_at, at.now)), buttons)
        case Arranged():
            return Screen(text("duty.arranged_already"), buttons)
        case Gone():
            return Screen(text("duty.too_late"), buttons)


async def typed(at: Context) -> Screen:
    """*Andere uren*: typed."""
    await at.run(deeds.may_manage)
    return await at.flow.start(at, HOURS)


async def ask_hours(_at: Context, _answers: Answers) -> Screen:
    """From when until when."""
    return Screen(text("duty.type_hours"), (Button(text("button.stop"), press("k1:stop")),))


async def read_hours(at: Context, _answers: Answers, said: str) -> str | Problem:
    """A start and an end, not too far and not too long."""
    stop = Button(text("button.stop"), press("k1:stop"))
    period = dates.read_period(said, at.now)
    if isinstance(period, Unclear):
        return Problem(Screen(text(f"error.date_{period.why.value}"), (stop,)))
    span = Span(period.start, period.end)
    return ":".join(in_button(span)) if possible(span, at.now) else Problem(Screen(_too_far(), (stop,)))


def _too_far() -> Text:
    return text("duty.hours_impossible")


async def hours_typed(at: Context, answers: Answers) -> Screen:
    """On to whom."""
    return await whom(at, *answers["hours"].split(":"))


HOURS_FORM = Form(HOURS, (Step("hours", ask_hours, reads=read_hours, needed=True),), hours_typed)


async def agree(at: Context, shift: str) -> Screen:
    """*Ja, dat kan*."""
    match await at.run(deeds.agree, shift):
        case Agreed(shift=mine):
            return agreed(mine.id, mine.span)
        case Begun(shift=mine):
            return await begun(at, mine)
        case Arranged():
            return Screen(text("duty.arranged"), (to_menu(),))
        case Gone():
            return Screen(text("duty.too_late"), (to_menu(),))


def agreed(shift: str, span: Span) -> Screen:
    """To whoever said yes: it can still be given back."""
    cannot = Button(text("button.cannot"), press("w1:cannot", shift))
    return Screen(text("duty.agreed", hours=hours(span)), (cannot, to_menu()))


async def refuse(at: Context, shift: str) -> Screen:
    """*Nee, liever niet*."""
    done = await at.run(deeds.refuse, shift)
    return Screen(text("duty.declined" if done else "duty.too_late"), (to_menu(),))
