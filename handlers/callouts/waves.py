"""A second wave at the desk: announced some minutes before, asked at once, or stopped."""

import math

from domain.callouts import Wave
from domain.ids import CallOutId
from handlers.callouts.desk import over
from handlers.callouts.wave_words import circle_names
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import text
from usecases import callout_board, callout_stand_down
from usecases import callout_waves as deeds
from usecases.callout_sending import Sent
from usecases.callout_waves import Ahead


def announced(found: Ahead, view: View) -> Screen:
    """To the desk, some minutes before."""
    made, wave = found.standing.call_out, found.wave
    said = text(
        "coordinator.second_wave",
        minutes=_minutes(wave, view),
        yes=found.standing.tally.yes,
        needed=made.needed,
        wave_label=circle_names(wave.circles if found.people else (), view, deputies=found.deputies > 0),
        count=found.people + found.deputies,
    )
    now = Button(text("button.ask_already"), press("c1:wavenow", made.id))
    return Screen(said, (now, Button(text("button.stop"), press("c1:nowave", made.id))))


def _minutes(wave: Wave, view: View) -> int:
    return max(1, math.ceil((wave.at - view.now).total_seconds() / 60))


async def ask_now(at: Context, call_out: str) -> Screen:
    """*Nu al vragen*."""
    done = await at.run(deeds.ask_now, CallOutId(call_out))
    if not isinstance(done, Sent):
        return await _no_wave(at, call_out)
    return Screen(text("coordinator.asked_more", n=done.people), (_to_board(call_out), to_menu()))


async def stop(at: Context, call_out: str) -> Screen:
    """*Stoppen*."""
    if not await at.run(deeds.stop, CallOutId(call_out)):
        return await _no_wave(at, call_out)
    return Screen(text("coordinator.wave_stopped"), (_to_board(call_out), to_menu()))


async def _no_wave(at: Context, call_out: str) -> Screen:
    """It went out or was stopped already, or the call-out is over."""
    standing = await at.run(callout_board.standing, CallOutId(call_out))
    if standing is None or not standing.call_out.open:
        return over()
    return Screen(text("coordinator.wave_gone"), (_to_board(call_out), to_menu()), Place.NEW)


async def ask_ready(at: Context, call_out: str) -> Screen:
    """*Wie paraat staat*: they are asked before anybody else."""
    asked = await at.run(callout_stand_down.ask_ready, CallOutId(call_out))
    if asked is None:
        return over()
    said = text("coordinator.asked_ready", n=asked) if asked else text("coordinator.ready_asked_already")
    return Screen(said, (_to_board(call_out), to_menu()))


def _to_board(call_out: str) -> Button:
    return Button(text("button.current_callout"), press("c1:board", call_out))


NOTICES = (NoticeKind(deeds.WAVE_AHEAD, deeds.facts_ahead, announced, always),)
