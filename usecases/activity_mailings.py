"""An invitation reaches each member once, can be taken back for a moment, and is reported to the sender."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from domain import offers
from domain.activities import Activity, Deed, State
from domain.actors import Permission, Purpose
from domain.ids import ActivityId, MemberId
from domain.pacing import Lane
from domain.rosters import Standing
from storage import activities as store
from storage import activity_mailings as mailings
from storage import members, outbox, registrations
from storage.activity_mailings import Mailing
from storage.members import Audience
from storage.outbox import Fact
from storage.outbox import State as Delivery
from usecases.app import Moment, Trace, use_case
from usecases.seats import Seen, roles_of

INVITED, NUDGE, REPORT = "activity.invited", "activity.nudge", "activity.mailing_report"
# A report does not wait for members who are away.
REPORT_AT_THE_LATEST = timedelta(hours=1)


@dataclass(frozen=True)
class Reach:
    """Whom an invitation would reach that did not get it before."""

    activity: Activity
    free: int | None
    people: int


@dataclass(frozen=True)
class Sending:
    """It goes out in a moment, to so many people."""

    mailing: Mailing


@dataclass(frozen=True)
class TakenBack:
    """Nothing was sent."""

    activity: Activity


@dataclass(frozen=True)
class NotNow:
    """It went out already, or the activity is over or called off."""


def _asked(at: Moment, activity: Activity, circles: tuple[str, ...]) -> list[MemberId]:
    """Everybody in the circles who said yes to activities and was not asked before."""
    found = members.select_audience(at.tx, Audience(roles_of(at, circles), Purpose.ACTIVITIES))
    known = registrations.known(at.tx, activity.id)
    return [member for member in found if member not in known]


@use_case(Permission.MANAGE_ACTIVITIES, Trace.READS)
def reach(at: Moment, activity_id: ActivityId, circles: tuple[str, ...]) -> Reach | NotNow:
    """Whom it would reach, for the preview."""
    activity = store.load(at.tx, activity_id)
    if activity is None or activity.over(at.now):
        return NotNow()
    roster = registrations.roster(at.tx, activity.id, activity.seats, closed=False)
    return Reach(activity, roster.free, len(_asked(at, activity, circles)))


@use_case(Permission.MANAGE_ACTIVITIES)
def send(at: Moment, activity_id: ActivityId, circles: tuple[str, ...]) -> Sending | NotNow:
    """Send the invitation after the moment in which it can be taken back."""
    activity = store.lock(at.tx, activity_id)
    after = activity.after(Deed.INVITE) if activity else None
    if activity is None or after is None or activity.over(at.now):
        return NotNow()
    asked = _asked(at, activity, circles)
    due_at = at.now + at.network.broadcasts.undo
    mailing = Mailing(at.new_id(), activity.id, at.actor.me, circles, len(asked), due_at)
    together = tuple(dict.fromkeys((*activity.circles, *circles)))
    store.rewrite(at.tx, replace(activity, state=after, circles=together))
    mailings.add(at.tx, mailing)
    registrations.invite(at.tx, activity.id, mailing.id, asked)
    at.tell(_invitation(activity, mailing, member) for member in asked)
    at.tell(_nudges(at, activity, mailing, asked))
    return Sending(mailing)


def _invitation(activity: Activity, mailing: Mailing, member: MemberId) -> Fact:
    payload, key = {"activity": activity.id}, f"{_prefix(mailing)}i:{member}"
    return Fact(INVITED, member, Lane.BROADCAST, mailing.due_at, payload, key, activity.starts_at)


def _prefix(mailing: Mailing) -> str:
    return f"mailing:{mailing.id}:"


def _nudges(at: Moment, activity: Activity, mailing: Mailing, asked: list[MemberId]) -> list[Fact]:
    """One nudge, only when there is time between it and the invitation."""
    local = at.local(activity.starts_at) - at.network.activities.nudge_before
    due = offers.end_of_quiet(local, at.network.quiet).astimezone(UTC)
    if due < mailing.due_at + at.network.activities.nudge_before / 2:
        return []
    payload = {"activity": activity.id}
    return [
        Fact(NUDGE, one, Lane.BROADCAST, due, payload, f"{_prefix(mailing)}n:{one}", activity.starts_at)
        for one in asked
    ]


@use_case(Permission.MANAGE_ACTIVITIES)
def take_back(at: Moment, mailing_id: str) -> TakenBack | NotNow:
    """*Toch niet versturen*: until it is due nothing went out, and nobody was asked."""
    mailing = mailings.load(at.tx, mailing_id)
    if mailing is None or at.now >= mailing.due_at:
        return NotNow()
    activity = store.lock(at.tx, mailing.activity)
    assert activity is not None
    outbox.withdraw(at.tx, _prefix(mailing), at.now)
    registrations.take_back(at.tx, mailing.id)
    mailings.remove(at.tx, mailing.id)
    left = tuple(dict.fromkeys(circle for one in mailings.of(at.tx, activity.id) for circle in one.circles))
    state = activity.state if left else activity.after(Deed.TAKE_BACK) or activity.state
    store.rewrite(at.tx, replace(activity, state=state, circles=left))
    return TakenBack(activity)


@use_case(Permission.SYSTEM, Trace.READS)
def report_mailings(at: Moment) -> int:
    """Tell the sender how it went, once everything is out; returns how many were reported."""
    ready = [mailing for mailing in mailings.unreported(at.tx, at.now) if _ready(at, mailing)]
    for mailing in ready:
        mailings.reported(at.tx, mailing.id)
    at.tell(
        Fact(REPORT, one.sender, Lane.REMINDER, at.now, {"mailing": one.id}, f"mailing_report:{one.id}")
        for one in ready
    )
    return len(ready)


def _ready(at: Moment, mailing: Mailing) -> bool:
    states = outbox.tally(at.tx, f"{_prefix(mailing)}i:")
    under_way = states.get(Delivery.QUEUED, 0) + states.get(Delivery.SENDING, 0)
    return not under_way or at.now >= mailing.due_at + REPORT_AT_THE_LATEST


@dataclass(frozen=True)
class Report:
    """How a mailing went: counts, never names."""

    mailing: Mailing
    accepted: int
    failed: int
    yes: int
    no: int

    @property
    def open(self) -> int:
        """Who did not answer, or waits."""
        return self.mailing.people - self.yes - self.no


LOST = (Delivery.FAILED, Delivery.BLOCKED, Delivery.UNCERTAIN, Delivery.TOO_LATE)


def facts_report(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """The report as it is at the moment of sending."""
    mailing = mailings.load(at.tx, payload["mailing"])
    if mailing is None:
        return None
    states = outbox.tally(at.tx, f"{_prefix(mailing)}i:")
    answers = registrations.counts(at.tx, mailing.id)
    failed = sum(states.get(state, 0) for state in LOST)
    yes, no = answers.get(Standing.REGISTERED, 0), answers.get(Standing.WITHDRAWN, 0)
    return Report(mailing, states.get(Delivery.ACCEPTED, 0), failed, yes, no)


def facts_invited(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Seen | None:
    """True for who is asked and did not answer yet."""
    activity = store.load(at.tx, ActivityId(payload["activity"]))
    place = registrations.place_of(at.tx, ActivityId(payload["activity"]), member)
    if activity is None or activity.state is not State.OPEN or activity.over(at.now):
        return None
    if place is None or place.standing is not Standing.INVITED:
        return None
    roster = registrations.roster(at.tx, activity.id, activity.seats, closed=False)
    return Seen(activity, place, roster.free)


def facts_nudge(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Seen | None:
    """The same, while there is a seat to take."""
    seen = facts_invited(at, member, payload)
    return None if seen is None or seen.free == 0 else seen
