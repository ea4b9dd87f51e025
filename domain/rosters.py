"""Who has a seat and who waits: no seat twice, none empty while somebody waits, the order kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.ids import MemberId


class Standing(StrEnum):
    """Where a member stands with an activity."""

    INVITED = "invited"
    REGISTERED = "registered"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


ACTIVE = (Standing.REGISTERED, Standing.WAITLISTED, Standing.OFFERED)


@dataclass(frozen=True)
class Place:
    """One member's standing: the number of the seat held, the number on the list, the end of an offer."""

    member: MemberId
    standing: Standing
    seat: int | None = None
    queue: int | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Seat:
    """A seat."""


@dataclass(frozen=True)
class Already:
    """The seat was there before."""


@dataclass(frozen=True)
class Waiting:
    """On the waiting list, at this place, counted from 1."""

    place: int


@dataclass(frozen=True)
class Closed:
    """It is over or does not go on."""


SignedUp = Seat | Already | Waiting | Closed


@dataclass(frozen=True)
class Roster:
    """Everybody with a place of some kind. `capacity` is None without a maximum."""

    capacity: int | None
    places: tuple[Place, ...] = ()
    closed: bool = False

    def of(self, member: MemberId) -> Place | None:
        """Where this member stands."""
        return next((place for place in self.places if place.member == member), None)

    def standing(self, *wanted: Standing) -> list[Place]:
        """Everybody who stands so, in the order of the list."""
        found = [place for place in self.places if place.standing in wanted]
        return sorted(found, key=lambda place: place.queue or 0)

    @property
    def waiting(self) -> list[Place]:
        """The waiting list, in order."""
        return self.standing(Standing.WAITLISTED)

    @property
    def held(self) -> int:
        """How many seats are taken or offered."""
        return len(self.standing(Standing.REGISTERED, Standing.OFFERED))

    @property
    def free(self) -> int | None:
        """How many seats are left, None without a maximum."""
        return None if self.capacity is None else max(0, self.capacity - self.held)

    def position(self, member: MemberId) -> int:
        """The place on the waiting list, counted from 1; 0 for who is not on it."""
        return next((n for n, place in enumerate(self.waiting, start=1) if place.member == member), 0)

    def free_seat(self) -> int | None:
        """The lowest number that nobody holds."""
        taken = {place.seat for place in self.places if place.seat is not None}
        lowest = next(number for number in range(1, len(taken) + 2) if number not in taken)
        return lowest if self.capacity is None or lowest <= self.capacity else None

    def next_queue(self) -> int:
        """The number behind everybody who waits or was offered a seat."""
        return max((place.queue for place in self.places if place.queue is not None), default=0) + 1

    def having(self, changed: Place) -> "Roster":
        """The same, with one member's place replaced or added."""
        others = tuple(place for place in self.places if place.member != changed.member)
        return replace(self, places=(*others, changed))


def sign_up(roster: Roster, member: MemberId, offers_over: bool = False) -> tuple[Roster, SignedUp]:
    """A seat when one is free and nobody waits for it, or none can be offered any more; else the list."""
    mine = roster.of(member)
    if roster.closed:
        return roster, Closed()
    if mine is not None and mine.standing is Standing.REGISTERED:
        return roster, Already()
    if mine is not None and mine.standing is Standing.OFFERED:
        return _seated(roster, member, mine.seat)
    seat = roster.free_seat()
    if seat is not None and (offers_over or not roster.waiting):
        return _seated(roster, member, seat)
    if mine is None or mine.standing is not Standing.WAITLISTED:
        roster = roster.having(Place(member, Standing.WAITLISTED, queue=roster.next_queue()))
    return roster, Waiting(roster.position(member))


def _seated(roster: Roster, member: MemberId, seat: int | None) -> tuple[Roster, SignedUp]:
    return roster.having(Place(member, Standing.REGISTERED, seat)), Seat()


def withdraw(roster: Roster, member: MemberId) -> Roster:
    """Give back a seat or an offer, leave the list, or say that it is not for me."""
    return roster if roster.closed else roster.having(Place(member, Standing.WITHDRAWN))


def offer(roster: Roster, until: datetime) -> tuple[Roster, list[MemberId]]:
    """Hold every free seat for the next on the list until then; returns to whom."""
    offered: list[MemberId] = []
    for place in [] if roster.closed else roster.waiting:
        seat = roster.free_seat()
        if seat is None:
            break
        roster = roster.having(replace(place, standing=Standing.OFFERED, seat=seat, until=until))
        offered.append(place.member)
    return roster, offered


def _overdue(roster: Roster, now: datetime) -> list[Place]:
    offered = roster.standing(Standing.OFFERED)
    return [place for place in offered if place.until is not None and place.until <= now]


def expire_offers(roster: Roster, now: datetime) -> tuple[Roster, list[Place]]:
    """A seat not chosen in time is for the next who waits; who let it pass stands last. Returns those.

    As long as nobody else waits, the seat stays with whom it was offered to.
    """
    lapsed = _overdue(roster, now)[: len(roster.waiting)]
    for place in lapsed:
        roster = roster.having(Place(place.member, Standing.WAITLISTED, queue=roster.next_queue()))
    return roster, lapsed


def end_offers(roster: Roster, now: datetime) -> Roster:
    """Shortly before the start nothing is offered any more: a seat not chosen is for whoever taps first."""
    for place in _overdue(roster, now):
        roster = roster.having(replace(place, standing=Standing.WAITLISTED, seat=None, until=None))
    return roster


def changes(before: Roster, after: Roster) -> Iterable[Place]:
    """The places that are different afterwards."""
    known = {place.member: place for place in before.places}
    return [place for place in after.places if known.get(place.member) != place]
