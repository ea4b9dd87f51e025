"""What members and the netwerkregisseur see of activities: lists in pages, the calendar file, odd presses."""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from domain.activities import Details, Kind
from domain.actors import Role
from domain.ids import ActivityId
from sandbox.messages import Seen
from tests.world import Person, World
from usecases import activities, activity_mailings, seats
from usecases.activities import Plan

START = datetime(2026, 4, 14, 17, 30, tzinfo=UTC)


async def a_seminar(
    world: World, nora: Person, title: str = "Samen verder", start: datetime = START
) -> ActivityId:
    """An activity to which the contactcirkel was invited just now."""
    plan = Plan(Kind.SEMINAR, Details(title, "stadhuis"), start, start + timedelta(hours=2), None)
    made = await world.bot.app.run(nora.turn, activities.make, plan)
    await world.bot.app.run(nora.turn, activity_mailings.send, made.id, ("contactcirkel",))
    return made.id


async def test_more_than_five_activities_are_shown_in_pages(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    for number in range(7):
        await a_seminar(world, nora, f"Seminar {number}", START + timedelta(days=number))
    for person, command in ((amina, "/agenda"), (nora, "/activiteit")):
        await person.says(command)
        assert sum("Seminar" in label for label in person.buttons) == 5
        await person.taps("Meer keuzes")
        assert [label for label in person.buttons if "Seminar" in label] == [
            "zo 19 apr Seminar 5",
            "ma 20 apr Seminar 6",
        ]


async def test_what_is_open_comes_before_what_i_do_already(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    first = await a_seminar(world, nora, "Eerste")
    await a_seminar(world, nora, "Tweede", START + timedelta(days=1))
    await world.bot.app.run(amina.turn, seats.sign_up, first)
    await amina.says("/agenda")
    assert amina.buttons[:2] == ["wo 15 apr Tweede", "di 14 apr Eerste"]


async def test_many_participants_are_read_in_pages(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [await world.member(f"Lid {number:02}", Role.CONTACTCIRKEL) for number in range(43)]
    activity = await a_seminar(world, nora)
    await nora.forges(f"a1:people:{activity}")
    assert "Nog niemand doet mee" in nora.text
    for person in people:
        await world.bot.app.run(person.turn, seats.sign_up, activity)
    await nora.forges(f"a1:people:{activity}")
    assert "- Lid 39" in nora.text
    assert "- Lid 40" not in nora.text
    await nora.taps("Meer keuzes")
    assert "- Lid 42" in nora.text


def event(message: Seen) -> tuple[str, int, datetime, str]:
    assert message.document is not None
    (found,) = Calendar.from_ical(message.document.data.decode()).walk("VEVENT")
    return str(found["UID"]), int(found.decoded("SEQUENCE")), found.decoded("DTSTART"), str(found["LOCATION"])


async def test_after_a_change_the_calendar_has_the_same_event_with_a_higher_number(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    activity = await a_seminar(world, nora)
    await amina.forges(f"a1:join:{activity}")
    await amina.taps("Zet in agenda")
    before = event(amina.last)
    await world.bot.app.run(nora.turn, activities.change, activity, None, "bibliotheek")
    await world.settle()
    assert "De plek was: stadhuis" in amina.text
    await amina.taps("Ja, ik kom", "Zet in agenda")
    assert event(amina.last) == (before[0], before[1] + 1, START, "bibliotheek")


async def test_the_calendar_is_for_who_has_a_seat(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    activity = await a_seminar(world, nora)
    for route in ("calendar", "fewer"):
        await amina.forges(f"a1:{route}:{activity}")
        assert amina.text.startswith("Deze knop werkt niet meer")


async def test_a_forged_step_is_answered_quietly(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    activity = await a_seminar(world, nora)
    for data in ("a1:more:x", "a1:planned:x", f"a1:change:{activity}:seats", "a1:undo:x", "a1:card:x"):
        await nora.forges(data)
        assert "niet meer" in nora.text
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een training")
    asked = nora.text
    for data in ("f1:pick:activity:when:-", "f1:pick:activity:seats:none"):
        await nora.forges(data)
        assert (nora.user.popup or "").startswith("Deze knop werkt niet meer")
    assert nora.text == asked


async def test_a_form_about_what_was_called_off_meanwhile_says_so(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    activity = await a_seminar(world, nora)
    await nora.forges(f"a1:change:{activity}:place")
    await world.bot.app.run(nora.turn, activities.cancel, activity, "De zaal is dicht.")
    await nora.taps("Bibliotheek")
    assert nora.text.startswith("Dat kan niet meer.")
    await nora.forges(f"a1:invite:{activity}")
    await nora.taps("Contactcirkel")
    assert nora.text.startswith("Dat kan niet meer.")
