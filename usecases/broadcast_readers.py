"""Whoever gets messages can stop them at once; the sender can see whom a message did not reach."""

from domain.actors import Permission, Purpose
from domain.ids import BroadcastId, MemberId
from storage import broadcasts as store
from storage import members
from usecases import not_reached
from usecases.app import Moment, use_case
from usecases.invitations import STATEMENT_VERSION


@use_case(Permission.BROADCAST)
def undelivered(at: Moment, broadcast: BroadcastId, start: int) -> not_reached.Page | None:
    """*Niet bezorgd bekijken*: names, and everybody on the list can read that it was opened."""
    if store.load(at.tx, broadcast) is None:
        return None
    everybody = store.undelivered(at.tx, broadcast)
    return not_reached.opened(at, everybody, start)


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
