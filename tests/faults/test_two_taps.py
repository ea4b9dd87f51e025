"""A tap twice, two taps at once, a tap too late: one effect, and a quiet, correct answer to each."""

from collections.abc import AsyncIterator

import pytest
from telegram import Update

from domain.actors import Role
from storage import callout_answers, questions, unrest
from storage.database import count
from storage.members import members
from storage.registrations import registrations
from tests.callout_plans import button
from tests.faults.forging import rows
from tests.faults.lived_city import WORKING, City, ended, lived
from tests.world import Person, World, usual_network


@pytest.fixture
async def city() -> AsyncIterator[City]:
    world = await World(usual_network(), WORKING).open()
    yield await lived(world)
    await world.close()


async def at_once(city: City, *taps: tuple[Person, str]) -> None:
    """All taps lie in one batch."""
    for person, label in taps:
        person.user.press(label)
    await city.world.settle()


def shown(person: Person, label: str) -> str:
    """The data of a button that stands in the chat."""
    return next(
        one.data for message in person.chat for row in message.rows for one in row if one.label == label
    )


def answers(city: City) -> dict[str, str]:
    table = callout_answers.call_out_responses
    found = city.world.look(lambda tx: tx.db.execute(table.select()).all())
    return {row.member: row.answer for row in found}


async def test_the_same_answer_twice_counts_once_and_the_second_is_told_so(city: City) -> None:
    await at_once(city, (city.bas, "Ik kom"), (city.bas, "Ik kom"))
    assert answers(city)[city.bas.id] == "coming"
    assert city.bas.text.startswith("Fijn dat u komt.")
    assert city.bas.user.popup is not None
    assert "Dit had u al gekozen" in city.bas.user.popup


async def test_two_different_answers_at_once_the_last_counts(city: City) -> None:
    await at_once(city, (city.bas, "Ik kom"), (city.bas, "Ik kom niet"))
    assert answers(city)[city.bas.id] == "not_coming"
    assert city.bas.text.startswith("Dank u wel voor uw antwoord.")


async def test_a_sign_up_twice_is_one_place(city: City) -> None:
    before = city.world.look(lambda tx: count(tx, registrations))
    taken = shown(city.bas, "Van de wachtlijst af").replace("a1:leave", "a1:join")
    hanna = await city.world.member("Hanna", Role.CONTACTCIRKEL)
    for _ in range(2):
        hanna.user.press_data(taken, hanna.last.id)
    await city.world.settle()
    assert city.world.look(lambda tx: count(tx, registrations)) == before + 1
    assert "op plek 2" in hanna.text


async def test_the_last_button_of_a_form_twice_sends_it_once(city: City) -> None:
    before = city.world.look(unrest.count_open)
    await city.bas.says("/onrust")
    await city.bas.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk", "Sla dit over")
    await at_once(city, (city.bas, "Versturen zonder naam"), (city.bas, "Versturen zonder naam"))
    assert city.world.look(unrest.count_open) == before + 1
    assert "Uw bericht is binnen" in city.bas.text


async def test_a_typed_answer_twice_is_one_question_and_one_stray_text(city: City) -> None:
    before = city.world.look(questions.count_open)
    await city.bas.forges("k1:ask")
    for _ in range(2):
        city.bas.user.say("Mag ik iemand meenemen?")
    await city.world.settle()
    assert city.world.look(questions.count_open) == before + 1
    assert "Dat begrijpt de bot niet" in city.bas.text


async def test_erasing_twice_erases_once(city: City) -> None:
    before = city.world.look(lambda tx: count(tx, members))
    await city.bas.says("/stop")
    await at_once(city, (city.bas, "Ja, wis alles"), (city.bas, "Ja, wis alles"))
    assert city.world.look(lambda tx: count(tx, members)) == before - 1
    assert "uitnodiging" in city.bas.text


async def test_a_second_yes_finds_it_sent(city: City) -> None:
    before = len(city.bas.received("Spoed"))
    data = shown(city.omar, "Ja, versturen")
    await city.omar.forges(data)
    assert "Wilt u meekijken?" not in city.omar.text
    await city.world.passes(minutes=1)
    assert len(city.bas.received("Spoed")) == before


async def test_an_answer_after_the_end_is_told_so_and_changes_nothing(city: City) -> None:
    pressed = button(city.bas, "Ik kom")  # the end takes the button out of the chat, a late tap still comes
    await ended(city)
    before = answers(city)
    await city.bas.forges(pressed)
    assert answers(city) == before
    assert "Deze oproep is" in city.bas.text


async def test_an_edited_text_and_a_group_do_nothing(city: City) -> None:
    before, seen = city.world.look(lambda tx: rows(tx, "received")), len(city.bas.chat)
    typed = city.bas.user.say("Hallo")
    await city.world.settle()
    after = len(city.bas.chat)
    city.bas.user.edit(typed, "Ik kom")
    updates = await city.world.bot.application.bot.get_updates(offset=city.world._offset, timeout=0)
    await city.world._living(city.world.take([*updates, group(city.world)]))
    assert len(city.bas.chat) == after > seen
    assert city.world.look(lambda tx: rows(tx, "received")) == before


def group(world: World) -> Update:
    """Somebody presses *Ik kom* in a group to which the bot was added."""
    chat = {"id": -1001, "type": "group", "title": "Verzonnen"}
    sender = {"id": 1005, "is_bot": False, "first_name": "Bas"}
    message = {"message_id": 1, "date": 1_773_331_200, "chat": chat, "from": sender, "text": "/stop"}
    update = Update.de_json({"update_id": 800_000_001, "message": message}, world.bot.application.bot)
    assert update is not None
    return update
