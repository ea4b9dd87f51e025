"""The table of ticks: what is looked at, and how often."""

from dataclasses import dataclass

from usecases import (
    activity_mailings,
    broadcasts,
    callout_absence,
    callout_chats,
    callout_ending,
    callout_waves,
    duty_turns,
    housekeeping,
    phone_tree,
    reach,
    seats,
    signal_desk,
    unrest_rings,
    watchdog,
)
from usecases.app import UseCase


@dataclass(frozen=True)
class Job:
    """A use case that the system runs every so many seconds; it must be able to run twice."""

    deed: UseCase[[], object]
    seconds: int


JOBS = (
    Job(broadcasts.follow, 5),
    Job(callout_waves.follow, 15),
    Job(duty_turns.follow, 15),
    Job(unrest_rings.ring, 15),
    Job(callout_absence.look_after, 30),
    Job(callout_chats.catch_up, 60),
    Job(callout_ending.look_after, 600),
    Job(housekeeping.destroy_what_is_over, 600),
    Job(seats.pass_on_offers, 30),
    Job(activity_mailings.report_mailings, 15),
    Job(signal_desk.close_overdue, 600),
    Job(reach.test_when_due, 600),
    Job(reach.report, 600),
    Job(watchdog.listen, 60),
    Job(phone_tree.remind, 600),
)
