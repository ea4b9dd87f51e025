"""*Liever anders bereiken*: a second channel that says nothing; its address leaves the chat."""

from domain.channels import ADDRESS_SIGNS, Channel, read_address, veiled
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from storage.channels import SecondChannel
from usecases import channels
from usecases.channels import ByMail, NotSetUp, TooOften
from usecases.delivery import Hours

NAME = "channel"


async def switch(at: Context) -> tuple[Button, ...]:
    """The button under *Iets aanpassen*: only where there is such a channel, or an address is kept."""
    mine = await at.run(channels.mine)
    if mine.kept is None and Channel.MAIL not in mine.offered:
        return ()
    return (Button(text("button.also_by_mail", yes_no=yes_no(mine.kept is not None)), press("m1:channel")),)


async def show(at: Context) -> Screen:
    """What can be chosen, or what was chosen."""
    mine = await at.run(channels.mine)
    if mine.kept is not None:
        return _kept(mine.kept, can_change=Channel.MAIL in mine.offered)
    if Channel.MAIL not in mine.offered:
        return _none()
    yes = Button(text("button.yes_by_email"), press("m1:mail"))
    return Screen(text("channel.ask"), (yes, Button(text("button.no_rather_not"), press("m1:change"))))


def _none() -> Screen:
    return Screen(text("channel.none"), (Button(text("button.back"), press("m1:change")), to_menu()))


def _kept(kept: SecondChannel, can_change: bool) -> Screen:
    other = (_other(),) if can_change else ()
    back = Button(text("button.back"), press("m1:change"))
    return Screen(text("channel.kept", address=veiled(kept.address)), (*other, _erase(), back))


def _other() -> Button:
    return Button(text("button.other_address"), press("m1:mail"))


def _erase() -> Button:
    return Button(text("button.erase_address"), press("m1:nomail"))


async def ask_address(at: Context) -> Screen:
    """*Ja, met e-mail*, and *Ander adres*."""
    if Channel.MAIL not in (await at.run(channels.mine)).offered:
        return _none()
    return await at.flow.start(at, NAME)


async def _ask(_at: Context, _answers: Answers) -> Screen:
    return Screen(text("channel.ask_address"), (_stop(),))


def _stop() -> Button:
    return Button(text("button.stop"), press("k1:stop"))


async def _read(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    return read_address(typed) or Problem(Screen(text("error.address_unclear"), (_stop(),)).wiping())


async def _keep(at: Context, answers: Answers) -> Screen:
    outcome = await at.run(channels.choose_mail, answers["address"])
    match outcome:
        case NotSetUp():
            return _none()
        case TooOften(tests):
            return Screen(text("channel.too_often", n=tests), (to_menu(),))
        case _:
            said = text("channel.saved", address=veiled(outcome.kept.address))
            return Screen(said, (_other(), _erase(), to_menu()))


async def erase(at: Context) -> Screen:
    """*Adres wissen*."""
    await at.run(channels.let_go)
    return await show(at)


def neutral(_facts: ByMail, _view: View) -> Screen:
    """All that ever stands in a mail."""
    return Screen(text("channel.neutral"))


def refused(kept: SecondChannel, _view: View) -> Screen:
    """To the member, in the chat: the test was refused."""
    return Screen(text("channel.test_failed", address=veiled(kept.address)), (_other(), _erase(), to_menu()))


def unless_nights_off(_facts: ByMail, _now: object) -> Hours:
    """Like the call-out it stands for: urgent, so through quiet hours, unless not at night."""
    return Hours.UNLESS_NIGHTS_OFF


FORM = Form(NAME, (Step("address", _ask, reads=_read, limit=ADDRESS_SIGNS, wipes=True, needed=True),), _keep)
NOTICES = (
    NoticeKind(
        channels.NEUTRAL,
        channels.facts_about_call_out,
        neutral,
        unless_nights_off,
        channel=Channel.MAIL,
    ),
    NoticeKind(
        channels.TEST, channels.facts_of_test, neutral, always, through_absence=True, channel=Channel.MAIL
    ),
    NoticeKind(channels.TEST_FAILED, channels.facts_of_failure, refused),
)
