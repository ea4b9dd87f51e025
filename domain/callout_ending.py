"""A call-out that nobody closes is not forgotten: the desk hears of it every day, and it ends by itself."""

from datetime import datetime, timedelta

from domain.callouts import CallOut


def began(call_out: CallOut) -> datetime:
    """From when waiting for word counts: the start, or when it went out."""
    return call_out.times.starts_at or call_out.sent_at or call_out.times.as_of


def reminder(call_out: CallOut, now: datetime, every: timedelta) -> int:
    """Which reminder is due, from 1; 0 while there is none, or a next message is still promised."""
    promised = call_out.times.next_update_at
    if not call_out.open or (promised is not None and promised > now and not call_out.drill):
        return 0
    return max(0, (now - began(call_out)) // every)


def until(call_out: CallOut, number: int, every: timedelta) -> datetime:
    """Until when this reminder has a use."""
    return began(call_out) + (number + 1) * every


def lapses_at(call_out: CallOut, keep: timedelta) -> datetime:
    """When it ends by itself."""
    return began(call_out) + keep


WATCHED_WITHOUT_START = timedelta(hours=12)


def watched_until(call_out: CallOut, silence: timedelta) -> datetime:
    """Until when a silence is an alarm: some hours after people went home, the daily reminder takes over."""
    starts_at = call_out.times.starts_at
    if starts_at is None:
        return began(call_out) + WATCHED_WITHOUT_START
    return starts_at + call_out.times.duration + 2 * silence
