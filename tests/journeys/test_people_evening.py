"""A long evening, read as the people who are in it: what they can read, tap and call."""

from datetime import timedelta

from domain.actors import Role
from domain.duty import Shift, ShiftState
from storage import duty
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import World


async def test_in_stille_stand_the_call_out_is_read_until_it_is_closed(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    bo = await world.member("Bo", Role.CONTACTCIRKEL, discreet=True)
    await sends(world, nora, a_plan(world))
    await world.passes(hours=6)
    await bo.taps("Bericht lezen")
    assert bo.text.startswith("Wilt u erbij zijn?")


async def test_the_time_of_the_facts_reads_as_a_time(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    assert "(om 17.00 uur, van de politie)" in amina.text
    await opens_board(nora)
    await nora.taps("Meer bij oproep", "Gerucht rechtzetten")
    await nora.says("Op de school is vandaag niets gebeurd.")
    await nora.taps("De school")
    await nora.says("Ik heb het nagevraagd.")
    assert "Dat weten wij van de school, om 17.00 uur." in nora.text


async def test_a_source_from_a_button_is_no_name_that_somebody_typed(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Er is brand in een leeg gebouw.")
    await nora.taps("De brandweer")
    assert nora.text.startswith("Zo ziet iedereen de oproep:")


async def test_whoever_took_over_reads_the_buttons_between_quotes(world: World) -> None:
    await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    evening = Shift("A" * 16, amina.id, world.now, world.now + timedelta(hours=4), ShiftState.AGREED)
    world.look(lambda tx: duty.add(tx, evening))
    await world.passes(minutes=1)
    await amina.taps("Ik neem over")
    assert "'Mijn dienst'" in amina.text
    assert "*" not in amina.text


async def test_numbers_are_in_groups_to_be_read_out(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Elif", Role.CONTACTCIRKEL, phone="+31612345670")
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Bellijst openen")
    assert "Elif: 06 12 34 56 70" in nora.text
    await nora.taps("Elif")
    assert nora.text.startswith("U belt Elif: 06 12 34 56 70.")
