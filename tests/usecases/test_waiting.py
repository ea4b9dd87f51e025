"""What the institution owes is counted the same at the desk and where members look."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from domain.actors import Role
from domain.callouts import CallOut, Parts, State, Times
from domain.ids import CallOutId
from domain.network_times import Urgency
from domain.questions import Origin
from domain.unrest import Told
from storage import callout_answers, callouts
from storage.callout_answers import CallBack
from storage.database import Tx
from tests.world import Person, World
from usecases import questions, unrest, waiting


@pytest.fixture
async def nora(world: World) -> Person:
    return await world.member("Nora", Role.NETWERKREGISSEUR)


def asks(world: World, nora: Person, asked: list[Person], drill: bool = False) -> CallOutId:
    """A call-out to these members, whose next message is promised within the hour."""
    made = CallOut(
        CallOutId(("oefening" if drill else "oproep").ljust(16, "x")), State.SENT, Urgency.MEETING, drill,
        ("contactcirkel",), Parts(), Times(world.now, next_update_at=world.now + timedelta(hours=1)), nora.id,
        sent_at=world.now,
    )  # fmt: skip

    def keep(tx: Tx) -> None:
        callouts.add(tx, made)
        callout_answers.ask(tx, made.id, [one.id for one in asked])

    world.look(keep)
    return made.id


async def owed(world: World, person: Person) -> int:
    return (await world.bot.app.run(person.turn, waiting.mine)).owed


async def people_waiting(world: World, nora: Person) -> int:
    return (await world.bot.app.run(nora.turn, waiting.desk)).people


@pytest.mark.parametrize("drill", [False, True])
async def test_an_overdue_message_is_owed_to_everybody_who_was_asked_but_never_in_a_drill(
    world: World, nora: Person, drill: bool
) -> None:
    asked = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bram")]
    other = await world.member("Carla", Role.SNRP)
    call_out = asks(world, nora, asked, drill)
    world.clock.advance(3599)
    assert [await owed(world, one) for one in (*asked, other)] == [0, 0, 0]
    world.clock.advance(2)
    each = 0 if drill else 1
    assert [await owed(world, one) for one in (*asked, other)] == [each, each, 0]
    assert await people_waiting(world, nora) == 2 * each
    closed = update(callouts.call_outs).where(callouts.call_outs.c.id == call_out).values(state=State.CLOSED)
    world.look(lambda tx: tx.db.execute(closed))
    assert await owed(world, asked[0]) == await people_waiting(world, nora) == 0


async def test_what_is_owed_to_members_adds_up_to_who_waits_at_the_desk(world: World, nora: Person) -> None:
    amina, bram = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bram")]
    await world.bot.app.run(amina.turn, unrest.pass_on, Told("voorhof", "school"), False)
    await world.bot.app.run(bram.turn, unrest.pass_on, Told("voorhof", "school"), True)
    await world.bot.app.run(bram.turn, questions.ask, "Mag ik iemand meenemen?", Origin.PLAIN)
    asks(world, nora, [amina, bram])
    world.clock.advance(3601)
    assert [await owed(world, one) for one in (amina, bram)] == [2, 3]
    assert await people_waiting(world, nora) == 5


async def test_who_wants_to_be_called_waits_at_the_desk_until_somebody_called(
    world: World, nora: Person
) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    call_out = asks(world, nora, [amina])
    world.look(partial(callout_answers.want_call, call_out=call_out, member=amina.id))
    assert await people_waiting(world, nora) == 1
    for before, to in ((CallBack.WANTED, CallBack.TAKEN), (CallBack.TAKEN, CallBack.DONE)):
        assert await people_waiting(world, nora) == 1
        moving = partial(
            callout_answers.move_call, call_out=call_out, member=amina.id, before=[before], to=to
        )
        assert world.look(moving)
    assert await people_waiting(world, nora) == 0
