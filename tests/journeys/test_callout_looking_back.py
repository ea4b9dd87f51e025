"""Two days after the all-clear: three taps, only counts; from five answers on everybody hears the result."""

from dataclasses import replace
from datetime import timedelta

from domain.actors import Role
from domain.callout_messages import Words
from domain.callouts import CallOut
from domain.network_times import Urgency
from storage import audit, evaluations
from storage.database import count
from tests.callout_plans import a_plan, sends
from tests.world import Person, World
from usecases import callout_follow_up, housekeeping
from usecases.app import SYSTEM_TURN

NAMES = ("Amina", "Bram", "Cem", "Dewi", "Elif", "Farid")
FIRST, SECOND, THIRD = "1 van 3.", "2 van 3.", "3 van 3."
WORDS = Words(summary="Wij liepen samen een ronde.", reason="De school is dicht.")
RESULT = "Dit kwam uit onze vragen over een oproep."


async def closed(
    world: World, names: tuple[str, ...] = NAMES, **changes: object
) -> tuple[Person, list[Person], CallOut]:
    """A call-out to all of them that was closed just now."""
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    people = [await world.member(name, Role.CONTACTCIRKEL) for name in names]
    made = await sends(world, nora, replace(a_plan(world), **changes))  # type: ignore[arg-type]  # any field
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, WORDS)
    await world.settle()
    return nora, people, made


async def answers(person: Person, *labels: str) -> None:
    await person.taps(*labels)
    assert person.text.startswith("Dank u wel. Wij bewaren uw antwoorden zonder uw naam.")


async def test_two_days_later_three_taps_in_one_message_are_asked(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=47)
    assert not people[0].received(FIRST)
    await world.passes(hours=1)
    amina = people[0]
    assert amina.text.startswith("Twee dagen geleden sloten wij een oproep af.")
    assert amina.buttons == ["Ja, op tijd", "Net te laat", "Veel te laat", "Sla dit over"]
    message, sent = amina.last.id, len(amina.chat)
    await amina.taps("Ja, op tijd")
    assert amina.text.startswith(SECOND)
    assert amina.buttons == ["Ja, duidelijk", "Een beetje", "Nee, niet duidelijk", "Sla dit over"]
    await amina.taps("Een beetje")
    assert amina.text.startswith(THIRD)
    assert amina.buttons == ["Ja, genoeg", "Een beetje", "Nee, te weinig", "Sla dit over"]
    await answers(amina, "Nee, te weinig")
    assert (amina.last.id, len(amina.chat)) == (message, sent)
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == {
        ("time", "yes"): 1,
        ("clear", "partly"): 1,
        ("outcome", "no"): 1,
    }


async def test_skipping_is_no_answer(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=48)
    await answers(people[0], "Sla dit over", "Sla dit over", "Sla dit over")
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == {}


async def test_a_question_is_answered_once_however_often_is_tapped(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=48)
    for _ in range(3):
        await people[0].forges(f"c1:look:{made.id}:time:yes")
        assert people[0].text.startswith(SECOND)
    await people[0].forges(f"c1:look:{made.id}:outcome:yes")
    assert people[0].text.startswith(SECOND)
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == {("time", "yes"): 1}


async def test_only_counts_are_kept_and_the_log_says_nothing(world: World) -> None:
    _, people, _ = await closed(world)
    await world.passes(hours=48)
    before = world.look(lambda tx: len(audit.acts_of(tx, people[0].id)))
    await answers(people[0], "Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")
    assert world.look(lambda tx: len(audit.acts_of(tx, people[0].id))) == before
    assert {column.name for column in evaluations.call_out_evaluations.columns} == {
        "call_out", "question", "answer", "n",
    }  # fmt: skip


async def test_from_five_answers_on_everybody_who_was_asked_hears_the_result(world: World) -> None:
    nora, people, _ = await closed(world)
    await world.passes(hours=48)
    for person in people[:5]:
        await answers(person, "Ja, op tijd", "Ja, duidelijk", "Sla dit over")
    await world.passes(days=5)
    for person in (*people, nora):
        assert RESULT in person.text, person.name
        assert "- Op tijd? Ja: 5. Net te laat: minder dan 5. Veel te laat: minder dan 5." in person.text
        assert "- Duidelijk? Ja: 5." in person.text
        assert "Genoeg gehoord" not in person.text


