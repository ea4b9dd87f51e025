"""The first story: invited, joined, called together, answered; the card counts."""

from domain.actors import Role
from tests.world import World


async def test_from_link_to_live_card(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina = world.person("Amina")

    await amina.starts(await world.invite(Role.CONTACTCIRKEL))
    await amina.taps("Lees verder", "Alles goed", "Noem mij Amina", "Binnenstad")
    assert "Alles staat klaar" in amina.text

    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Vannacht ging een ruit van een gebouw kapot. Niemand is gewond.")
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    assert "Wilt u meekijken?" in sem.text
    assert not amina.received("Spoed")

    await sem.taps("Ja, versturen")
    assert amina.text.startswith("Spoed: wij hebben u vandaag nodig.")
    await amina.taps("Ik kom")
    assert amina.text.startswith("Fijn dat u komt.")

    await world.passes(seconds=5)
    assert "Komen: 1." in nora.text
