"""At the desk: agreeing as second person, going ahead alone, and what runs now."""

from domain.ids import CallOutId
from handlers.callouts.board import board_screen
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from usecases import callout_answers
from usecases import callouts as deeds
from usecases.callouts import NotNow, OwnCallOut, Sent, TooEarly

ALONE = "alone"
REASON_SIGNS = 200


async def approve(at: Context, call_out: str) -> Screen:
    """*Ja, versturen*."""
    match await at.run(deeds.approve, CallOutId(call_out)):
        case Sent(people=people):
            return Screen(text("coordinator.callout_approved", n=people), (to_menu(),))
        case OwnCallOut():
            return Screen(text("coordinator.callout_own"), (to_menu(),), Place.NEW)
        case NotNow():
            return Screen(text("coordinator.callout_handled"), (to_menu(),), Place.NEW)


async def consult(at: Context, call_out: str) -> Screen:
    """*Eerst overleggen*: the one who asked hears that."""
    await at.run(deeds.ask_to_consult, CallOutId(call_out))
    agree = Button(text("button.yes_send"), press("c1:approve", call_out))
    return Screen(text("coordinator.callout_consult"), (agree,), Place.NEW)


async def withdraw(at: Context, call_out: str) -> Screen:
    """*Niet versturen*, while a second person is asked."""
    await at.run(deeds.withdraw, CallOutId(call_out))
    return Screen(text("coordinator.callout_withdrawn"), (to_menu(),))


async def alone(at: Context, call_out: str) -> Screen:
    """*Alleen versturen*: with one sentence why."""
    return await at.flow.start(at, ALONE, {"call_out": call_out})


async def wait(_at: Context, call_out: str) -> Screen:
    """*Toch wachten*."""
    again = Button(text("button.send_alone"), press("c1:alone", call_out))
    return Screen(text("coordinator.callout_still_waiting"), (again,))


async def ask_reason(_at: Context, _answers: Answers) -> Screen:
    """Why it cannot wait."""
    return Screen(text("coordinator.callout_reason"), (Button(text("button.stop"), press("k1:stop")),))


async def read_reason(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """One sentence."""
    return typed.strip()


async def send_alone(at: Context, answers: Answers) -> Screen:
    """It goes out, and the others hear that at once."""
    match await at.run(deeds.send_alone, CallOutId(answers["call_out"]), answers["reason"]):
        case Sent(call_out=made):
            return await board(at, made.id)
        case TooEarly():
            return Screen(text("coordinator.callout_still_waiting"), (to_menu(),))
        case NotNow():
            return Screen(text("coordinator.callout_handled"), (to_menu(),))


ALONE_FORM = Form(ALONE, (Step("reason", ask_reason, reads=read_reason, limit=REASON_SIGNS),), send_alone)


async def board(at: Context, call_out: str) -> Screen:
    """How one call-out stands."""
    standing = await at.run(callout_answers.standing, CallOutId(call_out))
    if standing is None:
        raise NoSuchRoute
    return board_screen(standing, at.view)


async def running(at: Context) -> Screen:
    """*Lopende oproep*: the newest that is open."""
    open_now = await at.run(callout_answers.running)
    if not open_now:
        new = Button(text("button.new_callout"), press("c1:new"))
        return Screen(text("callout.none_open"), (new, to_menu()))
    return await board(at, open_now[0])
