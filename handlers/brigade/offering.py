"""In the brigade: what was asked, offering or not, agreeing, and stepping back at any moment."""

from domain.brigade import Request, Sharing, State
from domain.ids import RequestId
from handlers.brigade import screens
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import brigade_offers as deeds
from usecases import delivery
from usecases.brigade import NotNow


async def calls(at: Context) -> Screen:
    """*Vragen aan brigade*."""
    found = await at.run(deeds.open_calls)
    if not found:
        return Screen(text("brigade.no_calls"), (to_menu(),))
    return screens.call_list("brigade.call_list", "b1:call", found)


async def call(at: Context, request: str) -> Screen:
    """One question."""
    return screens.call(_there(await at.run(deeds.asked_of_me, RequestId(request))), at.view)


def _there(found: Request | NotNow) -> Request:
    if isinstance(found, NotNow):
        raise NoSuchRoute
    return found


async def offer(at: Context, request: str) -> Screen:
    """*Ik wil helpen*."""
    return screens.offered(_there(await at.run(deeds.offer, RequestId(request))), at.view)


async def not_this_time(at: Context, request: str) -> Screen:
    """*Deze keer niet*: no reason is asked."""
    if not await at.run(deeds.not_this_time, RequestId(request)):
        raise NoSuchRoute
    return Screen(text("brigade.not_this_time"), (to_menu(),))


async def agree(at: Context, request: str, word: str) -> Screen:
    """*Ja, dat mag*, or *liever via u*."""
    if word not in list(Sharing):
        raise NoSuchRoute
    found = _there(await at.run(deeds.agree, RequestId(request), Sharing(word)))
    return Screen(text("brigade.agreed"), (to_menu(), screens.step_back(found.id)))


async def step_back(at: Context, request: str) -> Screen:
    """*Toch niet*."""
    _there(await at.run(deeds.step_back, RequestId(request)))
    return Screen(text("brigade.stepped_back"), (to_menu(),))


async def ourselves(at: Context, request: str, side: str) -> Screen:
    """*Wij regelen het zelf*; either side can still step back."""
    days = at.network.brigade.follow_up_after.days
    end = screens.withdraw(RequestId(request)) if side == "r" else screens.step_back(RequestId(request))
    return Screen(text("brigade.ourselves", days=days), (to_menu(), end))


async def my_work(at: Context) -> Screen:
    """*Mijn inzet*."""
    found = await at.run(deeds.my_work)
    if not found:
        return Screen(text("brigade.no_work"), (to_menu(),))
    return screens.call_list("brigade.my_work", "b1:work", [one for one, _ in found])


async def work(at: Context, request: str) -> Screen:
    """One offer or appointment, as it stands."""
    mine = next((one for one, _ in await at.run(deeds.my_work) if one.id == request), None)
    if mine is None:
        raise NoSuchRoute
    payload = {"request": mine.id}
    if mine.state is State.MATCHED and (
        made := await at.run(delivery.facts_now, deeds.facts_introduced, payload)
    ):
        return screens.introduction(made, at.view)
    if mine.state is State.CHOSEN and (
        chosen := await at.run(delivery.facts_now, deeds.facts_consent, payload)
    ):
        return screens.consent(chosen, at.view)
    if mine.state is State.CHOSEN:
        return Screen(text("brigade.agreed"), (to_menu(), screens.step_back(mine.id)))
    return screens.offered(mine, at.view)
