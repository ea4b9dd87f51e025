"""The message as it arrives, with a way to ask and a way to get no more of them."""

from domain.broadcasts import Broadcast
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Text, text
from usecases import broadcast_readers as deeds


def message(typed: str) -> Text:
    """Exactly what everybody reads."""
    return text("broadcast.message", message=typed)


def message_screen(made: Broadcast, _view: View) -> Screen:
    """The message itself."""
    buttons = (
        Button(text("button.have_question"), press("k1:ask")),
        Button(text("button.no_more_messages"), press("d1:nomore")),
    )
    return Screen(message(made.text), buttons)


async def no_more(at: Context) -> Screen:
    """*Geen berichten meer*: at once, and it can be turned around."""
    await at.run(deeds.no_more)
    back = Button(text("button.messages_after_all"), press("d1:more"))
    return Screen(text("broadcast.no_more"), (back, to_menu()), Place.NEW)


async def more_again(at: Context) -> Screen:
    """*Toch wel berichten*."""
    await at.run(deeds.more_again)
    return Screen(text("broadcast.more_again"), (to_menu(),))
