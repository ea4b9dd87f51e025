"""Questions that making and changing an activity share: when and where."""

from collections.abc import Mapping
from datetime import datetime

from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Period, Unclear
from handlers.kit.forms import SKIPPED, Problem, choice
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import sentence_start

MOST_PLACES = 5
# The longest text Telegram takes: a date is read or refused, and cannot be left out.
ANY_LENGTH = 4096


def stop() -> Button:
    """The way out of every question."""
    return Button(text("button.stop"), press("k1:stop"))


async def read_when(at: Context, _answers: Mapping[str, str], typed: str) -> str | Problem:
    """A start and an end; how it was read stands on the next preview."""
    period = dates.read_period(typed, at.now)
    if isinstance(period, Unclear):
        return Problem(Screen(text(f"error.date_{period.why.value}"), (stop(),)))
    return f"{period.start.isoformat()} {period.end.isoformat()}"


def period_of(answers: Mapping[str, str]) -> Period:
    """The period that was typed. Raises `NoSuchRoute` when a forged press skipped it."""
    start, _, end = answers.get("when", SKIPPED).partition(" ")
    if not end:
        raise NoSuchRoute
    return Period(datetime.fromisoformat(start), datetime.fromisoformat(end))


def place_buttons(at: Context, form: str, step: str) -> tuple[Button, ...]:
    """The places of the settings; any other is typed."""
    places = at.network.places[:MOST_PLACES]
    return tuple(choice(form, step, sentence_start(one.label), one.key) for one in places)


def pick_place(at: Context, _answers: Mapping[str, str], value: str) -> str | None:
    """The words of a place of the settings."""
    return next((one.label for one in at.network.places if one.key == value), None)


async def read_text(_at: Context, _answers: Mapping[str, str], typed: str) -> str | Problem:
    """What was typed, on one line."""
    return " ".join(typed.split())
