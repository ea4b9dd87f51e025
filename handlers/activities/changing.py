"""Another time, another place, or not at all: first exactly what everybody concerned will read."""

from collections.abc import Mapping
from dataclasses import replace

from domain.activities import Activity, Changed
from domain.actors import Permission
from domain.ids import ActivityId
from domain.screening import Field
from handlers.activities.desk import manage, over
from handlers.activities.notices import cancelled_text, changed_text
from handlers.activities.questions import (
    ANY_LENGTH,
    period_of,
    pick_place,
    place_buttons,
    read_text,
    read_when,
    stop,
)
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Form, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, text
from usecases import activities as deeds
from usecases.activities import CalledOff, Counted, NotNow, Told

CHANGE, CANCEL = "activity_change", "activity_cancel"
WHEN, PLACE, SEND = "when", "place", "send"
PLACE_SIGNS, REASON_SIGNS = 80, 200

Answers = Mapping[str, str]


async def change(at: Context, activity: str, what: str) -> Screen:
    """*Datum en tijd*, or *De plek*."""
    if what not in (WHEN, PLACE):
        raise NoSuchRoute
    return await at.flow.start(at, CHANGE, {"activity": activity, "what": what})


async def cancel(at: Context, activity: str) -> Screen:
    """*Laat niet doorgaan*."""
    return await at.flow.start(at, CANCEL, {"activity": activity})


async def ask_when(_at: Context, _answers: Answers) -> Screen:
    """The new date and time."""
    return Screen(text("coordinator.activity_new_time"), (stop(),))


async def ask_place(at: Context, _answers: Answers) -> Screen:
    """The new place."""
    return Screen(text("coordinator.activity_new_place"), (*place_buttons(at, CHANGE, PLACE), stop()))


async def ask_reason(_at: Context, _answers: Answers) -> Screen:
    """Why it does not go on."""
    return Screen(text("coordinator.activity_reason"), (stop(),))


async def _counted(at: Context, answers: Answers) -> Counted | None:
    counted = await at.run(deeds.at_desk, ActivityId(answers["activity"]))
    return None if counted is None or counted.activity.over(at.now) else counted


def _confirm(form: str, message: Text, counted: Counted) -> Screen:
    people = counted.held + counted.waiting
    send = choice(form, "confirm", text("button.yes_send"), SEND)
    back = Button(text("button.do_not_send"), press("k1:stop"))
    return Screen(text("coordinator.activity_confirm", message=message, people=people), (send, back))


async def confirm_change(at: Context, answers: Answers) -> Screen:
    """What changes, as everybody will read it, the date in full."""
    counted = await _counted(at, answers)
    if counted is None:
        return over()
    changed = _as_changed(counted.activity, answers)
    return _confirm(CHANGE, changed_text(changed, at.view), counted)


def _as_changed(activity: Activity, answers: Answers) -> Activity:
    details = activity.details
    if answers["what"] == PLACE:
        there = replace(details, place=_said(answers, PLACE), changed=Changed.PLACE, was=details.place)
        return replace(activity, details=there)
    period = period_of(answers)
    same_day = dates.local_day(period.start) == dates.local_day(activity.starts_at)
    what = Changed.TIME if same_day else Changed.DATE
    then = replace(details, changed=what, was=activity.starts_at.isoformat())
    return replace(activity, details=then, starts_at=period.start, ends_at=period.end)


def _said(answers: Answers, key: str) -> str:
    said = answers.get(key, SKIPPED)
    if said == SKIPPED:
        raise NoSuchRoute
    return said


async def confirm_cancel(at: Context, answers: Answers) -> Screen:
    """The reason, as everybody will read it."""
    counted = await _counted(at, answers)
    if counted is None:
        return over()
    details = replace(counted.activity.details, reason=_reason(at, answers))
    off = CalledOff(replace(counted.activity, details=details), None)
    return _confirm(CANCEL, cancelled_text(off, at.view), counted)


def _reason(at: Context, answers: Answers) -> str:
    said = answers.get("reason", SKIPPED)
    return at.words(text("none.said")) if said == SKIPPED else said


def pick_send(_at: Context, _answers: Answers, value: str) -> str | None:
    """*Ja, versturen*."""
    return value if value == SEND else None


async def finish_change(at: Context, answers: Answers) -> Screen:
    """Everybody concerned hears what changes."""
    activity = ActivityId(answers["activity"])
    if answers["what"] == PLACE:
        return _told(await at.run(deeds.change, activity, None, _said(answers, PLACE)))
    period = period_of(answers)
    return _told(await at.run(deeds.change, activity, (period.start, period.end), None))


async def finish_cancel(at: Context, answers: Answers) -> Screen:
    """Everybody concerned hears that it does not go on, and why."""
    activity = ActivityId(answers["activity"])
    return _told(await at.run(deeds.cancel, activity, _reason(at, answers)))


def _told(outcome: Told | NotNow) -> Screen:
    match outcome:
        case Told(people=people):
            return Screen(text("coordinator.activity_told", people=people), (manage(), to_menu()))
        case NotNow():
            return over()


def _changes_when(answers: Answers) -> bool:
    return answers.get("what") == WHEN


def _changes_place(answers: Answers) -> bool:
    return answers.get("what") == PLACE


CHANGE_FORM = Form(
    CHANGE,
    (
        Step(WHEN, ask_when, reads=read_when, when=_changes_when, limit=ANY_LENGTH, needed=True),
        Step(PLACE, ask_place, pick_place, read_text, when=_changes_place, limit=PLACE_SIGNS, needed=True),
        Step("confirm", confirm_change, pick_send),
    ),
    finish_change,
    permission=Permission.MANAGE_ACTIVITIES,
)
CANCEL_FORM = Form(
    CANCEL,
    (
        Step("reason", ask_reason, reads=read_text, field=Field.BROADCAST, limit=REASON_SIGNS),
        Step("confirm", confirm_cancel, pick_send),
    ),
    finish_cancel,
    permission=Permission.MANAGE_ACTIVITIES,
)
