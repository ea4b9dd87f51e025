"""An urgent call-out is agreed by two; alone it goes only after the waiting time, and with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.actors import Permission, Role
from domain.callouts import CallOut, State
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callouts as store
from storage import members
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.callout_sending import NotNow, Sent, TimePassed, audience, send

APPROVAL, ALONE = "callout.approval", "callout.alone"
SENT_ALONE, CONSULT = "callout.sent_alone", "callout.consult"


@dataclass(frozen=True)
class Waiting:
    """Second persons are asked: in which roles, how many there are, how many of them cannot be reached.

    `may_go_alone`: whether who asked may send it alone after the waiting time; a stand-in never may.
    """

    call_out: CallOut
    roles: frozenset[Role]
    people: int
    unreachable: int
    may_go_alone: bool = True


@dataclass(frozen=True)
class OwnCallOut:
    """Nobody approves a call-out of their own."""


@dataclass(frozen=True)
class TooEarly:
    """The waiting time is not over."""

    until: datetime


def second_persons(at: Moment, made: CallOut) -> list[MemberId]:
    """Everybody who may agree; never who made it."""
    roles = at.network.callouts.second_person.roles
    return [member for member in members.with_role(at.tx, *roles) if member != made.requester]


def asked_to_agree(at: Moment, made: CallOut) -> list[MemberId]:
    """Whoever is not away; only when all of them are, they are asked all the same."""
    agreeing = second_persons(at, made)
    return members.present(at.tx, agreeing, at.now) or agreeing


def ask_second_person(at: Moment, made: CallOut) -> Waiting:
    """Ask all of them; after the waiting time the one who asked may go alone."""
    second, payload = at.network.callouts.second_person, {"call_out": made.id}
    store.move(at.tx, made.id, made.state, State.AWAITING_APPROVAL)
    at.tell(
        Fact(APPROVAL, member, Lane.ALARM, at.now, payload, f"approve:{made.id}:{member}")
        for member in asked_to_agree(at, made)
    )
    at.tell([Fact(ALONE, made.requester, Lane.ALARM, at.now + second.wait, payload, f"alone:{made.id}")])
    return _waiting(at, replace(made, state=State.AWAITING_APPROVAL))


def _waiting(at: Moment, made: CallOut) -> Waiting:
    asked = asked_to_agree(at, made)
    agreed, blocked = at.network.callouts.second_person.roles, members.count_blocked(at.tx, asked)
    theirs = frozenset(role for one in asked for role in members.roles_of(at.tx, one)) & agreed
    alone = Role.NETWERKREGISSEUR in members.roles_of(at.tx, made.requester)
    return Waiting(made, theirs or agreed, len(asked), blocked, alone)


def _request(at: Moment, call_out_id: CallOutId) -> CallOut | None:
    """A call-out that still waits, held so that one deed at a time is done with it."""
    made = store.hold(at.tx, call_out_id)
    return made if made is not None and made.state is State.AWAITING_APPROVAL else None


@use_case(Permission.CALL_OUT, Trace.READS)
def waiting(at: Moment, call_out_id: CallOutId) -> Waiting | None:
    """How a request to a second person stands."""
    made = store.load(at.tx, call_out_id)
    return _waiting(at, made) if made and made.state is State.AWAITING_APPROVAL else None


@use_case(Permission.CALL_OUT)
def withdraw(at: Moment, call_out_id: CallOutId) -> CallOut | None:
    """Take back a request to a second person; None when it does not wait any more."""
    made = _request(at, call_out_id)
    if made is None or not store.move(at.tx, made.id, made.state, State.CANCELLED, closed_at=at.now):
        return None
    return made


@use_case(Permission.APPROVE_CALL_OUT)
def ask_to_consult(at: Moment, call_out_id: CallOutId) -> bool:
    """As second person, talk first: the one who asked hears it at once."""
    made = _request(at, call_out_id)
    if made is None:
        return False
    key, payload = f"consult:{made.id}:{at.actor.me}", {"call_out": made.id, "with": at.actor.me}
    at.tell([Fact(CONSULT, made.requester, Lane.ALARM, at.now, payload, key)])
    return True


@use_case(Permission.APPROVE_CALL_OUT)
def approve(at: Moment, call_out_id: CallOutId) -> Sent | NotNow | TimePassed | OwnCallOut:
    """Agree as second person: it goes out at once, and once."""
    made = _request(at, call_out_id)
    if made is None:
        return NotNow()
    if made.requester == at.actor.me:
        return OwnCallOut()
    done = send(at, made)
    if isinstance(done, Sent):
        store.approve(at.tx, made.id, at.actor.me)
    return done


@use_case(Permission.RUN_CALL_OUT)
def send_alone(at: Moment, call_out_id: CallOutId, reason: str) -> Sent | NotNow | TimePassed | TooEarly:
    """Go ahead without a second person after the waiting time, with a reason; the others hear it at once."""
    made = _request(at, call_out_id)
    if made is None or made.requester != at.actor.me or made.asked_at is None or not reason:
        return NotNow(made.state if made else None)
    until = made.asked_at + at.network.callouts.second_person.wait
    if at.now < until:
        return TooEarly(until)
    done = send(at, made)
    if isinstance(done, Sent):
        store.alone(at.tx, made.id, reason)
        at.tell(_told_alone(at, made))
    return done


def _told_alone(at: Moment, made: CallOut) -> list[Fact]:
    payload = {"call_out": made.id}
    others = {*second_persons(at, made), *members.with_role(at.tx, Role.NETWERKREGISSEUR)}
    return [
        Fact(SENT_ALONE, member, Lane.ALARM, at.now, payload, f"sent_alone:{made.id}:{member}")
        for member in sorted(others - {made.requester})
    ]


@dataclass(frozen=True)
class Request:
    """What a second person reads."""

    call_out: CallOut
    requester_name: str = field(repr=False)
    people: int


def facts_for_approval(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """A request to a second person, as long as it waits."""
    made = facts_while_waiting(at, _member, payload)
    if made is None:
        return None
    return Request(made, members.name_of(at.tx, made.requester), len(audience(at, made.circles)))


def facts_while_waiting(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """A call-out that still waits for a second person."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    return made if made is not None and made.state is State.AWAITING_APPROVAL else None


def facts_after_the_wait(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Waiting | None:
    """After the waiting time, to who asked: it still waits, and whether it may go alone."""
    made = facts_while_waiting(at, member, payload)
    return None if made is None else _waiting(at, made)


@dataclass(frozen=True)
class Consult:
    """A second person wants to talk first: about what, and who it is."""

    call_out: CallOut
    name: str = field(repr=False)


def facts_to_consult(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Consult | None:
    """As long as it waits, with whom to talk."""
    made = facts_while_waiting(at, member, payload)
    if made is None:
        return None
    return Consult(made, members.name_of(at.tx, MemberId(payload["with"])))


@dataclass(frozen=True)
class WentAlone:
    """A call-out that went out without a second person: who sent it, and why."""

    call_out: CallOut
    requester_name: str = field(repr=False)
    reason: str = field(repr=False)


def facts_sent_alone(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> WentAlone | None:
    """To everybody who could have agreed."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    reason = None if made is None else store.reason_of(at.tx, made.id)
    if made is None or reason is None:
        return None
    return WentAlone(made, members.name_of(at.tx, made.requester), reason)
