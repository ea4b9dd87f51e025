"""Writing a message to many: for whom, what, and then exactly what everybody will read."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain import broadcasts as rules
from domain.actors import Permission
from domain.broadcasts import Broadcast, Segment
from domain.ids import BroadcastId
from domain.screening import Field
from handlers.broadcasts.preview import nobody, preview_screen
from handlers.broadcasts.reading import message
from handlers.broadcasts.screens import neighbourhood_label, standing_screen
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Chosen, Form, Problem, Step, change, choice
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import neighbourhood_buttons, pick_neighbourhood, yes_no
from usecases import broadcasts as deeds
from usecases.broadcasts import Nobody, Plan, Standing

Answers = Mapping[str, str]

NAME = "broadcast"
FEW_CIRCLES, MOST_SIGNS = 4, 900
SEVERAL, EVERY, GO_ON, CITY, USUAL = "several", "every", "ok", "city", "usual"
SEND, AT_ONCE = "send", "now"


async def start(at: Context) -> Screen:
    """*Bericht sturen*: on with what is open, or with a kept draft when wanted."""
    number, draft = await at.run(deeds.begin)
    open_form = await at.flow.resume(at, NAME)
    if open_form is not None:
        return open_form
    return await at.flow.start(at, NAME, {"id": number}) if draft is None else _kept(draft)


def _kept(draft: Broadcast) -> Screen:
    buttons = (
        Button(text("button.go_on_with_draft"), press("d1:again", draft.id)),
        Button(text("button.write_new_message"), press("d1:fresh")),
        stop(),
    )
    return Screen(text("broadcast.draft_kept", message=message(draft.text)), buttons)


async def fresh(at: Context) -> Screen:
    """*Nieuw bericht maken*."""
    number, _ = await at.run(deeds.begin)
    return await at.flow.start(at, NAME, {"id": number})


async def again(at: Context, broadcast: str) -> Screen:
    """*Verder met concept*: as it was, in the preview."""
    return await _from_draft(at, broadcast, with_text=True)


async def rewrite(at: Context, broadcast: str) -> Screen:
    """*Tekst aanpassen*, after taking it back."""
    return await _from_draft(at, broadcast, with_text=False)


async def _from_draft(at: Context, broadcast: str, with_text: bool) -> Screen:
    found = await at.run(deeds.again, BroadcastId(broadcast))
    if found is None:
        raise NoSuchRoute
    number, draft = found
    known = {
        "id": number,
        "replaces": draft.id,
        "audience": " ".join(draft.segment.circles),
        "neighbourhood": draft.segment.neighbourhood or CITY,
    }
    return await at.flow.start(at, NAME, known | ({"text": draft.text} if with_text else {}))


def plan(answers: Answers) -> Plan:
    """What was put together so far."""
    where, when, replaces = (answers.get(key) for key in ("neighbourhood", "when", "replaces"))
    return Plan(
        BroadcastId(answers["id"]),
        Segment(tuple(answers["audience"].split()), None if where in (None, CITY) else where),
        answers["text"],
        datetime.fromisoformat(when) if when else None,
        BroadcastId(replaces) if replaces else None,
    )


def stop() -> Button:
    """The way out of every step."""
    return Button(text("button.stop"), press("k1:stop"))


def circles(at: Context) -> list[tuple[str, str]]:
    """Key and label of every circle that somebody belongs to by role."""
    return [(one.key, one.label) for one in at.network.circles if one.roles]


async def ask_audience(at: Context, answers: Answers) -> Screen:
    """One circle in one tap, several with switches, all of them or a few in one neighbourhood."""
    if answers.get("mode") == SEVERAL:
        return _several(at, answers)
    where = answers.get("neighbourhood", CITY)
    buttons = [choice(NAME, "audience", label, key) for key, label in circles(at)[:FEW_CIRCLES]]
    more = choice(NAME, "audience", text("button.more_circles"), SEVERAL)
    if where == CITY:
        place = change(NAME, "audience", text("button.one_neighbourhood"), "neighbourhood")
        return Screen(text("broadcast.ask_audience"), (*buttons, more, place, stop()))
    every = choice(NAME, "audience", text("button.all_circles"), EVERY)
    said = text("broadcast.ask_audience_in", neighbourhood=neighbourhood_label(at.network, where))
    return Screen(said, (every, *buttons, more, stop()))


def _several(at: Context, answers: Answers) -> Screen:
    chosen = answers.get("chosen", "").split()
    switches = [
        choice(NAME, "audience", text("list.switch", label=label, yes_no=yes_no(key in chosen)), key)
        for key, label in circles(at)
    ]
    go_on = (choice(NAME, "audience", text("button.go_on"), GO_ON),) if chosen else ()
    return Screen(text("broadcast.ask_audience"), (*switches, *go_on, stop()))


def pick_audience(at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """A circle, the switches, or all of them."""
    known, chosen = [key for key, _ in circles(at)], answers.get("chosen", "").split()
    match value:
        case "several":
            return Chosen(None, {"mode": SEVERAL})
        case "every":
            return " ".join(known)
        case "ok":
            return Chosen(" ".join(chosen), {"mode": ""}) if chosen else None
        case _ if value not in known:
            return None
        case _ if answers.get("mode") == SEVERAL:
            flipped = [key for key in known if (key in chosen) != (key == value)]
            return Chosen(None, {"chosen": " ".join(flipped)})
        case _:
            return value


async def ask_neighbourhood(at: Context, _answers: Answers) -> Screen:
    """Which one, or after all the whole city."""
    city = choice(NAME, "neighbourhood", text("button.whole_city"), CITY)
    places = neighbourhood_buttons(at, NAME, "neighbourhood")
    return Screen(text("broadcast.ask_neighbourhood"), (*places, city))


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A neighbourhood of the network, or the whole city."""
    return value if value == CITY else pick_neighbourhood(at, value)


