"""A person phones: only who did not answer, each look is written down, and the member can change it."""

import asyncio
from datetime import UTC, datetime, timedelta

from domain.actors import Role
from domain.callout_answers import Answer, Response
from domain.callouts import CallOut
from domain.network_times import Urgency
from storage import access
from storage import callout_answers as store
from storage.callout_answers import CallBack
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World, shown_buttons
from usecases import callout_answers, callout_approval, callout_calls, callouts
from usecases.callout_answers import Answered
from usecases.callout_approval import Waiting
from usecases.callout_calls import AnsweredThemselves, FilledIn
from usecases.callout_sending import Sent

PHONE = "+31612345678"
SPOKEN = "06 12 34 56 78"


async def asked(world: World, *names: str) -> tuple[Person, list[Person]]:
    """A netwerkregisseur, and members with a number."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [await world.member(name, Role.CONTACTCIRKEL, phone=PHONE) for name in names]
    return nora, people


async def opens_list(nora: Person) -> None:
    await opens_board(nora)
    await nora.taps("Bellijst openen")


async def closes(nora: Person) -> None:
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met elkaar.")
    await nora.taps("Nu versturen")


def answer_of(world: World, made: CallOut, person: Person) -> Response:
    found = world.look(lambda tx: store.response_of(tx, made.id, person.id))
    assert found is not None
    return found


def looks_at(world: World, person: Person) -> list[str]:
    since = world.now - timedelta(days=1)
    return [look.why for look in world.look(lambda tx: access.of(tx, person.id, since))]


async def test_what_was_said_by_phone_is_filled_in_and_the_member_changes_it_in_one_tap(
    world: World,
) -> None:
    nora, (amina, bram) = await asked(world, "Amina", "Bram")
    made = await sends(world, nora, a_plan(world))
    await bram.taps("Ik kom niet")
    await opens_list(nora)
    assert "Amina" in nora.buttons
    assert "Bram" not in nora.buttons
    await nora.taps("Amina")
    assert nora.text.startswith(f"U belt Amina: {SPOKEN}.")
    assert looks_at(world, amina) == ["call_list", "call_list"]
    await nora.taps("Komt wel")
    assert nora.text.startswith("Ingevuld voor Amina: Ik kom.")
    assert "Wij vulden dit voor u in om 17.00 uur, toen wij u belden." in amina.text
    assert answer_of(world, made, amina).on_behalf
    await amina.taps("Toch niet komen")
    mine = answer_of(world, made, amina)
    assert (mine.answer, mine.before, mine.on_behalf) == (Answer.NOT_COMING, Answer.COMING, False)
    assert "U had eerst gekozen: Ik kom." in amina.text


async def test_saying_the_same_oneself_takes_the_mark_away(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    made = await sends(world, nora, a_plan(world))
    await opens_list(nora)
    await nora.taps("Amina", "Komt wel")
    await amina.forges(f"c1:answer:{made.id}:coming")
    assert not answer_of(world, made, amina).on_behalf
    assert "Wij vulden dit voor u in" not in amina.text


async def test_coming_later_is_filled_in_with_a_time(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    made = await sends(world, nora, a_plan(world))
    await opens_list(nora)
    await nora.taps("Amina", "Komt later", "Om 20.15 uur")
    assert nora.text.startswith("Ingevuld voor Amina: Ik kom later.")
    assert made.times.starts_at is not None
    assert answer_of(world, made, amina).arrival == made.times.starts_at + timedelta(minutes=15)
    assert "Wij rekenen op u vanaf 20.15 uur" in amina.text


async def test_who_is_not_reached_stays_open_and_stands_last(world: World) -> None:
    nora, (amina, _) = await asked(world, "Amina", "Bram")
    made = await sends(world, nora, a_plan(world))
    await opens_list(nora)
    assert nora.text.index("Amina") < nora.text.index("Bram")
    await nora.taps("Amina", "Niet bereikt", "Bellijst openen")
    assert nora.text.index("Bram") < nora.text.index("Amina")
    assert "Om 17.00 uur niet bereikt." in nora.text
    assert answer_of(world, made, amina).answer is Answer.NONE
    await amina.taps("Ik kom")
    assert "gekozen" not in amina.text


async def test_whom_telegram_does_not_reach_stands_first_on_the_call_list(world: World) -> None:
    nora, (_, _, cem) = await asked(world, "Amina", "Bram", "Cem")
    cem.user.block()
    await world.settle()
    await sends(world, nora, a_plan(world))
    await opens_list(nora)
    assert nora.buttons[:3] == ["Cem", "Amina", "Bram"]
    assert f"Cem: {SPOKEN}. Telegram komt hier niet aan." in nora.text


async def test_a_call_list_never_holds_who_answered_is_away_or_sleeps_without_calls(world: World) -> None:
    nora, (amina, bram, cem, _) = await asked(world, "Amina", "Bram", "Cem", "Dora")
    asleep = await world.member("Els", Role.CONTACTCIRKEL, phone=PHONE, nights=False)
    await world.until(datetime(2026, 3, 12, 22, 0, tzinfo=UTC))
    made = await sends(world, nora, a_plan(world, Urgency.MEETING))
    await amina.taps("Ik kom niet")
    await bram.taps("Weet ik nog niet")
    await cem.says("/afwezig")
    await cem.taps(cem.buttons[0])
    await opens_list(nora)
    assert [name for name in nora.buttons if name in ("Amina", "Bram", "Cem", "Dora", "Els")] == ["Dora"]
    for person in (amina, cem, asleep):
        await nora.forges(f"c1:callee:{made.id}:{person.id}")
        assert SPOKEN not in nora.text
    assert looks_at(world, asleep) == []


async def test_what_a_member_said_is_never_written_over_by_the_desk(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    made = await sends(world, nora, a_plan(world))
    await opens_list(nora)
    await nora.taps("Amina")
    await amina.taps("Ik kom niet")
    await nora.taps("Komt wel")
    assert nora.text.startswith("Amina heeft al geantwoord: Ik kom niet.")
    assert answer_of(world, made, amina).answer is Answer.NOT_COMING
    await nora.forges(f"c1:phoned:{made.id}:{amina.id}:not_reached")
    assert nora.text.startswith("Amina heeft al geantwoord: Ik kom niet.")


async def test_at_the_same_instant_the_own_answer_stands_whoever_comes_first(world: World) -> None:
    nora, people = await asked(world, *[f"Lid {sign}" for sign in "ABCDEF"])
    made = await sends(world, nora, a_plan(world))
    for number, person in enumerate(people):
        own = world.bot.app.run(person.turn, callout_answers.answer, made.id, Answer.NOT_COMING)
        filled = world.bot.app.run(nora.turn, callout_calls.fill_in, made.id, person.id, Answer.COMING)
        both = (own, filled) if number % 2 else (filled, own)
        done = await asyncio.gather(*both)
        mine = answer_of(world, made, person)
        assert (mine.answer, mine.on_behalf) == (Answer.NOT_COMING, False)
        assert any(isinstance(one, Answered) for one in done)
        first = next(one for one in done if isinstance(one, FilledIn | AnsweredThemselves))
        assert mine.before is (Answer.COMING if isinstance(first, FilledIn) else None)


async def test_after_closing_nothing_is_filled_in(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    made = await sends(world, nora, a_plan(world))
    await closes(nora)
    await nora.forges(f"c1:phoned:{made.id}:{amina.id}:coming")
    assert nora.text.startswith("Deze oproep is al gesloten.")
    await nora.forges(f"c1:callat:{made.id}:{amina.id}")
    assert nora.text.startswith("Deze oproep is al gesloten.")
    assert answer_of(world, made, amina).answer is Answer.NONE


async def test_a_forged_press_fills_nothing_in(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    stranger = await world.member("Pim", Role.SNRP, phone=PHONE)
    made = await sends(world, nora, a_plan(world))
    for about in (f"{stranger.id}:coming", f"{amina.id}:standing_by", f"{amina.id}:x"):
        await nora.forges(f"c1:phoned:{made.id}:{about}")
        assert "Deze knop werkt niet meer" in nora.text
    await amina.forges(f"c1:phoned:{made.id}:{amina.id}:coming")
    assert answer_of(world, made, amina).answer is Answer.NONE


async def test_a_long_list_has_pages_and_only_whom_one_saw_is_written_down(world: World) -> None:
    nora, people = await asked(world, *[f"Lid {sign}" for sign in "ABCDEFGH"])
    await sends(world, nora, a_plan(world))
    await opens_list(nora)
    assert len(nora.buttons) == 8
    assert looks_at(world, people[-1]) == []
    await nora.taps("Meer keuzes")
    assert nora.buttons[:2] == ["Lid G", "Lid H"]
    assert looks_at(world, people[-1]) == ["call_list"]


async def test_every_netwerkregisseur_is_offered_the_call_list_until_one_opens_it(world: World) -> None:
    nora, _ = await asked(world, "Amina")
    olaf = await world.member("Olaf", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    sent = await an_urgent_one(world, nora, sem)
    assert sent.times.reply_by is not None
    await world.until(sent.times.reply_by + timedelta(minutes=1))
    for desk in (nora, olaf):
        assert desk.received("De tijd om te antwoorden is voorbij.")
    await olaf.taps("Bellijst openen")
    await world.passes(seconds=5)
    assert nora.received("Iemand anders pakt dit op.")
    assert not nora.received("De tijd om te antwoorden is voorbij.")
    assert olaf.received("De tijd om te antwoorden is voorbij.")


async def an_urgent_one(world: World, nora: Person, sem: Person) -> CallOut:
    """Agreed by two, and out."""
    waits = await world.bot.app.run(nora.turn, callouts.call_out, a_plan(world, Urgency.URGENT))
    assert isinstance(waits, Waiting)
    done = await world.bot.app.run(sem.turn, callout_approval.approve, waits.call_out.id)
    assert isinstance(done, Sent)
    await world.settle()
    return done.call_out


async def test_a_promised_message_is_asked_of_every_netwerkregisseur_until_one_sent_it(
    world: World,
) -> None:
    nora, (amina,) = await asked(world, "Amina")
    olaf = await world.member("Olaf", Role.NETWERKREGISSEUR)
    await sends(world, nora, a_plan(world))
    await world.passes(minutes=56)
    for desk in (nora, olaf):
        assert desk.received("een nieuw bericht. Dat is over")
    await olaf.taps("Nog geen nieuws", "Over 1 uur", "Nu versturen")
    await world.passes(seconds=5)
    assert nora.received("Iemand anders pakt dit op.")
    assert amina.received("Er is nog geen nieuws.")
    await world.passes(hours=1)
    assert nora.received("een nieuw bericht. Dat is over")


async def test_a_promise_of_which_the_time_is_past_says_so(world: World) -> None:
    nora, _ = await asked(world, "Amina")
    await sends(world, nora, a_plan(world))
    world.clock.advance(timedelta(minutes=70).total_seconds())  # the bot was away
    await world.passes(seconds=1)
    assert nora.received("U beloofde om 18.00 een nieuw bericht. Die tijd is voorbij.")
    assert not nora.received("Dat is over")


async def test_who_asks_to_be_called_stands_at_the_desk_until_somebody_called(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    olaf = await world.member("Olaf", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    for desk in (nora, olaf):
        assert desk.received("Amina wil graag gebeld worden.")
    await nora.taps("Ik bel nu")
    assert SPOKEN in nora.text
    assert looks_at(world, amina) == ["call_back"]
    await world.passes(seconds=5)
    assert olaf.received("Iemand anders pakt dit op.")
    await nora.taps("Niet bereikt")
    assert nora.buttons == ["Wie wil gebeld worden", "Naar het menu"]
    await world.settle()
    assert olaf.received("Amina wil graag gebeld worden.")
    await olaf.forges(f"c1:board:{made.id}")
    await olaf.taps("Wie wil gebeld worden")
    assert "1 mens wil graag gebeld worden." in olaf.text
    await olaf.taps("Amina", "Is gebeld")
    assert olaf.buttons == ["Naar het menu"]
    assert world.look(store.call_backs_open) == []
    await nora.forges(f"c1:calling:{made.id}:{amina.id}")
    assert nora.text == "Hier hoeft niemand meer over te bellen."


async def test_a_call_that_a_colleague_forgot_can_be_made_after_all(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    olaf = await world.member("Olaf", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    await nora.taps("Ik bel nu")
    await olaf.forges("c1:calls")
    assert "Amina: iemand belt al" in olaf.text
    await olaf.taps("Amina")
    assert olaf.text == "Iemand anders belt al. U hoeft niets te doen."
    await olaf.taps("Toch bellen")
    assert SPOKEN in olaf.text
    await olaf.taps("Is gebeld")
    wish = world.look(lambda tx: store.call_back_of(tx, made.id, amina.id))
    assert wish is CallBack.DONE


async def test_whoever_asks_again_after_a_call_is_a_task_again(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    await nora.taps("Ik bel nu", "Is gebeld")
    before = len(nora.received("Amina wil graag gebeld worden."))
    assert world.look(store.call_backs_open) == []
    pressed = next(data for label, data in shown_buttons(world.telegram) if label == "Bel mij graag")
    await amina.forges(pressed)
    assert len(nora.received("Amina wil graag gebeld worden.")) == before + 1


async def test_whoever_left_is_on_no_list(world: World) -> None:
    nora, (amina,) = await asked(world, "Amina")
    made = await sends(world, nora, a_plan(world))
    await closes(nora)
    await amina.taps("Bel mij graag")
    await amina.says("/stop")
    await amina.taps(*[label for label in amina.buttons if label.startswith("Ja")])
    await nora.forges("c1:calls")
    assert nora.text == "Niemand wacht nu op een telefoontje."
    await nora.forges(f"c1:calling:{made.id}:{amina.id}")
    assert nora.text == "Hier hoeft niemand meer over te bellen."
