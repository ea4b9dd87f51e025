"""The two questions after the yes: a name on a button, and the neighbourhood known best."""

from domain.members import can_be_a_name
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import neighbourhood_buttons, pick_neighbourhood
from usecases import members

NAME = "profile"
NAME_SIGNS = 40
OFFERED = "telegram"
WHOLE_CITY, UNSAID = "city", "unsaid"


async def ask_name(at: Context, _answers: Answers) -> Screen:
    """How to call somebody; a name that cannot stand on a button is typed."""
    if not at.telegram_name:
        return Screen(text("profile.ask_name_typed"))
    offer = text("button.call_me", telegram_first_name=at.telegram_name)
    return Screen(text("profile.ask_name"), (choice(NAME, "name", offer, OFFERED),))


def pick_name(at: Context, _answers: Answers, value: str) -> str | None:
    """The name in Telegram, when it was offered."""
    return at.telegram_name or None if value == OFFERED else None


async def read_name(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A first name is enough; line ends do not belong in it, and a question is no name."""
    name = " ".join(typed.split())
    if can_be_a_name(name):
        return name
    return Problem(Screen(text("error.name_unclear"), (Button(text("button.stop"), press("k1:stop")),)))


async def ask_neighbourhood(at: Context, _answers: Answers) -> Screen:
    """The last question of joining."""
    ways_out = (
        choice(NAME, "neighbourhood", text("button.whole_city"), WHOLE_CITY),
        choice(NAME, "neighbourhood", text("button.rather_not_say"), UNSAID),
    )
    return Screen(
        text("profile.ask_neighbourhood"), (*neighbourhood_buttons(at, NAME, "neighbourhood"), *ways_out)
    )


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A neighbourhood of the network, the whole city, or nothing."""
    return value if value in (WHOLE_CITY, UNSAID) else pick_neighbourhood(at, value)


async def finish(at: Context, answers: Answers) -> Screen:
    """*Alles staat klaar*."""
    place = answers["neighbourhood"]
    await at.run(members.introduce, answers["name"], None if place in (WHOLE_CITY, UNSAID) else place)
    buttons = (
        to_menu(),
        Button(text("button.not_at_night"), press("m1:nights", "off")),
        Button(text("button.give_number"), press("m1:phone")),
        Button(text("button.choose_voice"), press("m1:voice")),
        Button(text("button.choose_discreet"), press("m1:discreet")),
    )
    said = text("welcome.done", first_name=answers["name"], bot_username=at.bot_name)
    return Screen(said, buttons).renewing((await at.actor()).roles)


PROFILE = Form(
    NAME,
    (
        Step("name", ask_name, pick_name, read_name, limit=NAME_SIGNS, needed=True),
        Step("neighbourhood", ask_neighbourhood, pick_place),
    ),
    finish,
)
