"""A signal from the first tap to the last: shared without a name, read, asked about, answered, let go."""

from domain.actors import Role
from tests.world import Person, World

WORDS = "Sinds het nieuws durven ouders hun kinderen niet alleen naar school te laten gaan."


async def shares(sender: Person, words: str | None = WORDS) -> str:
    """Walk the whole flow; the code."""
    await sender.says("/signaal")
    await sender.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await (sender.taps("Sla dit over") if words is None else sender.says(words))
    await sender.taps("Ja, versturen")
    return sender.text.split("code is ")[1][:4]


async def test_a_signal_is_shared_read_and_answered(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    code = await shares(amina)
    assert amina.text.startswith("✅ Dank u wel. Uw signaal is gedeeld.")

    await nora.says("/signalen")
    await nora.taps(f"Code {code}")
    assert WORDS in nora.text
    assert "Amina" not in nora.text
