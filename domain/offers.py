"""How long a seat is held for the next on the list: shorter near the start, never overnight, then no more.

All times here are on the clock of the city, so that *21.00 uur* means that on every day of the year.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.network_times import ActivityTimes, QuietHours

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# Who reads an offer only after waking up still has this long.
MORNING = timedelta(hours=1)


@dataclass(frozen=True)
class Window:
    """From when somebody can read the offer, until when to choose."""

    begins: datetime
    until: datetime


def end_of_quiet(moment: datetime, quiet: QuietHours) -> datetime:
    """The moment itself, or the end of the quiet hours it falls in."""
    if not quiet.contain(moment.time()):
        return moment
    end = _at(moment, quiet.end)
    return end if end > moment else end + DAY


def start_of_quiet(moment: datetime, quiet: QuietHours) -> datetime:
    """The moment itself, or the start of the quiet hours it falls in."""
    if not quiet.contain(moment.time()):
        return moment
    start = _at(moment, quiet.start)
    return start if start <= moment else start - DAY


def _at(moment: datetime, clock: time) -> datetime:
    return moment.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)


def awake_for(begins: datetime, span: timedelta, quiet: QuietHours) -> datetime:
    """The end of a span in which quiet hours do not count; a span of days only does not end in them."""
    if span >= DAY or quiet.start == quiet.end:
        return _not_overnight(begins + span, quiet)
    tonight = _at(begins, quiet.start)
    tonight = tonight if tonight >= begins else tonight + DAY
    if begins + span <= tonight:
        return begins + span
    return awake_for(end_of_quiet(tonight, quiet), span - (tonight - begins), quiet)


def _not_overnight(end: datetime, quiet: QuietHours) -> datetime:
    last = end - MINUTE
    return end_of_quiet(last, quiet) + MORNING if quiet.contain(last.time()) else end


def _last_choice(start: datetime, times: ActivityTimes, quiet: QuietHours) -> datetime:
    """The hard stop; in the night or at its end it is the evening before."""
    stop = start - times.offers_stop
    return start_of_quiet(stop - MINUTE, quiet) if quiet.contain((stop - MINUTE).time()) else stop


def window(now: datetime, start: datetime, times: ActivityTimes, quiet: QuietHours) -> Window | None:
    """When a seat that is free now is offered; None when it is too close to the start."""
    begins, stop = end_of_quiet(now, quiet), _last_choice(start, times, quiet)
    if begins >= stop:
        return None
    spans = sorted(times.offer_windows, reverse=True)
    # At most half of what is left, so that another one on the list can still be asked.
    span = next((one for one in spans if begins + 2 * one <= stop), spans[-1])
    return Window(begins, min(awake_for(begins, span, quiet), stop))
