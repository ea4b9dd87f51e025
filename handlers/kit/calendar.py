"""A file for the calendar: what, when and where; the same event keeps its number, a change counts up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True)
class Entry:
    """One event: `uid` stays the same over its life, `sequence` counts the changes (RFC 5545)."""

    uid: str
    title: str
    start: datetime
    end: datetime
    place: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar_file(entry: Entry, stamp: datetime) -> bytes:
    """The `.ics` file of one event, times in UTC."""
    from icalendar import Calendar  # takes a tenth of a second to read, and not every start makes a file

    calendar = Calendar()
    calendar.add("prodid", "-//Bijeen//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "PUBLISH")
    calendar.add_component(_event(entry, stamp))
    return bytes(calendar.to_ical())


def _event(entry: Entry, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@bijeen")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    if entry.cancelled:
        event.add("status", "CANCELLED")
    return event
