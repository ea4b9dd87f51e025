"""Where somebody signed up is shown to that member; whoever leaves gives the seat to the next."""

from domain.ids import MemberId
from storage import activities as store
from storage import activity_mailings, registrations
from usecases.app import Moment
from usecases.seats import leave_all


def export(at: Moment, member: MemberId) -> list[dict[str, str | None]]:
    """Each activity with the own place in it."""
    found = [(store.load(at.tx, one), place) for one, place in registrations.places_of(at.tx, member)]
    return [
        {
            "title": activity.details.title,
            "starts_at": activity.starts_at.isoformat(),
            "standing": place.standing.value,
            "until": place.until.isoformat() if place.until else None,
        }
        for activity, place in found
        if activity is not None
    ]


def erase(at: Moment, member: MemberId) -> None:
    """Every place, and what a netwerkregisseur sent."""
    leave_all(at, member)
    activity_mailings.erase_member(at.tx, member)
