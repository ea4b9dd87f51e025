"""At the desk: the list without words, one signal with its words, five ready questions, and wiping."""

from domain.actors import Permission
from domain.ids import SignalId
from domain.screening import Field
from domain.signals import READY_QUESTIONS, Signal
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step, choice
from handlers.kit.identifying import AGAIN, to_menu
from handlers.kit.outcomes import THING, feedback, outcome_form
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, text
from handlers.signals import screens
from usecases import signal_desk as deeds
from usecases.signal_desk import NotThere, OneAtATime, Opened

OWN = "signal_question"
OUTCOME = "signal_outcome"


def _back(signal: str) -> Button:
    return Button(text("button.back"), press("s1:open", signal))


def not_there() -> Screen:
    """It was withdrawn or closed meanwhile."""
    to_list = Button(text("button.read_signals"), press("s1:desk"))
    return Screen(text("coordinator.signal_gone"), (to_list, to_menu()))


async def open_list(at: Context) -> Screen:
    """*Signalen lezen*."""
    return screens.desk_list(await at.run(deeds.waiting_list), at.view)


async def open_one(at: Context, signal: str) -> Screen:
    """*Code K7M2*."""
    match await at.run(deeds.open_signal, SignalId(signal)):
        case Opened() as opened:
            return screens.at_desk(opened, at.view)
        case NotThere():
            return not_there()


async def choose_question(at: Context, signal: str) -> Screen:
    """*Vraag stellen*."""
    await at.run(deeds.may_read)
    numbers = range(1, READY_QUESTIONS + 1)
    ready = tuple(
        Button(text(f"button.question_{number}"), press("s1:question", signal, str(number)))
        for number in numbers
    )
    own = Button(text("button.own_question"), press("s1:own", signal))
    return Screen(text("coordinator.signal_ask"), (*ready, own, _back(signal)))


async def ask_ready(at: Context, signal: str, number: str) -> Screen:
    """*Vraag 2*."""
    if not number.isdecimal() or not 1 <= int(number) <= READY_QUESTIONS:
        raise NoSuchRoute
    return asked(signal, await at.run(deeds.ask, SignalId(signal), int(number)))


def asked(signal: str, outcome: Signal | NotThere | OneAtATime) -> Screen:
    """The question is on its way, or one is open already."""
    match outcome:
        case Signal():
            return Screen(text("coordinator.signal_asked"), (_back(signal), to_menu()))
        case OneAtATime():
            return Screen(text("coordinator.signal_one_at_a_time"), (_back(signal), to_menu()))
        case NotThere():
            return not_there()


async def start_own(at: Context, signal: str) -> Screen:
    """*Eigen vraag*."""
    return await at.flow.start(at, OWN, {"signal": signal})


async def ask_own(_at: Context, answers: Answers) -> Screen:
    """The own question, about the situation."""
    return Screen(text("coordinator.signal_ask_own"), (_choose(answers),))


def _choose(answers: Answers) -> Button:
    return Button(text("button.choose_question"), press("s1:ask", answers["signal"]))


async def read_own(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The question as typed."""
    return typed.strip()


def refused(answers: Answers, kinds: Text) -> Screen:
    """The check is certain: it is not sent and not kept."""
    again = choice(OWN, "question", text("button.write_again"), AGAIN)
    return Screen(text("coordinator.signal_ask_refused", kinds=kinds), (again, _choose(answers)))


async def send_own(at: Context, answers: Answers) -> Screen:
    """It goes to the sender."""
    signal = answers["signal"]
    return asked(signal, await at.run(deeds.ask, SignalId(signal), None, answers["question"]))


OWN_FORM = Form(
    OWN,
    (Step("question", ask_own, reads=read_own, field=Field.STAFF_TO_MEMBER, needed=True, refusal=refused),),
    send_own,
    permission=Permission.READ_SIGNALS,
)


async def wipe(at: Context, signal: str) -> Screen:
    """*Tekst wissen*: first the question whether it is meant."""
    await at.run(deeds.may_read)
    buttons = (
        Button(text("button.no_leave_it"), press("s1:open", signal)),
        Button(text("button.yes_wipe_text"), press("s1:wiped", signal)),
    )
    return Screen(text("coordinator.signal_wipe"), buttons)


async def wiped(at: Context, signal: str) -> Screen:
    """*Ja, wis tekst*."""
    if not await at.run(deeds.wipe_text, SignalId(signal)):
        return not_there()
    return Screen(text("coordinator.signal_wiped"), (_back(signal), to_menu()))


async def close(at: Context, signal: str) -> Screen:
    """*Afronden met antwoord*."""
    at.drop_pending()
    return await at.flow.start(at, OUTCOME, {THING: signal})


async def finish(at: Context, answers: Answers) -> Screen:
    """The sender hears it; without an answer nothing is closed."""
    if isinstance(await at.run(deeds.close, SignalId(answers[THING]), feedback(at, answers)), NotThere):
        return not_there()
    to_list = Button(text("button.read_signals"), press("s1:desk"))
    return Screen(text("coordinator.signal_closed"), (to_list, to_menu()))


OUTCOME_FORM = outcome_form(OUTCOME, Permission.READ_SIGNALS, "s1:close", finish)
