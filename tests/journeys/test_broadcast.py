"""The netwerkregisseur writes to a circle: seen beforehand, taken back, sent once, stopped, and reported."""

from datetime import timedelta

import pytest

from domain.actors import Role
from storage import access, broadcasts, outbox
from tests.world import Person, World

WORDS = "morgen is het kantoor dicht. Bel bij nood het gewone nummer."
SEEN = "Morgen is het kantoor dicht. Bel bij nood het gewone nummer."


@pytest.fixture
async def nora(world: World) -> Person:
    return await world.member("Nora", Role.NETWERKREGISSEUR)


async def three(world: World) -> list[Person]:
    return [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bas", "Chaima")]


async def write(nora: Person, words: str = WORDS) -> None:
    await nora.says("/bericht")
    await nora.taps("Contactcirkel")
    await nora.says(words)


async def test_everybody_gets_it_once_and_the_sender_reads_how_it_went(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    assert nora.text.startswith(f"Zo ziet iedereen het bericht:\n\n{SEEN}")
    assert "Gaat naar: Contactcirkel, 3 mensen" in nora.text
    assert nora.buttons == ["Nu versturen", "Later versturen", "Tekst aanpassen", "Niet versturen"]
    await nora.taps("Nu versturen")
    assert nora.text.startswith("Het bericht gaat over 60 seconden weg, naar 3 mensen.")
    card = nora.last.id
    await world.passes(seconds=45)
    assert not any(person.received(SEEN) for person in people)
    await world.passes(seconds=16)
    assert [person.received(SEEN)[0].text for person in people] == [SEEN] * 3
    assert people[0].buttons == ["Ik heb een vraag", "Geen berichten meer"]
    await world.passes(seconds=5)
    assert nora.last.id == card
    assert "Bezorgd bij Telegram: 3 van 3\nNiet bezorgd: 0" in nora.text
    await world.passes(hours=1)
    assert [len(person.received(SEEN)) for person in people] == [1, 1, 1]


async def test_taken_back_in_time_nothing_goes_and_the_text_is_kept(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    await world.passes(seconds=30)
    await nora.taps("Toch niet versturen")
    assert nora.text == "Er is niets verstuurd. Het bericht staat bij uw concepten."
    await world.passes(hours=1)
    assert not any(person.received(SEEN) for person in people)

    await nora.says("/bericht")
    assert SEEN in nora.text
    await nora.taps("Verder met concept", "Nu versturen")
    await world.passes(seconds=61)
    assert [len(person.received(SEEN)) for person in people] == [1, 1, 1]
    await nora.says("/bericht")
    assert nora.text.startswith("Aan wie stuurt u het?")


async def test_after_taking_back_another_text_goes_to_the_same_people(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    await nora.taps("Nu versturen", "Toch niet versturen", "Tekst aanpassen")
    await nora.says("Het kantoor is open.")
    assert "3 mensen" in nora.text
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    assert all(person.received("Het kantoor is open.") for person in people)
    assert not any(person.received(SEEN) for person in people)


async def test_taking_back_too_late_only_says_how_it_stands(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    (sent,) = world.look(broadcasts.unreported)
    await nora.forges(f"d1:undo:{sent.id}", nora.last.id)
    assert nora.text.startswith(("Verstuurd: 3 van 3", "Verstuurd om "))
    assert all(person.received(SEEN) for person in people)


async def test_a_second_press_and_a_second_telephone_send_nothing_more(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    nora.user.press("Nu versturen")
    nora.user.press("Nu versturen")
    await world.settle()
    await world.passes(seconds=61)
    await nora.forges("f1:pick:broadcast:preview:send")
    await world.passes(seconds=61)
    assert [len(person.received(SEEN)) for person in people] == [1, 1, 1]


async def test_later_is_the_next_working_day_at_half_past_nine(world: World, nora: Person) -> None:
    (amina, *_) = await three(world)
    await write(nora)
    await nora.taps("Later versturen", "Vr 13 mrt 9.30")
    assert (
        "Wanneer: vrijdag 13 maart" in nora.text or "Wanneer: morgen, vrijdag 13 maart, 9.30 uur" in nora.text
    )
    await nora.taps("Dan versturen")
    assert "vrijdag 13 maart, 9.30 uur" in nora.text
    await world.passes(hours=16, minutes=25)
    assert not amina.received(SEEN)
    await world.passes(minutes=6)
    assert amina.received(SEEN)


async def test_in_quiet_hours_it_waits_for_the_morning_and_the_sender_knows(
    world: World, nora: Person
) -> None:
    (amina, *_) = await three(world)
    await world.passes(hours=5)
    await write(nora)
    assert "Tussen 21.00 en 08.00 uur sturen wij niets." in nora.text
    assert "U stuurt dit buiten kantoortijd." in nora.text
    await nora.taps("Nu versturen")
    await world.passes(hours=1)
    assert not amina.received(SEEN)
    await world.passes(hours=9, minutes=1)
    assert amina.received(SEEN)


async def test_what_stands_out_is_said_and_stops_nothing(world: World, nora: Person) -> None:
    await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    await world.passes(seconds=66)
    await write(nora, "Bel Amina de Vries op 06 12345678. " + "Wij zien u graag bij de bijeenkomst. " * 12)
    assert "Er staat misschien een naam in." in nora.text
    assert "Dit zijn veel tekens voor een telefoon." in nora.text
    assert "3 leden kregen deze maand al 1 bericht." in nora.text
    assert "Nu versturen" in nora.buttons


async def test_who_said_no_to_messages_gets_none(world: World, nora: Person) -> None:
    amina, bas, _ = await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    await amina.taps("Geen berichten meer")
    assert amina.text.startswith("Goed. U krijgt geen berichten")
    await write(nora, "Nog een bericht.")
    assert "2 mensen" in nora.text
    await nora.taps("Nu versturen")
    await amina.taps("Toch wel berichten")
    await bas.taps("Geen berichten meer")
    await world.passes(seconds=61)
    assert not amina.received("Nog een bericht.")
    assert not bas.received("Nog een bericht.")


async def test_who_blocked_the_bot_is_seen_at_once_shown_and_not_written_to_again(
    world: World, nora: Person
) -> None:
    amina, bas, _ = await three(world)
    bas.user.block()
    await world.settle()
    amina.user.block()
    await write(nora)
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    await world.passes(seconds=5)
    assert "Bezorgd bij Telegram: 1 van 3\nNiet bezorgd: 2\nDaarvan blokkeerden de bot: 2" in nora.text
    await nora.taps("Niet bezorgd bekijken")
    assert "- Amina: blokkeerde de bot" in nora.text
    assert "- Bas: blokkeerde de bot" in nora.text
    assert "Chaima" not in nora.text
    looks = world.look(lambda tx: access.of(tx, bas.id, world.now.replace(hour=0)))
    assert [(look.look.value, look.why) for look in looks] == [("listed", "undelivered")]


async def test_one_neighbourhood_several_circles(world: World, nora: Person) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL, neighbourhood="binnenstad")
    bas = await world.member("Bas", Role.PROFESSIONAL, neighbourhood="binnenstad")
    chaima = await world.member("Chaima", Role.CONTACTCIRKEL, neighbourhood="voorhof")
    await nora.says("/bericht")
    await nora.taps("Alleen een wijk", "Binnenstad", "Meer kringen", "Contactcirkel: nee")
    await nora.taps("Professionals: nee", "Ga zo verder")
    await nora.says(WORDS)
    assert "Contactcirkel en Professionals, in de wijk Binnenstad, 2 mensen" in nora.text
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    assert amina.received(SEEN)
    assert bas.received(SEEN)
    assert not chaima.received(SEEN)


async def test_a_segment_without_anybody_says_so_and_keeps_the_text(world: World, nora: Person) -> None:
    await world.member("Bas", Role.PROFESSIONAL)
    await write(nora)
    assert nora.text.startswith("Niemand krijgt dit bericht.")
    await nora.taps("Andere kring kiezen", "Professionals")
    assert SEEN in nora.text
    assert "1 mens" in nora.text


async def test_only_the_netwerkregisseur_writes_to_many(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/bericht")
    assert "Bericht" not in " ".join(amina.buttons)
    await amina.forges("d1:new")
    assert not amina.received("Aan wie stuurt u het?")


async def test_the_rest_is_not_sent_after_one_tap(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    waits = world.look(lambda tx: outbox.due(tx, world.now + timedelta(hours=1), 1))[0][0]
    world.look(lambda tx: outbox.postpone(tx, waits, world.now + timedelta(minutes=10)))
    await world.passes(seconds=61)
    await world.passes(seconds=5)
    assert nora.text.startswith("Verstuurd: 2 van 3.")
    await nora.taps("Rest niet versturen")
    assert (
        "Bezorgd bij Telegram: 2 van 3\nNiet bezorgd: 0\nNiet meer verstuurd, omdat u stopte: 1" in nora.text
    )
    await world.passes(minutes=15)
    assert sum(len(person.received(SEEN)) for person in people) == 2


async def test_the_card_counts_while_a_long_message_goes_out(world: World, nora: Person) -> None:
    for number in range(60):
        await world.member(f"Lid {number}", Role.CONTACTCIRKEL)
    await write(nora)
    await nora.taps("Nu versturen")
    since = len(world.telegram.log)
    await world.passes(seconds=61)
    calls = [one.method for one in world.telegram.log[since:]]
    first_edit = calls.index("editMessageText")
    assert calls[first_edit:].count("sendMessage") > 40
    await world.passes(seconds=5)
    assert "Bezorgd bij Telegram: 60 van 60" in nora.text


async def test_a_forged_or_foreign_number_does_nothing(world: World, nora: Person) -> None:
    people = await three(world)
    await write(nora)
    await nora.taps("Nu versturen")
    (sent,) = world.look(lambda tx: broadcasts.sent_by(tx, nora.id))
    for forged in ("d1:undo:AAAAAAAAAAAAAAAA", "d1:stop:x", "d1:again:x", "d1:missed:x:-1", "d1:missed:x:0"):
        await nora.forges(forged)
        assert nora.text.startswith("Deze knop werkt niet meer")
    await people[0].forges(f"d1:undo:{sent.id}")
    await people[0].forges(f"d1:missed:{sent.id}:0")
    assert "Niet bezorgd" not in people[0].text
    await world.passes(seconds=61)
    assert [len(person.received(SEEN)) for person in people] == [1, 1, 1]
