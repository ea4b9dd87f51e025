"""Can we reach you here: asked every so often, one tap, and who did not answer is never known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain import unrest as hours
from domain.actors import Permission, Role
from domain.ids import MemberId
from domain.pacing import Lane
from storage import access, members, outbox
from storage import reach as store
from storage.access import AccessRecord, Look
from storage.outbox import Fact, State
from storage.reach import Round
from usecases.app import Moment, Trace, use_case

TEST, FAILED = "reach.test", "reach.failed"
REPORT_AFTER = timedelta(days=2)
WHY = "reach_list"
NOT_REACHED = frozenset({State.FAILED, State.BLOCKED})


def _prefix(round_id: str) -> str:
    return f"reach:{round_id}:"


@use_case(Permission.SYSTEM, Trace.READS)
def test_when_due(at: Moment) -> int:
    """A round in office hours when the last is long enough ago; returns how many are asked.

    The first comes one span after the bot began: who joins has just shown to be reachable.
    """
    last, every = store.newest(at.tx), at.network.members.reach_test_every
    if last is None:
        store.begin(at.tx, Round(at.new_id(), at.now, people=0, reported=True))
        return 0
    if at.now < last.begun_at + every:
        return 0
    if not hours.on_duty(at.network.duty, at.local(at.now)):
        return 0
    asked = _everybody(at)
    made = Round(at.new_id(), at.now, len(asked), reported=False)
    store.begin(at.tx, made)
    useless = at.now + every
    return at.tell(
        Fact(TEST, member, Lane.BROADCAST, at.now, {"round": made.id}, _prefix(made.id) + member, useless)
        for member in asked
    )


def _everybody(at: Moment) -> list[MemberId]:
    profiles = (members.profile(at.tx, member) for member in members.everyone(at.tx))
    return [one.id for one in profiles if one is not None and not one.suspended and not one.blocked]


@use_case(Permission.SYSTEM, Trace.READS)
def report(at: Moment) -> int:
    """Two days after a round the desk hears how many it did not reach, when there are any."""
    last = store.newest(at.tx)
    if last is None or last.reported or at.now < last.begun_at + REPORT_AFTER:
        return 0
    store.report(at.tx, last.id)
    if not _not_reached(at):
        return 0
    return at.tell(
        Fact(FAILED, member, Lane.REMINDER, at.now, {"round": last.id}, f"reach_failed:{last.id}:{member}")
        for member in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    )


def _not_reached(at: Moment) -> list[MemberId]:
    """Who blocked the bot, or to whom the last test could not be delivered; never who did not answer."""
    last = store.newest(at.tx)
    failed = outbox.ended(at.tx, _prefix(last.id), NOT_REACHED) if last is not None else []
    return sorted({*failed, *members.blocked(at.tx)})


@dataclass(frozen=True)
class Unreached:
    """The names of those who were not reached, for the desk."""

    names: tuple[str, ...] = field(repr=False)


@use_case(Permission.SEE_MEMBERS, Trace.READS)
def count_unreached(at: Moment) -> int:
    """*Wie is bereikbaar*: how many are not."""
    return len(_not_reached(at))


@use_case(Permission.SEE_MEMBERS)
def open_unreached(at: Moment) -> Unreached:
    """*Lijst openen*: whoever is on it can read that."""
    found = _not_reached(at)
    record = AccessRecord(Look.LISTED, Role.NETWERKREGISSEUR.value, WHY, at.now)
    access.write(at.tx, record, [(at.new_id(), member) for member in found])
    return Unreached(tuple(sorted(filter(None, (members.name_of(at.tx, one) for one in found)))))


def facts_test(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> int | None:
    """Every how many days it is asked, while this round is the newest."""
    last = store.newest(at.tx)
    return at.network.members.reach_test_every.days if last and last.id == payload["round"] else None


def facts_failed(at: Moment, _member: MemberId, _payload: Mapping[str, str]) -> int | None:
    """How many are not reached now."""
    return len(_not_reached(at)) or None
