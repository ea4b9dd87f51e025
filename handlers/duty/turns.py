"""Taking over, not being able to, and the one sentence for whoever comes next."""

from domain.duty import Shift, ShiftState
from domain.screening import Field
from handlers.duty.words import hours, until
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Form, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import duty_turns as deeds
from usecases.duty_turns import Begun, Free, Later, TooLate

NOTE, NOTE_SIGNS = "duty_note", 200


async def take_over(at: Context, shift: str) -> Screen:
    """*Ik neem over*."""
    match await at.run(deeds.take_over, shift):
        case Begun(shift=mine):
            return await begun(at, mine)
        case Later(shift=mine):
            return _agreed(mine)
        case TooLate():
            return Screen(text("duty.too_late"), (to_menu(),))


def _agreed(mine: Shift) -> Screen:
    cannot = Button(text("button.cannot"), press("w1:cannot", mine.id))
    return Screen(text("duty.agreed", hours=hours(mine.span)), (cannot, to_menu()))


async def begun(at: Context, mine: Shift) -> Screen:
    """The one who tapped reads along; the commands show it."""
    me = await at.actor()
    return _reading(at, mine).renewing(me.roles, me.on_duty)


def _reading(at: Context, mine: Shift) -> Screen:
    said = text("duty.begun", until=until(mine.ends_at, at.now))
    if mine.note:
        said = text("duty.begun_note", begun=said, note=mine.note)
    buttons = (
        Button(text("button.view_unrest"), press("u1:list")),
        Button(text("button.leave_note"), press("w1:note")),
        Button(text("button.cannot"), press("w1:cannot", mine.id)),
        to_menu(),
    )
    return Screen(said, buttons)


async def my_shift(at: Context) -> Screen:
    """*Mijn dienst*."""
    mine = await at.run(deeds.mine)
    return _over() if mine is None else _reading(at, mine)


def _over() -> Screen:
    return Screen(text("duty.too_late"), (to_menu(),))


async def how(at: Context, shift: str) -> Screen:
    """How a shift of whoever asks stands, for a tap that had its effect before."""
    mine = await at.run(deeds.mine, shift)
    if mine is None:  # given up, or somebody else's by now
        me = await at.actor()
        return _over().renewing(me.roles, me.on_duty)
    if mine.state is ShiftState.ON:
        return await begun(at, mine)
    if mine.state is ShiftState.AGREED:
        return _agreed(mine)
    return Screen(text("duty.declined"), (to_menu(),)) if mine.state is ShiftState.REFUSED else _over()


async def cannot(at: Context, shift: str) -> Screen:
    """*Ik kan niet*: others are asked; the right is gone at once."""
    outcome = await at.run(deeds.give_up, shift)
    if not isinstance(outcome, Free):
        return _over()
    if not outcome.mine:
        return Screen(text("duty.cannot_noted"), (to_menu(),))
    me = await at.actor()
    return Screen(text("duty.given_up"), (to_menu(),)).renewing(me.roles, me.on_duty)


async def start_note(at: Context) -> Screen:
    """*Zin achterlaten*."""
    return _over() if await at.run(deeds.mine) is None else await at.flow.start(at, NOTE)


async def ask_note(_at: Context, _answers: Answers) -> Screen:
    """One sentence for whoever comes next."""
    nothing = choice(NOTE, "note", text("button.no_note"), SKIPPED)
    return Screen(text("duty.ask_note"), (nothing, Button(text("button.stop"), press("k1:stop"))))


async def read_note(_at: Context, _answers: Answers, typed: str) -> str:
    """As it was typed; the check went before."""
    return typed


async def note_left(at: Context, answers: Answers) -> Screen:
    """Kept until the next one has read it."""
    note = "" if answers["note"] == SKIPPED else answers["note"]
    mine = await at.run(deeds.leave_note, note)
    return _over() if mine is None else _reading(at, mine)


NOTE_FORM = Form(
    NOTE, (Step("note", ask_note, reads=read_note, field=Field.QUESTION, limit=NOTE_SIGNS),), note_left
)
