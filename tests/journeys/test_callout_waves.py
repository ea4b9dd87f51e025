"""Too few come: the desk hears that more people will be asked, and stops it, goes ahead, or lets it be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.actors import Role
from domain.callouts import CallOut, WaveState
from domain.network_times import Urgency
from storage import callouts as store
from storage import deputies
from storage.database import Tx
from tests.callout_plans import a_plan, button, opens_board, sends
from tests.world import Person, World
from usecases import callout_approval, callout_waves, callouts
from usecases.callout_approval import Waiting
from usecases.callout_sending import NotNow, Sent
from usecases.callouts import Plan

NEWS, BUILDING = "spanning_na_nieuws", "incident_bij_een_gebouw"
AHEAD = "Over 5 minuten vragen wij meer mensen."
CALLED = "Wilt u erbij zijn?"


def a_wave(world: World, needed: int = 2) -> Plan:
    """From a scenario that asks the netwerkleden too, after an hour."""
    return replace(a_plan(world), scenario=NEWS, needed=needed)


def wave_of(world: World, made: CallOut) -> WaveState:
    kept = world.look(lambda tx: store.load(tx, made.id))
    assert kept is not None
    assert kept.wave is not None
    return kept.wave.state


async def a_city(world: World) -> tuple[Person, Person, Person]:
    """A netwerkregisseur, somebody in the contactcirkel, and a netwerklid."""
    return (
        await world.member("Nora", Role.NETWERKREGISSEUR),
        await world.member("Amina", Role.CONTACTCIRKEL),
        await world.member("Sem", Role.SNRP),
    )


async def test_the_desk_hears_five_minutes_before_and_then_the_others_are_asked(world: World) -> None:
    nora, amina, sem = await a_city(world)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_wave(world))
    await opens_board(nora)
    assert "Komen er minder dan 2 mensen? Dan vragen wij om 18.00 uur ook: Netwerkleden." in nora.text
    await amina.taps("Ik kom")
    await world.passes(minutes=54)
    assert not nora.received(AHEAD)
    await world.passes(minutes=1)
    for desk in (nora, karim):
        assert "Tot nu toe komt er 1. Dat is minder dan de 2 die u vroeg." in desk.text
        assert "Netwerkleden, 1 mens." in desk.text
        assert desk.buttons == ["Nu al vragen", "Stoppen"]
    assert not sem.received(CALLED)
    await world.passes(minutes=5)
    assert len(sem.received(CALLED)) == len(amina.received(CALLED)) == 1
    assert "Laat vóór donderdag 12 maart, 20.00 uur weten of u komt." in sem.text
    assert wave_of(world, made) is WaveState.ASKED
    await world.passes(hours=1)
    assert len(sem.received(CALLED)) == 1


async def test_stopping_holds_for_everybody_at_the_desk(world: World) -> None:
    nora, _, sem = await a_city(world)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_wave(world))
    await opens_board(nora)
    await world.passes(minutes=55)
    await nora.taps("Stoppen")
    assert nora.received("Goed. Wij vragen niemand extra.")
    await karim.taps("Nu al vragen")
    assert "Dat hoeft niet meer." in karim.text
    await world.passes(minutes=30)
    assert not sem.received(CALLED)
    assert wave_of(world, made) is WaveState.STOPPED
    await opens_board(nora)
    assert "Dan vragen wij" not in nora.text


async def test_the_desk_need_not_wait(world: World) -> None:
    nora, _, sem = await a_city(world)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    await sends(world, nora, a_wave(world))
    await opens_board(nora)
    await world.passes(minutes=55)
    await nora.taps("Nu al vragen")
    assert nora.received("De oproep gaat nu ook naar 1 ander mens.")
    assert len(sem.received(CALLED)) == 1
    await karim.taps("Stoppen")
    assert "Dat hoeft niet meer." in karim.text
    await world.passes(minutes=10)
    assert len(sem.received(CALLED)) == 1


async def test_enough_in_the_last_minutes_stops_it(world: World) -> None:
    nora, amina, sem = await a_city(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_wave(world))
    await world.passes(minutes=55)
    assert nora.received(AHEAD)
    await amina.taps("Ik kom")
    await bram.taps("Ik kom")
    await world.passes(minutes=5)
    assert wave_of(world, made) is WaveState.STOPPED
    await world.passes(minutes=30)
    assert not sem.received(CALLED)


async def test_with_enough_people_the_desk_hears_nothing(world: World) -> None:
    nora, amina, sem = await a_city(world)
    made = await sends(world, nora, a_wave(world, needed=1))
    await amina.taps("Ik kom")
    await world.passes(minutes=55)
    await world.passes(minutes=10)
    assert not nora.received("vragen wij meer mensen")
    assert not sem.received(CALLED)
    assert wave_of(world, made) is WaveState.STOPPED


async def test_a_yes_taken_back_at_the_last_moment_still_gives_the_desk_its_five_minutes(
    world: World,
) -> None:
    nora, amina, sem = await a_city(world)
    made = await sends(world, nora, a_wave(world, needed=1))
    await amina.taps("Ik kom")
    await world.passes(minutes=59)
    await amina.taps("Toch niet komen")
    await world.passes(minutes=1)
    assert nora.received(AHEAD)
    assert not sem.received(CALLED)
    await world.passes(minutes=5)
    assert sem.received(CALLED)
    assert wave_of(world, made) is WaveState.ASKED


async def test_after_an_hour_of_downtime_the_desk_hears_it_first(world: World) -> None:
    nora, _, sem = await a_city(world)
    await sends(world, nora, a_wave(world))
    await world.passes(hours=2)
    assert nora.received(AHEAD)
    assert not sem.received(CALLED)
    await world.passes(minutes=5)
    assert len(sem.received(CALLED)) == 1


async def test_nobody_else_is_asked_after_closing(world: World) -> None:
    nora, _, sem = await a_city(world)
    await sends(world, nora, a_wave(world))
    await world.passes(minutes=55)
    announced, now = nora.last.id, button(nora, "Nu al vragen")
    await opens_board(nora)
    await nora.taps("Gaat niet door")
    await nora.says("De zaal is dicht.")
    await nora.taps("Nu versturen")
    await world.passes(minutes=30)
    await nora.forges(now, announced)
    assert nora.text.startswith("Deze oproep is al gesloten.")
    assert not sem.received(CALLED)


async def test_whoever_was_asked_already_is_not_asked_again(world: World) -> None:
    nora, amina, sem = await a_city(world)
    both = await world.member("Zoë", Role.CONTACTCIRKEL, Role.SNRP)
    await sends(world, nora, a_wave(world, needed=3))
    await amina.taps("Ik kom niet")
    await world.passes(minutes=55)
    await world.passes(minutes=5)
    assert [len(one.received(CALLED)) for one in (amina, both, sem)] == [1, 1, 1]


async def test_a_wave_without_people_is_not_announced(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_wave(world))
    await world.passes(minutes=55)
    await world.passes(minutes=5)
    assert not nora.received("vragen wij meer mensen")
    assert wave_of(world, made) is WaveState.STOPPED


async def test_a_drill_has_no_second_wave(world: World) -> None:
    nora, _, sem = await a_city(world)
    made = await sends(world, nora, replace(a_wave(world), drill=True))
    assert made.wave is None
    await world.passes(hours=2)
    assert not nora.received("vragen wij meer mensen")
    assert not sem.received("Oefening")


async def test_an_approval_starts_the_clock_of_the_wave(world: World) -> None:
    nora, amina, sem = await a_city(world)
    petra = await world.member("Petra", Role.SECOND_PERSON)
    times = replace(a_plan(world).times, starts_at=world.now + timedelta(hours=2))
    plan = replace(a_plan(world, Urgency.URGENT), scenario=BUILDING, needed=8, times=times)
    asked = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    assert isinstance(asked, Waiting)
    await world.passes(minutes=20)
    assert "Dan vragen wij om 17.35 uur ook: Netwerkleden." in petra.text
    done = await world.bot.app.run(petra.turn, callout_approval.approve, asked.call_out.id)
    assert isinstance(done, Sent)
    await world.settle()
    await world.passes(minutes=10)
    assert nora.received(AHEAD)
    await world.passes(minutes=5)
    assert len(sem.received("stadskantoor")) == 1
    kept = world.look(lambda tx: store.load(tx, asked.call_out.id))
    assert kept is not None
    assert kept.times.reply_by is not None
    assert abs(kept.times.reply_by - world.now - timedelta(minutes=15)) < timedelta(seconds=10)
    assert "Ik kom" in amina.buttons


async def test_whoever_joins_the_wave_gets_a_nudge_of_their_own(world: World) -> None:
    nora, _, sem = await a_city(world)
    await sends(world, nora, a_wave(world))
    await world.passes(minutes=55)
    await world.passes(minutes=5)
    await world.passes(minutes=59)
    assert not sem.received("Wij weten het nog niet van u")
    await world.passes(minutes=2)
    assert len(sem.received("Wij weten het nog niet van u")) == 1


@pytest.mark.parametrize("deed", [callout_waves.ask_now, callout_waves.stop], ids=["ask", "stop"])
async def test_two_at_the_desk_do_it_once(world: World, deed: object) -> None:
    nora, _, sem = await a_city(world)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    made = await sends(world, nora, a_wave(world))
    await opens_board(nora)
    await world.passes(minutes=55)
    label = "Nu al vragen" if deed is callout_waves.ask_now else "Stoppen"
    nora.user.press(label)
    karim.user.press(label)
    await world.settle()
    assert sum("Dat hoeft niet meer." in one.text for one in (nora, karim)) == 1
    assert len(sem.received(CALLED)) == (1 if deed is callout_waves.ask_now else 0)
    assert isinstance(await world.bot.app.run(nora.turn, callout_waves.ask_now, made.id), NotNow)


async def test_the_card_leads_to_stopping_it_too(world: World) -> None:
    nora, _, sem = await a_city(world)
    await sends(world, nora, a_wave(world))
    await opens_board(nora)
    await nora.taps("Meer bij oproep", "Niet meer mensen vragen")
    assert nora.text == "Goed. Wij vragen niemand extra."
    await world.passes(minutes=70)
    assert not sem.received(CALLED)
    await opens_board(nora)
    await nora.taps("Meer bij oproep")
    assert "Niet meer mensen vragen" not in nora.buttons


async def test_who_stands_by_is_asked_before_others(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    voices = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn")
    people = [await world.member(voice, Role.CONTACTCIRKEL, voice=voice) for voice in voices]
    ready = await world.member("Amina", Role.CONTACTCIRKEL)
    await world.member("Sem", Role.SNRP)
    await sends(world, nora, a_plan(world))
    for person in people:
        await person.taps("Ik kom")
    await world.passes(minutes=6)
    await ready.taps("Ik blijf paraat")
    await opens_board(nora)
    await nora.taps("Nog iemand vragen")
    assert nora.buttons[0] == "Wie paraat staat"
    await nora.taps("Wie paraat staat")
    assert nora.text == "Wij vragen het nu aan 1 mens die paraat staat."
    assert len(ready.received("Wij weten het nog niet van u")) == 1
    await opens_board(nora)
    await nora.taps("Nog iemand vragen", "Wie paraat staat")
    assert nora.text == "Wie paraat staat, is al gevraagd."
    assert len(ready.received("Wij weten het nog niet van u")) == 1


async def test_the_deputies_of_who_said_nothing_are_asked_with_the_wave(world: World) -> None:
    nora, amina, _ = await a_city(world)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    cem = await world.member("Cem", Role.CONTACTCIRKEL)
    dilara = await world.member("Dilara", Role.CONTACTCIRKEL)

    def choose(tx: Tx) -> None:
        for member, deputy in ((amina, bram), (cem, dilara)):
            deputies.offer(tx, member.id, f"CODE{member.name}", world.now + timedelta(days=1))
            assert deputies.agree(tx, member.id, deputy.id, world.now)

    world.look(choose)
    await sends(world, nora, a_wave(world, needed=4))
    await cem.taps("Ik kom niet")
    await world.passes(minutes=55)
    assert nora.received("Wij vragen dan ook: Netwerkleden en vervangers, 2 mensen.")
    await world.passes(minutes=5)
    assert len(bram.received("U bent gevraagd als vervanger.")) == 1
    assert not dilara.received("U bent gevraagd als vervanger.")
    await world.passes(minutes=40)
    assert len(bram.received("U bent gevraagd als vervanger.")) == 1


async def an_urgent_wave(world: World) -> tuple[Person, Person, CallOut]:
    """Two in the contactcirkel, two netwerkleden asked after a quarter of an hour; two at the desk."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    petra = await world.member("Petra", Role.SECOND_PERSON)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    for name in ("Amina", "Bram"):
        await world.member(name, Role.CONTACTCIRKEL, phone="+31612345678")
    for name in ("Sem", "Tess"):
        await world.member(name, Role.SNRP, phone="+31612345678")
    plan = replace(a_plan(world, Urgency.URGENT), scenario=BUILDING, needed=8)
    asked = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    assert isinstance(asked, Waiting)
    done = await world.bot.app.run(petra.turn, callout_approval.approve, asked.call_out.id)
    assert isinstance(done, Sent)
    await world.settle()
    return nora, karim, done.call_out


