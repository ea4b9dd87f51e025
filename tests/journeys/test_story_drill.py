"""The drill: twice a year, always named as one, never mixed with what is real, and told to everybody."""

from domain.actors import Role
from domain.callout_answers import Answer
from domain.callouts import CallOut
from storage import callout_answers
from storage import callouts as store
from tests.callout_plans import a_plan, opens_board, sends
from tests.world import Person, World
from usecases import callout_figures

NAMES = ("Amina", "Bram", "Cem", "Dilara", "Eva", "Femi")
VOICES = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn", None)
OVER = "De oefening is voorbij."


async def a_circle(world: World) -> list[Person]:
    return [
        await world.member(name, Role.CONTACTCIRKEL, voice=voice)
        for name, voice in zip(NAMES, VOICES, strict=True)
    ]


async def drills(world: World, nora: Person) -> CallOut:
    """From the menu, as the netwerkregisseur does it."""
    await nora.says("/oproep")
    await nora.taps("Een oefening", "Nu versturen")
    return next(made for made in world.look(store.all_open) if made.drill)


async def ends(nora: Person) -> str:
    """Closing it; what the preview said."""
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    shown = nora.text.partition("Zo ziet iedereen het bericht:\n\n")[2].partition("\n\nGaat naar:")[0]
    await nora.taps("Nu versturen")
    return shown


def said(world: World, made: CallOut, person: Person) -> Answer | None:
    mine = world.look(lambda tx: callout_answers.response_of(tx, made.id, person.id))
    return None if mine is None else mine.answer


async def test_the_drill(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    drill = await drills(world, nora)
    for person in people:
        assert person.text.startswith("Oefening.")
        assert person.text.endswith("Dit was een oefening.")
        assert person.buttons == ["Ik ben bereikbaar", "Nu niet bereikbaar"]
    await world.passes(minutes=2)
    await people[0].taps("Ik ben bereikbaar")
    assert people[0].text.startswith("Dank u wel.")
    assert "oefening" in people[0].text

    real = await sends(world, nora, a_plan(world))
    for person in people:
        assert person.text.startswith("Wilt u erbij zijn?")
    await people[1].says("ja")
    assert people[1].text.startswith("Fijn dat u komt.")
    assert said(world, real, people[1]) is Answer.COMING
    assert said(world, drill, people[1]) is Answer.NONE
    assert said(world, real, people[0]) is Answer.NONE
    await people[0].says("/menu")
    await people[0].taps("Open oproepen")
    assert "Oefening: " in people[0].text
    assert [label for label in people[0].buttons if label.startswith("Oefening: ")]
    await opens_board(nora)
    assert "Oefening: " in nora.text

    await world.passes(minutes=2)
    for person in people[1:5]:
        await person.forges(f"c1:answer:{drill.id}:coming")
    await nora.forges(f"c1:close:{drill.id}")
    await nora.taps("Nu versturen")
    told = people[5].text
    assert told.startswith(OVER)
    assert "Gevraagd: 6. Op een knop gedrukt: 5." in told
    assert "De eerste knop kwam na 2 minuten. De helft was binnen na 4 minuten." in told
    assert told.endswith("Dit was een oefening.")
    assert {person.text for person in people} == {told}
    await nora.taps("Oproep bekijken")
    assert "De eerste knop kwam na 2 minuten." in nora.text
    assert said(world, real, people[1]) is Answer.COMING

    await world.passes(days=8)
    assert world.look(lambda tx: callout_answers.responses(tx, drill.id)) == []
    assert len(world.look(lambda tx: callout_answers.responses(tx, real.id))) == 6


async def test_the_next_drill_stands_beside_the_one_before(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    await drills(world, nora)
    await world.passes(minutes=10)
    for person in people[:5]:
        await person.taps("Ik ben bereikbaar")
    await ends(nora)
    await world.passes(days=170)
    await drills(world, nora)
    for person in people:
        await person.taps("Ik ben bereikbaar")
    await world.passes(minutes=3)
    shown = await ends(nora)
    told = people[0].text
    assert told == shown
    assert "Gevraagd: 6. Op een knop gedrukt: 6." in told
    assert (
        "De vorige keer waren dat er 5 van 6.\nToen duurde dat 10 minuten, en 10 minuten voor de helft."
        in told
    )
    await nora.taps("Oproep bekijken")
    assert "De vorige keer waren dat er 5 van 6." in nora.text


async def test_of_four_answers_no_times_are_told(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    await drills(world, nora)
    for person in people[:4]:
        await person.taps("Ik ben bereikbaar")
    await ends(nora)
    assert "Op een knop gedrukt: 4." in people[0].text
    assert "eerste knop" not in people[0].text


async def test_ja_answers_a_drill_only_when_nothing_real_is_open(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    real = await sends(world, nora, a_plan(world))
    drill = await drills(world, nora)
    await people[0].says("ja")
    assert (said(world, real, people[0]), said(world, drill, people[0])) == (Answer.COMING, Answer.NONE)
    await people[1].says("nee")
    assert (said(world, real, people[1]), said(world, drill, people[1])) == (Answer.NOT_COMING, Answer.NONE)
    await nora.forges(f"c1:close:{real.id}")
    await nora.says("Het is rustig.")
    await nora.taps("Nu versturen")
    await people[2].says("ja")
    assert said(world, drill, people[2]) is Answer.COMING


async def test_the_first_yes_and_the_whole_circle_have_their_moment_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    start = world.now
    made = await sends(world, nora, a_plan(world))
    await world.passes(minutes=3)
    await people[0].taps("Ik kom")
    await world.passes(minutes=4)
    for person in people[1:5]:
        await person.taps("Ik kom")
    await people[0].taps("Toch niet komen")
    await world.passes(minutes=2)
    await people[0].taps("Ik kom toch")
    await opens_board(nora)
    await nora.taps("Oproep afsluiten")
    await nora.says("Wij liepen een ronde.")
    await nora.taps("Nu versturen", "Oproep bekijken")
    assert "Eerste ja na 3 minuten, kring compleet na 7 minuten." in nora.text
    found = await world.bot.app.run(nora.turn, callout_figures.figures, start, world.now)
    assert (found.real.call_outs, found.drills.call_outs) == (1, 0)
    assert [
        round(one.total_seconds() / 60) for one in (found.real.first_yes, found.real.complete) if one
    ] == [3, 7]
    kept = world.look(lambda tx: store.load(tx, made.id))
    assert kept is not None
    assert kept.reached.half is None


async def test_a_circle_that_was_never_complete_says_only_the_first_yes(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = await a_circle(world)
    await sends(world, nora, a_plan(world))
    await world.passes(minutes=3)
    await people[0].taps("Ik kom")
    await opens_board(nora)
    await nora.taps("Gaat niet door")
    await nora.says("De zaal is dicht.")
    await nora.taps("Nu versturen", "Oproep bekijken")
    assert nora.text.endswith("Eerste ja na 3 minuten.")
