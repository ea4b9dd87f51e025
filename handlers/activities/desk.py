"""At the desk of the netwerkregisseur: what is planned, with counts; who comes is a list that is logged."""

from domain.ids import ActivityId
from handlers.activities import screens
from handlers.activities.making import seats_words
from handlers.activities.screens import label
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases import activities as deeds
from usecases.activities import Counted

MOST_ACTIVITIES, NAMES_ON_A_PAGE = 5, 40


def manage(key: str = "button.manage_trainings") -> Button:
    """Back to everything that is planned."""
    return Button(text(key), press("a1:desk"))


def over() -> Screen:
    """It began, or was called off."""
    return Screen(text("coordinator.activity_over"), (manage(), to_menu()))


async def board(at: Context) -> Screen:
    """*Trainingen beheren*, and `/activiteit`."""
    return await more_board(at, "0")


async def more_board(at: Context, start: str) -> Screen:
    """The activities that did not fit on the buttons."""
    if not start.isdecimal():
        raise NoSuchRoute
    planned = await at.run(deeds.desk)
    lines: Value = text("coordinator.activities_none")
    if planned:
        lines = Lines.of(_line(counted) for counted in planned)
    return Screen(text("coordinator.activities_menu", activity_lines=lines), _buttons(planned, int(start)))


def _buttons(planned: list[Counted], start: int) -> tuple[Button, ...]:
    following = start + MOST_ACTIVITIES
    buttons = [Button(text("button.new_activity"), press("a1:new"))]
    for counted in planned[start:following]:
        buttons.append(Button(label(counted.activity), press("a1:card", counted.activity.id)))
    if following < len(planned):
        buttons.append(Button(text("button.more"), press("a1:planned", str(following))))
    return (*buttons, to_menu())


def _line(counted: Counted) -> Text:
    activity = counted.activity
    date, title = dates.day(activity.starts_at), activity.details.title
    if activity.seats is None:
        return text("coordinator.activity_line_open", date=date, title=title, taken=counted.held)
    return text(
        "coordinator.activity_line",
        date=date,
        title=title,
        taken=counted.held,
        seats=activity.seats,
        waiting=counted.waiting,
    )


async def card(at: Context, activity: str) -> Screen:
    """One activity with what can be done."""
    counted = await at.run(deeds.at_desk, ActivityId(activity))
    if counted is None:
        raise NoSuchRoute
    return over() if counted.activity.over(at.now) else card_screen(counted, at.view)


def card_screen(counted: Counted, view: View) -> Screen:
    """Counts, and a button for each deed."""
    activity = counted.activity
    invited: Text = text("coordinator.activity_not_invited")
    if activity.circles:
        asked = screens.audience(view.network, activity.circles)
        invited = text("coordinator.activity_invited", audience=asked)
    said = text(
        "coordinator.activity_card",
        **screens.what_when_where(activity, view),
        end=dates.clock_time(activity.ends_at),
        taken=counted.held,
        seats=seats_words(activity.seats),
        waiting=counted.waiting,
        invited_line=invited,
    )
    return Screen(said, _deeds(activity.id))


def _deeds(activity: ActivityId) -> tuple[Button, ...]:
    return (
        Button(text("button.send_invitation"), press("a1:invite", activity)),
        Button(text("button.participants"), press("a1:people", activity)),
        Button(text("button.date_and_time"), press("a1:change", activity, "when")),
        Button(text("button.the_place"), press("a1:change", activity, "place")),
        Button(text("button.call_off"), press("a1:cancel", activity)),
        manage(),
    )


async def participants(at: Context, activity: str, start: str = "0") -> Screen:
    """*Lijst van deelnemers*: first names, a page at a time."""
    found = await at.run(deeds.list_participants, ActivityId(activity))
    if found is None or not start.isdecimal():
        raise NoSuchRoute
    title, first = found.activity.details.title, int(start)
    shown = found.names[first : first + NAMES_ON_A_PAGE]
    if not shown:
        again = Button(text("button.send_invitation"), press("a1:invite", activity))
        return Screen(text("coordinator.activity_nobody", title=title), (again, to_menu()))
    names = Lines.of(text("list.item", item=name) for name in shown)
    buttons = [to_menu()]
    if first + NAMES_ON_A_PAGE < len(found.names):
        following = str(first + NAMES_ON_A_PAGE)
        buttons.insert(0, Button(text("button.more"), press("a1:people", activity, following)))
    return Screen(text("coordinator.activity_people", title=title, names=names), tuple(buttons))
