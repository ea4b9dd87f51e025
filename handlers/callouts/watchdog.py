"""Nothing in or out during an urgent call-out: two people are asked to look, over every channel they have."""

from domain.channels import Channel
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from usecases import watchdog
from usecases.channels import ByMail
from usecases.watchdog import Silence, SomebodyLooks


def alarm(silence: Silence, _view: View) -> Screen:
    """To two people."""
    stamp = str(int(silence.since.timestamp()))
    tree = (Button(text("button.open_phone_tree"), press("m1:tree")),) if silence.opens_tree else ()
    looks = Button(text("button.looking_now"), press("c1:guard", stamp))
    cannot = Button(text("button.cannot"), press("c1:noguard", stamp))
    return Screen(text("coordinator.watchdog", minutes=silence.minutes), (looks, *tree, cannot))


async def looking(at: Context, stamp: str) -> Screen:
    """*Ik kijk nu*: whoever else was told hears it."""
    taken = await at.run(watchdog.look_now, stamp)
    if taken is None:
        raise NoSuchRoute
    return Screen(text("coordinator.watchdog_thanks"), (to_menu(),))


async def not_looking(at: Context, stamp: str) -> Screen:
    """*Ik kan niet*: the next one is asked, if there is one."""
    passed = await at.run(watchdog.cannot_look, stamp)
    if passed is None:
        raise NoSuchRoute
    key = "coordinator.watchdog_passed_on" if passed.asked else "coordinator.watchdog_nobody"
    return Screen(text(key), (to_menu(),))


def somebody_looks(who: SomebodyLooks, _view: View) -> Screen:
    """To the other one."""
    return Screen(text("coordinator.watchdog_taken", name=who.name), (to_menu(),))


def by_mail(_facts: ByMail, _view: View) -> Screen:
    """The same words as in every mail."""
    return Screen(text("channel.neutral"))


NOTICES = (
    NoticeKind(watchdog.ALARM, watchdog.facts_of_alarm, alarm, always),
    NoticeKind(watchdog.BY_MAIL, watchdog.facts_by_mail, by_mail, always, channel=Channel.MAIL),
    NoticeKind(watchdog.LOOKING, watchdog.facts_of_looking, somebody_looks, always),
)
