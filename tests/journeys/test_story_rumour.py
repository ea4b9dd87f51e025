"""The rumour that is corrected: checked first, put right with what is true, and who hears it only counted."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from domain.actors import Role
from domain.corrections import Correction
from domain.duty import Shift, ShiftState
from domain.network_times import Urgency
from storage import audit, duty, members
from storage import corrections as store
from storage.database import Tx, count
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.faults.test_redelivered import dies_before_the_reply
from tests.world import Person, World
from usecases import callout_follow_up, callouts, housekeeping, own_data
from usecases.app import SYSTEM_TURN

FACT = "Op de school is vandaag niets gebeurd. Alle lessen gingen door."
LINE = "Ik heb het nagevraagd: op school is niets gebeurd."
CIRCLE = ("Amina", "Bram", "Cem", "Dewi", "Elif", "Farid")


async def city(world: World, names: tuple[str, ...] = CIRCLE) -> tuple[Person, list[Person]]:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    return nora, [await world.member(name, Role.CONTACTCIRKEL) for name in names]


async def begins(nora: Person) -> Person:
    """From the card of the call-out that runs."""
    await opens_board(nora)
    return await nora.taps("Meer bij oproep", "Gerucht rechtzetten")


async def writes(nora: Person) -> Person:
    await nora.says(FACT)
    await nora.taps("De school")
    return await nora.says(LINE)


async def corrects(nora: Person) -> str:
    """The whole way; returns the id that stands in the button to the count."""
    await writes(await begins(nora))
    await nora.taps("Nu versturen")
    return button(nora, nora.buttons[0]).rpartition(":")[2]


def of(world: World, correction: str) -> Correction:
    found = world.look(lambda tx: store.load(tx, correction))
    assert found is not None
    return found


def acts(world: World, people: list[Person]) -> list[int]:
    """How many lines the log has of each of them."""
    return world.look(lambda tx: [len(audit.acts_of(tx, person.id)) for person in people])


def marks(tx: Tx) -> int:
    return count(tx, store.correction_marks)


async def test_the_rumour_that_is_corrected(world: World) -> None:
    nora, people = await city(world)
    await sends(world, nora, a_plan(world))
    await begins(nora)
    assert nora.text.startswith("Een gerucht rechtzetten.")
    assert nora.buttons == ["Nog niet nagekeken", "Stoppen"]
    await nora.taps("Nog niet nagekeken")
    assert nora.text.startswith("Er is niets verstuurd.")
    assert not any(person.received("Dit hebben wij nagekeken") for person in people)

    await nora.taps("Gerucht rechtzetten")
    await writes(nora)
    shown = nora.text.partition("Zo ziet iedereen het bericht:\n\n")[2].partition("\n\nGaat naar:")[0]
    assert "Gaat naar: 6 mensen." in nora.text
    await nora.taps("Nu versturen")
    assert "naar 6 mensen" in nora.text
    for person in people:
        assert person.text == shown
        assert person.buttons == ["Ik heb het gelezen", "Dit hoor ik ook", "Ik heb een vraag"]

    for person in people[:5]:
        await person.taps("Dit hoor ik ook")
        assert person.text.startswith("Dank u wel. Wij tellen alleen hoe vaak mensen dit horen")
        assert LINE in person.text
    await people[0].taps("Toch niet gehoord")
    assert people[0].text.startswith("Goed. Wij tellen u niet mee.")
    await nora.taps(nora.buttons[0])
    assert "Verstuurd aan 6 mensen. Dit verhaal horen ook: minder dan 5." in nora.text
    await people[5].taps("Ik heb het gelezen", "Dit hoor ik ook")

    await world.passes(days=1)
    told = nora.received("Dit verhaal horen ook: 5.")
    assert told
    assert told[-1].labels == ["Nieuw bericht sturen", "Geen actie nodig"]
    assert world.look(marks) == 0
    await people[0].taps("Dit hoor ik ook")
    assert people[0].text.startswith("Wij tellen dit niet meer.")
    await nora.taps("Nieuw bericht sturen")
    assert nora.text


async def test_a_correction_starts_with_what_is_true_and_has_no_place_for_the_rumour(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    made = of(world, await corrects(nora))
    assert people[0].text.startswith("Dit hebben wij nagekeken.\n\nDit klopt: " + FACT)
    assert set(vars(made.words)) == {"fact", "source", "line_to_say", "as_of"}


async def test_a_message_of_ours_that_was_wrong_is_said_to_be_ours(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    await writes(await begins(nora))
    await nora.taps("Fout van ons: nee")
    assert "Wij verbeteren een eerder bericht." in nora.text
    await nora.taps("Fout van ons: ja", "Fout van ons: nee", "Nu versturen")
    assert people[0].text.startswith("Wij verbeteren een eerder bericht.")


async def test_every_part_changes_from_the_preview_and_comes_back_to_it(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    await writes(await begins(nora))
    await nora.taps("De bron", "Andere bron")
    await nora.says("de directie van de school")
    await nora.taps("Zin om te zeggen")
    await nora.says("Vraag het de school zelf.")
    await nora.taps("De feiten")
    await nora.says("Er was een oefening op school.")
    await nora.taps("Nu versturen")
    assert "Dat weten wij van de directie van de school, om 17.0" in people[0].text
    assert "Er was een oefening op school." in people[0].text
    assert "Vraag het de school zelf." in people[0].text


async def test_a_text_by_which_somebody_is_recognised_is_warned_about(world: World) -> None:
    nora, _ = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    await begins(nora)
    await nora.says("Jan de Vries deed niets.")
    await nora.taps("De politie")
    await nora.says(LINE)
    assert nora.text.startswith("Let op: in de tekst staat misschien een naam.")
    assert "Nu versturen" in nora.buttons


async def test_without_a_call_out_it_goes_to_circles_in_waking_hours_and_nothing_of_a_report_goes_along(
    world: World,
) -> None:
    nora, people = await city(world, ("Amina", "Bram"))
    brigade = await world.member("Greet", Role.VLIEGENDE_BRIGADE)
    await world.passes(hours=5)  # 22.00
    await nora.says("/oproep")
    await nora.taps("Gerucht rechtzetten")
    await writes(nora)
    assert nora.text == "Wie moet dit weten?"
    await nora.taps("Contactcirkel: nee", "Ga zo verder")
    assert "Gaat naar: 2 mensen." in nora.text
    await nora.taps("Nu versturen")
    assert not people[0].received(FACT)
    await world.passes(hours=10)
    assert people[0].received(FACT)
    assert people[1].received(FACT)
    assert not brigade.received(FACT)
    await people[0].taps("Dit hoor ik ook")
    assert people[0].text.startswith("Dank u wel.")


async def test_it_follows_an_urgent_call_out_through_quiet_hours(world: World) -> None:
    nora, people = await city(world, ("Amina", "Bram"))
    bram = people[1]
    world.look(lambda tx: members.change(tx, bram.id, nights=False))
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await world.passes(hours=6)  # 23.00
    await world.bot.app.run(nora.turn, callouts.call_out, a_plan(world, Urgency.URGENT))
    await world.settle()
    await sem.taps("Ja, versturen")
    await corrects(nora)
    assert people[0].received(FACT)
    assert not bram.received(FACT)
    await world.passes(hours=9)
    assert bram.received(FACT)


async def test_it_waits_for_the_morning_when_the_call_out_is_neither_urgent_nor_soon(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world, Urgency.INFO))
    await world.passes(hours=6)
    await corrects(nora)
    assert not people[0].received(FACT)
    await world.passes(hours=9)
    assert people[0].received(FACT)


async def test_who_wants_no_messages_about_it_gets_none(world: World) -> None:
    nora, people = await city(world, ("Amina", "Bram"))
    await sends(world, nora, a_plan(world))
    await people[1].taps("Ik kom niet", "Geen berichten hierover")
    made = of(world, await corrects(nora))
    assert made.people == 1
    assert not people[1].received(FACT)
    await people[1].forges(f"c1:heard:{made.id}")
    assert people[1].text.startswith("Deze knop werkt niet meer")
    assert of(world, made.id).heard == 0


async def test_each_member_counts_once_however_often_is_tapped(world: World) -> None:
    nora, people = await city(world, ("Amina", "Bram"))
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    for _ in range(3):
        await people[0].forges(f"c1:heard:{made}")
    assert of(world, made).heard == 1
    for _ in range(3):
        await people[0].forges(f"c1:unheard:{made}")
    assert of(world, made).heard == 0
    await people[1].taps("Dit hoor ik ook")
    assert of(world, made).heard == 1


async def test_only_a_count_is_kept_no_name_no_log_line_and_no_mark_after_a_day(world: World) -> None:
    nora, people = await city(world)
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    before = acts(world, people)
    for person in people:
        await person.taps("Dit hoor ik ook")
    assert acts(world, people) == before
    rows = world.look(lambda tx: tx.db.execute(select(store.correction_marks)).all())
    assert len(rows) == 6
    assert not [row for row in rows for person in people if person.id.encode() in row.key]
    await world.passes(days=1)
    assert world.look(marks) == 0
    assert of(world, made).heard == 6


async def test_the_count_of_five_and_more_is_told_and_of_fewer_only_that(world: World) -> None:
    nora, people = await city(world)
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    for number, person in enumerate(people):
        await person.taps("Dit hoor ik ook")
        await nora.forges(f"c1:sofar:{made}")
        told = str(number + 1) if number >= 4 else "minder dan 5"
        assert f"Dit verhaal horen ook: {told}." in nora.text


async def test_who_left_is_in_no_correction_and_stays_only_a_count(world: World) -> None:
    nora, people = await city(world, ("Amina", "Bram"))
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    await people[0].taps("Dit hoor ik ook")
    shown = await world.bot.app.run(people[0].turn, own_data.everything)
    assert shown["corrections"] == [{"sent_at": of(world, made).sent_at.isoformat(), "heard_too": True}]
    await world.bot.app.run(people[0].turn, own_data.erase)
    assert world.look(marks) == 0
    assert of(world, made).heard == 1
    await world.bot.app.run(nora.turn, own_data.erase)
    assert of(world, made).maker == store.NOBODY
    await world.passes(days=1)
    await people[0].forges(f"c1:heard:{made}")
    assert "Dank u wel. Wij tellen" not in people[0].text


async def test_the_desk_sees_what_it_put_right_before_it_puts_right_more(world: World) -> None:
    nora, _ = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    await corrects(nora)
    await begins(nora)
    assert nora.text.startswith("U stuurde al een rechtzetting.")
    assert nora.buttons[1:] == ["Nog iets rechtzetten", "Terug", "Naar het menu"]
    await nora.taps("Nog iets rechtzetten")
    assert nora.text.startswith("Een gerucht rechtzetten.")
    await nora.taps("Stoppen")
    await world.passes(days=1, hours=1)
    await begins(nora)
    assert nora.text.startswith("Een gerucht rechtzetten.")


async def test_nothing_is_put_right_after_the_call_out_is_over_or_in_a_drill(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    made = await sends(world, nora, a_plan(world))
    await writes(await begins(nora))
    await world.bot.app.run(nora.turn, callout_follow_up.cancel, made.id, "De school is dicht.")
    await nora.taps("Nu versturen")
    assert not people[0].received(FACT)
    drill = await sends(world, nora, replace(a_plan(world), drill=True))
    await nora.forges(f"c1:correct:{drill.id}")
    assert not nora.text.startswith("Een gerucht rechtzetten.")
    await nora.forges(f"c1:deeds:{drill.id}")
    assert "Gerucht rechtzetten" not in nora.buttons


async def test_a_double_tap_on_send_sends_once(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    await writes(await begins(nora))
    nora.user.press("Nu versturen")
    nora.user.press("Nu versturen")
    await world.settle()
    assert len(people[0].received(FACT)) == 1
    assert world.look(lambda tx: count(tx, store.corrections)) == 1


async def test_a_tap_that_comes_again_after_a_crash_counts_once_and_shows_that_it_does(world: World) -> None:
    nora, people = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    people[0].user.press("Dit hoor ik ook")
    await dies_before_the_reply(world)
    await world.settle()
    assert people[0].text.startswith("Dank u wel. Wij tellen alleen")
    assert of(world, made).heard == 1


async def test_a_stand_in_on_duty_is_not_offered_what_only_the_netwerkregisseur_may(world: World) -> None:
    amina = await world.member("Amina", Role.SNRP)
    shift = Shift("shift00000000000", amina.id, world.now, world.now + timedelta(hours=8), ShiftState.ON)
    world.look(lambda tx: duty.add(tx, shift))
    await amina.says("/oproep")
    assert "Incident bij een gebouw" in amina.buttons
    assert "Gerucht rechtzetten" not in amina.buttons
    await amina.forges("c1:correct")
    assert not amina.received("Een gerucht rechtzetten.")


async def test_in_stille_stand_it_arrives_without_a_word_of_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=True)
    await sends(world, nora, a_plan(world))
    await corrects(nora)
    assert amina.text == "U hebt een bericht van het netwerk."
    await amina.taps("Bericht lezen", "Dit hoor ik ook")
    assert amina.text.startswith("Dank u wel. Wij tellen alleen")


async def test_a_correction_is_kept_for_a_year(world: World) -> None:
    nora, _ = await city(world, ("Amina",))
    await sends(world, nora, a_plan(world))
    made = await corrects(nora)
    for days, there in ((364, True), (2, False)):
        world.clock.advance(timedelta(days=days).total_seconds())
        await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
        assert (world.look(lambda tx: store.load(tx, made)) is not None) is there
