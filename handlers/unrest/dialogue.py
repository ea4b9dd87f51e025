"""One question to the sender and one answer back; neither side sees who the other is."""

from domain.actors import Permission
from domain.ids import ReportId
from domain.screening import Field
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.unrest.desk import handled
from usecases import unrest, unrest_desk
from usecases.unrest import NotNow
from usecases.unrest_desk import Unreachable

QUESTION, ANSWER = "unrest_question", "unrest_answer"


def stop() -> Button:
    """The way out."""
    return Button(text("button.stop"), press("k1:stop"))


async def read(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def start_question(at: Context, report: str) -> Screen:
    """*Vraag stellen*: one question at a time."""
    if not await at.run(unrest_desk.may_be_asked, ReportId(report)):
        return handled()
    return await at.flow.start(at, QUESTION, {"report": report})


async def ask_question(_at: Context, _answers: Answers) -> Screen:
    """What the desk wants to know."""
    return Screen(text("coordinator.unrest_ask"), (stop(),))


async def send_question(at: Context, answers: Answers) -> Screen:
    """The sender gets it as *a message from the network*."""
    back = Button(text("button.open_report"), press("u1:open", answers["report"]))
    match await at.run(unrest_desk.ask, ReportId(answers["report"]), answers["question"]):
        case NotNow():
            return handled()
        case Unreachable():
            return Screen(text("coordinator.unrest_unreachable"), (back, to_menu()))
        case report:
            return Screen(text("coordinator.unrest_asked", code=report.code), (back, to_menu()))


async def start_answer(at: Context, report: str) -> Screen:
    """*Ik wil antwoorden*."""
    if await at.run(unrest.asked_about, ReportId(report)) is None:
        raise NoSuchRoute
    return await at.flow.start(at, ANSWER, {"report": report})


async def ask_answer(at: Context, answers: Answers) -> Screen:
    """The question once more, so that it can be answered without looking back."""
    report = await at.run(unrest.asked_about, ReportId(answers["report"]))
    question = report.talk.question if report is not None else ""
    return Screen(text("unrest.ask_answer", question=question), (stop(),))


async def send_answer(at: Context, answers: Answers) -> Screen:
    """It goes to the desk, without a name unless the report has one."""
    match await at.run(unrest.reply, ReportId(answers["report"]), answers["answer"]):
        case NotNow():
            raise NoSuchRoute
        case report:
            return Screen(text("unrest.answer_sent", code=report.code), (to_menu(),))


async def rather_not(at: Context, report: str) -> Screen:
    """*Liever niet*."""
    if await at.run(unrest.asked_about, ReportId(report)) is None:
        raise NoSuchRoute
    await at.run(unrest.reply, ReportId(report), "")
    return Screen(text("unrest.answer_declined"), (to_menu(),))


QUESTION_FORM = Form(
    QUESTION,
    (Step("question", ask_question, reads=read, field=Field.STAFF_TO_MEMBER, needed=True),),
    send_question,
    permission=Permission.READ_REPORTS,
)
ANSWER_FORM = Form(
    ANSWER,
    (Step("answer", ask_answer, reads=read, field=Field.REPLY, needed=True),),
    send_answer,
    permission=Permission.PASS_ON_UNREST,
)
