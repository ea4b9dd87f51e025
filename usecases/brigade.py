"""Asking the brigade: six items, no names; the asker hears what happens, agrees, and is asked how it went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import brigade as rules
from domain.actors import Permission, Purpose, Role
from domain.brigade import Deed, Helped, Items, Reply, Request, Sharing, State, Talk
from domain.ids import MemberId, RequestId, code_from_bytes
from domain.pacing import Lane
from storage import brigade as store
from storage import members
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

NEW, ANSWERED_BACK, OFFERS = "brigade.new", "brigade.answered_back", "brigade.offers"
ASKED_BACK, PASSED_ON, TURNED_DOWN = "brigade.asked_back", "brigade.passed_on", "brigade.turned_down"
CALL, NOT_MATCHED, WITHDRAWN = "brigade.call", "brigade.not_matched", "brigade.withdrawn"
CONSENT, REQUESTER_CONSENT = "brigade.consent", "brigade.requester_consent"
INTRODUCED, REOPENED, FOLLOW_UP = "brigade.introduced", "brigade.reopened", "brigade.follow_up"
ARRANGE = "brigade.arrange"


@dataclass(frozen=True)
class SwitchedOff:
    """This member did not say yes to the brigade."""


@dataclass(frozen=True)
class NotNow:
    """It is in another state by now, somebody else's, or was never there: the answer is the same."""


def tell(
    at: Moment, request: Request, kind: str, to: Iterable[MemberId], ends: datetime | None = None
) -> None:
    """Word about a question to some members, in the same transaction as what happened."""
    payload = {"request": request.id}
    ends = ends or at.now + at.network.retention.brigade_request
    at.tell(
        Fact(kind, member, Lane.REMINDER, at.now, payload, f"brigade:{request.id}:{at.new_id()}", ends)
        for member in to
    )


def tell_desk(at: Moment, request: Request, kind: str) -> None:
    """Word to every netwerkregisseur."""
    tell(at, request, kind, members.with_role(at.tx, Role.NETWERKREGISSEUR))


def _said_yes(at: Moment) -> bool:
    """Staff ask by their role; others when they said yes to the brigade."""
    if Role.NETWERKREGISSEUR in at.actor.roles:
        return True
    return Purpose.BRIGADE in members.purposes_of(at.tx, at.actor.me)


@use_case(Permission.ASK_BRIGADE, Trace.READS)
def may_ask(at: Moment) -> SwitchedOff | str:
    """The own neighbourhood, with which the card starts, or that the brigade is off for this member."""
    if not _said_yes(at):
        return SwitchedOff()
    me = members.profile(at.tx, at.actor.me)
    return (me and me.neighbourhood) or rules.WHOLE_CITY


@use_case(Permission.ASK_BRIGADE)
def ask(at: Moment, items: Items) -> Request | SwitchedOff:
    """Ask the brigade something; a human reads it first."""
    if not _said_yes(at):
        return SwitchedOff()
    request = Request(
        id=RequestId(at.new_id()),
        code=code_from_bytes(at.token(), rules.CODE_SIGNS),
        state=State.RECEIVED,
        requester=at.actor.me,
        items=items,
        answer_by=promised(at),
    )
    store.add(at.tx, request)
    tell_desk(at, request, NEW)
    return request


def promised(at: Moment) -> datetime:
    """Until when the requester hears from us, in working hours."""
    return rules.working_time_later(at.network.duty, at.local(at.now), at.network.brigade.check_working)


def mine(at: Moment, request_id: RequestId) -> Request | None:
    """A question of whoever asks."""
    request = store.load(at.tx, request_id)
    return request if request is not None and request.requester == at.actor.me else None


@use_case(Permission.ASK_BRIGADE)
def withdraw(at: Moment, request_id: RequestId) -> Request | NotNow:
    """*Vraag intrekken*: it is erased, and whoever stood ready hears that."""
    request = mine(at, request_id)
    if request is None or request.state is State.CLOSED:
        return NotNow()
    erase(at, request)
    return request


def erase(at: Moment, request: Request) -> None:
    """Remove a question; who offered or was chosen is told its topic, which the notice carries itself."""
    ready = [one.member for one in store.calls(at.tx, request.id) if one.reply is Reply.OFFERED]
    payload = {"topic": request.items.topic.value}
    at.tell(
        Fact(WITHDRAWN, member, Lane.REMINDER, at.now, payload, f"brigade:gone:{at.new_id()}")
        for member in ready
    )
    store.remove(at.tx, request.id)


@use_case(Permission.ASK_BRIGADE, Trace.READS)
def asked_back(at: Moment, request_id: RequestId) -> Request | NotNow:
    """The question of the netwerkregisseur, as long as it waits for an answer."""
    request = mine(at, request_id)
    return request if request is not None and waits_for_answer(request) else NotNow()


