"""When too few come, others are asked, as agreed; the desk hears it first, and can stop it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain import callout_waves as rules
from domain.actors import Permission, Role
from domain.callout_waves import AHEAD, WaveDeed
from domain.callouts import CallOut, Wave, WaveState
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, members
from storage import callout_waves as store
from storage.outbox import Fact
from usecases import callout_deputies
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import Standing, standing_of
from usecases.callout_sending import NotNow, Sent, asked_later, audience, card, invitations

WAVE_AHEAD = "callout.wave"


@dataclass(frozen=True)
class Ahead:
    """A second wave that was announced: how it stands, and how many people and deputies would be asked."""

    standing: Standing
    wave: Wave
    people: int
    deputies: int = 0


@use_case(Permission.SYSTEM, Trace.READS)
def follow(at: Moment) -> int:
    """Announce, ask or stop each wave whose time has come; returns how many changed."""
    notice = at.network.callouts.second_wave_notice
    return sum(_follow(at, made) for made in store.ahead(at.tx, AHEAD, at.now + notice))


def _follow(at: Moment, made: CallOut) -> bool:
    wave, notice = made.wave, at.network.callouts.second_wave_notice
    if wave is None:
        return False
    suffices = enough(at, made) or not (_others(at, made, wave) or _deputies(at, made, wave))
    match rules.due_deed(made, suffices, at.now, notice):
        case WaveDeed.ANNOUNCE:
            return _announce(at, made, wave)
        case WaveDeed.ASK:
            return isinstance(_ask(at, made, wave), Sent)
        case WaveDeed.STOP:
            return _stop(at, made, wave)
        case _:
            return False


def enough(at: Moment, made: CallOut) -> bool:
    """Whether nobody else is needed, by the answers of this moment."""
    standing = standing_of(at, made)
    return rules.enough(made, standing.tally, standing.circle)


def _others(at: Moment, made: CallOut, wave: Wave) -> list[MemberId]:
    """Who is in the circles of the wave and was not asked yet."""
    asked = {response.member for response in callout_answers.responses(at.tx, made.id)}
    return [member for member in audience(at, wave.circles) if member not in asked]


def _deputies(at: Moment, made: CallOut, wave: Wave) -> list[tuple[MemberId, MemberId]]:
    """Who said nothing, each with the deputy that is asked too; nobody is asked in two ways."""
    others = frozenset(_others(at, made, wave))
    return [pair for pair in callout_deputies.of_the_silent(at, made) if pair[1] not in others]


def _move(at: Moment, made: CallOut, wave: Wave, after: Wave | None) -> bool:
    return after is not None and callouts.put_wave(at.tx, made.id, wave.state, after)


def _announce(at: Moment, made: CallOut, wave: Wave) -> bool:
    due = rules.announced_at(wave, at.now, at.network.callouts.second_wave_notice)
    if not _move(at, made, wave, rules.after(wave, WaveDeed.ANNOUNCE, due)):
        return False
    prefix = f"wave:{made.id}:{int(due.timestamp())}"
    at.tell(
        Fact(WAVE_AHEAD, desk, Lane.ALARM, at.now, {"call_out": made.id}, f"{prefix}:{desk}", due)
        for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    )
    at.tell(card(at, made))
    return True


def _stop(at: Moment, made: CallOut, wave: Wave) -> bool:
    stopped = _move(at, made, wave, rules.after(wave, WaveDeed.STOP))
    if stopped:
        at.tell(card(at, made))
    return stopped


def _ask(at: Moment, made: CallOut, wave: Wave) -> Sent | NotNow:
    """Nobody is asked twice; who is asked now gets the whole time to answer."""
    if not _move(at, made, wave, rules.after(wave, WaveDeed.ASK)):
        return NotNow(made.state)
    others, deputies = _others(at, made, wave), _deputies(at, made, wave)
    wider = rules.wider(made, wave, at.now, rules.time_given(made))
    callouts.rewrite(at.tx, wider)
    callout_answers.ask(at.tx, made.id, others)
    at.tell(invitations(at, wider, others))
    for member, deputy in deputies:
        callout_deputies.ask(at, wider, deputy, member)
    asked_later(at, wider, [*others, *(deputy for _, deputy in deputies)])
    at.tell(card(at, wider))
    return Sent(wider, len(others) + len(deputies))


def _with_wave(at: Moment, call_out_id: CallOutId) -> tuple[CallOut, Wave] | None:
    made = callouts.hold(at.tx, call_out_id)
    if made is None or made.wave is None or not rules.ahead(made):
        return None
    return made, made.wave


@use_case(Permission.RUN_CALL_OUT)
def ask_now(at: Moment, call_out_id: CallOutId) -> Sent | NotNow:
    """*Nu al vragen*: the wave does not wait; once, whoever taps."""
    found = _with_wave(at, call_out_id)
    return NotNow() if found is None else _ask(at, *found)


@use_case(Permission.RUN_CALL_OUT)
def stop(at: Moment, call_out_id: CallOutId) -> bool:
    """*Stoppen*: nobody else is asked by themselves; False when they were, or it is over."""
    found = _with_wave(at, call_out_id)
    return found is not None and _stop(at, *found)


def facts_ahead(at: Moment, _desk: MemberId, payload: Mapping[str, str]) -> Ahead | None:
    """A wave that was announced, while too few come and it was neither stopped nor asked."""
    made = callouts.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or made.wave is None or not rules.ahead(made):
        return None
    wave = made.wave
    if wave.state is not WaveState.ANNOUNCED or wave.at <= at.now or enough(at, made):
        return None
    people, deputies = len(_others(at, made, wave)), len(_deputies(at, made, wave))
    return Ahead(standing_of(at, made), wave, people, deputies) if people or deputies else None
