"""Sending the invitation: to whom, exactly what they will read, and a minute to take it back."""

from collections.abc import Mapping

from domain.activities import Activity
from domain.actors import Permission
from domain.ids import ActivityId
from handlers.activities import screens
from handlers.activities.desk import over
from handlers.activities.questions import stop
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Chosen, Form, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, Value, text
from handlers.kit.wording import yes_no
from usecases import activities
from usecases import activity_mailings as deeds
from usecases.activity_mailings import NotNow, Reach, Sending, TakenBack

NAME = "activity_invitation"
ALL, GO_ON, SEND = "all", "ok", "send"
FEW_CIRCLES, MOST_READY = 5, 6

Answers = Mapping[str, str]


async def start(at: Context, activity: str = "") -> Screen:
    """*Uitnodiging sturen*: for this activity, or first which one."""
    if activity:
        return await at.flow.start(at, NAME, {"activity": activity})
    return which([counted.activity for counted in await at.run(activities.desk)])


def which(ready: list[Activity]) -> Screen:
    """For which activity."""
    buttons = [Button(screens.label(one), press("a1:invite", one.id)) for one in ready[:MOST_READY]]
    new = Button(text("button.new_activity"), press("a1:new"))
    return Screen(text("broadcast.ask_activity"), (*buttons, new, stop()))


async def ask_audience(at: Context, _answers: Answers) -> Screen:
    """One circle in one tap; more of them on the next screen."""
    circles = [one for one in at.network.circles if one.roles]
    buttons = tuple(choice(NAME, "circles", one.label, one.key) for one in circles[:FEW_CIRCLES])
    more = choice(NAME, "circles", text("button.more_circles"), ALL)
    return Screen(text("broadcast.ask_audience"), (*buttons, more, stop()))


def pick_audience(at: Context, _answers: Answers, value: str) -> str | None:
    """A circle with roles, or the list of all."""
    return value if value == ALL or _known(at, value) else None


def _known(at: Context, circle: str) -> bool:
    return any(one.key == circle for one in at.network.circles if one.roles)


async def ask_several(at: Context, answers: Answers) -> Screen:
    """Several circles, each a switch."""
    chosen = answers.get("chosen", "").split()
    buttons = tuple(
        choice(NAME, "several", _switch(one.label, one.key in chosen), one.key)
        for one in at.network.circles
        if one.roles
    )
    go_on = (choice(NAME, "several", text("button.go_on"), GO_ON),) if chosen else ()
    return Screen(text("broadcast.ask_audience"), (*buttons, *go_on, stop()))


def _switch(label: str, on: bool) -> Text:
    return text("list.switch", label=label, yes_no=yes_no(on))


def pick_several(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """Turn one on or off, or go on with those that are on."""
    chosen = answers.get("chosen", "").split()
    if value == GO_ON:
        return Chosen(" ".join(chosen), {"circles": " ".join(chosen)}) if chosen else None
    if not _known(at, value):
        return None
    flipped = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
    return Chosen(None, {"chosen": " ".join(flipped)})


def _several(answers: Answers) -> bool:
    return answers.get("circles") == ALL


def _circles(answers: Answers) -> tuple[str, ...]:
    return tuple(answers.get("circles", "").split())


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """The exact look, to whom, and how many of them did not get it before."""
    circles = _circles(answers)
    match await at.run(deeds.reach, ActivityId(answers["activity"]), circles):
        case Reach(people=0):
            others = Button(text("button.send_invitation"), press("a1:invite", answers["activity"]))
            return Screen(text("coordinator.invitation_nobody"), (others, stop()))
        case Reach() as found:
            return preview(at, found, circles)
        case NotNow():
            return over()


def preview(at: Context, found: Reach, circles: tuple[str, ...]) -> Screen:
    """*Zo ziet iedereen het bericht*."""
    asked = tuple(dict.fromkeys((*found.activity.circles, *circles)))
    said = text(
        "broadcast.preview",
        message=screens.invitation_text(found.activity, found.free, asked, at.view),
        audience_label=screens.audience(at.network, circles),
        recipients=found.people,
        send_at=text("broadcast.now"),
        quiet_hours_note=_quiet_note(at),
        warnings="",
    )
    send = choice(NAME, "preview", text("button.send_now"), SEND)
    return Screen(said, (send, Button(text("button.do_not_send"), press("k1:stop"))))


def _quiet_note(at: Context) -> Value:
    """At night it waits for the morning, and the sender knows."""
    quiet = at.network.quiet
    if not quiet.contain(dates.local(at.now).time()):
        return ""
    hours = {"quiet_from": f"{quiet.start:%H.%M}", "quiet_until": f"{quiet.end:%H.%M}"}
    return text("broadcast.quiet_hours", **hours)


def pick_preview(_at: Context, _answers: Answers, value: str) -> str | None:
    """*Nu versturen*."""
    return value if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It goes in a moment; until then there is a way back."""
    match await at.run(deeds.send, ActivityId(answers["activity"]), _circles(answers)):
        case Sending(mailing=mailing):
            seconds = int(at.network.broadcasts.undo.total_seconds())
            back = Button(text("button.undo_sending"), press("a1:undo", mailing.id))
            return Screen(
                text("broadcast.undo", seconds=seconds, recipients=mailing.people), (back, to_menu())
            )
        case NotNow():
            return over()


async def undo(at: Context, mailing: str) -> Screen:
    """*Toch niet versturen*."""
    match await at.run(deeds.take_back, mailing):
        case TakenBack(activity=activity):
            again = Button(text("button.send_invitation"), press("a1:invite", activity.id))
            said = text("coordinator.invitation_undone", title=activity.details.title)
            return Screen(said, (again, to_menu()))
        case NotNow():
            return Screen(text("coordinator.invitation_gone"), (to_menu(),))


FORM = Form(
    NAME,
    (
        Step("circles", ask_audience, pick_audience),
        Step("several", ask_several, pick_several, when=_several),
        Step("preview", ask_preview, pick_preview),
    ),
    finish,
    permission=Permission.MANAGE_ACTIVITIES,
)
