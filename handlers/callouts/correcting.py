"""Writing a correction: what is true, of whom we know it, a sentence to say; the rumour is never asked.

The preview shows exactly what everybody will read.
"""

from datetime import datetime

from domain.corrections import Correction, RightWords
from domain.ids import CallOutId, MemberId
from domain.screening import Field
from handlers.callouts import corrections
from handlers.callouts.desk import over
from handlers.callouts.plan import OFF, ON, Answers
from handlers.callouts.questions import BACK, OTHER, read_text, recognisable, stop, types, typing_or_not
from handlers.callouts.steps import OK, SOURCES, pick_circles
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Ask, Chosen, Form, Step, change, choice
from handlers.kit.identifying import named, to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from usecases import callout_corrections as deeds
from usecases.callout_corrections import NotOpen, NotWhole, Wanted

NAME, SEND = "callout_correction", "send"
FACT_SIGNS, SOURCE_SIGNS, LINE_SIGNS = 300, 80, 120
MOST_SHOWN = 4
TYPED = ("fact", "source", "line_to_say")


def _about(answers: Answers) -> CallOutId | None:
    return CallOutId(answers["call_out"]) if answers.get("call_out") else None


def entry(route: str, call_out: str) -> str:
    """A press about a call-out, or about none."""
    return press(route, call_out) if call_out else press(route)


async def start(at: Context, call_out: str = "") -> Screen:
    """*Gerucht rechtzetten*; what is still counted is shown first."""
    found = await at.run(deeds.still_counting, CallOutId(call_out) if call_out else None)
    if not found:
        return await one_more(at, call_out)
    buttons = [_so_far(made) for made in found[:MOST_SHOWN]]
    another = Button(text("button.correct_another"), entry("c1:another", call_out))
    back = (Button(text("button.back"), press("c1:board", call_out)),) if call_out else ()
    return Screen(text("coordinator.correction_again"), (*buttons, another, *back, to_menu()))


def _so_far(made: Correction) -> Button:
    label = text("button.heard_so_far", time=dates.clock_time(made.sent_at))
    return Button(label, press("c1:sofar", made.id))


async def one_more(at: Context, call_out: str = "") -> Screen:
    """The first question."""
    if await at.run(deeds.would_reach, CallOutId(call_out) if call_out else None) is None:
        return over()
    return await at.flow.start(at, NAME, {"call_out": call_out})


async def unchecked(at: Context, call_out: str = "") -> Screen:
    """*Nog niet nagekeken*: nothing is sent, nothing is kept."""
    at.end_form()
    again = Button(text("button.correct_rumour"), entry("c1:correct", call_out))
    return Screen(text("coordinator.correction_unchecked"), (again, to_menu()))


async def ask_fact(_at: Context, answers: Answers) -> Screen:
    """What is true."""
    not_yet = entry("c1:unchecked", answers.get("call_out", ""))
    unchecked = Button(text("button.not_checked_yet"), not_yet)
    return Screen(text("coordinator.correction_start"), (unchecked, stop()))


async def ask_source(_at: Context, answers: Answers) -> Screen:
    """Of whom it is known."""
    if types(answers, "source"):
        back = choice(NAME, "source", text("button.back"), BACK)
        return Screen(text("callout.type_source"), (back, stop()))
    buttons = (choice(NAME, "source", text(label), value) for value, label in SOURCES.items())
    other = choice(NAME, "source", text("button.source_other"), OTHER)
    return Screen(text("coordinator.callout_source"), (*buttons, other))


def pick_source(at: Context, _answers: Answers, value: str) -> Chosen | None:
    """One of the sources, or one to be typed; what is true is so at this moment."""
    as_of = {"as_of": at.now.isoformat()}
    if value in SOURCES:
        return Chosen(value, as_of)
    typing = typing_or_not("source", value)
    return None if typing is None else Chosen(None, {**typing.also, **as_of})


def _asks(key: str) -> Ask:
    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), (stop(),))

    return ask


