"""The list of members: seen by one role, in pages, and every look can be read by whom it was about."""

import pytest

from domain.actors import Role
from storage import members as member_store
from tests.world import Person, World


def roles_of(person: Person) -> frozenset[Role]:
    return person.world.look(lambda tx: member_store.roles_of(tx, person.id))


async def test_the_list_comes_in_pages_of_eight_by_name(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    for letter in "JIHGFEDCBA":
        await world.member(f"Lid{letter}", Role.SNRP)
    await nora.says("/leden")
    assert "Er zijn 11 leden." in nora.text
    assert [label for label in nora.buttons if label.startswith("Lid")] == [f"Lid{one}" for one in "ABCDEFGH"]
    await nora.taps("Volgende bladzijde")
    assert nora.buttons == ["LidI", "LidJ", "Nora", "Vorige bladzijde", "Naar het menu"]
    await nora.taps("Vorige bladzijde")
    assert "LidA" in nora.buttons


async def test_only_who_was_on_the_page_was_seen(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [await world.member(f"Lid{letter}", Role.SNRP) for letter in "ABCDEFGHIJ"]
    await nora.says("/leden")
    first, last = people[0], people[-1]
    await first.says("/gegevens")
    await last.says("/gegevens")
    assert "een lijst geopend 1 keer" in first.text
    assert "een lijst geopend 0 keer" in last.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.NETWERKREGISSEUR])
async def test_nobody_else_sees_it(world: World, role: Role) -> None:
    amina = await world.member("Amina", Role.SNRP)
    other = await world.member("Ander", role)
    for attempt in (
        "m1:list",
        f"m1:member:{amina.id}",
        f"m1:roles:{amina.id}:00000",
        f"m1:halted:{amina.id}",
    ):
        await other.forges(attempt)
        assert "hoort bij een andere rol" in other.text
    await amina.says("/gegevens")
    assert "bekeken 0 keer, een lijst geopend 0 keer" in amina.text


async def test_a_role_changes_only_after_going_on_and_the_member_hears(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.SNRP)
    await nora.says("/leden")
    await nora.taps("Amina", "Rollen aanpassen", "Contactcirkel: nee", "Lid netwerk: ja")
    assert roles_of(amina) == {Role.SNRP}
    await nora.taps("Ga zo verder")
    assert roles_of(amina) == {Role.CONTACTCIRKEL}
    assert "U doet nu mee als lid van de contactcirkel" in amina.text
    assert "gegevens" in dict(amina.user.menu)


async def test_a_member_keeps_a_role(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.SNRP)
    await nora.says("/leden")
    await nora.taps("Amina", "Rollen aanpassen", "Lid netwerk: ja", "Ga zo verder")
    assert "Een lid heeft altijd een rol" in nora.text
    assert roles_of(amina) == {Role.SNRP}


async def test_staff_roles_stay_as_they_are(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON, Role.SNRP)
    await nora.forges(f"m1:setroles:{sem.id}:10000")
    assert roles_of(sem) == {Role.SECOND_PERSON, Role.CONTACTCIRKEL}


async def test_stopped_access_shows_a_thief_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.SNRP)
    await nora.says("/leden")
    await nora.taps("Amina", "Toegang stilzetten", "Ja, zet stil")
    assert "Toegang: stilgezet" in nora.text
    for command in ("/gegevens", "/menu", "/stop", "/afwezig"):
        await amina.says(command)
        assert "voor mensen met een uitnodiging" in amina.text
    await amina.starts(await world.invite(Role.SNRP))
    await amina.taps("Lees verder", "Alles goed")
    assert "werkt niet meer" in amina.text
    await nora.taps("Toegang teruggeven")
    await amina.says("/menu")
    assert "Goedendag Amina" in amina.text


async def test_nobody_closes_the_own_door(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/leden")
    await nora.taps("Nora", "Toegang stilzetten", "Ja, zet stil")
    assert "Uw eigen toegang kunt u niet stilzetten" in nora.text
    await nora.says("/menu")
    assert "Goedendag Nora" in nora.text


async def test_a_member_who_left_is_not_there(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.SNRP)
    await nora.says("/leden")
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    await nora.taps("Amina")
    assert "werkt niet meer" in nora.text
