"""After *Nu versturen*: taking it back, stopping the rest, and seeing whom it did not reach."""

from domain.ids import BroadcastId
from handlers.broadcasts.screens import standing_screen
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import Lines, Text, text
from usecases import broadcast_readers
from usecases import broadcasts as deeds
from usecases.broadcasts import Standing, TakenBack
from usecases.not_reached import PAGE, NotReached


async def undo(at: Context, broadcast: str) -> Screen:
    """*Toch niet versturen*."""
    match await at.run(deeds.take_back, BroadcastId(broadcast)):
        case TakenBack(broadcast=made):
            again = Button(text("button.change_text"), press("d1:rewrite", made.id))
            return Screen(text("broadcast.undone"), (again, to_menu()))
        case Standing() as standing:
            return standing_screen(standing, at.view)
        case None:
            raise NoSuchRoute


async def stop(at: Context, broadcast: str) -> Screen:
    """*Rest niet versturen*."""
    return _screen(at, await at.run(deeds.stop, BroadcastId(broadcast)))


async def show(at: Context, broadcast: str) -> Screen:
    """The report, from the list of those it did not reach."""
    return _screen(at, await at.run(deeds.standing, BroadcastId(broadcast)))


def _screen(at: Context, standing: Standing | None) -> Screen:
    if standing is None:
        raise NoSuchRoute
    return standing_screen(standing, at.view)


async def missed(at: Context, broadcast: str, start: str) -> Screen:
    """*Niet bezorgd bekijken*: a page of names, as a message of its own."""
    if not start.isdecimal():
        raise NoSuchRoute
    page = await at.run(broadcast_readers.undelivered, BroadcastId(broadcast), int(start))
    if page is None:
        raise NoSuchRoute
    following = page.start + PAGE
    more = (
        (Button(text("button.more_names"), press("d1:missed", broadcast, str(following))),)
        if following < page.total
        else ()
    )
    lines = Lines.of(_line(one) for one in page.shown)
    return Screen(text("broadcast.undelivered", n=page.total, lines=lines), (*more, to_menu()), Place.NEW)


def _line(one: NotReached) -> Text:
    name = one.name or text("none.said")
    return text("broadcast.undelivered_line", name=name, why=text(f"broadcast.why_{one.why.value}"))
