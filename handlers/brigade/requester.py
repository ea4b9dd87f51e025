"""What the requester does after asking: answering back, agreeing, withdrawing, saying how it went."""

from domain.actors import Permission
from domain.brigade import TEXT_SIGNS, Helped, Sharing
from domain.ids import RequestId
from domain.screening import Field
from handlers.brigade import screens
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import brigade as deeds
from usecases.brigade import NotNow

NAME = "brigade_answer"


async def withdraw(at: Context, request: str) -> Screen:
    """*Vraag intrekken*."""
    at.drop_pending()
    at.end_form()
    withdrawn = await at.run(deeds.withdraw, RequestId(request))
    if isinstance(withdrawn, NotNow):
        raise NoSuchRoute
    again = Button(text("button.ask_brigade"), press("b1:start"))
    return Screen(text("brigade.withdrawn", code=withdrawn.code), (again, to_menu()))


async def start_answer(at: Context, request: str) -> Screen:
    """*Ik wil antwoorden*."""
    if isinstance(await at.run(deeds.asked_back, RequestId(request)), NotNow):
        raise NoSuchRoute
    return await at.flow.start(at, NAME, {"request": request})


async def ask_answer(_at: Context, answers: Answers) -> Screen:
    """The answer, in own words."""
    as_it_is = Button(text("button.leave_as_is"), press("b1:asis", answers["request"]))
    return Screen(text("brigade.ask_answer"), (as_it_is,))


async def read_answer(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def send_answer(at: Context, answers: Answers) -> Screen:
    """It goes to the netwerkregisseur."""
    if not await at.run(deeds.answer_back, RequestId(answers["request"]), answers["answer"]):
        raise NoSuchRoute
    return Screen(text("brigade.answer_sent"), (to_menu(),))


FORM = Form(
    NAME,
    (Step("answer", ask_answer, reads=read_answer, field=Field.BRIGADE, limit=TEXT_SIGNS, needed=True),),
    send_answer,
    permission=Permission.ASK_BRIGADE,
)


async def leave_as_is(at: Context, request: str) -> Screen:
    """*Laat maar zo*."""
    at.drop_pending()
    at.end_form()
    if not await at.run(deeds.leave_as_is, RequestId(request)):
        raise NoSuchRoute
    return Screen(text("brigade.left_as_is"), (to_menu(),))


async def accept(at: Context, request: str, word: str) -> Screen:
    """*Ja, dat mag*, or *liever via u*."""
    if word not in list(Sharing):
        raise NoSuchRoute
    if isinstance(await at.run(deeds.agree, RequestId(request), Sharing(word)), NotNow):
        raise NoSuchRoute
    return Screen(text("brigade.agreed"), (to_menu(), screens.withdraw(RequestId(request))))


async def helped(at: Context, request: str, word: str) -> Screen:
    """How it went."""
    if word not in list(Helped):
        raise NoSuchRoute
    if not await at.run(deeds.follow_up, RequestId(request), Helped(word)):
        raise NoSuchRoute
    key = "brigade.still_busy" if word == Helped.BUSY else "brigade.followed_up"
    return Screen(text(key), (to_menu(), screens.question()))
