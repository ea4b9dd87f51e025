"""The bot was away in the middle of a call-out: what is of use goes out once, the rest is told."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.ids import CallOutId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import outbox
from storage.database import Tx
from storage.outbox import State
from tests.callout_plans import a_plan, sends
from tests.world import Person, World, usual_network
from usecases import callout_follow_up, callouts
from usecases.callout_sending import Sent

ASKED, BEING_SENT = 6, 2
BEFORE_SUMMER, BEFORE_WINTER = (
    datetime(2026, 3, 28, 23, 45, tzinfo=UTC),
    datetime(2026, 10, 24, 23, 45, tzinfo=UTC),
)


async def town(world: World) -> tuple[Person, list[Person]]:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    return nora, [await world.member(f"Lid {number}", Role.CONTACTCIRKEL) for number in range(ASKED)]


def begin_to_send(tx: Tx, now: datetime) -> None:
    for notice, lane, _ in outbox.due(tx, now, BEING_SENT):
        assert lane is Lane.ALARM
        assert outbox.take(tx, notice)


async def dies_while_sending(world: World, nora: Person) -> CallOutId:
    """The call-out is written; two of its messages were on their way when the process died."""
    done = await world.bot.app.run(nora.turn, callouts.call_out, a_plan(world))
    assert isinstance(done, Sent)
    world.look(lambda tx: begin_to_send(tx, world.now))
    return done.call_out.id


async def starts_again(world: World, **away: float) -> None:
    """After so long."""
    world.clock.advance(timedelta(**away).total_seconds())
    await world.bot.recover()
    await world.passes(seconds=1)


def states(world: World, start: str) -> dict[State, int]:
    return world.look(lambda tx: outbox.tally(tx, start))


def copies(person: Person, call_out: CallOutId) -> int:
    """How many messages with the answers under them came."""
    return sum(
        any(button.data == f"c1:answer:{call_out}:coming" for row in message.rows for button in row)
        for message in person.chat
    )


@pytest.mark.parametrize("away", [{"seconds": 8}, {"hours": 1}], ids=["8 s", "1 h"])
async def test_what_is_of_use_goes_out_once(world: World, away: dict[str, float]) -> None:
    nora, asked = await town(world)
    made = await dies_while_sending(world, nora)
    await starts_again(world, **away)
    await world.passes(minutes=1)
    assert states(world, f"callout:{made}:") == {State.ACCEPTED: ASKED}
    nudged = states(world, f"nudge:{made}:").get(State.ACCEPTED, 0)
    assert [copies(person, made) for person in asked] == [1 + (nudged == ASKED)] * ASKED
    await asked[0].taps("Ik kom")
    assert asked[0].text.startswith("Fijn dat u komt.")
    await world.passes(hours=1)
    assert states(world, f"nudge:{made}:")[State.ACCEPTED] in (ASKED - 1, ASKED)


async def test_what_came_too_late_goes_to_nobody_and_is_told(world: World) -> None:
    nora, asked = await town(world)
    made = await dies_while_sending(world, nora)
    before = [len(person.chat) for person in asked]
    await starts_again(world, hours=23)
    await world.passes(minutes=5)
    assert [len(person.chat) for person in asked] == before
    assert states(world, f"callout:{made}:") == {State.TOO_LATE: ASKED}
    assert states(world, f"nudge:{made}:").keys() <= {State.TOO_LATE, State.CANCELLED}
    day = timedelta(days=1)
    undelivered = world.look(lambda tx: outbox.undelivered_since(tx, world.now - day))
    assert undelivered >= ASKED


async def test_a_press_that_waited_is_answered_as_things_stand(world: World) -> None:
    """Telegram keeps it for a day; the answer counts while the call-out is open, and else is told so."""
    nora, asked = await town(world)
    sent = await sends(world, nora, a_plan(world))
    asked[0].user.press("Ik kom")
    await starts_again(world, hours=1)
    assert asked[0].text.startswith("Fijn dat u komt.")
    await world.bot.app.run(nora.turn, callout_follow_up.cancel, sent.id, "Het is rustig.")
    asked[1].user.press("Ik kom")
    await starts_again(world, hours=1)
    assert asked[1].received("Deze oproep is")


def kept(tx: Tx) -> set[State]:
    """The states of everything that was ever to be told."""
    return set(outbox.tally(tx, ""))


@pytest.mark.parametrize(("start", "local"), [(BEFORE_SUMMER, "4.45 uur"), (BEFORE_WINTER, "3.45 uur")])
async def test_in_the_night_of_the_clocks_each_hears_it_once_at_the_right_time(
    start: datetime, local: str
) -> None:
    """Three hours are three hours; what is written is the clock on the wall by then."""
    world = await World(usual_network(), start).open()
    nora, asked = await town(world)
    sent = await sends(world, nora, a_plan(world, Urgency.MEETING))
    assert all(local in person.text for person in asked)
    for _ in range(16):
        await world.passes(minutes=15)
    assert states(world, f"callout:{sent.id}:") == {State.ACCEPTED: ASKED}
    assert states(world, f"nudge:{sent.id}:") == {State.ACCEPTED: ASKED}
    assert world.look(kept) <= {State.ACCEPTED, State.CANCELLED, State.QUEUED}
    await world.close()
