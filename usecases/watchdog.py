"""Nothing in or out during an urgent call-out: two people hear it, over every channel they have.

What came in and went out is read from rows, so a restart or an hour of downtime is silence too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from domain import channels as rules
from domain.actors import Actor, Permission, Role, may
from domain.callout_ending import watched_until
from domain.callouts import CallOut
from domain.channels import Channel
from domain.ids import MemberId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import audit, callouts, channels, members, outbox
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.channels import ByMail, by_mail

ALARM, BY_MAIL, LOOKING = "watchdog.alarm", "watchdog.by_mail", "watchdog.looking"
# Its own messages are no sign of life.
ITSELF = (ALARM, BY_MAIL, LOOKING)
PEOPLE = 2


@dataclass(frozen=True)
class Silence:
    """Since when nothing came in or went out, and whether this person may open the belboom."""

    since: datetime
    minutes: int
    opens_tree: bool


@use_case(Permission.SYSTEM, Trace.READS)
def listen(at: Moment) -> int:
    """Once per silence; returns how many messages were told."""
    watched = _watched(at)
    since = None if watched is None else _quiet_since(at, watched)
    if watched is None or since is None or outbox.tally(at.tx, _prefix(since)):
        return 0
    people = _candidates(at, watched)[:PEOPLE]
    return sum(_alarm(at, since, member, _prefix(since) + member) for member in people)


def _watched(at: Moment) -> CallOut | None:
    """The newest urgent call-out that is open and real, until some hours after people went home."""
    return next((one for one in callouts.all_open(at.tx) if _is_watched(at, one)), None)


def _is_watched(at: Moment, made: CallOut) -> bool:
    if made.urgency is not Urgency.URGENT or made.drill:
        return False
    return at.now < watched_until(made, at.network.callouts.silence_alarm)


def _quiet_since(at: Moment, watched: CallOut) -> datetime | None:
    """The last sign of life, None while it is not long ago."""
    signs = (watched.sent_at, outbox.last_accepted(at.tx, ITSELF), audit.last_deed(at.tx))
    last = max(sign for sign in signs if sign is not None)
    return last if rules.is_silent(last, at.now, at.network.callouts.silence_alarm) else None


def _prefix(since: datetime) -> str:
    return f"watchdog:{_stamp(since)}:"


def _stamp(since: datetime) -> str:
    """A silence by its start, short enough for a button."""
    return str(int(since.timestamp()))


def _candidates(at: Moment, watched: CallOut) -> list[MemberId]:
    """Who made it first, then whoever may be a second person; first who did not block the bot."""
    second = members.with_role(at.tx, *at.network.callouts.second_person.roles)
    others = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    everybody = dict.fromkeys((watched.requester, *second, *others))
    here = set(members.present(at.tx, list(everybody), at.now))
    profiles = [members.profile(at.tx, member) for member in everybody if member in here]
    found = [one for one in profiles if one is not None and not one.suspended]
    return [one.id for one in sorted(found, key=lambda one: one.blocked)]


def _alarm(at: Moment, since: datetime, member: MemberId, key: str) -> int:
    payload = {"since": since.isoformat()}
    if at.actor.member is not None:
        payload["instead"] = "yes"
    facts = [Fact(ALARM, member, Lane.ALARM, at.now, payload, key)]
    if Channel.MAIL in at.channels and channels.having(at.tx, [member]):
        facts.append(Fact(BY_MAIL, member, Lane.ALARM, at.now, payload, f"mail:{key}"))
    return at.tell(facts)


@dataclass(frozen=True)
class Taken:
    """Whoever else was told hears it."""

    others: int


@dataclass(frozen=True)
class PassedOn:
    """Whether somebody else is asked now."""

    asked: bool


def _told(at: Moment, stamp: str) -> list[MemberId]:
    """Who heard of this silence; nobody, for a stamp that was never one."""
    return outbox.addressed(at.tx, f"watchdog:{stamp}:") if stamp.isdecimal() else []


@use_case(Permission.OWN_DATA)
def look_now(at: Moment, stamp: str) -> Taken | None:
    """*Ik kijk nu*; None for who was not told."""
    told = _told(at, stamp)
    if at.actor.me not in told:
        return None
    others = [member for member in told if member != at.actor.me]
    payload = {"by": at.actor.me}
    at.tell(
        Fact(LOOKING, other, Lane.ALARM, at.now, payload, f"watchdog_looking:{stamp}:{at.actor.me}:{other}")
        for other in others
    )
    return Taken(len(others))


@use_case(Permission.OWN_DATA)
def cannot_look(at: Moment, stamp: str) -> PassedOn | None:
    """*Ik kan niet*: the next person hears it, once; None for who was not told."""
    told, watched = _told(at, stamp), _watched(at)
    if at.actor.me not in told:
        return None
    key = f"watchdog:{stamp}:for:{at.actor.me}"
    if watched is None or outbox.tally(at.tx, key):
        return PassedOn(asked=watched is not None)
    others = _untold(_candidates(at, watched), told)
    if others:
        _alarm(at, datetime.fromtimestamp(int(stamp), UTC), others[0], key)
    return PassedOn(asked=bool(others))


def _untold(candidates: Iterable[MemberId], told: list[MemberId]) -> list[MemberId]:
    return [member for member in candidates if member not in told]


def _silence(at: Moment, payload: Mapping[str, str]) -> datetime | None:
    """Its start, while it lasts and the call-out is open.

    *Ik kan niet* is itself a sign of life: who is asked instead hears it unless somebody looks already.
    """
    watched, since = _watched(at), datetime.fromisoformat(payload["since"])
    if watched is None:
        return None
    if "instead" in payload:
        return None if outbox.tally(at.tx, f"watchdog_looking:{_stamp(since)}:") else since
    return _quiet_since(at, watched)


def facts_of_alarm(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Silence | None:
    """The alarm, in the chat."""
    since = _silence(at, payload)
    if since is None:
        return None
    roles = members.roles_of(at.tx, member)
    minutes = int((at.now - since).total_seconds() // 60)
    return Silence(since, minutes, may(Actor(member, roles), Permission.SEE_MEMBERS))


def facts_by_mail(at: Moment, member: MemberId, payload: Mapping[str, str]) -> ByMail | None:
    """The same, where there is an address."""
    return by_mail(at, member) if _silence(at, payload) is not None else None


@dataclass(frozen=True)
class SomebodyLooks:
    """Who does."""

    name: str = field(repr=False)


def facts_of_looking(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> SomebodyLooks | None:
    """Somebody else looks already."""
    name = members.name_of(at.tx, MemberId(payload["by"]))
    return SomebodyLooks(name) if name else None
