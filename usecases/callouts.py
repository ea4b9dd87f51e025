"""Calling the network together: made complete, agreed by two when urgent, and then sent to everybody asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from domain import callouts as rules
from domain.actors import Permission, Purpose, Role
from domain.callouts import CallOut, Deed, Parts, State, Times
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import callouts as store
from storage import members
from storage.members import Audience
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

SENT, APPROVAL, ALONE = "callout.sent", "callout.approval", "callout.alone"
NUDGE, CALL_LIST, UPDATE_DUE, CARD = (
    "callout.nudge",
    "callout.call_list",
    "callout.update_due",
    "callout.card",
)
SENT_ALONE, CONSULT = "callout.sent_alone", "callout.consult"


@dataclass(frozen=True)
class Plan:
    """What the netwerkregisseur put together in the editor."""

    urgency: Urgency
    circles: tuple[str, ...]
    parts: Parts
    times: Times
    needed: int = 0
    drill: bool = False


@dataclass(frozen=True)
class Reach:
    """Whom a call-out would reach: how many, how many not now, which voices nobody there has."""

    people: int
    unreachable: int
    missing_voices: tuple[str, ...]


@dataclass(frozen=True)
class Incomplete:
    """Parts are missing; nothing was sent."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """It goes out to so many people."""

    call_out: CallOut
    people: int


@dataclass(frozen=True)
class Waiting:
    """A second person is asked."""

    call_out: CallOut
    roles: frozenset[Role]


@dataclass(frozen=True)
class NotNow:
    """It is in another state by now."""

    state: State | None = None


@dataclass(frozen=True)
class OwnCallOut:
    """Nobody approves a call-out of their own."""


@dataclass(frozen=True)
class TooEarly:
    """The waiting time is not over."""

    until: datetime = field(default_factory=lambda: datetime.max)


def roles_called(at: Moment, circles: tuple[str, ...]) -> frozenset[Role]:
    """The roles behind the circles."""
    return frozenset(
        chain.from_iterable(circle.roles for circle in at.network.circles if circle.key in circles)
    )


def audience(at: Moment, circles: tuple[str, ...]) -> list[MemberId]:
    """Everybody in the circles who said yes to call-outs and is not away."""
    found = members.select_audience(at.tx, Audience(roles_called(at, circles), Purpose.CALL_OUTS))
    return members.present(at.tx, found, at.now)


@use_case(Permission.CALL_OUT, Trace.READS)
def reach(at: Moment, circles: tuple[str, ...]) -> Reach:
    """Whom it would reach, for the preview."""
    asked = audience(at, circles)
    voices = set(members.voices(at.tx, asked).values())
    missing = tuple(voice.label for voice in at.network.voices if voice.key not in voices)
    return Reach(len(asked), members.count_blocked(at.tx, asked), missing)


@use_case(Permission.CALL_OUT)
def call_out(at: Moment, plan: Plan) -> Incomplete | Sent | Waiting:
    """Send it; or, when urgent and the network asks for it, ask a second person first."""
    lacking = rules.missing(plan.urgency, plan.parts, plan.times)
    if lacking and not plan.drill:
        return Incomplete(tuple(lacking))
    made = CallOut(
        CallOutId(at.new_id()), State.DRAFT, plan.urgency, plan.drill, plan.circles,
        plan.parts, plan.times, at.actor.me, plan.needed,
    )  # fmt: skip
    store.add(at.tx, made)
    if plan.urgency is Urgency.URGENT and at.network.callouts.second_person.required and not plan.drill:
        return _ask_second_person(at, made)
    return _send(at, made)


def _ask_second_person(at: Moment, made: CallOut) -> Waiting:
    second = at.network.callouts.second_person
    store.move(at.tx, made.id, made.state, State.AWAITING_APPROVAL)
    payload = {"call_out": made.id}
    others = [member for member in members.with_role(at.tx, *second.roles) if member != made.requester]
    at.tell(
        Fact(APPROVAL, member, Lane.ALARM, at.now, payload, f"approve:{made.id}:{member}")
        for member in others
    )
    at.tell([Fact(ALONE, made.requester, Lane.ALARM, at.now + second.wait, payload, f"alone:{made.id}")])
    return Waiting(replace(made, state=State.AWAITING_APPROVAL), second.roles)


@use_case(Permission.CALL_OUT, Trace.READS)
def may_call_out(_at: Moment) -> None:
    """Opening the editor asks for the same right as sending."""


@use_case(Permission.CALL_OUT)
def withdraw(at: Moment, call_out_id: CallOutId) -> bool:
    """Take back a request to a second person; False when it went out already."""
    made = store.load(at.tx, call_out_id)
    if made is None or made.state is not State.AWAITING_APPROVAL:
        return False
    return store.move(at.tx, made.id, made.state, State.CANCELLED, closed_at=at.now)


@use_case(Permission.APPROVE_CALL_OUT)
def ask_to_consult(at: Moment, call_out_id: CallOutId) -> None:
    """As second person, talk first: the one who asked hears it at once."""
    made = store.load(at.tx, call_out_id)
    if made is not None and made.state is State.AWAITING_APPROVAL:
        key = f"consult:{made.id}:{at.actor.me}"
        at.tell([Fact(CONSULT, made.requester, Lane.ALARM, at.now, {"call_out": made.id}, key)])


@use_case(Permission.APPROVE_CALL_OUT)
def approve(at: Moment, call_out_id: CallOutId) -> Sent | NotNow | OwnCallOut:
    """Agree as second person: it goes out at once."""
    made = store.load(at.tx, call_out_id)
    if made is None or made.state is not State.AWAITING_APPROVAL:
        return NotNow(made.state if made else None)
    if made.requester == at.actor.me:
        return OwnCallOut()
    store.approve(at.tx, made.id, at.actor.me)
    return _send(at, made)


@use_case(Permission.CALL_OUT)
def send_alone(at: Moment, call_out_id: CallOutId, reason: str) -> Sent | NotNow | TooEarly:
    """Go ahead without a second person after the waiting time, with a reason; the others hear it at once."""
    made = store.load(at.tx, call_out_id)
    if made is None or made.state is not State.AWAITING_APPROVAL or made.requester != at.actor.me:
        return NotNow(made.state if made else None)
    until = made.times.as_of + at.network.callouts.second_person.wait
    if at.now < until:
        return TooEarly(until)
    store.alone(at.tx, made.id, reason)
    others = members.with_role(at.tx, *at.network.callouts.second_person.roles)
    payload = {"call_out": made.id}
    at.tell(
        Fact(SENT_ALONE, member, Lane.ALARM, at.now, payload, f"sent_alone:{made.id}:{member}")
        for member in others
        if member != at.actor.me
    )
    return _send(at, made)


def _send(at: Moment, made: CallOut) -> Sent:
    after = rules.after(made.state, Deed.SEND)
    assert after is not None
    sent = replace(made, state=after, sent_at=at.now, times=_times_at_sending(at, made))
    store.move(at.tx, made.id, made.state, after, sent_at=at.now)
    store.rewrite(at.tx, sent)
    asked = audience(at, made.circles)
    store.ask(at.tx, made.id, asked)
    at.tell(_invitations(at, sent, asked))
    at.tell(_for_the_desk(at, sent))
    return Sent(sent, len(asked))


def _times_at_sending(at: Moment, made: CallOut) -> Times:
    """The time to answer counts from the moment it goes out, not from when it was written."""
    span = at.network.callouts.answer.of(made.urgency)
    latest = made.times.starts_at
    if span is None:
        return made.times
    reply_by = at.now + span if latest is None else min(at.now + span, max(latest, at.now))
    return replace(made.times, reply_by=reply_by)


def _invitations(at: Moment, sent: CallOut, asked: list[MemberId]) -> list[Fact]:
    payload = {"call_out": sent.id}
    facts = [
        Fact(SENT, member, Lane.ALARM, at.now, payload, f"callout:{sent.id}:{member}") for member in asked
    ]
    if sent.times.reply_by is None or sent.drill:
        return facts
    nudge_at = rules.half_time(at.now, sent.times.reply_by, at.network.callouts.nudge_at)
    nudges = [
        Fact(
            NUDGE,
            member,
            Lane.ESCALATION,
            nudge_at,
            payload,
            f"nudge:{sent.id}:{member}",
            sent.times.reply_by,
        )
        for member in asked
    ]
    return facts + nudges


def _for_the_desk(at: Moment, sent: CallOut) -> list[Fact]:
    payload, me = {"call_out": sent.id}, sent.requester
    facts = [card(sent.id, me, at.now)]
    if sent.urgency is Urgency.URGENT and sent.times.reply_by is not None:
        facts.append(Fact(CALL_LIST, me, Lane.ALARM, sent.times.reply_by, payload, f"call_list:{sent.id}"))
    return facts + promised_update(at, sent)


def promised_update(at: Moment, sent: CallOut) -> list[Fact]:
    """The netwerkregisseur is reminded shortly before the next message was promised."""
    promised = sent.times.next_update_at
    if promised is None:
        return []
    due = max(at.now, promised - at.network.callouts.update_warning)
    key = f"update_due:{sent.id}:{int(promised.timestamp())}"
    payload = {"call_out": sent.id, "promised": promised.isoformat()}
    return [Fact(UPDATE_DUE, sent.requester, Lane.ALARM, due, payload, key)]


def card(call_out_id: CallOutId, member: MemberId, due_at: datetime) -> Fact:
    """The live card of a call-out changes; changes that wait are one."""
    return Fact(CARD, member, Lane.EDIT, due_at, {"call_out": call_out_id}, f"card:{call_out_id}:{member}")


@dataclass(frozen=True)
class Request:
    """What a second person reads."""

    call_out: CallOut
    requester_name: str = field(repr=False)
    people: int


def facts_for_approval(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """A request to a second person, as long as it waits."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or made.state is not State.AWAITING_APPROVAL:
        return None
    return Request(made, members.name_of(at.tx, made.requester), len(audience(at, made.circles)))


def facts_while_waiting(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """A call-out that still waits for a second person."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    return made if made is not None and made.state is State.AWAITING_APPROVAL else None


def facts_sent_alone(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """A call-out that went out without a second person."""
    return store.load(at.tx, CallOutId(payload["call_out"]))
