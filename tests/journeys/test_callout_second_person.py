"""Two who agree, in full: asked at night, never who is away, and who goes alone says why to the others."""

from datetime import UTC, datetime, timedelta

from domain.actors import Role
from domain.callouts import State
from domain.network_times import Urgency
from storage import callouts as store
from tests.callout_plans import a_plan, button
from tests.world import Person, World
from usecases import callouts as deeds

CALLED = "Spoed: wij hebben u vandaag nodig."


async def asks(world: World, nora: Person) -> None:
    """An urgent call-out that waits for a second person."""
    await world.bot.app.run(nora.turn, deeds.call_out, a_plan(world, Urgency.URGENT))
    await world.settle()


async def test_a_second_person_is_asked_in_quiet_hours_whatever_was_chosen_for_the_night(
    world: World,
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON, nights=False)
    await world.until(datetime(2026, 3, 13, 1, 0, tzinfo=UTC))
    await asks(world, nora)
    assert sem.received("Wilt u meekijken?")


async def test_who_is_away_is_not_asked_as_long_as_somebody_is_there(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    away = world.now + timedelta(days=3)
    sem = await world.member("Sem", Role.SECOND_PERSON, absent_until=away)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    await asks(world, nora)
    assert karim.received("Wilt u meekijken?")
    assert not sem.received("Wilt u meekijken?")


async def test_when_everybody_is_away_they_are_asked_all_the_same(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    away = world.now + timedelta(days=3)
    sem = await world.member("Sem", Role.SECOND_PERSON, absent_until=away)
    await asks(world, nora)
    assert sem.received("Wilt u meekijken?")


async def test_the_preview_of_a_second_person_holds_all_of_it(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await world.member("Bram", Role.SNRP)
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says("Vannacht ging een ruit kapot.")
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    assert "Nora wil een spoedoproep sturen aan 1 mens" in sem.text
    assert "Komen er" in sem.text  # the second wave that the scenario agreed
    shown = sem.text
    await sem.taps("Ja, versturen")
    assert amina.text in shown


async def test_nobody_approves_his_own(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, Role.SECOND_PERSON)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await world.member("Sem", Role.SECOND_PERSON)
    await asks(world, nora)
    made = world.look(lambda tx: store.with_state(tx, State.AWAITING_APPROVAL))[0]
    await nora.forges(f"c1:approve:{made.id}")
    assert "Iemand anders moet meekijken." in nora.text
    assert not amina.received(CALLED)


async def test_an_approval_counts_for_the_version_that_was_read(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await asks(world, nora)
    old, seen = button(sem, "Ja, versturen"), sem.last.id
    await nora.says("/menu")
    await nora.taps("Lopende oproep", "Tekst aanpassen", "Tekst aanpassen", "De feiten")
    await nora.says("Twee ruiten zijn kapot.")
    await nora.taps("Terug")
    await sem.forges(old, seen)
    assert "wacht niet meer" in sem.text
    assert not amina.received(CALLED)
    await nora.taps("Vraag een meekijker")
    await sem.taps("Ja, versturen")
    assert "Twee ruiten zijn kapot." in amina.text


async def test_to_consult_says_with_whom_to_talk(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    await asks(world, nora)
    await sem.taps("Eerst overleggen")
    await karim.taps("Eerst overleggen")
    assert nora.received("Sem wil eerst met u overleggen.")
    assert nora.received("Karim wil eerst met u overleggen.")
    assert nora.buttons == ["Tekst aanpassen", "Niet versturen"]


async def test_who_goes_alone_says_why_to_second_persons_and_netwerkregisseurs_at_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    others = [
        await world.member("Sem", Role.SECOND_PERSON),
        await world.member("Karim", Role.NETWERKREGISSEUR, nights=False),
    ]
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await world.until(datetime(2026, 3, 13, 1, 0, tzinfo=UTC))
    await asks(world, nora)
    await world.passes(minutes=5)
    await nora.taps("Alleen versturen")
    await nora.says("Er komen nu mensen bij elkaar.")
    assert amina.received(CALLED)
    for person in others:
        assert person.received("zonder meekijker, door Nora.")
        assert person.received("De reden: Er komen nu mensen bij elkaar.")
    assert not nora.received("zonder meekijker, door")
