"""An hour away in the middle of a call-out: what is still of use comes once, what is not does not come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.callout_messages import Words
from domain.callouts import CallOut, WaveState
from domain.network_times import Urgency
from storage import outbox
from storage.outbox import State
from tests.callout_plans import a_plan, sends
from tests.journeys.test_callout_waves import BUILDING, wave_of
from tests.journeys.test_deputies import agreed
from tests.journeys.test_duty import shift
from tests.journeys.test_second_channel import settings, with_mail
from tests.journeys.test_unrest_rings import minutes_rung, urgent
from tests.postbox import Postbox
from tests.world import Person, World, usual_network
from usecases import callout_follow_up

AT = "amina@leden.example"


async def comes_back(world: World, **away: float) -> None:
    """The process was gone for so long; what it had in hand is found, and every job runs."""
    world.clock.advance(timedelta(**away).total_seconds())
    await world.bot.recover()
    for _ in range(3):
        await world.passes(seconds=30)


def got(person: Person, words: str) -> int:
    return len(person.received(words))


def sent_of(world: World, made: CallOut, kind: str) -> dict[State, int]:
    return world.look(lambda tx: outbox.tally(tx, f"{kind}:{made.id}:"))


async def test_an_hour_away_in_the_middle_of_a_call_out_each_useful_thing_comes_once() -> None:
    """Nudge, mail, deputy, second wave, call list and promised update all fall into it."""
    postbox = Postbox()
    world = await World(settings(), mailer=postbox).open()
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    omar = await world.member("Omar", Role.NETWERKREGISSEUR)
    amina = await with_mail(world, "Amina", Role.CONTACTCIRKEL, Role.SNRP, phone="+31612345678")
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    cem = await with_mail(world, "Cem", Role.CONTACTCIRKEL, address="cem@leden.example")
    dina = await world.member("Dina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SNRP)  # the deputy of Amina
    tess = await world.member("Tess", Role.SNRP)
    everybody = (nora, omar, amina, bram, cem, dina, sem, tess)
    await agreed(world, amina, sem)
    plan = replace(a_plan(world, Urgency.URGENT), scenario=BUILDING, needed=8)
    soon = world.now + timedelta(minutes=30)
    made = await sends(world, nora, replace(plan, times=replace(plan.times, next_update_at=soon)))
    await bram.taps("Ik kom")
    cem.user.press("Ik kom niet")  # Telegram keeps it while nobody asks
    before = {person.name: len(person.chat) for person in everybody}

    await comes_back(world, hours=1)

    new = {one.name: [message.text for message in one.chat[before[one.name] :]] for one in everybody}
    assert got(cem, "Dank u wel voor uw antwoord.") == 1
    assert [letter.to for letter in postbox.sent] == [AT], "once, and never to who said no"
    assert [new[name] for name in ("Amina", "Bram", "Cem", "Dina", "Tess")] == [[]] * 5, "no nudge any more"
    assert [text.split(".")[0] for text in new["Sem"]] == ["U bent gevraagd als vervanger"]
    told = ("De tijd om te antwoorden is voorbij", "U beloofde om 17.30", "Over 5 minuten vragen wij meer")
    for desk in (nora, omar):
        assert [got(desk, words) for words in told] == [1, 1, 1]
    assert got(nora, "Bezorgd bij Telegram: 4 van 4") == 1
    assert sent_of(world, made, "nudge").keys() == {State.CANCELLED, State.TOO_LATE}

    await world.passes(minutes=5)
    assert got(tess, "Spoed") == 1
    assert wave_of(world, made) is WaveState.ASKED
    counts = [len(person.chat) for person in everybody]
    await comes_back(world, seconds=1)
    assert [len(person.chat) for person in everybody] == counts, "a second start tells nothing twice"
    assert len(postbox.sent) == 1
    await world.close()


NIGHTS = {  # at 2.30 in the night, and what the wall says an hour and a half later
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC): "4.00",
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC): "3.00",
}


@pytest.mark.parametrize(("start", "wall"), NIGHTS.items(), ids=["summer", "winter"])
async def test_in_the_nights_of_the_clocks_a_report_rings_every_ten_minutes_and_the_shift_ends_on_the_wall(
    start: datetime, wall: str
) -> None:
    world = await World(usual_network(), start).open()
    await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    saar = await world.member("Saar", Role.CONTACTCIRKEL)
    shift(world, saar, start, start + timedelta(minutes=90))
    await world.passes(seconds=1)
    await saar.taps("Ik neem over")
    assert f"tot {wall} uur" in saar.text
    await urgent(amina)
    for _ in range(6):
        await world.passes(minutes=10)
    assert minutes_rung(saar) == [10, 20, 30, 40, 50, 60]
    await world.passes(minutes=31)
    assert got(saar, "Uw dienst is voorbij.") == 1
    await world.close()


@pytest.mark.parametrize(
    "start", [datetime(2026, 3, 27, 12, 0, tzinfo=UTC), datetime(2026, 10, 23, 12, 0, tzinfo=UTC)]
)
async def test_over_a_change_of_the_clocks_looking_back_is_asked_once_after_48_hours(start: datetime) -> None:
    world = await World(usual_network(), start).open()
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, Words(summary="Wij spraken af."))
    await world.settle()
    messages = len(amina.chat)
    await world.passes(hours=47.9)
    assert len(amina.chat) == messages
    for _ in range(3):
        await world.passes(minutes=10)
    assert len(amina.chat) == messages + 1
    await world.close()