async def ask_circles(at: Context, answers: Answers) -> Screen:
    """Without a call-out: who should know."""
    chosen = answers.get("circles", "").split()
    buttons = (
        choice(
            NAME, "circles", text("list.switch", label=one.label, yes_no=yes_no(one.key in chosen)), one.key
        )
        for one in at.network.circles
        if one.roles
    )
    go_on = (choice(NAME, "circles", text("button.go_on"), OK),) if chosen else ()
    return Screen(text("coordinator.correction_circles"), (*buttons, *go_on, stop()))


def _without_call_out(answers: Answers) -> bool:
    return _about(answers) is None


def _wanted(at: Context, answers: Answers) -> Wanted:
    words = RightWords(
        answers.get("fact", ""),
        answers.get("source", ""),
        answers.get("line_to_say", ""),
        datetime.fromisoformat(answers["as_of"]) if "as_of" in answers else at.now,
    )
    return Wanted(
        _about(answers), tuple(answers.get("circles", "").split()), words, answers.get("ours") == ON
    )


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """Exactly what everybody will read, and how many they are."""
    wanted = _wanted(at, answers)
    people = await at.run(deeds.would_reach, wanted.call_out, wanted.circles)
    if people is None:
        at.end_form()
        return over()
    made = Correction(
        "", wanted.call_out, wanted.circles, wanted.words, wanted.ours, MemberId(""), at.now, people
    )
    shown = text("coordinator.follow_up_preview", message=corrections.message(made), n=people)
    kinds = recognisable(at, [answers.get(part, "") for part in TYPED])
    if kinds:
        shown = text("coordinator.callout_warned", kinds=named(kinds), preview=shown)
    return Screen(shown, _preview_buttons(answers))


def _preview_buttons(answers: Answers) -> tuple[Button, ...]:
    ours = text("button.ours_was_wrong", yes_no=yes_no(answers.get("ours") == ON))
    circles = (change(NAME, "preview", text("button.part_circles"), "circles"),)
    return (
        choice(NAME, "preview", ours, "ours"),
        choice(NAME, "preview", text("button.send_now"), SEND),
        change(NAME, "preview", text("button.part_facts"), "fact"),
        change(NAME, "preview", text("button.part_source"), "source"),
        change(NAME, "preview", text("button.part_line_to_say"), "line_to_say"),
        *(circles if _without_call_out(answers) else ()),
        Button(text("button.do_not_send"), press("k1:stop")),
    )


def pick_preview(_at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """Send, or say whether an earlier message of ours was wrong."""
    if value == "ours":
        return Chosen(None, {"ours": OFF if answers.get("ours") == ON else ON})
    return SEND if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It goes out now."""
    match await at.run(deeds.correct, _wanted(at, answers)):
        case Correction() as made:
            return _sent(made)
        case NotOpen():
            return over()
        case NotWhole():
            return await one_more(at, answers.get("call_out", ""))


def _sent(made: Correction) -> Screen:
    here = Button(text("button.current_callout"), press("c1:board", made.call_out)) if made.call_out else None
    said = text("coordinator.follow_up_sent", n=made.people)
    return Screen(said, (_so_far(made), *((here,) if here else ()), to_menu()))


FORM = Form(
    NAME,
    (
        Step("fact", ask_fact, reads=read_text, field=Field.CALL_OUT, limit=FACT_SIGNS, needed=True),
        Step(
            "source", ask_source, pick_source, read_text, field=Field.CALL_OUT, limit=SOURCE_SIGNS,
            needed=True,
        ),
        Step(
            "line_to_say", _asks("coordinator.callout_line"), reads=read_text, field=Field.CALL_OUT,
            limit=LINE_SIGNS, needed=True,
        ),
        Step("circles", ask_circles, pick_circles, when=_without_call_out),
        Step("preview", ask_preview, pick_preview),
    ),
    finish,
    permission=deeds.correct.permission,
)  # fmt: skip
