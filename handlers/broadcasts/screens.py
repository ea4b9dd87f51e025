"""What the sender sees: the moment to take it back, how far it is, and how it went. Counts, never names."""

from math import ceil

from domain.broadcasts import Counts, Segment, State, minutes_left
from domain.network import Network
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, text
from handlers.kit.wording import enumeration
from usecases.broadcasts import SOON, Standing

REPORTED = frozenset({State.DONE, State.STOPPED})


def audience_label(network: Network, segment: Segment) -> Text:
    """*Contactcirkel en Professionals, in de wijk Binnenstad*."""
    circles = enumeration(
        [text("list.word", word=one.label) for one in network.circles if one.key in segment.circles]
    )
    if segment.neighbourhood is None:
        return circles
    where = neighbourhood_label(network, segment.neighbourhood)
    return text("broadcast.in_neighbourhood", circles=circles, neighbourhood=where)


def neighbourhood_label(network: Network, key: str) -> str:
    """The name of a neighbourhood of the settings."""
    return next((place.label for place in network.neighbourhoods if place.key == key), key)


def standing_screen(standing: Standing, view: View) -> Screen:
    """The one card of a message to many, at every moment of its life."""
    made, left = standing.broadcast, standing.counts.left
    if made.state is State.PLANNED and view.now < made.starts_at:
        said, buttons = _before(standing, view)
    elif made.state in REPORTED and not left:
        said, buttons = _report(standing)
    else:
        said, buttons = _under_way(standing, view)
    return Screen(said, buttons, card=f"broadcast:{made.id}")


Said = tuple[Text, tuple[Button, ...]]


def _before(standing: Standing, view: View) -> Said:
    made = standing.broadcast
    back = Button(text("button.undo_sending"), press("d1:undo", made.id))
    if made.starts_at <= view.now + view.network.broadcasts.undo:
        seconds = ceil((made.starts_at - view.now).total_seconds())
        return text("broadcast.undo", seconds=seconds, recipients=made.people), (back,)
    when = dates.day_time(made.starts_at, view.now)
    return text("broadcast.planned", when=when, recipients=made.people), (back, to_menu())


def _under_way(standing: Standing, view: View) -> Said:
    made, counts = standing.broadcast, standing.counts
    sent = counts.total - counts.left
    stop = Button(text("button.stop_sending"), press("d1:stop", made.id))
    buttons = (to_menu(),) if made.state is State.STOPPED else (stop, to_menu())
    if standing.goes_on is not None and standing.goes_on > view.now + SOON:
        when = dates.day_time(standing.goes_on, view.now)
        return text("broadcast.waits", sent=sent, total=counts.total, when=when), buttons
    minutes = minutes_left(counts.left)
    return text("broadcast.progress", sent=sent, total=counts.total, minutes=minutes), buttons


def _report(standing: Standing) -> Said:
    made, counts = standing.broadcast, standing.counts
    said = text(
        "broadcast.report",
        sent_at=dates.clock_time(made.starts_at),
        accepted=counts.accepted,
        total=counts.total,
        failed=counts.undelivered,
        lines=_lines(counts),
    )
    missed = Button(text("button.view_undelivered"), press("d1:missed", made.id, "0"))
    return said, (missed, to_menu()) if counts.undelivered else (to_menu(),)


def _lines(counts: Counts) -> Lines:
    said = (
        ("broadcast.report_blocked", counts.blocked),
        ("broadcast.report_uncertain", counts.uncertain),
        ("broadcast.report_stopped", counts.stopped),
    )
    return Lines.of(text(key, n=n) for key, n in said if n)