def waits_for_answer(request: Request) -> bool:
    """Whether the netwerkregisseur asked back and heard nothing yet."""
    return request.state is State.RECEIVED and bool(request.talk.question) and not request.talk.answer


@use_case(Permission.ASK_BRIGADE)
def answer_back(at: Moment, request_id: RequestId, words: str) -> bool:
    """Answer what the netwerkregisseur asked back."""
    request = mine(at, request_id)
    if request is None or not waits_for_answer(request):
        return False
    answer_by = promised(at)
    store.change(at.tx, request_id, answered=words, answer_by=answer_by)
    tell_desk(at, replace(request, talk=Talk(request.talk.question, words)), ANSWERED_BACK)
    return True


@use_case(Permission.ASK_BRIGADE)
def leave_as_is(at: Moment, request_id: RequestId) -> bool:
    """*Laat maar zo*: the question is passed on as it was written."""
    request = mine(at, request_id)
    if request is None or not waits_for_answer(request):
        return False
    store.change(at.tx, request_id, asked_back="", answer_by=promised(at))
    tell_desk(at, request, ANSWERED_BACK)
    return True


@use_case(Permission.ASK_BRIGADE)
def agree(at: Moment, request_id: RequestId, sharing: Sharing) -> Request | NotNow:
    """As requester, say what may be shared with whoever was chosen."""
    request = mine(at, request_id)
    if request is None or request.state is not State.CHOSEN or sharing is Sharing.UNSAID:
        return NotNow()
    store.change(at.tx, request_id, sharing=sharing)
    return introduce(at, replace(request, sharing=sharing))


def introduce(at: Moment, request: Request) -> Request:
    """When both agreed: they are introduced, the others are thanked, and in two weeks we ask how it went."""
    call = store.call_of(at.tx, request.id, request.chosen) if request.chosen else None
    after = rules.after(request.state, Deed.MATCH)
    if call is None or after is None or not rules.both_agreed(request, call):
        return request
    later = at.now + at.network.brigade.follow_up_after
    store.move(at.tx, request, after, settled_at=later)
    tell(at, request, INTRODUCED, (request.requester, call.member))
    if {request.sharing, call.sharing} != {Sharing.CONTACT}:
        tell_desk(at, request, ARRANGE)
    others = [one.member for one in store.calls(at.tx, request.id) if one.reply is Reply.OFFERED]
    tell(at, request, NOT_MATCHED, [one for one in others if one != call.member])
    follow_up_at(at, request, later)
    return replace(request, state=after)


def follow_up_at(at: Moment, request: Request, when: datetime) -> None:
    """The requester is asked how it went."""
    key = f"brigade:{request.id}:follow_up:{when.date()}"
    end = when + at.network.retention.brigade_request
    at.tell([Fact(FOLLOW_UP, request.requester, Lane.REMINDER, when, {"request": request.id}, key, end)])


@use_case(Permission.ASK_BRIGADE)
def follow_up(at: Moment, request_id: RequestId, helped: Helped) -> bool:
    """Say whether it helped; *wij zijn nog bezig* is asked again later."""
    request = mine(at, request_id)
    if request is None or request.state is not State.MATCHED:
        return False
    if helped is Helped.BUSY:
        later = at.now + at.network.brigade.follow_up_after
        store.change(at.tx, request_id, settled_at=later)
        follow_up_at(at, request, later)
        return True
    return store.move(at.tx, request, State.CLOSED, helped=helped, settled_at=at.now)


def owed_to(at: Moment, member: MemberId) -> int:
    """How many questions of this member wait for somebody."""
    return sum(one.waiting for one in store.of_requester(at.tx, member))


def count_open(at: Moment) -> int:
    """How many questions wait for somebody."""
    return store.count_in_state(at.tx)


def export(at: Moment, member: MemberId) -> list[dict[str, str | None]]:
    """What a member asked the brigade, and what a brigade member was asked."""
    asked = [_exported(one) for one in store.of_requester(at.tx, member)]
    calls: list[dict[str, str | None]] = [
        {"code": one.code, "asked_at": call.asked_at.isoformat(), "answer": call.reply.value}
        for one, call in store.requests_for(at.tx, member)
    ]
    return asked + calls


def _exported(request: Request) -> dict[str, str | None]:
    return {
        "code": request.code,
        "help_topic": request.items.topic.value,
        "neighbourhood": request.items.neighbourhood,
        "state": request.state.value,
        "text": request.items.question or None,
        "question": request.talk.question or None,
        "answer": request.talk.answer or None,
    }
