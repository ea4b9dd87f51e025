"""How an activity reads for members: what, when and where first; then one button that says yes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain import reminders as rules
from domain.activities import Activity
from domain.network import Network
from domain.reminders import Reminder, Words
from domain.rosters import Standing
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from handlers.kit.wording import enumeration
from usecases.seats import Seen

LABEL_SIGNS = 24
USUAL = (Words.WEEK, Words.DAY, Words.HOURS)


def day_of(activity: Activity, view: View) -> str:
    """The day in words, with the year when it is another one."""
    start = activity.starts_at
    same_year = dates.local(start).year == dates.local(view.now).year
    return dates.day(start) if same_year else dates.day_with_year(start)


def what_when_where(activity: Activity, view: View) -> dict[str, Value]:
    """The fields that most texts share."""
    return {
        "title": activity.details.title,
        "weekday_date": day_of(activity, view),
        "start": dates.clock_time(activity.starts_at),
        "place": activity.details.place,
    }


def audience(network: Network, circles: Iterable[str]) -> Text:
    """*Contactcirkel en Professionals*."""
    asked = set(circles)
    labels = [text("list.word", word=one.label) for one in network.circles if one.key in asked]
    return enumeration(labels) if labels else text("activity.audience_all")


def seats_line(free: int | None) -> Text:
    """How many seats are left."""
    if free is None:
        return text("activity.seats_unlimited")
    return text("activity.seats_line", n=free) if free else text("activity.seats_full")


def bring_note(activity: Activity) -> Value:
    """What to take along, empty when nothing."""
    bring = activity.details.bring
    return text("activity.bring_note", bring=bring.rstrip(".")) if bring else ""


def label(activity: Activity) -> str:
    """The day and the title as they fit on a button."""
    words = f"{dates.short_day(activity.starts_at)} {activity.details.title}"
    return words if len(words) <= LABEL_SIGNS else f"{words[: LABEL_SIGNS - 1].rstrip()}…"


def join(activity: Activity, key: str = "button.join") -> Button:
    """Yes, in one tap."""
    return Button(text(key), press("a1:join", activity.id))


def leave(activity: Activity, key: str = "button.cannot") -> Button:
    """No, in one tap and without a reason."""
    return Button(text(key), press("a1:leave", activity.id))


def other_date() -> Button:
    """What else there is."""
    return Button(text("button.find_other_date"), press("a1:agenda"))


def invitation_text(activity: Activity, free: int | None, circles: Iterable[str], view: View) -> Text:
    """The invitation as everybody reads it."""
    access = Lines.of(text(f"activity.access_{one.value}") for one in activity.details.access)
    return text(
        "activity.invitation",
        **what_when_where(activity, view),
        end=dates.clock_time(activity.ends_at),
        benefit=activity.details.benefit,
        audience=audience(view.network, circles),
        seats_line=seats_line(free),
        access_note=access,
    )


def invitation(seen: Seen, view: View) -> Screen:
    """The invitation with its answers."""
    activity = seen.activity
    more = Button(text("button.more_information"), press("a1:details", activity.id))
    buttons = (join(activity), more, leave(activity, "button.not_for_me"))
    return Screen(invitation_text(activity, seen.free, activity.circles, view), buttons)


def nudge(seen: Seen, view: View) -> Screen:
    """The one time we ask again."""
    said = text("activity.nudge", **what_when_where(seen.activity, view), seats_line=seats_line(seen.free))
    return Screen(said, (join(seen.activity), leave(seen.activity, "button.not_for_me")))


def details(seen: Seen, view: View) -> Screen:
    """*Meer informatie*."""
    activity = seen.activity
    said = text(
        "activity.details",
        title=activity.details.title,
        kind=text(f"activity_kind.{activity.kind.value}"),
        weekday_date=day_of(activity, view),
        duration=dates.duration(activity.ends_at - activity.starts_at),
        bring_note=bring_note(activity),
    )
    question = Button(text("button.have_question"), press("k1:ask"))
    return Screen(said, (join(activity), leave(activity, "button.not_for_me"), question))


def standing(seen: Seen, view: View) -> Screen:
    """One activity as it stands for this member."""
    match seen.mine.standing if seen.mine else None:
        case Standing.REGISTERED:
            return registered(seen, view)
        case Standing.WAITLISTED:
            return waitlisted(seen)
        case Standing.OFFERED:
            return offered(seen, view)
        case _:
            return invitation(seen, view)


def registered(seen: Seen, view: View, just_now: bool = False) -> Screen:
    """*U doet mee*, with the reminders that really come; who came late reads what the others got."""
    activity = seen.activity
    planned = _planned(activity, view)
    coming = rules.to_come(planned, view.now)
    usual = tuple(one.words for one in coming) == USUAL and not seen.fewer
    buttons = [calendar(activity), leave(activity)]
    if not usual:
        missed = rules.missed(planned, activity.made_at, view.now) if just_now else []
        note = _note(seen, bool(missed), view)
        return Screen(
            text("activity.registered_late", **what_when_where(activity, view), note=note), tuple(buttons)
        )
    buttons.append(Button(text("button.fewer_reminders"), press("a1:fewer", activity.id)))
    hours = int(coming[-1].before / timedelta(hours=1))
    return Screen(text("activity.registered", **what_when_where(activity, view), hours=hours), tuple(buttons))


def _planned(activity: Activity, view: View) -> list[Reminder]:
    times, quiet = view.network.activities.reminders, view.network.quiet
    return rules.reminders(dates.local(activity.starts_at), times, quiet)


def _note(seen: Seen, late: bool, view: View) -> Value:
    """What the others heard already, and what is still to come."""
    activity, words = seen.activity, _next(seen)
    if not late:
        return text("activity.next_reminder", next_reminder=words) if words is not None else ""
    fields = {**what_when_where(activity, view), "bring_note": bring_note(activity)}
    fields.pop("title")
    missed, title = text("activity.missed", **fields), activity.details.title
    if words is None:
        return text("activity.late_joiner_last", title=title, missed=missed)
    return text("activity.late_joiner", title=title, missed=missed, next_reminder=words)


def _next(seen: Seen) -> Text | None:
    """When the next reminder comes; *vandaag* and *morgen* do not fit after *op*."""
    if seen.next_reminder is None:
        return None
    due = seen.next_reminder.due
    return text("activity.moment", day=dates.day(due), clock=dates.clock_time(due))


def calendar(activity: Activity) -> Button:
    """*Zet in agenda*."""
    return Button(text("button.add_to_calendar"), press("a1:calendar", activity.id))


def waitlisted(seen: Seen) -> Screen:
    """On the list, at this place."""
    said = text("activity.waitlisted", title=seen.activity.details.title, position=seen.position)
    return Screen(said, (other_date(), leave(seen.activity, "button.leave_waitlist")))


def offered(seen: Seen, view: View) -> Screen:
    """A seat came free."""
    until = seen.mine.until if seen.mine else None
    said = text(
        "activity.seat_offered",
        **what_when_where(seen.activity, view),
        deadline=dates.dated_time(until or view.now, view.now),
    )
    return Screen(said, (join(seen.activity, "button.yes_coming"), leave(seen.activity, "button.no_thanks")))


def lapsed(found: tuple[Seen, datetime], view: View) -> Screen:
    """The seat went to the next."""
    seen, until = found
    said = text(
        "activity.seat_lapsed",
        title=seen.activity.details.title,
        deadline=dates.dated_time(until, view.now),
        position=seen.position,
    )
    return Screen(said, (other_date(), leave(seen.activity, "button.leave_waitlist")))


def closed(activity: Activity) -> Screen:
    """It began, or does not go on."""
    return Screen(text("activity.closed", title=activity.details.title), (other_date(), to_menu()))
