"""A message to many goes to each of them once; the sender can take it back, stop it, and read how it went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from domain import broadcasts as rules
from domain.actors import Permission, Purpose, Role
from domain.broadcasts import Broadcast, Counts, Deed, Segment, State, Warn
from domain.ids import BroadcastId, MemberId
from domain.pacing import LATE_AFTER, Lane
from domain.screening import Field, Ruling, judge
from storage import broadcasts as store
from storage import members, outbox
from storage.members import Audience
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case

MESSAGE, PROGRESS, WAITS = "broadcast.message", "broadcast.progress", "broadcast.waits"
LATEST: timedelta = LATE_AFTER[Lane.BROADCAST]
SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class Plan:
    """What the netwerkregisseur put together. Without `wanted_at` it goes now; `replaces` is an own draft."""

    id: BroadcastId
    segment: Segment
    text: str = field(repr=False)
    wanted_at: datetime | None = None
    replaces: BroadcastId | None = None


@dataclass(frozen=True)
class Preview:
    """Whom it would reach, when, and what stands out; `received`: so many members got so many this month."""

    people: int
    starts_at: datetime
    now: bool
    moved: bool
    name: bool
    warnings: tuple[Warn, ...]
    received: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Standing:
    """How it stands: `goes_on` is when the next one goes, later than now when it waits for the morning."""

    broadcast: Broadcast
    counts: Counts
    goes_on: datetime | None = None


@dataclass(frozen=True)
class Nobody:
    """Nobody said yes to messages in this segment; nothing was sent."""


@dataclass(frozen=True)
class TakenBack:
    """Nothing was sent; the text is kept as a draft."""

    broadcast: Broadcast


def _audience(at: Moment, segment: Segment) -> list[MemberId]:
    """Everybody in the circles who said yes to activities and messages, and is not away."""
    circles = [circle for circle in at.network.circles if circle.key in segment.circles]
    roles: frozenset[Role] = frozenset().union(*(circle.roles for circle in circles))
    wanted = Audience(roles, Purpose.ACTIVITIES, segment.neighbourhood)
    return members.present(at.tx, members.select_audience(at.tx, wanted), at.now)


def _starts_at(at: Moment, wanted: datetime | None) -> tuple[datetime, bool]:
    """When the first one goes, after the time to take it back; and whether quiet hours moved it."""
    earliest = at.now + at.network.broadcasts.undo
    local = at.local(max(earliest, wanted) if wanted else earliest)
    moved = rules.moved_out_of_quiet(local, at.network.quiet)
    return moved.astimezone(UTC), moved != local


@use_case(Permission.BROADCAST, Trace.READS)
def begin(at: Moment) -> tuple[BroadcastId, Broadcast | None]:
    """A number for a new message, so that sending it twice is sending it once; and a kept draft."""
    return BroadcastId(at.new_id()), store.newest_draft(at.tx, at.actor.me)


@use_case(Permission.BROADCAST, Trace.READS)
def preview(at: Moment, plan: Plan) -> Preview:
    """What would happen, before it does."""
    people = _audience(at, plan.segment)
    starts_at, moved = _starts_at(at, plan.wanted_at)
    local = at.local(starts_at)
    month = rules.first_of_month(at.local(at.now)).astimezone(UTC)
    return Preview(
        people=len(people),
        starts_at=starts_at,
        now=plan.wanted_at is None and not moved,
        moved=moved,
        name=judge(Field.BROADCAST, at.check(plan.text)) is Ruling.WARN,
        warnings=tuple(rules.warnings(plan.text, local, at.network.duty)),
        received=tuple(rules.received_already(store.messages_since(at.tx, people, month))),
    )


@use_case(Permission.BROADCAST)
def send(at: Moment, plan: Plan) -> Standing | Nobody:
    """Send it to everybody in the segment after the moment in which it can be taken back; twice is once."""
    people = _audience(at, plan.segment)
    if not people:
        return Nobody()
    starts_at, _ = _starts_at(at, plan.wanted_at)
    made = Broadcast(
        plan.id, State.PLANNED, plan.segment, plan.text, at.actor.me, len(people), starts_at
    )  # fmt: skip
    if store.add(at.tx, made, at.now):
        at.tell(_message(made, member) for member in people)
        if plan.replaces is not None:
            store.remove(at.tx, plan.replaces, at.actor.me)
    return _standing(at, store.load(at.tx, made.id) or made)


def _message(made: Broadcast, member: MemberId) -> Fact:
    payload, key = {"broadcast": made.id}, f"{store.key_of(made.id)}{member}"
    return Fact(MESSAGE, member, Lane.BROADCAST, made.starts_at, payload, key, made.starts_at + LATEST)


def _standing(at: Moment, made: Broadcast) -> Standing:
    return Standing(made, store.counts(at.tx, made), store.next_at(at.tx, made.id))


@use_case(Permission.BROADCAST)
def take_back(at: Moment, broadcast: BroadcastId) -> TakenBack | Standing | None:
    """*Toch niet versturen*: before the first one goes, nothing goes; afterwards it says how it stands."""
    made = store.load(at.tx, broadcast)
    if made is None or made.state is State.DRAFT:
        return None if made is None else TakenBack(made)
    to = rules.after(made.state, Deed.TAKE_BACK)
    if to is None or at.now >= made.starts_at:
        return _standing(at, made)
    outbox.withdraw(at.tx, store.key_of(made.id), at.now)
    store.move(at.tx, made, to, at.now)
    return TakenBack(made)


@use_case(Permission.BROADCAST)
def stop(at: Moment, broadcast: BroadcastId) -> Standing | None:
    """*Rest niet versturen*: who did not get it yet, does not get it."""
    made = store.load(at.tx, broadcast)
    if made is None:
        return None
    begun = _begun(at, made)
    to = rules.after(begun.state, Deed.STOP)
    if to is not None:
        withdrawn = outbox.withdraw(at.tx, store.key_of(made.id), at.now)
        store.move(at.tx, begun, to, at.now, stopped=withdrawn)
    return _standing(at, store.load(at.tx, broadcast) or made)


def _begun(at: Moment, made: Broadcast) -> Broadcast:
    """The same, going out when its moment has come."""
    to = rules.after(made.state, Deed.BEGIN)
    if to is None or at.now < made.starts_at:
        return made
    store.move(at.tx, made, to, at.now)
    return store.load(at.tx, made.id) or made


@use_case(Permission.BROADCAST, Trace.READS)
def again(at: Moment, broadcast: BroadcastId) -> tuple[BroadcastId, Broadcast] | None:
    """*Tekst aanpassen*: the own draft, with a number for the message it becomes; None when it became one."""
    made = store.load(at.tx, broadcast)
    mine = made is not None and made.state is State.DRAFT and made.sender == at.actor.me
    return (BroadcastId(at.new_id()), made) if made is not None and mine else None


@use_case(Permission.BROADCAST, Trace.READS)
def standing(at: Moment, broadcast: BroadcastId) -> Standing | None:
    """How it stands now."""
    made = store.load(at.tx, broadcast)
    return None if made is None else _standing(at, made)


@use_case(Permission.SYSTEM, Trace.READS)
def follow(at: Moment) -> int:
    """Keep the card of each running message up to date, and report what is done; returns how many run."""
    for made in store.planned(at.tx, at.now):
        _begun(at, made)
    running = [_standing(at, made) for made in store.unreported(at.tx)]
    for one in running:
        _follow(at, one)
    return len(running)


def _follow(at: Moment, one: Standing) -> None:
    made = one.broadcast
    if one.goes_on is None or at.now > made.starts_at + LATEST or one.goes_on > made.starts_at + LATEST:
        outbox.withdraw(at.tx, store.key_of(made.id), at.now)
        store.move(at.tx, made, State.DONE, at.now)
        at.tell([_card(made, at.now, "done")])
    elif one.goes_on <= at.now + SOON:
        at.tell([_card(made, at.now, "now")])
    else:
        key = f"{WAITS}:{made.id}:{int(one.goes_on.timestamp())}"
        at.tell([Fact(WAITS, made.sender, Lane.REMINDER, at.now, {"broadcast": made.id}, key)])


def _card(made: Broadcast, now: datetime, which: str) -> Fact:
    key = f"{PROGRESS}:{made.id}:{which}"
    return Fact(PROGRESS, made.sender, Lane.EDIT, now, {"broadcast": made.id}, key)


def facts_of_message(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Broadcast | None:
    """The message, while it goes out, for somebody who still wants messages."""
    made = store.load(at.tx, BroadcastId(payload["broadcast"]))
    if made is None or made.state not in rules.SENDING:
        return None
    return made if Purpose.ACTIVITIES in members.purposes_of(at.tx, member) else None


def facts_of_progress(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Standing | None:
    """The card of the sender."""
    made = store.load(at.tx, BroadcastId(payload["broadcast"]))
    return None if made is None or made.state is State.DRAFT else _standing(at, made)
