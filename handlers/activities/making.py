"""Making an activity: a kind and four typed answers; all else is behind *Meer invullen*."""

from collections.abc import Mapping

from domain.activities import Access, Details, Kind, clash
from domain.actors import Permission
from domain.ids import ActivityId
from domain.screening import Field, Outcome
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
from handlers.kit.forms import SKIPPED, Ask, Chosen, Form, Problem, Step, back_to, change, choice, never
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, text
from handlers.kit.wording import yes_no
from usecases import activities as deeds
from usecases.activities import Plan

NAME = "activity"
NO_MAXIMUM, READY = "none", "ready"
MOST_SEATS = 5000
TITLE_SIGNS, PLACE_SIGNS, BENEFIT_SIGNS, BRING_SIGNS = 60, 80, 200, 120
COMING = (Access.WHEELCHAIR, Access.FOOD)
HELP = (Access.INTERPRETER, Access.CHILDREN, Access.CHILDCARE)

Answers = Mapping[str, str]


async def start(at: Context) -> Screen:
    """*Nieuwe activiteit*."""
    return await at.flow.start(at, NAME)


async def ask_kind(_at: Context, _answers: Answers) -> Screen:
    """What sort of meeting."""
    kinds = tuple(choice(NAME, "kind", text(f"button.kind_{kind.value}"), kind.value) for kind in Kind)
    return Screen(text("coordinator.activity_kind"), (*kinds, stop()))


