"""Whom a message did not reach, by name, for the desk; everybody on the page can read that it was opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.actors import Role
from domain.ids import MemberId
from storage import access, members
from storage.access import AccessRecord, Look
from storage.outbox import State
from usecases.app import Moment

PAGE = 20
WHY = "undelivered"


@dataclass(frozen=True)
class NotReached:
    """One member who did not get it, and how that ended."""

    name: str = field(repr=False)
    why: State


@dataclass(frozen=True)
class Page:
    """A page of those who did not get it, and how many they are."""

    shown: tuple[NotReached, ...]
    start: int
    total: int


def opened(at: Moment, everybody: Sequence[tuple[MemberId, State]], start: int) -> Page:
    """The page from there on; the look is written down with each member on it."""
    shown = everybody[start : start + PAGE]
    look = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR.value, WHY, at.now)
    access.write(at.tx, look, [(at.new_id(), member) for member, _ in shown])
    named = tuple(NotReached(members.name_of(at.tx, member), why) for member, why in shown)
    return Page(named, start, len(everybody))
