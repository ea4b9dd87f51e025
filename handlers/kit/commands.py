"""Behind the menu button each member finds the commands that member can use, a visitor only three."""

from collections.abc import Iterable
from dataclasses import replace

from domain.actors import OPEN_TO_VISITORS, Actor, Permission, may
from domain.ids import MemberId
from handlers.kit.capability import Command
from handlers.kit.texts import Text, text

# What a visitor finds there.
FOR_VISITORS = ("start", "hulp", "privacy")
FOR_EVERY_MEMBER = OPEN_TO_VISITORS | {Permission.OWN_DATA}
Shown = list[tuple[str, Text]]


def commands_for(commands: Iterable[Command], whose: Actor) -> Shown:
    """The commands of such a member: what roles and shift bring first, then what everybody has."""
    somebody = replace(whose, member=MemberId(""))
    usable = [one for one in commands if may(somebody, one.permission)]
    return [
        _described(one.word) for one in sorted(usable, key=lambda one: one.permission in FOR_EVERY_MEMBER)
    ]


def commands_for_visitors(commands: Iterable[Command]) -> Shown:
    """The commands of somebody without an invitation."""
    return [_described(one.word) for one in commands if one.word in FOR_VISITORS]


def _described(word: str) -> tuple[str, Text]:
    return word, text(f"command.{word}")
