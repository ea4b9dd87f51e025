"""At the desk of the brigade: reading first, passing on to few, choosing among offers, never assigning."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import brigade as rules
from domain.actors import Permission, Purpose, Role
from domain.brigade import Candidate, Deed, Reply, Request, Sharing, State
from domain.ids import MemberId, RequestId
from domain.pacing import Lane
from storage import access, members
from storage import brigade as store
from storage.access import AccessRecord, Look
from storage.members import Audience
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.brigade import (
    ASKED_BACK,
    CALL,
    CONSENT,
    OFFERS,
    PASSED_ON,
    REQUESTER_CONSENT,
    TURNED_DOWN,
    NotNow,
    tell,
    waits_for_answer,
)
from usecases.brigade_offers import asking_role

WHY_REQUEST, WHY_OFFER = "request", "offer"


@dataclass(frozen=True)
class Offer:
    """Somebody who wants to help, by the name given, and whether the neighbourhood is the own one."""

    member: MemberId
    name: str = field(repr=False)
    knows_neighbourhood: bool


@dataclass(frozen=True)
class AtDesk:
    """A question as the netwerkregisseur reads it."""

    request: Request
    role: Role
    name: str = field(repr=False)
    offers: tuple[Offer, ...] = ()
    asked: int = 0


@dataclass(frozen=True)
class PassedOn:
    """So many were asked now."""

    request: Request
    people: int


@use_case(Permission.MATCH_BRIGADE, Trace.READS)
def waiting_list(at: Moment) -> list[Request]:
    """The questions for which somebody is sought, the most pressing first."""
    return store.in_state(at.tx)


@use_case(Permission.MATCH_BRIGADE)
def look_at(at: Moment, request_id: RequestId) -> AtDesk | NotNow:
    """Open a question; whoever asked or offered sees that."""
    request = store.load(at.tx, request_id)
    if request is None:
        return NotNow()
    return _look(at, request)


def _look(at: Moment, request: Request) -> AtDesk:
    seen = _at_desk(at, request)
    _record(at, WHY_REQUEST, [request.requester])
    _record(at, WHY_OFFER, [offer.member for offer in seen.offers])
    return seen


def _record(at: Moment, why: str, seen: list[MemberId]) -> None:
    looking = AccessRecord(Look.VIEWED, Role.NETWERKREGISSEUR.value, why, at.now)
    access.write(at.tx, looking, [(at.new_id(), member) for member in seen])


def _at_desk(at: Moment, request: Request) -> AtDesk:
    calls = store.calls(at.tx, request.id)
    offered = [one.member for one in calls if one.reply is Reply.OFFERED]
    offers = tuple(_offer(at, request, member) for member in offered)
    name = members.name_of(at.tx, request.requester)
    return AtDesk(request, asking_role(at, request.requester), name, offers, len(calls))


def _offer(at: Moment, request: Request, member: MemberId) -> Offer:
    profile = members.profile(at.tx, member)
    knows = profile is not None and profile.neighbourhood == request.items.neighbourhood
    return Offer(member, members.name_of(at.tx, member), knows)


@use_case(Permission.MATCH_BRIGADE)
def pass_on(at: Moment, request_id: RequestId) -> PassedOn | NotNow:
    """Ask a few brigade members, or a few more; the requester is not named."""
    request = store.load(at.tx, request_id)
    after = rules.after(request.state, Deed.PASS_ON) if request else None
    if request is None or after is None:
        return NotNow()
    asked = rules.next_to_ask(
        _candidates(at, request), at.network.brigade.ask_at_once, at.network.brigade.monthly_maximum
    )
    if not asked:
        return PassedOn(request, 0)
    until = at.now + at.network.brigade.offer_within
    store.move(at.tx, request, after, offers_until=until)
    store.call(at.tx, request_id, asked, at.now)
    tell(at, request, CALL, asked, until)
    if request.state is State.RECEIVED:
        tell(at, request, PASSED_ON, (request.requester,), until)
    _look_again(at, request)
    return PassedOn(request, len(asked))


def _look_again(at: Moment, request: Request) -> None:
    """When the time to offer is over, the desk looks once more."""
    until = at.now + at.network.brigade.offer_within
    key = f"brigade:{request.id}:offers:{until.date()}"
    at.tell(
        Fact(OFFERS, one, Lane.REMINDER, until, {"request": request.id}, f"{key}:{one}")
        for one in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    )


def _candidates(at: Moment, request: Request) -> list[Candidate]:
    brigade = Audience(frozenset({Role.VLIEGENDE_BRIGADE}), Purpose.BRIGADE, reachable_only=True)
    there = members.present(at.tx, members.select_audience(at.tx, brigade), at.now)
    known = {one.member for one in store.calls(at.tx, request.id)} | {request.requester}
    last, often = store.asked_lately(at.tx, at.now - rules.MONTH)
    return [
        Candidate(one, last.get(one), often.get(one, 0), _offer(at, request, one).knows_neighbourhood)
        for one in there
        if one not in known
    ]


@use_case(Permission.MATCH_BRIGADE)
def ask_back(at: Moment, request_id: RequestId, words: str) -> Request | NotNow:
    """*Eerst iets vragen*: before it is passed on, one question at a time."""
    request = store.load(at.tx, request_id)
    if request is None or request.state is not State.RECEIVED or waits_for_answer(request):
        return NotNow()
    store.change(at.tx, request_id, asked_back=words, answered="")
    tell(at, request, ASKED_BACK, (request.requester,))
    return request


@use_case(Permission.MATCH_BRIGADE)
def shorten(at: Moment, request_id: RequestId, words: str) -> AtDesk | NotNow:
    """*Tekst inkorten*: the brigade reads these words."""
    request = store.load(at.tx, request_id)
    if request is None or request.state is not State.RECEIVED:
        return NotNow()
    store.change(at.tx, request_id, question=words)
    changed = store.load(at.tx, request_id)
    return _look(at, changed) if changed else NotNow()


@use_case(Permission.MATCH_BRIGADE)
def turn_down(at: Moment, request_id: RequestId) -> Request | NotNow:
    """*Past hier niet*: the requester hears where else to go."""
    request = store.load(at.tx, request_id)
    after = rules.after(request.state, Deed.CLOSE) if request and request.waiting else None
    if request is None or after is None:
        return NotNow()
    store.move(at.tx, request, after, settled_at=at.now)
    tell(at, request, TURNED_DOWN, (request.requester,))
    return request


@use_case(Permission.MATCH_BRIGADE)
def choose(at: Moment, request_id: RequestId, member: MemberId) -> Request | NotNow:
    """*Kies …*: final only when both agree."""
    request, call = store.load(at.tx, request_id), store.call_of(at.tx, request_id, member)
    after = rules.after(request.state, Deed.CHOOSE) if request else None
    if request is None or after is None or call is None or call.reply is not Reply.OFFERED:
        return NotNow()
    store.move(at.tx, request, after, chosen=member, sharing=Sharing.UNSAID)
    store.answer(at.tx, request_id, member, sharing=Sharing.UNSAID)
    tell(at, request, CONSENT, (member,))
    tell(at, request, REQUESTER_CONSENT, (request.requester,))
    return request


@use_case(Permission.MATCH_BRIGADE)
def undo_choice(at: Moment, request_id: RequestId) -> AtDesk | NotNow:
    """*Keuze terugdraaien*, until both agreed."""
    request = store.load(at.tx, request_id)
    after = rules.after(request.state, Deed.UNDO) if request else None
    if request is None or after is None:
        return NotNow()
    store.move(at.tx, request, after, chosen=None, sharing=Sharing.UNSAID)
    again = store.load(at.tx, request_id)
    return _look(at, again) if again else NotNow()


def facts_at_desk(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> AtDesk | None:
    """A question that waits at the desk."""
    request = store.load(at.tx, RequestId(payload["request"]))
    return _at_desk(at, request) if request is not None and request.waiting else None


def facts_offers(at: Moment, member: MemberId, payload: Mapping[str, str]) -> AtDesk | None:
    """Somebody offered, or the time to offer is over, and nobody was chosen yet."""
    seen = facts_at_desk(at, member, payload)
    return seen if seen is not None and seen.request.state is State.PASSED_ON else None
