"""Signing up in one tap, waiting, withdrawing without a reason, and the own agenda."""

from domain.ids import ActivityId
from domain.rosters import Closed, Seat, Standing
from handlers.activities import screens
from handlers.activities.screens import join, label
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.calendar import Entry, calendar_file
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Document, Place, Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases import reminders
from usecases import seats as deeds
from usecases.seats import NotForYou, Seen, TooLate, Withdrawn

MOST_ACTIVITIES = 5


async def sign_up(at: Context, activity: str) -> Screen:
    """*Ik doe mee*, *Ja, ik kom*, *Tot morgen*."""
    match await at.run(deeds.sign_up, ActivityId(activity)):
        case (Closed(), seen):
            return screens.closed(seen.activity)
        case (Seat(), seen):
            return screens.registered(seen, at.view, just_now=True)
        case (_, seen):
            return screens.standing(seen, at.view)
        case NotForYou():
            raise NoSuchRoute


async def withdraw(at: Context, activity: str) -> Screen:
    """*Ik kan niet*, *Van de wachtlijst af*, *Nee, dank u*, *Niet voor mij*."""
    match await at.run(deeds.withdraw, ActivityId(activity)):
        case Withdrawn(activity=left, before=before):
            said = text(_goodbye(before), title=left.details.title)
            return Screen(said, (join(left, "button.join_after_all"), to_menu()))
        case TooLate(activity=over):
            return screens.closed(over)
        case NotForYou():
            raise NoSuchRoute


def _goodbye(before: Standing | None) -> str:
    match before:
        case Standing.REGISTERED:
            return "activity.withdrawn"
        case Standing.WAITLISTED | Standing.OFFERED:
            return "activity.left_list"
        case _:
            return "activity.declined"


async def _seen(at: Context, activity: str) -> Seen:
    seen = await at.run(deeds.seen, ActivityId(activity))
    if seen is None:
        raise NoSuchRoute
    return seen


async def show(at: Context, activity: str) -> Screen:
    """One activity, from the agenda."""
    seen = await _seen(at, activity)
    over = seen.activity.over(at.now)
    return screens.closed(seen.activity) if over else screens.standing(seen, at.view)


async def details(at: Context, activity: str) -> Screen:
    """*Meer informatie*."""
    return screens.details(await _seen(at, activity), at.view)


async def fewer(at: Context, activity: str) -> Screen:
    """*Minder herinneringen*."""
    mine = await at.run(reminders.want_fewer, ActivityId(activity))
    if mine is None:
        raise NoSuchRoute
    buttons = (screens.calendar(mine), screens.leave(mine))
    return Screen(text("activity.fewer", title=mine.details.title), buttons)


async def calendar(at: Context, activity: str) -> Screen:
    """*Zet in agenda*: what, when and where; after a change the same event with a higher number."""
    seen = await _seen(at, activity)
    if not seen.seated:
        raise NoSuchRoute
    kept, said = seen.activity, seen.activity.details
    entry = Entry(kept.id, said.title, kept.starts_at, kept.ends_at, said.place, kept.sequence)
    document = Document("bijeen.ics", calendar_file(entry, at.now))
    return Screen(text("calendar.file"), (), Place.NEW, document=document)


async def agenda(at: Context) -> Screen:
    """`/agenda`: what I do, when the next reminder comes, and where there is room."""
    return await more_agenda(at, "0")


async def more_agenda(at: Context, start: str) -> Screen:
    """The activities that did not fit on the buttons."""
    if not start.isdecimal():
        raise NoSuchRoute
    return agenda_screen(await at.run(deeds.agenda), int(start), at.view)


def agenda_screen(found: list[Seen], start: int, view: View) -> Screen:
    """The agenda; what is still open comes first on the buttons."""
    mine = [seen for seen in found if _is_mine(seen)]
    ordered = [seen for seen in found if not _is_mine(seen)] + mine
    lines: Value = Lines.of(_line(seen, view) for seen in mine) if mine else text("activity.agenda_none")
    said = text("activity.agenda", agenda_lines=lines, next_reminder=_next_reminder(mine, view))
    shown = ordered[start : start + MOST_ACTIVITIES]
    buttons = [Button(label(seen.activity), press("a1:show", seen.activity.id)) for seen in shown]
    if start + MOST_ACTIVITIES < len(ordered):
        buttons.append(Button(text("button.more"), press("a1:more", str(start + MOST_ACTIVITIES))))
    return Screen(said, (*buttons, to_menu()))


def _is_mine(seen: Seen) -> bool:
    waits = seen.mine is not None and seen.mine.standing in (Standing.WAITLISTED, Standing.OFFERED)
    return seen.seated or waits


def _line(seen: Seen, view: View) -> Text:
    title = seen.activity.details.title
    when = dates.day_time(seen.activity.starts_at, view.now)
    if seen.seated:
        return text("activity.agenda_line", when=when, title=title, place=seen.activity.details.place)
    until = seen.mine.until if seen.mine else None
    if until is not None:
        deadline = dates.dated_time(until, view.now)
        return text("activity.agenda_offered", when=when, title=title, deadline=deadline)
    return text("activity.agenda_waiting", when=when, title=title, position=seen.position)


def _next_reminder(mine: list[Seen], view: View) -> Value:
    dues = [seen.next_reminder.due for seen in mine if seen.seated and seen.next_reminder]
    return dates.day_time(min(dues), view.now) if dues else text("activity.no_reminder")
