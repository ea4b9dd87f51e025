"""Unrest passed on: danger first, few taps, an answer for whoever told us, and no way to see who that was."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from storage import unrest as store
from storage.conversations import conversations
from storage.database import count
from tests.world import Person, World, usual_network
from usecases import unrest_desk

# A Thursday morning, 11.00 in Amsterdam: somebody reads along.
WORKING = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 12, 22, 30, tzinfo=UTC)
DISCREET = "U hebt een bericht van het netwerk."


@pytest.fixture
async def city() -> AsyncIterator[World]:
    opened = await World(usual_network(), WORKING).open()
    yield opened
    await opened.close()


@pytest.fixture
async def night() -> AsyncIterator[World]:
    opened = await World(usual_network(), NIGHT).open()
    yield opened
    await opened.close()


async def passes_on(person: Person, *taps: str, words: str = "", send: str = "Versturen zonder naam") -> None:
    """The ordinary way, with words or without."""
    await person.says("/onrust")
    await person.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    await (person.says(words) if words else person.taps("Sla dit over"))
    await person.taps(*taps, send)


def code_in(text: str) -> str:
    return text.partition("code is ")[2][:4]


async def test_five_taps_and_nothing_typed(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    assert amina.text.startswith("Is er nu gevaar voor mensen?")
    await amina.taps(
        "Nee, geen gevaar", "Voorhof", "Spanning in de wijk", "Sla dit over", "Versturen met naam"
    )
    assert amina.text.startswith("✅ Dank u wel. Uw bericht is binnen.")
    assert "vóór donderdag 12 maart, 19.00 uur" in amina.text


async def test_four_taps_and_one_text(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    await amina.says("Er is veel onrust op het plein. Mensen zijn bang.")
    assert "Uw tekst: Er is veel onrust op het plein." in amina.text
    await amina.taps("Versturen zonder naam")
    assert "Uw bericht is binnen" in amina.text


async def test_danger_is_112_and_nothing_else(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Ja, nu gevaar")
    assert amina.text.startswith("Bel nu 112.")
    assert amina.buttons == ["Hulpdiensten zijn gebeld", "Het is weer veilig", "Andere nummers"]
    assert city.look(lambda tx: (count(tx, conversations), store.count_open(tx))) == (0, 0)
    assert not nora.received("nieuw bericht")


async def test_in_doubt_112_thinks_along(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Ik twijfel")
    assert amina.text.startswith("Twijfelt u? Bel 112.")
    await amina.taps("Andere nummers")
    assert "Belangrijke nummers" in amina.text


async def test_four_taps_after_112(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Voorhof")
    assert "De hulpdiensten zijn gebeld. Wijk: Voorhof. Hoe snel: binnen een uur." in amina.text
    assert amina.buttons == ["Versturen met naam", "Versturen zonder naam", "Niet versturen"]
    await amina.taps("Versturen zonder naam")
    assert "vóór donderdag 12 maart, 12.00 uur" in amina.text
    assert "Onderwerp: niet gevraagd, de hulpdiensten zijn gebeld" in nora.text
    assert "Gevraagde snelheid: binnen een uur" in nora.text


async def test_safe_again_leads_to_the_ordinary_questions(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Ja, nu gevaar", "Het is weer veilig")
    assert amina.text.startswith("In welke wijk speelt het?")


async def test_the_card_has_safe_defaults_changed_with_one_tap(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Hele stad", "Nieuws van elders", "Sla dit over")
    assert "Hoe u dit weet: niet gezegd\nHoe snel: vandaag nog" in amina.text
    assert "Wij wissen het 30 dagen na ons antwoord." in amina.text
    await amina.taps("Hoe ik dit weet", "Online gezien", "Hoe snel", "Deze week")
    assert "Hoe u dit weet: online gezien\nHoe snel: deze week" in amina.text
    await amina.taps("Iets aanpassen", "Andere wijk", "Alleen online")
    await amina.taps("Iets aanpassen", "Ander onderwerp", "Onveilig gevoel")
    assert "Wijk: alleen online\nOnderwerp: onveilig gevoel" in amina.text
    await amina.taps("Iets aanpassen", "Tekst aanpassen")
    await amina.says("Er gaan boze berichten rond.")
    assert "Uw tekst: Er gaan boze berichten rond." in amina.text
    await amina.taps("Iets aanpassen", "Terug", "Niet versturen")
    assert city.look(store.count_open) == 0


async def test_a_draft_with_a_name_is_never_stored_and_leaves_the_chat(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    await amina.says("Meneer Jan de Vries, 06 12345678, maakt iedereen bang.")
    assert "Opnieuw schrijven" in amina.buttons
    assert not [message for message in amina.chat if "de Vries" in message.text]
    assert not city.look(lambda tx: [r for r in store.all_open(tx) if r.told.text])
    await amina.taps("Verder zonder tekst")
    assert "Uw tekst: geen" in amina.text


async def test_a_threatened_building_may_be_named(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Dreiging bij gebedshuis")
    await amina.says("Er staat een boze groep bij de moskee in de wijk.")
    assert "Uw tekst: Er staat een boze groep bij de moskee in de wijk." in amina.text


async def test_who_sends_without_a_name_has_none_at_the_desk(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    assert "Afzender: niet te zien" in nora.text
    assert "Amina" not in nora.text
    await passes_on(amina, send="Versturen met naam")
    assert "Afzender: Amina" in nora.text


async def test_the_text_is_shown_and_cannot_be_passed_on(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina, words="Mensen zijn bang op het plein.")
    assert "Tekst: Mensen zijn bang op het plein." in nora.text
    assert "Gebruik deze tekst niet in een oproep." in nora.text
    assert nora.last.protected


async def test_what_must_be_done_within_an_hour_rings_at_night_for_every_netwerkregisseur(
    night: World,
) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    omar = await night.member("Omar", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina, "Hoe snel", "Binnen een uur")
    assert "Er is een nieuw bericht." in nora.text
    assert "Er is een nieuw bericht." in omar.text


async def test_who_is_away_is_not_woken(night: World) -> None:
    away = await night.member("Nora", Role.NETWERKREGISSEUR, absent_until=datetime(2026, 3, 20, tzinfo=UTC))
    omar = await night.member("Omar", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina, "Hoe snel", "Binnen een uur")
    assert omar.received("nieuw bericht")
    assert not away.received("nieuw bericht")


async def test_at_night_nobody_reads_along_and_we_say_so(night: World) -> None:
    nora = await night.member("Nora", Role.NETWERKREGISSEUR)
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    assert "Let op: er leest nu niemand mee." in amina.text
    assert "vrijdag 13 maart, 9.00 uur" in amina.text or "vrijdag 13 maart, 09.00 uur" in amina.text
    assert amina.buttons == ["Naar het menu", "Belangrijke nummers"]
    assert not nora.received("nieuw bericht")
    await night.passes(hours=11)
    assert nora.received("nieuw bericht")


async def test_after_112_at_night_the_mirror_says_that_nobody_reads_along(night: World) -> None:
    amina = await night.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Ik twijfel", "Hulpdiensten zijn gebeld", "Voorhof")
    assert "Er leest nu niemand mee. Wij lezen het op" in amina.text


async def test_taken_up_asked_answered_and_closed(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    omar = await city.member("Omar", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    code = code_in(amina.text)

    await nora.taps("Ik pak dit op")
    assert nora.buttons == ["Oproep maken", "Vraag stellen", "Afronden met antwoord"]
    await omar.taps("Ik pak dit op")
    assert "Iemand anders pakte dit bericht al op" in omar.text

    await nora.taps("Vraag stellen")
    await nora.says("Sinds wanneer speelt dit in de wijk?")
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert f"(code {code})" in amina.text
    assert '"Sinds wanneer speelt dit in de wijk?"' in amina.text
    await amina.taps("Ik wil antwoorden")
    await amina.says("Sinds vorige week, elke avond.")
    assert "Uw antwoord is binnen" in amina.text
    assert "Antwoord: Sinds vorige week, elke avond." in nora.text
    assert not omar.received("Sinds vorige week")

    await nora.taps("Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    assert "is afgerond" in nora.text
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert amina.text.startswith(f"Op donderdag 12 maart gaf u iets aan ons door (code {code}).")
    assert "Wij letten hierop." in amina.text
    assert "Wij wissen uw bericht op zaterdag 11 april." in amina.text
    await amina.taps("Dank u, duidelijk")
    assert amina.text.startswith("Goedendag Amina.")


async def test_a_sender_may_stay_silent(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await amina.taps("Bericht lezen", "Liever niet")
    assert "U hoeft niet te antwoorden." in amina.text
    assert "Antwoord: de afzender antwoordt liever niet" in nora.text


async def test_one_question_at_a_time(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await nora.taps("Bericht openen")
    assert "Vraag stellen" not in nora.buttons
    assert "Antwoord: nog geen antwoord" in nora.text


async def test_a_reply_with_a_name_is_refused(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await amina.taps("Bericht lezen", "Ik wil antwoorden")
    await amina.says("Bij Jan de Vries, bel 06 12345678.")
    assert "Verder zonder tekst" not in amina.buttons
    assert not nora.received("Jan de Vries")


async def test_somebody_elses_question_cannot_be_answered(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    bram = await city.member("Bram", Role.CONTACTCIRKEL)
    await passes_on(amina)
    report = city.look(store.all_open)[0].id
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await bram.says("/menu")
    await bram.forges(f"u1:answer:{report}")
    assert "Deze knop werkt niet meer" in bram.text
    await bram.forges(f"u1:silent:{report}")
    assert city.look(store.all_open)[0].talk.asked


async def test_a_member_cannot_open_a_report(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    report = city.look(store.all_open)[0].id
    for data in ("u1:list", f"u1:open:{report}", f"u1:take:{report}", f"u1:close:{report}"):
        await amina.forges(data)
        assert "andere rol" in amina.text
    assert city.look(store.all_open)[0].state.value == "received"


@pytest.mark.parametrize(
    ("taps", "typed", "feedback"),
    [
        (("Er komt een training",), (), "Er komt een training over dit onderwerp."),
        (("Wij praten erover",), ("17 maart",), "Wij bespreken dit op dinsdag 17 maart met de kring."),
        (
            ("Wij doen nu niets",),
            ("er in de wijk al mensen mee bezig zijn.",),
            "Wij doen nu niets, omdat er in de wijk al mensen mee bezig zijn.",
        ),
        (("Zelf schrijven",), ("Wij spraken met bewoners.",), "Wij spraken met bewoners."),
    ],
)
async def test_closing_takes_an_answer(
    city: World, taps: tuple[str, ...], typed: tuple[str, ...], feedback: str
) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await nora.taps("Geen actie nodig")
    assert nora.text.startswith("Wat doet u hiermee?")
    await nora.taps(*taps)
    for words in typed:
        await nora.says(words)
    assert feedback in nora.text
    assert city.look(store.count_open) == 1
    await nora.taps("Ja, versturen")
    await amina.taps("Bericht lezen")
    assert feedback in amina.text
    assert city.look(store.count_open) == 0


async def test_a_proposal_reaches_the_desk_and_is_answered(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk", "Sla dit over")
    await amina.taps("Stel bijeenkomst voor")
    assert amina.text.startswith("U stelt voor om bij elkaar te komen.")
    await amina.taps("Toch geen bijeenkomst", "Stel bijeenkomst voor", "Versturen met naam")
    assert "Uw voorstel om bij elkaar te komen is ook binnen." in amina.text
    proposal = nora.received("Een lid stelt voor om bij elkaar te komen.")[0]
    assert list(proposal.labels) == ["Oproep maken", "Nu geen bijeenkomst"]
    assert nora.received("Er is een nieuw bericht.")


async def test_a_call_out_never_takes_over_words_of_a_report(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina, words="Mensen zijn bang op het plein.")
    await nora.taps("Oproep maken")
    assert "Incident bij een gebouw" in nora.buttons
    await nora.taps("Spanning na nieuws")
    assert "Mensen zijn bang" not in nora.text
    assert city.look(store.all_open)[0].state.value == "assessed"


async def test_the_list_shows_what_presses_most_without_a_text(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    for _ in range(6):
        await passes_on(amina, words="Mensen zijn bang op het plein.")
    await passes_on(amina, "Hoe snel", "Binnen een uur")
    code = code_in(amina.text)
    await nora.says("/menu")
    assert "Onrust: 7." in nora.text
    assert "7 mensen wachten op antwoord van u." in nora.text
    await nora.taps("Onrust bekijken")
    assert nora.text.startswith(f"Onrust: 7 open.\n\n- {code}: ")
    assert "Mensen zijn bang" not in nora.text
    assert len(nora.buttons) == 7
    await nora.taps("Meer keuzes")
    assert len([label for label in nora.buttons if label.startswith("Code ")]) == 2
    await nora.taps(nora.buttons[0])
    assert "Er is een nieuw bericht." in nora.text


async def test_what_we_owe_is_counted_where_members_look(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    bram = await city.member("Bram", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await amina.says("/menu")
    assert "Wij zijn u nog 1 antwoord schuldig." in amina.text
    await bram.says("/menu")
    assert "schuldig" not in bram.text
    await nora.taps("Geen actie nodig", "Wij letten hierop", "Ja, versturen")
    await amina.says("/menu")
    assert "schuldig" not in amina.text


async def test_a_question_from_here_is_answered_discreetly_and_without_a_name(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await nora.taps("Geen actie nodig", "Wij letten hierop", "Ja, versturen")
    await amina.taps("Bericht lezen", "Ik heb een vraag")
    await amina.says("Wanneer hoor ik meer?")
    assert "Een vraag van een lid." in nora.text
    await nora.taps("Antwoord schrijven")
    await nora.says("Volgende week weten wij meer.")
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert "Volgende week weten wij meer." in amina.text


async def test_the_answer_waits_for_the_morning(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    await city.until(NIGHT)
    await nora.says("/menu")
    await nora.taps("Onrust bekijken")
    await nora.taps(nora.buttons[0])
    await nora.taps("Ik pak dit op", "Afronden met antwoord", "Wij letten hierop", "Ja, versturen")
    assert not amina.received(DISCREET)
    await city.passes(hours=9)
    assert amina.received(DISCREET)


async def test_a_visitor_gets_no_questions(city: World) -> None:
    stranger = await city.person("Vreemde").starts()
    await stranger.says("/onrust")
    assert "Is er nu gevaar voor mensen?" not in stranger.text
    assert "Code invullen" in stranger.buttons


async def test_a_second_tap_on_sending_sends_nothing_more(city: World) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk", "Sla dit over")
    card = amina.last.id
    await amina.taps("Versturen zonder naam")
    await amina.forges("f1:pick:unrest:confirm:unnamed", card)
    assert city.look(store.count_open) == 1


async def test_an_answer_arrives_however_long_the_bot_was_down(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    report = city.look(store.all_open)[0].id
    await city.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    city.clock.advance(timedelta(days=5).total_seconds())
    await city.settle()
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert "Wij letten hierop." in amina.text


async def test_a_question_that_was_closed_meanwhile_is_not_asked_any_more(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await passes_on(amina)
    report = city.look(store.all_open)[0].id
    await nora.taps("Vraag stellen")
    await nora.says("Waar in de wijk merkt u dit?")
    await city.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    await amina.taps("Bericht lezen")
    assert amina.received("Deze knop werkt niet meer")
    assert not amina.received("Waar in de wijk")
