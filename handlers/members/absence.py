"""*Even afwezig*: until a day no messages come; being back takes one tap."""

from datetime import datetime, timedelta

from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import members

NAME = "absence"
SPANS = {"7": "button.one_week", "14": "button.two_weeks"}
OTHER = "other"


async def ask(at: Context) -> Screen:
    """`/afwezig`: until when."""
    profile = await at.run(members.mine)
    spans = [Button(text(label), press("m1:until", days)) for days, label in SPANS.items()]
    other = Button(text("button.other_date"), press("m1:until", OTHER))
    away = profile.absent_until is not None and profile.absent_until > at.now
    return Screen(text("absence.ask"), (*spans, other, *((_back(),) if away else ()), to_menu()))


def _back() -> Button:
    return Button(text("button.back_again"), press("m1:back"))


async def until(at: Context, days: str) -> Screen:
    """A week, two weeks, or a date that is typed."""
    if days == OTHER:
        await at.run(members.mine)
        return await at.flow.start(at, NAME)
    if days not in SPANS:
        raise NoSuchRoute
    return await _away(at, dates.starts_of_day(dates.local_day(at.now) + timedelta(days=int(days))))


async def ask_date(_at: Context, _answers: Answers) -> Screen:
    """*Andere datum*."""
    return Screen(text("absence.ask_date"), (Button(text("button.stop"), press("k1:stop")),))


async def read_date(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A day after today."""
    day = dates.read_date(typed, at.now)
    stop = Button(text("button.stop"), press("k1:stop"))
    if isinstance(day, Unclear):
        return Problem(Screen(text(f"error.date_{day.why.value}"), (stop,)))
    if day <= dates.local_day(at.now):
        return Problem(Screen(text("error.date_past"), (stop,)))
    return dates.starts_of_day(day).isoformat()


async def finish(at: Context, answers: Answers) -> Screen:
    """Away until the typed day."""
    return await _away(at, datetime.fromisoformat(answers["until"]))


async def _away(at: Context, moment: datetime) -> Screen:
    await at.run(members.be_away, moment)
    return Screen(text("absence.away", until=dates.day(moment)), (_back(), to_menu()))


async def back(at: Context) -> Screen:
    """*Ik ben er weer*: what waited comes now."""
    await at.run(members.be_back)
    return Screen(text("absence.back"), (to_menu(),))


FORM = Form(NAME, (Step("until", ask_date, reads=read_date, needed=True),), finish)
