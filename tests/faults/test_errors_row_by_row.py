"""What may be repeated, row by row: each way a call can fail, each kind of message, the whole path."""

from datetime import timedelta

import pytest

from domain.actors import Account, Role
from domain.ids import MemberId, NoticeId
from domain.pacing import Lane
from sandbox.faults import Fault, Trouble
from storage import members, outbox
from storage.database import Tx
from storage.outbox import Fact, State
from tests.world import Person, World

NOTICE = NoticeId("notice-of-a-test")
WORDS = "Uw rol is aangepast."
NOT_SENT = (Trouble.REFUSE, Trouble.POOL, Trouble.CONNECT_TIMEOUT)
ARRIVED_UNSEEN = (Trouble.LATE, Trouble.DROP, Trouble.BAD_GATEWAY_AFTER)
LOST_UNSEEN = (Trouble.LOSE, Trouble.BAD_GATEWAY)
FLOOD_SECONDS = 7.0
# Between the first try of an alarm that perhaps arrived and the second.
AGAIN_AFTER = 30


@pytest.fixture
async def amina(world: World) -> Person:
    return await world.member("Amina", Role.CONTACTCIRKEL)


def goes_wrong(world: World, trouble: Trouble, method: str = "sendMessage", times: int = 1) -> None:
    seconds = FLOOD_SECONDS if trouble is Trouble.FLOOD else 6.0
    world.faults.add(Fault(trouble, method, times, seconds))
    world.floods_called_up += times if trouble is Trouble.FLOOD else 0


async def tell(world: World, to: MemberId, lane: Lane) -> None:
    """A notice in this lane, over outbox, delivery, gate and library."""
    fact = Fact("members.roles_changed", to, lane, world.now)
    world.look(lambda tx: outbox.post(tx, [(NOTICE, fact)]))
    await world.settle()


def state(world: World) -> State:
    found = world.look(lambda tx: outbox.load(tx, NOTICE))
    assert found is not None
    return found.state


def copies(person: Person) -> int:
    return len(person.received(WORDS))


@pytest.mark.parametrize("lane", [Lane.ALARM, Lane.REMINDER, Lane.BROADCAST])
@pytest.mark.parametrize("trouble", NOT_SENT)
async def test_what_surely_did_not_go_is_sent_again(
    world: World, amina: Person, trouble: Trouble, lane: Lane
) -> None:
    goes_wrong(world, trouble)
    await tell(world, amina.id, lane)
    assert (state(world), copies(amina)) == (State.ACCEPTED, 1)


@pytest.mark.parametrize("lane", [Lane.ALARM, Lane.BROADCAST])
async def test_after_a_long_time_without_a_connection_it_still_goes_once(
    world: World, amina: Person, lane: Lane
) -> None:
    goes_wrong(world, Trouble.REFUSE, times=12)
    await tell(world, amina.id, lane)
    for _ in range(6):
        await world.passes(seconds=6)
    assert (state(world), copies(amina)) == (State.ACCEPTED, 1)


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.BROADCAST])
@pytest.mark.parametrize("trouble", [*ARRIVED_UNSEEN, *LOST_UNSEEN])
async def test_what_perhaps_arrived_is_reported_and_not_sent_again(
    world: World, amina: Person, trouble: Trouble, lane: Lane
) -> None:
    goes_wrong(world, trouble)
    await tell(world, amina.id, lane)
    await world.passes(minutes=5)
    assert state(world) is State.UNCERTAIN
    assert copies(amina) == (1 if trouble in ARRIVED_UNSEEN else 0)


@pytest.mark.parametrize("lane", [Lane.ALARM, Lane.ESCALATION])
@pytest.mark.parametrize("trouble", [*ARRIVED_UNSEEN, *LOST_UNSEEN])
async def test_an_alarm_that_perhaps_arrived_is_sent_once_more_after_half_a_minute(
    world: World, amina: Person, trouble: Trouble, lane: Lane
) -> None:
    arrived = 1 if trouble in ARRIVED_UNSEEN else 0
    goes_wrong(world, trouble)
    await tell(world, amina.id, lane)
    await world.passes(seconds=AGAIN_AFTER - 15)
    assert (state(world), copies(amina)) == (State.QUEUED, arrived)
    await world.passes(seconds=20)
    assert (state(world), copies(amina)) == (State.ACCEPTED, arrived + 1)
    await world.passes(minutes=5)
    assert copies(amina) == arrived + 1


