"""A message to many is sent once and only once, whatever happens half-way."""

import asyncio
import tracemalloc
from datetime import timedelta

import pytest

from domain.actors import Account, Permission, Purpose, Role
from domain.broadcasts import Broadcast, Segment, State
from domain.ids import BroadcastId, MemberId, NoticeId
from domain.pacing import Lane
from storage import broadcasts as store
from storage import members, outbox
from storage.database import Tx
from storage.outbox import Fact
from tests.world import Person, World
from usecases import broadcasts as deeds
from usecases import delivery
from usecases.app import SYSTEM_TURN, Moment, Trace, use_case
from usecases.broadcasts import Nobody, Plan, Standing, TakenBack

CIRCLE = Segment(("contactcirkel",))
MANY = 3000
MOST_BYTES = 40_000_000


@pytest.fixture
async def nora(world: World) -> Person:
    return await world.member("Nora", Role.NETWERKREGISSEUR)


async def circle(world: World, size: int = 3) -> list[Person]:
    return [await world.member(f"Lid {number}", Role.CONTACTCIRKEL) for number in range(size)]


def settle_many(world: World, size: int) -> None:
    """So many members at once, who never opened a chat."""

    def join(tx: Tx) -> None:
        for number in range(size):
            member = MemberId(f"many-{number:011d}")
            members.add(tx, member, Account(500_000 + number))
            members.add_roles(tx, member, [Role.CONTACTCIRKEL])
            members.consent(tx, member, [Purpose.ACTIVITIES], 1, world.now)

    world.look(join)


async def plan(world: World, nora: Person, words: str = "Het kantoor is dicht.") -> Plan:
    number, _ = await world.bot.app.run(nora.turn, deeds.begin)
    return Plan(number, CIRCLE, words)


async def send(world: World, nora: Person, made: Plan) -> Standing:
    sent = await world.bot.app.run(nora.turn, deeds.send, made)
    assert isinstance(sent, Standing)
    return sent


def states(world: World, broadcast: BroadcastId) -> dict[outbox.State, int]:
    return world.look(lambda tx: outbox.tally(tx, store.key_of(broadcast)))


def load(world: World, broadcast: BroadcastId) -> Broadcast:
    made = world.look(lambda tx: store.load(tx, broadcast))
    assert made is not None
    return made


async def test_sending_the_same_message_twice_is_sending_it_once(world: World, nora: Person) -> None:
    await circle(world)
    made = await plan(world, nora)
    first, second = await asyncio.gather(send(world, nora, made), send(world, nora, made))
    assert first.broadcast == second.broadcast
    assert states(world, made.id) == {outbox.State.QUEUED: 3}


async def test_nobody_to_send_it_to_sends_nothing(world: World, nora: Person) -> None:
    made = await plan(world, nora)
    assert await world.bot.app.run(nora.turn, deeds.send, made) == Nobody()
    assert world.look(lambda tx: store.load(tx, made.id)) is None


async def test_a_crash_half_way_repeats_nobody_and_says_who_is_in_doubt(world: World, nora: Person) -> None:
    people = await circle(world)
    made = await plan(world, nora)
    await send(world, nora, made)
    world.clock.advance(61)
    due = await world.bot.app.run(SYSTEM_TURN, deeds_due)
    world.look(lambda tx: outbox.take(tx, due[0]))  # the process dies while the first one is on its way

    await world.bot.app.run(SYSTEM_TURN, delivery.recover)
    await world.passes(seconds=5)
    await world.passes(seconds=5)
    kept = load(world, made.id)
    counts = world.look(lambda tx: store.counts(tx, kept))
    assert (counts.accepted, counts.uncertain, counts.left) == (2, 1, 0)
    assert sum(len(person.received("Het kantoor is dicht.")) for person in people) == 2
    assert load(world, made.id).state is State.DONE


@use_case(Permission.SYSTEM, Trace.READS)
def deeds_due(at: Moment) -> list[NoticeId]:
    """What is due now, the first one first."""
    return [notice for notice, _, _ in outbox.due(at.tx, at.now, 10)]


async def test_stopping_sends_nothing_more_and_counts_who_did_not_get_it(world: World, nora: Person) -> None:
    people = await circle(world, 5)
    made = await plan(world, nora)
    await send(world, nora, made)
    world.clock.advance(61)
    first = (await world.bot.app.run(SYSTEM_TURN, deeds_due))[0]
    world.look(lambda tx: outbox.settle(tx, first, outbox.State.ACCEPTED, world.now))
    await world.bot.app.run(nora.turn, deeds.stop, made.id)
    await world.passes(seconds=5)
    kept = load(world, made.id)
    counts = world.look(lambda tx: store.counts(tx, kept))
    assert (counts.accepted, counts.stopped, counts.undelivered, counts.left) == (1, 4, 0, 0)
    assert not any(person.received("Het kantoor is dicht.") for person in people)
    assert load(world, made.id).state is State.DONE


