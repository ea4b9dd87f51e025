"""A call-out that nobody closes: the desk hears of it every day, and after thirty days it ends."""

from datetime import timedelta

from domain.actors import Role
from domain.callouts import CallOut, State
from domain.network_times import Urgency
from storage import audit, callout_answers
from storage import callouts as store
from storage.audit import Wanted
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import World

OPEN, LAPSED = "staat nog open.", "Wij hebben u niet laten weten wat ermee gebeurde."
SORRY = "Wij sloten de oproep van"


def kept(world: World, made: CallOut) -> CallOut:
    found = world.look(lambda tx: store.load(tx, made.id))
    assert found is not None
    return found


async def days(world: World, count: int) -> None:
    """Each with its noon."""
    for _ in range(count):
        await world.passes(hours=16)
        await world.passes(hours=8)


async def test_every_day_the_desk_hears_that_a_call_out_is_still_open(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    assert made.times.starts_at is not None
    await world.until(made.times.starts_at + timedelta(hours=23))
    assert not nora.received(OPEN)
    await world.passes(hours=1)
    for desk in (nora, karim):
        assert desk.text.startswith("De oproep van donderdag 12 maart, 20.00 uur staat nog open.")
        assert desk.buttons == ["Oproep afsluiten", "Oproep bekijken"]
    assert not amina.received(OPEN)
    await world.passes(hours=1)
    assert len(nora.received(OPEN)) == 1
    await days(world, 3)
    assert len(nora.received(OPEN)) == 3


async def test_the_word_to_the_desk_waits_for_the_morning(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await world.passes(hours=6)
    await sends(world, nora, a_plan(world, Urgency.INFO))
    await world.passes(days=1)
    await world.passes(hours=1)
    assert not nora.received(OPEN)
    await world.passes(hours=9)
    assert len(nora.received(OPEN)) == 1


async def test_whoever_closes_it_hears_no_more_of_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await days(world, 2)
    assert nora.received(OPEN)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij praatten met twaalf mensen.")
    await nora.taps("Nu versturen")
    assert amina.received("Deze oproep is voorbij.")
    before = len(nora.received(OPEN))
    await days(world, 3)
    assert len(nora.received(OPEN)) == before


async def test_while_a_next_message_is_promised_nobody_is_reminded(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await world.passes(hours=26)
    await opens_board(nora)
    await nora.taps("Nieuw bericht sturen")
    await nora.says("Het is stil in de straat.")
    await nora.taps("Volgend bericht", "Over 4 uur", "Nu versturen")
    await world.passes(hours=2)
    assert not nora.received(OPEN)


async def test_after_thirty_days_it_ends_and_whoever_was_asked_hears_nothing_false(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await amina.taps("Ik kom")
    await days(world, 30)
    assert kept(world, made).open
    await world.passes(hours=3)
    ended = kept(world, made)
    assert ended.state is State.CLOSED
    assert ended.totals is not None
    assert (ended.totals.coming, ended.totals.open) == (1, 1)
    await world.passes(hours=14)
    for person in (amina, bram):
        assert person.text.startswith("Deze oproep is voorbij.\n\n" + LAPSED)
        assert "wissen wij op maandag 11 mei 2026." in person.text
        assert person.buttons == ["Ik heb het gelezen", "Ik heb een vraag"]
    await amina.taps("Ik heb het gelezen")
    assert amina.text.startswith("Dank u wel voor het lezen.")
    assert len(nora.received(SORRY)) == 1
    await days(world, 2)
    assert len(nora.received(SORRY)) == len(bram.received(LAPSED)) == 1
    await days(world, 30)
    assert world.look(lambda tx: callout_answers.responses(tx, made.id)) == []
    assert kept(world, made).totals == ended.totals


async def test_an_ending_by_itself_stands_in_the_log(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await sends(world, nora, a_plan(world))
    await days(world, 31)
    since = Wanted(world.now - timedelta(days=2))
    acts = [line.act for line in world.look(lambda tx: audit.lines(tx, since, 0, 50))]
    assert acts.count("callout_ending.lapse") == 1


async def test_a_drill_that_nobody_closes_ends_as_a_drill(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await nora.says("/oproep")
    await nora.taps("Een oefening")
    await nora.taps("Nu versturen")
    await amina.taps("Ik ben bereikbaar")
    await world.passes(days=1)
    assert "De oefening van" in nora.text
    await days(world, 30)
    assert amina.received("De oefening is voorbij.")
    assert not amina.received(LAPSED)
    assert nora.received("Wij sloten de oefening van")


async def test_a_call_out_nobody_can_answer_any_more_says_so(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await days(world, 31)
    await amina.forges(f"c1:answer:{made.id}:coming")
    assert kept(world, made).totals is not None
    assert world.look(lambda tx: callout_answers.count_late(tx, made.id)) == 1
