"""The questions of the editor in their order: a scenario answers most of them, and facts are always asked.

No question is ever filled in from a report or a signal.
"""

from domain.network_times import Urgency
from domain.screening import Field
from handlers.callouts import parts, rumour
from handlers.callouts.plan import DRILL, WITHOUT, Answers, scenario_of, starts_at
from handlers.callouts.questions import (
    NAME,
    OTHER,
    how_to_type,
    read_text,
    stop,
    typed_only,
    types,
    typing_or_not,
)
from handlers.callouts.when_and_where import (
    ask_next_update,
    ask_place,
    ask_time,
    pick_next_update,
    pick_place,
    pick_time,
    read_time,
)
from handlers.kit.context import Context
from handlers.kit.forms import Chosen, Step, back_to, choice, never
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from usecases import callouts

FEW_CIRCLES = 4
ALL, OK = "all", "ok"
SOURCES = {
    "police": "button.source_police",
    "fire_brigade": "button.source_fire_brigade",
    "communication": "button.source_communication",
    "school": "button.source_school",
    "own": "button.seen_myself",
}


async def ask_scenario(at: Context, _answers: Answers) -> Screen:
    """Which scenario fits; who took over a shift starts from one that was agreed."""
    scenarios = [choice(NAME, "scenario", one.label, one.key) for one in at.network.scenarios]
    without = choice(NAME, "scenario", text("button.without_scenario"), WITHOUT)
    drill = choice(NAME, "scenario", text("button.a_drill"), DRILL)
    others = () if await at.run(callouts.only_scenarios) else (without, drill)
    correct = await rumour.beside_scenarios(at)
    return Screen(text("coordinator.callout_scenario"), (*scenarios, *others, *correct, stop()))


