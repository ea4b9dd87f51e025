"""What the questions of the editor share: the way out, and how to type what no button says."""

from domain.screening import Field, Kind, Outcome, Ruling, judge
from handlers.callouts.plan import Answers
from handlers.callouts.screens import SOURCES
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import Ask, Chosen, Problem, choice
from handlers.kit.screen import Screen
from handlers.kit.texts import text

NAME = "callout"
OTHER, BACK = "other", "back"
TYPED = ("facts", "source", "unknowns", "ask", "line_to_say", "press", "place")


def stop() -> Button:
    """The way out of every step."""
    return Button(text("button.stop"), press("k1:stop"))


def types(answers: Answers, step: str) -> bool:
    """Whether *andere …* was chosen at this step."""
    return answers.get("typing") == step


def how_to_type(step: str, form: str = NAME) -> Screen:
    """What may be typed, and the way back to the buttons."""
    back = choice(form, step, text("button.back"), BACK)
    return Screen(text(f"callout.type_{step}"), (back, stop()))


def typing_or_not(step: str, value: str) -> Chosen | None:
    """*Andere …* and *Terug*; None for every other button."""
    if value not in (OTHER, BACK):
        return None
    return Chosen(None, {"typing": step if value == OTHER else ""})


async def read_text(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """What was typed, without spaces around it."""
    return typed.strip()


def typed_only(key: str) -> Ask:
    """A question without buttons of its own."""

    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), (stop(),))

    return ask


def recognisable(at: Context, texts: list[str]) -> tuple[Kind, ...]:
    """The kinds by which somebody may be recognised in what the netwerkregisseur typed: only a warning."""
    verdicts = [at.check(one) for one in texts if one and one not in SOURCES]
    warned = [verdict for verdict in verdicts if judge(Field.CALL_OUT, verdict) is Ruling.WARN]
    kinds = [one.kind for verdict in warned for one in verdict.findings if one.outcome >= Outcome.LIKELY]
    return tuple(dict.fromkeys(kinds))
