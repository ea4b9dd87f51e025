"""Which updates are done; after three failures one is given up, counted, and the member hears it was us."""

from collections.abc import Collection

from domain.actors import Permission
from storage import received
from usecases.app import Moment, Trace, use_case


@use_case(Permission.SYSTEM, Trace.READS)
def settled(at: Moment, numbers: Collection[int]) -> frozenset[int]:
    """Those of the updates that had their effect, or were given up."""
    return received.settled(at.tx, numbers)


@use_case(Permission.SYSTEM, Trace.READS)
def pass_over(at: Moment, number: int) -> None:
    """Write down that this update does not concern us: a group, another bot, something new in Telegram."""
    received.accept(at.tx, number, at.now)


@use_case(Permission.SYSTEM, Trace.READS)
def give_up(at: Moment, number: int) -> None:
    """Write down that this update failed."""
    received.accept(at.tx, number, at.now, received.FAILED)


@use_case(Permission.SYSTEM, Trace.READS)
def failed(at: Moment) -> int:
    """How many were given up in the last two days."""
    return received.failed_count(at.tx)
