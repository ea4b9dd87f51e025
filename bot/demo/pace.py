"""How fast the story is told: long enough to read, short enough for about a minute."""

from collections.abc import Iterable
from itertools import chain

from bot.demo.story import Step

READING = 0.034  # seconds a sign
LEAST_READING = 1.7
BREATH = 0.3  # between two looks whether something came
ACTING = {"taps": 0.62, "types": 0.5, "starts": 0.6, "sees": 1.0, "misses": 1.3}
TYPING = 0.011  # seconds a sign
JUMP = 0.6
CROWD = 0.16  # between two of the others


def reading(words: str) -> float:
    """How long a sentence stays at least."""
    return max(LEAST_READING, len(words) * READING)


def acting(step: Step) -> float:
    """How long it is shown that somebody is about to do this."""
    return ACTING.get(step.deed, 0.0) + (TYPING * len(step.what) if step.deed == "types" else 0.0)


def lasting(step: Step) -> float:
    """About how long a step takes, without its sentence."""
    if step.deed == "others":
        return CROWD * int(step.what.partition(" ")[0])
    if step.deed == "waits":
        return JUMP
    return acting(step) + BREATH if step.deed else 0.0


def length(steps: Iterable[Step]) -> float:
    """About how long the story takes on the page: each sentence waits until the one before was read."""
    total = shown = 0.0
    for step in chain(steps, [Step(told=" ")]):
        if step.told:
            total, shown = max(total, shown), max(total, shown) + reading(step.told)
        total += lasting(step)
    return max(total, shown)
