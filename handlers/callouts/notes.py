"""What is typed right after an answer: the bot asks whether it goes beside it; the desk reads it nameless."""

from domain.ids import CODE_LENGTH, CallOutId, clean_code
from domain.screening import Field
from handlers.callouts.answers import closed
from handlers.callouts.questions import read_text, stop
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Form, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, text
from usecases import callout_notes as deeds
from usecases.callout_notes import NOTE_SIGNS

NOTE = "callout_note"
KEEP, DROP = "keep", "drop"
PAGE = 10


async def beside(at: Context, typed: str) -> Screen | None:
    """A text that no form asked for, soon after an answer; None when there is no such answer."""
    answered = None if _may_be_a_code(typed) else await at.run(deeds.answered_just_now)
    if answered is None:
        return None
    return await at.flow.given(at, NOTE, {"call_out": answered.id}, typed)


def _may_be_a_code(typed: str) -> bool:
    """As long as a code, and in capitals or with a figure in it."""
    spelled = typed == typed.upper() or any(sign.isdecimal() for sign in typed)
    return len(clean_code(typed)) == CODE_LENGTH and spelled


async def _ask_note(_at: Context, _answers: Answers) -> Screen:
    return Screen(text("callout.note_ask"), (stop(),))


async def _ask_sure(_at: Context, answers: Answers) -> Screen:
    keep = choice(NOTE, "sure", text("button.put_beside"), KEEP)
    drop = choice(NOTE, "sure", text("button.do_not_keep"), DROP)
    return Screen(text("callout.note_sure", note=answers.get("note", "")), (keep, drop))


def _pick_sure(_at: Context, _answers: Answers, value: str) -> str | None:
    return value if value in (KEEP, DROP) else None


def _written(answers: Answers) -> bool:
    return answers.get("note") != SKIPPED


async def _finish(at: Context, answers: Answers) -> Screen:
    """*Zet erbij* or *Niet bewaren*."""
    if answers.get("sure") != KEEP:
        return Screen(text("callout.note_dropped"), (to_menu(),))
    call_out = CallOutId(answers["call_out"])
    if not await at.run(deeds.put_beside, call_out, answers["note"]):
        return closed()
    away = Button(text("button.take_away"), press("c1:unnote", call_out))
    return Screen(text("callout.note_kept"), (away, to_menu()))


FORM = Form(
    NOTE,
    (
        Step("note", _ask_note, reads=read_text, field=Field.REPLY, limit=NOTE_SIGNS),
        Step("sure", _ask_sure, _pick_sure, when=_written, said=(KEEP, DROP)),
    ),
    _finish,
)


async def take_away(at: Context, call_out: str) -> Screen:
    """*Toch weghalen*."""
    if not await at.run(deeds.take_away, CallOutId(call_out)):
        return closed()
    return Screen(text("callout.note_gone"), (to_menu(),))


async def read(at: Context, call_out: str, start: str = "0") -> Screen:
    """*Opmerkingen lezen*: the words, without the names."""
    found = await at.run(deeds.read, CallOutId(call_out))
    if found is None or not start.isdecimal():
        raise NoSuchRoute
    back = Button(text("button.back"), press("c1:board", call_out))
    if not found:
        return Screen(text("coordinator.notes_none"), (back, to_menu()))
    after = int(start) + PAGE
    lines = Lines.of(text("list.item", item=note) for note in found[int(start) : after])
    more = (Button(text("button.more"), press("c1:notes", call_out, str(after))),)
    return Screen(
        text("coordinator.notes", n=len(found), lines=lines),
        (*(more if after < len(found) else ()), back, to_menu()),
    )
