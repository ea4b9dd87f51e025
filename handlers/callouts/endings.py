"""A call-out that nobody closes: a word to the desk each day, and one when it ended by itself."""

from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from usecases import callout_ending
from usecases.callout_ending import StillOpen


def still_open(found: StillOpen, view: View) -> Screen:
    """To the desk, once a day."""
    made, drill = found.call_out, found.call_out.drill
    said = text(
        "coordinator.drill_still_open" if drill else "coordinator.callout_still_open",
        when=dates.dated_time(found.began, view.now),
        lapse_date=dates.day_with_year(found.lapses_at),
    )
    close = Button(text("button.close_callout"), press("c1:close", made.id))
    return Screen(said, (close, _view_it(found)))


def lapsed(found: StillOpen, view: View) -> Screen:
    """To the desk, once."""
    drill = found.call_out.drill
    key = "coordinator.drill_lapsed" if drill else "coordinator.callout_lapsed"
    return Screen(text(key, when=dates.dated_time(found.began, view.now)), (_view_it(found), to_menu()))


def _view_it(found: StillOpen) -> Button:
    return Button(text("button.view_callout"), press("c1:board", found.call_out.id))


NOTICES = (
    NoticeKind(callout_ending.STILL_OPEN, callout_ending.facts_still_open, still_open),
    NoticeKind(callout_ending.LAPSED, callout_ending.facts_lapsed, lapsed),
)
