"""From the answers in the editor to a call-out: the scenario fills in what nobody changed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, time, timedelta

from domain.actors import Role
from domain.callouts import CallOut, Parts, Times, latest_answer
from domain.network import Network, Scenario
from domain.network_times import Urgency
from handlers.kit import dates
from handlers.kit.forms import SKIPPED
from handlers.kit.texts import Value, text
from usecases.callouts import Plan

Answers = Mapping[str, str]

WITHOUT, DRILL = "none", "drill"
ON, OFF = "on", "off"
BY_PHONE, NO_NUMBER = "phone", "none"
ROUND_TO = timedelta(minutes=5)
# What a network without a scenario asks first.
USUAL_DURATION = timedelta(hours=1)


def scenario_of(network: Network, answers: Answers) -> Scenario | None:
    """The chosen scenario; None without one and for a drill."""
    return next((one for one in network.scenarios if one.key == answers.get("scenario")), None)


def said(answers: Answers) -> Answers:
    """What was really answered: a question that was skipped is not."""
    return {key: value for key, value in answers.items() if value != SKIPPED}


def urgency_of(network: Network, answers: Answers) -> Urgency:
    """What is asked of people."""
    scenario = scenario_of(network, answers)
    if scenario is not None:
        return scenario.urgency
    return Urgency(answers.get("urgency", Urgency.INFO))


def starts_at(scenario: Scenario, now: datetime) -> datetime:
    """The scenario's own hour when that is still to come, else its span from now."""
    if scenario.starts_at is not None and (today := at_clock(scenario.starts_at, now)) > now:
        return today
    return rounded(now + scenario.starts_after)


def rounded(moment: datetime) -> datetime:
    """Up to the next five minutes."""
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not over else moment - over + ROUND_TO


def at_clock(clock: time, now: datetime) -> datetime:
    """Today at this time on the clocks of Amsterdam, also on the day on which they change."""
    wall = dates.local(now).replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return wall.astimezone(now.tzinfo)


def plan_of(network: Network, answers: Answers, now: datetime, texts: Mapping[str, str]) -> Plan:
    """The call-out as it would go out now. `texts` holds the safe sentences for what was not said."""
    answers = said(answers)
    scenario = scenario_of(network, answers)
    drill = answers.get("scenario") == DRILL
    return Plan(
        urgency=urgency_of(network, answers),
        circles=tuple(answers["audience"].split()) if "audience" in answers else _circles(network, scenario),
        parts=_parts(network, answers, scenario, texts),
        times=_times(network, answers, scenario, now),
        needed=int(answers.get("needed", scenario.needed if scenario else 0)),
        drill=drill,
        scenario=scenario.key if scenario else answers.get("made_from"),
    )


def _circles(network: Network, scenario: Scenario | None) -> tuple[str, ...]:
    if scenario is not None:
        return scenario.circles
    return tuple(circle.key for circle in network.circles if Role.CONTACTCIRKEL in circle.roles)


def _parts(network: Network, answers: Answers, scenario: Scenario | None, texts: Mapping[str, str]) -> Parts:
    later = answers.get("place_later", ON if scenario and scenario.place_after_answer else OFF)
    return Parts(
        facts=answers.get("facts", ""),
        source=answers.get("source", ""),
        unknowns=answers.get("unknowns") or (scenario.unknowns if scenario else texts["unknowns"]),
        ask=answers.get("ask") or (scenario.ask if scenario else ""),
        line_to_say=answers.get("line_to_say")
        or (scenario.line_to_say if scenario else texts["line_to_say"]),
        place=_place(network, answers, scenario),
        place_after_answer=later == ON,
        dial_in=_dial_in(network, answers, scenario),
        agreed=answers.get("agreed") == ON,
        press=answers.get("press") or network.contacts.press,
    )


def _place(network: Network, answers: Answers, scenario: Scenario | None) -> str:
    if "place" not in answers:
        return scenario.place if scenario else ""
    labels = {place.key: place.label for place in network.places} | {BY_PHONE: ""}
    return labels.get(answers["place"], answers["place"])


def _dial_in(network: Network, answers: Answers, scenario: Scenario | None) -> str:
    if "dial_in" in answers:
        return "" if answers["dial_in"] == NO_NUMBER else answers["dial_in"]
    if answers.get("place") == BY_PHONE:
        return (scenario and scenario.dial_in) or network.numbers.netwerkregisseur
    return (scenario.dial_in or "") if scenario else ""


def _times(network: Network, answers: Answers, scenario: Scenario | None, now: datetime) -> Times:
    update = scenario.next_update if scenario else network.callouts.next_update
    chosen = answers.get("next_update")
    start = datetime.fromisoformat(answers["time"]) if "time" in answers else None
    usual = scenario.duration if scenario else USUAL_DURATION
    usual_span = network.callouts.answer.of(urgency_of(network, answers))
    span = timedelta(minutes=int(answers["answer"])) if usual_span and "answer" in answers else usual_span
    return Times(
        as_of=datetime.fromisoformat(answers["as_of"]) if "as_of" in answers else now,
        starts_at=start,
        duration=timedelta(minutes=int(answers["minutes"])) if "minutes" in answers else usual,
        reply_by=latest_answer(now, span, start),
        next_update_at=datetime.fromisoformat(chosen) if chosen else rounded(now + update),
    )


def answers_of(made: CallOut) -> dict[str, str]:
    """A call-out that was taken back, as answers in the editor."""
    parts, times = made.parts, made.times
    answers = {key: str(value) for key, value in asdict(parts).items() if isinstance(value, str) and value}
    answers |= {
        "scenario": WITHOUT,
        "urgency": made.urgency.value,
        "audience": " ".join(made.circles),
        "place": parts.place or BY_PHONE,
        "place_later": ON if parts.place_after_answer else OFF,
        "agreed": ON if parts.agreed else OFF,
        "as_of": times.as_of.isoformat(),
        "minutes": str(int(times.duration.total_seconds() // 60)),
        "needed": str(made.needed),
    }
    span = made.time_to_answer
    if span is not None and times.reply_by != times.starts_at:
        answers["answer"] = str(int(span.total_seconds() // 60))
    if made.scenario is not None:
        answers["made_from"] = made.scenario
    moments = {"time": times.starts_at, "next_update": times.next_update_at}
    return answers | {key: moment.isoformat() for key, moment in moments.items() if moment is not None}


def part_names(parts: tuple[str, ...]) -> list[Value]:
    """The missing parts in words."""
    return [text(f"callout_part.{part}") for part in parts]
