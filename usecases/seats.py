"""Signing up, waiting and withdrawing; every way in which a seat comes free offers it to the next at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from domain import offers
from domain import rosters as rules
from domain.activities import Activity, State
from domain.actors import Permission, Role
from domain.ids import ActivityId, MemberId
from domain.offers import Window
from domain.pacing import Lane
from domain.reminders import Reminder
from domain.rosters import ACTIVE, Place, Roster, Seat, SignedUp, Standing
from storage import activities as store
from storage import registrations
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.reminders import next_reminder, reminder_facts

OFFERED, LAPSED = "activity.seat_offered", "activity.seat_lapsed"


@dataclass(frozen=True)
class Seen:
    """An activity as one member sees it: the own place, how many seats are left, the place on the list."""

    activity: Activity
    mine: Place | None
    free: int | None
    position: int = 0
    next_reminder: Reminder | None = None
    fewer: bool = False

    @property
    def seated(self) -> bool:
        """Whether this member has a seat."""
        return self.mine is not None and self.mine.standing is Standing.REGISTERED


@dataclass(frozen=True)
class NotForYou:
    """There is no such activity for this member; whether it exists for others is the same answer."""


@dataclass(frozen=True)
class TooLate:
    """It began, or does not go on."""

    activity: Activity


@dataclass(frozen=True)
class Withdrawn:
    """The answer is no; `before` is what stood there."""

    activity: Activity
    before: Standing | None


def roles_of(at: Moment, circles: tuple[str, ...]) -> frozenset[Role]:
    """The roles behind these circles."""
    return frozenset(role for circle in at.network.circles if circle.key in circles for role in circle.roles)


def _for_me(at: Moment, activity: Activity | None) -> bool:
    """Who was asked, who has a place, and who belongs to a circle that was asked."""
    if activity is None:
        return False
    if registrations.place_of(at.tx, activity.id, at.actor.me) is not None:
        return True
    return activity.state is State.OPEN and bool(at.actor.roles & roles_of(at, activity.circles))


def _roster(at: Moment, activity: Activity) -> Roster:
    return registrations.roster(at.tx, activity.id, activity.seats, activity.over(at.now))


def window(at: Moment, activity: Activity) -> Window | None:
    """When a seat that is free now is offered; None when it is too close to the start."""
    local = at.local(at.now), at.local(activity.starts_at)
    return offers.window(*local, at.network.activities, at.network.quiet)


def settle(at: Moment, activity: Activity, before: Roster, after: Roster) -> Roster:
    """Offer what is free, write the differences, and tell who was offered a seat."""
    offered: list[MemberId] = []
    when = window(at, activity)
    if when is not None:
        after, offered = rules.offer(after, when.until.astimezone(UTC))
        at.tell(_offer(activity, member, when) for member in offered)
    registrations.apply(at.tx, activity.id, before, after)
    return after


def _offer(activity: Activity, member: MemberId, when: Window) -> Fact:
    until = when.until.astimezone(UTC)
    payload = {"activity": activity.id, "until": until.isoformat()}
    key = f"offer:{activity.id}:{int(until.timestamp())}:{member}"
    return Fact(OFFERED, member, Lane.REMINDER, when.begins.astimezone(UTC), payload, key, until)


@use_case(Permission.SEE_ACTIVITIES)
def sign_up(at: Moment, activity_id: ActivityId) -> tuple[SignedUp, Seen] | NotForYou:
    """*Ik doe mee*, and *Ja, ik kom*: a seat, or a place on the list."""
    activity = store.lock(at.tx, activity_id)
    if activity is None or not _for_me(at, activity):
        return NotForYou()
    before = _roster(at, activity)
    after, outcome = rules.sign_up(before, at.actor.me, window(at, activity) is None)
    settle(at, activity, before, after)
    if isinstance(outcome, Seat):
        at.tell(reminder_facts(at, activity, at.actor.me))
    return outcome, _seen(at, activity)


@use_case(Permission.SEE_ACTIVITIES)
def withdraw(at: Moment, activity_id: ActivityId) -> Withdrawn | TooLate | NotForYou:
    """*Ik kan niet*, *Van de wachtlijst af*, *Nee, dank u*, *Niet voor mij*. No reason is asked."""
    activity = store.lock(at.tx, activity_id)
    if activity is None or not _for_me(at, activity):
        return NotForYou()
    if activity.over(at.now):
        return TooLate(activity)
    mine = registrations.place_of(at.tx, activity_id, at.actor.me)
    before = _roster(at, activity)
    settle(at, activity, before, rules.withdraw(before, at.actor.me))
    return Withdrawn(activity, mine.standing if mine else None)


@use_case(Permission.SEE_ACTIVITIES, Trace.READS)
def seen(at: Moment, activity_id: ActivityId) -> Seen | None:
    """One activity with the own place."""
    activity = store.load(at.tx, activity_id)
    return _seen(at, activity) if activity is not None and _for_me(at, activity) else None


def _seen(at: Moment, activity: Activity, member: MemberId | None = None) -> Seen:
    me = member or at.actor.me
    roster = _roster(at, activity)
    return Seen(
        activity,
        registrations.place_of(at.tx, activity.id, me),
        roster.free,
        roster.position(me),
        next_reminder(at, activity, me),
        registrations.wants_fewer(at.tx, activity.id, me),
    )


@use_case(Permission.SEE_ACTIVITIES, Trace.READS)
def agenda(at: Moment) -> list[Seen]:
    """Everything to come that this member may see, the first one first."""
    coming = store.to_come(at.tx, at.now, State.OPEN)
    return [_seen(at, activity) for activity in coming if _for_me(at, activity)]


@use_case(Permission.SYSTEM, Trace.READS)
def pass_on_offers(at: Moment) -> int:
    """Seats that were not chosen in time go to the next; returns how many changed hands."""
    return sum(_pass_on(at, activity_id) for activity_id in store.with_a_list(at.tx, at.now))


def _pass_on(at: Moment, activity_id: ActivityId) -> int:
    activity = store.lock(at.tx, activity_id)
    if activity is None or activity.over(at.now):
        return 0
    before, lapsed = _roster(at, activity), list[Place]()
    if window(at, activity) is None:
        after = rules.end_offers(before, at.now)
    else:
        after, lapsed = rules.expire_offers(before, at.now)
    settle(at, activity, before, after)
    at.tell(_lapse(at, activity, place) for place in lapsed)
    return len(lapsed)


def _lapse(at: Moment, activity: Activity, place: Place) -> Fact:
    until = place.until or at.now
    payload = {"activity": activity.id, "until": until.isoformat()}
    key = f"lapse:{activity.id}:{int(until.timestamp())}:{place.member}"
    return Fact(LAPSED, place.member, Lane.REMINDER, at.now, payload, key, activity.starts_at)


def leave_all(at: Moment, member: MemberId) -> None:
    """Whoever leaves the network gives every seat back; the next on each list is asked."""
    for activity_id, place in registrations.places_of(at.tx, member):
        activity = store.lock(at.tx, activity_id)
        if activity is not None and place.standing in ACTIVE:
            before = _roster(at, activity)
            settle(at, activity, before, rules.withdraw(before, member))
    registrations.erase_member(at.tx, member)


def facts_offered(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Seen | None:
    """An offer that still stands."""
    seen = _facts(at, member, payload)
    held = seen is not None and seen.mine is not None and seen.mine.standing is Standing.OFFERED
    return seen if seen and held and seen.mine and seen.mine.until == _until(payload) else None


def facts_lapsed(at: Moment, member: MemberId, payload: Mapping[str, str]) -> tuple[Seen, datetime] | None:
    """For who let an offer pass and still waits."""
    seen = _facts(at, member, payload)
    return (seen, _until(payload)) if seen is not None and seen.position else None


def _facts(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Seen | None:
    activity = store.load(at.tx, ActivityId(payload["activity"]))
    return None if activity is None or activity.over(at.now) else _seen(at, activity, member)


def _until(payload: Mapping[str, str]) -> datetime:
    return datetime.fromisoformat(payload["until"])
