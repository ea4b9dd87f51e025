"""Every part of a call-out can be changed from the preview: the words on one page, the rest on the next."""

import re
from datetime import datetime, time, timedelta

from domain.network_times import Urgency
from handlers.callouts.plan import NO_NUMBER, WITHOUT, Answers, scenario_of
from handlers.callouts.questions import NAME, OTHER, how_to_type, stop, types, typing_or_not
from handlers.kit import dates
from handlers.kit.buttons import Button
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Chosen, Problem, back_to, change, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import text

WORDS_FIRST = ("facts", "source", "as_of", "unknowns")
OF_A_MEETING = (*WORDS_FIRST, "ask", "line_to_say")
OF_INFORMATION = (*WORDS_FIRST, "line_to_say", "press", "circles")
MORE = ("place", "dial_in", "press", "circles", "minutes", "answer")


async def ask_parts(at: Context, answers: Answers) -> Screen:
    """*Tekst aanpassen*: which part."""
    scenario = scenario_of(at.network, answers)
    urgency = scenario.urgency if scenario else answers.get("urgency")
    if urgency == Urgency.INFO:
        return Screen(text("coordinator.callout_parts"), _page("parts", OF_INFORMATION))
    more = change(NAME, "parts", text("button.other_parts"), "more_parts")
    *words, back = _page("parts", OF_A_MEETING)
    return Screen(text("coordinator.callout_parts"), (*words, more, back))


async def ask_more_parts(_at: Context, answers: Answers) -> Screen:
    """What is changed less often; how many are needed is only asked where no scenario says it."""
    needed = ("needed",) if answers.get("scenario") == WITHOUT else ()
    return Screen(text("coordinator.callout_parts"), _page("more_parts", (*MORE, *needed)))


def _page(step: str, parts: tuple[str, ...]) -> tuple[Button, ...]:
    buttons = (change(NAME, step, text(f"button.part_{part}"), part) for part in parts)
    return (*buttons, back_to(NAME, step, text("button.back"), "preview"))


NOW, AN_HOUR_AGO = "now", "hour"
LENGTHS = ("30", "60", "90", "120")
ANSWER_TIMES = ("15", "30", "60", "120")
HOW_MANY = ("3", "5", "10", "20")
MOST_NEEDED = 500
A_NUMBER = re.compile(r"[\d\s+()#*,.-]*(?:\d[\s+()#*,.-]*){3,}")


async def ask_as_of(_at: Context, answers: Answers) -> Screen:
    """Of when the facts are."""
    if types(answers, "as_of"):
        return how_to_type("as_of")
    buttons = (
        choice(NAME, "as_of", text("button.now"), NOW),
        choice(NAME, "as_of", text("button.hour_ago"), AN_HOUR_AGO),
        choice(NAME, "as_of", text("button.other_time"), OTHER),
    )
    return Screen(text("coordinator.callout_as_of"), (*buttons, stop()))


def pick_as_of(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """Now, an hour ago, or typed."""
    spans = {NOW: timedelta(), AN_HOUR_AGO: timedelta(hours=1)}
    return (at.now - spans[value]).isoformat() if value in spans else typing_or_not("as_of", value)


async def read_as_of(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A time on the clock: the last one, for facts are never of later."""
    clock = dates.read_clock(typed)
    if isinstance(clock, Unclear):
        return Problem(Screen(text(f"error.date_{clock.why.value}"), (stop(),)))
    return last_at_clock(clock, at.now).isoformat()


def last_at_clock(clock: time, now: datetime) -> datetime:
    """The last moment at which the clocks of Amsterdam showed this time."""
    today = dates.local(now).replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    shown = today if today <= dates.local(now) else today - timedelta(days=1)
    return shown.astimezone(now.tzinfo)


async def ask_minutes(_at: Context, _answers: Answers) -> Screen:
    """How long it takes."""
    return Screen(text("coordinator.callout_duration"), (*_spans("minutes", LENGTHS), stop()))


async def ask_answer(_at: Context, _answers: Answers) -> Screen:
    """How long we wait for an answer."""
    return Screen(text("coordinator.callout_answer"), (*_spans("answer", ANSWER_TIMES), stop()))


def _spans(step: str, minutes: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(choice(NAME, step, dates.duration(timedelta(minutes=int(one))), one) for one in minutes)


def pick_minutes(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the lengths."""
    return value if value in LENGTHS else None


def pick_answer(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the times to answer."""
    return value if value in ANSWER_TIMES else None


async def ask_needed(_at: Context, _answers: Answers) -> Screen:
    """How many people are needed; typed too."""
    buttons = tuple(choice(NAME, "needed", one, one) for one in HOW_MANY)
    return Screen(text("coordinator.callout_needed"), (*buttons, stop()))


def pick_needed(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the numbers."""
    return value if value in HOW_MANY else None


async def read_needed(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A typed number."""
    number = typed.strip()
    if number.isascii() and number.isdecimal() and 0 < int(number) <= MOST_NEEDED:
        return str(int(number))
    return Problem(Screen(text("coordinator.callout_needed_again", most=MOST_NEEDED), (stop(),)))


async def ask_dial_in(_at: Context, _answers: Answers) -> Screen:
    """The number with which people join by phone."""
    none = choice(NAME, "dial_in", text("button.no_number"), NO_NUMBER)
    return Screen(text("coordinator.callout_dial_in"), (none, stop()))


def pick_dial_in(_at: Context, _answers: Answers, value: str) -> str | None:
    """Nobody dials in."""
    return value if value == NO_NUMBER else None


async def read_dial_in(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A typed number, with a code if it has one; no words, so it names nobody."""
    if A_NUMBER.fullmatch(typed.strip()):
        return " ".join(typed.split())
    return Problem(Screen(text("coordinator.callout_dial_in_again"), (stop(),)))


async def ask_press(at: Context, _answers: Answers) -> Screen:
    """To whom the press is sent."""
    usual = choice(NAME, "press", text("button.usual_press"), "usual")
    return Screen(text("coordinator.callout_press", usual=at.network.contacts.press), (usual, stop()))


def pick_press(at: Context, _answers: Answers, value: str) -> str | None:
    """As always."""
    return at.network.contacts.press if value == "usual" else None
