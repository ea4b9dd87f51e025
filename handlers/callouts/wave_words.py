"""When and whom we ask when too few come, as a line under a preview or a card."""

from collections.abc import Iterable

from domain.callout_waves import ahead, planned
from domain.callouts import CallOut
from handlers.kit import dates
from handlers.kit.screen import View
from handlers.kit.texts import Text, text
from handlers.kit.wording import enumeration


def circle_names(keys: Iterable[str], view: View, deputies: bool = False) -> Text:
    """The circles by their names in this network, and the deputies when there are any."""
    labels = {circle.key: circle.label for circle in view.network.circles}
    names = [text("list.word", word=labels[key]) for key in keys if key in labels]
    return enumeration([*names, text("coordinator.wave_deputies")] if deputies else names)


def with_wave(said: Text, call_out: CallOut, view: View) -> Text:
    """A card or a preview, with the second wave that is still ahead or would be."""
    running = call_out.wave if ahead(call_out) else None
    wave = planned(call_out, view.network, view.now) if call_out.sent_at is None else running
    if wave is None:
        return said
    line = text(
        "coordinator.wave_line",
        needed=call_out.needed,
        wave_at=dates.clock_time(wave.at),
        circles=circle_names(wave.circles, view),
    )
    return text("coordinator.with_wave", message=said, wave_line=line)
