"""Whoever cannot come sends a deputy: chosen in person, by consent, asked once, never after a no."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.actors import Purpose, Role
from domain.callout_answers import Answer, Response
from domain.callouts import CallOut
from domain.network_times import Urgency
from storage import callout_answers, deputies
from storage import members as member_store
from storage.database import Tx
from tests.callout_plans import a_plan, opens_board, sends
from tests.journeys.test_leaving import places_of
from tests.world import Person, World
from usecases import callout_approval, callouts, members, own_data
from usecases.callout_approval import Waiting
from usecases.callouts import Plan

ASKED = "U bent gevraagd als vervanger."
ALSO = "U bent ook gevraagd als vervanger van Amina."


async def agreed(world: World, member: Person, deputy: Person) -> None:
    """The deputy said yes before the test began."""

    def agree(tx: Tx) -> None:
        deputies.offer(tx, member.id, f"CODE{member.name}", world.now + timedelta(days=1))
        assert deputies.agree(tx, member.id, deputy.id, world.now)

    world.look(agree)


async def a_pair(world: World, **chosen: Any) -> tuple[Person, Person, Person]:
    """Nora at the desk, Amina, and Bram who is her deputy."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, voice="welzijn")
    bram = await world.member("Bram", Role.CONTACTCIRKEL, voice="bewoners", **chosen)
    await agreed(world, amina, bram)
    return nora, amina, bram


def said(world: World, made: CallOut, person: Person) -> Response | None:
    return world.look(lambda tx: callout_answers.response_of(tx, made.id, person.id))


def answer_of(world: World, made: CallOut, person: Person) -> Answer | None:
    found = said(world, made, person)
    return None if found is None else found.answer


def stands_for(world: World, made: CallOut, person: Person) -> str | None:
    found = said(world, made, person)
    return None if found is None else found.stands_for


