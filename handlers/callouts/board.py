"""How a call-out stands, in one message that changes: counts and voices, never a name."""

from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, Value, text
from handlers.kit.wording import enumeration
from usecases.callout_answers import Standing


def board_screen(standing: Standing, view: View) -> Screen:
    """The live card; a plain text, so a screen reader reads it in order."""
    said = _complete(standing, view) if standing.circle.complete else _open(standing, view)
    return Screen(said, _buttons(standing), card=f"callout:{standing.call_out.id}", protect=True)


def _counts(standing: Standing, view: View) -> dict[str, Value]:
    tally = standing.tally
    return {
        "now": dates.clock_time(view.now),
        "yes": tally.coming,
        "later": tally.later,
        "dialling": tally.dialling,
        "unknown_voice": standing.circle.unknown,
    }


def _open(standing: Standing, view: View) -> Text:
    labels = {voice.key: voice.label for voice in view.network.voices}
    missing = enumeration([text("list.word", word=labels[voice]) for voice in standing.circle.missing])
    starts_at = standing.call_out.times.starts_at
    return text(
        "coordinator.circle_open",
        **_counts(standing, view),
        no=standing.tally.not_coming,
        open=standing.tally.open,
        start=dates.clock_time(starts_at) if starts_at else text("none.said"),
        present_at_start=standing.tally.present_at_start,
        missing_voices=missing,
    )


def _complete(standing: Standing, view: View) -> Text:
    minutes = int(view.network.callouts.stand_down_notice.total_seconds() // 60)
    return text("coordinator.circle_complete", **_counts(standing, view), minutes=minutes)


def _buttons(standing: Standing) -> tuple[Button, ...]:
    call_out = standing.call_out.id
    return (
        Button(text("button.open_call_list"), press("c1:list", call_out)),
        Button(text("button.send_update"), press("c1:update", call_out)),
        Button(text("button.close_callout"), press("c1:close", call_out)),
    )
