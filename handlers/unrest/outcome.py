"""Closing takes an answer to the sender: a ready beginning or own words, read over before it goes."""

from domain.actors import Permission
from domain.ids import ReportId
from domain.screening import Field
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Answers, Form, Problem, Step, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.unrest.desk import handled
from handlers.unrest.dialogue import read, stop
from usecases import unrest_desk
from usecases.unrest import NotNow

NAME = "unrest_outcome"
TALK, TRAINING, WATCH, NOTHING, OWN = "talk", "training", "watch", "nothing", "own"
BEGINNINGS = {
    TALK: "outcome_talk",
    TRAINING: "outcome_training",
    WATCH: "outcome_watch",
    NOTHING: "outcome_nothing",
    OWN: "write_own",
}
REASON_SIGNS = 270
SEND = "send"


async def start(at: Context, report: str) -> Screen:
    """*Geen actie nodig* and *Afronden met antwoord*."""
    match await at.run(unrest_desk.look_at, ReportId(report)):
        case NotNow():
            return handled()
        case _:
            return await at.flow.start(at, NAME, {"report": report})


async def ask_beginning(_at: Context, _answers: Answers) -> Screen:
    """What is done with it."""
    buttons = tuple(
        choice(NAME, "beginning", text(f"button.{label}"), value) for value, label in BEGINNINGS.items()
    )
    return Screen(text("coordinator.outcome_ask"), (*buttons, stop()))


def pick_beginning(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the five."""
    return value if value in BEGINNINGS else None


def needs_date(answers: Answers) -> bool:
    """*Wij praten erover* says when."""
    return answers.get("beginning") == TALK


def needs_reason(answers: Answers) -> bool:
    """*Wij doen nu niets* says why."""
    return answers.get("beginning") == NOTHING


def needs_words(answers: Answers) -> bool:
    """*Zelf schrijven*."""
    return answers.get("beginning") == OWN


async def ask_date(_at: Context, _answers: Answers) -> Screen:
    """When the circle talks about it."""
    return Screen(text("coordinator.outcome_date"), (stop(),))


async def read_date(at: Context, _answers: Answers, typed: str) -> str | Problem:
    """A day from today on; it is read back in full on the card."""
    day = dates.read_date(typed, at.now)
    if isinstance(day, Unclear):
        return Problem(Screen(text(f"error.date_{day.why.value}"), (stop(),)))
    return dates.day(day)


async def ask_reason(_at: Context, _answers: Answers) -> Screen:
    """Why nothing is done now."""
    return Screen(text("coordinator.outcome_reason", beginning=text("outcome.nothing")), (stop(),))


async def ask_words(_at: Context, _answers: Answers) -> Screen:
    """The whole answer in own words."""
    return Screen(text("coordinator.outcome_own"), (stop(),))


def feedback(at: Context, answers: Answers) -> str:
    """What the sender will read."""
    match answers["beginning"]:
        case "talk":
            return at.words(text("outcome.talk", date=answers["date"]))
        case "nothing":
            return at.words(text("outcome.nothing_because", reason=answers["reason"]))
        case "own":
            return answers["words"]
        case ready:
            return at.words(text(f"outcome.{ready}"))


async def ask_send(at: Context, answers: Answers) -> Screen:
    """Read over before it goes: afterwards it cannot be changed."""
    buttons = (
        choice(NAME, "send", text("button.yes_send"), SEND),
        Button(text("button.start_again"), press("u1:close", answers["report"])),
        stop(),
    )
    return Screen(text("coordinator.outcome_check", feedback=feedback(at, answers)), buttons)


def pick_send(_at: Context, _answers: Answers, value: str) -> str | None:
    """*Ja, versturen*."""
    return value if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It is closed, and the sender hears it."""
    more = Button(text("button.view_unrest"), press("u1:list"))
    match await at.run(unrest_desk.close, ReportId(answers["report"]), feedback(at, answers)):
        case NotNow():
            return handled()
        case closed if closed.together:
            codes = ", ".join((closed.report.code, *closed.together))
            return Screen(text("coordinator.unrest_closed_together", codes=codes), (more, to_menu()))
        case closed:
            key = "coordinator.unrest_closed" if closed.told else "coordinator.unrest_closed_unheard"
            return Screen(text(key, code=closed.report.code), (more, to_menu()))


FORM = Form(
    NAME,
    (
        Step("beginning", ask_beginning, pick_beginning),
        Step("date", ask_date, reads=read_date, when=needs_date, needed=True),
        Step(
            "reason", ask_reason, reads=read, field=Field.STAFF_TO_MEMBER, when=needs_reason,
            limit=REASON_SIGNS, needed=True,
        ),
        Step("words", ask_words, reads=read, field=Field.STAFF_TO_MEMBER, when=needs_words, needed=True),
        Step("send", ask_send, pick_send),
    ),
    finish,
    permission=Permission.READ_REPORTS,
)  # fmt: skip