async def test_a_deputy_is_chosen_with_a_code_and_a_yes(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    assert "Vervanger: geen" in amina.text
    await amina.taps("Vervanger kiezen", "Code maken")
    code = amina.text.partition("Uw code is ")[2][:10]
    await amina.says("/gegevens")
    await amina.taps("Vervanger kiezen")
    assert code in amina.text
    await bram.says(code.lower())
    assert bram.text.startswith("Amina wil u graag als vervanger.")
    await bram.taps("Ja, dat is goed")
    assert "U bent nu vervanger voor Amina." in bram.text
    assert amina.text == "Bram is nu uw vervanger. U ziet dat bij 'Mijn gegevens'."
    await amina.says("/gegevens")
    assert "Vervanger: Bram" in amina.text
    await bram.says("/gegevens")
    await bram.taps("Vervanger kiezen")
    assert "U bent zelf vervanger voor Amina." in bram.text


async def the_code(amina: Person) -> str:
    await amina.says("/gegevens")
    await amina.taps("Vervanger kiezen", "Code maken")
    return amina.text.partition("Uw code is ")[2][:10]


async def test_nobody_is_the_own_deputy_and_both_are_in_one_circle(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    dunya = await world.member("Dunya", Role.SNRP)
    partner = await world.member("Pim", Role.PARTNER)
    code = await the_code(amina)
    await amina.says(code)
    assert amina.text.startswith("Dit is uw eigen code.")
    await dunya.starts(code)
    assert "U zit niet samen in een kring." in dunya.text
    await dunya.forges(f"m1:depyes:{code}")
    assert "U zit niet samen in een kring." in dunya.text
    await partner.says(code)
    assert "vervanger" not in partner.text
    assert world.look(deputies.pairs) == []


async def test_the_code_of_two_at_once_has_one_winner(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram, cem = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Bram", "Cem")]
    code = await the_code(amina)
    await bram.says(code)
    await cem.says(code)
    bram.user.press("Ja, dat is goed")
    cem.user.press("Ja, dat is goed")
    await world.settle()
    assert sorted(person.text.startswith("Dank u wel.") for person in (bram, cem)) == [False, True]
    assert len(world.look(deputies.pairs)) == 1


async def test_a_no_is_heard_and_the_code_is_spent(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    code = await the_code(amina)
    await bram.says("/gegevens")
    await bram.taps("Vervanger kiezen", "Code van iemand")
    await bram.says(code)
    await bram.taps("Nee, liever niet")
    assert "U hoeft niet te zeggen waarom." in bram.text
    assert amina.text.startswith("De persoon met uw code is liever niet uw vervanger.")
    await bram.forges(f"m1:depyes:{code}")
    assert bram.text.startswith("Deze code werkt niet.")


async def test_a_code_works_until_its_day_and_guesses_are_few(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    code = await the_code(amina)
    await bram.says("/gegevens")
    await bram.taps("Vervanger kiezen", "Code van iemand")
    for _ in range(12):
        await bram.says("ZZZZZZZZZZ")
    assert bram.text.startswith("Deze code werkt niet.")
    await bram.says(code)
    assert bram.text.startswith("Deze code werkt niet.")
    await world.passes(days=15)
    await bram.says("/start " + code)
    assert "wil u graag als vervanger" not in bram.text
    await amina.says("/gegevens")
    await amina.taps("Vervanger kiezen")
    assert "Code maken" in amina.buttons


async def test_each_can_end_it_and_the_other_hears_it(world: World) -> None:
    _, amina, bram = await a_pair(world)
    await bram.says("/gegevens")
    await bram.taps("Vervanger kiezen", "Stoppen als vervanger", "Amina")
    assert bram.text.startswith("U bent geen vervanger meer")
    assert amina.text.startswith("U hebt geen vervanger meer.")
    await agreed(world, amina, bram)
    await amina.says("/gegevens")
    await amina.taps("Vervanger kiezen", "Vervanger wissen")
    assert amina.text.startswith("U hebt nu geen vervanger.")
    assert bram.text.startswith("Iemand voor wie u vervanger was, heeft u niet meer nodig.")
    assert world.look(deputies.pairs) == []


async def test_forged_ends_change_nothing(world: World) -> None:
    _, amina, bram = await a_pair(world)
    cem = await world.member("Cem", Role.CONTACTCIRKEL)
    await cem.forges(f"m1:depend:{amina.id}")
    await cem.forges("m1:depdrop")
    assert world.look(deputies.pairs) == [(amina.id, bram.id)]


async def test_the_deputy_comes_with_the_voice(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    others = [
        await world.member(voice, Role.CONTACTCIRKEL, voice=voice)
        for voice in ("geloofsgemeenschappen", "gemeente", "politie")
    ]
    made = await sends(world, nora, a_plan(world))
    for person in others:
        await person.taps("Ik kom")
    await opens_board(nora)
    assert "Deze stem mist nog: bewoners en welzijn." in nora.text
    await amina.taps("Mijn vervanger komt")
    assert amina.text.startswith("Goed. Wij vragen Bram of het lukt.")
    assert amina.buttons == ["Ik kom toch zelf"]
    assert bram.text.startswith(f"{ASKED} Amina koos u hiervoor.")
    await bram.taps("Ja, ik kom")
    assert bram.text.startswith("Fijn dat u komt.")
    assert amina.text.startswith("Uw vervanger komt.")
    await world.passes(seconds=5)
    assert nora.text.startswith("De kring is compleet.")
    assert answer_of(world, made, amina) is Answer.DEPUTY


async def test_without_a_deputy_there_is_no_such_button(world: World) -> None:
    nora, _, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    assert "Mijn vervanger komt" not in bram.buttons
    await bram.forges(f"c1:answer:{made.id}:deputy")
    assert bram.text.startswith("Deze knop werkt niet meer")
    assert answer_of(world, made, bram) is Answer.NONE


async def test_the_deputy_who_says_no_leaves_the_question_open(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    await bram.taps("Nee, ik kan niet")
    assert amina.text.startswith("Uw vervanger kan niet komen. Kunt u zelf?")
    assert answer_of(world, made, amina) is Answer.NONE
    await amina.forges(f"c1:answer:{made.id}:deputy")
    assert amina.text.startswith("Uw vervanger kan nu niet.")
    await amina.taps("Ik kom")
    assert answer_of(world, made, amina) is Answer.COMING
    await world.passes(minutes=110)
    assert not bram.received(ASKED)


async def test_never_after_a_no_of_the_member_or_of_the_deputy(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    cem, dewi = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Cem", "Dewi")]
    await agreed(world, cem, dewi)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom niet")
    await dewi.taps("Ik kom niet")
    await world.passes(hours=2)
    assert not bram.received(ASKED)
    assert not dewi.received(ASKED)


async def test_the_deputy_of_who_stays_silent_is_asked_late_in_the_time_and_once(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    cem = await world.member("Cem", Role.CONTACTCIRKEL)
    await agreed(world, cem, bram)
    made = await sends(world, nora, a_plan(world))
    await world.passes(minutes=85)
    assert not bram.received(ASKED)
    await world.passes(minutes=6)
    assert len(bram.received(ASKED)) == 1
    await world.passes(minutes=20)
    assert len(bram.received(ASKED)) == 1
    await bram.taps("Ja, ik kom")
    represented = [person for person in (amina, cem) if answer_of(world, made, person) is Answer.DEPUTY]
    assert len(represented) == 1
    assert represented[0].text.startswith("Uw vervanger komt.")


async def test_never_once_there_are_enough_people(world: World) -> None:
    nora, _, bram = await a_pair(world)
    voices = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn")
    people = [await world.member(voice, Role.CONTACTCIRKEL, voice=voice) for voice in voices]
    await sends(world, nora, a_plan(world))
    for person in people:
        await person.taps("Ik kom")
    await world.passes(hours=2)
    assert not bram.received(ASKED)


@pytest.mark.parametrize("first", ["member", "deputy"])
async def test_a_member_who_comes_after_all_lets_the_deputy_off(world: World, first: str) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    pressed = [(amina, "Ik kom toch zelf"), (bram, "Ja, ik kom")]
    for person, label in pressed if first == "member" else pressed[::-1]:
        person.user.press(label)
    await world.settle()
    assert answer_of(world, made, amina) is Answer.COMING
    assert answer_of(world, made, bram) is Answer.COMING
    assert stands_for(world, made, bram) is None
    assert bram.received("Het lid voor wie u zou komen, komt toch zelf.")


async def test_who_was_asked_only_as_a_deputy_is_not_asked_any_more(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    world.look(lambda tx: member_store.add_roles(tx, amina.id, [Role.SNRP]))
    made = await sends(world, nora, a_plan_for(world, "snrp"))
    assert said(world, made, bram) is None
    await amina.taps("Mijn vervanger komt")
    assert bram.text.startswith(ASKED)
    await amina.taps("Ik kom toch zelf")
    assert bram.text.startswith("Het lid voor wie u zou komen, komt toch zelf.")
    assert said(world, made, bram) is None
    await amina.forges(f"c1:answer:{made.id}:deputy")
    await bram.taps("Ja, ik kom")
    assert stands_for(world, made, bram) == amina.id


def a_plan_for(world: World, circle: str) -> Plan:
    return replace(a_plan(world), circles=(circle,))


async def test_a_deputy_who_comes_already_brings_the_voice_too(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await bram.taps("Ik kom")
    await amina.taps("Mijn vervanger komt")
    assert amina.text.startswith("Uw vervanger komt.")
    assert bram.text.startswith("Amina kan niet komen. U bent er nu ook voor Amina.")
    await world.passes(seconds=5)
    await opens_board(nora)
    assert "Deze stem mist nog: geloofsgemeenschappen, gemeente en politie." in nora.text
    await bram.taps("Toch niet komen")
    assert amina.text.startswith("Uw vervanger kan niet komen.")
    await world.passes(seconds=5)
    assert "welzijn" in nora.text
    assert answer_of(world, made, amina) is Answer.NONE


@pytest.mark.parametrize(
    "chosen", [{"blocked": True}, {"suspended": True}, {"absent_until": datetime(2027, 1, 1, tzinfo=UTC)}]
)
async def test_a_deputy_who_is_away_or_cannot_be_reached_is_not_asked(
    world: World, chosen: dict[str, object]
) -> None:
    nora, amina, bram = await a_pair(world, **chosen)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    assert amina.text.startswith("Uw vervanger kan nu niet. Kunt u zelf komen?")
    assert answer_of(world, made, amina) is Answer.NONE
    await world.passes(minutes=100)
    assert not bram.received(ASKED)


async def test_the_deputy_of_who_is_away_is_asked_at_once(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    world.look(lambda tx: member_store.add_roles(tx, amina.id, [Role.SNRP]))
    await amina.says("/afwezig")
    await amina.taps("Een week")
    seen = len(amina.chat)
    made = await sends(world, nora, a_plan_for(world, "snrp"))
    assert len(bram.received(ASKED)) == 1
    assert len(amina.chat) == seen
    await bram.taps("Ja, ik kom")
    assert stands_for(world, made, bram) == amina.id
    await amina.taps("Ik ben er weer")
    assert "Wilt u erbij zijn?" in amina.text
    await amina.taps("Ik kom")
    assert stands_for(world, made, bram) is None


async def test_a_deputy_who_is_called_too_gets_one_message_and_a_yes_counts_for_both(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    others = [
        await world.member(voice, Role.CONTACTCIRKEL, voice=voice)
        for voice in ("geloofsgemeenschappen", "gemeente", "politie")
    ]
    await amina.says("/afwezig")
    await amina.taps("Een week")
    seen = len(bram.chat)
    made = await sends(world, nora, a_plan(world))
    assert len(bram.chat) == seen + 1
    assert bram.text.startswith("Wilt u erbij zijn?")
    assert bram.text.endswith(f"\n\n{ALSO}")
    assert not any(person.received(ALSO) for person in (amina, *others))
    await bram.forges(f"c1:show:{made.id}")
    assert bram.text.endswith(ALSO)
    for person in (bram, *others):
        await person.taps("Ik kom")
    assert stands_for(world, made, bram) == amina.id
    assert not bram.received(ASKED)
    await opens_board(nora)
    assert nora.text.startswith("De kring is compleet.")
    await amina.taps("Ik ben er weer")
    assert "Wilt u erbij zijn?" in amina.text
    await amina.taps("Ik kom")
    assert stands_for(world, made, bram) is None


async def test_going_away_while_a_call_out_is_open_asks_the_deputy(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    await sends(world, nora, a_plan(world))
    assert not bram.received(ASKED)
    await amina.says("/afwezig")
    await amina.taps("Een week")
    assert len(bram.received(ASKED)) == 1


async def test_going_away_after_an_answer_asks_nobody(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom niet")
    await amina.says("/afwezig")
    await amina.taps("Een week")
    await world.passes(minutes=100)
    assert not bram.received(ASKED)


async def test_an_absence_that_ends_by_itself_brings_what_is_still_open(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, absent_until=world.now + timedelta(hours=1))
    await sends(world, nora, a_plan(world))
    await world.passes(minutes=30)
    assert not amina.received("Wilt u erbij zijn?")
    await world.passes(minutes=31)
    await world.passes(minutes=1)
    assert len(amina.received("Wilt u erbij zijn?")) == 1


async def test_who_is_back_after_the_start_is_not_asked(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, absent_until=world.now + timedelta(hours=4))
    await sends(world, nora, a_plan(world))
    await world.passes(hours=3, minutes=30)
    await amina.says("/afwezig")
    await amina.taps("Ik ben er weer")
    await world.passes(hours=1)
    assert not amina.received("Wilt u erbij zijn?")


async def test_at_night_the_deputy_is_asked_for_who_sleeps(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    world.look(lambda tx: member_store.change(tx, amina.id, nights=False))
    await world.until(datetime(2026, 3, 13, 1, 0, tzinfo=UTC))
    plan = replace(a_plan(world, Urgency.URGENT), drill=False)
    made = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    assert isinstance(made, Waiting)
    await world.passes(minutes=6)
    await world.bot.app.run(
        nora.turn, callout_approval.send_alone, made.call_out.id, "Niemand anders is wakker."
    )
    await world.settle()
    assert not amina.received("Spoed")
    assert not bram.received(ASKED)
    assert len(bram.received(ALSO)) == 1


async def test_the_preview_says_how_many_are_away_with_a_deputy(world: World) -> None:
    nora, amina, _ = await a_pair(world)
    world.look(lambda tx: member_store.change(tx, amina.id, absent_until=world.now + timedelta(days=2)))
    reach = await world.bot.app.run(nora.turn, callouts.reach, ("contactcirkel",))
    assert (reach.people, reach.deputised) == (1, 1)
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Vannacht ging een ruit van een gebouw kapot. Niemand is gewond.")
    await nora.taps("De politie")
    assert "Afwezig met een vervanger: 1." in nora.text


async def test_a_deputy_who_leaves_is_missed_at_once(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    await bram.taps("Ja, ik kom")
    await bram.says("/stop")
    await bram.taps("Ja, wis alles")
    assert amina.received("U hebt geen vervanger meer.")
    assert amina.received("Uw vervanger kan niet komen.")
    assert answer_of(world, made, amina) is Answer.NONE
    assert places_of(bram) == []


async def test_a_member_who_leaves_is_in_nothing_of_the_deputy(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    assert bram.received("Iemand voor wie u vervanger was, heeft u niet meer nodig.")
    assert places_of(amina) == []
    await bram.forges(f"c1:answer:{made.id}:coming")
    assert stands_for(world, made, bram) is None


async def test_ending_it_while_the_deputy_is_asked_asks_the_member_again(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Mijn vervanger komt")
    await bram.says("/gegevens")
    await bram.taps("Vervanger kiezen", "Stoppen als vervanger", "Amina")
    assert amina.received("Uw vervanger kan niet komen.")
    assert answer_of(world, made, amina) is Answer.NONE
    assert stands_for(world, made, bram) is None


async def test_with_stille_stand_the_deputy_reads_it_behind_a_button(world: World) -> None:
    nora, amina, bram = await a_pair(world, discreet=True)
    await sends(world, nora, a_plan(world, place_after_answer=True))
    await amina.taps("Mijn vervanger komt")
    assert bram.text == "U hebt een bericht van het netwerk."
    await bram.taps("Bericht lezen")
    assert bram.text.startswith(ASKED)
    assert "stadskantoor" not in bram.text
    await bram.taps("Ja, ik kom")
    assert "stadskantoor" in bram.text


async def test_with_stille_stand_no_name_stands_on_the_locked_screen(world: World) -> None:
    nora, amina, bram = await a_pair(world, discreet=True)
    await amina.says("/afwezig")
    await amina.taps("Een week")
    await sends(world, nora, a_plan(world))
    assert bram.text == "U hebt een bericht van het netwerk."
    await bram.taps("Bericht lezen")
    assert bram.text.endswith(ALSO)


async def test_a_no_to_call_outs_holds_for_the_deputy_too(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    await sends(world, nora, a_plan(world))
    await world.bot.app.run(bram.turn, members.choose_purpose, Purpose.CALL_OUTS, False)
    await amina.taps("Mijn vervanger komt")
    assert amina.text.startswith("Uw vervanger kan nu niet.")
    assert not bram.received(ASKED)


async def test_what_is_kept_of_a_deputy_stands_in_the_own_file(world: World) -> None:
    _, amina, bram = await a_pair(world)
    mine = await world.bot.app.run(amina.turn, own_data.everything)
    theirs = await world.bot.app.run(bram.turn, own_data.everything)
    assert mine["deputies"] == [{"deputy": "Bram", "agreed_at": world.now.isoformat()}]
    assert theirs["deputies"] == [{"deputy_for": "Amina"}]


async def test_a_press_that_comes_again_asks_the_deputy_once(world: World) -> None:
    nora, amina, bram = await a_pair(world)
    await sends(world, nora, a_plan(world))
    amina.user.press("Mijn vervanger komt")
    amina.user.press("Mijn vervanger komt")
    await world.settle()
    assert len(bram.received(ASKED)) == 1
