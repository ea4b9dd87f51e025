"""Whoever gets messages can stop them at once; the sender can see whom a message did not reach."""

from dataclasses import dataclass, field

from domain.actors import Permission, Purpose, Role
from domain.ids import BroadcastId, MemberId
from storage import access, members
from storage import broadcasts as store
from storage.access import AccessRecord, Look
from storage.outbox import State
from usecases.app import Moment, use_case
from usecases.invitations import STATEMENT_VERSION

PAGE = 20


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


@use_case(Permission.BROADCAST)
def undelivered(at: Moment, broadcast: BroadcastId, start: int) -> Page | None:
    """*Niet bezorgd bekijken*: names, and everybody on the list can read that it was opened."""
    if store.load(at.tx, broadcast) is None:
        return None
    everybody = store.undelivered(at.tx, broadcast)
    shown = everybody[start : start + PAGE]
    look = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR.value, "undelivered", at.now)
    access.write(at.tx, look, [(at.new_id(), member) for member, _ in shown])
    named = tuple(NotReached(members.name_of(at.tx, member), why) for member, why in shown)
    return Page(named, start, len(everybody))


@use_case(Permission.OWN_DATA)
def no_more(at: Moment) -> None:
    """*Geen berichten meer*: no invitations and messages from now on; call-outs have their own switch."""
    kept = members.purposes_of(at.tx, at.actor.me) - {Purpose.ACTIVITIES}
    members.consent(at.tx, at.actor.me, kept, STATEMENT_VERSION, at.now)


@use_case(Permission.OWN_DATA)
def more_again(at: Moment) -> None:
    """*Toch wel berichten*."""
    wanted = members.purposes_of(at.tx, at.actor.me) | {Purpose.ACTIVITIES}
    members.consent(at.tx, at.actor.me, wanted, STATEMENT_VERSION, at.now)


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """What this member sent to many."""
    return [
        {"text": made.text, "sent_at": made.starts_at.isoformat()} for made in store.sent_by(at.tx, member)
    ]


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves takes the drafts along, and the name behind what was sent."""
    store.erase_member(at.tx, member)
