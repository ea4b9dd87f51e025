"""A role in the team takes two people: one proposes, the other agrees, and nothing holds before."""

import pytest

from domain.actors import Role
from storage import members as member_store
from tests.world import Person, World


def roles_of(person: Person) -> frozenset[Role]:
    return person.world.look(lambda tx: member_store.roles_of(tx, person.id))


async def two(world: World) -> tuple[Person, Person]:
    """The beheerder and the netwerkregisseur."""
    return await world.member("Bo", Role.BEHEERDER), await world.member("Nora", Role.NETWERKREGISSEUR)


async def test_a_new_role_is_proposed_agreed_and_taken_up(world: World) -> None:
    bo, nora = await two(world)
    await bo.says("/menu")
    await bo.taps("Rollen beheren")
    assert "Uw voorstel gaat eerst naar de netwerkregisseur." in bo.text
    await bo.taps("Rol voorstellen", "Als meekijker")
    assert "de beheerder stelt voor" in nora.text.lower()
    await nora.taps("Ja, dat is goed")
    code = nora.text.split()[-1].partition("?start=")[2]
    assert "Uw voorstel is goedgekeurd" in bo.text
    assert code not in "".join(message.text for message in bo.chat)
    sem = await world.person("Sem").starts(code)
    assert "U bent uitgenodigd als meekijker" in sem.text


async def test_no_changes_nothing(world: World) -> None:
    bo, nora = await two(world)
    await bo.says("/menu")
    await bo.taps("Rollen beheren", "Rol voorstellen", "Als beheerder")
    agree = data_of(nora, "m1:agree")
    await nora.taps("Nee, liever niet")
    assert "niet goedgekeurd" in bo.text
    await nora.forges(agree)
    assert "werkt niet meer" in nora.text


async def test_a_second_yes_makes_no_second_invitation(world: World) -> None:
    bo, nora = await two(world)
    await bo.says("/menu")
    await bo.taps("Rollen beheren", "Rol voorstellen", "Als beheerder")
    agree = data_of(nora, "m1:agree")
    await nora.taps("Ja, dat is goed")
    await nora.forges(agree)
    assert "werkt niet meer" in nora.text


def data_of(person: Person, route: str) -> str:
    """The data of the button on the screen that goes this way."""
    return next(button.data for row in person.last.rows for button in row if button.data.startswith(route))


async def test_a_role_that_ends_takes_two_as_well_and_the_member_hears(world: World) -> None:
    bo, nora = await two(world)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await bo.says("/menu")
    await bo.taps("Rollen beheren", "Rol laten stoppen")
    assert "Sem: meekijker" in bo.buttons
    await bo.taps("Sem: meekijker")
    assert roles_of(sem) == {Role.SECOND_PERSON}
    await nora.taps("Ja, dat is goed")
    assert "Dit is de laatste persoon met deze rol" in nora.text
    await world.member("Saar", Role.SECOND_PERSON)
    await bo.says("/menu")
    await bo.taps("Rollen beheren", "Rol laten stoppen", "Sem: meekijker")
    await nora.taps("Ja, dat is goed")
    assert roles_of(sem) == frozenset()
    assert "U hebt nu geen rol meer" in sem.text
    await sem.taps("Naar het menu", "Mijn gegevens", "Wie keek er")
    assert "de lijst met rollen in het team" in sem.text
    await sem.says("/stop")
    await sem.taps("Ja, wis alles")
    assert "gewist" in sem.text


async def test_nobody_agrees_with_the_own_proposal(world: World) -> None:
    both = await world.member("Bo", Role.BEHEERDER, Role.NETWERKREGISSEUR)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await both.says("/menu")
    if "Rollen beheren" not in both.buttons:
        await both.taps("Meer keuzes")
    await both.taps("Rollen beheren", "Rol voorstellen", "Als toezichthouder")
    await both.forges(data_of(nora, "m1:agree"))
    assert "Dit is uw eigen voorstel" in both.text


async def test_a_proposal_is_gone_after_a_week(world: World) -> None:
    bo, nora = await two(world)
    await bo.says("/menu")
    await bo.taps("Rollen beheren", "Rol voorstellen", "Als meekijker")
    await world.passes(days=8)
    await nora.taps("Ja, dat is goed")
    assert "werkt niet meer" in nora.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BEHEERDER])
async def test_nobody_else_proposes(world: World, role: Role) -> None:
    other = await world.member("Ander", role)
    await other.says("/menu")
    for data in ("m1:staff", "m1:grant", "m1:team", f"m1:propose:{role.value}"):
        await other.forges(data)
        assert "hoort bij een andere rol" in other.text


async def test_a_role_of_members_cannot_be_proposed(world: World) -> None:
    bo, _ = await two(world)
    await bo.says("/menu")
    for data in ("m1:propose:snrp", "m1:propose:koning", f"m1:end:{bo.id}:snrp"):
        await bo.forges(data)
        assert "werkt niet meer" in bo.text
