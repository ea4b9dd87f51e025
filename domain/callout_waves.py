"""When too few come, more people are asked, as the scenario agreed; the desk hears it first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.callout_answers import Asking, Circle, Tally
from domain.callouts import CallOut, Wave, WaveState, latest_answer, widened
from domain.network import Network, Scenario


class WaveDeed(StrEnum):
    """What can be done with a second wave."""

    ANNOUNCE = "announce"
    ASK = "ask"
    STOP = "stop"


TRANSITIONS: Mapping[tuple[WaveState, WaveDeed], WaveState] = {
    (WaveState.PLANNED, WaveDeed.ANNOUNCE): WaveState.ANNOUNCED,
    (WaveState.PLANNED, WaveDeed.ASK): WaveState.ASKED,
    (WaveState.PLANNED, WaveDeed.STOP): WaveState.STOPPED,
    (WaveState.ANNOUNCED, WaveDeed.ASK): WaveState.ASKED,
    (WaveState.ANNOUNCED, WaveDeed.STOP): WaveState.STOPPED,
}
AHEAD = frozenset(before for before, _ in TRANSITIONS)


def after(wave: Wave, deed: WaveDeed, at: datetime | None = None) -> Wave | None:
    """The wave after the deed, with another time if that is given; None when it cannot be done now."""
    state = TRANSITIONS.get((wave.state, deed))
    return None if state is None else replace(wave, state=state, at=at or wave.at)


def ahead(call_out: CallOut) -> bool:
    """Whether more people may still be asked by themselves."""
    return call_out.open and call_out.wave is not None and call_out.wave.state in AHEAD


def planned(call_out: CallOut, network: Network, now: datetime) -> Wave | None:
    """The second wave of its scenario, if it were sent now: never of a drill, nor past the start."""
    agreed = _scenario(call_out, network)
    if agreed is None or agreed.second_wave is None or not call_out.gathers or call_out.needed <= 0:
        return None
    circles = tuple(key for key in agreed.second_wave.circles if key not in call_out.circles)
    at = now + max(agreed.second_wave.after, network.callouts.second_wave_notice)
    starts_at = call_out.times.starts_at
    if not circles or (starts_at is not None and at >= starts_at):
        return None
    return Wave(WaveState.PLANNED, circles, at)


def _scenario(call_out: CallOut, network: Network) -> Scenario | None:
    return next((one for one in network.scenarios if one.key == call_out.scenario), None)


def enough(call_out: CallOut, tally: Tally, circle: Circle) -> bool:
    """As many as were wanted, or every voice, unless the desk goes on asking everybody."""
    by_voice = circle.complete and call_out.stand_down.asking is not Asking.KEPT
    return tally.yes >= call_out.needed or by_voice


def due_deed(call_out: CallOut, suffices: bool, now: datetime, notice: timedelta) -> WaveDeed | None:
    """What is to be done with its wave now; nobody is asked before the desk heard of it in time."""
    wave, starts_at = call_out.wave, call_out.times.starts_at
    if wave is None or now < wave.at - notice:
        return None
    asked_at = wave.at if wave.state is WaveState.ANNOUNCED else announced_at(wave, now, notice)
    if starts_at is not None and starts_at <= max(asked_at, now):
        return WaveDeed.STOP
    if wave.state is WaveState.PLANNED and not suffices:
        return WaveDeed.ANNOUNCE
    if now < wave.at:
        return None
    return WaveDeed.STOP if suffices else WaveDeed.ASK


def announced_at(wave: Wave, now: datetime, notice: timedelta) -> datetime:
    """When it is asked, if the desk hears of it now."""
    return max(wave.at, now + notice)


def time_given(call_out: CallOut) -> timedelta | None:
    """How long the first ones had to answer."""
    reply_by, sent_at = call_out.times.reply_by, call_out.sent_at
    return None if reply_by is None or sent_at is None else reply_by - sent_at


def wider(call_out: CallOut, wave: Wave, now: datetime, span: timedelta | None) -> CallOut:
    """The call-out with the circles of the wave; the new ones get their whole time to answer."""
    for circle in wave.circles:
        call_out = widened(call_out, circle, now, span)
    times, own = call_out.times, latest_answer(now, span, call_out.times.starts_at)
    if own is None or (times.reply_by is not None and times.reply_by >= own):
        return call_out
    return replace(call_out, times=replace(times, reply_by=own))
