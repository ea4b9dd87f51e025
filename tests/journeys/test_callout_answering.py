"""Answering: one tap, changed as often as wanted, counted at once; nobody is asked who has answered."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.callout_answers import Answer
from domain.network_times import Urgency
from storage import callout_answers as store
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.world import World
from usecases import callout_answers, callout_approval, callouts
from usecases.callout_approval import Waiting


async def test_one_tap_answers_and_another_changes_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    assert amina.text.startswith("Fijn dat u komt.")
    await amina.taps("Toch niet komen")
    assert "U hoeft niet te zeggen waarom." in amina.text
    await amina.taps("Ik kom toch")
    await opens_board(nora)
    assert "Komen: 1." in nora.text
    assert "Komen niet: 0." in nora.text


async def test_with_stille_stand_it_is_two_taps(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=True)
    await sends(world, nora, a_plan(world))
    assert amina.text == "U hebt een bericht van het netwerk."
    await amina.taps("Bericht lezen", "Ik kom")
    assert amina.text.startswith("Fijn dat u komt.")


async def test_coming_later_is_two_taps_and_counts_as_not_there_at_the_start(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom later")
    assert amina.buttons[-1] == "Toch op tijd"
    assert len(amina.buttons) == 4
    await amina.taps(amina.buttons[0])
    assert "Wij rekenen op u vanaf" in amina.text
    mine = world.look(lambda tx: store.response_of(tx, made.id, amina.id))
    assert mine is not None
    assert made.times.starts_at is not None
    assert mine.arrival == made.times.starts_at + timedelta(minutes=15)
    await opens_board(nora)
    assert "Komen later: 1." in nora.text
    assert ": 0.\n\n" in nora.text.partition("Aanwezig om")[2]
    await amina.taps("Andere tijd kiezen", "Toch op tijd")
    assert amina.text.startswith("Fijn dat u komt.")


async def test_a_kept_place_comes_with_the_yes_and_nothing_contradicts_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world, place_after_answer=True))
    assert "De plek krijgt u na uw antwoord." in amina.text
    assert "stadskantoor" not in amina.text
    await amina.taps("Ik kom niet")
    assert "stadskantoor" not in amina.text
    await amina.taps("Ik kom toch")
    assert "stadskantoor" in amina.text
    assert "na uw antwoord" not in amina.text


@pytest.mark.parametrize("urgency", [Urgency.MEETING, Urgency.URGENT])
@pytest.mark.parametrize("later", [False, True])
async def test_under_an_answer_nobody_is_asked_to_let_us_know(
    world: World, urgency: Urgency, later: bool
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    fatma = await world.member("Fatma", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    plan = a_plan(world, urgency, place_after_answer=later, dial_in="085 555 01 02")
    done = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    if isinstance(done, Waiting):
        await world.bot.app.run(fatma.turn, callout_approval.approve, done.call_out.id)
    await world.settle()
    asked = amina.text
    assert "Laat vóór" in asked
    for label in ("Ik kom", "Toch niet komen"):
        await amina.taps(label)
        assert "Laat vóór" not in amina.text
        assert asked.split("\n")[0] in amina.text
        assert "Dit weten wij" in amina.text
        assert "Volgend bericht: " in amina.text
    assert ("na uw antwoord" in amina.text) == later


async def test_what_was_chosen_already_is_said_and_changes_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    shown = amina.text
    await amina.forges(f"c1:answer:{made.id}:coming")
    assert amina.user.popup == "Dit had u al gekozen: Ik kom. Er verandert niets."
    assert amina.text == shown


async def test_deciding_later_is_asked_again_once_at_the_end(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    assert made.times.reply_by is not None
    await amina.taps("Weet ik nog niet")
    assert "nog één keer" in amina.text
    await amina.taps("Ik kom")
    await amina.forges(f"c1:answer:{made.id}:undecided")
    await world.until(made.times.reply_by - timedelta(minutes=1))
    assert not amina.received("Wij weten het nog niet van u")
    await world.passes(minutes=2)
    assert len(amina.received("Wij weten het nog niet van u")) == 1
    assert "Weet ik nog niet" not in amina.buttons
    await amina.forges(f"c1:answer:{made.id}:coming")
    await amina.forges(f"c1:answer:{made.id}:undecided")
    assert "U kunt hier nog antwoorden." in amina.text
    seen = len(amina.chat)
    await world.passes(minutes=50)
    assert len(amina.chat) == seen


async def test_the_nudge_reaches_only_who_did_not_answer_and_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    silent = await world.member("Amina", Role.CONTACTCIRKEL)
    answered = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Bram", "Cem", "Dora")]
    made = await sends(world, nora, a_plan(world))
    for person, label in zip(answered, ("Ik kom", "Ik kom niet", "Weet ik nog niet"), strict=True):
        await person.taps(label)
    await world.passes(hours=1, minutes=1)
    assert len(silent.received("Wij weten het nog niet van u")) == 1
    assert not any(person.received("Wij weten het nog niet van u") for person in answered)
    assert made.times.reply_by is not None
    await world.until(made.times.reply_by + timedelta(minutes=5))
    assert len(silent.received("Wij weten het nog niet van u")) == 1


async def test_a_tap_after_closing_is_answered_kindly_and_only_counted(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met elkaar.")
    await nora.taps("Nu versturen")
    for _ in range(2):
        await amina.forges(f"c1:answer:{made.id}:coming")
        assert "Wij geven wel door dat er nog een antwoord kwam, zonder uw naam." in amina.text
    mine = world.look(lambda tx: store.response_of(tx, made.id, amina.id))
    assert mine is not None
    assert mine.answer is Answer.NONE
    await nora.taps("Oproep bekijken")
    assert "Komen: 0." in nora.text
    assert "Antwoord na het sluiten: 1." in nora.text
    for data in (f"c1:show:{made.id}", f"c1:later:{made.id}", f"c1:calendar:{made.id}"):
        await amina.forges(data)
        assert "Deze oproep is al voorbij." in amina.text


async def test_after_the_meeting_an_answer_is_late_and_the_desk_is_asked_to_close(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await bram.taps("Ik kom")
    await world.passes(hours=3, minutes=59)
    await opens_board(nora)
    assert "Deze stem mist nog:" in nora.text
    assert "Nog iemand vragen" in nora.buttons
    await world.passes(minutes=1)
    await amina.forges(f"c1:answer:{made.id}:coming")
    assert amina.text.startswith("Deze oproep is al voorbij. Wij geven wel door")
    assert "Fijn dat u komt" not in amina.text
    await amina.forges(f"c1:later:{made.id}")
    assert amina.text.startswith("Deze oproep is al voorbij.")
    await bram.taps("Toch niet komen")
    assert bram.text.startswith("Deze oproep is al voorbij.")
    mine = world.look(lambda tx: store.response_of(tx, made.id, bram.id))
    assert mine is not None
    assert mine.answer is Answer.COMING
    await opens_board(nora)
    assert nora.text.startswith("De tijd van de bijeenkomst is voorbij.")
    assert "Komen: 1. Komen later: 0. Bellen mee: 0. Komen niet: 0. Nog open: 1." in nora.text
    assert "Antwoord na die tijd: 2." in nora.text
    assert "Mensen wachten op bericht." in nora.text
    assert "Deze stem mist nog" not in nora.text
    assert nora.buttons[0] == "Oproep afsluiten"
    assert not {"Nog iemand vragen", "Bellijst openen", "Gaat niet door"} & set(nora.buttons)
    await nora.forges(f"c1:deeds:{made.id}")
    assert "Nog iemand vragen" not in nora.buttons


async def test_a_stranger_a_member_elsewhere_and_somebody_who_left_change_nothing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    elsewhere = await world.member("Pim", Role.PARTNER, Role.SNRP)
    stranger = await world.person("Onbekend").starts()
    made = await sends(world, nora, a_plan(world))
    for person in (elsewhere, stranger):
        await person.forges(f"c1:answer:{made.id}:coming")
        assert "stadskantoor" not in person.text
    pressed = button(amina, "Ik kom")
    await amina.says("/stop")
    await amina.taps(*[label for label in amina.buttons if label.startswith("Ja")])
    await amina.forges(pressed)
    assert not world.look(lambda tx: store.responses(tx, made.id))


async def test_forged_answers_do_not_work(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    for word in ("none", "read", "dialling_in", "standing_by", "x"):
        await amina.forges(f"c1:answer:{made.id}:{word}")
        assert "Deze knop werkt niet meer" in amina.text
    for data in (f"c1:arrive:{made.id}:0", f"c1:arrive:{made.id}:99999", f"c1:arrive:{made.id}:-5"):
        await amina.forges(data)
        assert "Deze knop werkt niet meer" in amina.text
    mine = world.look(lambda tx: store.response_of(tx, made.id, amina.id))
    assert mine is not None
    assert mine.answer is Answer.NONE


async def test_typed_yes_and_no_answer_the_newest_call_out(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.says("Ja")
    assert amina.text.startswith("Fijn dat u komt.")
    await amina.says("nee")
    assert "U hoeft niet te zeggen waarom." in amina.text


async def test_an_urgent_call_out_breaks_through_the_night_unless_somebody_said_not(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    asleep = await world.member("Bram", Role.CONTACTCIRKEL, nights=False)
    await world.until(datetime(2026, 3, 12, 22, 0, tzinfo=UTC))
    before = len(asleep.chat)
    await sends(world, nora, a_plan(world, Urgency.MEETING))
    assert amina.received("Wilt u erbij zijn?")
    assert len(asleep.chat) == before


async def test_who_wants_no_more_about_it_hears_no_more(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom niet", "Geen berichten hierover")
    await opens_board(nora)
    await nora.taps("Nieuw bericht sturen")
    await nora.says("Het is nu stil in de straat.")
    await nora.taps("Nu versturen")
    assert not amina.received("Nieuw bericht over de oproep")


async def test_one_circle_more_is_asked_and_nobody_twice(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, Role.SNRP)
    bram = await world.member("Bram", Role.SNRP)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Nog iemand vragen")
    assert "Netwerkleden: 1 mens" in nora.text
    await nora.taps("Netwerkleden")
    assert "nu ook naar 1 ander mens" in nora.text
    assert len(amina.received("Wilt u erbij zijn?")) == 1
    assert len(bram.received("Wilt u erbij zijn?")) == 1
    await bram.taps("Ik kom")
    await opens_board(nora)
    await nora.taps("Nog iemand vragen")
    assert "Iedereen is al gevraagd." in nora.text


async def test_a_call_out_that_is_sent_twice_at_once_is_two_and_each_has_its_own_answers(
    world: World,
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    first = await sends(world, nora, a_plan(world))
    second = await sends(world, nora, a_plan(world, facts="Nog een ruit is kapot."))
    await amina.forges(f"c1:answer:{first.id}:coming")
    said = [
        await world.bot.app.run(amina.turn, callout_answers.asked_of_me, one.id) for one in (first, second)
    ]
    assert [mine.answer for _, mine in filter(None, said)] == [Answer.COMING, Answer.NONE]
    await world.passes(seconds=5)
    await nora.says("/menu")
    await nora.taps("Lopende oproep")
    assert nora.text.startswith("Open oproepen")
    await amina.says("/menu")
    assert "oproepen" in amina.text
    reach = await world.bot.app.run(nora.turn, callouts.reach, ("contactcirkel",))
    assert reach.people == 1
