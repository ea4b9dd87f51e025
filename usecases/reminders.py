"""Reminders follow the stored activity: only for who has a seat, only what is still to come."""

from collections.abc import Mapping
from datetime import UTC, timedelta

from domain import reminders as rules
from domain.activities import Activity
from domain.actors import Permission
from domain.ids import ActivityId, MemberId
from domain.pacing import Lane
from domain.reminders import Reminder, Words
from domain.rosters import Standing
from storage import activities as store
from storage import registrations
from storage.outbox import Fact
from usecases.app import Moment, use_case

REMINDER = "activity.reminder"


def planned(at: Moment, activity: Activity) -> list[Reminder]:
    """Every reminder of this activity, the first one first."""
    spans, quiet = at.network.activities.reminders, at.network.quiet
    return rules.reminders(at.local(activity.starts_at), spans, quiet)


def reminder_facts(at: Moment, activity: Activity, member: MemberId) -> list[Fact]:
    """What is still to come for somebody who has a seat from now on."""
    return [_fact(activity, member, one) for one in rules.to_come(planned(at, activity), at.now)]


def _fact(activity: Activity, member: MemberId, reminder: Reminder) -> Fact:
    before = str(int(reminder.before.total_seconds()))
    starts = str(int(activity.starts_at.timestamp()))
    return Fact(
        REMINDER,
        member,
        Lane.REMINDER,
        reminder.due.astimezone(UTC),
        {"activity": activity.id, "before": before, "starts": starts},
        f"remind:{activity.id}:{starts}:{before}:{member}",
        reminder.of_use_until.astimezone(UTC),
    )


def facts_reminder(
    at: Moment, member: MemberId, payload: Mapping[str, str]
) -> tuple[Activity, Reminder] | None:
    """True for who has a seat, at the time that was promised, unless one reminder is enough."""
    activity = store.load(at.tx, ActivityId(payload["activity"]))
    place = registrations.place_of(at.tx, ActivityId(payload["activity"]), member)
    if activity is None or place is None or place.standing is not Standing.REGISTERED:
        return None
    if activity.over(at.now) or str(int(activity.starts_at.timestamp())) != payload["starts"]:
        return None
    before = timedelta(seconds=int(payload["before"]))
    reminder = next((one for one in planned(at, activity) if one.before == before), None)
    if reminder is None or _too_many(at, activity, member, reminder):
        return None
    return activity, reminder


def _too_many(at: Moment, activity: Activity, member: MemberId, reminder: Reminder) -> bool:
    return reminder.words is not Words.DAY and registrations.wants_fewer(at.tx, activity.id, member)


def next_reminder(at: Moment, activity: Activity, member: MemberId) -> Reminder | None:
    """The next one this member gets about this activity."""
    coming = rules.to_come(planned(at, activity), at.now)
    return next((one for one in coming if not _too_many(at, activity, member, one)), None)


@use_case(Permission.SEE_ACTIVITIES)
def want_fewer(at: Moment, activity_id: ActivityId) -> Activity | None:
    """*Minder herinneringen*: only the one of the day before."""
    place = registrations.place_of(at.tx, activity_id, at.actor.me)
    if place is None or place.standing is not Standing.REGISTERED:
        return None
    registrations.want_fewer(at.tx, activity_id, at.actor.me)
    return store.load(at.tx, activity_id)
