"""The netwerkregisseur with one hand: nothing typed is lost, and no screen says what is not so."""

from domain.actors import Role
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World

FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."


async def writes_facts(nora: Person, scenario: str = "Incident bij een gebouw") -> None:
    await nora.says("/oproep")
    await nora.taps(scenario)
    await nora.says(FACTS)


async def test_after_the_menu_the_call_out_that_was_being_made_is_there_again(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await writes_facts(nora)
    await nora.taps("De politie", "Afgestemd: nee")
    for way_out in ("/menu", "/gegevens", "menu"):
        await nora.says(way_out)
        await nora.says("/menu")
        await nora.taps("Nieuwe oproep")
        assert FACTS in nora.text
        assert "Afgestemd: ja" in nora.buttons
    await nora.taps("Vraag een meekijker")
    assert nora.text.startswith("Wij vragen")


async def test_typed_facts_are_there_again_before_the_source_was_chosen(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await writes_facts(nora)
    await nora.says("/onrust")
    await nora.says("/oproep")
    assert nora.text.startswith("Van wie weet u dit?")
    await nora.taps("De politie")
    assert FACTS in nora.text


async def test_what_was_sent_or_dropped_is_not_offered_again(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await writes_facts(nora)
    await nora.taps("De politie", "Niet versturen", "Nieuwe oproep")
    assert "Welk scenario" in nora.text
    await nora.taps("Onrust op school")
    await nora.says(FACTS)
    await nora.taps("De politie", "Afgestemd: nee", "Nu versturen", "Nieuwe oproep")
    assert "Welk scenario" in nora.text


async def test_making_a_draft_leaves_no_line_in_the_log_for_each_look(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    fay = await world.member("Fay", Role.FG)
    await writes_facts(nora)
    await nora.taps("De politie", "Afgestemd: nee", "Afgestemd: ja")
    await fay.says("/menu")
    await fay.taps("Logboek bekijken")
    assert "concept" not in fay.text


async def test_only_those_who_are_asked_to_look_along_are_named(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Sem", Role.SECOND_PERSON)
    await writes_facts(nora)
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    assert nora.text.startswith("Wij vragen de meekijker om mee te kijken.")
    await nora.taps("Niet versturen")
    await world.member("Olaf", Role.NETWERKREGISSEUR)
    await writes_facts(nora)
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    assert nora.text.startswith("Wij vragen de netwerkregisseur en de meekijker om mee te kijken.")


async def test_after_the_last_message_the_button_leads_to_the_counts_of_the_end(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met elkaar.")
    await nora.taps("Nu versturen")
    assert "Lopende oproep" not in nora.buttons
    await nora.taps("Oproep bekijken")
    assert nora.text.startswith("Deze oproep is gesloten.")


async def test_who_asks_to_be_called_without_a_number_promises_no_number(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met elkaar.")
    await nora.taps("Nu versturen")
    await amina.taps("Bel mij graag")
    assert "Er is nog geen nummer; wij vroegen erom." in nora.text
    await amina.taps("Nummer geven")
    await amina.says("06 12 34 56 78")
    await nora.taps("Ik bel nu")
    assert "06 12 34 56 78" in nora.text


async def test_before_a_time_of_today_does_not_read_as_before_today(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    assert "Laat vóór donderdag 12 maart," in amina.text


async def test_with_stille_stand_the_card_changes_in_place_and_does_not_flood_the_chat(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, discreet=True)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await writes_facts(nora, "Onrust op school")
    await nora.taps("De politie", "Afgestemd: nee", "Nu versturen")
    before = len(nora.chat)
    await amina.taps("Ik kom")
    await world.passes(seconds=10)
    assert len(nora.chat) == before
    assert "Komen: 1." in nora.text


async def test_with_stille_stand_a_card_that_is_new_comes_once_and_can_be_read(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, discreet=True)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    people = [await world.member(f"Lid {n}", Role.CONTACTCIRKEL) for n in "ABC"]
    await writes_facts(nora)
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    await sem.taps("Ja, versturen")
    for person in people[:2]:
        await person.taps("Ik kom")
        await world.passes(seconds=10)
    assert len(nora.received("U hebt een bericht van het netwerk.")) == 1
    await nora.taps("Bericht lezen")
    assert "Komen: 2." in nora.text
    before = len(nora.chat)
    await people[2].taps("Ik kom")
    await world.passes(seconds=10)
    assert len(nora.chat) == before
    assert "Komen: 3." in nora.text


async def test_the_time_of_the_next_message_cannot_be_left_out(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_plan(world))
    await nora.forges(f"c1:nonews:{made.id}")
    await nora.says("x" * 301)
    assert "Verder zonder tekst" not in nora.buttons
    await nora.forges("f1:pick:callout_no_news:next_update:-")
    await nora.taps("Over 1 uur", "Nu versturen")
    assert "Het bericht gaat nu weg" in nora.text


async def test_a_training_without_a_title_cannot_be_made(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een training")
    await nora.says("x" * 100)
    assert nora.buttons == ["Opnieuw schrijven"]
    await nora.says("Gesprek bij spanning")
    assert nora.text.startswith("2 van 4.")
