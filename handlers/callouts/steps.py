"""The questions of the editor, each with its buttons and what may be typed instead."""

from datetime import time, timedelta

from domain.network_times import Urgency
from domain.screening import Field
from handlers.callouts.plan import (
    BY_PHONE,
    DRILL,
    WITHOUT,
    Answers,
    at_clock,
    rounded,
    scenario_of,
    starts_at,
)
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Ask, Chosen, Problem, Step, back_to, change, choice, never
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import sentence_start, yes_no

NAME = "callout"
FEW_CIRCLES = 4
ALL, OK = "all", "ok"
EVENINGS = (("1930", time(19, 30), "button.tonight_1930"), ("2000", time(20), "button.tonight_2000"))
IN_ONE_HOUR, OTHER = "1h", "other"
SOURCES = {
    "police": "button.source_police",
    "fire_brigade": "button.source_fire_brigade",
    "communication": "button.source_communication",
    "school": "button.source_school",
    "own": "button.seen_myself",
}


def stop() -> Button:
    """The way out of every step."""
    return Button(text("button.stop"), press("k1:stop"))


async def ask_scenario(at: Context, _answers: Answers) -> Screen:
    """Which scenario fits."""
    scenarios = [choice(NAME, "scenario", one.label, one.key) for one in at.network.scenarios]
    without = choice(NAME, "scenario", text("button.without_scenario"), WITHOUT)
    drill = choice(NAME, "scenario", text("button.a_drill"), DRILL)
    return Screen(text("coordinator.callout_scenario"), (*scenarios, without, drill, stop()))


def pick_scenario(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """A scenario fills in its time at once, so that it stays the same on the preview."""
    if value in (WITHOUT, DRILL):
        return value
    scenario = scenario_of(at.network, {**answers, "scenario": value})
    if scenario is None:
        return None
    timed = scenario.urgency is not Urgency.INFO
    return Chosen(value, {"time": starts_at(scenario, at.now).isoformat()} if timed else {})


async def ask_urgency(_at: Context, _answers: Answers) -> Screen:
    """Read, come together, or come now."""
    kinds = {Urgency.INFO: "read_only", Urgency.MEETING: "come_together", Urgency.URGENT: "urgent_today"}
    buttons = tuple(
        choice(NAME, "urgency", text(f"button.{word}"), kind.value) for kind, word in kinds.items()
    )
    return Screen(text("coordinator.callout_urgency"), (*buttons, stop()))


def pick_urgency(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the three."""
    return value if value in list(Urgency) else None


async def ask_audience(at: Context, _answers: Answers) -> Screen:
    """One circle in one tap; more of them on the next screen."""
    circles = [one for one in at.network.circles if one.roles][:FEW_CIRCLES]
    buttons = tuple(choice(NAME, "audience", one.label, one.key) for one in circles)
    more = choice(NAME, "audience", text("button.more_circles"), ALL)
    return Screen(text("coordinator.callout_audience"), (*buttons, more, stop()))


def pick_audience(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """A circle with roles, or the list of all."""
    known = any(one.key == value for one in at.network.circles if one.roles)
    return value if known or value == ALL else None


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
    if not any(one.key == value for one in at.network.circles if one.roles):
        return None
    flipped = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return Chosen(None, {"circles": " ".join(flipped)})


async def ask_time(at: Context, _answers: Answers) -> Screen:
    """A time that is past is not offered; any other may be typed."""
    buttons = [choice(NAME, "time", text("button.in_one_hour"), IN_ONE_HOUR)]
    for value, clock, label in EVENINGS:
        if at_clock(clock, at.now) > at.now:
            buttons.append(choice(NAME, "time", text(label), value))
    other = choice(NAME, "time", text("button.other_time"), OTHER)
    return Screen(text("coordinator.callout_time"), (*buttons, other, stop()))


def pick_time(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """One of the offered times; *andere tijd* is typed."""
    if value == IN_ONE_HOUR:
        return rounded(at.now + timedelta(hours=1)).isoformat()
    moment = next((at_clock(clock, at.now) for word, clock, _ in EVENINGS if word == value), None)
    return moment.isoformat() if moment is not None and moment > at.now else None


async def read_time(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A typed day and time; it is echoed in full on the preview."""
    moment = dates.read_moment(typed, at.now)
    if isinstance(moment, Unclear):
        return Problem(Screen(text(f"error.date_{moment.why.value}"), (stop(),)))
    return moment.at.isoformat()


async def ask_place(at: Context, _answers: Answers) -> Screen:
    """A place of the settings, by phone, or typed."""
    buttons = tuple(choice(NAME, "place", sentence_start(one.label), one.key) for one in at.network.places)
    phone = choice(NAME, "place", text("button.dial_in_only"), BY_PHONE)
    other = choice(NAME, "place", text("button.other_place"), OTHER)
    return Screen(text("coordinator.callout_place"), (*buttons[:5], phone, other, stop()))


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A place of the settings, or by phone."""
    return value if value == BY_PHONE or any(one.key == value for one in at.network.places) else None


async def ask_source(_at: Context, _answers: Answers) -> Screen:
    """Of whom it is known."""
    buttons = tuple(choice(NAME, "source", text(label), value) for value, label in SOURCES.items())
    other = choice(NAME, "source", text("button.source_other"), OTHER)
    return Screen(text("coordinator.callout_source"), (*buttons, other))


def pick_source(at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """One of the sources; the facts are of this moment."""
    return Chosen(value, {"as_of": at.now.isoformat()}) if value in SOURCES else None


async def read_text(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """What was typed, without spaces around it."""
    return typed.strip()


def _typed_only(key: str) -> Ask:
    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), (stop(),))

    return ask


PARTS = ("facts", "source", "unknowns", "ask", "line_to_say")


async def ask_parts(_at: Context, _answers: Answers) -> Screen:
    """*Tekst aanpassen*: which part."""
    buttons = tuple(change(NAME, "parts", text(f"button.part_{part}"), part) for part in PARTS)
    return Screen(
        text("coordinator.callout_parts"), (*buttons, back_to(NAME, "parts", text("button.back"), "preview"))
    )


async def ask_next_update(_at: Context, _answers: Answers) -> Screen:
    """When the next message comes."""
    buttons = tuple(
        choice(NAME, "next_update", text("button.in_hours", n=hours), str(hours)) for hours in (1, 2, 4)
    )
    return Screen(text("coordinator.callout_next_update"), (*buttons, stop()))


def pick_next_update(at: Context, _answers: Answers, value: str) -> str | None:
    """So many hours from now."""
    return rounded(at.now + timedelta(hours=int(value))).isoformat() if value in ("1", "2", "4") else None


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
        "facts", _typed_only("coordinator.callout_facts"), reads=read_text, field=Field.CALL_OUT,
        when=_real, limit=FACTS_SIGNS,
    ),
    Step("source", ask_source, pick_source, read_text, when=_real, limit=PLACE_SIGNS),
    Step(
        "ask", _typed_only("coordinator.callout_ask"), reads=read_text, field=Field.CALL_OUT,
        when=_without_and_meeting, limit=ASK_SIGNS,
    ),
    Step(
        "unknowns", _typed_only("coordinator.callout_unknowns"), reads=read_text, field=Field.CALL_OUT,
        when=never, limit=UNKNOWNS_SIGNS,
    ),
    Step(
        "line_to_say", _typed_only("coordinator.callout_line"), reads=read_text, field=Field.CALL_OUT,
        when=never, limit=LINE_SIGNS,
    ),
    Step("parts", ask_parts, when=never),
    Step("next_update", ask_next_update, pick_next_update, read_time, when=never),
)  # fmt: skip
