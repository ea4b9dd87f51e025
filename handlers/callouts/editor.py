"""The editor of a call-out: the scenario first, then only what it does not know, then the preview."""

from domain.callouts import missing
from domain.ids import CallOutId
from handlers.callouts import preview, steps
from handlers.callouts.desk import board, handled, waiting_screen
from handlers.callouts.plan import OFF, ON, Answers, answers_of, part_names
from handlers.callouts.preview import KEEP, SEND, plan
from handlers.callouts.questions import NAME
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Chosen, Form, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, text
from usecases import callout_approval
from usecases import callouts as deeds
from usecases.callout_approval import Waiting
from usecases.callout_sending import NotNow, Sent, TimePassed
from usecases.callouts import Incomplete


async def start(at: Context) -> Screen:
    """*Nieuwe oproep*: on with what is open or was kept, when there is something."""
    await at.run(deeds.may_call_out)
    # A command ends the open form, but not the one that it asks for.
    ended, at.form = at.form, None
    open_now = await at.flow.resume(at, NAME)
    if open_now is not None:
        return open_now
    at.form = ended
    return await at.flow.start(at, NAME, await at.run(deeds.my_draft) or {})


async def change_waiting(at: Context, call_out: str) -> Screen:
    """*Tekst aanpassen*, while a second person is asked: the request is taken back, nothing is lost."""
    made = await at.run(callout_approval.withdraw, CallOutId(call_out))
    return handled() if made is None else await at.flow.start(at, NAME, answers_of(made))


async def drop(at: Context) -> Screen:
    """*Niet versturen*: the draft goes too."""
    at.end_form()
    await at.run(deeds.drop_draft)
    return await at.home(at)


def pick_preview(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """A tick, a change, keeping, or sending."""
    made = plan(at, answers)
    match value:
        case "agreed":
            return Chosen(None, {"agreed": OFF if made.parts.agreed else ON})
        case "later":
            return Chosen(None, {"place_later": OFF if made.parts.place_after_answer else ON})
        case "send" if made.drill or not missing(made.urgency, made.parts, made.times, at.now):
            return SEND
        case "send" | "keep":
            return Chosen(None, {"pressed": f"{value}:{at.update}"})
        case _:
            return Chosen()


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """The preview; right after a press on send with parts missing, those; after *bewaar*, how to go on."""
    pressed = answers.get("pressed")
    if pressed == f"{KEEP}:{at.update}":
        return await keep(at, answers)
    if pressed == f"{SEND}:{at.update}":
        made = plan(at, answers)
        return missing_screen(tuple(missing(made.urgency, made.parts, made.times, at.now)))
    await at.run(deeds.hold_draft, answers)
    return await preview.screen(at, answers)


async def keep(at: Context, answers: Answers) -> Screen:
    """*Bewaar als concept*."""
    at.end_form()
    await at.run(deeds.keep_draft, answers)
    until = dates.day_time(at.now + at.network.retention.call_out_draft, at.now)
    go_on = Button(text("button.go_on"), press("c1:new"))
    return Screen(text("coordinator.callout_kept", until=until), (go_on, to_menu()))


def missing_screen(parts: tuple[str, ...]) -> Screen:
    """What is not there yet, by name."""
    lines = Lines.of(text("list.item", item=name) for name in part_names(parts))
    buttons = (
        choice(NAME, "preview", text("button.complete_now"), "look"),
        choice(NAME, "preview", text("button.keep_as_draft"), KEEP),
    )
    return Screen(text("coordinator.callout_missing", missing=lines), buttons)


async def finish(at: Context, answers: Answers) -> Screen:
    """Send it, or ask a second person; what is missing is named and nothing is lost."""
    match await at.run(deeds.call_out, plan(at, answers)):
        case Sent(call_out=made):
            return await board(at, made.id)
        case Waiting() as waiting:
            return waiting_screen(at, waiting)
        case Incomplete(parts=parts):
            return missing_screen(parts)
        case TimePassed() | NotNow():
            return handled()


FORM = Form(
    NAME,
    (*steps.STEPS, Step("preview", ask_preview, pick_preview)),
    finish,
    lambda kept: kept.call_out_draft,
)
