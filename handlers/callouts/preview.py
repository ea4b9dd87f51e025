"""The preview shows exactly what everybody will read, whom it reaches, and which voice is missing."""

from domain.callouts import CallOut, State, needs_second_person
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from handlers.callouts import screens
from handlers.callouts.plan import Answers, plan_of
from handlers.callouts.questions import NAME, TYPED, recognisable
from handlers.callouts.wave_words import with_wave
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import change, choice
from handlers.kit.identifying import named
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, Value, text
from handlers.kit.wording import enumeration, yes_no
from usecases import callouts as deeds
from usecases.callouts import Plan, Reach

STEP = "preview"
SEND, KEEP = "send", "keep"


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
        CallOutId(""), State.DRAFT, made.urgency, made.drill, made.circles,
        made.parts, made.times, MemberId(""), made.needed, scenario=made.scenario,
    )  # fmt: skip


async def screen(at: Context, answers: Answers) -> Screen:
    """The text, whom it reaches, and every line that can still be changed."""
    made = plan(at, answers)
    reach = await at.run(deeds.reach, made.circles)
    said = _drill(at, made, reach) if made.drill else _said(at, made, reach)
    said = with_wave(said, as_call_out(made), at.view)
    kinds = recognisable(at, [answers.get(part, "") for part in TYPED])
    if kinds:
        said = text("coordinator.callout_warned", kinds=named(kinds), preview=said)
    return Screen(said, _drill_buttons() if made.drill else _buttons(made, await _asks_second(at, made)))


def _drill(at: Context, made: Plan, reach: Reach) -> Text:
    message = screens.message(as_call_out(made), at.view)
    return text(
        "coordinator.drill_preview",
        message=message,
        recipients=reach.people,
        unreachable=reach.unreachable,
    )


def _said(at: Context, made: Plan, reach: Reach) -> Text:
    promised = made.times.next_update_at
    return text(
        "coordinator.callout_preview",
        message=screens.message(as_call_out(made), at.view),
        recipients=reach.people,
        unreachable=reach.unreachable,
        voices_line="" if made.urgency is Urgency.INFO else _who_lacks(reach),
        next_update=dates.day_time(promised, at.now) if promised else "",
        yes_no=yes_no(made.parts.agreed),
    )


def _who_lacks(reach: Reach) -> Value:
    """The voices that nobody there has, and how many deputies are asked for who is away."""
    voices = _voices(reach.missing_voices)
    if not reach.deputised:
        return voices
    return text("coordinator.callout_away", people=reach.deputised, voices_line=voices)


def _voices(missing_voices: tuple[str, ...]) -> Value:
    if not missing_voices:
        return ""
    voices = enumeration([text("list.word", word=one) for one in missing_voices])
    return text("coordinator.callout_voices", voices=voices)


def _drop() -> Button:
    return Button(text("button.do_not_send"), press("c1:drop"))


def _drill_buttons() -> tuple[Button, ...]:
    send = choice(NAME, STEP, text("button.send_now"), SEND)
    return send, change(NAME, STEP, text("button.more_circles"), "circles"), _drop()


async def _asks_second(at: Context, made: Plan) -> bool:
    required = at.network.callouts.second_person.required
    return needs_second_person(made.urgency, made.drill, required, await at.run(deeds.only_scenarios))


def _buttons(made: Plan, asks_second: bool) -> tuple[Button, ...]:
    agreed = text("button.agreed_with_communication", yes_no=yes_no(made.parts.agreed))
    buttons = [
        choice(NAME, STEP, agreed, "agreed"),
        choice(NAME, STEP, text("button.ask_second_person" if asks_second else "button.send_now"), SEND),
    ]
    if made.urgency is not Urgency.INFO:
        buttons.append(change(NAME, STEP, text("button.change_time"), "time"))
    buttons.append(change(NAME, STEP, text("button.change_text"), "parts"))
    if made.parts.place and made.urgency is not Urgency.INFO:
        later = "button.place_at_once" if made.parts.place_after_answer else "button.place_later"
        buttons.append(choice(NAME, STEP, text(later), "later"))
    return (
        *buttons,
        change(NAME, STEP, text("button.next_update"), "next_update"),
        choice(NAME, STEP, text("button.keep_as_draft"), KEEP),
        _drop(),
    )
