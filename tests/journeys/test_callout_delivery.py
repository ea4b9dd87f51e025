"""How a call-out was delivered: what Telegram took, never who read it; names only on a logged list."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.actors import Role
from domain.network_times import Urgency
from storage import access, outbox
from storage.outbox import State
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World

REPORT = "Telegram laat niet zien wie een bericht heeft gelezen."


async def circle(world: World, *names: str) -> tuple[Person, list[Person]]:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    return nora, [await world.member(name, Role.CONTACTCIRKEL) for name in names]


def looks_at(world: World, person: Person) -> list[str]:
    since = world.now - timedelta(days=1)
    return [look.why for look in world.look(lambda tx: access.of(tx, person.id, since))]


def ends(world: World, person: Person, state: State) -> None:
    """As if the call-out had ended so for this person."""
    told = world.look(lambda tx: outbox.of(tx, person.id))
    notice = next(one.id for one in told if one.kind == "callout.sent")
    world.look(lambda tx: outbox.settle(tx, notice, state, world.now))


async def opens_report(nora: Person) -> None:
    await opens_board(nora)
    await nora.taps("Meer bij oproep", "Bezorging bekijken")


async def test_whoever_sent_it_hears_once_how_it_was_delivered(world: World) -> None:
    nora, (amina, bram, cem) = await circle(world, "Amina", "Bram", "Cem")
    olaf = await world.member("Olaf", Role.NETWERKREGISSEUR)
    cem.user.block()
    await world.settle()
    await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await bram.taps("Ik kom niet")
    assert not nora.received(REPORT)
    await world.passes(minutes=2)
    (told,) = nora.received(REPORT)
    assert "Bezorgd bij Telegram: 2 van 3\nNiet bezorgd: 1\n" in told.text
    assert "Antwoorden: 1 komt, 1 komt niet, 1 nog open" in told.text
    assert "de bot geblokkeerd 1, niet zeker 0, anders 0" in told.text
    await world.passes(hours=1)
    assert len(nora.received(REPORT)) == 1
    assert not olaf.received(REPORT)


async def test_what_waits_for_the_morning_is_under_way_and_not_lost(world: World) -> None:
    nora, (amina,) = await circle(world, "Amina")
    await world.until(datetime(2026, 3, 12, 22, 30, tzinfo=UTC))
    plan = a_plan(world, Urgency.INFO)
    await sends(world, nora, plan)
    await world.passes(minutes=2)
    assert "Bezorgd bij Telegram: 0 van 1\nNiet bezorgd: 0\n" in nora.text
    assert "Nog onderweg: 1." in nora.text
    await world.passes(hours=9)
    await opens_report(nora)
    assert "Bezorgd bij Telegram: 1 van 1" in nora.text
    assert "Nog onderweg" not in nora.text
    assert amina.received("Ter informatie.")


async def test_no_report_says_that_anybody_read_it(world: World) -> None:
    nora, (amina,) = await circle(world, "Amina")
    await sends(world, nora, a_plan(world, Urgency.INFO))
    await amina.taps("Ik heb het gelezen")
    await opens_report(nora)
    assert "Tikten op de knop: 1." in nora.text
    assert nora.text.lower().count("gelezen") == nora.text.count(REPORT) == 1


async def test_who_did_not_get_it_stands_on_a_list_and_sees_that_it_was_opened(world: World) -> None:
    nora, (amina, bram) = await circle(world, "Amina", "Bram")
    bram.user.block()
    await world.settle()
    made = await sends(world, nora, a_plan(world))
    await opens_report(nora)
    await nora.taps("Niet bezorgd bekijken")
    assert "- Bram: blokkeerde de bot" in nora.text
    assert "Amina" not in nora.text
    assert looks_at(world, bram) == ["undelivered"]
    assert looks_at(world, amina) == []
    await amina.forges(f"c1:missed:{made.id}")
    assert "Bram" not in amina.text


async def test_each_way_of_not_arriving_is_told_apart(world: World) -> None:
    nora, people = await circle(world, "Amina", "Bram", "Cem", "Dora")
    await sends(world, nora, a_plan(world))
    ended = (State.UNCERTAIN, State.FAILED, State.TOO_LATE)
    for person, state in zip(people, ended, strict=False):
        ends(world, person, state)
    await opens_report(nora)
    assert "Bezorgd bij Telegram: 1 van 4\nNiet bezorgd: 3\n" in nora.text
    assert "de bot geblokkeerd 0, niet zeker 1, anders 2" in nora.text
    await nora.taps("Niet bezorgd bekijken")
    for words in (
        "Amina: niet zeker of het aankwam",
        "Bram: Telegram nam het niet aan",
        "Cem: het lukte niet op tijd",
    ):
        assert words in nora.text


async def test_a_member_who_left_is_in_no_report(world: World) -> None:
    nora, (amina, bram) = await circle(world, "Amina", "Bram")
    await sends(world, nora, a_plan(world))
    await bram.says("/stop")
    await bram.taps(*[label for label in bram.buttons if label.startswith("Ja")])
    await opens_report(nora)
    assert "Bezorgd bij Telegram: 1 van 1" in nora.text
    assert amina.received("Wilt u erbij zijn?")


@pytest.mark.parametrize(
    "goes_on", [("Naar het menu",), ("Meer bij oproep",), ("Naar het menu", "Lopende oproep")]
)
async def test_the_live_card_changes_where_it_stands_and_is_never_a_second_message(
    world: World, goes_on: tuple[str, ...]
) -> None:
    """An answer comes while somebody looks, who taps on before the card had its change."""
    nora, asked = await circle(world, "Amina", "Bram")
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await asked[0].taps("Ik kom")
    messages, card = len(nora.chat), nora.last.id
    await nora.taps(*goes_on)
    reads = nora.text
    await world.passes(seconds=4)
    await world.passes(seconds=4)
    assert (len(nora.chat), nora.last.id, nora.text) == (messages, card, reads)
    if goes_on[-1] == "Lopende oproep":
        await asked[1].taps("Ik kom")
        await world.passes(seconds=4)
        assert (len(nora.chat), nora.last.id) == (messages, card)
        assert "Komen: 2" in nora.text
