"""What the outbox tells about activities, read again at the moment of sending."""

from datetime import datetime, timedelta
from typing import Any

from domain.activities import Activity, Changed
from domain.reminders import Reminder, Words
from handlers.activities import screens
from handlers.activities.screens import join, leave, what_when_where
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, Value, text
from usecases import activities, activity_mailings, reminders, seats
from usecases.activities import CalledOff
from usecases.activity_mailings import Report
from usecases.delivery import Hours

SOON = timedelta(hours=12)


def reminder(found: tuple[Activity, Reminder], view: View) -> Screen:
    """A week, a day or hours before, each with a way to say no."""
    activity, this = found
    fields = what_when_where(activity, view)
    still = (join(activity, "button.yes_coming"), leave(activity, "button.no_cannot"))
    match this.words:
        case Words.WEEK:
            return Screen(text("activity.reminder_week", **fields), still)
        case Words.SOON:
            return Screen(text("activity.reminder_soon", **fields), still)
        case Words.DAY:
            said = text("activity.reminder_day", **fields, bring_note=screens.bring_note(activity))
            return Screen(said, (join(activity, "button.until_tomorrow"), leave(activity)))
        case Words.HOURS:
            del fields["weekday_date"]
            return Screen(text("activity.reminder_hours", **fields, arrival_note=""), (leave(activity),))


def cancelled_text(found: CalledOff, view: View) -> Text:
    """It does not go on, and why."""
    activity, fields = found.activity, what_when_where(found.activity, view)
    del fields["place"]
    following: Text = text("activity.next_none")
    if found.next_at is not None:
        following = text("activity.next_option", when=dates.day_time(found.next_at, view.now))
    return text("activity.cancelled", **fields, reason=activity.details.reason, next_option=following)


def cancelled(found: CalledOff, view: View) -> Screen:
    """To everybody who had a place; nothing needs to be done."""
    read = Button(text("button.have_read"), press("k1:menu"))
    return Screen(cancelled_text(found, view), (screens.other_date(), read))


def changed_text(activity: Activity, view: View) -> Text:
    """Only what changed, before and after."""
    details = activity.details
    what = details.changed or Changed.PLACE
    before: Value = details.was
    after: Value = details.place
    if what is not Changed.PLACE:
        before = dates.day_time(datetime.fromisoformat(details.was), view.now)
        after = dates.day_time(activity.starts_at, view.now)
    field = text(f"changed_field.{what.value}")
    return text("activity.changed", title=details.title, field_label=field, old=before, new=after)


def changed(activity: Activity, view: View) -> Screen:
    """To everybody with a place: can you come then?"""
    still = (join(activity, "button.yes_coming"), leave(activity, "button.no_cannot"))
    return Screen(changed_text(activity, view), still)


def report(found: Report, _view: View) -> Screen:
    """To the netwerkregisseur: counts, and what Telegram does not show."""
    said = text(
        "delivery.report",
        sent_at=dates.clock_time(found.mailing.due_at),
        accepted=found.accepted,
        total=found.mailing.people,
        failed=found.failed,
        yes=found.yes,
        no=found.no,
        open=found.open,
    )
    return Screen(said, (to_menu(),))


def when_soon(found: Any, now: datetime) -> Hours:
    """What changes shortly before the start cannot wait for the morning."""
    activity = found.activity if isinstance(found, CalledOff) else found
    return Hours.ALWAYS if activity.starts_at - now < SOON else Hours.WAKING


NOTICES = (
    NoticeKind(activity_mailings.INVITED, activity_mailings.facts_invited, screens.invitation),
    NoticeKind(activity_mailings.NUDGE, activity_mailings.facts_nudge, screens.nudge),
    NoticeKind(activity_mailings.REPORT, activity_mailings.facts_report, report),
    NoticeKind(seats.OFFERED, seats.facts_offered, screens.offered),
    NoticeKind(seats.LAPSED, seats.facts_lapsed, screens.lapsed),
    NoticeKind(reminders.REMINDER, reminders.facts_reminder, reminder),
    NoticeKind(activities.CANCELLED, activities.facts_cancelled, cancelled, when_soon),
    NoticeKind(activities.CHANGED, activities.facts_changed, changed, when_soon),
)
