"""The appointment for a calendar says when and where, and nothing about why; a kept place stays out of it."""

from datetime import datetime

from domain.callouts import CallOut
from handlers.kit.calendar import Entry, calendar_file
from handlers.kit.screen import Document, Place, Screen, View
from handlers.kit.texts import text

NAME = "bijeen.ics"


def appointment(made: CallOut, start: datetime, view: View, cancelled: bool = False) -> Screen:
    """The file as a message of its own; the same number over its whole life, a change or an end counts up."""
    place = "" if made.parts.place_after_answer else made.parts.place
    sequence = made.sequence + cancelled
    entry = Entry(made.id, view.network.name, start, start + made.times.duration, place, sequence, cancelled)
    said = text("calendar.file_cancelled" if cancelled else "calendar.file")
    return Screen(said, (), Place.NEW, document=Document(NAME, calendar_file(entry, view.now)))
