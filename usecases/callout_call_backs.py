"""Whoever asks to be called after the all-clear stands at the desk until somebody called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.actors import Permission, Role
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import access, cards, members
from storage import callout_answers as store
from storage.access import AccessRecord, Look
from storage.callout_answers import CALLS_OPEN, CallBack
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import at_the_desk
from usecases.callout_handled import call_back_card, others_hear

CALL_BACK = "callout.call_back"


@dataclass(frozen=True)
class WillCall:
    """Somebody will call; `has_number` says whether we can."""

    has_number: bool


@use_case(Permission.ANSWER_CALL_OUT)
def call_me(at: Moment, call_out_id: CallOutId) -> WillCall | None:
    """*Bel mij graag*, after the all-clear: a task at the desk; None for who was not asked."""
    if store.response_of(at.tx, call_out_id, at.actor.me) is None:
        return None
    if store.want_call(at.tx, call_out_id, at.actor.me):
        _ask_the_desk(at, call_out_id, at.actor.me)
    mine = members.profile(at.tx, at.actor.me)
    return WillCall(mine is not None and mine.phone is not None)


def _ask_the_desk(at: Moment, call_out_id: CallOutId, member: MemberId) -> None:
    payload = {"call_out": call_out_id, "member": member}
    at.tell(
        Fact(CALL_BACK, desk, Lane.ALARM, at.now, payload, confidential=True)
        for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
        if desk != at.actor.member
    )


@dataclass(frozen=True)
class CallRequest:
    """Who wants to be called about which call-out; whether there is a number, and whether somebody calls."""

    call_out: CallOutId
    member: MemberId
    name: str = field(repr=False)
    has_number: bool = True
    taken: bool = False

    @property
    def card(self) -> str:
        """The name of the message that asks for it."""
        return call_back_card(self.call_out, self.member)


def _request(at: Moment, call_out_id: CallOutId, member: MemberId) -> CallRequest | None:
    """The wish, while nobody called."""
    wish, who = store.call_back_of(at.tx, call_out_id, member), members.profile(at.tx, member)
    if wish not in CALLS_OPEN or who is None:
        return None
    taken = wish is CallBack.TAKEN
    return CallRequest(call_out_id, member, who.name or "", bool(who.phone), taken)


def facts_of_call_back(at: Moment, desk: MemberId, payload: Mapping[str, str]) -> CallRequest | None:
    """Only while nobody calls yet."""
    wanted = _request(at, CallOutId(payload["call_out"]), MemberId(payload["member"]))
    if wanted is None or wanted.taken or not at_the_desk(at, desk):
        return None
    return wanted


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def waiting(at: Moment) -> list[CallRequest]:
    """Everybody who asked to be called and was not called yet."""
    found = [_request(at, call_out, member) for call_out, member in store.call_backs_open(at.tx)]
    return [one for one in found if one is not None]


@dataclass(frozen=True)
class Calling:
    """Whom to call now; without a number nobody can."""

    name: str = field(repr=False)
    phone: str | None = field(repr=False)


@dataclass(frozen=True)
class CalledAlready:
    """Somebody else calls; `over`: it was done."""

    over: bool = False


@use_case(Permission.RUN_CALL_OUT)
def take_call(
    at: Moment, call_out_id: CallOutId, member: MemberId, anyway: bool = False
) -> Calling | CalledAlready:
    """*Ik bel nu*: the number; the member can see who looked. `anyway`: also when somebody else would."""
    wanted, who = _request(at, call_out_id, member), members.profile(at.tx, member)
    if wanted is None or who is None or (wanted.taken and not anyway):
        return CalledAlready(over=wanted is None)
    if who.phone is None:
        return Calling(who.name or "", None)
    store.move_call(at.tx, call_out_id, member, CALLS_OPEN, CallBack.TAKEN)
    record = AccessRecord(Look.VIEWED, Role.NETWERKREGISSEUR.value, "call_back", at.now)
    access.write(at.tx, record, [(at.new_id(), member)])
    others_hear(at, call_out_id, wanted.card)
    return Calling(who.name or "", who.phone)


@use_case(Permission.RUN_CALL_OUT)
def called(at: Moment, call_out_id: CallOutId, member: MemberId) -> bool:
    """*Gebeld*: nobody needs to call any more; False when that was so."""
    cards.drop(at.tx, call_back_card(call_out_id, member))  # a later wish is a message of its own again
    return store.move_call(at.tx, call_out_id, member, CALLS_OPEN, CallBack.DONE)


@use_case(Permission.RUN_CALL_OUT)
def no_answer(at: Moment, call_out_id: CallOutId, member: MemberId) -> bool:
    """*Niet bereikt*: it is a task for the others at the desk again; False when it was none any more."""
    back = store.move_call(at.tx, call_out_id, member, [CallBack.TAKEN], CallBack.WANTED)
    if back:
        _ask_the_desk(at, call_out_id, member)
    return back