async def test_taking_back_is_for_the_time_before_the_first_one_goes(world: World, nora: Person) -> None:
    await circle(world)
    made = await plan(world, nora)
    await send(world, nora, made)
    world.clock.advance(60)
    late = await world.bot.app.run(nora.turn, deeds.take_back, made.id)
    assert isinstance(late, Standing)
    other = await plan(world, nora)
    await send(world, nora, other)
    assert isinstance(await world.bot.app.run(nora.turn, deeds.take_back, other.id), TakenBack)
    assert isinstance(await world.bot.app.run(nora.turn, deeds.take_back, other.id), TakenBack)
    assert states(world, other.id) == {outbox.State.CANCELLED: 3}


async def test_what_waits_for_the_morning_is_said_once_and_goes_on_then(world: World, nora: Person) -> None:
    (amina,) = await circle(world, 1)
    made = await plan(world, nora)
    await send(world, nora, made)
    notice = world.look(lambda tx: outbox.due(tx, world.now + timedelta(hours=1), 5))[0][0]
    world.look(lambda tx: outbox.postpone(tx, notice, world.now + timedelta(hours=16)))
    await world.passes(seconds=61)
    assert "Wij gaan verder: morgen, vrijdag 13 maart, 9.00 uur" in nora.text
    shown = len(world.telegram.log)
    await world.passes(minutes=1)
    assert len(world.telegram.log) - shown <= 2
    await world.passes(hours=16)
    await world.passes(seconds=5)
    assert amina.received("Het kantoor is dicht.")
    assert "Bezorgd bij Telegram: 1 van 1" in nora.text


async def test_somebody_who_is_away_holds_up_no_report(world: World, nora: Person) -> None:
    amina, bas = await circle(world, 2)
    made = await plan(world, nora)
    await send(world, nora, made)
    away = world.now + timedelta(days=9)
    world.look(lambda tx: members.change(tx, amina.id, absent_until=away))
    await world.passes(seconds=61)
    await world.passes(seconds=5)
    await world.passes(days=2, minutes=5)
    assert load(world, made.id).state is State.DONE
    assert bas.received("Het kantoor is dicht.")
    await world.passes(days=9)
    assert not amina.received("Het kantoor is dicht.")


async def test_the_sender_who_leaves_is_not_remembered_with_the_message(world: World, nora: Person) -> None:
    await circle(world)
    made = await plan(world, nora)
    await send(world, nora, made)
    world.look(lambda tx: store.erase_member(tx, nora.id))
    assert load(world, made.id).sender == store.NOBODY


async def test_what_was_sent_is_forgotten_at_its_term(world: World, nora: Person) -> None:
    await circle(world)
    made = await plan(world, nora)
    await send(world, nora, made)
    await world.passes(seconds=61)
    await world.passes(seconds=5)
    await world.passes(days=31)
    assert world.look(lambda tx: store.load(tx, made.id)) is None


async def test_the_text_is_sealed_on_disk(world: World, nora: Person) -> None:
    await circle(world)
    made = await plan(world, nora, "Geheim woord kolibrie.")
    await send(world, nora, made)
    kept = world.look(lambda tx: tx.db.exec_driver_sql("SELECT text FROM broadcasts").scalar_one())
    assert load(world, made.id).text == "Geheim woord kolibrie."
    assert b"kolibrie" not in kept


async def test_3000_are_one_transaction_and_little_memory(world: World, nora: Person) -> None:
    settle_many(world, MANY)
    made = await plan(world, nora)
    tracemalloc.start()
    sent = await send(world, nora, made)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent.counts.left == MANY
    assert most < MOST_BYTES


async def test_a_card_goes_before_a_mass_message(world: World) -> None:
    def post(tx: Tx) -> None:
        for lane in (Lane.BROADCAST, Lane.EDIT, Lane.ALARM):
            notice = NoticeId(f"notice-{lane.name.lower():>9}".replace(" ", "-"))
            outbox.post(tx, [(notice, Fact("x", MemberId("nobody"), lane, world.now))])

    world.look(post)
    lanes = [lane for _, lane, _ in world.look(lambda tx: outbox.due(tx, world.now, 9))]
    assert lanes == [Lane.ALARM, Lane.EDIT, Lane.BROADCAST]
    world.look(lambda tx: outbox.erase_member(tx, MemberId("nobody")))
