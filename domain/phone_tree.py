"""When Telegram fails people phone each other: everybody is called once, and calls two at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
EACH_CALLS = 2
# With fewer there is nothing to pass on.
FEWEST = 3


@dataclass(frozen=True)
class Branch(Generic[T]):
    """One person of the tree: who calls them, whom they call, and how many calls come before.

    `number` counts from 1 in the order of the paper.
    """

    number: int
    person: T
    caller: T | None
    calls: tuple[T, ...]
    depth: int


def tree(people: Sequence[T]) -> list[Branch[T]]:
    """The people in this order as a tree in which each calls two: the first stands on top."""
    return [_branch(people, index) for index in range(len(people))]


def _branch(people: Sequence[T], index: int) -> Branch[T]:
    first = EACH_CALLS * index + 1
    caller = people[(index - 1) // EACH_CALLS] if index else None
    called = tuple(people[first : first + EACH_CALLS])
    return Branch(index + 1, people[index], caller, called, (index + 1).bit_length() - 1)
