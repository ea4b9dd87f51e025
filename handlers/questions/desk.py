"""At the desk: which questions wait, one of them in full, and writing the answer."""

from domain.actors import Permission
from domain.ids import QuestionId
from domain.screening import Field
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from handlers.questions.asking import read
from usecases import questions
from usecases.questions import Asked, NotNow

NAME = "question_answer"
ON_A_PAGE = 5


async def waiting(at: Context, start: str = "0") -> Screen:
    """The questions that wait, the oldest promise first."""
    if not start.isdecimal():
        raise NoSuchRoute
    found = await at.run(questions.waiting)
    if not found:
        return Screen(text("coordinator.question_none"), (to_menu(),))
    first = int(start) if int(start) < len(found) else 0
    page = found[first : first + ON_A_PAGE]
    lines = Lines.of(_line(place, asked, at.view) for place, asked in enumerate(page, first + 1))
    opens = tuple(
        Button(text("button.open_question", n=place), press("q1:open", asked.question.id))
        for place, asked in enumerate(page, first + 1)
    )
    left = first + ON_A_PAGE
    more = (Button(text("button.more"), press("q1:list", str(left))),) if left < len(found) else ()
    return Screen(text("coordinator.question_list", open=len(found), lines=lines), (*opens, *more, to_menu()))


def _line(place: int, asked: Asked, view: View) -> Text:
    answer_by = dates.dated_time(asked.question.answer_by, view.now)
    return text("coordinator.question_line", place=place, name=_name(asked), answer_by=answer_by)


def _name(asked: Asked) -> Value:
    """Whoever asked after unrest or a signal has no name here."""
    return asked.name or text("who.member")


def question_screen(asked: Asked, view: View) -> Screen:
    """One question, with the way to its answer."""
    said = text(
        "coordinator.question_new",
        name=_name(asked),
        answer_by=dates.dated_time(asked.question.answer_by, view.now),
        question=asked.question.text,
    )
    return Screen(
        said, (Button(text("button.write_answer"), press("q1:write", asked.question.id)), to_menu())
    )


def handled() -> Screen:
    """Somebody else was first."""
    return Screen(text("coordinator.question_handled"), (to_menu(),), Place.NEW)


async def open_question(at: Context, question: str) -> Screen:
    """One question from the list."""
    match await at.run(questions.look_at, QuestionId(question)):
        case NotNow():
            return handled()
        case asked:
            return question_screen(asked, at.view)


async def write(at: Context, question: str) -> Screen:
    """*Antwoord schrijven*."""
    match await at.run(questions.look_at, QuestionId(question)):
        case NotNow():
            return handled()
        case _:
            return (await at.flow.start(at, NAME, {"question": question})).anew()


async def ask_answer(_at: Context, _answers: Answers) -> Screen:
    """The answer in one text."""
    return Screen(text("coordinator.question_answer"), (Button(text("button.stop"), press("k1:stop")),))


async def finish(at: Context, answers: Answers) -> Screen:
    """It goes to whoever asked."""
    match await at.run(questions.answer, QuestionId(answers["question"]), answers["answer"]):
        case NotNow():
            return handled()
        case _:
            return Screen(text("coordinator.question_answered"), (to_menu(),))


FORM = Form(
    NAME,
    (Step("answer", ask_answer, reads=read, field=Field.STAFF_TO_MEMBER, needed=True),),
    finish,
    permission=Permission.ANSWER_QUESTIONS,
)
