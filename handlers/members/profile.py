"""What members choose after joining, one tap each: nights, number, voice, stille stand."""

from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import members


async def nights(at: Context, wanted: str) -> Screen:
    """*Niet 's nachts*, and back."""
    await at.run(members.choose_nights, wanted == "on")
    if wanted == "on":
        return await at.home(at)
    back = Button(text("button.at_night_after_all"), press("m1:nights", "on"))
    quiet = at.network.quiet
    hours = {"quiet_from": f"{quiet.start:%H.%M}", "quiet_until": f"{quiet.end:%H.%M}"}
    return Screen(text("profile.night_off", **hours), (back, to_menu()))


async def blocking(at: Context, blocked: bool) -> None:
    """An account blocked the bot or came back; somebody who is no member leaves no row."""
    if (await at.actor()).member is not None:
        await at.run(members.note_blocking, blocked)
