"""In the brigade: help is offered and never assigned; names are shared after a yes; a no needs no reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import brigade as rules
from domain.actors import Permission, Role
from domain.brigade import Call, Deed, Reply, Request, Sharing, State
from domain.ids import MemberId, RequestId
from storage import brigade as store
from storage import members
from usecases.app import Moment, Trace, use_case
from usecases.brigade import (
    OFFERS,
    REOPENED,
    NotNow,
    erase,
    introduce,
    promised,
    tell,
    tell_desk,
    waits_for_answer,
)


def _asked(at: Moment, request_id: RequestId) -> tuple[Request, Call] | None:
    request, call = store.load(at.tx, request_id), store.call_of(at.tx, request_id, at.actor.me)
    return None if request is None or call is None else (request, call)


@use_case(Permission.OFFER_HELP, Trace.READS)
def open_calls(at: Moment) -> list[Request]:
    """*Vragen aan brigade*: what this member was asked and did not answer."""
    found = store.requests_for(at.tx, at.actor.me)
    return [one for one, call in found if one.state is State.PASSED_ON and call.reply is Reply.NONE]


@use_case(Permission.OFFER_HELP, Trace.READS)
def my_work(at: Moment) -> list[tuple[Request, Call]]:
    """*Mijn inzet*: offers that wait, and appointments."""
    found = store.requests_for(at.tx, at.actor.me)
    return [(one, call) for one, call in found if _counts(one, call)]


def _counts(request: Request, call: Call) -> bool:
    if request.state is State.PASSED_ON:
        return call.reply is Reply.OFFERED
    return request.state in (State.CHOSEN, State.MATCHED) and request.chosen == call.member


@use_case(Permission.OFFER_HELP, Trace.READS)
def asked_of_me(at: Moment, request_id: RequestId) -> Request | NotNow:
    """One question this member was asked."""
    found = _asked(at, request_id)
    return found[0] if found is not None and found[0].state is State.PASSED_ON else NotNow()


@use_case(Permission.OFFER_HELP)
def offer(at: Moment, request_id: RequestId) -> Request | NotNow:
    """*Ik wil helpen*: an offer, not yet an appointment."""
    found = _asked(at, request_id)
    if found is None or found[0].state is not State.PASSED_ON:
        return NotNow()
    request, call = found
    if call.reply is not Reply.OFFERED:
        store.answer(at.tx, request_id, at.actor.me, reply=Reply.OFFERED)
        if not any(
            one.reply is Reply.OFFERED for one in store.calls(at.tx, request_id) if one.member != call.member
        ):
            tell_desk(at, request, OFFERS)
    return request


@use_case(Permission.OFFER_HELP)
def not_this_time(at: Moment, request_id: RequestId) -> bool:
    """*Deze keer niet*."""
    found = _asked(at, request_id)
    if found is None or found[0].state is not State.PASSED_ON:
        return False
    store.answer(at.tx, request_id, at.actor.me, reply=Reply.NOT_NOW)
    return True


@use_case(Permission.OFFER_HELP)
def agree(at: Moment, request_id: RequestId, sharing: Sharing) -> Request | NotNow:
    """As the chosen one, say what may be shared."""
    found = _asked(at, request_id)
    if found is None or sharing is Sharing.UNSAID:
        return NotNow()
    request, call = found
    if request.state is not State.CHOSEN or request.chosen != call.member:
        return NotNow()
    store.answer(at.tx, request_id, at.actor.me, sharing=sharing)
    return introduce(at, request)


@use_case(Permission.OFFER_HELP)
def step_back(at: Moment, request_id: RequestId) -> Request | NotNow:
    """*Toch niet*: at any moment, without a reason; the question is open again."""
    found = _asked(at, request_id)
    if found is None or not _counts(*found):
        return NotNow()
    request, call = found
    store.answer(at.tx, request_id, call.member, reply=Reply.NOT_NOW, sharing=Sharing.UNSAID)
    free(at, request)
    return request


def free(at: Moment, request: Request) -> None:
    """When the chosen one steps back the question is open again; once introduced, the requester hears it."""
    deed = {State.CHOSEN: Deed.UNDO, State.MATCHED: Deed.REOPEN}.get(request.state)
    after = rules.after(request.state, deed) if deed else None
    if after is None:
        return
    answer_by = promised(at)
    again = {"chosen": None, "sharing": Sharing.UNSAID, "settled_at": None, "answer_by": answer_by}
    store.move(at.tx, request, after, **again)
    if request.state is State.MATCHED:
        tell(at, request, REOPENED, (request.requester,))
    tell_desk(at, request, OFFERS)


def leave(at: Moment, member: MemberId) -> None:
    """Whoever leaves: the own questions are withdrawn, and what was promised to others is open again."""
    for request in store.of_requester(at.tx, member):
        erase(at, request)
    for request, call in store.requests_for(at.tx, member):
        if request.chosen == call.member:
            free(at, request)
    store.drop_calls(at.tx, member)


def _load(at: Moment, payload: Mapping[str, str]) -> Request | None:
    return store.load(at.tx, RequestId(payload["request"]))


def facts_call(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """A call that is open and not answered."""
    request = _load(at, payload)
    call = store.call_of(at.tx, request.id, member) if request else None
    unanswered = call is not None and call.reply is Reply.NONE
    return request if request and request.state is State.PASSED_ON and unanswered else None


@dataclass(frozen=True)
class Choice:
    """What somebody agrees to: with which role, and whether there is a number to share."""

    request: Request
    role: Role
    phone: bool


def _choice(at: Moment, request: Request, member: MemberId) -> Choice:
    mine = members.profile(at.tx, member)
    return Choice(request, asking_role(at, request.requester), bool(mine and mine.phone))


def asking_role(at: Moment, member: MemberId) -> Role:
    """In which role somebody asks."""
    roles = members.roles_of(at.tx, member)
    return Role.PARTNER if Role.PARTNER in roles and Role.PROFESSIONAL not in roles else Role.PROFESSIONAL


def facts_consent(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Choice | None:
    """The chosen one, until an answer."""
    request = _load(at, payload)
    if request is None or request.state is not State.CHOSEN or request.chosen != member:
        return None
    call = store.call_of(at.tx, request.id, member)
    return _choice(at, request, member) if call and call.sharing is Sharing.UNSAID else None


def facts_requester_consent(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Choice | None:
    """The requester, until an answer."""
    request = _load(at, payload)
    if request is None or request.state is not State.CHOSEN or request.sharing is not Sharing.UNSAID:
        return None
    return _choice(at, request, member)


@dataclass(frozen=True)
class Introduction:
    """Both names when both may be named, and the number that the other agreed to share, if any."""

    request: Request
    role: Role
    to_requester: bool
    named: bool
    member_name: str = field(repr=False)
    requester_name: str = field(repr=False)
    phone: str | None = field(default=None, repr=False)


def facts_introduced(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Introduction | None:
    """Only after both agreed, and as long as it stands."""
    request = _load(at, payload)
    if request is None or request.state is not State.MATCHED or request.chosen is None:
        return None
    call = store.call_of(at.tx, request.id, request.chosen)
    return None if call is None else _introduction(at, request, call, member == request.requester)


def _introduction(at: Moment, request: Request, call: Call, to_requester: bool) -> Introduction:
    named = rules.named(request, call)
    other, said = (call.member, call.sharing) if to_requester else (request.requester, request.sharing)
    theirs = members.profile(at.tx, other)
    return Introduction(
        request,
        asking_role(at, request.requester),
        to_requester,
        named,
        members.name_of(at.tx, call.member) if named else "",
        members.name_of(at.tx, request.requester) if named else "",
        theirs.phone if theirs and named and said is Sharing.CONTACT else None,
    )


@dataclass(frozen=True)
class ToArrange:
    """Two who agreed, and who wait for us to bring them together."""

    request: Request
    member_name: str = field(repr=False)
    requester_name: str = field(repr=False)


def facts_arrange(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> ToArrange | None:
    """For the desk: both names, for as long as the appointment stands."""
    request = facts_matched(at, _member, payload)
    if request is None or request.chosen is None:
        return None
    names = (members.name_of(at.tx, one) for one in (request.chosen, request.requester))
    return ToArrange(request, *names)


def facts_matched(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """An appointment that stands."""
    request = _load(at, payload)
    return request if request is not None and request.state is State.MATCHED else None


def facts_waiting(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """Somebody is sought."""
    request = _load(at, payload)
    return request if request is not None and request.state is State.PASSED_ON else None


def facts_closed(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """It did not fit."""
    request = _load(at, payload)
    return request if request is not None and request.state is State.CLOSED else None


def facts_asked_back(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Request | None:
    """The netwerkregisseur waits for an answer."""
    request = _load(at, payload)
    return request if request is not None and waits_for_answer(request) else None


def facts_topic(_at: Moment, _member: MemberId, payload: Mapping[str, str]) -> str:
    """What a withdrawn question was about: nothing else is left of it."""
    return payload["topic"]