def pick_scenario(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """A scenario fills in its time at once, so that it stays the same on the preview."""
    if value in (WITHOUT, DRILL):
        return value
    scenario = scenario_of(at.network, {**answers, "scenario": value})
    if scenario is None:
        return None
    timed = scenario.urgency is not Urgency.INFO
    return Chosen(value, {"time": starts_at(scenario, at.now).isoformat()} if timed else {})


async def ask_urgency(at: Context, _answers: Answers) -> Screen:
    """Read, come together, or come now."""
    kinds = {Urgency.INFO: "read_only", Urgency.MEETING: "come_together", Urgency.URGENT: "urgent_today"}
    buttons = tuple(
        choice(NAME, "urgency", text(f"button.{word}"), kind.value) for kind, word in kinds.items()
    )
    correct = await rumour.without_scenario(at)
    return Screen(text("coordinator.callout_urgency"), (*buttons, *correct, stop()))


def pick_urgency(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the three."""
    return value if value in list(Urgency) else None


def _known(at: Context, circle: str) -> bool:
    """Whether it is a circle whose members can be called by their role."""
    return any(one.key == circle for one in at.network.circles if one.roles)


async def ask_audience(at: Context, _answers: Answers) -> Screen:
    """One circle in one tap; more of them on the next screen."""
    circles = [one for one in at.network.circles if one.roles][:FEW_CIRCLES]
    buttons = tuple(choice(NAME, "audience", one.label, one.key) for one in circles)
    more = choice(NAME, "audience", text("button.more_circles"), ALL)
    back = back_to(NAME, "audience", text("button.back"), "urgency")
    return Screen(text("coordinator.callout_audience"), (*buttons, more, back, stop()))


def pick_audience(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """A circle with roles, or the list of all."""
    return value if _known(at, value) or value == ALL else None


async def ask_circles(at: Context, answers: Answers) -> Screen:
    """Several circles, each a switch."""
    chosen = answers.get("circles", "").split()
    buttons = tuple(
        choice(
            NAME, "circles", text("list.switch", label=one.label, yes_no=yes_no(one.key in chosen)), one.key
        )
        for one in at.network.circles
        if one.roles
    )
    go_on = (choice(NAME, "circles", text("button.go_on"), OK),) if chosen else ()
    return Screen(text("coordinator.callout_audience"), (*buttons, *go_on, stop()))


def pick_circles(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """Turn one on or off, or go on with those that are on."""
    chosen = answers.get("circles", "").split()
    if value == OK:
        return Chosen(" ".join(chosen), {"audience": " ".join(chosen)}) if chosen else None
    if not _known(at, value):
        return None
    flipped = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return Chosen(None, {"circles": " ".join(flipped)})


async def ask_source(at: Context, answers: Answers) -> Screen:
    """Of whom it is known; what was typed before is kept from here on."""
    await at.run(callouts.hold_draft, answers)
    if types(answers, "source"):
        return how_to_type("source")
    buttons = tuple(choice(NAME, "source", text(label), value) for value, label in SOURCES.items())
    other = choice(NAME, "source", text("button.source_other"), OTHER)
    return Screen(text("coordinator.callout_source"), (*buttons, other))


def pick_source(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """One of the sources; the facts are of this moment."""
    if value not in SOURCES:
        return typing_or_not("source", value)
    return Chosen(value, {} if "as_of" in answers else {"as_of": at.now.isoformat()})


def _without(answers: Answers) -> bool:
    return answers.get("scenario") == WITHOUT


def _without_and_meeting(answers: Answers) -> bool:
    return _without(answers) and answers.get("urgency") != Urgency.INFO


def _all_circles(answers: Answers) -> bool:
    return answers.get("audience") == ALL


def _real(answers: Answers) -> bool:
    return answers.get("scenario") != DRILL


FACTS_SIGNS, UNKNOWNS_SIGNS, ASK_SIGNS, LINE_SIGNS, PLACE_SIGNS = 300, 150, 200, 120, 80

STEPS = (
    Step("scenario", ask_scenario, pick_scenario),
    Step("urgency", ask_urgency, pick_urgency, when=_without),
    Step("audience", ask_audience, pick_audience, when=_without),
    Step("circles", ask_circles, pick_circles, when=_all_circles),
    Step("time", ask_time, pick_time, read_time, when=_without_and_meeting),
    Step("place", ask_place, pick_place, read_text, when=_without_and_meeting, limit=PLACE_SIGNS),
    Step(
        "facts", typed_only("coordinator.callout_facts"), reads=read_text, field=Field.CALL_OUT,
        when=_real, limit=FACTS_SIGNS,
    ),
    Step(
        "source", ask_source, pick_source, read_text, field=Field.CALL_OUT, when=_real, limit=PLACE_SIGNS
    ),
    Step(
        "ask", typed_only("coordinator.callout_ask"), reads=read_text, field=Field.CALL_OUT,
        when=_without_and_meeting, limit=ASK_SIGNS,
    ),
    Step(
        "unknowns", typed_only("coordinator.callout_unknowns"), reads=read_text, field=Field.CALL_OUT,
        when=never, limit=UNKNOWNS_SIGNS,
    ),
    Step(
        "line_to_say", typed_only("coordinator.callout_line"), reads=read_text, field=Field.CALL_OUT,
        when=never, limit=LINE_SIGNS,
    ),
    Step("parts", parts.ask_parts, when=never),
    Step("more_parts", parts.ask_more_parts, when=never),
    Step("as_of", parts.ask_as_of, parts.pick_as_of, parts.read_as_of, when=never),
    Step("minutes", parts.ask_minutes, parts.pick_minutes, when=never),
    Step("answer", parts.ask_answer, parts.pick_answer, when=never),
    Step("needed", parts.ask_needed, parts.pick_needed, parts.read_needed, when=never),
    Step(
        "dial_in", parts.ask_dial_in, parts.pick_dial_in, parts.read_dial_in, when=never,
        limit=PLACE_SIGNS, needed=True,
    ),
    Step(
        "press", parts.ask_press, parts.pick_press, read_text, field=Field.CALL_OUT, when=never,
        limit=PLACE_SIGNS,
    ),
    Step("next_update", ask_next_update, pick_next_update, read_time, when=never),
)  # fmt: skip
