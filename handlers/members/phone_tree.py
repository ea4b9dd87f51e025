"""The belboom: who stands on it said yes; the desk makes it anew each month, on paper."""

from domain.phone_tree import FEWEST
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Document, Place, Screen, View
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from handlers.members.profile import OFF, ON, change
from usecases import members, phone_tree
from usecases.phone_tree import DUE, Paper, TooFew


async def ask(at: Context) -> Screen | None:
    """After a number was given: whether it may be on the paper; None for who is in no circle."""
    if not await at.run(phone_tree.may_ask):
        return None
    buttons = (
        Button(text("button.yes_allowed"), press("m1:ontree", ON)),
        Button(text("button.no_rather_not"), press("m1:ontree", OFF)),
    )
    return Screen(text("phone_tree.ask"), buttons, Place.NEW)


async def switch(at: Context) -> tuple[Button, ...]:
    """The same under the own data, for who gave a number."""
    if not await at.run(phone_tree.may_ask):
        return ()
    mine = await at.run(members.mine)
    label = text("button.tree_switch", yes_no=yes_no(mine.in_phone_tree))
    return (Button(label, press("m1:ontree", OFF if mine.in_phone_tree else ON)),)


async def choose(at: Context, wanted: str) -> Screen:
    """*Ja, dat mag*, or not; both can be changed under the own data."""
    if wanted not in (ON, OFF):
        raise NoSuchRoute
    at.end_form()
    if not await at.run(phone_tree.stand_on_it, wanted == ON):
        return await change(at)
    said = text("phone_tree.on_it" if wanted == ON else "phone_tree.not_on_it")
    other = Button(
        text("button.off_the_tree" if wanted == ON else "button.on_the_tree"),
        press("m1:ontree", OFF if wanted == ON else ON),
    )
    return Screen(said, (other, to_menu()))


async def begin(at: Context) -> Screen:
    """*Belboom maken*."""
    people = await at.run(phone_tree.count)
    if people < FEWEST:
        return _too_few(people)
    return Screen(text("coordinator.phone_tree", count=people, month=dates.month(at.now)), _buttons())


def _too_few(people: int) -> Screen:
    return Screen(text("coordinator.phone_tree_too_few", n=people), (to_menu(),))


def _buttons() -> tuple[Button, ...]:
    open_it = Button(text("button.open_phone_tree"), press("m1:tree"))
    return open_it, Button(text("button.open_later"), press("k1:menu"))


async def open_it(at: Context) -> Screen:
    """*Belboom openen*: a document to print; it may be saved, for that is what it is for."""
    match await at.run(phone_tree.open_paper):
        case TooFew(people=people):
            return _too_few(people)
        case Paper() as paper:
            from handlers.members.tree_pdf import tree_pdf  # its library takes a moment

            document = Document(f"belboom-{dates.local_day(at.now):%Y-%m}.pdf", tree_pdf(paper, at.words))
            said = text("phone_tree.file", valid_until=dates.day(paper.valid_until))
            return Screen(said, (to_menu(),), Place.NEW, document=document, protect=False)


def due(people: int, view: View) -> Screen:
    """Once a month: a new one is due."""
    month = dates.month(view.now)
    return Screen(text("coordinator.phone_tree_due", n=people, month=month), _buttons())


NOTICES = (NoticeKind(DUE, phone_tree.facts_due, due),)
