"""A question to the netwerkregisseur, in one text; after unrest or a signal without a name."""

from domain.actors import Permission
from domain.questions import Origin
from domain.screening import Field
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import questions

NAME = "question"


async def start(at: Context, origin: str = Origin.PLAIN) -> Screen:
    """*Ik heb een vraag*; the button says whether it stands under unrest (`u`) or a signal (`s`)."""
    if origin not in list(Origin):
        raise NoSuchRoute
    return (await at.flow.start(at, NAME, {"origin": origin})).anew()


async def ask(_at: Context, _answers: Answers) -> Screen:
    """Type it."""
    return Screen(text("question.ask"), (Button(text("button.stop"), press("k1:stop")),))


async def read(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def finish(at: Context, answers: Answers) -> Screen:
    """It is sent; until when the answer comes."""
    answer_by = await at.run(questions.ask, answers["question"], Origin(answers["origin"]))
    return Screen(text("question.sent", answer_by=dates.dated_time(answer_by, at.now)), (to_menu(),))


FORM = Form(
    NAME,
    (Step("question", ask, reads=read, field=Field.QUESTION, needed=True),),
    finish,
    permission=Permission.ASK_QUESTION,
)
