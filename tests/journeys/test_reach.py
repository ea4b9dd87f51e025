"""Every ninety days one tap tells that a phone works; who did not answer is known to nobody."""

from domain.actors import Role
from storage import reach
from tests.world import World

TEST = "Kunnen wij u hier bereiken?"


async def a_round(world: World) -> None:
    """The clock of the test begins with the bot; then ninety days pass, into an office hour."""
    await world.passes(minutes=10)
    await world.passes(days=90, hours=16)
    await world.passes(minutes=10)


async def test_everybody_is_asked_once_and_who_answers_is_not_kept(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = await world.member("Amina", Role.CONTACTCIRKEL), await world.member("Bram", Role.SNRP)
    await a_round(world)
    assert not nora.received("kwam onze test niet aan")
    assert amina.text.startswith(TEST)
    await amina.taps("Ja, dit werkt")
    assert amina.text == "Dank u wel. U hoeft verder niets te doen."
    await world.passes(days=3)
    assert len(bram.received(TEST)) == 1
    assert not nora.received("kwam onze test niet aan")


async def test_the_desk_hears_only_who_could_not_be_delivered_to(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    bram = await world.member("Bram", Role.SNRP)
    await world.member("Chanti", Role.SNRP)
    bram.user.block()
    await a_round(world)
    await world.passes(days=2, hours=1)
    assert nora.received("Bij 1 lid kwam onze test niet aan.")
    await nora.taps("Lijst openen")
    assert "Bram" in nora.text
    assert "Chanti" not in nora.text


async def test_a_round_is_held_once_in_its_span_over_downtime(world: World) -> None:
    bram = await world.member("Bram", Role.SNRP)
    await a_round(world)
    for _ in range(3):
        await world.passes(days=1)
    assert len(bram.received(TEST)) == 1
    assert world.look(reach.newest) is not None


async def test_a_block_is_seen_at_once_and_the_list_is_a_look_that_its_members_see(world: World) -> None:
    nora, bram = await world.member("Nora", Role.NETWERKREGISSEUR), await world.member("Bram", Role.SNRP)
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie is bereikbaar")
    assert "iedereen bereiken" in nora.text
    bram.user.block()
    await nora.says("/menu")
    await nora.taps("Leden en gegevens", "Wie is bereikbaar", "Lijst openen")
    assert "Bram" in nora.text
    bram.user.unblock()
    await bram.says("/gegevens")
    await bram.taps("Wie keek er")
    assert "de lijst van wie wij niet bereikten" in bram.text
