"""A checked rumour is put right among those who were called; who hears it too is counted, never named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.actors import Actor, Permission, Purpose, may
from domain.callout_answers import YES
from domain.callouts import CallOut
from domain.corrections import Correction, RightWords
from domain.counts import told
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, members
from storage import corrections as store
from storage.outbox import Fact
from usecases.app import Moment, Trace, use_case
from usecases.callout_sending import audience, roles_called

CORRECTION, HEARD_COUNT = "callout.correction", "callout.heard_count"
# Longer than a night or a weekend: after it another story goes round.
STILL_NEWS, COUNT_STILL_NEWS = timedelta(days=2), timedelta(days=7)


@dataclass(frozen=True)
class Wanted:
    """What is to be put right: among whoever listens to a call-out, or in circles."""

    call_out: CallOutId | None
    circles: tuple[str, ...]
    words: RightWords
    ours: bool = False


@dataclass(frozen=True)
class NotOpen:
    """The call-out is over: nothing was sent."""


@dataclass(frozen=True)
class NotWhole:
    """Without what is true, its source, a sentence to say and somebody to read it nothing was sent."""


def _recipients(at: Moment, call_out: CallOutId | None, circles: tuple[str, ...]) -> list[MemberId] | None:
    """Who reads it; None when the call-out is over."""
    if call_out is None:
        return audience(at, circles)
    made = callouts.load(at.tx, call_out)
    if made is None or not made.open or made.drill:
        return None
    return callout_answers.listening(at.tx, call_out)


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def would_reach(at: Moment, call_out: CallOutId | None, circles: tuple[str, ...] = ()) -> int | None:
    """How many would read it; None when the call-out is over."""
    found = _recipients(at, call_out, circles)
    return None if found is None else len(found)


@use_case(Permission.RUN_CALL_OUT)
def correct(at: Moment, wanted: Wanted) -> Correction | NotOpen | NotWhole:
    """Send it, and tell the maker after a day how many hear the other story too."""
    recipients = _recipients(at, wanted.call_out, wanted.circles)
    if recipients is None:
        return NotOpen()
    if not wanted.words.whole or not (wanted.call_out or wanted.circles):
        return NotWhole()
    made = Correction(
        at.new_id(), wanted.call_out, wanted.circles, wanted.words, wanted.ours, at.actor.me,
        at.now, len(recipients),
    )  # fmt: skip
    store.add(at.tx, made)
    at.tell(_facts(at, made, recipients))
    return made


def _facts(at: Moment, made: Correction, recipients: list[MemberId]) -> list[Fact]:
    payload, until = {"correction": made.id}, made.sent_at + STILL_NEWS
    to_all = [
        Fact(CORRECTION, member, Lane.ALARM, at.now, payload, f"correction:{made.id}:{member}", until)
        for member in recipients
    ]
    counted_at, key = made.sent_at + at.network.callouts.heard_count_after, f"heard_count:{made.id}"
    count = Fact(
        HEARD_COUNT, made.maker, Lane.REMINDER, counted_at, payload, key, counted_at + COUNT_STILL_NEWS
    )
    return [*to_all, count]


@dataclass(frozen=True)
class Told:
    """A correction for one member: the call-out it follows, and whether that reached them and they come."""

    correction: Correction
    about: CallOut | None = None
    got: bool = False
    comes: bool = False
    hears: bool = False


def _told(at: Moment, member: MemberId, correction_id: str) -> Told | None:
    made = store.load(at.tx, correction_id)
    if made is None or not _concerns(at, member, made):
        return None
    plain = Told(made, hears=store.hears(at.tx, made.id, member))
    if made.call_out is None:
        return plain
    said = callout_answers.response_of(at.tx, made.call_out, member)
    comes = said is not None and said.answer in YES
    got = callout_answers.got(at.tx, made.call_out, member)
    return replace(plain, about=callouts.load(at.tx, made.call_out), got=got, comes=comes)


def _concerns(at: Moment, member: MemberId, made: Correction) -> bool:
    """Whether this member listens to the call-out, or belongs to the circles and wants call-outs."""
    if made.call_out is not None:
        return callout_answers.listens(at.tx, made.call_out, member)
    called = members.roles_of(at.tx, member) & roles_called(at, made.circles)
    return bool(called) and Purpose.CALL_OUTS in members.purposes_of(at.tx, member)


def facts_of_correction(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Told | None:
    """The correction, for whoever still wants to hear of it."""
    return _told(at, member, payload["correction"])


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def told_to_me(at: Moment, correction_id: str) -> Told | None:
    """A correction once more, for who got it."""
    return _told(at, at.actor.me, correction_id)


@dataclass(frozen=True)
class CountOver:
    """The count was told already; nothing changed."""

    told: Told


def _counting(at: Moment, correction: Correction) -> bool:
    return correction.counts(at.now, at.network.callouts.heard_count_after)


@use_case(Permission.ANSWER_CALL_OUT, Trace.SILENT)
def hear_too(at: Moment, correction_id: str) -> Told | CountOver | None:
    """*Dit hoor ik ook*: one more, once for each member."""
    mine = _told(at, at.actor.me, correction_id)
    if mine is None or not _counting(at, mine.correction):
        return None if mine is None else CountOver(mine)
    store.hear(at.tx, correction_id, at.actor.me)
    return replace(mine, hears=True)


@use_case(Permission.ANSWER_CALL_OUT, Trace.SILENT)
def not_heard(at: Moment, correction_id: str) -> Told | CountOver | None:
    """*Toch niet gehoord*: one less."""
    mine = _told(at, at.actor.me, correction_id)
    if mine is None or not _counting(at, mine.correction):
        return None if mine is None else CountOver(mine)
    store.unhear(at.tx, correction_id, at.actor.me)
    return replace(mine, hears=False)


@dataclass(frozen=True)
class HeardCount:
    """How many hear the other story too; None is *fewer than five*."""

    correction: Correction
    heard: int | None
    call_out_open: bool = False


def _heard_count(at: Moment, correction_id: str) -> HeardCount | None:
    made = store.load(at.tx, correction_id)
    if made is None:
        return None
    about = None if made.call_out is None else callouts.load(at.tx, made.call_out)
    return HeardCount(made, told(made.heard), about is not None and about.open)


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def heard_so_far(at: Moment, correction_id: str) -> HeardCount | None:
    """*Stand rechtzetting*: how it stands now; counting goes on."""
    return _heard_count(at, correction_id)


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def still_counting(at: Moment, call_out: CallOutId | None) -> list[Correction]:
    """The corrections of this call-out, or of none, that are still counted, the newest first."""
    return store.sent_since(at.tx, call_out, _counted_before(at))


def facts_of_count(at: Moment, member: MemberId, payload: Mapping[str, str]) -> HeardCount | None:
    """The count, for a maker who still runs call-outs."""
    maker = Actor(member, members.roles_of(at.tx, member))
    return _heard_count(at, payload["correction"]) if may(maker, Permission.RUN_CALL_OUT) else None


def _counted_before(at: Moment) -> datetime:
    return at.now - at.network.callouts.heard_count_after


def end_counting(at: Moment) -> int:
    """After a day the marks that keep one tap from counting twice are destroyed; only the count stays."""
    return store.end_counting(at.tx, at.now, _counted_before(at))


Said = Mapping[str, str | int | bool]


def export(at: Moment, member: MemberId) -> list[Said]:
    """The corrections this member made, and those this member hears too while they are counted."""
    made: list[Said] = [
        {"sent_at": one.sent_at.isoformat(), "facts": one.words.fact, "people": one.people}
        for one in store.made_by(at.tx, member)
    ]
    heard = [store.load(at.tx, one) for one in store.heard_by(at.tx, member)]
    mine: list[Said] = [{"sent_at": one.sent_at.isoformat(), "heard_too": True} for one in heard if one]
    return [*made, *mine]


def erase(at: Moment, member: MemberId) -> None:
    """Whoever leaves is in no correction any more; what was counted stays a count."""
    store.unmark(at.tx, member)
    store.unlink(at.tx, member)
