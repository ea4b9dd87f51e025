"""When each agreed voice says yes the rest hears it, unless the desk says not; some stand by."""

from datetime import timedelta

from domain.actors import Role
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World

VOICES = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn")
ENOUGH = "Er zijn genoeg mensen, dank u wel."


async def the_circle(world: World) -> list[Person]:
    """Somebody with each agreed voice."""
    return [await world.member(voice.title(), Role.CONTACTCIRKEL, voice=voice) for voice in VOICES]


async def come(people: list[Person]) -> None:
    for person in people:
        await person.taps("Ik kom")


async def test_the_board_names_the_voice_that_is_missing_until_there_is_none(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await come(people[:4])
    await world.passes(seconds=5)
    assert "Deze stem mist nog: welzijn." in nora.text
    await come(people[4:])
    await world.passes(seconds=5)
    assert nora.text.startswith("De kring is compleet.")
    assert "Over 5 minuten hoort de rest" in nora.text


async def test_after_the_notice_only_who_said_neither_yes_nor_no_hears_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    silent = await world.member("Amina", Role.CONTACTCIRKEL)
    later = await world.member("Bram", Role.CONTACTCIRKEL)
    said_no = await world.member("Cem", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await later.taps("Weet ik nog niet")
    await said_no.taps("Ik kom niet")
    await come(people)
    await world.passes(minutes=4)
    assert not silent.received(ENOUGH)
    await world.passes(minutes=2)
    assert len(silent.received(ENOUGH)) == len(later.received(ENOUGH)) == 1
    assert not any(person.received(ENOUGH) for person in [*people, said_no])
    assert made.times.reply_by is not None
    await world.until(made.times.reply_by + timedelta(minutes=1))
    assert not silent.received("Wij weten het nog niet van u")
    assert not later.received("Wij weten het nog niet van u")


async def test_the_desk_can_go_on_asking_everybody(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    silent = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await come(people)
    await opens_board(nora)
    await nora.taps("Iedereen blijven vragen")
    assert "Wij blijven iedereen vragen." in nora.text
    await world.passes(minutes=10)
    assert not silent.received(ENOUGH)
    await nora.taps("Nu laten weten")
    assert nora.received("De rest weet dat er genoeg mensen zijn.")
    assert silent.received(ENOUGH)


async def test_the_desk_can_tell_the_rest_at_once_and_only_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    silent = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await come(people)
    await opens_board(nora)
    await nora.taps("Nu laten weten")
    await nora.forges(f"c1:tell:{made.id}")
    await nora.forges(f"c1:keep:{made.id}")
    await world.passes(minutes=10)
    assert len(silent.received(ENOUGH)) == 1


async def test_a_circle_that_breaks_in_time_lets_nobody_go(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    silent = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await come(people)
    await people[0].taps("Toch niet komen")
    await world.passes(minutes=10)
    assert not silent.received(ENOUGH)
    await people[0].taps("Ik kom toch")
    await world.passes(minutes=6)
    assert len(silent.received(ENOUGH)) == 1


async def test_whoever_stands_by_is_asked_only_when_somebody_is_needed(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    ready = await world.member("Amina", Role.CONTACTCIRKEL)
    gone = await world.member("Bram", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await come(people)
    await world.passes(minutes=6)
    await ready.taps("Ik blijf paraat")
    assert "20.00 uur" in ready.text
    assert "Dit weten wij" in ready.text
    assert "Laat vóór" not in ready.text
    await gone.taps("Ik blijf paraat", "Toch niet paraat")
    assert gone.text.startswith(ENOUGH)
    await gone.taps("Ik heb het gelezen")
    assert gone.text.startswith("Dank u wel voor het lezen.")
    await people[0].taps("Toch niet komen")
    assert "Wij weten het nog niet van u" in ready.text
    assert not gone.received("Wij weten het nog niet van u")
    await ready.taps("Ik kom")
    assert ready.text.startswith("Fijn dat u komt.")


async def test_answers_after_the_message_still_count(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await the_circle(world)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await come(people)
    await world.passes(minutes=6)
    await amina.forges(f"c1:answer:{made.id}:coming")
    await opens_board(nora)
    assert "Komen: 6." in nora.text


async def test_everybody_who_watches_sees_the_card_change(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await opens_board(karim)
    seen = [len(nora.chat), len(karim.chat)]
    await amina.taps("Ik kom")
    await world.passes(seconds=5)
    assert "Komen: 1." in nora.text
    assert "Komen: 1." in karim.text
    assert [len(nora.chat), len(karim.chat)] == seen


async def test_two_taps_at_once_are_one_answer(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    amina.user.press("Ik kom")
    amina.user.press("Ik kom")
    await world.settle()
    await opens_board(nora)
    assert "Komen: 1." in nora.text
    assert amina.text.startswith("Fijn dat u komt.")


async def test_the_card_never_takes_the_place_of_what_somebody_is_doing(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    asked, chat = nora.text, len(nora.chat)
    await amina.taps("Ik kom")
    await world.passes(seconds=10)
    assert (nora.text, len(nora.chat)) == (asked, chat)
    await opens_board(nora)
    await bram.taps("Ik kom")
    await world.passes(seconds=5)
    assert "Komen: 2." in nora.text
