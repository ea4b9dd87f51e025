"""The table of ticks: what is looked at, and how often."""

from dataclasses import dataclass

from usecases import housekeeping, signal_desk
from usecases.app import UseCase


@dataclass(frozen=True)
class Job:
    """A use case that the system runs every so many seconds; it must be able to run twice."""

    deed: UseCase[[], object]
    seconds: int


JOBS = (
    Job(housekeeping.destroy_what_is_over, 600),
    Job(signal_desk.close_overdue, 600),
)
