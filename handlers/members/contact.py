"""A name and a number are typed; the message with the number is taken out of the chat at once."""

from domain.phone import read_phone
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Form, Problem, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.members import phone_tree
from handlers.members.forms import NAME_SIGNS, read_name
from handlers.members.profile import change
from usecases import members

PHONE, RENAME = "phone", "rename"
PHONE_SIGNS = 40
ERASE, OFFERED = "erase", "telegram"


async def ask_phone(at: Context) -> Screen:
    """*Nummer geven*, and under *Iets aanpassen*."""
    profile = await at.run(members.mine)
    return await at.flow.start(at, PHONE, {"given": "1"} if profile.phone else {})


async def _ask_phone(at: Context, answers: Answers) -> Screen:
    skip = choice(PHONE, "phone", text("button.skip"), SKIPPED)
    if "given" not in answers:
        return Screen(text("profile.ask_phone"), (skip,))
    erase = choice(PHONE, "phone", text("button.erase_number"), ERASE)
    return Screen(text("profile.ask_phone"), (erase, *await phone_tree.switch(at), skip))


def _pick_phone(_at: Context, _answers: Answers, value: str) -> str | None:
    return ERASE if value == ERASE else None


async def _read_phone(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    skip = choice(PHONE, "phone", text("button.skip"), SKIPPED)
    return read_phone(typed) or Problem(Screen(text("error.phone_unclear"), (skip,)).wiping())


async def _keep_phone(at: Context, answers: Answers) -> Screen:
    typed = answers["phone"]
    if typed == SKIPPED:
        return await change(at)
    await at.run(members.give_phone, None if typed == ERASE else typed)
    if typed == ERASE:
        return await change(at)
    again = Button(text("button.erase_number"), press("m1:nonumber"))
    saved = Screen(text("profile.phone_saved"), (again, to_menu()))
    tree = await phone_tree.ask(at)
    return saved if tree is None else saved.followed_by(tree)


async def erase_phone(at: Context) -> Screen:
    """*Nummer wissen*."""
    await at.run(members.give_phone, None)
    return await change(at)


async def ask_name(at: Context) -> Screen:
    """*Andere naam*."""
    await at.run(members.mine)
    return await at.flow.start(at, RENAME)


async def _ask_name(at: Context, _answers: Answers) -> Screen:
    stop = Button(text("button.stop"), press("k1:stop"))
    if not at.telegram_name:
        return Screen(text("profile.change_name_typed"), (stop,))
    offer = text("button.call_me", telegram_first_name=at.telegram_name)
    return Screen(text("profile.change_name"), (choice(RENAME, "name", offer, OFFERED), stop))


def _pick_name(at: Context, _answers: Answers, value: str) -> str | None:
    return at.telegram_name or None if value == OFFERED else None


async def _keep_name(at: Context, answers: Answers) -> Screen:
    if answers["name"] != SKIPPED:
        await at.run(members.rename, answers["name"])
    return await change(at)


PHONE_FORM = Form(
    PHONE,
    (Step("phone", _ask_phone, _pick_phone, _read_phone, limit=PHONE_SIGNS, wipes=True),),
    _keep_phone,
)
RENAME_FORM = Form(
    RENAME, (Step("name", _ask_name, _pick_name, read_name, limit=NAME_SIGNS, needed=True),), _keep_name
)
