"""Every way in which a seat comes free offers it to the next; nobody is asked who should not be."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.activities import Details, Kind, State
from domain.actors import Purpose, Role
from domain.ids import ActivityId
from domain.pacing import Lane
from domain.rosters import Already, Closed, Seat, Standing, Waiting
from storage import activities as store
from storage import activity_mailings as mailing_store
from storage import members, outbox, registrations
from storage.database import Tx, count
from tests.world import Person, World
from usecases import activities, activity_mailings, housekeeping, own_data, seats
from usecases.activities import NotNow, Plan
from usecases.app import SYSTEM_TURN
from usecases.seats import NotForYou, TooLate

START = datetime(2026, 4, 14, 17, 30, tzinfo=UTC)


async def a_training(world: World, nora: Person, capacity: int | None = 1) -> ActivityId:
    """A training to which the contactcirkel is invited."""
    plan = Plan(
        Kind.TRAINING,
        Details("Gesprek bij spanning", "stadskantoor"),
        START,
        START + timedelta(hours=2),
        capacity,
    )
    made = await world.bot.app.run(nora.turn, activities.make, plan)
    await world.bot.app.run(nora.turn, activity_mailings.send, made.id, ("contactcirkel",))
    return made.id


async def circle(world: World, *names: str) -> list[Person]:
    return [await world.member(name, Role.CONTACTCIRKEL) for name in names]


async def signs_up(world: World, person: Person, activity: ActivityId) -> object:
    outcome = await world.bot.app.run(person.turn, seats.sign_up, activity)
    assert not isinstance(outcome, NotForYou)
    return outcome[0]


def standing(world: World, activity: ActivityId, person: Person) -> Standing | None:
    place = world.look(lambda tx: registrations.place_of(tx, activity, person.id))
    return place.standing if place else None


async def _leaves_the_network(world: World, person: Person, _activity: ActivityId) -> None:
    await world.bot.app.run(person.turn, own_data.erase)


async def _withdraws(world: World, person: Person, activity: ActivityId) -> None:
    await world.bot.app.run(person.turn, seats.withdraw, activity)


GivesUp = Callable[[World, Person, ActivityId], Awaitable[None]]


@pytest.mark.parametrize("gives_up", [_withdraws, _leaves_the_network])
async def test_every_way_to_give_up_a_seat_offers_it_to_the_next(world: World, gives_up: GivesUp) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram, chen = await circle(world, "Amina", "Bram", "Chen")
    activity = await a_training(world, nora)
    assert await signs_up(world, amina, activity) == Seat()
    assert await signs_up(world, bram, activity) == Waiting(1)
    assert await signs_up(world, chen, activity) == Waiting(2)

    await gives_up(world, amina, activity)
    assert standing(world, activity, bram) is Standing.OFFERED
    await gives_up(world, bram, activity)
    assert standing(world, activity, chen) is Standing.OFFERED
    await gives_up(world, chen, activity)
    roster = world.look(lambda tx: registrations.roster(tx, activity, 1, closed=False))
    assert roster.free == 1


async def test_whoever_leaves_the_network_leaves_no_place_behind(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    (amina,) = await circle(world, "Amina")
    activity = await a_training(world, nora)
    await signs_up(world, amina, activity)
    shown = (await world.bot.app.run(amina.turn, own_data.everything))["activities"]
    assert isinstance(shown, list)
    assert shown[0]["standing"] == "registered"
    await world.bot.app.run(amina.turn, own_data.erase)
    assert world.look(lambda tx: registrations.places_of(tx, amina.id)) == []


async def test_an_offer_and_its_end_race_and_one_of_them_wins(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram, chen = await circle(world, "Amina", "Bram", "Chen")
    activity = await a_training(world, nora)
    for person in (amina, bram, chen):
        await signs_up(world, person, activity)
    await _withdraws(world, amina, activity)
    world.clock.advance(timedelta(days=3).total_seconds())
    # Bram taps just before the tick that would have passed the seat on.
    assert await signs_up(world, bram, activity) == Seat()
    assert await world.bot.app.run(SYSTEM_TURN, seats.pass_on_offers) == 0
    assert standing(world, activity, chen) is Standing.WAITLISTED

    await _withdraws(world, bram, activity)
    world.clock.advance(timedelta(days=3).total_seconds())
    assert await signs_up(world, amina, activity) == Waiting(1)
    assert await world.bot.app.run(SYSTEM_TURN, seats.pass_on_offers) == 1
    # And Chen just after it.
    assert await signs_up(world, chen, activity) == Waiting(1)
    assert standing(world, activity, amina) is Standing.OFFERED


async def test_a_seat_freed_in_the_night_is_offered_in_the_morning(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = await circle(world, "Amina", "Bram")
    activity = await a_training(world, nora)
    await world.passes(minutes=2)
    for person in (amina, bram):
        await signs_up(world, person, activity)
    await world.until(datetime(2026, 3, 12, 22, 0, tzinfo=UTC))
    await _withdraws(world, amina, activity)
    await world.passes(minutes=1)
    assert not bram.received("Goed nieuws")
    await world.until(datetime(2026, 3, 13, 7, 1, tzinfo=UTC))
    assert bram.received("Goed nieuws")


async def test_after_the_hard_stop_the_first_tap_has_the_seat(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram, chen = await circle(world, "Amina", "Bram", "Chen")
    activity = await a_training(world, nora)
    for person in (amina, bram):
        await signs_up(world, person, activity)
    world.clock.advance((START - timedelta(hours=1) - world.now).total_seconds())
    await _withdraws(world, amina, activity)
    assert standing(world, activity, bram) is Standing.WAITLISTED
    assert await signs_up(world, chen, activity) == Seat()


async def test_two_taps_are_one_seat(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    (amina,) = await circle(world, "Amina")
    activity = await a_training(world, nora, 5)
    assert await signs_up(world, amina, activity) == Seat()
    assert await signs_up(world, amina, activity) == Already()
    roster = world.look(lambda tx: registrations.roster(tx, activity, 5, closed=False))
    assert roster.held == 1


async def test_who_is_not_in_the_audience_finds_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    samir = await world.member("Samir", Role.PROFESSIONAL)
    activity = await a_training(world, nora)
    assert await world.bot.app.run(samir.turn, seats.sign_up, activity) == NotForYou()
    assert await world.bot.app.run(samir.turn, seats.withdraw, activity) == NotForYou()
    assert await world.bot.app.run(samir.turn, seats.agenda) == []
    assert await world.bot.app.run(samir.turn, seats.sign_up, ActivityId("x" * 16)) == NotForYou()


async def test_only_who_said_yes_to_activities_is_invited(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = await circle(world, "Amina", "Bram")
    world.look(lambda tx: members.consent(tx, bram.id, [Purpose.CALL_OUTS], 1, world.now))
    activity = await a_training(world, nora)
    assert standing(world, activity, amina) is Standing.INVITED
    assert standing(world, activity, bram) is None


async def test_after_the_start_nothing_changes(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = await circle(world, "Amina", "Bram")
    activity = await a_training(world, nora)
    await signs_up(world, amina, activity)
    world.clock.advance((START - world.now).total_seconds())
    assert await signs_up(world, bram, activity) == Closed()
    assert isinstance(await world.bot.app.run(amina.turn, seats.withdraw, activity), TooLate)
    assert isinstance(await world.bot.app.run(nora.turn, activities.cancel, activity, "x"), NotNow)
    assert standing(world, activity, amina) is Standing.REGISTERED


async def test_invitations_go_behind_everything_else(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await circle(world, "Amina")
    await a_training(world, nora)
    world.clock.advance(60)
    due = world.look(lambda tx: outbox.due(tx, world.now, 10))
    assert [(lane, kind) for _, lane, kind in due] == [(Lane.BROADCAST, activity_mailings.INVITED)]


async def test_a_second_invitation_reaches_only_who_was_not_asked(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await circle(world, "Amina", "Bram")
    await world.member("Chen", Role.CONTACTCIRKEL, Role.PROFESSIONAL)
    await world.member("Dilan", Role.PROFESSIONAL)
    activity = await a_training(world, nora, None)
    again = await world.bot.app.run(nora.turn, activity_mailings.send, activity, ("professionals",))
    assert isinstance(again, activity_mailings.Sending)
    assert again.mailing.people == 1
    kept = world.look(lambda tx: store.load(tx, activity))
    assert kept is not None
    assert kept.circles == ("contactcirkel", "professionals")


async def test_taking_back_the_only_invitation_makes_it_unknown_again(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    (amina,) = await circle(world, "Amina")
    activity = await a_training(world, nora)
    (mailing,) = world.look(lambda tx: mailing_store.of(tx, activity))
    await world.bot.app.run(nora.turn, activity_mailings.take_back, mailing.id)
    kept = world.look(lambda tx: store.load(tx, activity))
    assert kept is not None
    assert (kept.state, kept.circles) == (State.DRAFT, ())
    assert await world.bot.app.run(amina.turn, seats.agenda) == []


async def test_sign_ups_are_destroyed_and_the_total_stays(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = await circle(world, "Amina", "Bram")
    activity = await a_training(world, nora, 5)
    await signs_up(world, amina, activity)
    await _withdraws(world, bram, activity)
    world.clock.advance((START + timedelta(days=92) - world.now).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)

    def left(tx: Tx) -> tuple[int, int | None]:
        total = tx.db.execute(store.activities.select()).one().total
        return count(tx, registrations.registrations), total

    assert world.look(left) == (0, 1)


async def test_an_activity_says_nothing_in_a_copy_of_the_database(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await a_training(world, nora)
    written = world.look(lambda tx: str(tx.db.execute(store.activities.select()).all()))
    assert "spanning" not in written
    assert "stadskantoor" not in written