async def ask_text(_at: Context, _answers: Answers) -> Screen:
    """What it says."""
    return Screen(text("broadcast.ask_text"), (stop(),))


async def read_text(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """What was typed, without spaces around it."""
    return typed.strip()


async def ask_time(at: Context, _answers: Answers) -> Screen:
    """When it goes: the usual time is one tap."""
    usual = usual_time(at)
    label = text("button.at_day_time", date_short=dates.short_day(usual), arrival=dates.clock_time(usual))
    return Screen(text("broadcast.ask_time"), (choice(NAME, "when", label, USUAL), stop()))


def usual_time(at: Context) -> datetime:
    """The next working day at the set time."""
    local = rules.next_working_day(dates.local(at.now), at.network.duty, at.network.broadcasts.send_at)
    return local.astimezone(UTC)


def pick_time(at: Context, _answers: Answers, value: str) -> str | None:
    """The usual time."""
    return usual_time(at).isoformat() if value == USUAL else None


async def read_time(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A typed day and time; it is echoed in full on the preview."""
    moment = dates.read_moment(typed, at.now)
    if isinstance(moment, Unclear):
        return Problem(Screen(text(f"error.date_{moment.why.value}"), (stop(),)))
    return moment.at.isoformat()


async def ask_preview(at: Context, answers: Answers) -> Screen:
    """What everybody will see, how many they are, when, and what stands out."""
    made = plan(answers)
    return preview_screen(made, await at.run(deeds.preview, made), at.view)


def pick_preview(_at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """Sending, at the chosen time or at once."""
    if value == AT_ONCE:
        return Chosen(SEND, {"when": ""})
    return value if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It goes out after the moment in which it can be taken back."""
    match await at.run(deeds.send, plan(answers)):
        case Standing() as standing:
            return standing_screen(standing, at.view)
        case Nobody():
            return nobody()


FORM = Form(
    NAME,
    (
        Step("audience", ask_audience, pick_audience),
        Step("neighbourhood", ask_neighbourhood, pick_place, when=lambda _answers: False),
        Step("text", ask_text, reads=read_text, field=Field.BROADCAST, limit=MOST_SIGNS, needed=True),
        Step("when", ask_time, pick_time, read_time, when=lambda _answers: False),
        Step("preview", ask_preview, pick_preview),
    ),
    finish,
    permission=Permission.BROADCAST,
)
