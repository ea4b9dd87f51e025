"""Who waits for whom: the institution counts what it owes, at the desk and where members look."""

from dataclasses import dataclass

from domain.actors import Permission
from domain.rosters import ACTIVE
from storage import callout_answers, questions, registrations, reply_links, unrest
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
    """The answers for which this member waits."""
    things = [*unrest.open_ids(at.tx), *questions.open_ids(at.tx)]
    told = len(reply_links.mine(at.tx, at.actor.me, things))
    return told + signals.owed_to(at, at.actor.me) + brigade.owed_to(at, at.actor.me)


@use_case(Permission.READ_REPORTS, Trace.READS)
def desk(at: Moment) -> Desk:
    """What waits; every open item is somebody who waits for word."""
    reports, asked = unrest.count_open(at.tx), questions.count_open(at.tx)
    shared, requests = signals.count_open(at), brigade.count_open(at)
    return Desk(reports, shared, requests, people=reports + asked + shared + requests)