OVER = "De tijd om te antwoorden is voorbij."


async def test_the_call_list_holds_nobody_whose_own_time_to_answer_is_not_over(world: World) -> None:
    nora, karim, made = await an_urgent_wave(world)
    assert made.sent_at is not None
    await world.until(made.sent_at + timedelta(minutes=10))
    await world.until(made.sent_at + timedelta(minutes=15, seconds=30))
    for desk in (nora, karim):
        assert desk.received("Nog niet bereikt: 2.")
    await nora.forges(button(nora, "Bellijst openen"))
    assert [name for name in nora.buttons if name in ("Amina", "Bram", "Sem", "Tess")] == ["Amina", "Bram"]
    await world.passes(minutes=13)
    assert not karim.received("Nog niet bereikt: 4.")
    await world.passes(minutes=3)
    for desk in (nora, karim):
        assert len(desk.received("Nog niet bereikt: 4.")) == 1, "once more, for the time of the others"
    await nora.forges(button(nora, "Bellijst openen"))
    assert [name for name in nora.buttons if name in ("Amina", "Bram", "Sem", "Tess")] == [
        "Amina", "Bram", "Sem", "Tess",
    ]  # fmt: skip
    counts = len(karim.received(OVER))
    await world.passes(hours=1)
    assert len(karim.received(OVER)) == counts


async def test_who_is_asked_by_hand_after_the_time_is_on_the_call_list_after_their_own(world: World) -> None:
    nora, karim, made = await an_urgent_wave(world)
    assert await world.bot.app.run(nora.turn, callout_waves.stop, made.id)
    await world.passes(minutes=16)
    assert len(karim.received("Nog niet bereikt: 2.")) == 1
    await world.bot.app.run(nora.turn, callouts.ask_more, made.id, "snrp")
    await world.passes(minutes=14)
    assert not karim.received("Nog niet bereikt: 4.")
    await world.passes(minutes=2)
    assert len(karim.received("Nog niet bereikt: 4.")) == 1


async def test_after_a_downtime_over_both_times_to_answer_one_word_says_it(world: World) -> None:
    nora, karim, made = await an_urgent_wave(world)
    await world.passes(minutes=10)
    await world.bot.app.run(nora.turn, callout_waves.ask_now, made.id)
    await world.settle()
    world.clock.advance(timedelta(minutes=20).total_seconds())
    await world.passes(seconds=1)
    assert len(karim.received(OVER)) == 1
    assert karim.received("Nog niet bereikt: 4.")
