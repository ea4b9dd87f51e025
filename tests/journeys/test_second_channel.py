"""Whoever chose it gets one mail that says nothing, when an urgent call-out stays unanswered."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.mail import Letter
from domain.actors import Purpose, Role
from domain.callouts import CallOut
from domain.channels import Channel
from domain.network import Network
from domain.network_times import Urgency
from domain.pacing import Accepted, Refused, Result, Uncertain, Unreached
from storage import channels, members, outbox
from storage.channels import SecondChannel
from storage.database import Tx
from storage.outbox import State
from tests.callout_plans import WHOLE, a_plan, sends
from tests.journeys.test_deputies import agreed
from tests.postbox import Postbox
from tests.world import START, Person, World, usual_network
from usecases import own_data
from usecases.channels import NEUTRAL

AT = "amina@leden.example"
NEUTRAL_WORDS = (
    "U hebt een bericht van het netwerk. Lees het in de bot, of bel 015 000 00 01. Is er gevaar? Bel 112."
)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def settings() -> Network:
    """The example, with nobody who has to agree."""
    usual = usual_network()
    alone = replace(usual.callouts.second_person, required=False)
    return replace(usual, callouts=replace(usual.callouts, second_person=alone))


@pytest.fixture
async def city(postbox: Postbox) -> AsyncIterator[World]:
    opened = await World(settings(), mailer=postbox).open()
    yield opened
    await opened.close()


async def with_mail(world: World, name: str, *roles: Role, address: str = AT, **chosen: Any) -> Person:
    """A member who chose mail before the test began."""
    person = await world.member(name, *roles, **chosen)
    kept = SecondChannel(Channel.MAIL, address)
    world.look(lambda tx: channels.put(tx, person.id, kept))
    return person


async def urgent(world: World, nora: Person, **parts: Any) -> CallOut:
    return await sends(world, nora, a_plan(world, Urgency.URGENT, **parts))


def state_of_mail(world: World, made: CallOut) -> dict[State, int]:
    return world.look(lambda tx: outbox.tally(tx, f"channel:{made.id}:"))


async def opens_channel(person: Person) -> None:
    await person.says("/gegevens")
    await person.taps("Iets aanpassen", "Ook per e-mail: nee", "Ja, met e-mail")


async def test_it_is_off_until_yes_and_the_address_leaves_the_chat(city: World, postbox: Postbox) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Ook per e-mail: nee")
    assert amina.buttons == ["Ja, met e-mail", "Nee, liever niet"], "no sms is set up"
    await amina.taps("Ja, met e-mail")
    await amina.says(AT)
    assert amina.text.startswith("Bewaard: a…@leden.example.")
    assert not any(AT in message.text for message in amina.chat)
    (test,) = postbox.sent
    assert (test.to, test.title, test.words) == (AT, "Bericht van het netwerk", NEUTRAL_WORDS)
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen")
    assert "Ook per e-mail: ja" in amina.buttons


async def test_what_is_no_address_is_asked_again_and_leaves_the_chat_too(
    city: World, postbox: Postbox
) -> None:
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await opens_channel(amina)
    await amina.says("amina bij leden")
    assert amina.text.startswith("Dit adres herkennen wij niet.")
    assert not any("amina bij leden" in message.text for message in amina.chat)
    await amina.says(f"{AT}\nBcc: iedereen@stad.example")
    assert amina.text.startswith("Dit adres herkennen wij niet.")
    await amina.says(AT)
    assert len(postbox.to(AT)) == 1


async def test_it_can_be_seen_and_erased(city: World) -> None:
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    kept = await city.bot.app.run(amina.turn, own_data.everything)
    assert kept["channel"] == {"channel": "mail", "address": AT}
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Ook per e-mail: ja")
    assert "Adres: a…@leden.example" in amina.text
    await amina.taps("Adres wissen")
    assert city.look(lambda tx: channels.of(tx, amina.id)) is None
    await amina.taps("Nee, liever niet")
    assert "Ook per e-mail: nee" in amina.buttons


async def test_leaving_erases_the_address(city: World) -> None:
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    await city.bot.app.run(amina.turn, own_data.erase)
    assert city.look(lambda tx: channels.having(tx, [amina.id])) == []


async def test_a_refused_test_is_told_and_a_fourth_on_one_day_is_not_sent(
    city: World, postbox: Postbox
) -> None:
    postbox.says = lambda letter: Refused("550") if "tikfout" in letter.to else Accepted()
    amina = await city.member("Amina", Role.CONTACTCIRKEL)
    await opens_channel(amina)
    await amina.says("tikfout@leden.example")
    assert amina.received("Onze e-mail kwam niet aan.")
    for _ in range(2):
        await amina.taps("Ander adres")
        await amina.says(AT)
    await amina.taps("Ander adres")
    await amina.says("ander@leden.example")
    assert amina.text == "Wij stuurden vandaag al 3 tests. Probeer het morgen nog eens."
    assert len(postbox.tried) == 3
    found = city.look(lambda tx: channels.of(tx, amina.id))
    assert found is not None
    assert found.address == AT


async def test_without_a_mail_server_nothing_is_offered_and_a_forged_press_does_nothing(world: World) -> None:
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen")
    assert not any("e-mail" in label for label in amina.buttons)
    await amina.forges("m1:channel")
    assert amina.text.startswith("Wij kunnen u nu alleen in Telegram bereiken.")
    await amina.forges("m1:mail")
    assert amina.text.startswith("Wij kunnen u nu alleen in Telegram bereiken.")


async def test_a_mail_goes_between_nudge_and_deputy_to_who_said_nothing(
    city: World, postbox: Postbox
) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    await city.member("Bilal", Role.CONTACTCIRKEL)
    made = await urgent(city, nora)
    assert made.times.reply_by is not None
    assert timedelta(minutes=14) < made.times.reply_by - city.now <= timedelta(minutes=15)
    await city.passes(minutes=8)
    assert postbox.sent == []
    await city.passes(minutes=1.5)
    assert [letter.to for letter in postbox.sent] == [AT]
    await city.passes(minutes=120)
    assert len(postbox.sent) == 1, "never more than one for a call-out"
    assert amina.received("Spoed"), "the chat has it too"
    assert state_of_mail(city, made) == {State.ACCEPTED: 1}


@pytest.mark.parametrize("said", ["Ik kom", "Ik kom niet"])
async def test_never_after_an_answer(city: World, postbox: Postbox, said: str) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    made = await urgent(city, nora)
    await amina.taps(said)
    await city.passes(minutes=10)
    await city.passes(hours=1)
    assert postbox.tried == []
    assert state_of_mail(city, made) == {State.CANCELLED: 1}


async def test_never_on_a_drill_nor_when_it_is_not_urgent(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    await sends(city, nora, replace(a_plan(city, Urgency.URGENT), drill=True))
    await sends(city, nora, a_plan(city, Urgency.MEETING))
    await sends(city, nora, a_plan(city, Urgency.INFO))
    await city.passes(hours=2)
    assert postbox.tried == []


@pytest.mark.parametrize(("answer", "letters"), [(None, 1), ("Ja, ik kom", 0), ("Nee, ik kan niet", 0)])
async def test_a_deputy_who_is_asked_instead_is_mailed_too_and_never_after_an_answer(
    city: World, postbox: Postbox, answer: str | None, letters: int
) -> None:
    """Bram is not in the circle that is called: he is asked for Amina, who is away."""
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    until = city.now + timedelta(days=3)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL, Role.SNRP, absent_until=until)
    bram = await with_mail(city, "Bram", Role.SNRP, address="bram@leden.example")
    await city.member("Chaima", Role.CONTACTCIRKEL)
    await agreed(city, amina, bram)
    made = await urgent(city, nora)
    assert bram.received("U bent gevraagd als vervanger")
    if answer is not None:
        await bram.taps(answer)
    await city.passes(minutes=10)
    await city.passes(hours=1)
    assert [letter.to for letter in postbox.sent] == ["bram@leden.example"] * letters
    assert sum(state_of_mail(city, made).values()) == 1


async def test_at_once_when_telegram_shuts_the_chat(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    known = await with_mail(city, "Bilal", Role.CONTACTCIRKEL, address="bilal@leden.example", blocked=True)
    amina.user.block()
    await city.settle()
    await urgent(city, nora)
    assert {letter.to for letter in postbox.sent} == {AT, "bilal@leden.example"}
    assert known.chat == [] or not known.received("Spoed")
    await city.passes(minutes=12)
    assert len(postbox.sent) == 2


async def test_nights_off_and_absence_hold_for_mail_too(postbox: Postbox) -> None:
    night = START.replace(hour=22)
    city = await World(settings(), start=night, mailer=postbox).open()
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await with_mail(city, "Amina", Role.CONTACTCIRKEL, nights=False)
    away = await with_mail(city, "Bilal", Role.CONTACTCIRKEL, address="bilal@leden.example")
    await with_mail(city, "Chantal", Role.CONTACTCIRKEL, address="chantal@leden.example")
    await urgent(city, nora)
    until = city.now + timedelta(days=3)
    city.look(lambda tx: members.change(tx, away.id, absent_until=until))
    await city.passes(minutes=10)
    await city.passes(hours=1)
    assert [letter.to for letter in postbox.sent] == ["chantal@leden.example"]
    await city.close()


async def test_not_to_who_no_longer_wants_call_outs_or_was_stopped(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    bilal = await with_mail(city, "Bilal", Role.CONTACTCIRKEL, address="bilal@leden.example")
    await urgent(city, nora)
    city.look(lambda tx: members.consent(tx, amina.id, [Purpose.ACTIVITIES], 1, city.now))
    city.look(lambda tx: members.change(tx, bilal.id, suspended=True))
    await city.passes(minutes=10)
    assert postbox.tried == []


PLANTED = ("Kiezelgracht", "vlinderdas", "morgenvroeg", "Zonnedauw")


async def test_a_mail_never_holds_a_word_of_the_call_out(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    facts, ask, line, unknown = PLANTED
    await urgent(city, nora, facts=facts, ask=ask, line_to_say=line, unknowns=unknown)
    await city.passes(minutes=10)
    (letter,) = postbox.sent
    assert (letter.title, letter.words) == ("Bericht van het netwerk", NEUTRAL_WORDS)
    whole = f"{letter.title} {letter.words} {letter.number}"
    assert not any(word in whole for word in (*PLANTED, WHOLE.place, "Spoed", "http", "Amina", "Nora"))


async def test_a_server_that_is_away_gets_it_later_and_not_after_the_answer(
    city: World, postbox: Postbox
) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    amina = await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    await with_mail(city, "Bilal", Role.CONTACTCIRKEL, address="bilal@leden.example")
    postbox.says = lambda _: Unreached()
    await urgent(city, nora)
    await city.passes(minutes=9.1)
    assert len(postbox.tried) == 2
    await city.passes(seconds=10)
    assert len(postbox.tried) == 2, "not hammered"
    await amina.taps("Ik kom")
    await city.passes(minutes=1)
    assert len(postbox.tried) == 3
    postbox.says = lambda _: Accepted()
    await city.passes(minutes=2)
    assert [letter.to for letter in postbox.sent] == ["bilal@leden.example"]


async def test_what_nobody_knows_arrived_is_sent_once_more_and_is_the_same_letter(
    city: World, postbox: Postbox
) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    postbox.says = lambda _: Uncertain()
    made = await urgent(city, nora)
    await city.passes(minutes=10)
    await city.passes(minutes=1)
    await city.passes(minutes=10)
    assert len(postbox.tried) == 2
    assert len({letter.number for letter in postbox.tried}) == 1
    assert state_of_mail(city, made) == {State.UNCERTAIN: 1}


async def test_a_mail_in_hand_when_the_process_dies_is_sent_again(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    await with_mail(city, "Amina", Role.CONTACTCIRKEL)
    made = await urgent(city, nora)

    def die(tx: Tx) -> None:
        (row,) = [one for one in outbox.of(tx, made_for) if one.kind == NEUTRAL]
        assert outbox.take(tx, row.id)

    made_for = city.look(lambda tx: outbox.addressed(tx, f"channel:{made.id}:"))[0]
    city.look(die)
    await city.passes(minutes=10)
    assert postbox.sent == [], "taken, and nobody knows what became of it"
    await city.bot.recover()
    await city.settle()
    assert len(postbox.sent) == 1
    assert state_of_mail(city, made) == {State.ACCEPTED: 1}


async def test_a_slow_mail_server_does_not_hold_up_the_chat(city: World, postbox: Postbox) -> None:
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    circle = [
        await with_mail(city, f"Lid {n}", Role.CONTACTCIRKEL, address=f"lid{n}@leden.example")
        for n in range(30)
    ]
    at_once, most, slow = 0, 0, list[str]()

    async def slowly(letter: Letter) -> Result:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await city.clock.sleep(5)
        slow.append(letter.to)
        at_once -= 1
        return Accepted()

    postbox.send = slowly  # type: ignore[method-assign]  # the same port, slower
    await urgent(city, nora)
    await city.passes(minutes=7.6)
    await city.passes(minutes=1.5)
    await city.settle()
    assert most == 4
    assert len(slow) == len(set(slow)) == 30
    assert all(person.received("Spoed") for person in circle)
