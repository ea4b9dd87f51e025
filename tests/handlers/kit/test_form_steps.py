"""A button of an earlier, longer walk through a form is no answer in a new one."""

from domain.actors import Role
from tests.world import World


async def test_a_button_further_on_than_the_form_is_answered_quietly(world: World) -> None:
    lotte = await world.member("Lotte", Role.PROFESSIONAL)
    await lotte.says("/brigade")
    await lotte.taps("Vraag stellen", "Een gesprek voeren", "Erbij zijn", "Sla dit over")
    later = lotte.last
    deep = next(button.data for row in later.rows for button in row if button.label == "Binnen een maand")
    await lotte.says("stop")
    await lotte.says("/brigade")
    await lotte.taps("Vraag stellen")
    asked = lotte.text
    await lotte.forges(deep, later.id)
    assert (lotte.user.popup or "").startswith("Deze knop werkt niet meer.")
    assert lotte.text == asked
    await lotte.taps("Een gesprek voeren")
    assert "Stap 2 van 4" in lotte.text


async def test_a_button_of_an_answered_question_changes_the_answer(world: World) -> None:
    lotte = await world.member("Lotte", Role.PROFESSIONAL)
    await lotte.says("/brigade")
    await lotte.taps("Vraag stellen")
    first = lotte.last
    other = next(button.data for row in first.rows for button in row if button.label == "Kennis over cultuur")
    await lotte.taps("Een gesprek voeren", "Erbij zijn", "Sla dit over")
    await lotte.forges(other, first.id)
    await lotte.taps("Binnen een maand")
    assert "Onderwerp: kennis over cultuur" in lotte.text