def pick_kind(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the six."""
    return value if value in list(Kind) else None


def _typed(key: str) -> Ask:
    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), (stop(),))

    return ask


async def ask_place(at: Context, _answers: Answers) -> Screen:
    """A place of the settings, or typed."""
    return Screen(text("coordinator.activity_place"), (*place_buttons(at, NAME, "place"), stop()))


async def ask_seats(_at: Context, _answers: Answers) -> Screen:
    """A number, or as many as come."""
    return Screen(text("coordinator.activity_seats"), (_no_maximum(), stop()))


def _no_maximum() -> Button:
    return choice(NAME, "seats", text("button.no_maximum"), NO_MAXIMUM)


def pick_seats(_at: Context, _answers: Answers, value: str) -> str | None:
    """*Geen maximum*."""
    return value if value == NO_MAXIMUM else None


async def read_seats(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A number from 1 up; a word behind it does no harm."""
    number = typed.split()[0] if typed.split() else ""
    if number.isdecimal() and 1 <= int(number) <= MOST_SEATS:
        return str(int(number))
    return Problem(Screen(text("error.number_unclear"), (_no_maximum(), stop())))


def _said(answers: Answers, key: str) -> str:
    said = answers.get(key, "")
    return "" if said == SKIPPED else said


def plan(at: Context, answers: Answers) -> Plan:
    """The activity as it stands in the form."""
    period, seats, kind = period_of(answers), answers.get("seats", ""), Kind(answers["kind"])
    details = Details(
        title=_said(answers, "title") or at.words(text(f"activity_kind.{kind.value}")),
        place=_said(answers, "place"),
        benefit=_said(answers, "benefit"),
        bring=_said(answers, "bring"),
        access=tuple(one for one in Access if one in answers.get("access_on", "").split()),
    )
    return Plan(kind, details, period.start, period.end, int(seats) if seats.isdecimal() else None)


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """Everything as it was understood, the date in full."""
    made = plan(at, answers)
    local = dates.local(made.starts_at)
    same_year = local.year == dates.local(at.now).year
    said = text(
        "coordinator.activity_preview",
        title=made.details.title,
        weekday_date=dates.day(local) if same_year else dates.day_with_year(local),
        start=dates.clock_time(made.starts_at),
        end=dates.clock_time(made.ends_at),
        place=made.details.place,
        seats=seats_words(made.seats),
        audience=text("activity.audience_later"),
        calendar_line=_warnings(at, made),
    )
    buttons = (
        choice(NAME, "preview", text("button.yes_prepare"), READY),
        change(NAME, "preview", text("button.fill_in_more"), "more"),
        change(NAME, "preview", text("button.change_something"), "parts"),
        Button(text("button.do_not_keep"), press("k1:stop")),
    )
    return Screen(said, buttons)


def seats_words(seats: int | None) -> Text:
    """A number, or *geen maximum*."""
    return text("activity.no_maximum") if seats is None else text("list.word", word=str(seats))


def _warnings(at: Context, made: Plan) -> Lines:
    """Only to the one who plans: hours of prayer and rest, and a name that may stand in it."""
    clashing = clash(dates.local(made.starts_at), dates.local(made.ends_at))
    lines: list[Text] = [text(f"calendar.{clashing.value}")] if clashing else []
    written = (made.details.title, made.details.benefit, made.details.bring)
    if any(at.check(words).outcome is Outcome.CERTAIN for words in written if words):
        lines.append(text("warning.name"))
    return Lines.of(lines)


def pick_preview(_at: Context, _answers: Answers, value: str) -> str | None:
    """*Ja, zet klaar*."""
    return value if value == READY else None


PARTS = {
    "title": "button.title",
    "when": "button.date_and_time",
    "place": "button.the_place",
    "seats": "button.number_of_seats",
}


async def ask_parts(_at: Context, _answers: Answers) -> Screen:
    """*Iets aanpassen*."""
    buttons = tuple(change(NAME, "parts", text(key), part) for part, key in PARTS.items())
    back = back_to(NAME, "parts", text("button.back"), "preview")
    return Screen(text("coordinator.activity_parts"), (*buttons, back))


MORE = {
    "benefit": "button.the_benefit",
    "access": "button.access_and_food",
    "help": "button.interpreter_or_childcare",
    "bring": "button.to_bring",
}


async def ask_more(_at: Context, _answers: Answers) -> Screen:
    """*Meer invullen*."""
    buttons = tuple(change(NAME, "more", text(key), part) for part, key in MORE.items())
    done = back_to(NAME, "more", text("button.i_am_done"), "preview")
    return Screen(text("coordinator.activity_more"), (*buttons, done))


def _switches(step: str, offered: tuple[Access, ...]) -> Ask:
    async def ask(_at: Context, answers: Answers) -> Screen:
        on = answers.get("access_on", "").split()
        buttons = tuple(choice(NAME, step, _switch(one, one in on), one.value) for one in offered)
        done = back_to(NAME, step, text("button.i_am_done"), "more")
        return Screen(text("coordinator.activity_access"), (*buttons, done))

    return ask


def _switch(access: Access, on: bool) -> Text:
    return text("list.switch", label=text(f"access_label.{access.value}"), yes_no=yes_no(on))


def pick_access(_at: Context, answers: Answers, value: str) -> Chosen | None:
    """Turn one on or off."""
    if value not in list(Access):
        return None
    on = answers.get("access_on", "").split()
    flipped = [one for one in on if one != value] if value in on else [*on, value]
    return Chosen(None, {"access_on": " ".join(flipped)})


async def finish(at: Context, answers: Answers) -> Screen:
    """*Staat klaar*; nobody knows of it yet."""
    made = await at.run(deeds.make, plan(at, answers))
    return ready(made.id, made.details.title)


def ready(activity: ActivityId, title: str) -> Screen:
    """On to the invitation, or later."""
    buttons = (
        Button(text("button.send_invitation"), press("a1:invite", activity)),
        Button(text("button.send_invitation_later"), press("a1:desk")),
        to_menu(),
    )
    return Screen(text("coordinator.activity_made", title=title), buttons)


STEPS = (
    Step("kind", ask_kind, pick_kind),
    Step(
        "title", _typed("coordinator.activity_title"), reads=read_text,
        field=Field.BROADCAST, limit=TITLE_SIGNS, needed=True,
    ),
    Step("when", _typed("coordinator.activity_when"), reads=read_when, limit=ANY_LENGTH, needed=True),
    Step("place", ask_place, pick_place, read_text, limit=PLACE_SIGNS, needed=True),
    Step("seats", ask_seats, pick_seats, read_seats, needed=True),
    Step("preview", ask_preview, pick_preview),
    Step("parts", ask_parts, when=never),
    Step("more", ask_more, when=never),
    Step(
        "benefit", _typed("coordinator.activity_benefit"), reads=read_text,
        field=Field.BROADCAST, when=never, limit=BENEFIT_SIGNS,
    ),
    Step("access", _switches("access", COMING), pick_access, when=never),
    Step("help", _switches("help", HELP), pick_access, when=never),
    Step(
        "bring", _typed("coordinator.activity_bring"), reads=read_text,
        field=Field.BROADCAST, when=never, limit=BRING_SIGNS,
    ),
)  # fmt: skip

FORM = Form(NAME, STEPS, finish, permission=Permission.MANAGE_ACTIVITIES)
