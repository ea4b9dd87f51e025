"""How a shift is written: days in short on the roster, only the hour when it ends on the same day."""

from datetime import UTC, datetime, timedelta

from domain.duty import Span
from handlers.kit import dates
from handlers.kit.routes import NoSuchRoute
from handlers.kit.texts import Text, text

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_DIGITS = 9


def moment(at: datetime) -> Text:
    """*do 12 mrt 17.00*."""
    return text("duty.moment", day=dates.short_day(at), clock=dates.clock_time(at))


def end_of(span: Span) -> Text:
    """Only the hour, when it is on the same day."""
    if dates.local_day(span.start) == dates.local_day(span.end):
        return text("duty.clock", clock=dates.clock_time(span.end))
    return moment(span.end)


def hours(span: Span) -> Text:
    """*do 12 mrt 17.00 tot 23.00*."""
    return text("duty.gap_line", **{"from": moment(span.start), "until": end_of(span)})


def label(span: Span) -> Text:
    """As it fits on a button: the day of the start, and of the end only after more than a day."""
    if span.end - span.start > DAY:
        return text("duty.label_days", first=dates.short_day(span.start), last=dates.short_day(span.end))
    clocks = {"from": dates.clock_time(span.start), "until": dates.clock_time(span.end)}
    return text("duty.label", day=dates.short_day(span.start), **clocks)


def until(end: datetime, now: datetime) -> Text:
    """Inside a sentence: the hour, with the day when that is not today."""
    if dates.local_day(end) == dates.local_day(now):
        return text("duty.until_today", clock=dates.clock_time(end))
    return text("duty.until_day", moment=dates.dated_time(end, now))


def in_button(span: Span) -> tuple[str, str]:
    """A span as it travels in a button: whole minutes."""
    return str((span.start - EPOCH) // MINUTE), str((span.end - EPOCH) // MINUTE)


def from_button(start: str, end: str) -> Span:
    """The span behind it. Raises `NoSuchRoute`."""
    if not all(one.isdecimal() and len(one) <= MOST_DIGITS for one in (start, end)):
        raise NoSuchRoute
    return Span(EPOCH + MINUTE * int(start), EPOCH + MINUTE * int(end))
