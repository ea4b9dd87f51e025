"""Presses as a changed app could send them, straight into the router, and what they write where."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import event, select

from domain.actors import Account, Role
from handlers.kit.buttons import read_press
from handlers.kit.incoming import Incoming, Pressed, Refused, Typed
from handlers.kit.routes import fits
from handlers.kit.screen import Screen
from sandbox.core import Telegram
from storage.database import Tx, metadata
from tests.world import Person, World

ROLES = frozenset(Role)
ID = re.compile(r"[A-Za-z0-9_-]{16}")
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# What every update may write: that it came, where somebody is in a form, and that somebody did something.
ALWAYS = frozenset({"received", "conversations", "audit_events"})
WRITES = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")


def shown_to(telegram: Telegram) -> dict[int, set[str]]:
    """The data of every button that each account was ever shown."""
    shown: dict[int, set[str]] = defaultdict(set)
    for one in telegram.log:
        markup = one.params.get("reply_markup")
        if one.status != 200 or not markup:
            continue
        keyboard: Any = json.loads(markup) if isinstance(markup, str) else markup
        for row in keyboard["inline_keyboard"]:
            shown[int(str(one.params["chat_id"]))] |= {button["callback_data"] for button in row}
    return shown


def ids_in(data: str) -> list[str]:
    """The parts of a button that are ids."""
    return [part for part in data.split(":")[2:] if ID.fullmatch(part) and part not in ROLES]


def rows(tx: Tx, *without: str) -> dict[str, frozenset[str]]:
    """Everything in every table."""
    tables = [table for table in metadata.sorted_tables if table.name not in without]
    return {
        table.name: frozenset(repr(tuple(row)) for row in tx.db.execute(select(table))) for table in tables
    }


@dataclass
class Forger:
    """Sends whatever it likes as whoever it likes."""

    world: World
    chance: random.Random
    written: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(5_000_001))

    def __post_init__(self) -> None:
        event.listen(self.world.database.engine, "after_cursor_execute", self._note)

    def _note(self, _connection: Any, cursor: Any, statement: str, *_more: Any) -> None:
        for word in WRITES:
            if statement.startswith(word) and cursor.rowcount != 0:
                self.written.append(statement.removeprefix(word).split()[0].strip('"'))

    def effects(self) -> set[str]:
        """The tables that were written to since the last question, those of every update left out."""
        found, self.written = set(self.written) - ALWAYS, []
        return found

    async def press(self, person: Person, data: str) -> Screen | None:
        """A press on a message of this person."""
        return await self._sends(person, Pressed("q", data, None))

    async def types(self, person: Person, words: str) -> Screen | None:
        """A typed text."""
        return await self._sends(person, Typed(words, 1))

    async def photographs(self, person: Person) -> Screen | None:
        """Anything but a text."""
        return await self._sends(person, Refused(1))

    async def _sends(self, person: Person, what: Pressed | Typed | Refused) -> Screen | None:
        router = self.world.bot.router
        incoming = Incoming(next(self._numbers), Account(person.user.id), person.name, what)
        at = router.context(incoming)
        screen = await router.screen(at, incoming)
        await at.settle()
        return screen

    def said(self, screen: Screen | None) -> str:
        """What the person would see; the ids in the buttons left out."""
        assert screen is not None, "a press without an answer"
        writer = self.world.bot.desk.post.writer
        shown = dict(writer.message(screen))
        keyboard: Any = shown["reply_markup"]
        labels = [b.text for row in keyboard.inline_keyboard for b in row] if keyboard else []
        return f"{screen.place}: {shown['text']} {labels}"

    def random_id(self) -> str:
        return "".join(self.chance.choices(SIGNS, k=16))

    def unknown(self, data: str) -> str:
        """Ids that never were."""
        known = ids_in(data)
        return ":".join(self.random_id() if part in known else part for part in data.split(":"))

    def truncated(self, data: str) -> str:
        """Cut off in the middle of the last id, or of the route."""
        return data[: -self.chance.randrange(1, 16)]

    def flipped(self, data: str) -> str:
        """One sign of an id is another."""
        place = data.index(self.chance.choice(ids_in(data))) + self.chance.randrange(16)
        other = self.chance.choice([sign for sign in SIGNS if sign != data[place]])
        return data[:place] + other + data[place + 1 :]

    def too_long(self, data: str) -> str:
        """An id that goes on, with letters of two bytes and of four."""
        return data + self.chance.choice(["A", "é" * 30, "🙂" * 16, "A" * 200, "\x00", " ", "'--"])

    def wrong_count(self, data: str) -> str:
        """Parts too many, or one too few where that is no other button."""
        shorter = data.rpartition(":")[0]
        if self.chance.random() < 0.5 or self._leads_somewhere(shorter):
            return f"{data}:{self.random_id()}:{self.random_id()}:{self.random_id()}"
        return shorter

    def _leads_somewhere(self, data: str) -> bool:
        route, about = read_press(data)
        handler = self.world.bot.router.routes.get(route)
        return handler is not None and fits(handler, about)
