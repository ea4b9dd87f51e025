"""Danger comes first: *bel 112* and nothing else, and until somebody goes on nothing is kept."""

from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import unrest

NOW, DOUBT = "now", "doubt"
WORDS = {NOW: "danger.call_112", DOUBT: "danger.call_112_doubt"}


async def start(at: Context) -> Screen:
    """`/onrust` and *Onrust doorgeven*: is there danger now?"""
    await at.run(unrest.may_pass_on)
    at.end_form()
    buttons = (
        Button(text("button.danger_now"), press("u1:danger", NOW)),
        Button(text("button.in_doubt"), press("u1:danger", DOUBT)),
        Button(text("button.no_danger"), press("u1:safe")),
    )
    return Screen(text("danger.question"), buttons)


async def call_112(_at: Context, answer: str) -> Screen:
    """*Ja* and *ik twijfel*."""
    if answer not in WORDS:
        raise NoSuchRoute
    buttons = (
        Button(text("button.emergency_called"), press("u1:called")),
        Button(text("button.safe_again"), press("u1:safe")),
        Button(text("button.other_numbers"), press("k1:help")),
    )
    return Screen(text(WORDS[answer]), buttons)
