"""Another time or place for an open call-out; the appointment follows, and in the end the place leaves."""

from datetime import timedelta

import pytest
from icalendar import Calendar, Component

from domain.actors import Role
from domain.callout_messages import Words
from domain.callout_moves import Move
from domain.callouts import CallOut
from domain.ids import CallOutId
from domain.network_times import Urgency
from storage import callout_chats as chats
from storage import callouts as store
from storage import cards
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.world import Person, World
from usecases import callout_follow_up, callout_moves, callouts
from usecases.callout_follow_up import Followed, SaysTooLittle
from usecases.callout_sending import NotNow, TimePassed

PLACE, NUMBER = "stadskantoor", "015 000 00 03"
LATER = "De plek krijgt u na uw antwoord."


def appointments(person: Person) -> list[tuple[str, Component]]:
    """Each file of an appointment, with its method."""
    files = [message.document for message in person.chat if message.document is not None]
    read = [Calendar.from_ical(file.data) for file in files]
    return [(str(one["method"]), one.walk("VEVENT")[0]) for one in read]


def whole_chat(person: Person) -> str:
    """Everything that is visible, the labels too."""
    return "\n".join(message.text + " ".join(message.labels) for message in person.chat)


async def moves(nora: Person, *taps: str, types: str = "") -> None:
    """*Meer bij oproep*, one change, up to the preview."""
    await opens_board(nora)
    await nora.taps("Meer bij oproep", "Tijd of plek aanpassen", *taps)
    if types:
        await nora.says(types)


async def closes(nora: Person) -> None:
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met 12 mensen uit de wijk.")
    await nora.taps("Nu versturen")


def loaded(world: World, call_out: CallOutId) -> CallOut:
    made = world.look(lambda tx: store.load(tx, call_out))
    assert made is not None
    return made


