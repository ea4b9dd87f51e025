"""At the desk: agreeing as second person, going ahead alone, what runs now, and asking more people."""

from domain.callouts import CallOut
from domain.ids import CallOutId
from handlers.callouts.answers import line
from handlers.callouts.board import board_screen, new_one
from handlers.callouts.questions import read_text, stop
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Form, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import Lines, Text, text
from handlers.kit.wording import enumeration
from usecases import callout_approval as deeds
from usecases import callout_board, callout_stand_down, callouts
from usecases.callout_approval import OwnCallOut, TooEarly, Waiting
from usecases.callout_sending import NotNow, Sent, TimePassed

ALONE = "alone"
REASON_SIGNS = 200
MOST_LISTED = 6


def handled() -> Screen:
    """Somebody else was first, it was taken back, or its time is past."""
    return Screen(text("coordinator.callout_handled"), (to_menu(),), Place.NEW)


def too_late() -> Screen:
    """The time of the call-out is past: it needs a new one."""
    return Screen(text("coordinator.callout_time_passed"), (to_menu(),), Place.NEW)


def waiting_screen(at: Context, waiting: Waiting) -> Screen:
    """An urgent call-out waits for a second person; who cannot be reached is counted."""
    made, minutes = waiting.call_out, int(at.network.callouts.second_person.wait.total_seconds() // 60)
    who = enumeration([text(f"who.{role.value}") for role in sorted(waiting.roles)])
    if waiting.may_go_alone:
        said = text("coordinator.callout_waiting", second_persons=who, minutes=minutes)
    else:
        said = text("coordinator.callout_waiting_stand_in", second_persons=who)
    buttons = (
        Button(text("button.change_text"), press("c1:edit", made.id)),
        Button(text("button.do_not_send"), press("c1:withdraw", made.id)),
    )
    return Screen(_with_unreachable(said, waiting), buttons)


def _with_unreachable(said: Text, waiting: Waiting) -> Text:
    if waiting.unreachable == waiting.people:
        return text("coordinator.callout_waiting_nobody", waiting=said)
    if waiting.unreachable:
        return text(
            "coordinator.callout_waiting_blocked",
            waiting=said,
            blocked=waiting.unreachable,
            total=waiting.people,
        )
    return said


async def approve(at: Context, call_out: str) -> Screen:
    """*Ja, versturen*."""
    match await at.run(deeds.approve, CallOutId(call_out)):
        case Sent(people=people):
            return Screen(text("coordinator.callout_approved", n=people), (to_menu(),))
        case OwnCallOut():
            return Screen(text("coordinator.callout_own"), (to_menu(),), Place.NEW)
        case TimePassed():
            return too_late()
        case NotNow():
            return handled()


async def consult(at: Context, call_out: str) -> Screen:
    """*Eerst overleggen*: the one who asked hears that."""
    if not await at.run(deeds.ask_to_consult, CallOutId(call_out)):
        return handled()
    agree = Button(text("button.yes_send"), press("c1:approve", call_out))
    return Screen(text("coordinator.callout_consult"), (agree,), Place.NEW)


async def withdraw(at: Context, call_out: str) -> Screen:
    """*Niet versturen*, while a second person is asked."""
    made = await at.run(deeds.withdraw, CallOutId(call_out))
    return handled() if made is None else Screen(text("coordinator.callout_withdrawn"), (to_menu(),))


async def alone(at: Context, call_out: str) -> Screen:
    """*Alleen versturen*: with one sentence why."""
    if await at.run(deeds.waiting, CallOutId(call_out)) is None:
        return handled()
    return await at.flow.start(at, ALONE, {"call_out": call_out})


async def wait(at: Context, call_out: str) -> Screen:
    """*Toch wachten*."""
    if await at.run(deeds.waiting, CallOutId(call_out)) is None:
        return handled()
    again = Button(text("button.send_alone"), press("c1:alone", call_out))
    return Screen(text("coordinator.callout_still_waiting"), (again,))


async def ask_reason(at: Context, answers: Answers) -> Screen:
    """Why it cannot wait."""
    if "call_out" not in answers:
        at.end_form()
        return await running(at)
    return Screen(text("coordinator.callout_reason"), (stop(),))


async def send_alone(at: Context, answers: Answers) -> Screen:
    """It goes out, and the others hear that at once."""
    call_out, reason = answers["call_out"], answers["reason"]
    if reason == SKIPPED:
        return await alone(at, call_out)
    match await at.run(deeds.send_alone, CallOutId(call_out), reason):
        case Sent(call_out=made):
            return await board(at, made.id)
        case TooEarly():
            return Screen(text("coordinator.callout_still_waiting"), (to_menu(),))
        case TimePassed():
            return too_late()
        case NotNow():
            return handled()


ALONE_FORM = Form(ALONE, (Step("reason", ask_reason, reads=read_text, limit=REASON_SIGNS),), send_alone)


async def board(at: Context, call_out: str) -> Screen:
    """How one call-out stands; a request that waits shows that."""
    standing = await at.run(callout_board.standing, CallOutId(call_out))
    if standing is not None:
        return board_screen(standing, at.view)
    waiting = await at.run(deeds.waiting, CallOutId(call_out))
    if waiting is None:
        raise NoSuchRoute
    return waiting_screen(at, waiting)


async def running(at: Context) -> Screen:
    """*Lopende oproep*: the only one, or a list of those that run."""
    found = await at.run(callout_board.running)
    if not found:
        return Screen(text("callout.none_open"), (new_one(), to_menu()))
    if len(found) == 1:
        return await board(at, found[0].id)
    lines = Lines.of(text("list.item", item=line(made, at.now)) for made in found)
    buttons = tuple(_to_board(at, made) for made in found[:MOST_LISTED])
    return Screen(text("callout.open_list", lines=lines), (*buttons, new_one(), to_menu()))


def _to_board(at: Context, made: CallOut) -> Button:
    return Button(line(made, at.now), press("c1:board", made.id))


async def keep_asking(at: Context, call_out: str) -> Screen:
    """*Iedereen blijven vragen*."""
    await at.run(callout_stand_down.keep_asking, CallOutId(call_out))
    return await board(at, call_out)


async def tell_now(at: Context, call_out: str) -> Screen:
    """*Nu laten weten*."""
    await at.run(callout_stand_down.tell_now, CallOutId(call_out))
    return await board(at, call_out)


async def ask_more(at: Context, call_out: str) -> Screen:
    """*Nog iemand vragen*: which circle, with how many people."""
    found = await at.run(callouts.wider, CallOutId(call_out))
    ready = await at.run(callout_stand_down.ready, CallOutId(call_out))
    back = Button(text("button.back"), press("c1:board", call_out))
    if not found and not ready:
        return Screen(text("coordinator.nobody_more"), (back, to_menu()))
    lines = [text("coordinator.ask_more_line", circle=one.label, people=one.people) for one in found]
    buttons = [Button(one.label, press("c1:widen", call_out, one.key)) for one in found]
    if ready:  # whoever stands by is asked before anybody else
        lines.insert(0, text("coordinator.ask_more_ready", people=ready))
        buttons.insert(0, Button(text("button.ask_ready"), press("c1:ready", call_out)))
    return Screen(text("coordinator.ask_more", lines=Lines.of(lines)), (*buttons, back))


async def widen(at: Context, call_out: str, circle: str) -> Screen:
    """One circle more is asked at once."""
    match await at.run(callouts.ask_more, CallOutId(call_out), circle):
        case Sent(people=people):
            back = Button(text("button.current_callout"), press("c1:board", call_out))
            return Screen(text("coordinator.asked_more", n=people), (back, to_menu()))
        case NotNow():
            return over()


def over() -> Screen:
    """The call-out is closed or cancelled."""
    return Screen(text("coordinator.callout_over"), (new_one(), to_menu()), Place.NEW)
