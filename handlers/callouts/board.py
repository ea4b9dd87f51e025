"""How a call-out stands, in one message that changes: counts and voices, never a name."""

import math
from dataclasses import replace

from domain.callout_answers import Asking
from domain.network_times import Urgency
from handlers.callouts.speed import drill_lines, speed_line
from handlers.callouts.wave_words import with_wave
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Text, Value, text
from handlers.kit.wording import enumeration
from usecases.callout_board import Standing


def board_screen(standing: Standing, view: View) -> Screen:
    """The live card; a plain text, so a screen reader reads it in order."""
    shown = _for_the_desk(standing, view)
    return shown if standing.runs else replace(shown, buttons=(new_one(), to_menu()))


def board_changes(standing: Standing, view: View) -> Screen:
    """The same where it stands in the chat, and nowhere else."""
    return replace(board_screen(standing, view), place=Place.OR_NOWHERE)


def _for_the_desk(standing: Standing, view: View) -> Screen:
    made = standing.call_out
    if not made.open:
        return Screen(
            _over(standing, view), (*_call_backs(standing), new_one(), to_menu()), card=standing.card
        )
    if made.met(view.now):
        said = _with_notes(_met(standing, view), standing)
        return Screen(said, _once_met(standing), card=standing.card)
    if made.gathers and standing.circle.complete:
        said, first = _complete(standing, view), _stand_down(standing, view)
    else:
        said, first = _open(standing, view), _ask_more(standing)
    said = _with_notes(with_wave(said, made, view), standing)
    return Screen(said, (*first, *_always(standing)), card=standing.card)


def _with_notes(said: Text, standing: Standing) -> Text:
    """How many wrote something beside the answer, when anybody did."""
    if not standing.notes:
        return said
    return text("coordinator.board_notes", board=said, n=standing.notes)


def _call_backs(standing: Standing) -> tuple[Button, ...]:
    """*Wie wil bellen*, as long as somebody waits to be called."""
    if not standing.call_backs:
        return ()
    return (Button(text("button.view_call_backs"), press("c1:calls")),)


def _counts(standing: Standing, view: View) -> dict[str, Value]:
    tally = standing.tally
    return {
        "now": dates.clock_time(view.now),
        "yes": tally.coming,
        "later": tally.later,
        "dialling": tally.dialling,
    }


def _open(standing: Standing, view: View) -> Text:
    made, tally, now = standing.call_out, standing.tally, dates.clock_time(view.now)
    if made.drill:
        return text(
            "coordinator.board_drill", now=now, yes=tally.coming, no=tally.not_coming, open=tally.open
        )
    if made.urgency is Urgency.INFO:
        return text("coordinator.board_info", now=now, read=tally.read, open=tally.open)
    return _circle_open(standing, view)


def _circle_open(standing: Standing, view: View) -> Text:
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
        unknown_voice=standing.circle.unknown,
    )


def _complete(standing: Standing, view: View) -> Text:
    stand_down = standing.call_out.stand_down
    words = _counts(standing, view) | {"unknown_voice": standing.circle.unknown}
    if stand_down.told(view.now):
        return text("coordinator.circle_complete_told", **words)
    if stand_down.asking is not Asking.ENOUGH or stand_down.at is None:
        return text("coordinator.circle_complete_kept", **words)
    minutes = math.ceil((stand_down.at - view.now).total_seconds() / 60)
    return text("coordinator.circle_complete", **words, minutes=minutes)


def _met(standing: Standing, view: View) -> Text:
    """The time of the meeting is past, and nobody closed it."""
    tally = standing.tally
    return text(
        "coordinator.board_met",
        **_counts(standing, view),
        no=tally.not_coming,
        open=tally.open,
        late=standing.late,
    )


def _over(standing: Standing, view: View) -> Text:
    made, tally = standing.call_out, standing.tally
    if made.drill:
        lines = drill_lines(made, standing.drill_before)
        return text("coordinator.board_drill_over", asked=tally.asked, answered=tally.answered, lines=lines)
    if made.urgency is Urgency.INFO:
        return text("coordinator.board_info_over", asked=tally.asked, read=tally.read)
    return text(
        "coordinator.board_over",
        **_counts(standing, view),
        no=tally.not_coming,
        open=tally.open,
        late=standing.late,
        speed_line=speed_line(made),
    )


def _button(key: str, route: str, standing: Standing) -> Button:
    return Button(text(key), press(route, standing.call_out.id))


def new_one() -> Button:
    """*Nieuwe oproep*: also from a call-out that runs."""
    return Button(text("button.new_callout"), press("c1:new"))


def _ask_more(standing: Standing) -> tuple[Button, ...]:
    more = _button("button.ask_one_more", "c1:more", standing)
    if not standing.call_out.gathers:
        return (more,)
    return more, _button("button.open_call_list", "c1:list", standing)


def _stand_down(standing: Standing, view: View) -> tuple[Button, ...]:
    stand_down = standing.call_out.stand_down
    if stand_down.told(view.now):
        return (_button("button.ask_one_more", "c1:more", standing),)
    now = _button("button.tell_now", "c1:tell", standing)
    if stand_down.asking is Asking.KEPT:
        return (now,)
    return _button("button.keep_asking_all", "c1:keep", standing), now


def _always(standing: Standing) -> tuple[Button, ...]:
    update, close = ("button.send_update", "c1:update"), ("button.close_callout", "c1:close")
    cancel = ("button.cancel_callout", "c1:cancel")
    made = standing.call_out
    deeds = (close,) if made.drill else (update, close, cancel) if made.gathers else (update, close)
    more = _button("button.more_about_callout", "c1:deeds", standing)
    return (*(_button(key, route, standing) for key, route in deeds), more, new_one(), to_menu())


def _once_met(standing: Standing) -> tuple[Button, ...]:
    """Closing comes first: people wait for word, and nobody else is asked."""
    deeds = (
        ("button.close_callout", "c1:close"),
        ("button.send_update", "c1:update"),
        ("button.more_about_callout", "c1:deeds"),
    )
    return (*(_button(key, route, standing) for key, route in deeds), new_one(), to_menu())
