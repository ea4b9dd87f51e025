"""An hour of silence during an urgent call-out: two people hear it, over every channel they have, once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.actors import Role
from domain.callout_ending import watched_until
from domain.callouts import CallOut, State
from domain.channels import Channel
from domain.ids import CallOutId, MemberId
from domain.network import Network
from domain.network_times import Urgency
from sandbox.faults import Fault, Trouble
from storage import audit, channels, outbox
from storage.channels import SecondChannel
from tests.callout_plans import a_plan, sends
from tests.postbox import Postbox
from tests.world import Person, World, usual_network
from usecases import own_data, watchdog
from usecases.app import SYSTEM_TURN

ALARM = "ging er niets in of uit"


def settings() -> Network:
    """The example, with nobody who has to agree."""
    usual = usual_network()
    alone = replace(usual.callouts.second_person, required=False)
    return replace(usual, callouts=replace(usual.callouts, second_person=alone))


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
async def city(postbox: Postbox) -> AsyncIterator[World]:
    opened = await World(settings(), mailer=postbox).open()
    yield opened
    await opened.close()


async def staff(city: World) -> tuple[Person, Person, Person]:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    sem = await city.member("Sem", Role.SECOND_PERSON)
    karim = await city.member("Karim", Role.NETWERKREGISSEUR)
    for person in (nora, sem):
        kept = SecondChannel(Channel.MAIL, f"{person.name.lower()}@team.example")
        city.look(partial(channels.put, member=person.id, chosen=kept))
    return nora, sem, karim


async def quiet_call_out(city: World, nora: Person) -> CallOut:
    """Somebody is asked and answers, and nothing is promised for hours."""
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    plan = a_plan(city, Urgency.URGENT)
    promised = city.now + timedelta(hours=8)
    made = await sends(city, nora, replace(plan, times=replace(plan.times, next_update_at=promised)))
    await amina.taps("Ik kom")
    for _ in range(2):  # what belongs to the time to answer goes out
        await city.passes(minutes=16)
    return made


async def is_quiet(city: World, **span: float) -> None:
    """Let it be so long since the last sign of life."""
    signs = city.look(lambda tx: (outbox.last_accepted(tx, watchdog.ITSELF), audit.last_deed(tx)))
    await city.until(max(sign for sign in signs if sign is not None) + timedelta(**span))


def told(*people: Person) -> list[int]:
    return [len(person.received(ALARM)) for person in people]


async def test_an_hour_of_silence_is_told_to_two_people_over_every_channel(
    city: World, postbox: Postbox
) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=59)
    assert sum(told(nora, sem, karim)) == 0
    await is_quiet(city, minutes=61)
    assert told(nora)[0] == 1, "who made it"
    assert sum(told(sem, karim)) == 1
    first = nora.received(ALARM)[-1].text
    assert first.startswith("Al 61 minuten")
    assert nora.buttons == ["Ik kijk nu", "Belboom openen", "Ik kan niet"]
    assert "nora@team.example" in {letter.to for letter in postbox.sent}
    assert {letter.title for letter in postbox.sent} == {"Bericht van het netwerk"}


async def test_once_per_silence_and_its_own_messages_are_no_sign_of_life(
    city: World, postbox: Postbox
) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    for minutes in (61, 90, 120):
        await is_quiet(city, minutes=minutes)
    assert sum(told(nora, sem, karim)) == 2
    mails = len(postbox.sent)
    assert mails == len({letter.to for letter in postbox.sent})


async def test_a_new_silence_is_a_new_alarm(city: World) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    await nora.taps("Ik kijk nu")
    await is_quiet(city, minutes=30)
    assert sum(told(nora, sem, karim)) == 1, "the one that was tapped says something else now"
    await is_quiet(city, minutes=61)
    assert sum(told(nora, sem, karim)) == 3


async def test_whoever_looks_is_told_to_the_other(city: World) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    other = sem if sem.received(ALARM) else karim
    third = karim if other is sem else sem
    await nora.taps("Ik kijk nu")
    assert nora.text.startswith("Dank u wel. Wij laten weten dat u kijkt.")
    assert other.text == "Nora kijkt nu of de bot het doet. U hoeft niets te doen."
    assert not third.received("Nora kijkt nu")


async def test_who_cannot_passes_it_on_once(city: World) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    other = sem if sem.received(ALARM) else karim
    third = karim if other is sem else sem
    data = next(one.data for row in other.last.rows for one in row if one.label == "Ik kan niet")
    other.user.press("Ik kan niet")
    other.user.press_data(data, other.last.id)
    await city.settle()
    assert other.text.startswith("Dank u wel. Wij vragen het aan iemand anders.")
    assert told(third) == [1]
    await third.taps("Ik kijk nu")
    assert nora.received("kijkt nu of de bot het doet")


async def test_when_nobody_is_left_it_says_whom_to_call(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    await nora.taps("Ik kan niet")
    assert "Bel de netwerkregisseur: 015 000 00 01." in nora.text


async def test_who_was_not_told_cannot_take_it(city: World) -> None:
    nora, _, _ = await staff(city)
    amina = await city.member("Bilal", Role.CONTACTCIRKEL)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    data = next(one.data for row in nora.last.rows for one in row if one.label == "Ik kijk nu")
    await amina.forges(data)
    assert amina.text.startswith("Deze knop werkt niet meer.")
    await nora.forges("c1:guard:1")
    assert nora.text.startswith("Deze knop werkt niet meer.")
    await nora.forges("c1:noguard:geen-getal")
    assert nora.text.startswith("Deze knop werkt niet meer.")


async def test_a_second_person_is_not_shown_a_button_of_another_role(city: World) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    sem = await city.member("Sem", Role.SECOND_PERSON)
    await quiet_call_out(city, nora)
    await is_quiet(city, minutes=61)
    assert sem.buttons == ["Ik kijk nu", "Ik kan niet"]


async def test_not_without_an_urgent_call_out_that_is_open_and_real(city: World) -> None:
    nora, sem, karim = await staff(city)
    await sends(city, nora, a_plan(city, Urgency.MEETING))
    await sends(city, nora, replace(a_plan(city, Urgency.URGENT), drill=True))
    await city.passes(hours=3)
    assert sum(told(nora, sem, karim)) == 0


async def test_an_answer_is_a_sign_of_life(city: World) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    bilal = await city.member("Chantal", Role.CONTACTCIRKEL)
    await is_quiet(city, minutes=50)
    await bilal.says("/gegevens")
    await bilal.taps("Iets aanpassen", "Spoed 's nachts: ja")
    await city.passes(minutes=30)
    assert sum(told(nora, sem, karim)) == 0
    await is_quiet(city, minutes=61)
    assert sum(told(nora, sem, karim)) == 2


async def test_when_telegram_is_dead_the_mail_goes_out(city: World, postbox: Postbox) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    city.faults.add(Fault(Trouble.REFUSE, "sendMessage", times=10_000))
    city.clock.advance(timedelta(minutes=61).total_seconds())
    await city.bot.app.run(SYSTEM_TURN, watchdog.listen)
    for _ in range(20):
        await city.bot.delivery.tick()
        await city.clock.live(1)
    assert sum(told(nora, sem, karim)) == 0
    assert "nora@team.example" in {letter.to for letter in postbox.sent}
    city.faults.clear()
    await city.passes(minutes=1)
    assert told(nora) == [1]


async def test_silence_over_a_downtime_is_silence_too(tmp_path: object) -> None:
    address = f"sqlite:///{tmp_path}/stad.db"
    before = await World(settings(), address=address).open()
    nora = await before.member("Nora", Role.NETWERKREGISSEUR)
    await quiet_call_out(before, nora)
    started = before.now + timedelta(minutes=75)
    await before.close()
    after = World(settings(), start=started, address=address)
    phone = after.telegram.user(nora.user.id, "Nora")
    phone.started = True
    await after.open()
    await after.passes(seconds=1)
    assert any(ALARM in seen.text for seen in phone.chat)
    await after.close()


async def test_a_maker_who_left_is_not_waited_for(city: World) -> None:
    nora, sem, karim = await staff(city)
    await quiet_call_out(city, nora)
    await city.bot.app.run(nora.turn, own_data.erase)
    await is_quiet(city, minutes=61)
    assert told(nora, sem, karim) == [0, 1, 1]


def alarms(city: World) -> int:
    """How many were ever told in the chat, however they ended."""
    return sum(city.look(lambda tx: outbox.tally(tx, "watchdog:")).values())


async def test_hours_after_the_meeting_a_silence_rings_nobody_and_the_daily_word_takes_over(
    city: World,
) -> None:
    nora, sem, karim = await staff(city)
    made = await quiet_call_out(city, nora)
    assert made.times.starts_at is not None
    end = made.times.starts_at + made.times.duration
    await is_quiet(city, minutes=61)
    await city.until(end + timedelta(minutes=30))
    await nora.taps("Ik kijk nu")
    await city.until(end + timedelta(minutes=100))
    rung = alarms(city)
    assert rung > 2, "the silence after the meeting is told too"
    await city.until(end + timedelta(hours=2))
    for _ in range(9):  # into the night; a promised message falls due, so it is another silence
        await city.passes(minutes=61)
    await city.until(made.times.starts_at + timedelta(days=1))
    await city.passes(minutes=1)
    assert alarms(city) == rung
    assert sum(told(nora, sem, karim)) <= rung
    assert nora.received("staat nog open.")


async def test_an_urgent_call_out_without_a_start_is_watched_for_twelve_hours(city: World) -> None:
    plan = a_plan(city, Urgency.URGENT)
    times = replace(plan.times, starts_at=None)
    made = CallOut(
        CallOutId("c"),
        State.SENT,
        Urgency.URGENT,
        False,
        (),
        plan.parts,
        times,
        MemberId("m"),
        sent_at=city.now,
    )
    assert watched_until(made, timedelta(hours=1)) == city.now + timedelta(hours=12)
