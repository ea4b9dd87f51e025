"""A form asks one thing at a time and is data: steps with a prompt, a reader, and when they are asked.

The machine is pure. Its state is a `Draft`, kept sealed between two updates, so a restart is not noticed.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from domain.actors import Permission
from domain.network_times import Retention
from domain.screening import Field
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.screen import Screen
from handlers.kit.texts import Text

Answers = Mapping[str, str]

CHOOSE = "f1:pick"
SKIPPED = "-"
GO_TO = ">"
GO_BACK = "<"
TEXT_LIMIT = 300


@dataclass(frozen=True)
class Problem:
    """What somebody typed cannot be used; the screen says why, and what would work."""

    screen: Screen


@dataclass(frozen=True)
class Chosen:
    """What a button stores: for this step, and for others beside it. Without a value the step stays."""

    value: str | None = None
    also: Answers = field(default_factory=dict, repr=False)


def _no_picks(_at: Context, _answers: Answers, _value: str) -> str | None:
    return None


def never(_answers: Answers) -> bool:
    """A step that is only reached from a card."""
    return False


def always(_answers: Answers) -> bool:
    """A step that is always asked."""
    return True


def usual_lifetime(kept: Retention) -> timedelta:
    """How long most forms wait for the next answer."""
    return kept.form


Ask = Callable[[Context, Answers], Awaitable[Screen]]
Pick = Callable[[Context, Answers, str], str | Chosen | None]
Read = Callable[[Context, Answers, str], Awaitable[str | Problem]]


@dataclass(frozen=True)
class Step:
    """One question.

    `picks` turns the value of a button into what is stored, None when it is no value of this step;
    `reads` does the same for typed text, and None means that this step takes no text. A text of a step
    with a `field` passes the check on what might identify somebody first. `wipes`: neither the text nor the
    question stays in the chat. `needed`: going on without a text is no answer. `refusal` says in other words
    that the text holds these kinds of details. `said` is what a typed *ja* and *nee* choose here.
    """

    key: str
    ask: Ask
    picks: Pick = _no_picks
    reads: Read | None = None
    field: Field = Field.EXEMPT
    when: Callable[[Answers], bool] = always
    limit: int = TEXT_LIMIT
    wipes: bool = False
    needed: bool = False
    refusal: Callable[[Answers, Text], Screen] | None = None
    said: tuple[str, str] | None = None


@dataclass(frozen=True)
class Form:
    """Steps in order, and what happens with the answers at the end; only who has the permission opens it."""

    name: str
    steps: tuple[Step, ...]
    finish: Callable[[Context, Answers], Awaitable[Screen]]
    lifetime: Callable[[Retention], timedelta] = usual_lifetime
    permission: Permission = Permission.OWN_DATA

    def step(self, key: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True)
class Draft:
    """Where somebody is in a form. `back` is the card to return to after changing one line."""

    form: str
    step: str
    answers: Answers = field(default_factory=dict, repr=False)
    back: str | None = None
    refused: int = 0

    def written(self) -> str:
        """The state as it is sealed."""
        return json.dumps([self.form, self.step, dict(self.answers), self.back, self.refused])


def read_draft(written: str) -> Draft:
    """The state from what was sealed."""
    return Draft(*json.loads(written))


def first(form: Form, answers: Answers) -> Draft:
    """The beginning of a form, with what is known already."""
    start = next(step for step in form.steps if step.when(answers) and step.key not in answers)
    return Draft(form.name, start.key, dict(answers))


def answered(form: Form, draft: Draft, value: str) -> Draft | None:
    """The draft after this answer: back to the card, or on to the next step; None at the end."""
    answers = {**draft.answers, draft.step: value}
    if draft.back is not None:
        return replace(draft, step=draft.back, answers=answers, back=None, refused=0)
    keys = [step.key for step in form.steps]
    later = form.steps[keys.index(draft.step) + 1 :]
    following = next((step for step in later if step.when(answers) and step.key not in draft.answers), None)
    if following is None:
        return None
    return replace(draft, step=following.key, answers=answers, refused=0)


def reached(form: Form, draft: Draft, key: str) -> bool:
    """Whether the way to this step has been walked: a button of another, longer walk is no answer here."""
    keys = [step.key for step in form.steps]
    earlier = form.steps[: keys.index(key)]
    return all(step.key in draft.answers for step in earlier if step.when(draft.answers))


def stored(draft: Draft, also: Answers) -> Draft:
    """The draft with further answers, at the same step."""
    return replace(draft, answers={**draft.answers, **also})


def went_back(form: Form, draft: Draft, to: str) -> Draft | None:
    """The draft at an earlier card, from where it goes on as usual; None for no such step."""
    return replace(draft, step=to, back=None) if form.step(to) else None


def jumped(form: Form, draft: Draft, to: str) -> Draft | None:
    """The draft at another step, from where the answer comes back to this card; None for no such step."""
    if form.step(to) is None:
        return None
    return replace(draft, step=to, back=draft.step)


def choice(form: str, step: str, label: Text | str, value: str) -> Button:
    """A button that answers a step of a form."""
    return Button(label, press(CHOOSE, form, step, value))


def change(form: str, step: str, label: Text | str, to: str) -> Button:
    """A button on a card that opens one line for change."""
    return choice(form, step, label, GO_TO + to)


def back_to(form: str, step: str, label: Text | str, to: str) -> Button:
    """A button that returns to a card."""
    return choice(form, step, label, GO_BACK + to)
