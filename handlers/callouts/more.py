"""What can be done less often with a call-out that runs, one tap away from its card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.callout_waves import ahead
from domain.callouts import CallOut
from domain.ids import CallOutId
from handlers.callouts.desk import over
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from usecases import callout_follow_up


@dataclass(frozen=True)
class Deed:
    """A button of this screen: its label, its route, and under which call-outs it stands.

    `until_met`: not once the time of the meeting is past.
    """

    label: str
    route: str
    fits: Callable[[CallOut], bool]
    until_met: bool = False

    def stands_under(self, made: CallOut, now: datetime) -> bool:
        """Whether it is there now; who is asked to a meeting is not asked once its time is past."""
        return self.fits(made) and not (self.until_met and made.met(now))


def gathers(made: CallOut) -> bool:
    """Only where people come together."""
    return made.gathers


def not_a_drill(made: CallOut) -> bool:
    """For everything that is real."""
    return not made.drill


def every_one(_made: CallOut) -> bool:
    """Whatever it is."""
    return True


# At most six may fit one call-out: the ways back are two buttons.
DEEDS: tuple[Deed, ...] = (
    Deed("button.read_notes", "c1:notes", not_a_drill),
    Deed("button.view_delivery", "c1:delivery", every_one),
    Deed("button.ask_one_more", "c1:more", every_one, until_met=True),
    Deed("button.move_callout", "c1:move", gathers),
    Deed("button.no_second_wave", "c1:nowave", ahead, until_met=True),
    Deed("button.correct_rumour", "c1:correct", not_a_drill),
)


async def more(at: Context, call_out: str) -> Screen:
    """*Meer bij deze oproep*."""
    found = await at.run(callout_follow_up.about, CallOutId(call_out))
    if found is None:
        return over()
    made = found[0].call_out
    deeds = (
        Button(text(deed.label), press(deed.route, made.id))
        for deed in DEEDS
        if deed.stands_under(made, at.now)
    )
    back = Button(text("button.back"), press("c1:board", made.id))
    return Screen(text("coordinator.callout_more"), (*deeds, back, to_menu()))
