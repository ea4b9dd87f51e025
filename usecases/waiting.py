"""Who waits for whom: the institution counts what it owes, at the desk and where members look."""

from dataclasses import dataclass

from domain.actors import Permission
from domain.callouts import CallOut
from domain.rosters import ACTIVE
from storage import callout_answers, callouts, questions, registrations, reply_links, unrest
from usecases import brigade, signals
from usecases.app import Moment, Trace, use_case


@dataclass(frozen=True)
class Mine:
    """What we owe this member, how many call-outs ask for an answer, and how many sign-ups there are."""

    owed: int
    open_call_outs: int
    registrations: int


@dataclass(frozen=True)
class Desk:
    """What waits at the desk of the netwerkregisseur."""

    reports: int
    signals: int
    requests: int
    people: int


@use_case(Permission.OWN_DATA, Trace.READS)
def mine(at: Moment) -> Mine:
    """What this member may expect."""
    places = [place for _, place in registrations.places_of(at.tx, at.actor.me)]
    signed_up = sum(1 for place in places if place.standing in ACTIVE)
    return Mine(_owed(at), callout_answers.count_open_for(at.tx, at.actor.me), signed_up)


def _owed(at: Moment) -> int:
    """The answers for which this member waits, and the call-outs whose next message did not come in time."""
    things = [*unrest.open_ids(at.tx), *questions.open_ids(at.tx)]
    told = len(reply_links.mine(at.tx, at.actor.me, things))
    late = sum(_overdue(at, made) for made, _ in callout_answers.open_for(at.tx, at.actor.me))
    return told + late + signals.owed_to(at, at.actor.me) + brigade.owed_to(at, at.actor.me)


def _overdue(at: Moment, made: CallOut) -> bool:
    """Whether the next message about an open call-out was promised for a moment that passed."""
    promised = made.times.next_update_at
    return promised is not None and promised < at.now and not made.drill


@use_case(Permission.READ_REPORTS, Trace.READS)
def desk(at: Moment) -> Desk:
    """What waits; every open item is somebody who waits for word."""
    reports, asked = unrest.count_open(at.tx), questions.count_open(at.tx)
    shared, requests = signals.count_open(at), brigade.count_open(at)
    people = reports + asked + shared + requests + len(callout_answers.call_backs_open(at.tx))
    return Desk(reports, shared, requests, people + _waiting_for_news(at))


def _waiting_for_news(at: Moment) -> int:
    """Everybody who was asked in an open call-out whose next message is overdue."""
    late = [made for made in callouts.all_open(at.tx) if _overdue(at, made)]
    return sum(len(callout_answers.responses(at.tx, made.id)) for made in late)
