"""Whether members can be reached: one tap for them, and for the desk only who could not be delivered to."""

from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, text
from handlers.members import channel
from usecases import members, reach

MOST_NAMES = 40


def test(days: int, _view: View) -> Screen:
    """*Kunnen wij u hier bereiken?*"""
    buttons = (
        Button(text("button.yes_this_works"), press("m1:works")),
        Button(text("button.reach_otherwise"), press("m1:otherwise")),
    )
    return Screen(text("reach.test", days=days), buttons)


async def works(at: Context) -> Screen:
    """*Ja, dit werkt*: nothing of it is kept."""
    await at.run(members.mine)
    return Screen(text("reach.works"), (to_menu(),))


async def otherwise(at: Context) -> Screen:
    """*Liever anders bereiken*."""
    return await channel.show(at)


async def who(at: Context) -> Screen:
    """*Wie is bereikbaar*: a count; the names are one tap and one line in the log further."""
    count = await at.run(reach.count_unreached)
    if count == 0:
        return Screen(text("coordinator.reach_all"), (to_menu(),))
    return _failed(count)


def _failed(count: int) -> Screen:
    open_it = Button(text("button.open_list"), press("m1:unreached"))
    return Screen(text("coordinator.reach_failed", count=count), (open_it, to_menu()))


def failed(count: int, _view: View) -> Screen:
    """After the test."""
    return _failed(count)


async def open_list(at: Context) -> Screen:
    """*Lijst openen*."""
    found = await at.run(reach.open_unreached)
    lines = Lines.of(text("list.item", item=name) for name in found.names[:MOST_NAMES])
    if not found.names:
        return Screen(text("coordinator.reach_all"), (to_menu(),))
    return Screen(text("coordinator.reach_list", n=len(found.names), lines=lines), (to_menu(),))


NOTICES = (
    NoticeKind(reach.TEST, reach.facts_test, test),
    NoticeKind(reach.FAILED, reach.facts_failed, failed),
)
