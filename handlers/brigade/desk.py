"""At the desk: reading a question, passing it on, asking back, shortening, and choosing among offers."""

from domain.actors import Permission
from domain.brigade import TEXT_SIGNS, Request
from domain.ids import MemberId, RequestId
from domain.screening import Field
from handlers.brigade import desk_screens as screens
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Ask, Form, Problem, Step
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import brigade_desk as deeds
from usecases.brigade import NotNow
from usecases.brigade_desk import AtDesk, PassedOn

ASK_BACK, SHORTEN = "brigade_ask_back", "brigade_shorten"


async def open_list(at: Context) -> Screen:
    """*Brigade koppelen*."""
    return screens.waiting_list(await at.run(deeds.waiting_list), at.view)


def _shown(at: Context, seen: AtDesk | NotNow) -> Screen:
    return screens.gone() if isinstance(seen, NotNow) else screens.at_desk(seen, at.view)


async def look(at: Context, request: str) -> Screen:
    """One question, as it stands."""
    return _shown(at, await at.run(deeds.look_at, RequestId(request)))


async def pass_on(at: Context, request: str) -> Screen:
    """*Doorgeven aan brigade*, or *Meer mensen vragen*."""
    match await at.run(deeds.pass_on, RequestId(request)):
        case PassedOn() as passed:
            return screens.passed_on(passed)
        case NotNow():
            return screens.gone()


async def turn_down(at: Context, request: str) -> Screen:
    """*Past hier niet*."""
    turned = await at.run(deeds.turn_down, RequestId(request))
    return screens.gone() if isinstance(turned, NotNow) else screens.turned_down(turned)


async def choose(at: Context, request: str, member: str) -> Screen:
    """*Kies …*."""
    match await at.run(deeds.choose, RequestId(request), MemberId(member)):
        case Request() as chosen:
            return screens.chosen(chosen)
        case NotNow():
            return screens.gone()


async def undo(at: Context, request: str) -> Screen:
    """*Keuze terugdraaien*."""
    return _shown(at, await at.run(deeds.undo_choice, RequestId(request)))


async def start_ask_back(at: Context, request: str) -> Screen:
    """*Eerst iets vragen*."""
    return await at.flow.start(at, ASK_BACK, {"request": request})


async def start_shorten(at: Context, request: str) -> Screen:
    """*Tekst inkorten*."""
    return await at.flow.start(at, SHORTEN, {"request": request})


def _typed(key: str) -> Ask:
    async def ask(_at: Context, answers: Answers) -> Screen:
        return Screen(text(key), (Button(text("button.back"), press("b1:look", answers["request"])),))

    return ask


async def read(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def send_ask_back(at: Context, answers: Answers) -> Screen:
    """It goes to the requester."""
    asked = await at.run(deeds.ask_back, RequestId(answers["request"]), answers["words"])
    return screens.gone() if isinstance(asked, NotNow) else screens.asked_back(asked)


async def finish_shorten(at: Context, answers: Answers) -> Screen:
    """The card with the new words."""
    return _shown(at, await at.run(deeds.shorten, RequestId(answers["request"]), answers["words"]))


def _words(key: str) -> tuple[Step, ...]:
    return (
        Step("words", _typed(key), reads=read, field=Field.STAFF_TO_MEMBER, limit=TEXT_SIGNS, needed=True),
    )


FORMS = (
    Form(
        ASK_BACK, _words("coordinator.brigade_ask_back"), send_ask_back, permission=Permission.MATCH_BRIGADE
    ),
    Form(SHORTEN, _words("coordinator.brigade_shorten"), finish_shorten, permission=Permission.MATCH_BRIGADE),
)
