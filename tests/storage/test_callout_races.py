"""At the same instant: a late answer, the timer and the closing; two at the desk; each thing happens once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Role
from domain.callout_answers import Answer
from domain.callout_messages import Words
from domain.callouts import CallOut, Times, WaveState
from domain.network_times import Urgency
from storage import callout_answers, callouts
from storage.database import Database
from tests.callout_plans import WHOLE
from tests.storage.test_races import ASKED, FIRST, NORA, OMAR, ROUNDS, SEM, Town, at_once, kinds
from usecases import callout_answers as answers
from usecases import callout_ending, callout_follow_up, callout_waves
from usecases import callouts as making
from usecases.app import SYSTEM_TURN
from usecases.callout_follow_up import Followed
from usecases.callout_sending import Sent
from usecases.callouts import Plan

LATER, MORE = 9000, 6


@pytest.fixture
def town(database: Database) -> Town:
    town = Town(database)
    for number in (NORA, OMAR):
        town.joins(number, Role.NETWERKREGISSEUR)
    town.joins(SEM, Role.SECOND_PERSON)
    for number in range(FIRST, FIRST + ASKED):
        town.joins(number, Role.CONTACTCIRKEL)
    for number in range(LATER, LATER + MORE):
        town.joins(number, Role.SNRP)
    return town


async def with_a_wave(town: Town, needed: int = ASKED) -> CallOut:
    """A meeting whose second wave was announced and is due now."""
    times = Times(town.now, town.now + timedelta(hours=3), next_update_at=town.now + timedelta(hours=1))
    plan = Plan(
        Urgency.MEETING, ("contactcirkel",), replace(WHOLE), times, needed, False, "spanning_na_nieuws"
    )
    done = await town.app.run(town.turn(NORA), making.call_out, plan)
    assert isinstance(done, Sent)
    town.now += timedelta(minutes=55)
    assert await town.app.run(SYSTEM_TURN, callout_waves.follow) == 1
    town.now += timedelta(minutes=5)
    return done.call_out


def kept(town: Town, made: CallOut) -> CallOut:
    found = town.database.transaction(lambda tx: callouts.load(tx, made.id))
    assert found is not None
    return found


def asked(town: Town, made: CallOut) -> int:
    return len(town.database.transaction(lambda tx: callout_answers.responses(tx, made.id)))


def invited(town: Town, made: CallOut) -> int:
    return town.keys(f"callout:{made.id}:")


def state(town: Town, made: CallOut) -> WaveState:
    wave = kept(town, made).wave
    assert wave is not None
    return wave.state


async def test_a_late_answer_the_timer_and_the_closing_at_once(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await with_a_wave(town)
        words = Words(summary="Het is rustig.")
        numbers = range(FIRST, FIRST + 4)
        taps = [town.app.run(town.turn(one), answers.answer, made.id, Answer.COMING) for one in numbers]
        done = await at_once(
            *taps[:2],
            town.app.run(SYSTEM_TURN, callout_waves.follow),
            town.app.run(town.turn(NORA), callout_follow_up.close, made.id, words),
            town.app.run(SYSTEM_TURN, callout_ending.look_after),
            *taps[2:],
        )
        assert kinds(done, Followed) == 1
        assert town.coming(made) == kinds(done, answers.Answered)
        everybody = ASKED + (MORE if state(town, made) is WaveState.ASKED else 0)
        assert asked(town, made) == invited(town, made) == everybody
        told = next(one for one in done if isinstance(one, Followed))
        assert told.people == everybody


async def test_stopping_the_timer_and_going_ahead_at_once_ask_everybody_or_nobody_more(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await with_a_wave(town)
        await at_once(
            town.app.run(SYSTEM_TURN, callout_waves.follow),
            town.app.run(town.turn(NORA), callout_waves.stop, made.id),
            town.app.run(town.turn(OMAR), callout_waves.ask_now, made.id),
            town.app.run(SYSTEM_TURN, callout_waves.follow),
        )
        more = MORE if state(town, made) is WaveState.ASKED else 0
        assert state(town, made) in (WaveState.ASKED, WaveState.STOPPED)
        assert asked(town, made) == invited(town, made) == ASKED + more
        await town.app.run(town.turn(NORA), callout_follow_up.cancel, made.id, "Het is voorbij.")


async def test_the_yes_that_makes_it_enough_and_the_timer_at_once(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await with_a_wave(town, needed=1)
        await at_once(
            town.app.run(town.turn(FIRST), answers.answer, made.id, Answer.COMING),
            town.app.run(SYSTEM_TURN, callout_waves.follow),
        )
        more = MORE if state(town, made) is WaveState.ASKED else 0
        assert asked(town, made) == ASKED + more
        await town.app.run(town.turn(NORA), callout_follow_up.cancel, made.id, "Het is voorbij.")


async def test_two_at_the_desk_who_widen_at_once_ask_nobody_twice(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await with_a_wave(town)
        done = await at_once(
            town.app.run(town.turn(NORA), making.ask_more, made.id, "snrp"),
            town.app.run(town.turn(OMAR), making.ask_more, made.id, "snrp"),
            town.app.run(SYSTEM_TURN, callout_waves.follow),
        )
        assert sum(one.people for one in done if isinstance(one, Sent)) in (0, MORE)
        assert asked(town, made) == invited(town, made) == ASKED + MORE
        await town.app.run(town.turn(NORA), callout_follow_up.cancel, made.id, "Het is voorbij.")


async def test_whoever_closes_it_as_it_ends_by_itself_ends_it_once(town: Town) -> None:
    for round_ in range(ROUNDS):
        made = await town.sent()
        town.now += timedelta(days=31)
        words = Words(summary="Het is rustig.")
        await at_once(
            town.app.run(SYSTEM_TURN, callout_ending.look_after),
            town.app.run(town.turn(NORA), callout_follow_up.close, made.id, words),
            town.app.run(SYSTEM_TURN, callout_ending.look_after),
        )
        assert not kept(town, made).open
        assert town.keys("follow:") == ASKED * (round_ + 1)
