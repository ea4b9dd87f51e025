"""The belboom: on paper, by consent, made anew in another order each time; whoever is on it can read that."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from domain import phone_tree as rules
from domain.actors import Permission, Purpose, Role
from domain.ids import MemberId
from domain.pacing import Lane
from domain.phone_tree import Branch
from storage import access, members
from storage.access import AccessRecord, Look
from storage.members import Audience, Profile
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

DUE = "members.phone_tree_due"
WHY = "phone_tree"
ON_IT = frozenset({Role.CONTACTCIRKEL, Role.SNRP})
SATURDAY = 5


@dataclass(frozen=True)
class OnPaper:
    """How somebody stands on the paper."""

    name: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True)
class Paper:
    """What is printed, and until when it holds."""

    branches: tuple[Branch[OnPaper], ...] = field(repr=False)
    made_at: datetime
    valid_until: datetime


@dataclass(frozen=True)
class TooFew:
    """Not enough people said yes to it."""

    people: int


@use_case(Permission.OWN_DATA)
def stand_on_it(at: Moment, said_yes: bool) -> bool:
    """Say whether the own number may be on the belboom; False when there is no number."""
    mine = members.profile(at.tx, at.actor.me)
    if mine is None or mine.phone is None:
        return False
    members.change(at.tx, at.actor.me, in_phone_tree=said_yes)
    return True


@use_case(Permission.OWN_DATA, Trace.READS)
def may_ask(at: Moment) -> bool:
    """Whether a number of this member could be on it: only in the circles that are called together."""
    return bool(at.actor.roles & ON_IT)


@use_case(Permission.SEE_MEMBERS, Trace.READS)
def count(at: Moment) -> int:
    """How many stand on it."""
    return len(_people(at))


@use_case(Permission.SEE_MEMBERS)
def open_paper(at: Moment) -> Paper | TooFew:
    """*Belboom openen*: everybody on it can read that."""
    people = _people(at)
    if len(people) < rules.FEWEST:
        return TooFew(len(people))
    record = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR.value, WHY, at.now)
    access.write(at.tx, record, [(at.new_id(), one.id) for one in people])
    shown = [OnPaper(one.name or "", one.phone or "") for one in _shuffled(people, at.token())]
    return Paper(tuple(rules.tree(shown)), at.now, valid_until(at.local(at.now)))


def _people(at: Moment) -> list[Profile]:
    asked = members.select_audience(at.tx, Audience(ON_IT, Purpose.CALL_OUTS))
    found = (members.profile(at.tx, member) for member in asked)
    return [one for one in found if one is not None and one.phone and one.in_phone_tree]


def _shuffled(people: list[Profile], chance: bytes) -> list[Profile]:
    """Another order each time, so that nobody is always on top."""
    return sorted(people, key=lambda one: hashlib.sha256(chance + one.id.encode()).digest())


def valid_until(local: datetime) -> datetime:
    """The last day of the next month, at midnight by the clocks of the city."""
    return _next_month(_next_month(local.replace(day=1))) - timedelta(days=1)


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=31)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


@use_case(Permission.SYSTEM, Trace.READS)
def remind(at: Moment) -> int:
    """On the first working day of the month the desk hears that a new one is due; returns how many hear."""
    local = at.local(at.now)
    due = first_working_day(local).replace(tzinfo=local.tzinfo)
    if not due <= local < due + timedelta(days=1):
        return 0
    desk, month = members.with_role(at.tx, Role.NETWERKREGISSEUR), f"{local:%Y-%m}"
    return at.tell(
        Fact(DUE, member, Lane.REMINDER, at.now, {"month": month}, f"phone_tree:{month}:{member}")
        for member in desk
    )


def first_working_day(local: datetime) -> datetime:
    """The first weekday of this month, at half past nine."""
    days = (local.replace(day=day).date() for day in range(1, 4))
    first = next(day for day in days if day.weekday() < SATURDAY)
    return datetime.combine(first, time(9, 30))


def facts_due(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> int | None:
    """How many would stand on it, unless it was made this month or nobody is on it."""
    month = at.local(at.now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if f"{month:%Y-%m}" != payload["month"] or access.looked_since(at.tx, WHY, month):
        return None
    people = len(_people(at))
    return people if people >= rules.FEWEST else None
