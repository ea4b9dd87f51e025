"""One evening in the city, played through the real bot: steps that the page and the tests both play."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from tomllib import loads
from typing import Protocol

from sandbox.messages import Seen
from sandbox.people import User

WORDS = {
    "tikt": "taps",
    "typt": "types",
    "begint": "starts",
    "ziet": "sees",
    "mist": "misses",
    "anderen": "others",
}
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
PATIENCE = 40


@dataclass(frozen=True)
class Step:
    """Somebody does something, the clock moves, or a sentence tells what happens."""

    who: str = ""
    deed: str = ""
    what: str = field(default="", repr=False)
    told: str = field(default="", repr=False)
    seconds: float = 0.0


class StoryStuck(Exception):
    """The story cannot go on: what it needs is not on the screen."""


class Stage(Protocol):
    """Where a story is played: on the page in real time, or in a test on a clock moved by hand."""

    def user(self, who: str) -> User:
        """The person of this name."""

    async def tell(self, words: str) -> None:
        """Show a sentence of the story, once the one before was up long enough to read."""

    async def act(self, step: Step) -> None:
        """Show who is about to do what."""

    async def breathe(self) -> None:
        """Give the bot the time to answer."""

    async def move_clock(self, span: timedelta) -> None:
        """Let this much time pass at once."""

    async def others(self, label: str, most: int) -> None:
        """So many of the other members tap this button."""


def read_story(name: str = "avond") -> tuple[Step, ...]:
    """The steps of a story in `locales/nl`."""
    source = loads((files("locales") / "nl" / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(step for one in source["stap"] for step in _steps(one))


def _steps(one: Mapping[str, str | list[str]]) -> Iterator[Step]:
    """An entry gives a step for each of its words, as written; buttons or texts in a row are a list."""
    who = str(one.get("wie", ""))
    for word, given in one.items():
        for what in [given] if isinstance(given, str) else given:
            if word != "wie":
                yield _step(who, word, what)


def _step(who: str, word: str, what: str) -> Step:
    if word == "verteller":
        return Step(told=what)
    if word == "klok":
        return Step(deed="waits", seconds=float(what[:-1]) * SECONDS[what[-1]])
    return Step(who, WORDS[word], what)


async def play(stage: Stage, step: Step) -> None:
    """Do one step. Raises `StoryStuck`."""
    if step.told:
        await stage.tell(step.told)
    elif step.deed == "waits":
        await stage.move_clock(timedelta(seconds=step.seconds))
    elif step.deed == "others":
        count, _, label = step.what.partition(" ")
        await stage.others(label, int(count))
    else:
        await _patiently(stage, step)
        await stage.act(step)
        _do(stage.user(step.who), step)
        await stage.breathe()


def _do(user: User, step: Step) -> None:
    match step.deed:
        case "types":
            user.say(step.what)
        case "starts":
            user.start(step.what)
        case "taps":
            user.press(labelled(user, step.what))


def labelled(user: User, wanted: str) -> str:
    """The newest label that is meant; after a star comes its end, for a label that begins with a date."""
    for message in from_bot(user):
        for label in message.labels:
            if label == wanted or (wanted.startswith("*") and label.endswith(wanted[1:])):
                return label
    return ""


READY: Mapping[str, Callable[[User, str], bool]] = {
    "taps": lambda user, label: labelled(user, label) != "",
    "sees": lambda user, words: any(words in message.text for message in from_bot(user)),
    "misses": lambda user, words: not any(words in message.text for message in user.chat),
}


def from_bot(user: User) -> list[Seen]:
    """What the bot has on this person's screen, the newest first."""
    return [message for message in reversed(user.chat) if message.from_bot]


async def _patiently(stage: Stage, step: Step) -> None:
    """What is tapped or seen must be there; the bot gets some breaths to bring it."""
    ready = READY.get(step.deed)
    for _ in range(PATIENCE):
        if ready is None or ready(stage.user(step.who), step.what):
            return
        await stage.breathe()
    raise StoryStuck(f"{step.who} {step.deed}: {step.what}")
