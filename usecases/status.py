"""How the bot is doing, in counts alone: what waits, how long, and what was given up."""

from dataclasses import dataclass

from domain.actors import Permission, Role
from domain.pacing import Lane
from storage import members, outbox, received
from usecases.app import Moment, Trace, use_case


@dataclass(frozen=True)
class Queue:
    """What is due in one lane: how many notices, and for how many seconds the oldest."""

    lane: Lane
    due: int
    oldest_seconds: float


@dataclass(frozen=True)
class Figures:
    """Counts, and nothing else."""

    queues: tuple[Queue, ...]
    failed_updates: int


@dataclass(frozen=True)
class Staff:
    """How many members have a role without which something stands still."""

    coordinators: int
    second_persons: int
    supervisors: int


@use_case(Permission.SYSTEM, Trace.READS)
def figures(at: Moment) -> Figures:
    """What waits now, lane by lane, and what failed in the last two days."""
    due = {lane: (count, oldest) for lane, count, oldest in outbox.due_by_lane(at.tx, at.now)}
    queues = []
    for lane in Lane:
        count, oldest = due.get(lane, (0, at.now))
        queues.append(Queue(lane, count, (at.now - oldest).total_seconds()))
    return Figures(tuple(queues), received.failed_count(at.tx))


@use_case(Permission.SYSTEM, Trace.READS)
def staff(at: Moment) -> Staff:
    """How many there are of those without whom a step cannot be taken."""
    roles = (Role.NETWERKREGISSEUR, Role.SECOND_PERSON, Role.FG)
    return Staff(*(len(members.with_role(at.tx, role)) for role in roles))
