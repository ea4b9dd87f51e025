"""Trainings: made in a few taps, signed up for in one, waited for, reminded of, called off."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.activities import State
from domain.actors import Role
from storage import access, activities
from tests.world import Person, World, usual_network

TITLE = "Gesprek bij spanning"
# The start of the training: a Tuesday, 19.30 in Amsterdam, which is then on summer time.
START = datetime(2026, 4, 14, 17, 30, tzinfo=UTC)


async def _two(world: World) -> tuple[Person, Person]:
    return await world.member("Nora", Role.NETWERKREGISSEUR), await world.member("Amina", Role.CONTACTCIRKEL)


async def made(nora: Person, seats: str = "20", when: str = "dinsdag 14 april 19.30 tot 21.00") -> None:
    """Nora makes a training: two taps and four typed answers, then one tap."""
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een training")
    for typed in (TITLE, when, "stadskantoor", seats):
        await nora.says(typed)
    await nora.taps("Ja, zet klaar")


async def invited(world: World, nora: Person, circle: str = "Contactcirkel") -> None:
    """The invitation goes out after the minute in which it can be taken back."""
    await nora.taps("Uitnodiging sturen", circle, "Nu versturen")
    await world.passes(seconds=61)


FIRST_TAPS = ("Nieuwe activiteit", "Een training")
TYPED = (TITLE, "dinsdag 14 april 19.30 tot 21.00", "stadskantoor", "20")
LAST_TAPS = ("Ja, zet klaar", "Uitnodiging sturen", "Contactcirkel", "Nu versturen")


async def test_made_and_invited_in_at_most_eight_taps_and_four_typed(world: World) -> None:
    nora, amina = await _two(world)
    samir = await world.member("Samir", Role.PROFESSIONAL)
    assert len(FIRST_TAPS + LAST_TAPS) <= 8
    assert len(TYPED) == 4

    await nora.says("/activiteit")
    await nora.taps(*FIRST_TAPS)
    for typed in TYPED:
        await nora.says(typed)
    await nora.taps(*LAST_TAPS[:-1])
    assert "Gaat naar: Contactcirkel, 1 mens" in nora.text
    assert "Er zijn nog 20 plekken." in nora.text
    await nora.taps(LAST_TAPS[-1])
    assert "over 60 seconden weg, naar 1 mens" in nora.text
    assert not amina.received(TITLE)

    await world.passes(seconds=61)
    assert amina.text.startswith(f"📅 {TITLE}\nDinsdag 14 april, 19.30 tot 21.00 uur, stadskantoor")
    assert amina.buttons == ["Ik doe mee", "Meer informatie", "Niet voor mij"]
    assert not samir.received(TITLE)


async def test_one_tap_signs_up_and_the_calendar_file_comes(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)

    await amina.taps("Ik doe mee")
    assert amina.text.startswith(f"✅ U doet mee met {TITLE}.")
    assert "een week, een dag en 2 uur van tevoren" in amina.text
    await amina.taps("Zet in agenda")
    assert amina.last.document is not None
    await amina.says("/agenda")
    assert f"- dinsdag 14 april, 19.30 uur: {TITLE}, stadskantoor." in amina.text
    assert "Volgende herinnering: dinsdag 7 april, 19.30 uur." in amina.text


async def test_from_the_menu_it_takes_three_taps(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)

    await amina.says("/menu")
    await amina.taps("Trainingen en agenda", "di 14 apr Gesprek bij s…", "Ik doe mee")
    assert "U doet mee" in amina.text


async def test_it_can_be_taken_back_for_a_minute_and_sent_once_more(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await nora.taps("Uitnodiging sturen", "Contactcirkel", "Nu versturen", "Toch niet versturen")
    assert "Er is niets verstuurd." in nora.text
    await world.passes(minutes=5)
    assert not amina.received(TITLE)

    await invited(world, nora)
    assert len(amina.received(TITLE)) == 1
    await nora.says("/menu")
    await nora.taps("Uitnodiging sturen", "di 14 apr Gesprek bij s…", "Contactcirkel")
    assert "Iedereen in deze kring kreeg de uitnodiging al." in nora.text


async def test_after_the_minute_it_cannot_be_taken_back(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await nora.taps("Uitnodiging sturen", "Contactcirkel", "Nu versturen")
    await world.passes(seconds=61)
    await nora.taps("Toch niet versturen")
    assert "De uitnodiging is al weg." in nora.text
    assert amina.received(TITLE)


async def test_a_seat_that_comes_free_is_offered_to_the_next_within_a_minute(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    chen = await world.member("Chen", Role.CONTACTCIRKEL)
    await made(nora, seats="1")
    await invited(world, nora)

    await amina.taps("Ik doe mee")
    await bram.taps("Ik doe mee")
    await chen.taps("Ik doe mee")
    assert "op de wachtlijst, op plek 1" in bram.text
    assert "op de wachtlijst, op plek 2" in chen.text

    await amina.taps("Ik kan niet")
    assert "U bent afgemeld" in amina.text
    await world.passes(seconds=1)
    assert bram.text.startswith("Goed nieuws: er is een plek vrij")
    assert not chen.received("Goed nieuws")

    await bram.taps("Nee, dank u")
    await world.passes(seconds=1)
    await chen.taps("Ja, ik kom")
    assert "U doet mee" in chen.text


async def test_an_offer_that_is_not_taken_goes_on_and_says_so(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    chen = await world.member("Chen", Role.CONTACTCIRKEL)
    await made(nora, seats="1")
    await invited(world, nora)
    for person in (amina, bram, chen):
        await person.taps("Ik doe mee")
    await amina.taps("Ik kan niet")

    await world.passes(hours=49)
    assert "naar iemand anders gegaan" in bram.text
    assert "op plek 1" in bram.text
    await chen.taps("Ja, ik kom")
    assert "U doet mee" in chen.text


async def test_leaving_the_list_moves_the_others_up(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    chen = await world.member("Chen", Role.CONTACTCIRKEL)
    await made(nora, seats="1")
    await invited(world, nora)
    for person in (amina, bram, chen):
        await person.taps("Ik doe mee")
    await bram.taps("Van de wachtlijst af")
    assert "niet meer op de wachtlijst" in bram.text
    await chen.says("/agenda")
    assert "op de wachtlijst, op plek 1" in chen.text


async def test_reminders_come_a_week_a_day_and_hours_before(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee")

    await world.until(datetime(2026, 4, 7, 17, 29, tzinfo=UTC))
    assert not amina.received("Volgende week")
    await world.passes(minutes=2)
    assert amina.text.startswith(f"📅 Volgende week is {TITLE}")
    await amina.taps("Ja, ik kom")
    assert "De anderen" not in amina.text
    assert "Uw volgende herinnering komt op maandag 13 april, 19.30 uur." in amina.text
    await world.until(datetime(2026, 4, 13, 17, 31, tzinfo=UTC))
    assert amina.text.startswith(f"📅 Morgen, dinsdag 14 april, is {TITLE}.")
    await amina.taps("Tot morgen")
    await world.until(datetime(2026, 4, 14, 15, 31, tzinfo=UTC))
    assert amina.text.startswith(f"📅 Om 19.30 uur begint {TITLE}, stadskantoor.")
    assert amina.buttons == ["Ik kan niet"]


async def test_nobody_who_withdrew_is_reminded(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee", "Ik kan niet")
    await world.until(START)
    assert not amina.received("📅 Volgende week")
    assert not amina.received("📅 Morgen")


async def test_whoever_wants_fewer_gets_the_one_of_the_day_before(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee", "Minder herinneringen")
    await world.until(datetime(2026, 4, 7, 17, 31, tzinfo=UTC))
    await world.until(datetime(2026, 4, 13, 17, 31, tzinfo=UTC))
    await world.until(datetime(2026, 4, 14, 15, 31, tzinfo=UTC))
    assert not amina.received("Volgende week")
    assert len(amina.received("📅 Morgen")) == 1
    assert not amina.received("📅 Om 19.30")


async def test_after_downtime_only_the_useful_reminder_comes_and_once(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee")
    # Nothing ran from before the week until 90 minutes before the start.
    await world.until(datetime(2026, 4, 14, 16, 0, tzinfo=UTC))
    await world.passes(minutes=1)
    reminders = [
        *amina.received("📅 Volgende week"),
        *amina.received("📅 Morgen"),
        *amina.received("📅 Om 19.30"),
    ]
    assert len(reminders) == 1
    assert reminders[0].text.startswith("📅 Om 19.30")


async def test_who_joins_late_reads_what_the_others_got_and_when_the_next_comes(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await world.until(datetime(2026, 4, 8, 10, 0, tzinfo=UTC))
    await amina.says("/agenda")
    await amina.taps("di 14 apr Gesprek bij s…", "Ik doe mee")
    assert "De anderen kregen al een bericht" in amina.text
    assert "Uw volgende herinnering komt op maandag 13 april, 19.30 uur." in amina.text
    await world.until(datetime(2026, 4, 13, 17, 31, tzinfo=UTC))
    assert not amina.received("Volgende week")
    assert len(amina.received("📅 Morgen")) == 1


async def test_who_did_not_answer_is_asked_once_more(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Niet voor mij")
    assert "dan vragen wij u niet meer" in amina.text
    await world.until(datetime(2026, 4, 10, 18, 0, tzinfo=UTC))
    assert not amina.received("U kunt nog meedoen")
    assert len(bram.received("U kunt nog meedoen")) == 1


async def test_called_off_reaches_everybody_concerned_and_never_reminds(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    chen = await world.member("Chen", Role.CONTACTCIRKEL)
    await made(nora, seats="1")
    await invited(world, nora)
    await amina.taps("Ik doe mee")
    await bram.taps("Ik doe mee")

    await nora.says("/activiteit")
    await nora.taps("di 14 apr Gesprek bij s…", "Laat niet doorgaan")
    await nora.says("De trainer is ziek.")
    assert "Reden: De trainer is ziek." in nora.text
    await nora.taps("Ja, versturen")
    for person in (amina, bram):
        assert person.text.startswith(f"{TITLE} gaat niet door (dinsdag 14 april, 19.30 uur).")
    assert not chen.received("gaat niet door")
    await world.until(START)
    assert not amina.received("📅 Volgende week")

    await chen.taps("Ik doe mee")
    assert "is al begonnen of gaat niet door" in chen.text


async def test_another_time_asks_again_and_moves_the_reminders(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee")

    await nora.says("/activiteit")
    await nora.taps("di 14 apr Gesprek bij s…", "Datum en tijd")
    await nora.says("woensdag 15 april 20.00 tot 21.30")
    assert "De datum wordt: woensdag 15 april, 20.00 uur" in nora.text
    await nora.taps("Ja, versturen")
    assert amina.text.startswith(f"Er verandert iets: {TITLE}.")
    assert "De datum was: dinsdag 14 april, 19.30 uur" in amina.text
    await amina.taps("Ja, ik kom", "Zet in agenda")
    await world.until(datetime(2026, 4, 13, 17, 31, tzinfo=UTC))
    assert not amina.received("📅 Morgen")
    await world.until(datetime(2026, 4, 14, 18, 1, tzinfo=UTC))
    assert amina.text.startswith("📅 Morgen, woensdag 15 april")


async def test_only_the_netwerkregisseur_reads_names_and_everybody_listed_sees_that(world: World) -> None:
    nora, amina = await _two(world)
    await made(nora)
    await invited(world, nora)
    await amina.taps("Ik doe mee")
    await nora.says("/activiteit")
    await nora.taps("di 14 apr Gesprek bij s…", "Lijst van deelnemers")
    assert "- Amina" in nora.text

    looks = world.look(lambda tx: access.of(tx, amina.id, datetime(2026, 1, 1, tzinfo=UTC)))
    assert [look.why for look in looks] == ["coming_list"]
    activity = world.look(lambda tx: activities.to_come(tx, world.now, State.OPEN))[0].id
    await amina.forges(f"a1:people:{activity}")
    assert "- Amina" not in amina.text


async def test_the_sender_hears_how_it_went_in_counts(world: World) -> None:
    nora, amina = await _two(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await made(nora)
    await nora.taps("Uitnodiging sturen", "Contactcirkel", "Nu versturen")
    bram.user.block()
    await world.passes(seconds=61)
    await amina.taps("Ik doe mee")
    await world.passes(seconds=20)
    assert "Bezorgd bij Telegram: 1 van 2" in nora.text
    assert "Niet bezorgd: 1" in nora.text
    assert "1 komt, 0 komen niet, 1 nog open" in nora.text


SPRING, AUTUMN = datetime(2026, 3, 20, 10, tzinfo=UTC), datetime(2026, 10, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "typed", "due"),
    [
        # The clocks go forward on 29 March and back on 25 October: *morgen* keeps its time on the clock.
        (
            datetime(2026, 3, 24, 10, tzinfo=UTC),
            "29 maart 19.30 tot 21.00",
            datetime(2026, 3, 28, 18, 30, tzinfo=UTC),
        ),
        (
            datetime(2026, 3, 24, 10, tzinfo=UTC),
            "30 maart 19.30 tot 21.00",
            datetime(2026, 3, 29, 17, 30, tzinfo=UTC),
        ),
        (
            datetime(2026, 10, 20, 10, tzinfo=UTC),
            "25 oktober 19.30 tot 21.00",
            datetime(2026, 10, 24, 17, 30, tzinfo=UTC),
        ),
        (
            datetime(2026, 10, 20, 10, tzinfo=UTC),
            "26 oktober 19.30 tot 21.00",
            datetime(2026, 10, 25, 18, 30, tzinfo=UTC),
        ),
    ],
)
async def test_when_the_clocks_change_the_day_before_comes_once_at_the_promised_time(
    start: datetime, typed: str, due: datetime
) -> None:
    world = await World(usual_network(), start).open()
    nora, amina = await _two(world)
    await made(nora, when=typed)
    await invited(world, nora)
    await amina.taps("Ik doe mee")
    await world.until(due - timedelta(minutes=1))
    assert not amina.received("📅 Morgen")
    for _ in range(4):
        await world.passes(minutes=30)
    assert len(amina.received("📅 Morgen")) == 1
    assert "19.30 uur" in amina.received("📅 Morgen")[0].text
    await world.close()


async def test_stille_stand_shows_no_more_than_that_there_is_a_message(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=True)
    await made(nora)
    await invited(world, nora)
    assert not amina.received(TITLE)
    await amina.taps("Bericht lezen", "Ik doe mee")
    assert "U doet mee" in amina.text


async def test_somebody_else_reads_nothing_through_a_forged_button(world: World) -> None:
    nora, _ = await _two(world)
    samir = await world.member("Samir", Role.PROFESSIONAL)
    await made(nora)
    await invited(world, nora)
    activity = world.look(lambda tx: activities.to_come(tx, world.now, State.OPEN))[0].id
    for route in ("join", "leave", "show", "details", "fewer", "calendar"):
        await samir.forges(f"a1:{route}:{activity}")
        assert samir.text.startswith("Deze knop werkt niet meer")
    for route in ("desk", "card", "people", "invite", "cancel", "new"):
        await samir.forges(f"a1:{route}" + (f":{activity}" if route not in ("desk", "new") else ""))
        assert TITLE not in samir.text


async def test_the_rest_is_filled_in_only_by_who_wants_to(world: World) -> None:
    nora, amina = await _two(world)
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een seminar")
    for typed in ("Samen verder", "ergens in april"):
        await nora.says(typed)
    assert "Wij kunnen deze datum niet lezen." in nora.text
    await nora.says("vrijdag 10 april 13.00 tot 15.00")
    await nora.taps("Buurthuis")
    await nora.says("heel veel")
    assert "Schrijf alleen een getal" in nora.text
    await nora.taps("Geen maximum")
    assert "Plekken: geen maximum." in nora.text
    assert "Vrijdag rond 13.00 uur is er gebed in moskeeën." in nora.text

    await nora.taps("Meer invullen", "Wat het oplevert")
    await nora.says("U leert anderen kennen.")
    await nora.taps("Toegang en eten", "Met rolstoel: nee", "Ik ben klaar", "Wat neemt u mee")
    await nora.says("Pen en papier.")
    await nora.taps("Ik ben klaar", "Iets aanpassen", "Aantal plekken")
    await nora.says("12")
    await nora.taps("Terug")
    assert "Plekken: 12." in nora.text
    await nora.taps("Ja, zet klaar")
    await invited(world, nora)
    assert "U leert anderen kennen." in amina.text
    assert "De zaal is goed bereikbaar met een rolstoel." in amina.text
    await amina.taps("Meer informatie")
    assert "is een seminar" in amina.text
    assert "Neem mee: Pen en papier." in amina.text


async def test_a_name_in_the_title_is_a_warning_to_the_maker(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een training")
    for typed in ("Praten over 06 12 34 56 78", "14 april 19.30 tot 21.00", "stadhuis", "20"):
        await nora.says(typed)
    assert "Er staat misschien een naam in." in nora.text


async def test_several_circles_at_once(world: World) -> None:
    nora, amina = await _two(world)
    samir = await world.member("Samir", Role.PROFESSIONAL)
    await made(nora, seats="1")
    await nora.taps(
        "Uitnodiging sturen", "Meer kringen", "Contactcirkel: nee", "Professionals: nee", "Ga zo verder"
    )
    assert "Contactcirkel en Professionals, 2 mensen" in nora.text
    await nora.taps("Nu versturen")
    await world.passes(seconds=61)
    assert amina.received(TITLE)
    assert samir.received(TITLE)
    await samir.taps("Ik doe mee")
    await amina.taps("Ik doe mee")
    assert "op plek 1" in amina.text
    await nora.says("/activiteit")
    assert "1 van 1 plek bezet, 1 mens wacht" in nora.text
