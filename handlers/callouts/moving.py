"""*Tijd of plek aanpassen*: one line or more is changed, read over, and told to everybody who was asked."""

from dataclasses import replace
from datetime import datetime

from domain.callout_messages import Following, FollowUp, Words
from domain.callout_moves import Move, difference, moved
from domain.callouts import CallOut
from domain.ids import CallOutId
from domain.screening import Field
from handlers.callouts import news, parts, screens
from handlers.callouts.desk import over, running, too_late
from handlers.callouts.follow_up import promised_at, sent
from handlers.callouts.plan import Answers, said
from handlers.callouts.questions import read_text, recognisable, stop
from handlers.callouts.steps import PLACE_SIGNS
from handlers.callouts.when_and_where import ask_place, ask_time, pick_place, pick_time, read_time
from handlers.kit import dates
from handlers.kit.buttons import Button
from handlers.kit.context import Context
from handlers.kit.forms import Chosen, Form, Step, change, choice, never
from handlers.kit.identifying import named
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import callout_follow_up, callout_moves
from usecases.callout_follow_up import News
from usecases.callout_sending import TimePassed

NAME, SEND = "callout_move", "send"


async def start(at: Context, call_out: str) -> Screen:
    """*Tijd of plek aanpassen*."""
    found = await at.run(callout_follow_up.about, CallOutId(call_out))
    if found is None:
        return over()
    if not found[0].call_out.gathers:
        raise NoSuchRoute
    return await at.flow.start(at, NAME, {"call_out": call_out})


async def ask_when(at: Context, answers: Answers) -> Screen:
    """Another time."""
    return await ask_time(at, answers, NAME)


async def ask_where(at: Context, answers: Answers) -> Screen:
    """Another place."""
    return await ask_place(at, answers, NAME)


async def ask_number(_at: Context, _answers: Answers) -> Screen:
    """Another number to join by phone."""
    return Screen(text("coordinator.callout_dial_in"), (stop(),))


def wanted(at: Context, answers: Answers) -> Move:
    """What was changed so far."""
    answers = said(answers)
    labels = {place.key: place.label for place in at.network.places}
    place = answers.get("place")
    return Move(
        datetime.fromisoformat(answers["time"]) if "time" in answers else None,
        None if place is None else labels.get(place, place),
        answers.get("dial_in"),
    )


def _pick_place(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    return pick_place(at, answers, value) if value != "phone" else None


def _after(at: Context, made: CallOut, answers: Answers) -> CallOut | None:
    span = at.network.callouts.answer.of(made.urgency)
    return moved(made, wanted(at, answers), at.now, span)


def _words(at: Context, before: CallOut, after: CallOut) -> Words:
    told = difference(before, after)
    where, when = told.place[1] or told.dial_in[1], told.start[1]
    same = "ask" if where and when else "time" if where else "place"
    unchanged = at.words(text(f"callout.unchanged_{same}"))
    return Words(unchanged=unchanged, line_to_say=before.parts.line_to_say, moved=told)


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """Nothing yet, or exactly what goes out to who comes."""
    found = await at.run(callout_follow_up.about, CallOutId(answers.get("call_out", "")))
    if found is None:
        at.end_form()
        return over() if "call_out" in answers else await running(at)
    before, people = found[0].call_out, found[1]
    after = _after(at, before, answers)
    if after is None:
        when = dates.day_time(before.times.starts_at, at.now) if before.times.starts_at else ""
        asked = text("coordinator.callout_move", when=when, place=screens.place(before.parts))
        return Screen(asked, (*_changes(before), stop()))
    message = FollowUp(
        "", after.id, Following.UPDATE, _words(at, before, after), at.now, promised_at(at, answers)
    )
    shown = news.message(News(after, message, at.now, comes=True), at.view)
    preview = text("coordinator.follow_up_preview", message=shown, n=people)
    kinds = recognisable(at, [answers.get("place", "")])
    warned = text("coordinator.callout_warned", kinds=named(kinds), preview=preview) if kinds else preview
    send = choice(NAME, "preview", text("button.send_now"), SEND)
    return Screen(warned, (send, *_changes(before), stop()))


def _changes(made: CallOut) -> tuple[Button, ...]:
    number = (("button.part_dial_in", "dial_in"),) if made.parts.dial_in else ()
    lines = (("button.change_time", "time"), ("button.part_place", "place"), *number)
    return tuple(change(NAME, "preview", text(label), step) for label, step in lines)


def pick_preview(_at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """Send it."""
    return SEND if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It moves, and everybody hears from what to what."""
    call_out = CallOutId(answers["call_out"])
    found = await at.run(callout_follow_up.about, call_out)
    if found is None:
        return over()
    before = found[0].call_out
    after = _after(at, before, answers) or replace(before)
    outcome = await at.run(
        callout_moves.move, call_out, wanted(at, answers), _words(at, before, after), promised_at(at, answers)
    )
    return too_late() if isinstance(outcome, TimePassed) else sent(outcome)


FORM = Form(
    NAME,
    (
        Step("time", ask_when, pick_time, read_time, when=never, needed=True),
        Step(
            "place", ask_where, _pick_place, read_text, field=Field.CALL_OUT, when=never,
            limit=PLACE_SIGNS, needed=True,
        ),
        Step("dial_in", ask_number, reads=parts.read_dial_in, when=never, limit=PLACE_SIGNS, needed=True),
        Step("preview", ask_preview, pick_preview),
    ),
    finish,
)  # fmt: skip
