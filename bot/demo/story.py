"""One evening in the city, played through the real bot: steps that the page and the tests both play."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from tomllib import loads
from typing import Protocol

from sandbox.people import User

WORDS = {
    "tikt": "taps",
    "typt": "types",
    "begint": "starts",
    "wacht": "waits",
    "ziet": "sees",
    "anderen": "others",
}


@dataclass(frozen=True)
class Step:
    """Somebody does something, the clock moves, or a sentence tells what happens."""

    who: str = ""
    deed: str = ""
    what: str = field(default="", repr=False)
    told: str = ""
    seconds: float = 0.0


class StoryStuck(Exception):
    """The story cannot go on: what it needs is not on the screen."""


class Stage(Protocol):
    """Where a story is played: on the page in real time, or in a test on a clock moved by hand."""

    def user(self, who: str) -> User:
        """The person of this name."""

    async def tell(self, words: str) -> None:
        """Show a sentence of the story, and give time to read it."""

    async def breathe(self) -> None:
        """Give the bot the time to answer."""

    async def move_clock(self, span: timedelta) -> None:
        """Let this much time pass at once."""

    async def others(self, label: str, most: int) -> None:
        """So many of the other members tap this button."""


def read_story(name: str = "avond") -> tuple[Step, ...]:
    """The steps of a story in `locales/nl`."""
    source = loads((files("locales") / "nl" / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(_steps(source["stap"]))


def _steps(source: list[dict[str, object]]) -> Iterator[Step]:
    for one in source:
        if "verteller" in one:
            yield Step(told=str(one["verteller"]))
        if "klok" in one:
            yield Step(deed="waits", seconds=_seconds(str(one["klok"])))
        for word, deed in WORDS.items():
            if word in one:
                yield Step(str(one.get("wie", "")), deed, str(one[word]))


def _seconds(span: str) -> float:
    return float(span[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[span[-1]]


PATIENCE = 40
Play = Callable[[Stage, Step], Awaitable[None]]


async def play(stage: Stage, step: Step) -> None:
    """Do one step. Raises `StoryStuck`."""
    if step.told:
        await stage.tell(step.told)
        return
    if step.deed == "waits":
        await stage.move_clock(timedelta(seconds=step.seconds))
        return
    if step.deed == "others":
        count, _, label = step.what.partition(" ")
        await stage.others(label, int(count))
        return
    await _person(stage, step)


async def _person(stage: Stage, step: Step) -> None:
    user = stage.user(step.who)
    match step.deed:
        case "types":
            user.say(step.what)
        case "starts":
            user.start(step.what)
        case "taps":
            await _patiently(stage, step, lambda: _pressed(user, step.what))
        case "sees":
            await _patiently(stage, step, lambda: _visible(user, step.what))
    await stage.breathe()


def _pressed(user: User, label: str) -> bool:
    """Tap the newest message with this button, when there is one."""
    if not any(label in message.labels for message in user.chat):
        return False
    user.press(label)
    return True


def _visible(user: User, words: str) -> bool:
    return any(words in message.text for message in user.chat if message.from_bot)


async def _patiently(stage: Stage, step: Step, attempt: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if attempt():
            return
        await stage.breathe()
    raise StoryStuck(f"{step.who} {step.deed}: {step.what}")
