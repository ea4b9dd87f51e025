"""An invented network: the phones on the page, and enough other members that counts mean something.

Every name and number is made up. Telegram numbers of the sandbox start at 1001.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from itertools import cycle
from tomllib import loads

from domain.actors import Account, Purpose, Role
from domain.ids import MemberId, id_from_bytes
from domain.network import Network
from sandbox.core import Telegram
from sandbox.people import User
from storage import members
from storage.database import Tx
from usecases.invitations import STATEMENT_VERSION

FIRST_NUMBER = 1001
OTHERS_FROM = 2001
SEED = 2026


@dataclass(frozen=True)
class Phone:
    """Somebody whose phone is on the page; `joined` is false for the visitor."""

    key: str
    name: str
    label: str
    roles: frozenset[Role]
    neighbourhood: str | None
    voice: str | None

    @property
    def joined(self) -> bool:
        """Whether this person is a member when the demo begins."""
        return bool(self.roles)


@dataclass(frozen=True)
class Town:
    """Who lives in the demo."""

    phones: tuple[Phone, ...]
    others: tuple[Phone, ...]


def read_town() -> Town:
    """The invented people, from the catalogue's own file."""
    source = loads((files("locales") / "nl" / "proefstad.toml").read_text(encoding="utf-8"))
    phones = tuple(
        Phone(
            key=one["sleutel"],
            name=one["naam"],
            label=one["wie"],
            roles=frozenset(Role(role) for role in one.get("rollen", ())),
            neighbourhood=one.get("wijk"),
            voice=one.get("stem"),
        )
        for one in source["telefoon"]
    )
    return Town(phones, tuple(_others(source["anderen"])))


def _others(source: dict[str, list[str]]) -> Iterator[Phone]:
    """Roles come round in turn; within a role so do voices, some without one, and neighbourhoods over all."""
    roles, places = cycle(source["rollen"]), cycle(source["wijken"])
    voices = {role: cycle([*source["stemmen"], None]) for role in source["rollen"]}
    for name, role, place in zip(source["namen"], roles, places, strict=False):
        yield Phone(name, name, "", frozenset({Role(role)}), place, next(voices[role]))


@dataclass(frozen=True)
class Settler:
    """Brings people in; chance is seeded, so every demo has the same town."""

    telegram: Telegram
    network: Network
    chance: random.Random

    def phones(self, tx: Tx, town: Town, now: datetime) -> dict[str, User]:
        """The people on the page, each with an open chat."""
        users = {}
        for number, phone in enumerate(town.phones, FIRST_NUMBER):
            users[phone.key] = user = self.telegram.user(number, phone.name)
            if phone.joined:
                self._join(tx, user, phone, now)
        return users

    def others(self, tx: Tx, people: Iterable[Phone], now: datetime) -> list[User]:
        """Everybody else: members whose phones answer by themselves in the story."""
        users = []
        for number, one in enumerate(people, OTHERS_FROM):
            users.append(self.telegram.user(number, one.name))
            self._join(tx, users[-1], one, now)
        return users

    def _join(self, tx: Tx, user: User, phone: Phone, now: datetime) -> None:
        user.started = True
        member = MemberId(id_from_bytes(self.chance.randbytes(12)))
        members.add(tx, member, Account(user.id))
        members.add_roles(tx, member, phone.roles)
        members.consent(tx, member, list(Purpose), STATEMENT_VERSION, now)
        members.change(tx, member, name=phone.name, neighbourhood=phone.neighbourhood, voice=phone.voice)
