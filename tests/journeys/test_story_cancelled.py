"""The cancelled meeting at 22.30: tomorrow at eight it was, and nobody stands before a closed door."""

from datetime import UTC, datetime

from icalendar import Calendar

from domain.actors import Role
from tests.callout_plans import button, opens_board
from tests.world import Person, World

FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."
REASON = "De school is morgen dicht."
PLACE = "stadskantoor"


async def calls_together(nora: Person) -> None:
    """A meeting tomorrow at eight, without a scenario."""
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Bij elkaar komen", "Contactcirkel", "Andere tijd")
    await nora.says("morgen 08.00")
    await nora.taps("Stadskantoor")
    await nora.says(FACTS)
    await nora.taps("De school")
    await nora.says("Denk met ons mee over wat ouders nodig hebben.")
    await nora.taps("Afgestemd: nee", "Nu versturen")


def visible(person: Person) -> str:
    return "\n".join(message.text + " ".join(message.labels) for message in person.chat)


async def test_the_cancelled_meeting_at_half_past_ten(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL, discreet=True)
    cem = await world.member("Cem", Role.CONTACTCIRKEL, nights=False)
    dina = await world.member("Dina", Role.CONTACTCIRKEL, nights=False)
    emre = await world.member("Emre", Role.CONTACTCIRKEL)
    await calls_together(nora)
    await amina.taps("Ik kom", "Zet in agenda")
    await bram.taps("Bericht lezen", "Ik kom")
    await cem.taps("Ik kom")
    await dina.taps("Ik kom niet")
    pressed = button(emre, "Ik kom")
    invitation = emre.last.id

    await world.until(datetime(2026, 3, 12, 21, 30, tzinfo=UTC))
    quiet = world.bot.app.network.quiet
    assert quiet.contain(datetime(2026, 3, 12, 22, 30).time())  # noqa: DTZ001  # a clock on a wall
    await opens_board(nora)
    await nora.taps("Gaat niet door")
    await nora.says(REASON)
    assert f"Reden: {REASON}" in nora.text
    await nora.taps("Nu versturen")

    # At once, in the quiet hours: to who comes, whatever they chose for the night, and to who got it.
    off = "De bijeenkomst van morgen, vrijdag 13 maart, 8.00 uur gaat niet door."
    for person in (amina, cem, emre):
        assert person.received(off), person.name
        assert person.received(f"Reden: {REASON}")
    assert bram.received("U hebt een bericht van het netwerk.")
    await bram.taps("Bericht lezen")
    assert bram.received(off)
    assert not dina.received(off)

    # The calendar: the same appointment, called off. Only who comes has it.
    files = [message.document for message in amina.chat if message.document is not None]
    first, last = (Calendar.from_ical(file.data) for file in files)
    assert str(last["method"]) == "CANCEL"
    assert first.walk("VEVENT")[0]["uid"] == last.walk("VEVENT")[0]["uid"]
    assert not [message for message in emre.chat if message.document is not None]

    # The chats: no place, nothing to press, and nobody was woken for it.
    for person in (amina, bram, cem, dina, emre):
        assert PLACE not in visible(person), person.name
        assert "Ik kom" not in visible(person), person.name
        assert "De bijeenkomst die hier stond, gaat niet door." in visible(person)
    await emre.forges(pressed, invitation)
    assert "Deze oproep is al voorbij." in emre.text

    # In the morning: who does not come and wanted no messages at night hears it then, and nobody is asked.
    await world.until(datetime(2026, 3, 13, 7, 1, tzinfo=UTC))
    assert len(dina.received("8.00 uur gaat niet door.")) == 1
    seen = {person: len(person.chat) for person in (amina, bram, cem, dina, emre)}
    await world.until(datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    assert seen == {person: len(person.chat) for person in (amina, bram, cem, dina, emre)}
