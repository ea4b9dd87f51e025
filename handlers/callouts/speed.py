"""How fast the first yes and the whole circle came, and how a drill went beside the one before."""

from domain.callout_figures import Speed, speed, speed_to_tell
from domain.callouts import CallOut
from handlers.kit import dates
from handlers.kit.texts import Lines, Text, Value, text


def speed_line(call_out: CallOut) -> Value:
    """For the desk, of a call-out that is over."""
    took = speed(call_out)
    if took.first_yes is None:
        return ""
    first = dates.duration(took.first_yes)
    if took.complete is None:
        return text("coordinator.board_speed_first", first=first)
    return text("coordinator.board_speed", first=first, complete=dates.duration(took.complete))


def drill_lines(call_out: CallOut, before: CallOut | None) -> Lines:
    """How fast the answers came, and the drill before; no times while fewer than five answered."""
    lines = [_took("callout.drill_speed", speed_to_tell(call_out))]
    if before is not None and before.totals is not None:
        counts = before.totals
        lines.append(text("callout.drill_before", asked=counts.asked, answered=counts.answered))
        lines.append(_took("callout.drill_speed_before", speed_to_tell(before)))
    return Lines.of(line for line in lines if line is not None)


def _took(key: str, took: Speed) -> Text | None:
    if took.first_yes is None or took.half is None:
        return None
    return text(key, first=dates.duration(took.first_yes), half=dates.duration(took.half))
