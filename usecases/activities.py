"""Making an activity, changing it and calling it off: exactly those concerned hear of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.activities import Activity, Changed, Deed, Details, Kind, State
from domain.actors import Permission, Role
from domain.ids import ActivityId, MemberId
from domain.pacing import Lane
from domain.rosters import ACTIVE, Place, Roster, Standing
from storage import access, members, registrations
from storage import activities as store
from storage.access import AccessRecord, Look
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.reminders import reminder_facts

CANCELLED, CHANGED = "activity.cancelled", "activity.changed"


@dataclass(frozen=True)
class Plan:
    """What the netwerkregisseur typed."""

    kind: Kind
    details: Details
    starts_at: datetime
    ends_at: datetime
    seats: int | None


@dataclass(frozen=True)
class Counted:
    """An activity as the netwerkregisseur sees it: counts, no names."""

    activity: Activity
    held: int
    waiting: int


@dataclass(frozen=True)
class Told:
    """It is done; so many people hear of it."""

    activity: Activity
    people: int


@dataclass(frozen=True)
class NotNow:
    """It is over, called off, or not there."""


@use_case(Permission.MANAGE_ACTIVITIES)
def make(at: Moment, plan: Plan) -> Activity:
    """Put an activity ready; nobody knows of it yet."""
    made = Activity(
        ActivityId(at.new_id()), plan.kind, State.DRAFT, plan.details,
        plan.starts_at, plan.ends_at, plan.seats, at.now,
    )  # fmt: skip
    store.add(at.tx, made)
    return made


@use_case(Permission.MANAGE_ACTIVITIES, Trace.READS)
def desk(at: Moment) -> list[Counted]:
    """Every activity to come, with counts."""
    return [_counted(at, activity) for activity in store.to_come(at.tx, at.now, State.DRAFT, State.OPEN)]


@use_case(Permission.MANAGE_ACTIVITIES, Trace.READS)
def at_desk(at: Moment, activity_id: ActivityId) -> Counted | None:
    """One activity, with counts."""
    activity = store.load(at.tx, activity_id)
    return None if activity is None else _counted(at, activity)


def _counted(at: Moment, activity: Activity) -> Counted:
    roster = roster_of(at, activity)
    return Counted(activity, roster.held, len(roster.waiting))


def roster_of(at: Moment, activity: Activity) -> Roster:
    """Who has a seat and who waits."""
    return registrations.roster(at.tx, activity.id, activity.seats, activity.over(at.now))


@dataclass(frozen=True)
class Participants:
    """The first names of who comes, only for the netwerkregisseur."""

    activity: Activity
    names: tuple[str, ...] = field(repr=False)


@use_case(Permission.MANAGE_ACTIVITIES)
def list_participants(at: Moment, activity_id: ActivityId) -> Participants | None:
    """Open the list of who comes; everybody on it can read that it was opened."""
    activity = store.load(at.tx, activity_id)
    if activity is None:
        return None
    coming = [place.member for place in roster_of(at, activity).standing(Standing.REGISTERED)]
    look = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR, "coming_list", at.now)
    access.write(at.tx, look, [(at.new_id(), member) for member in coming])
    names = sorted((members.name_of(at.tx, member) for member in coming), key=str.casefold)
    return Participants(activity, tuple(names))


@use_case(Permission.MANAGE_ACTIVITIES)
def cancel(at: Moment, activity_id: ActivityId, reason: str) -> Told | NotNow:
    """It does not go on: everybody with a seat, an offer or a place on the list hears why."""
    activity = store.lock(at.tx, activity_id)
    after = activity.after(Deed.CANCEL) if activity else None
    if activity is None or after is None or activity.over(at.now):
        return NotNow()
    concerned = roster_of(at, activity).standing(*ACTIVE)
    called_off = replace(
        activity,
        state=after,
        sequence=activity.sequence + 1,
        details=replace(activity.details, reason=reason),
    )
    store.rewrite(at.tx, called_off)
    return _tell(at, CANCELLED, called_off, concerned)


@use_case(Permission.MANAGE_ACTIVITIES)
def change(
    at: Moment, activity_id: ActivityId, when: tuple[datetime, datetime] | None, place: str | None
) -> Told | NotNow:
    """Another time or another place: whoever has a seat is asked once more."""
    activity = store.lock(at.tx, activity_id)
    if activity is None or activity.after(Deed.CHANGE) is None or activity.over(at.now):
        return NotNow()
    starts_at, ends_at = when or (activity.starts_at, activity.ends_at)
    what, was = _what_changed(at, activity, when)
    details = replace(activity.details, place=place or activity.details.place, changed=what, was=was)
    changed = replace(
        activity,
        starts_at=starts_at,
        ends_at=ends_at,
        details=details,
        sequence=activity.sequence + 1,
    )
    store.rewrite(at.tx, changed)
    roster = roster_of(at, changed)
    for seated in roster.standing(Standing.REGISTERED):
        at.tell(reminder_facts(at, changed, seated.member))
    return _tell(at, CHANGED, changed, roster.standing(*ACTIVE))


def _what_changed(
    at: Moment, activity: Activity, when: tuple[datetime, datetime] | None
) -> tuple[Changed, str]:
    if when is None:
        return Changed.PLACE, activity.details.place
    same_day = at.local(when[0]).date() == at.local(activity.starts_at).date()
    return (Changed.TIME if same_day else Changed.DATE), activity.starts_at.isoformat()


def _tell(at: Moment, kind: str, activity: Activity, concerned: list[Place]) -> Told:
    payload = {"activity": activity.id, "sequence": str(activity.sequence)}
    at.tell(
        Fact(
            kind,
            place.member,
            Lane.BROADCAST,
            at.now,
            payload,
            f"{kind}:{activity.id}:{activity.sequence}:{place.member}",
            activity.starts_at,
        )
        for place in concerned
    )
    return Told(activity, len(concerned))


@dataclass(frozen=True)
class CalledOff:
    """What is called off, and when the next of the same name is, if there is one."""

    activity: Activity
    next_at: datetime | None


def facts_cancelled(at: Moment, member: MemberId, payload: Mapping[str, str]) -> CalledOff | None:
    """For everybody who had a place when it was called off."""
    activity = store.load(at.tx, ActivityId(payload["activity"]))
    place = registrations.place_of(at.tx, ActivityId(payload["activity"]), member)
    if activity is None or activity.state is not State.CANCELLED or place is None:
        return None
    same = [
        one for one in store.to_come(at.tx, at.now, State.OPEN) if one.details.title == activity.details.title
    ]
    return CalledOff(activity, same[0].starts_at if same else None)


def facts_changed(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Activity | None:
    """For everybody with a place, as long as this is the last change."""
    activity = store.load(at.tx, ActivityId(payload["activity"]))
    place = registrations.place_of(at.tx, ActivityId(payload["activity"]), member)
    if activity is None or activity.over(at.now) or str(activity.sequence) != payload["sequence"]:
        return None
    return activity if place is not None and place.standing in ACTIVE else None
