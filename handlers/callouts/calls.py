"""The call list and the wish to be called: numbers to tap, and everybody on the page can see who looked."""

from domain.ids import CallOutId, MemberId
from handlers.callouts.desk import over
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Lines, text
from usecases import callout_calls as deeds
from usecases.callout_calls import CallList, CallRequest

PAGE = 8


async def call_list(at: Context, call_out: str, start: str = "0") -> Screen:
    """*Bellijst openen*."""
    if not start.isdecimal():
        raise NoSuchRoute
    found = await at.run(deeds.call_list, CallOutId(call_out), int(start), PAGE)
    if found is None:
        return over()
    back = Button(text("button.current_callout"), press("c1:board", call_out))
    if not found.lines:
        none = text("coordinator.call_list_empty", without_number=found.without_number)
        return Screen(none, (back, to_menu()), Place.NEW)
    lines = Lines.of(
        text("coordinator.call_list_line", name=one.name, phone=one.phone) for one in found.lines
    )
    said = text(
        "coordinator.call_list_open", n=found.people, lines=lines, without_number=found.without_number
    )
    return Screen(said, (*_next(found, int(start)), back), Place.NEW)


def _next(found: CallList, start: int) -> tuple[Button, ...]:
    after = start + PAGE
    if after >= found.people:
        return ()
    return (Button(text("button.more"), press("c1:list", found.call_out, str(after))),)


def call_back(request: CallRequest, _view: View) -> Screen:
    """To the desk: somebody wants to talk; the number comes with *Ik bel nu*, once it was given."""
    calling = Button(text("button.calling_now"), press("c1:calling", request.call_out, request.member))
    key = "coordinator.call_back" if request.has_number else "coordinator.call_back_no_number"
    return Screen(text(key, first_name=request.name), (calling, to_menu()))


async def calling(at: Context, call_out: str, member: str) -> Screen:
    """*Ik bel nu*: the number, for the first who taps."""
    found = await at.run(deeds.take_call, CallOutId(call_out), MemberId(member))
    if found is None:
        return Screen(text("coordinator.call_taken"), (to_menu(),))
    if found.phone is None:
        again = Button(text("button.calling_now"), press("c1:calling", call_out, member))
        return Screen(text("coordinator.call_no_number", first_name=found.name), (again, to_menu()))
    return Screen(text("coordinator.calling", first_name=found.name, phone=found.phone), (to_menu(),))
