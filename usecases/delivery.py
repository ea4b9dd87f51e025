"""A notice goes out only when it is still true, allowed and on time; how it ended is written down at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from domain.actors import Account, Permission
from domain.ids import MemberId, NoticeId
from domain.pacing import LATE_AFTER, Lane, too_late
from storage import cards, members, outbox
from storage.members import Profile
from storage.outbox import Notice, State
from usecases import channels
from usecases.app import Moment, Trace, use_case

# A crash between reading and showing must not cost the member the message.
READ_AGAIN = timedelta(hours=1)
NOT_TAKEN = frozenset({State.BLOCKED, State.FAILED})

Facts = Callable[[Moment, MemberId, Mapping[str, str]], Any | None]


class Hours(Enum):
    """When a notice may come: at any hour, unless somebody said not at night, or outside quiet hours."""

    ALWAYS = "always"
    UNLESS_NIGHTS_OFF = "unless_nights_off"
    WAKING = "waking"


@dataclass(frozen=True)
class Rules:
    """How one kind of notice is read again and when it may come."""

    facts: Facts
    hours: Callable[[Any, datetime], Hours]
    through_absence: bool = False
    discreet: bool = False
    in_chat: bool = True


@dataclass(frozen=True)
class Ready:
    """It can go now: to whom, what, and whether only *a message from the network* is shown first."""

    account: Account
    member: MemberId
    facts: Any = field(repr=False)
    discreet: bool
    attempts: int


class Dropped(Enum):
    """Why it does not go now, or not at all."""

    GONE = "gone"
    UNTRUE = "untrue"
    LATE = "late"
    BLOCKED = "blocked"
    LATER = "later"


@use_case(Permission.SYSTEM, Trace.READS)
def due(
    at: Moment, limit: int, skip: Collection[NoticeId], without: Collection[str] = ()
) -> list[tuple[NoticeId, Lane, str]]:
    """What is to be sent now, the urgent lanes first."""
    return outbox.due(at.tx, at.now, limit, skip, without)


@use_case(Permission.SYSTEM, Trace.READS)
def recover(at: Moment) -> int:
    """After a start: what was being sent when the process died."""
    return outbox.recover(at.tx, at.now)


@use_case(Permission.SYSTEM, Trace.READS)
def look(at: Moment, notice_id: NoticeId, rules: Rules) -> Ready | Dropped:
    """Look at a notice once more: whether it still holds, and may go now."""
    notice = outbox.load(at.tx, notice_id)
    if notice is None or notice.state is not State.QUEUED:
        return Dropped.GONE
    profile = members.profile(at.tx, notice.to)
    facts = None if profile is None else rules.facts(at, notice.to, notice.payload)
    if profile is None or facts is None:
        state = State.TOO_LATE if _was_missed(notice, at.now) else State.CANCELLED
        return _end(at, notice, state, Dropped.UNTRUE)
    if _is_late(notice, at.now):
        return _end(at, notice, State.TOO_LATE, Dropped.LATE)
    if profile.blocked and rules.in_chat:
        return _end(at, notice, State.BLOCKED, Dropped.BLOCKED)
    until = _not_before(at, profile, rules, facts)
    if until is not None:
        outbox.postpone(at.tx, notice_id, until)
        return Dropped.LATER
    return Ready(profile.account, notice.to, facts, rules.discreet or profile.discreet, notice.attempts)


def _is_late(notice: Notice, now: datetime) -> bool:
    """Past its own end; without one, so old that its lane has no use for it."""
    if notice.drop_after is not None:
        return now > notice.drop_after
    return too_late(notice.due_at, now, LATE_AFTER.get(notice.lane))


def _was_missed(notice: Notice, now: datetime) -> bool:
    """Whether an alarm lay here until it was pointless: that is told as a message that did not arrive."""
    return notice.lane is Lane.ALARM and notice.drop_after is None and _is_late(notice, now)


def _end(at: Moment, notice: Notice, state: State, why: Dropped) -> Dropped:
    if state is State.BLOCKED:
        channels.chat_failed(at, notice)
    outbox.settle(at.tx, notice.id, state, at.now, notice.confidential or notice.lane is Lane.EDIT)
    return why


def _not_before(at: Moment, profile: Profile, rules: Rules, facts: Any) -> datetime | None:
    """Until when it has to wait, None when it may go now."""
    if profile.absent_until is not None and profile.absent_until > at.now and not rules.through_absence:
        return profile.absent_until
    hours = rules.hours(facts, at.now)
    if hours is Hours.ALWAYS or (hours is Hours.UNLESS_NIGHTS_OFF and profile.nights):
        return None
    return _end_of_quiet(at)


def _end_of_quiet(at: Moment) -> datetime | None:
    quiet, local = at.network.quiet, at.local(at.now)
    if not quiet.contain(local.time()):
        return None
    end = local.replace(hour=quiet.end.hour, minute=quiet.end.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)


@use_case(Permission.SYSTEM, Trace.READS)
def take(at: Moment, notice_id: NoticeId) -> bool:
    """Mark it as being sent, the moment before it is; False when it was withdrawn meanwhile."""
    return outbox.take(at.tx, notice_id)


@use_case(Permission.OWN_DATA, Trace.READS)
def facts_now(at: Moment, facts: Facts, payload: Mapping[str, str]) -> Any | None:
    """What a notice says now, for whom it is."""
    return facts(at, at.actor.me, payload)


@use_case(Permission.SYSTEM, Trace.READS)
def settle(at: Moment, notice_id: NoticeId, state: State, keep: bool) -> None:
    """Write how it ended; `keep` only while a discreet notice waits to be read."""
    notice = outbox.load(at.tx, notice_id)
    if notice is None:
        return
    if state is State.BLOCKED:
        members.change(at.tx, notice.to, blocked=True)
    if state in NOT_TAKEN and (state is State.BLOCKED or notice.lane is not Lane.EDIT):
        channels.chat_failed(at, notice)
        channels.mail_failed(at, notice)
    traceless = not keep and (notice.confidential or notice.lane is Lane.EDIT)
    outbox.settle(at.tx, notice_id, state, at.now, traceless)
    if notice.confidential and keep:
        kept = at.network.retention
        outbox.end_at(at.tx, notice_id, at.now + kept.signal_latest + kept.reply_link_open)


@use_case(Permission.SYSTEM, Trace.READS)
def again_at(at: Moment, notice_id: NoticeId, until: datetime) -> None:
    """It did not get out: back into the queue."""
    outbox.postpone(at.tx, notice_id, until)


@use_case(Permission.SYSTEM, Trace.READS)
def card_of(at: Moment, member: MemberId, card: str) -> int | None:
    """The message that shows this card to the member."""
    return cards.message_of(at.tx, member, card)


@use_case(Permission.OWN_DATA, Trace.SILENT)
def my_card(at: Moment, card: str, message: int) -> None:
    """The message that was just shown is the card from now on."""
    cards.put(at.tx, at.actor.me, card, message, at.now)


@use_case(Permission.EVERYONE, Trace.READS)
def turned_over(at: Moment, message: int) -> None:
    """The message that was tapped shows something else now."""
    if at.actor.member is not None:
        cards.leave(at.tx, at.actor.member, message)


@use_case(Permission.SYSTEM, Trace.READS)
def remember_card(at: Moment, member: MemberId, card: str, message: int) -> None:
    """The same for a card that came as a notice."""
    cards.put(at.tx, member, card, message, at.now)


@dataclass(frozen=True)
class Unread:
    """A discreet notice whose text comes now."""

    kind: str
    payload: Mapping[str, str] = field(repr=False)


@use_case(Permission.OWN_DATA, Trace.SILENT)
def read_discreet(at: Moment, notice_id: NoticeId) -> Unread | None:
    """*Bericht lezen*: only who it was for. A confidential one can be read again for an hour."""
    notice = outbox.load(at.tx, notice_id)
    if notice is None or notice.to != at.actor.me:
        return None
    if notice.confidential:
        outbox.end_at(at.tx, notice_id, at.now + READ_AGAIN)
    return Unread(notice.kind, notice.payload)
