"""*Bel mij graag* stands at the desk until somebody called; the number comes with *Ik bel nu*."""

from domain.ids import CallOutId, MemberId
from domain.phone import spoken
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, text
from usecases import callout_call_backs as deeds
from usecases.callout_call_backs import CalledAlready, Calling, CallRequest

MOST_LISTED = 7


def _press(route: str, call_out: str, member: str, key: str) -> Button:
    return Button(text(key), press(route, call_out, member))


def _name(name: str) -> Text | str:
    return name or text("list.no_name")


def call_back(request: CallRequest, _view: View) -> Screen:
    """To the desk: somebody wants to talk."""
    calling_now = _press("c1:calling", request.call_out, request.member, "button.calling_now")
    key = "coordinator.call_back" if request.has_number else "coordinator.call_back_no_number"
    return Screen(text(key, first_name=_name(request.name)), (calling_now, to_menu()), card=request.card)


async def waiting(at: Context) -> Screen:
    """*Wie wil bellen*: everybody who was not called yet, whoever waits longest first."""
    found = await at.run(deeds.waiting)
    if not found:
        return Screen(text("coordinator.call_backs_none"), (to_menu(),))
    lines = Lines.of(_line(one) for one in found)
    names = tuple(
        Button(_name(one.name), press("c1:calling", one.call_out, one.member)) for one in found[:MOST_LISTED]
    )
    return Screen(text("coordinator.call_backs", n=len(found), lines=lines), (*names, to_menu()))


def _line(one: CallRequest) -> Text:
    key = "coordinator.call_backs_taken" if one.taken else "coordinator.call_backs_line"
    return text(key, name=_name(one.name))


async def calling(at: Context, call_out: str, member: str) -> Screen:
    """*Ik bel nu*: the number, for the first who taps."""
    return await _calling(at, call_out, member, anyway=False)


async def anyway(at: Context, call_out: str, member: str) -> Screen:
    """*Toch bellen*: somebody else said to call, and perhaps did not."""
    return await _calling(at, call_out, member, anyway=True)


async def _calling(at: Context, call_out: str, member: str, anyway: bool) -> Screen:
    match await at.run(deeds.take_call, CallOutId(call_out), MemberId(member), anyway):
        case CalledAlready(over=True):
            return Screen(text("coordinator.called_already"), (to_menu(),))
        case CalledAlready():
            still = _press("c1:callstill", call_out, member, "button.call_after_all")
            return Screen(text("coordinator.call_taken"), (to_menu(), still))
        case Calling(name=name, phone=None):
            again = _press("c1:calling", call_out, member, "button.calling_now")
            return Screen(text("coordinator.call_no_number", first_name=_name(name)), (again, to_menu()))
        case Calling(name=name, phone=phone):
            done = _press("c1:called", call_out, member, "button.called")
            not_reached = _press("c1:nocall", call_out, member, "button.not_reached")
            said = text("coordinator.calling", first_name=_name(name), phone=spoken(phone or ""))
            return Screen(said, (done, not_reached, to_menu()))


async def called(at: Context, call_out: str, member: str) -> Screen:
    """*Gebeld*."""
    await at.run(deeds.called, CallOutId(call_out), MemberId(member))
    return await _still(at, "coordinator.called")


async def no_answer(at: Context, call_out: str, member: str) -> Screen:
    """*Niet bereikt*: it stays on the list."""
    await at.run(deeds.no_answer, CallOutId(call_out), MemberId(member))
    return await _still(at, "coordinator.call_stays")


async def _still(at: Context, key: str) -> Screen:
    others = await at.run(deeds.waiting)
    more = (Button(text("button.view_call_backs"), press("c1:calls")),) if others else ()
    return Screen(text(key), (*more, to_menu()))
