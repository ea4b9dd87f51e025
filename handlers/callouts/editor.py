"""The editor of a call-out: the scenario first, then only what it does not know, then the preview with everything."""

from domain.actors import Role
from domain.callouts import CallOut, State, missing
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from handlers.callouts import screens, steps
from handlers.callouts.board import board_screen
from handlers.callouts.plan import OFF, ON, Answers, part_names, plan_of
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Chosen, Form, Step, change, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Value, text
from handlers.kit.wording import enumeration, yes_no
from usecases import callout_answers
from usecases import callouts as deeds
from usecases.callouts import Incomplete, Plan, Sent, Waiting

NAME = steps.NAME
SEND, KEEP = "send", "keep"


async def start(at: Context) -> Screen:
    """*Nieuwe oproep*: on with the kept draft, when there is one."""
    await at.run(deeds.may_call_out)
    return await at.flow.resume(at, NAME) or await at.flow.start(at, NAME)


def plan(at: Context, answers: Answers) -> Plan:
    """The call-out as it stands in the editor."""
    safe = {
        "unknowns": at.words(text("callout.cause_unknown")),
        "line_to_say": at.words(text("callout.safe_line")),
    }
    return plan_of(at.network, answers, at.now, safe)


def as_call_out(made: Plan) -> CallOut:
    """A plan in the shape in which people will read it."""
    return CallOut(
        CallOutId(""),
        State.DRAFT,
        made.urgency,
        made.drill,
        made.circles,
        made.parts,
        made.times,
        MemberId(""),
    )


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """Exactly what everybody will see, whom it reaches, and what was promised."""
    made = plan(at, answers)
    reach = await at.run(deeds.reach, made.circles)
    said = text(
        "coordinator.callout_preview",
        message=screens.message(as_call_out(made), at.view),
        recipients=reach.people,
        unreachable=reach.unreachable,
        voices_line=_voices(reach.missing_voices),
        next_update=dates.day_time(made.times.next_update_at, at.now) if made.times.next_update_at else "",
        yes_no=yes_no(made.parts.agreed),
    )
    return Screen(said, _preview_buttons(at, answers, made))


def _voices(missing_voices: tuple[str, ...]) -> Value:
    if not missing_voices:
        return ""
    return text(
        "coordinator.callout_voices",
        voices=enumeration([text("list.word", word=one) for one in missing_voices]),
    )


def _preview_buttons(at: Context, answers: Answers, made: Plan) -> tuple[Button, ...]:
    asks_second = made.urgency is Urgency.URGENT and at.network.callouts.second_person.required
    send = "button.ask_second_person" if asks_second and not made.drill else "button.send_now"
    buttons = [
        choice(
            NAME,
            "preview",
            text("button.agreed_with_communication", yes_no=yes_no(made.parts.agreed)),
            "agreed",
        ),
        choice(NAME, "preview", text(send), SEND),
    ]
    if made.urgency is not Urgency.INFO and not made.drill:
        buttons.append(change(NAME, "preview", text("button.change_time"), "time"))
    buttons.append(change(NAME, "preview", text("button.change_text"), "parts"))
    if made.parts.place and not made.drill:
        buttons.append(choice(NAME, "preview", text("button.place_later"), "later"))
    return (
        *buttons,
        change(NAME, "preview", text("button.next_update"), "next_update"),
        choice(NAME, "preview", text("button.keep_as_draft"), KEEP),
        Button(text("button.do_not_send"), press("k1:stop")),
    )


def pick_preview(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """A tick, a change, or sending."""
    made = plan(at, answers)
    match value:
        case "agreed":
            return Chosen(None, {"agreed": OFF if made.parts.agreed else ON})
        case "later":
            return Chosen(None, {"place_later": OFF if made.parts.place_after_answer else ON})
        case "send" if made.drill or not missing(made.urgency, made.parts, made.times):
            return SEND
        case "send":
            return Chosen(None, {"pressed": SEND})
        case _:
            return Chosen(None, {"pressed": ""})


async def finish(at: Context, answers: Answers) -> Screen:
    """Send it, or ask a second person; what is missing is named and nothing is lost."""
    match await at.run(deeds.call_out, plan(at, answers)):
        case Sent(call_out=made):
            return await board(at, made.id)
        case Waiting(call_out=made, roles=roles):
            return waiting(at, made, roles)
        case Incomplete(parts=parts):
            return missing_screen(parts)


async def board(at: Context, call_out: CallOutId) -> Screen:
    """The live card of what was just sent."""
    standing = await at.run(callout_answers.standing, call_out)
    assert standing is not None
    return board_screen(standing, at.view)


def waiting(at: Context, made: CallOut, roles: frozenset[Role]) -> Screen:
    """An urgent call-out waits for a second person."""
    minutes = int(at.network.callouts.second_person.wait.total_seconds() // 60)
    who = enumeration([text(f"who.{role.value}") for role in sorted(roles)])
    return Screen(
        text("coordinator.callout_waiting", second_persons=who, minutes=minutes),
        (Button(text("button.do_not_send"), press("c1:withdraw", made.id)),),
    )


def missing_screen(parts: tuple[str, ...]) -> Screen:
    """What is not there yet, by name."""
    lines = Lines.of(text("list.item", item=name) for name in part_names(parts))
    buttons = (
        choice(NAME, "preview", text("button.complete_now"), "look"),
        choice(NAME, "preview", text("button.keep_as_draft"), KEEP),
    )
    return Screen(text("coordinator.callout_missing", missing=lines), buttons)


async def ask_or_name_missing(at: Context, answers: Answers) -> Screen:
    """The preview; after a press on send with parts missing, those."""
    if answers.get("pressed") == SEND:
        made = plan(at, answers)
        return missing_screen(tuple(missing(made.urgency, made.parts, made.times)))
    return await ask_preview(at, answers)


FORM = Form(
    NAME,
    (*steps.STEPS, Step("preview", ask_or_name_missing, pick_preview)),
    finish,
    lambda kept: kept.call_out_draft,
)
