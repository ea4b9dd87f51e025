"""Leaving: two taps, no reason asked, and nothing stays that says who it was."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Row, select

from domain.actors import Role
from domain.ids import NoticeId
from domain.pacing import Lane
from storage import members as member_store
from storage import outbox
from storage.database import Tx, metadata
from storage.outbox import Fact
from tests.world import Person, World
from usecases import own_data


def places_of(person: Person) -> list[str]:
    """Every column of every table that holds the id of this member; hidden notices are opened."""
    return person.world.look(lambda tx: sorted(set(_places(tx, person.id))))


def _places(tx: Tx, member: str) -> Iterator[str]:
    for table in metadata.sorted_tables:
        for row in tx.db.execute(select(table)):
            for name, value in row._mapping.items():
                if member in str(value):
                    yield f"{table.name}.{name}"
            if table.name == "outbox" and member in _hidden(tx, row):
                yield "outbox.sealed"


def _hidden(tx: Tx, row: Row[tuple[object, ...]]) -> str:
    sealed = row._mapping["sealed"]
    return tx.vault.open_("outbox", "sealed", row._mapping["id"], sealed) if sealed else ""


async def with_a_history(world: World, *roles: Role) -> tuple[Person, Person]:
    """Somebody who answered, was looked at and still has things to come; and who called and looked."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina = await world.member("Amina", *roles, phone="+31612345678", voice="bewoners")
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Vannacht ging een ruit van een gebouw kapot. Niemand is gewond.")
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    await sem.taps("Ja, versturen")
    await amina.taps("Ik kom")
    await amina.says("/gegevens")
    await nora.says("/leden")
    await nora.taps("Amina")
    post_two(amina)
    return amina, nora


def post_two(person: Person) -> None:
    """One notice that is open about whom it is for, and one that is not, both for tomorrow."""
    tomorrow = person.world.now.replace(day=person.world.now.day + 1)
    facts = [
        (
            NoticeId(f"waiting{hidden}".ljust(16, "x")),
            Fact("a.kind", person.id, Lane.REMINDER, tomorrow, confidential=hidden),
        )
        for hidden in (False, True)
    ]
    person.world.look(lambda tx: outbox.post(tx, facts))


async def test_two_taps_and_nothing_holds_the_member(world: World) -> None:
    amina, _ = await with_a_history(world, Role.CONTACTCIRKEL)
    assert {"members.id", "outbox.sealed", "outbox.member", "access_records.member"} <= set(places_of(amina))
    await amina.says("/gegevens")
    await amina.taps("Stoppen en wissen", "Ja, wis alles")
    assert amina.text.startswith("Uw gegevens zijn gewist. Dit is ons laatste bericht.")
    assert amina.buttons == []
    assert places_of(amina) == []


async def test_nothing_comes_afterwards(world: World) -> None:
    amina, _ = await with_a_history(world, Role.CONTACTCIRKEL)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    seen = len(amina.chat)
    await world.passes(days=2)
    assert len(amina.chat) == seen


async def test_who_stays_keeps_everything(world: World) -> None:
    amina, _ = await with_a_history(world, Role.CONTACTCIRKEL)
    before = places_of(amina)
    await amina.says("stop")
    await amina.taps("Nee, ik blijf")
    assert "Goedendag Amina" in amina.text
    assert places_of(amina) == before


@pytest.mark.parametrize("role", list(Role))
async def test_everybody_can_leave(world: World, role: Role) -> None:
    somebody = await world.member("Iemand", role)
    await somebody.says("/stop")
    await somebody.taps("Ja, wis alles")
    assert places_of(somebody) == []
    await somebody.says("/menu")
    assert "voor mensen met een uitnodiging" in somebody.text


async def test_stop_first_ends_what_is_open(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Andere naam")
    await amina.says("/stop")
    assert "Er is niets verstuurd of bewaard" in amina.text
    assert places_of(amina)
    await amina.says("/stop")
    assert "alles wissen?" in amina.text


async def test_the_commands_of_members_go_with_the_member(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/start")
    assert "gegevens" in dict(amina.user.menu)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    assert set(dict(amina.user.menu)) == {"start", "hulp", "privacy"}


async def test_a_second_tap_finds_nobody(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/stop")
    message = amina.last.id
    await amina.taps("Ja, wis alles")
    await amina.forges("m1:erase", message)
    assert "voor mensen met een uitnodiging" in amina.text


async def test_a_hash_stays_as_long_as_the_oldest_backup(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")

    def hashes(tx: Tx) -> int:
        return len(tx.db.execute(select(member_store.erasures)).all())

    assert world.look(hashes) == 1
    await world.passes(days=13)
    assert world.look(hashes) == 1
    await world.passes(days=2)
    assert world.look(hashes) == 0


async def test_leaving_again_counts_from_the_second_time(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    await world.passes(days=10)
    await amina.starts(await world.invite(Role.SNRP))
    await amina.taps("Lees verder", "Alles goed", "Noem mij Amina", "Hele stad")
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    moment = world.look(lambda tx: tx.db.execute(select(member_store.erasures.c.erased_at)).scalar_one())
    assert (world.now - moment).days == 0


async def test_who_made_a_call_out_leaves_it_without_a_name(world: World) -> None:
    _, nora = await with_a_history(world, Role.CONTACTCIRKEL)
    assert "call_outs.requester" in places_of(nora)
    await nora.says("/stop")
    await nora.taps("Ja, wis alles")
    assert places_of(nora) == []


async def test_a_kill_after_the_erasure_shows_no_menu_of_members(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    await amina.says("/start")
    await world.bot.app.run(amina.turn, own_data.erase)  # the effect, and then the process dies
    await amina.says("/menu")
    assert "voor mensen met een uitnodiging" in amina.text
    assert set(dict(amina.user.menu)) == {"start", "hulp", "privacy"}
