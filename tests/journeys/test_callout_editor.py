"""Making a call-out: few taps, all of it editable, nothing sent before it is complete, a true preview."""

from domain.actors import Role
from tests.callout_plans import opens_board
from tests.world import Person, World

FACTS = "Vannacht ging een ruit van een gebouw kapot. Niemand is gewond."
ASK = "Denk met ons mee over wat uw mensen nu nodig hebben."


async def with_scenario(nora: Person, name: str = "Onrust op school") -> None:
    await nora.says("/oproep")
    await nora.taps(name)
    await nora.says(FACTS)
    await nora.taps("De politie")


async def test_urgent_with_a_scenario_is_four_taps_and_one_text(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await nora.says("/oproep")
    taps = ["Incident bij een gebouw", "De politie", "Afgestemd: nee", "Vraag een meekijker"]
    await nora.taps(taps[0])
    await nora.says(FACTS)
    await nora.taps(*taps[1:])
    assert nora.text.startswith("Wij vragen")
    assert "Wilt u meekijken?" in sem.text
    assert len(taps) <= 4


async def test_urgent_without_a_scenario_is_eight_taps_and_two_texts(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Sem", Role.SECOND_PERSON)
    await nora.says("/oproep")
    first = ["Zonder scenario", "Spoed, vandaag nog", "Contactcirkel", "Over 1 uur", "Stadskantoor"]
    await nora.taps(*first)
    await nora.says(FACTS)
    await nora.taps("De politie")
    await nora.says(ASK)
    last = ["Afgestemd: nee", "Vraag een meekijker"]
    await nora.taps(*last)
    assert nora.text.startswith("Wij vragen")
    assert len(first) + 1 + len(last) <= 8


async def test_other_time_place_and_source_are_typed_after_a_hint(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Bij elkaar komen", "Contactcirkel", "Andere tijd")
    assert "morgen 10.00" in nora.text
    await nora.says("morgen 10.00")
    await nora.taps("Andere plek")
    assert "het buurthuis" in nora.text
    await nora.taps("Terug", "Andere plek")
    await nora.says("de aula van de bibliotheek")
    await nora.says(FACTS)
    await nora.taps("Andere bron")
    assert "geen persoon" in nora.text
    await nora.says("de woningbouw")
    await nora.says(ASK)
    assert "Morgen, vrijdag 13 maart, 10.00 uur, de aula van de bibliotheek" in nora.text
    assert "van de woningbouw" in nora.text


async def test_a_time_that_cannot_be_read_is_asked_again(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Bij elkaar komen", "Contactcirkel", "Andere tijd")
    await nora.says("straks misschien")
    assert "Stoppen" in nora.buttons
    await nora.says("morgen 10.00")
    assert nora.text.startswith("Waar?")


async def test_what_is_sent_is_what_the_preview_showed(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await with_scenario(nora)
    await nora.taps("Afgestemd: nee")
    shown = nora.text.partition("Zo ziet iedereen de oproep:\n\n")[2].partition("\n\nGaat naar:")[0]
    await nora.taps("Nu versturen")
    assert amina.text == shown


async def test_without_communication_it_does_not_go_and_what_is_missing_is_named(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    before = len(amina.chat)
    await with_scenario(nora)
    await nora.taps("Nu versturen")
    assert "het overleg met communicatie" in nora.text
    assert len(amina.chat) == before
    await nora.taps("Nu aanvullen", "Afgestemd: nee", "Nu versturen")
    assert len(amina.chat) == before + 1


async def test_the_preview_counts_and_names_the_voice_that_nobody_there_has(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    for voice in ("bewoners", "gemeente", "politie", "welzijn"):
        await world.member(voice.title(), Role.CONTACTCIRKEL, voice=voice)
    await world.member("Bram", Role.CONTACTCIRKEL, blocked=True)
    await with_scenario(nora)
    assert "Gaat naar: 5 mensen. 1 nu niet te bereiken." in nora.text
    assert "De stem van geloofsgemeenschappen mist." in nora.text


async def test_a_name_in_the_facts_is_only_warned_about(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/oproep")
    await nora.taps("Onrust op school")
    await nora.says("Bel Jan de Vries op 06 12345678.")
    await nora.taps("De politie")
    assert nora.text.startswith("Let op: in de tekst staat misschien")
    assert "Nu versturen" in nora.buttons


async def test_every_part_of_the_text_can_be_changed_from_the_preview(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await with_scenario(nora)
    await nora.taps("Tekst aanpassen", "Wat onbekend is")
    await nora.says("Wie het deed.")
    await nora.taps("Zin om te zeggen")
    await nora.says("Wij horen het morgen.")
    await nora.taps("Andere onderdelen", "Waar het is", "Bibliotheek")
    await nora.taps("De kringen", "Contactcirkel: nee", "Ga zo verder", "Terug")
    await nora.taps("Volgend bericht", "Over 4 uur")
    assert "Wie het deed." in nora.text
    assert "Wij horen het morgen." in nora.text
    assert "bibliotheek" in nora.text
    assert "Volgend bericht: vandaag, donderdag 12 maart, 21.05 uur" in nora.text


async def test_a_kept_draft_is_there_after_other_things(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await with_scenario(nora)
    await nora.taps("Bewaar als concept")
    assert "Uw concept is bewaard" in nora.text
    await nora.says("/menu")
    await nora.taps("Nieuwe oproep")
    assert FACTS in nora.text
    await nora.taps("Niet versturen")
    await nora.taps("Nieuwe oproep")
    assert "Welk scenario" in nora.text


async def test_a_draft_is_gone_after_a_day(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await with_scenario(nora)
    await nora.taps("Bewaar als concept")
    await world.passes(hours=24, minutes=1)
    await nora.says("/oproep")
    assert "Welk scenario" in nora.text


async def test_the_command_goes_on_with_the_open_form_and_does_not_end_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await with_scenario(nora)
    await nora.says("/oproep")
    await nora.taps("Afgestemd: nee")
    assert "Afgestemd: ja" in nora.buttons


async def test_a_draft_whose_time_is_past_asks_for_a_new_one(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await with_scenario(nora)
    await nora.taps("Afgestemd: nee")
    await world.passes(hours=5)
    await nora.taps("Nu versturen")
    assert "de tijd" in nora.text
    await nora.taps("Nu aanvullen", "Tijd aanpassen")
    await nora.says("morgen 10.00")
    await nora.taps("Nu versturen")
    assert "De kring is nog niet compleet." in nora.text


async def test_information_is_only_read(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await nora.says("/oproep")
    await nora.taps("Zonder scenario", "Alleen lezen", "Contactcirkel")
    await nora.says(FACTS)
    await nora.taps("De brandweer", "Afgestemd: nee", "Nu versturen")
    assert "Tikten op 'gelezen': 0. Nog open: 1." in nora.text
    assert amina.buttons == ["Ik heb het gelezen", "Ik heb een vraag"]
    await amina.taps("Ik heb het gelezen")
    assert amina.text.startswith("Dank u wel voor het lezen.")
    await world.passes(seconds=5)
    assert "Tikten op 'gelezen': 1. Nog open: 0." in nora.text


async def test_the_menu_offers_a_new_call_out_or_the_one_that_runs_never_both(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await nora.says("/menu")
    assert "Nieuwe oproep" in nora.buttons
    assert "Lopende oproep" not in nora.buttons
    await with_scenario(nora)
    await nora.taps("Afgestemd: nee", "Nu versturen")
    await nora.says("/menu")
    assert "Nieuwe oproep" not in nora.buttons
    assert "Lopende oproep" in nora.buttons
    await opens_board(nora)
    assert "De kring is nog niet compleet." in nora.text
    await nora.taps("Nieuwe oproep")
    assert "Welk scenario" in nora.text


async def test_a_drill_starts_and_ends_as_a_drill(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await nora.says("/oproep")
    await nora.taps("Een oefening", "Nu versturen")
    assert amina.text.startswith("Oefening.")
    await amina.taps("Ik ben bereikbaar")
    await bram.taps("Nu niet bereikbaar")
    assert bram.text.startswith("Dank u wel voor uw antwoord.")
    await world.passes(seconds=5)
    assert "Bereikbaar: 1. Nu niet bereikbaar: 1. Nog open: 0." in nora.text
    await nora.taps("Oproep afsluiten", "Nu versturen")
    assert amina.text.startswith("De oefening is voorbij.")
    assert amina.text.endswith("Dit was een oefening.")
    assert "Gevraagd: 2. Op een knop gedrukt: 2." in amina.text
    await nora.says("/oproep")
    await nora.taps("Een oefening", "Nu versturen", "Oproep afsluiten", "Nu versturen")
    assert "De vorige keer waren dat er 2 van 2." in amina.text


async def test_who_is_no_netwerkregisseur_cannot_open_the_editor(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/oproep")
    assert "andere rol" in amina.text
    await amina.forges("c1:new")
    assert "Welk scenario" not in amina.text
