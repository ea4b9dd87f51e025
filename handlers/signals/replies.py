"""What the sender does with word from the desk: answering, saying no, objecting, letting go, taking back."""

from domain.actors import Permission
from domain.ids import SignalId
from domain.screening import Field
from domain.signals import TEXT_SIGNS
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step, back_to, choice
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.signals.screens import ASKED_UNDER
from usecases import signals as deeds
from usecases.signals import NotYours

NAME = "signal_answer"
SEND = "send"


def _number(typed: str) -> int:
    if not typed.isdecimal():
        raise NoSuchRoute
    return int(typed)


async def start_answer(at: Context, signal: str, number: str) -> Screen:
    """*Ik wil antwoorden*."""
    if await at.run(deeds.asked_of_me, SignalId(signal), _number(number)) is None:
        raise NoSuchRoute
    return await at.flow.start(at, NAME, {"signal": signal, "number": number})


async def ask_answer(_at: Context, answers: Answers) -> Screen:
    """The answer, in own words."""
    rather_not = Button(text("button.rather_not"), press("s1:decline", answers["signal"], answers["number"]))
    return Screen(text("signal.ask_answer"), (rather_not,))


async def read_answer(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def ask_sure(_at: Context, answers: Answers) -> Screen:
    """What the desk will read."""
    buttons = (
        choice(NAME, "sure", text("button.yes_send"), SEND),
        back_to(NAME, "sure", text("button.write_again"), "answer"),
        Button(text("button.do_not_send"), press("k1:stop")),
    )
    return Screen(text("signal.confirm_answer", answer=answers["answer"]), buttons)


def pick_sure(_at: Context, _answers: Answers, value: str) -> str | None:
    """Send it."""
    return value if value == SEND else None


async def send_answer(at: Context, answers: Answers) -> Screen:
    """It goes to the desk, without a name."""
    signal, number = SignalId(answers["signal"]), int(answers["number"])
    if not await at.run(deeds.answer, signal, number, answers["answer"]):
        raise NoSuchRoute
    return Screen(text("signal.answer_sent"), (to_menu(),))


FORM = Form(
    NAME,
    (
        Step(
            "answer", ask_answer, reads=read_answer, field=Field.REPLY,
            limit=TEXT_SIGNS, wipes=True, needed=True,
        ),
        Step("sure", ask_sure, pick_sure),
    ),
    send_answer,
    permission=Permission.SHARE_SIGNAL,
)  # fmt: skip


async def decline(at: Context, signal: str, number: str) -> Screen:
    """*Liever niet*: no reason is asked."""
    at.drop_pending()
    at.end_form()
    if not await at.run(deeds.decline, SignalId(signal), _number(number)):
        raise NoSuchRoute
    return Screen(text("signal.answer_declined"), (to_menu(),))


async def dispute(at: Context, signal: str, number: str) -> Screen:
    """*Deze vraag klopt niet*."""
    if not await at.run(deeds.dispute_question, SignalId(signal), _number(number)):
        raise NoSuchRoute
    question = Button(text("button.have_question"), press("k1:ask", ASKED_UNDER))
    return Screen(text("signal.question_disputed"), (question, to_menu()))


async def clear(at: Context, signal: str) -> Screen:
    """*Dank u, duidelijk*: the line is destroyed at once."""
    if not await at.run(deeds.let_go, SignalId(signal)):
        raise NoSuchRoute
    return Screen(text("signal.line_gone"), (to_menu(),))


async def wrong(at: Context, signal: str) -> Screen:
    """*Klopt niet*: it is looked at once more."""
    reopened = await at.run(deeds.object_to_outcome, SignalId(signal))
    if isinstance(reopened, NotYours):
        raise NoSuchRoute
    said = text("signal.reopened", answer_by=dates.day(reopened.answer_by))
    return Screen(said, (to_menu(), Button(text("button.have_question"), press("k1:ask", ASKED_UNDER))))


async def withdraw(at: Context, signal: str) -> Screen:
    """*Signaal intrekken*."""
    if not await at.run(deeds.withdraw, SignalId(signal)):
        raise NoSuchRoute
    return Screen(text("signal.withdrawn"), (to_menu(),))
