"""Two at the desk at the same instant: whatever each does with a call-out, one thing happened, told once."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import combinations_with_replacement

import pytest

from domain.actors import Role
from domain.callout_messages import Words
from domain.callout_moves import Move
from domain.callouts import CallOut, WaveState
from domain.corrections import Correction, RightWords
from storage.database import Database
from tests.storage.test_callout_races import LATER, MORE, asked, invited, kept, state, with_a_wave
from tests.storage.test_races import ASKED, FIRST, NORA, NOW, OMAR, SEM, Town, at_once, kinds
from usecases import callout_approval, callout_corrections, callout_follow_up, callout_moves, callout_waves
from usecases.callout_corrections import Wanted
from usecases.callout_follow_up import Followed
from usecases.callout_sending import Sent

Deed = Callable[[Town, int, CallOut], Awaitable[object]]
ENDED, AGAIN = Words(summary="Wij spraken af."), 3


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


def closes(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    return town.app.run(town.turn(who), callout_follow_up.close, made.id, ENDED)


def cancels(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    return town.app.run(town.turn(who), callout_follow_up.cancel, made.id, "Het gaat niet door.")


def updates(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    soon = town.now + timedelta(hours=1)
    return town.app.run(town.turn(who), callout_follow_up.no_news, made.id, soon)


def corrects(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    words = RightWords("Er is niets gebeurd.", "school", "Vraag het de school.", NOW)
    return town.app.run(town.turn(who), callout_corrections.correct, Wanted(made.id, (), words))


def moves(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    later, soon = Move(starts_at=town.now + timedelta(hours=4, minutes=who)), town.now + timedelta(hours=1)
    return town.app.run(town.turn(who), callout_moves.move, made.id, later, Words(), soon)


def stops(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    return town.app.run(town.turn(who), callout_waves.stop, made.id)


def asks_now(town: Town, who: int, made: CallOut) -> Awaitable[object]:
    return town.app.run(town.turn(who), callout_waves.ask_now, made.id)


ENDINGS: tuple[Deed, ...] = (closes, cancels)
DEEDS: tuple[Deed, ...] = (*ENDINGS, updates, corrects, moves, stops, asks_now)


@pytest.mark.parametrize(
    ("nora", "omar"),
    list(combinations_with_replacement(DEEDS, 2)),
    ids=lambda deed: deed.__name__,
)
async def test_two_regisseurs_at_once_over_an_open_call_out(town: Town, nora: Deed, omar: Deed) -> None:
    told_before = 0
    for round_ in range(AGAIN):
        made = await with_a_wave(town)
        both = [nora(town, NORA, made), omar(town, OMAR, made)]
        done = await at_once(*both[:: 1 if round_ % 2 else -1])
        after, more = kept(town, made), MORE if state(town, made) is WaveState.ASKED else 0
        ended = sum(isinstance(one, Followed) and one.ended for one in done)
        assert ended == (1 if {nora, omar} & set(ENDINGS) else 0)
        assert after.open == (ended == 0)
        assert (after.totals is not None) == (ended == 1)
        assert asked(town, made) == invited(town, made) == ASKED + more
        assert kinds(done, Sent) == (1 if more else 0)
        told = town.keys("follow:")
        assert told - told_before == sum(one.people for one in done if isinstance(one, Followed))
        told_before = told
        for one in done:
            if isinstance(one, Correction):
                assert town.keys(f"correction:{one.id}:") == one.people
        if ended == 0:
            assert after.sequence == sum(deed is moves for deed in (nora, omar))
            await closes(town, NORA, made)
            told_before = town.keys("follow:")


WAITING: dict[str, Deed] = {
    "approves": lambda town, who, made: town.app.run(town.turn(who), callout_approval.approve, made.id),
    "withdraws": lambda town, who, made: town.app.run(town.turn(who), callout_approval.withdraw, made.id),
    "goes alone": lambda town, who, made: town.app.run(
        town.turn(who), callout_approval.send_alone, made.id, "Niemand neemt op."
    ),
    "consults": lambda town, who, made: town.app.run(
        town.turn(who), callout_approval.ask_to_consult, made.id
    ),
}


@pytest.mark.parametrize("omar", WAITING)
@pytest.mark.parametrize("nora", ["withdraws", "goes alone"])
async def test_two_regisseurs_at_once_over_a_call_out_that_waits(town: Town, nora: str, omar: str) -> None:
    for round_ in range(AGAIN):
        made = await town.asked()
        town.now += timedelta(minutes=6)
        both = [WAITING[nora](town, NORA, made), WAITING[omar](town, OMAR, made)]
        done = await at_once(*both[:: 1 if round_ % 2 else -1])
        sent = kinds(done, Sent)
        after = kept(town, made)
        assert sent <= 1
        assert after.open == (sent == 1)
        assert town.keys(f"callout:{made.id}:") == asked(town, made) == ASKED * sent
        assert (after.sent_at is not None) == (sent == 1)
