"""Forty tap for twenty seats at the same instant: twenty have one and twenty wait, on each engine."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.activities import Activity, Details, Kind, State
from domain.actors import Account, Purpose, Role
from domain.ids import ActivityId, MemberId
from domain.rosters import Place, Roster, Seat, Standing, Waiting
from handlers.kit import dates
from storage import activities as store
from storage import members, registrations, schema
from storage.crypto import Vault
from storage.database import Database, Tx, make_engine
from tests.world import usual_check, usual_network
from usecases import seats
from usecases.app import App, Outside, Turn

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
ACTIVITY = ActivityId("training00000001")
PEOPLE, SEATS = 40, 20


@pytest.fixture
def database(empty_url: str, vault: Vault) -> Iterator[Database]:
    """A database with one training of twenty seats and forty members of the contactcirkel."""
    database = Database(make_engine(empty_url), vault)
    schema.create_all(database.engine)
    database.transaction(_fill)
    yield database
    database.close()


def _fill(tx: Tx) -> None:
    starts_at = NOW + timedelta(days=30)
    details = Details("Gesprek bij spanning", "stadskantoor")
    made = Activity(
        ACTIVITY, Kind.TRAINING, State.OPEN, details, starts_at, starts_at + timedelta(hours=2), SEATS, NOW,
        ("contactcirkel",),
    )  # fmt: skip
    store.add(tx, made)
    for number in range(PEOPLE):
        member = MemberId(f"member{number:010}")
        members.add(tx, member, Account(1000 + number))
        members.add_roles(tx, member, [Role.CONTACTCIRKEL])
        members.consent(tx, member, [Purpose.ACTIVITIES], 1, NOW)


async def test_forty_at_once_for_twenty_seats(database: Database) -> None:
    app = App(database, usual_network(), lambda: NOW, Outside(usual_check(), dates.local))
    taps = [app.run(Turn(Account(1000 + number)), seats.sign_up, ACTIVITY) for number in range(PEOPLE)]
    outcomes = [outcome for outcome in await asyncio.gather(*taps) if isinstance(outcome, tuple)]
    said = [outcome for outcome, _ in outcomes]
    assert said.count(Seat()) == SEATS
    waiting = [outcome.place for outcome in said if isinstance(outcome, Waiting)]
    assert sorted(waiting) == list(range(1, PEOPLE - SEATS + 1))
    roster = database.transaction(lambda tx: registrations.roster(tx, ACTIVITY, SEATS, closed=False))
    assert {place.seat for place in roster.standing(Standing.REGISTERED)} == set(range(1, SEATS + 1))


@pytest.mark.parametrize(
    "other",
    [
        Place(MemberId("b" * 16), Standing.REGISTERED, seat=1),
        Place(MemberId("b" * 16), Standing.WAITLISTED, queue=1),
    ],
    ids=["a seat", "a number on the list"],
)
def test_the_database_itself_refuses_to_give_twice(database: Database, other: Place) -> None:
    taken = Roster(SEATS, (Place(MemberId("a" * 16), Standing.OFFERED, seat=1, queue=1),))
    database.transaction(lambda tx: registrations.apply(tx, ACTIVITY, Roster(SEATS), taken))
    with pytest.raises(IntegrityError):
        database.transaction(lambda tx: registrations.apply(tx, ACTIVITY, taken, taken.having(other)))


def test_a_seat_can_change_hands_in_one_go(database: Database) -> None:
    one, other = MemberId("a" * 16), MemberId("b" * 16)
    before = Roster(1, (Place(one, Standing.REGISTERED, 1), Place(other, Standing.WAITLISTED, queue=1)))
    database.transaction(lambda tx: registrations.apply(tx, ACTIVITY, Roster(1), before))
    after = before.having(Place(other, Standing.REGISTERED, 1)).having(Place(one, Standing.WITHDRAWN))
    database.transaction(lambda tx: registrations.apply(tx, ACTIVITY, before, after))
    kept = database.transaction(lambda tx: registrations.roster(tx, ACTIVITY, 1, closed=False))
    assert kept.places == (Place(other, Standing.REGISTERED, 1),)
