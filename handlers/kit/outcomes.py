"""What we do with what somebody told us: a beginning to choose or an own sentence, read back first."""

from collections.abc import Awaitable, Callable
from datetime import date

from domain.actors import Permission
from domain.screening import Field
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.dates import Unclear
from handlers.kit.forms import Answers, Ask, Form, Problem, Step, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import text

THING = "thing"
TALK, TRAINING, WATCH, NOTHING, OWN = "talk", "training", "watch", "nothing", "own"
BEGINNINGS = {
    TALK: "button.outcome_talk",
    TRAINING: "button.outcome_training",
    WATCH: "button.outcome_watch",
    NOTHING: "button.outcome_nothing",
    OWN: "button.write_own",
}
SEND = "send"
UNFINISHED = "…"


def outcome_form(
    name: str, permission: Permission, again: str, finish: Callable[[Context, Answers], Awaitable[Screen]]
) -> Form:
    """The form of T221. It is opened with `THING`; `again` is the route that opens it anew for a thing."""

    def chose(word: str) -> Callable[[Answers], bool]:
        return lambda answers: answers.get("outcome") == word

    def own_words(key: str, prompt: str, when: Callable[[Answers], bool]) -> Step:
        return Step(key, _typed(prompt), reads=_read, field=Field.STAFF_TO_MEMBER, when=when, needed=True)

    steps = (
        Step("outcome", _ask_outcome(name), _pick_outcome, _read, Field.STAFF_TO_MEMBER, needed=True),
        Step("day", _typed("outcome.ask_day"), reads=_read_day, when=chose(TALK), needed=True),
        own_words("reason", "outcome.ask_reason", chose(NOTHING)),
        own_words("own", "outcome.ask_own", chose(OWN)),
        Step("sure", _ask_sure(name, again), _pick_sure),
    )
    return Form(name, steps, finish, permission=permission)


def feedback(at: Context, answers: Answers) -> str:
    """The sentence that the sender reads."""
    match answers["outcome"]:
        case "talk":
            return at.words(text("outcome.talk", date=dates.day(date.fromisoformat(answers["day"]))))
        case "training" | "watch" as beginning:
            return at.words(text(f"outcome.{beginning}"))
        case "nothing":
            return at.words(text("outcome.nothing")).removesuffix(UNFINISHED) + answers["reason"]
        case "own":
            return answers["own"]
        case typed:
            return typed


def _stop() -> Button:
    return Button(text("button.stop"), press("k1:stop"))


def _ask_outcome(name: str) -> Ask:
    async def ask(_at: Context, _answers: Answers) -> Screen:
        buttons = tuple(choice(name, "outcome", text(label), word) for word, label in BEGINNINGS.items())
        return Screen(text("coordinator.outcome_ask"), (*buttons, _stop()))

    return ask


def _pick_outcome(_at: Context, _answers: Answers, value: str) -> str | None:
    return value if value in BEGINNINGS else None


def _typed(key: str) -> Ask:
    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), (_stop(),))

    return ask


async def _read(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    return typed.strip()


async def _read_day(at: Context, _answers: Answers, typed: str) -> str | Problem:
    day = dates.read_date(typed, at.now)
    if isinstance(day, Unclear):
        return Problem(Screen(text(f"error.date_{day.why.value}"), (_stop(),)))
    return day.isoformat()


def _ask_sure(name: str, again: str) -> Ask:
    async def ask(at: Context, answers: Answers) -> Screen:
        buttons = (
            choice(name, "sure", text("button.yes_send"), SEND),
            Button(text("button.write_again"), press(again, answers[THING])),
            Button(text("button.do_not_send"), press("k1:stop")),
        )
        return Screen(text("coordinator.outcome_preview", feedback=feedback(at, answers)), buttons)

    return ask


def _pick_sure(_at: Context, _answers: Answers, value: str) -> str | None:
    return value if value == SEND else None
