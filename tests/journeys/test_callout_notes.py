"""What stands beside an answer: what it was before and when, and a few words that the desk reads nameless."""

from dataclasses import replace
from datetime import timedelta

from domain.actors import Role
from domain.callout_answers import Answer
from domain.ids import CallOutId
from storage import callout_answers as store
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.world import Person, World


async def called_together(world: World) -> tuple[Person, Person, CallOutId]:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    return nora, amina, (await sends(world, nora, a_plan(world))).id


async def reads_notes(nora: Person) -> None:
    await opens_board(nora)
    await nora.taps("Meer bij oproep", "Opmerkingen lezen")


async def test_a_changed_answer_says_what_stood_there_and_when_it_changed(world: World) -> None:
    _, amina, made = await called_together(world)
    await amina.taps("Ik kom niet")
    assert "gekozen" not in amina.text
    await world.passes(minutes=42)
    await amina.taps("Ik kom toch")
    assert "U had eerst gekozen: Ik kom niet. U veranderde dat om 17.42 uur." in amina.text
    await amina.says("/menu")
    await amina.forges(f"c1:show:{made}")
    assert "U had eerst gekozen: Ik kom niet. U veranderde dat om 17.42 uur." in amina.text


async def test_what_is_typed_after_an_answer_stands_beside_it_and_is_read_without_a_name(
    world: World,
) -> None:
    nora, amina, _ = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("Ik neem koffie mee voor iedereen.")
    assert "Wilt u dit bij uw antwoord op de oproep zetten?" in amina.text
    assert amina.buttons == ["Zet erbij", "Niet bewaren"]
    await amina.taps("Zet erbij")
    assert amina.text.startswith("Dat staat nu bij uw antwoord.")
    await reads_notes(nora)
    assert "Ik neem koffie mee voor iedereen." in nora.text
    assert "Amina" not in nora.text
    await opens_board(nora)
    assert "Opmerkingen bij antwoorden: 1." in nora.text


async def test_what_is_not_to_be_kept_is_not_kept(world: World) -> None:
    nora, amina, _ = await called_together(world)
    await amina.taps("Ik kom niet")
    await amina.says("Mijn bus rijdt niet.")
    await amina.taps("Niet bewaren")
    assert amina.text.startswith("Goed. Wij bewaren dit niet.")
    await reads_notes(nora)
    assert nora.text == "Niemand schreef iets bij een antwoord."


async def test_a_note_can_be_taken_away(world: World) -> None:
    nora, amina, _ = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("Ik neem koffie mee.")
    await amina.taps("Zet erbij", "Toch weghalen")
    assert amina.text.startswith("De tekst is weg.")
    await reads_notes(nora)
    assert nora.text == "Niemand schreef iets bij een antwoord."


async def test_typed_yes_and_no_mean_the_question_about_the_note_and_never_another_answer(
    world: World,
) -> None:
    nora, amina, made = await called_together(world)
    await amina.taps("Ik kom niet")
    await amina.says("Ik ben op mijn werk.")
    await amina.says("ja")
    assert amina.text.startswith("Dat staat nu bij uw antwoord.")
    await amina.says("Toch een ander ding.")
    await amina.says("nee")
    assert amina.text.startswith("Goed. Wij bewaren dit niet.")
    mine = world.look(lambda tx: store.responses(tx, made))
    assert [one.answer for one in mine] == [Answer.NOT_COMING]
    await reads_notes(nora)
    assert "Ik ben op mijn werk." in nora.text


async def test_a_name_in_a_note_is_asked_about_and_going_on_without_keeps_nothing(world: World) -> None:
    nora, amina, _ = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("Ik kom samen met Fatima Yilmaz, 0612345678.")
    assert "Zet erbij" not in amina.buttons
    assert "Verder zonder tekst" in amina.buttons
    await amina.taps("Verder zonder tekst")
    assert amina.text.startswith("Goed. Wij bewaren dit niet.")
    await reads_notes(nora)
    assert nora.text == "Niemand schreef iets bij een antwoord."


async def test_a_note_has_at_most_two_hundred_signs(world: World) -> None:
    _, amina, _ = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("x" * 201)
    assert "200" in amina.text
    await amina.says("Kort.")
    assert "Zet erbij" in amina.buttons


async def test_loose_text_is_otherwise_what_it_was(world: World) -> None:
    nora, amina, made = await called_together(world)
    await amina.says("Ik neem koffie mee.")
    not_understood = amina.text
    assert "Zet erbij" not in amina.buttons
    await amina.forges(f"c1:answer:{made}:coming")
    await world.passes(minutes=61)
    await amina.says("Ik neem koffie mee.")
    assert amina.text == not_understood
    assert nora.received("Ik neem koffie mee.") == []


async def test_after_a_drill_nothing_is_put_beside_an_answer(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, replace(a_plan(world), drill=True))
    await amina.taps("Ik ben bereikbaar")
    await amina.says("Alles werkt hier.")
    assert "Zet erbij" not in amina.buttons


async def test_after_closing_a_note_is_not_kept_any_more(world: World) -> None:
    nora, amina, made = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("Ik neem koffie mee.")
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met elkaar.")
    await nora.taps("Nu versturen")
    await amina.forges(button(amina, "Zet erbij"))
    assert "Deze oproep is al voorbij." in amina.text
    assert world.look(lambda tx: store.notes(tx, made)) == []


async def test_notes_go_with_the_answers_and_with_whoever_leaves(world: World) -> None:
    nora, amina, made = await called_together(world)
    await amina.taps("Ik kom")
    await amina.says("Ik neem koffie mee.")
    await amina.taps("Zet erbij")
    assert len(world.look(lambda tx: store.notes(tx, made))) == 1
    await amina.says("/stop")
    await amina.taps(*[label for label in amina.buttons if label.startswith("Ja")])
    assert world.look(lambda tx: store.notes(tx, made)) == []
    await reads_notes(nora)
    assert nora.text == "Niemand schreef iets bij een antwoord."


async def test_a_yes_after_the_start_counts_as_coming_later(world: World) -> None:
    nora, amina, made = await called_together(world)
    starts_at = world.look(lambda tx: store.open_for(tx, amina.id))[0][0].times.starts_at
    assert starts_at is not None
    await world.until(starts_at + timedelta(minutes=10))
    await amina.forges(f"c1:show:{made}")
    await amina.taps("Ik kom later")
    assert "Toch op tijd" not in amina.buttons
    assert amina.buttons[0] == "Om 20.30 uur"
    await amina.forges(f"c1:answer:{made}:coming")
    await opens_board(nora)
    assert "Komen: 0. Komen later: 1." in nora.text
    await amina.forges(f"c1:arrive:{made}:5")
    assert amina.text == "Hoe laat kunt u er zijn?"
