"""When the network comes together, where, and when the next message comes: buttons first, anything typed."""

from datetime import time, timedelta

from handlers.callouts.plan import BY_PHONE, Answers, at_clock, rounded
from handlers.callouts.questions import NAME, OTHER, how_to_type, stop, types, typing_or_not
from handlers.kit import dates
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Chosen, Problem, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import sentence_start

EVENINGS = (("1930", time(19, 30), "button.tonight_1930"), ("2000", time(20), "button.tonight_2000"))
IN_ONE_HOUR = "1h"
HOURS = ("1", "2", "4")
MOST_PLACES = 5


async def ask_time(at: Context, answers: Answers, form: str = NAME) -> Screen:
    """A time that is past is not offered; any other may be typed."""
    if types(answers, "time"):
        return how_to_type("time", form)
    buttons = [choice(form, "time", text("button.in_one_hour"), IN_ONE_HOUR)]
    for value, clock, label in EVENINGS:
        if at_clock(clock, at.now) > at.now:
            buttons.append(choice(form, "time", text(label), value))
    other = choice(form, "time", text("button.other_time"), OTHER)
    return Screen(text("coordinator.callout_time"), (*buttons, other, stop()))


def pick_time(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """One of the offered times; *andere tijd* is typed."""
    if value == IN_ONE_HOUR:
        return rounded(at.now + timedelta(hours=1)).isoformat()
    moment = next((at_clock(clock, at.now) for word, clock, _ in EVENINGS if word == value), None)
    if moment is None:
        return typing_or_not("time", value)
    return moment.isoformat() if moment > at.now else None


async def read_time(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A typed day and time; it is echoed in full on the preview."""
    moment = dates.read_moment(typed, at.now)
    if isinstance(moment, Unclear):
        return Problem(Screen(text(f"error.date_{moment.why.value}"), (stop(),)))
    return moment.at.isoformat()


async def ask_place(at: Context, answers: Answers, form: str = NAME) -> Screen:
    """A place of the settings, by phone, or typed; whoever counts on a place is not sent to the phone."""
    if types(answers, "place"):
        return how_to_type("place", form)
    places = at.network.places[:MOST_PLACES]
    buttons = tuple(choice(form, "place", sentence_start(one.label), one.key) for one in places)
    phone = (choice(form, "place", text("button.dial_in_only"), BY_PHONE),) if form == NAME else ()
    other = choice(form, "place", text("button.other_place"), OTHER)
    return Screen(text("coordinator.callout_place"), (*buttons, *phone, other, stop()))


def pick_place(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """A place of the settings, or by phone."""
    known = value == BY_PHONE or any(one.key == value for one in at.network.places)
    return value if known else typing_or_not("place", value)


async def ask_next_update(_at: Context, _answers: Answers) -> Screen:
    """When the next message comes."""
    buttons = tuple(
        choice(NAME, "next_update", text("button.in_hours", n=int(hours)), hours) for hours in HOURS
    )
    return Screen(text("coordinator.callout_next_update"), (*buttons, stop()))


def pick_next_update(at: Context, _answers: Answers, value: str) -> str | None:
    """So many hours from now."""
    return rounded(at.now + timedelta(hours=int(value))).isoformat() if value in HOURS else None
