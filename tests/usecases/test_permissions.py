"""Every use case as every role: who has no right is refused, and nothing happened."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import usecases
from domain.actors import OPEN_TO_VISITORS, RIGHTS, Account, Permission, Role
from storage.database import Tx, metadata
from tests.world import World
from usecases.app import NotAllowed, Turn, UseCase


def every_use_case() -> Iterator[UseCase[..., Any]]:
    """All of them, found by looking."""
    found: dict[str, UseCase[..., Any]] = {}
    for module in pkgutil.iter_modules(usecases.__path__):
        for thing in vars(importlib.import_module(f"usecases.{module.name}")).values():
            if isinstance(thing, UseCase):
                found[thing.name] = thing
    yield from found.values()


ALL = sorted(every_use_case(), key=lambda one: one.name)


def test_there_are_use_cases_and_each_says_its_rule() -> None:
    assert len(ALL) > 30
    assert [one.name for one in ALL if not (one.__doc__ or "").strip()] == []


def _rows(tx: Tx) -> dict[str, int]:
    from storage.database import count

    return {table.name: count(tx, table) for table in metadata.sorted_tables}


@pytest.mark.parametrize("wanted", ALL, ids=lambda one: one.name)
async def test_who_may_not_is_refused_and_nothing_happens(wanted: UseCase[..., Any], world: World) -> None:
    outsiders = [role for role in Role if role not in RIGHTS[wanted.permission]]
    people = [await world.member(f"Lid {role.value}", role) for role in outsiders]
    turns = [person.turn for person in people]
    if wanted.permission not in OPEN_TO_VISITORS:
        turns.append(Turn(Account(999_999)))
    before = world.look(_rows)
    for turn in turns:
        with pytest.raises(NotAllowed):
            await world.bot.app.run(turn, wanted)
    assert world.look(_rows) == before


def test_only_the_system_has_the_right_of_the_system() -> None:
    assert RIGHTS[Permission.SYSTEM] == frozenset()
