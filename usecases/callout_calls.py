"""Sometimes a person phones: who did not answer, and who asked to be called; each look is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.actors import Permission, Role
from domain.callout_answers import Answer
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import access, callout_answers, members
from storage import callouts as store
from storage.access import AccessRecord, Look
from storage.callout_answers import CallBack
from storage.members import Profile
from storage.outbox import Fact
from usecases.app import Moment, use_case
from usecases.callout_board import at_the_desk

CALL_BACK = "callout.call_back"


@dataclass(frozen=True)
class ToCall:
    """One line of the call list."""

    name: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True)
class CallList:
    """A page of who did not answer and gave a number; how many there are, and how many gave none."""

    call_out: CallOutId
    lines: tuple[ToCall, ...]
    people: int
    without_number: int


@use_case(Permission.RUN_CALL_OUT)
def call_list(at: Moment, call_out_id: CallOutId, start: int, length: int) -> CallList | None:
    """The call list, until the all-clear; everybody on the page can see that it was opened."""
    made = store.load(at.tx, call_out_id)
    if made is None or not made.open:
        return None
    silent = _silent(at, call_out_id)
    reachable = sorted((one for one in silent if one.phone), key=lambda one: (one.name or "", one.id))
    shown = reachable[start : start + length]
    _write_down(at, Look.LISTED, "call_list_drill" if made.drill else "call_list", shown)
    lines = tuple(ToCall(one.name or "", one.phone or "") for one in shown)
    return CallList(call_out_id, lines, len(reachable), len(silent) - len(reachable))


def _silent(at: Moment, call_out_id: CallOutId) -> list[Profile]:
    """Who did not answer; never who said no."""
    answers = callout_answers.responses(at.tx, call_out_id)
    found = [members.profile(at.tx, one.member) for one in answers if one.answer is Answer.NONE]
    return [profile for profile in found if profile is not None]


def _write_down(at: Moment, look: Look, why: str, seen: list[Profile]) -> None:
    record = AccessRecord(look, Role.NETWERKREGISSEUR.value, why, at.now)
    access.write(at.tx, record, [(at.new_id(), one.id) for one in seen])


@dataclass(frozen=True)
class WillCall:
    """Somebody will call; `has_number` says whether we can."""

    has_number: bool


@use_case(Permission.ANSWER_CALL_OUT)
def call_me(at: Moment, call_out_id: CallOutId) -> WillCall | None:
    """*Bel mij graag*, after the all-clear: a task at the desk; None for who was not asked."""
    if callout_answers.response_of(at.tx, call_out_id, at.actor.me) is None:
        return None
    if callout_answers.want_call(at.tx, call_out_id, at.actor.me):
        payload = {"call_out": call_out_id, "member": at.actor.me}
        at.tell(
            Fact(CALL_BACK, desk, Lane.ALARM, at.now, payload, confidential=True)
            for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
        )
    mine = members.profile(at.tx, at.actor.me)
    return WillCall(mine is not None and mine.phone is not None)


@dataclass(frozen=True)
class CallRequest:
    """Who wants to be called about which call-out, and whether there is a number."""

    call_out: CallOutId
    member: MemberId
    name: str = field(repr=False)
    has_number: bool = True


def facts_of_call_back(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> CallRequest | None:
    """Only while nobody calls yet."""
    call_out_id, member = CallOutId(payload["call_out"]), MemberId(payload["member"])
    wanted = callout_answers.call_back_of(at.tx, call_out_id, member) is CallBack.WANTED
    if not wanted or not at_the_desk(at, desk):
        return None
    asking = members.profile(at.tx, member)
    return CallRequest(call_out_id, member, members.name_of(at.tx, member), bool(asking and asking.phone))


@dataclass(frozen=True)
class Calling:
    """Whom to call now; without a number nobody can."""

    name: str = field(repr=False)
    phone: str | None = field(repr=False)


@use_case(Permission.RUN_CALL_OUT)
def take_call(at: Moment, call_out_id: CallOutId, member: MemberId) -> Calling | None:
    """*Ik bel nu*: the number, once; the member can see who looked. None when somebody else calls."""
    profile = members.profile(at.tx, member)
    if profile is None or callout_answers.call_back_of(at.tx, call_out_id, member) is not CallBack.WANTED:
        return None
    if profile.phone is None:
        return Calling(profile.name or "", None)
    callout_answers.take_call(at.tx, call_out_id, member)
    _write_down(at, Look.VIEWED, "call_back", [profile])
    return Calling(profile.name or "", profile.phone)
