"""After the call-out: what changed, no news, the all-clear with what was done, or a cancellation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.network_times import Urgency
from storage import access
from storage import callout_answers as store
from storage.access import Look
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.world import Person, World
from usecases import callout_follow_up, own_data
from usecases.callout_sending import NotNow

SUMMARY = "Wij praatten met 12 mensen uit de wijk. Morgen lopen wij samen een ronde."


async def closes(nora: Person, *switches: str) -> None:
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says(SUMMARY)
    await nora.taps(*switches, "Nu versturen")


async def test_an_update_says_what_changed_and_reads_as_its_preview(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Nieuw bericht sturen")
    await nora.says("De politie sprak met twee getuigen.")
    await nora.taps("Wat gelijk blijft")
    await nora.says("De tijd en de plek.")
    await nora.taps("Volgend bericht", "Over 2 uur")
    shown = nora.text.partition("Zo ziet iedereen het bericht:\n\n")[2].partition("\n\nGaat naar:")[0]
    await nora.taps("Nu versturen")
    assert amina.text == shown
    assert "Volgend bericht: vandaag, donderdag 12 maart, 19.05 uur." in amina.text
    await amina.taps("Ik heb het gelezen")
    assert amina.text.startswith("Dank u wel voor het lezen.")
    assert "twee getuigen" in amina.text


async def test_a_promised_message_is_watched_and_no_news_is_news(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await world.passes(minutes=51)
    assert nora.received("U beloofde om 18.00")
    await nora.taps("Nog geen nieuws", "Over 1 uur", "Nu versturen")
    assert amina.text.startswith("Er is nog geen nieuws.")
    assert "18.55 uur" in amina.text
    await world.passes(minutes=15)
    assert len(nora.received("U beloofde om")) == 0 or "18.00" not in nora.text
    await world.passes(minutes=40)
    assert nora.text.startswith("U beloofde om 18.55")


async def test_an_update_that_went_out_is_not_asked_for(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Nieuw bericht sturen")
    await nora.says("Het is stil in de straat.")
    await nora.taps("Volgend bericht", "Over 4 uur", "Nu versturen")
    await world.passes(hours=1)
    assert not nora.received("U beloofde om")


async def test_closing_asks_what_was_done_and_says_when_answers_are_erased(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bram", "Cem")]
    await sends(world, nora, a_plan(world))
    await people[0].taps("Ik kom")
    await people[1].taps("Ik kom niet")
    await closes(nora)
    for person in people:
        assert person.text.startswith("Deze oproep is voorbij.")
        assert SUMMARY in person.text
        assert "Het is weer rustig." not in person.text
        assert "11 april 2026" in person.text
    await nora.taps("Oproep bekijken")
    assert "Komen: 1." in nora.text
    assert nora.buttons == ["Nieuwe oproep", "Naar het menu"]


async def test_calm_is_said_only_when_it_is_chosen(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await closes(nora, "Weer rustig: nee")
    assert f"Het is weer rustig. {SUMMARY}" in amina.text


async def test_there_is_no_way_to_close_without_a_summary(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.forges("f1:pick:callout_close:summary:-")
    assert "Zonder tekst kan het bericht niet weg." in nora.text
    await nora.forges("f1:pick:callout_close:preview:send")
    assert not amina.received("Deze oproep is voorbij.")


async def test_answers_are_gone_thirty_days_later_and_the_counts_stay(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await closes(nora)
    await world.passes(days=29)
    assert world.look(lambda tx: store.responses(tx, made.id))
    await world.passes(days=2)
    assert not world.look(lambda tx: store.responses(tx, made.id))
    await nora.forges(f"c1:board:{made.id}")
    assert "Komen: 1." in nora.text


async def test_whoever_wants_to_be_called_is_called_by_one(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, phone="+31600000001")
    await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    assert amina.text.startswith("Goed. Wij bellen u.")
    for desk in (nora, karim):
        assert desk.text.startswith("Amina wil graag gebeld worden.")
        assert "06 00" not in desk.text
    pressed = button(karim, "Ik bel nu")
    await nora.taps("Ik bel nu")
    assert nora.text == "U belt Amina: 06 00 00 00 01."
    await karim.forges(pressed)
    assert karim.text == "Iemand anders belt al. U hoeft niets te doen."
    looks = world.look(lambda tx: access.of(tx, amina.id, world.now - timedelta(days=1)))
    assert [look.look for look in looks] == [Look.VIEWED]


async def test_without_a_number_it_is_asked_for(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    assert "geen nummer van u" in amina.text
    assert "Nummer geven" in amina.buttons
    await nora.taps("Ik bel nu")
    assert "gaf nog geen nummer" in nora.text


async def test_it_goes_well_is_only_said_back(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await closes(nora)
    seen = len(nora.chat)
    await amina.taps("Het gaat goed")
    assert amina.text.startswith("Fijn om te horen.")
    assert len(nora.chat) == seen


async def test_a_cancellation_gives_the_reason_and_ends_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Gaat niet door")
    await nora.says("De zaal is dicht.")
    await nora.taps("Nu versturen")
    assert "gaat niet door." in amina.text
    assert "Reden: De zaal is dicht." in amina.text
    seen = len(amina.chat)
    await world.passes(hours=2)
    assert len(amina.chat) == seen
    await nora.forges(f"c1:cancel:{made.id}")
    assert "Deze oproep is al gesloten." in nora.text


async def test_a_form_that_outlived_its_call_out_sends_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(karim)
    await karim.taps("Oproep afsluiten")
    await karim.says("Karim sluit de oproep af.")
    await closes(nora)
    await karim.taps("Nu versturen")
    assert "Deze oproep is al gesloten." in karim.text
    assert len(amina.received("Deze oproep is voorbij.")) == 1


async def test_what_follows_comes_in_quiet_hours_to_who_got_the_call_out(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    asleep = await world.member("Bram", Role.CONTACTCIRKEL, nights=False)
    await world.until(datetime(2026, 3, 12, 22, 0, tzinfo=UTC))
    seen = len(asleep.chat)
    await sends(world, nora, a_plan(world, Urgency.MEETING))
    await closes(nora)
    assert amina.text.startswith("Deze oproep is voorbij.")
    await world.until(datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    assert len(asleep.chat) == seen


async def test_who_comes_hears_at_night_that_it_is_off_and_others_in_the_morning(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, nights=False)
    bram = await world.member("Bram", Role.CONTACTCIRKEL, nights=False)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await bram.taps("Ik kom niet")
    await world.until(datetime(2026, 3, 12, 20, 30, tzinfo=UTC))
    await closes(nora)
    assert amina.text.startswith("Deze oproep is voorbij.")
    assert not bram.received("Deze oproep is voorbij.")
    await world.until(datetime(2026, 3, 13, 8, 0, tzinfo=UTC))
    assert bram.received("Deze oproep is voorbij.")


async def test_the_call_list_holds_who_did_not_answer_and_gave_a_number(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    silent = await world.member("Amina", Role.CONTACTCIRKEL, phone="+31600000001")
    said_no = await world.member("Bram", Role.CONTACTCIRKEL, phone="+31600000002")
    await world.member("Cem", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await said_no.taps("Ik kom niet")
    await opens_board(nora)
    await nora.taps("Bellijst openen")
    assert "- Amina: 06 00 00 00 01" in nora.text
    assert "Bram" not in nora.text
    assert "Zonder nummer: 1." in nora.text
    since = world.now - timedelta(days=1)
    assert [one.look for one in world.look(lambda tx: access.of(tx, silent.id, since))] == [Look.LISTED]
    assert not world.look(lambda tx: access.of(tx, said_no.id, since))


async def test_the_call_list_has_pages_and_closes_with_the_call_out(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [
        await world.member(f"Lid {sign}", Role.CONTACTCIRKEL, phone="+31600000001") for sign in "ABCDEFGHIJ"
    ]
    made = await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Bellijst openen")
    since = world.now - timedelta(days=1)
    assert not world.look(lambda tx: access.of(tx, people[9].id, since))
    await nora.taps("Meer keuzes")
    assert "- Lid J: 06 00 00 00 01" in nora.text
    assert len(nora.buttons) == 5
    assert world.look(lambda tx: access.of(tx, people[9].id, since))
    await nora.taps("Lopende oproep")
    await closes(nora)
    await nora.forges(f"c1:list:{made.id}")
    assert "Deze oproep is al gesloten." in nora.text


@pytest.mark.parametrize("route", ["update", "nonews", "close", "cancel", "list", "more", "keep", "tell"])
async def test_what_belongs_to_the_desk_is_for_the_desk(world: World, route: str) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.forges(f"c1:{route}:{made.id}")
    assert "andere rol" in amina.text


async def test_a_drill_only_ends_and_information_is_not_called_off(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    drill = await sends(world, nora, replace(a_plan(world, Urgency.INFO), drill=True))
    told = await sends(world, nora, a_plan(world, Urgency.INFO))
    for data in (f"c1:update:{drill.id}", f"c1:nonews:{drill.id}", f"c1:cancel:{told.id}"):
        await nora.forges(data)
        assert "Deze knop werkt niet meer" in nora.text
    run = world.bot.app.run
    assert isinstance(await run(nora.turn, callout_follow_up.cancel, told.id, "Zomaar."), NotNow)
    assert isinstance(await run(nora.turn, callout_follow_up.no_news, drill.id, world.now), NotNow)
    await world.settle()
    assert not amina.received("nog geen nieuws")
    assert not amina.received("gaat niet door")


async def test_whoever_asks_for_everything_sees_these_wishes_too(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    await amina.forges(f"c1:answer:{made.id}:coming")
    mine = (await world.bot.app.run(amina.turn, own_data.everything))["call_outs"]
    assert isinstance(mine, list)
    assert mine[0] | {"answered_late": True, "call_back": True} == mine[0]