async def test_below_five_answers_nobody_ever_sees_a_figure_and_the_counts_go(world: World) -> None:
    nora, people, made = await closed(world)
    await world.passes(hours=48)
    for person in people[:4]:
        await answers(person, "Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")
    await world.passes(days=5, minutes=1)
    assert not any(person.received(RESULT) for person in (*people, nora))
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == {}


async def test_after_the_result_a_tap_changes_nothing_and_says_so(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=48)
    for person in people[:5]:
        await answers(person, "Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")
    await world.passes(days=5)
    before = world.look(lambda tx: evaluations.totals(tx, made.id))
    await people[5].forges(f"c1:look:{made.id}:time:no")
    assert people[5].text.startswith("Deze vragen zijn voorbij.")
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == before


async def test_counts_go_on_the_published_term(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=48)
    for person in people[:5]:
        await answers(person, "Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")
    for days, there in ((87, True), (2, False)):
        world.clock.advance(timedelta(days=days).total_seconds())
        await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
        assert bool(world.look(lambda tx: evaluations.totals(tx, made.id))) is there


async def test_who_hushed_or_was_not_asked_is_not_asked_to_look_back(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina, bram = [await world.member(name, Role.CONTACTCIRKEL) for name in ("Amina", "Bram")]
    greet = await world.member("Greet", Role.VLIEGENDE_BRIGADE)
    made = await sends(world, nora, a_plan(world))
    await bram.taps("Ik kom niet", "Geen berichten hierover")
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, WORDS)
    await world.passes(hours=48)
    assert amina.received(FIRST)
    assert not bram.received(FIRST)
    assert not greet.received(FIRST)
    await greet.forges(f"c1:look:{made.id}:time:yes")
    assert greet.text.startswith("Deze knop werkt niet meer")


async def test_nobody_looks_back_on_a_drill_on_information_or_on_what_was_cancelled(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    drill = await sends(world, nora, replace(a_plan(world), drill=True))
    read = await sends(world, nora, a_plan(world, Urgency.INFO))
    meeting = await sends(world, nora, a_plan(world))
    for made in (drill, read):
        await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, WORDS)
    await world.bot.app.run(nora.turn, callout_follow_up.cancel, meeting.id, WORDS.reason)
    await world.passes(hours=48)
    assert not amina.received(FIRST)
    for made in (drill, read, meeting):
        await amina.forges(f"c1:look:{made.id}:time:yes")
        assert amina.text.startswith("Deze knop werkt niet meer")
    assert world.look(lambda tx: count(tx, evaluations.call_out_evaluations)) == 0


async def test_looking_back_is_asked_in_waking_hours(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    await world.passes(hours=6)  # 23.00
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, WORDS)
    await world.passes(hours=48)
    assert not amina.received(FIRST)
    await world.passes(hours=9)
    assert amina.received(FIRST)


async def test_in_stille_stand_looking_back_takes_one_tap_more(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, discreet=True)
    made = await sends(world, nora, a_plan(world))
    await world.bot.app.run(nora.turn, callout_follow_up.close, made.id, WORDS)
    await world.passes(hours=48)
    assert amina.text == "U hebt een bericht van het netwerk."
    await answers(amina, "Bericht lezen", "Ja, op tijd", "Ja, duidelijk", "Ja, genoeg")


async def test_a_tap_that_comes_twice_shows_the_question_of_now(world: World) -> None:
    _, people, made = await closed(world)
    await world.passes(hours=48)
    people[0].user.press("Ja, op tijd")
    people[0].user.press("Ja, op tijd")
    await world.settle()
    assert people[0].text.startswith(SECOND)
    assert world.look(lambda tx: evaluations.totals(tx, made.id)) == {("time", "yes"): 1}