async def test_another_time_is_told_from_what_to_what_and_the_time_to_answer_moves_along(
    world: World,
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await moves(nora, "Tijd aanpassen", "Andere tijd", types="morgen 10.00")
    shown = nora.text.partition("Zo ziet iedereen het bericht:\n\n")[2].partition("\n\nGaat naar:")[0]
    await nora.taps("Nu versturen")
    new, old = "morgen, vrijdag 13 maart, 10.00 uur", "vandaag, donderdag 12 maart, 20.00 uur"
    for person in (amina, bram):
        assert person.received(f"De tijd is nu {new}. Eerst was dat {old}.")
        assert person.received("De plek en wat wij u vragen.")
    assert bram.text == shown
    after = loaded(world, made.id)
    assert made.times.reply_by is not None
    assert made.times.starts_at is not None
    assert after.times.starts_at is not None
    later = after.times.starts_at - made.times.starts_at
    assert after.times.reply_by == made.times.reply_by + later
    assert after.sequence == 1
    assert f"Fijn dat u komt. Morgen, vrijdag 13 maart, 10.00 uur, {PLACE}." in whole_chat(amina)
    assert "Ik kom" in bram.chat[-2].labels
    assert bram.chat[-2].text.count(old.removeprefix("vandaag, ")) == 0


async def test_an_updated_calendar_file_keeps_its_uid_and_counts_up(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom", "Zet in agenda")
    await moves(nora, "Tijd aanpassen", "Andere tijd", types="morgen 10.00")
    await nora.taps("Nu versturen")
    await moves(nora, "Waar het is", "Bibliotheek")
    await nora.taps("Nu versturen")
    await opens_board(nora)
    await nora.taps("Gaat niet door")
    await nora.says("De zaal is dicht.")
    await nora.taps("Nu versturen")
    found = appointments(amina)
    assert [method for method, _ in found] == ["PUBLISH", "PUBLISH", "PUBLISH", "CANCEL"]
    assert [int(str(event["sequence"])) for _, event in found] == [0, 1, 2, 3]
    assert len({str(event["uid"]) for _, event in found}) == 1
    assert [str(event.get("location")) for _, event in found][2] == "bibliotheek"
    assert str(found[-1][1]["status"]) == "CANCELLED"
    assert found[0][1].decoded("dtstart") != found[1][1].decoded("dtstart")
    assert appointments(bram) == []


async def test_the_appointment_says_nothing_about_why_and_not_a_place_that_was_kept(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world, place_after_answer=True))
    await amina.taps("Ik kom", "Zet in agenda")
    assert amina.chat[-1].document is not None
    file = amina.chat[-1].document.data.decode()
    parts = made.parts
    for secret in (parts.facts, parts.ask, parts.line_to_say, parts.place, "oproep", "onrust"):
        assert secret.lower() not in file.lower()


async def test_place_and_number_come_only_after_a_yes(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    cem = await world.member("Cem", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world, place_after_answer=True, dial_in=NUMBER))
    for person in (amina, bram, cem):
        assert "De plek en het nummer om mee te bellen krijgt u na uw antwoord." in person.text
        assert PLACE not in whole_chat(person)
        assert NUMBER not in whole_chat(person)
    await amina.taps("Ik kom")
    assert PLACE in amina.text
    await bram.taps("Ik bel mee")
    assert NUMBER in bram.text
    await cem.taps("Ik kom niet")
    assert PLACE not in whole_chat(cem)
    await moves(nora, "Waar het is", "Bibliotheek")
    await nora.taps("Nummer om te bellen")
    await nora.says("015 000 00 09")
    await nora.taps("Nu versturen")
    assert amina.received("De plek is nu bibliotheek. Eerst was dat stadskantoor.")
    assert bram.received("is nu 015 000 00 09.")
    for secret in ("bibliotheek", "000 00 09", PLACE):
        assert secret not in whole_chat(cem)
    assert cem.received("De plek is een andere. Die krijgt u na uw antwoord.")


@pytest.mark.parametrize("later", [True, False])
@pytest.mark.parametrize("cancelled", [True, False])
async def test_the_place_is_withdrawn_after_closing(world: World, later: bool, cancelled: bool) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL, discreet=True)
    cem = await world.member("Cem", Role.CONTACTCIRKEL)
    dina = await world.member("Dina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world, place_after_answer=later, dial_in=NUMBER))
    await amina.taps("Ik kom")
    await bram.taps("Bericht lezen", "Ik kom")
    await cem.says("ja")
    await world.passes(hours=1)
    assert len(dina.received("Wij weten het nog niet van u.")) == 1
    await dina.says("/menu")
    await dina.taps("Open oproepen", *[label for label in dina.buttons if "20.00" in label][:1])
    await moves(nora, "Waar het is", "Bibliotheek")
    await nora.taps("Nu versturen")
    seen = {person: len(person.chat) for person in (amina, cem, dina)}
    if cancelled:
        await opens_board(nora)
        await nora.taps("Gaat niet door")
        await nora.says("De zaal is dicht.")
        await nora.taps("Nu versturen")
    else:
        await closes(nora)
    for person in (amina, bram, cem, dina):
        for secret in (PLACE, "bibliotheek", NUMBER, "Ik kom", "Zet in agenda", "Toch niet komen"):
            assert secret not in whole_chat(person), (person.name, secret)
        assert person.received("die hier stond")
    assert len(dina.chat) == seen[dina] + 1  # the ending itself, and nothing new beside it
    await world.passes(days=3)
    assert world.look(lambda tx: chats.showing(tx, made.id, *cards.KEPT)) == []


async def test_a_message_that_shows_something_else_by_now_stays_as_it_is(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.says("/menu")
    await amina.taps("Open oproepen", *[label for label in amina.buttons if "20.00" in label][:1])
    await amina.says("/menu")
    await amina.taps("Open oproepen", "Naar het menu")
    menu = amina.last.id
    await closes(nora)
    assert next(one for one in amina.chat if one.id == menu).labels
    assert not next(one for one in amina.chat if one.id == menu).text.startswith("De oproep die hier stond")


async def test_whoever_is_away_or_not_reached_at_night_has_no_place_left_either(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, nights=False)
    await sends(world, nora, a_plan(world))
    await amina.says("/menu")
    await world.passes(hours=5)
    await closes(nora)
    assert not amina.received("Deze oproep is voorbij.")
    assert PLACE not in whole_chat(amina)


async def test_an_answer_that_arrives_while_it_closes_leaves_no_place_behind(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await closes(nora)
    message = amina.chat[-2].id
    name = cards.name_of(f"asked:{made.id}", message)
    world.look(lambda tx: cards.put(tx, amina.id, name, message, world.now))
    late = [
        shown for _, shown in world.look(lambda tx: chats.shown_after_the_end(tx, world.now - timedelta(1)))
    ]
    assert late == [(amina.id, name, message)]
    await world.passes(minutes=1)
    assert PLACE not in whole_chat(amina)


async def test_nothing_moves_to_a_time_that_is_past_nor_without_a_change(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    seen = len(amina.chat)

    async def move(call_out: CallOutId, wanted: Move) -> object:
        promised = world.now + timedelta(hours=1)
        return await world.bot.app.run(nora.turn, callout_moves.move, call_out, wanted, Words(), promised)

    assert isinstance(await move(made.id, Move(world.now)), TimePassed)
    assert isinstance(await move(made.id, Move()), SaysTooLittle)
    assert isinstance(await move(made.id, Move(made.times.starts_at, PLACE)), SaysTooLittle)
    told = await sends(world, nora, a_plan(world, Urgency.INFO))
    assert isinstance(await move(told.id, Move(place="aula")), NotNow)
    await nora.forges(f"c1:move:{told.id}")
    assert "Deze knop werkt niet meer" in nora.text
    await closes_one(world, nora, made.id)
    assert isinstance(await move(made.id, Move(place="aula")), NotNow)
    await nora.forges(f"c1:move:{made.id}")
    assert "Deze oproep is al gesloten." in nora.text
    assert not [one for one in amina.chat[seen:] if "Nieuw bericht" in one.text]


async def closes_one(world: World, nora: Person, call_out: CallOutId) -> None:
    done = await world.bot.app.run(nora.turn, callout_follow_up.close, call_out, Words(summary="Gedaan."))
    assert isinstance(done, Followed)
    await world.settle()


async def test_a_chosen_time_that_passed_before_sending_is_asked_again(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await moves(nora, "Tijd aanpassen", "Andere tijd", types="vandaag 17.20")
    await world.passes(minutes=25)
    await nora.forges(button(nora, "Nu versturen"))
    assert "tijd" in nora.text
    assert world.look(store.all_open)[0].sequence == 0


async def test_the_nudge_and_the_list_wait_for_the_new_time_and_come_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    plan = a_plan(world, Urgency.URGENT)
    await world.bot.app.run(nora.turn, callouts.call_out, plan)
    await world.settle()
    await sem.taps("Ja, versturen")
    await moves(nora, "Tijd aanpassen", "Andere tijd", types="vandaag 21.00")
    await nora.taps("Nu versturen")
    await world.passes(minutes=20)
    assert not amina.received("Wij weten het nog niet van u.")
    assert not nora.received("De tijd om te antwoorden is voorbij.")
    await world.passes(minutes=25)
    await world.passes(minutes=35)
    assert len(amina.received("Wij weten het nog niet van u.")) == 1
    assert len(nora.received("De tijd om te antwoorden is voorbij.")) == 1


async def test_two_who_move_at_once_both_count_up(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await moves(nora, "Waar het is", "Bibliotheek")
    await moves(karim, "Tijd aanpassen", "Andere tijd", types="morgen 10.00")
    nora.user.press("Nu versturen")
    karim.user.press("Nu versturen")
    await world.settle()
    after = loaded(world, made.id)
    assert (after.sequence, after.parts.place) == (2, "bibliotheek")
    assert max(int(str(event["sequence"])) for _, event in appointments(amina)) == 2
    assert amina.received("De plek is nu bibliotheek.")
    assert amina.received("De tijd is nu morgen, vrijdag 13 maart, 10.00 uur.")


async def test_a_message_that_follows_leads_to_moving_only_where_people_gather(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    told = await sends(world, nora, a_plan(world, Urgency.INFO))
    await nora.forges(f"c1:update:{told.id}")
    await nora.says("De straat is weer open.")
    assert "Tijd of plek aanpassen" not in nora.buttons
    made = await sends(world, nora, a_plan(world))
    await nora.forges(f"c1:update:{made.id}")
    await nora.says("De straat is weer open.")
    await nora.taps("Tijd of plek aanpassen")
    assert nora.text.startswith("Wat verandert er? Nu is het:")
    assert len(nora.buttons) <= 8


async def test_moving_is_for_the_desk(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.forges(f"c1:move:{made.id}")
    assert "andere rol" in amina.text
