"""When nothing can be written the member hears that it is us; later it is done, whole."""

from collections.abc import AsyncIterator, Sequence

import pytest
from telegram import Update

from domain.actors import Account, Purpose, Role
from domain.ids import MemberId
from storage import members
from storage.database import Tx
from storage.trouble import DatabaseNotWritable, DatabaseTrouble, DiskFull
from tests.faults.forging import rows
from tests.faults.lived_city import FACTS, WORKING, City, lived
from tests.world import World, usual_network

SORRY = "Er ging iets mis bij ons"
NO_LIMIT, CROWD, TRIES = 1_000_000, 300, 5


@pytest.fixture
async def city() -> AsyncIterator[City]:
    world = await World(usual_network(), WORKING).open()
    yield await lived(world)
    await world.close()


def pragma(world: World, said: str) -> int:
    """A setting of the one connection to the database in memory."""
    raw = world.database.engine.raw_connection()
    answer = raw.driver_connection.execute(f"PRAGMA {said}").fetchone()  # type: ignore[union-attr] # it is open
    raw.close()
    return int(answer[0]) if answer else 0


def crowd(tx: Tx) -> None:
    """So many people that calling them needs more room than a page has."""
    for number in range(CROWD):
        member = MemberId(f"crowd{number:011}")
        members.add(tx, member, Account(600_000 + number))
        members.add_roles(tx, member, [Role.CONTACTCIRKEL])
        members.consent(tx, member, [Purpose.CALL_OUTS], 1, WORKING)


async def in_vain(city: City, trouble: type[DatabaseTrouble]) -> None:
    """What waits is tried again and again, and cannot be written."""
    updates: Sequence[Update] = await city.world.bot.application.bot.get_updates(
        offset=city.world._offset, timeout=0
    )
    for _ in range(TRIES):
        with pytest.raises(trouble):
            await city.world._living(city.world.bot.intake.take(updates))


async def test_a_full_disk_calls_nobody_half_and_everybody_later(city: City) -> None:
    city.world.look(crowd)
    await city.nora.says("/oproep")
    await city.nora.taps("Incident bij een gebouw")
    await city.nora.says(FACTS)
    await city.nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    before = city.world.look(rows)
    pragma(city.world, f"max_page_count={pragma(city.world, 'page_count')}")

    city.sem.user.press("Ja, versturen")
    await in_vain(city, DiskFull)
    assert city.world.look(rows) == before
    assert len(city.sem.received(SORRY)) == 1

    pragma(city.world, f"max_page_count={NO_LIMIT}")
    await city.world.settle()
    assert f"naar {CROWD + 2} mensen" in "\n".join(message.text for message in city.sem.chat)
    assert len(city.sem.received(SORRY)) == 1
    assert len(city.bas.received("Spoed")) == 2


async def test_a_database_that_only_reads_keeps_the_answer_until_it_writes(city: City) -> None:
    before = city.world.look(rows)
    pragma(city.world, "query_only=ON")
    city.bas.user.press("Ik kom")
    await in_vain(city, DatabaseNotWritable)
    assert len(city.bas.received(SORRY)) == 1

    pragma(city.world, "query_only=OFF")
    assert city.world.look(rows) == before
    await city.world.settle()
    assert len(city.bas.received("Fijn dat u komt.")) == 1


async def test_a_short_trouble_is_not_worth_a_word(city: City) -> None:
    pragma(city.world, "query_only=ON")
    city.bas.user.press("Ik kom")
    updates = await city.world.bot.application.bot.get_updates(offset=city.world._offset, timeout=0)
    for _ in range(2):
        with pytest.raises(DatabaseNotWritable):
            await city.world._living(city.world.bot.intake.take(updates))
    pragma(city.world, "query_only=OFF")
    await city.world.settle()
    assert city.bas.received("Fijn dat u komt.")
    assert not city.bas.received(SORRY)
