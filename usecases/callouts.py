"""Calling the network together: made complete, agreed by two when urgent, then sent to everybody asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import callouts as rules
from domain.actors import Permission, Role
from domain.callouts import CallOut, Parts, State, Times
from domain.ids import CallOutId
from domain.network_times import Urgency
from storage import callout_answers, callout_messages, members
from storage import callouts as store
from usecases import callout_deputies
from usecases.app import Moment, NotAllowed, Trace, use_case
from usecases.callout_approval import Waiting, ask_second_person
from usecases.callout_sending import (
    NotNow,
    Sent,
    TimePassed,
    asked_later,
    audience,
    card,
    in_circles,
    invitations,
    send,
)


@dataclass(frozen=True)
class Plan:
    """What the netwerkregisseur put together in the editor."""

    urgency: Urgency
    circles: tuple[str, ...]
    parts: Parts
    times: Times
    needed: int = 0
    drill: bool = False
    scenario: str | None = None


@dataclass(frozen=True)
class Reach:
    """Whom a call-out would reach: how many, how many not now, which voices nobody there has."""

    people: int
    unreachable: int
    missing_voices: tuple[str, ...]
    deputised: int = 0


@dataclass(frozen=True)
class Incomplete:
    """Parts are missing; nothing was sent."""

    parts: tuple[str, ...]


@use_case(Permission.CALL_OUT, Trace.READS)
def reach(at: Moment, circles: tuple[str, ...]) -> Reach:
    """Whom it would reach, for the preview."""
    asked, called = audience(at, circles), in_circles(at, circles)
    voices = set(members.voices(at.tx, asked).values())
    missing = tuple(voice.label for voice in at.network.voices if voice.key not in voices)
    instead = callout_deputies.instead_of(at, set(called) - set(asked))
    return Reach(len(asked), members.count_blocked(at.tx, asked), missing, instead)


def _stands_in(at: Moment) -> bool:
    """Whether somebody acts here who is no netwerkregisseur."""
    return Role.NETWERKREGISSEUR not in at.actor.roles


@use_case(Permission.CALL_OUT, Trace.READS)
def only_scenarios(at: Moment) -> bool:
    """Whether this member may only call out by a scenario, and with a second person."""
    return _stands_in(at)


@use_case(Permission.CALL_OUT)
def call_out(at: Moment, plan: Plan) -> Incomplete | Sent | Waiting | NotNow | TimePassed:
    """Send it; or, when urgent and the network asks for it, ask a second person first."""
    stand_in = _stands_in(at)
    if stand_in and plan.scenario is None:
        raise NotAllowed
    lacking = rules.missing(plan.urgency, plan.parts, plan.times, at.now)
    if lacking and not plan.drill:
        return Incomplete(tuple(lacking))
    made = CallOut(
        CallOutId(at.new_id()), State.DRAFT, plan.urgency, plan.drill, plan.circles,
        plan.parts, plan.times, at.actor.me, plan.needed, asked_at=at.now, scenario=plan.scenario,
    )  # fmt: skip
    store.add(at.tx, made)
    callout_messages.drop_draft(at.tx, at.actor.me)
    required = at.network.callouts.second_person.required
    if rules.needs_second_person(plan.urgency, plan.drill, required, stand_in):
        return ask_second_person(at, made)
    return send(at, made)


@use_case(Permission.CALL_OUT, Trace.READS)
def may_call_out(_at: Moment) -> None:
    """Opening the editor asks for the same right as sending."""


@use_case(Permission.CALL_OUT)
def keep_draft(at: Moment, answers: Mapping[str, str]) -> None:
    """*Bewaar als concept*: what was filled in stays for a day."""
    expires_at = at.now + at.network.retention.call_out_draft
    callout_messages.keep_draft(at.tx, at.actor.me, answers, expires_at)


@use_case(Permission.CALL_OUT, Trace.SILENT)
def hold_draft(at: Moment, answers: Mapping[str, str]) -> None:
    """What was typed is there again after the menu, or anything else."""
    expires_at = at.now + at.network.retention.call_out_draft
    callout_messages.keep_draft(at.tx, at.actor.me, answers, expires_at)


@use_case(Permission.CALL_OUT, Trace.READS)
def my_draft(at: Moment) -> Mapping[str, str] | None:
    """What was kept."""
    return callout_messages.draft_of(at.tx, at.actor.me, at.now)


@use_case(Permission.CALL_OUT)
def drop_draft(at: Moment) -> None:
    """*Niet versturen*: nothing is kept."""
    callout_messages.drop_draft(at.tx, at.actor.me)


@dataclass(frozen=True)
class Wider:
    """A circle that could be asked too, and how many people are in it who were not asked yet."""

    key: str
    label: str = field(repr=False)
    people: int


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def wider(at: Moment, call_out_id: CallOutId) -> list[Wider]:
    """*Nog iemand vragen*: the circles with people who were not asked yet."""
    made = store.load(at.tx, call_out_id)
    if made is None or not made.open:
        return []
    asked = {response.member for response in callout_answers.responses(at.tx, call_out_id)}
    found = [
        Wider(circle.key, circle.label, len(set(audience(at, [circle.key])) - asked))
        for circle in at.network.circles
        if circle.roles
    ]
    return [circle for circle in found if circle.people]


@use_case(Permission.RUN_CALL_OUT)
def ask_more(at: Moment, call_out_id: CallOutId, circle: str) -> Sent | NotNow:
    """Ask another circle too; nobody is asked twice."""
    made = store.hold(at.tx, call_out_id)
    if made is None or not made.open:
        return NotNow(made.state if made else None)
    asked = {response.member for response in callout_answers.responses(at.tx, call_out_id)}
    others = [member for member in audience(at, [circle]) if member not in asked]
    widened = rules.widened(made, circle, at.now, at.network.callouts.answer.of(made.urgency))
    store.rewrite(at.tx, widened)
    callout_answers.ask(at.tx, call_out_id, others)
    at.tell(invitations(at, widened, others))
    asked_later(at, widened, others)
    at.tell(card(at, widened))
    return Sent(widened, len(others))
