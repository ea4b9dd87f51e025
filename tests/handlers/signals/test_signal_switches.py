"""Signals are a switch of the network and a choice of the member, and leave with the member."""

from dataclasses import replace

from domain.actors import Purpose, Role
from domain.signals import State
from storage import members, reply_links
from storage import signals as store
from tests.world import Person, World, usual_network


async def shares(sender: Person) -> None:
    await sender.says("/signaal")
    await sender.taps("Ik deel een signaal", "Onveilig gevoel", "Hele stad", "Sla dit over", "Ja, versturen")


async def test_a_network_without_signals_shows_none_and_knows_no_command() -> None:
    network = usual_network()
    world = await World(replace(network, signals=replace(network.signals, on=False))).open()
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await amina.says("/menu")
    assert "Signaal delen" not in amina.buttons
    await amina.says("/signaal")
    assert "Dat begrijpt de bot niet." in amina.text
    await nora.says("/menu")
    assert "Signalen lezen" not in nora.buttons
    await world.close()


async def test_who_did_not_say_yes_to_signals_is_not_asked_for_one(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    others = [one for one in Purpose if one is not Purpose.SIGNALS]
    world.look(lambda tx: members.consent(tx, amina.id, others, 1, world.now))
    await amina.says("/signaal")
    assert amina.text.startswith("U koos eerder om geen signalen te delen.")
    await amina.forges("s1:new")
    assert amina.text.startswith("U koos eerder om geen signalen te delen.")


async def test_the_netwerkregisseur_reads_and_does_not_share(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/signaal")
    assert "Dit onderdeel hoort bij een andere rol." in nora.text


async def test_the_procesregisseur_and_the_beheerder_see_no_signal(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await shares(amina)
    signal = world.look(lambda tx: store.in_state(tx)[0].id)
    for role in (Role.PROCESREGISSEUR, Role.BEHEERDER, Role.FG, Role.SECOND_PERSON):
        person = await world.member("Sem", role)
        await person.says("/signalen")
        assert "Dit onderdeel hoort bij een andere rol." in person.text
        await person.forges(f"s1:open:{signal}")
        assert "Dit onderdeel hoort bij een andere rol." in person.text


async def test_the_desk_hears_of_several_signals_once_a_morning(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    for name in ("Amina", "Bram", "Carla"):
        await shares(await world.member(name, Role.SNRP))
        await world.passes(minutes=20)
    await world.passes(hours=16)
    assert [message.text for message in nora.received("iets nieuws")] == [
        "Er is iets nieuws bij de signalen. Open: 3."
    ]


async def test_nothing_is_told_to_the_desk_in_the_weekend(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.passes(days=1)
    await shares(await world.member("Amina", Role.SNRP))
    await world.passes(days=2)
    assert not nora.received("iets nieuws")
    await world.passes(days=1)
    assert nora.received("iets nieuws")


async def test_whoever_leaves_leaves_no_line_to_a_signal(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await shares(amina)
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    kept = world.look(lambda tx: store.in_state(tx, list(State)))
    assert [signal.state for signal in kept] == [State.RECEIVED]
    assert world.look(lambda tx: tx.db.execute(reply_links.reply_links.select()).all()) == []


async def test_the_own_file_holds_what_was_shared_as_long_as_a_line_leads_to_it(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await shares(amina)
    for person, found in ((amina, True), (bram, False)):
        await person.says("/gegevens")
        await person.taps("Alles ontvangen")
        files = b"".join(message.document.data for message in person.chat if message.document)
        assert (b"unsafe_feeling" in files) == found