async def test_an_alarm_is_not_repeated_a_second_time(world: World, amina: Person) -> None:
    goes_wrong(world, Trouble.DROP, times=5)
    await tell(world, amina.id, Lane.ALARM)
    await world.passes(seconds=AGAIN_AFTER + 5)
    await world.passes(minutes=5)
    assert (state(world), copies(amina)) == (State.UNCERTAIN, 2)


@pytest.mark.parametrize("lane", [Lane.ALARM, Lane.BROADCAST])
async def test_a_429_is_waited_out_and_then_it_goes_once(world: World, amina: Person, lane: Lane) -> None:
    goes_wrong(world, Trouble.FLOOD)
    before = world.now
    await tell(world, amina.id, lane)
    assert (state(world), copies(amina)) == (State.ACCEPTED, 1)
    sent = [one.at for one in world.telegram.log if one.method == "sendMessage" and one.status == 200][-1]
    assert sent - before >= timedelta(seconds=FLOOD_SECONDS)


@pytest.mark.parametrize("lane", [Lane.ALARM, Lane.BROADCAST])
async def test_who_blocked_the_bot_is_known_for_good(world: World, amina: Person, lane: Lane) -> None:
    amina.user.block()
    await tell(world, amina.id, lane)
    assert state(world) is State.BLOCKED
    profile = world.look(lambda tx: members.profile(tx, amina.id))
    assert profile is not None
    assert profile.blocked


async def test_who_never_opened_the_bot_cannot_be_reached_and_is_not_tried_again(world: World) -> None:
    def join(tx: Tx) -> MemberId:
        member = MemberId("never-opened-bot")
        members.add(tx, member, Account(424_242))
        members.add_roles(tx, member, [Role.CONTACTCIRKEL])
        return member

    member = world.look(join)
    await tell(world, member, Lane.ALARM)
    assert state(world) is State.BLOCKED
    await world.passes(minutes=10)
    assert len([one for one in world.telegram.log if one.method == "sendMessage"]) == 1


# --- an answer to a tap -------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [*NOT_SENT, Trouble.FLOOD])
async def test_a_reply_that_did_not_go_comes_all_the_same(
    world: World, amina: Person, trouble: Trouble
) -> None:
    goes_wrong(world, trouble)
    await amina.says("/menu")
    assert len(amina.received("Goedendag Amina")) == 1


@pytest.mark.parametrize("trouble", ARRIVED_UNSEEN)
async def test_a_reply_that_perhaps_arrived_does_not_come_twice(
    world: World, amina: Person, trouble: Trouble
) -> None:
    goes_wrong(world, trouble)
    await amina.says("/menu")
    await world.passes(minutes=2)
    assert len(amina.received("Goedendag Amina")) == 1


async def test_a_reply_that_could_not_go_follows_later(world: World, amina: Person) -> None:
    goes_wrong(world, Trouble.REFUSE, times=5)
    await amina.says("/menu")
    await world.passes(seconds=10)
    assert amina.text.startswith("Ons antwoord kwam net niet aan.")
    await amina.taps("Laat het zien")
    assert amina.text.startswith("Goedendag Amina")


# --- a message that changes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", [*NOT_SENT, *ARRIVED_UNSEEN, *LOST_UNSEEN, Trouble.FLOOD])
async def test_an_edit_is_repeated_whatever_happened_because_twice_is_once(
    world: World, trouble: Trouble
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await nora.says("/bericht")
    await nora.taps("Contactcirkel")
    await nora.says("Het kantoor is dicht.")
    await nora.taps("Nu versturen")
    card = nora.last.id
    goes_wrong(world, trouble, "editMessageText")
    await world.passes(seconds=61)
    await world.passes(seconds=10)
    assert nora.last.id == card
    assert "Bezorgd bij Telegram: 1 van 1" in nora.text
