"""A professional asks the brigade: passed on by a human, offered freely, agreed by both, looked back on."""

import pytest

from domain.actors import Role
from domain.brigade import State
from storage import brigade as store
from tests.world import Person, World

WORDS = "Hoe praat ik met ouders over spanning in de klas?"


@pytest.fixture
async def nora(world: World) -> Person:
    """The netwerkregisseur, on a Thursday afternoon."""
    return await world.member("Nora", Role.NETWERKREGISSEUR)


@pytest.fixture
async def yusuf(world: World) -> Person:
    """A professional with a phone number."""
    return await world.member("Yusuf", Role.PROFESSIONAL, phone="+31600000001")


@pytest.fixture
async def dilan(world: World) -> Person:
    """A member of the brigade with a phone number."""
    return await world.member("Dilan", Role.VLIEGENDE_BRIGADE, phone="+31600000002")


async def asks(requester: Person, words: str | None = WORDS) -> str:
    """Walk the whole flow; the code."""
    await requester.says("/brigade")
    await requester.taps("Vraag stellen", "Contact met ouders", "Een keer meedenken")
    await (requester.taps("Sla dit over") if words is None else requester.says(words))
    await requester.taps("Deze week", "Ja, versturen")
    return requester.text.split("code is ")[1][:4]


async def passes_on(desk: Person, code: str) -> None:
    """From the list to the brigade."""
    await desk.says("/menu")
    await desk.taps("Brigade koppelen", f"Code {code}", "Doorgeven aan brigade")


async def matched(world: World, nora: Person, yusuf: Person, dilan: Person) -> str:
    """All the way to the introduction."""
    code = await asks(yusuf)
    await passes_on(nora, code)
    await dilan.taps("Ik wil helpen")
    await world.settle()
    await nora.taps("Kies Dilan")
    await dilan.taps("Ja, dat mag")
    await yusuf.taps("Ja, dat mag")
    await world.passes(minutes=1)
    return code


def states(world: World) -> list[State]:
    """The states of all questions."""
    return [one.state for one in world.look(lambda tx: store.in_state(tx, list(State)))]


async def test_asking_takes_six_taps_when_the_text_is_skipped(yusuf: Person) -> None:
    await yusuf.says("/brigade")
    taps = [
        "Vraag stellen", "Contact met ouders", "Een keer meedenken", "Sla dit over", "Deze week",
        "Ja, versturen",
    ]  # fmt: skip
    await yusuf.taps(*taps)
    assert "Uw vraag is verstuurd." in yusuf.text
    assert len(taps) <= 6


async def test_everything_is_read_back_before_it_goes(yusuf: Person) -> None:
    await yusuf.says("/brigade")
    await yusuf.taps("Vraag stellen", "Contact met ouders", "Een keer meedenken")
    await yusuf.says(WORDS)
    await yusuf.taps("Deze week")
    for line in (
        "Onderwerp: contact met ouders", "Soort hulp: een keer meedenken", f"Uw vraag: {WORDS}",
        "Wanneer: deze week",
        "Wijk: Binnenstad", "Taal: Nederlands", "30 dagen na onze laatste vraag aan u",
    ):  # fmt: skip
        assert line in yusuf.text
    await yusuf.taps("Andere taal", "Turks", "Andere wijk", "Hele stad")
    assert "Taal: Turks" in yusuf.text
    assert "Wijk: hele stad" in yusuf.text
    await yusuf.taps("Iets aanpassen", "Andere hulp", "Erbij zijn")
    assert "Soort hulp: erbij zijn" in yusuf.text


async def test_a_name_in_the_question_is_refused(world: World, yusuf: Person) -> None:
    await yusuf.says("/brigade")
    await yusuf.taps("Vraag stellen", "Contact met ouders", "Een keer meedenken")
    await yusuf.says("Het gaat om Karim Janssen, bel 0612345678.")
    assert "Wij hebben uw tekst niet bewaard" in yusuf.text
    await yusuf.taps("Het gaat over iemand")
    assert "met een mens" in yusuf.text
    assert states(world) == []


async def test_from_question_to_introduction(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    esra = await world.member("Esra", Role.VLIEGENDE_BRIGADE)
    code = await asks(yusuf)
    assert "Yusuf" in nora.text
    assert f"Code {code}" in nora.text
    await passes_on(nora, code)
    assert "2 mensen van de brigade" in nora.text
    assert f"doorgegeven aan de brigade (code {code})" in yusuf.text
    assert WORDS in dilan.text
    assert "Yusuf" not in dilan.text + esra.text

    await esra.taps("Ik wil helpen")
    assert "Het is nog geen afspraak." in esra.text
    await dilan.taps("Ik wil helpen")
    await nora.says("/menu")
    await nora.taps("Brigade koppelen", f"Code {code}")
    assert "2 mensen willen helpen." in nora.text
    assert "- Dilan: kent de wijk." in nora.text
    await nora.taps("Kies Dilan")
    assert "een professional van een organisatie in Delft" in dilan.text
    assert "Yusuf" not in dilan.text
    assert "Dilan" not in yusuf.text

    await dilan.taps("Ja, dat mag")
    assert not yusuf.received("Maak kennis")
    await yusuf.taps("Ja, dat mag")
    await world.passes(minutes=1)
    assert "Dilan van de brigade en Yusuf" in yusuf.text
    assert "+31600000002" in yusuf.text
    assert "+31600000001" in dilan.text
    assert "Deze keer helpt iemand anders." in esra.text


async def test_whoever_rather_goes_through_us_is_not_named(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    code = await asks(yusuf)
    await passes_on(nora, code)
    await dilan.taps("Ik wil helpen")
    await nora.taps("Kies Dilan")
    await dilan.taps("Liever via u")
    await yusuf.taps("Ja, dat mag")
    await world.passes(minutes=1)
    assert "De netwerkregisseur belt u" in yusuf.text
    assert "Dilan" not in "".join(message.text for message in yusuf.chat)
    assert "Yusuf" not in "".join(message.text for message in dilan.chat)
    assert "Dilan en Yusuf zeggen allebei ja." in nora.text


async def test_two_weeks_later_we_ask_how_it_went(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    code = await matched(world, nora, yusuf, dilan)
    await world.passes(days=14)
    assert f"Twee weken geleden bracht de brigade u met iemand in contact (code {code})." in yusuf.text
    await yusuf.taps("Wij zijn nog bezig")
    await world.passes(days=14)
    await yusuf.taps("Ja, goed")
    assert states(world) == [State.CLOSED]
    await world.passes(days=29)
    assert states(world) == [State.CLOSED]
    await world.passes(days=2)
    assert states(world) == []


async def test_either_side_can_step_back(world: World, nora: Person, yusuf: Person, dilan: Person) -> None:
    code = await matched(world, nora, yusuf, dilan)
    await dilan.taps("Wij regelen het zelf", "Toch niet")
    assert "staat weer open" in dilan.text
    assert f"Uw vraag staat weer open (code {code})." in yusuf.text
    assert states(world) == [State.PASSED_ON]
    await yusuf.taps("Vraag intrekken")
    assert "ingetrokken en gewist" in yusuf.text
    assert states(world) == []


async def test_whoever_offered_hears_that_it_was_withdrawn(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    esra = await world.member("Esra", Role.VLIEGENDE_BRIGADE)
    await passes_on(nora, await asks(yusuf))
    await dilan.taps("Ik wil helpen")
    await esra.taps("Deze keer niet")
    await yusuf.taps("Vraag intrekken")
    await world.passes(minutes=1)
    assert "De vraag over contact met ouders is ingetrokken." in dilan.text
    assert "ingetrokken" not in esra.text
    await nora.taps("Kies Dilan")
    assert "Deze vraag is ingetrokken, of al verder." in nora.text


async def test_the_desk_asks_first_and_shortens(nora: Person, yusuf: Person, dilan: Person) -> None:
    await asks(yusuf)
    await nora.taps("Eerst iets vragen")
    await nora.says("Hoe groot is de groep?")
    assert '"Hoe groot is de groep?"' in yusuf.text
    await yusuf.taps("Ik wil antwoorden")
    await yusuf.says("Ongeveer twintig ouders.")
    assert "Antwoord: Ongeveer twintig ouders." in nora.text
    await nora.taps("Tekst inkorten")
    await nora.says("Hoe praat ik met ouders over spanning?")
    await nora.taps("Doorgeven aan brigade")
    assert "Vraag: Hoe praat ik met ouders over spanning?" in dilan.text
    assert "twintig" not in dilan.text


async def test_what_does_not_fit_is_said_with_where_else_to_go(nora: Person, yusuf: Person) -> None:
    await asks(yusuf)
    await nora.taps("Past hier niet")
    assert "De brigade kan hier niet goed bij helpen" in yusuf.text
    assert "015 000 00 02" in yusuf.text


async def test_a_choice_can_be_taken_back(nora: Person, yusuf: Person, dilan: Person) -> None:
    await passes_on(nora, await asks(yusuf))
    await dilan.taps("Ik wil helpen")
    await nora.taps("Kies Dilan", "Keuze terugdraaien")
    assert "1 mens wil helpen." in nora.text
    await dilan.taps("Ja, dat mag")
    assert "werkt niet meer" in dilan.text


async def test_the_least_recently_asked_are_asked_first(world: World, nora: Person, yusuf: Person) -> None:
    brigade = [await world.member(f"Lid {number}", Role.VLIEGENDE_BRIGADE) for number in range(8)]
    await passes_on(nora, await asks(yusuf))
    first = {one.name for one in brigade if one.received("Wilt u helpen?")}
    assert len(first) == 5
    await world.passes(days=1)
    await passes_on(nora, await asks(yusuf))
    twice = {one.name for one in brigade if len(one.received("Wilt u helpen?")) == 2}
    assert {one.name for one in brigade if one.received("Wilt u helpen?")} == {one.name for one in brigade}
    assert len(twice) == 2


async def test_nobody_is_asked_more_often_than_the_monthly_maximum(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    for _ in range(3):
        await passes_on(nora, await asks(yusuf))
        await world.passes(days=1)
    assert len(dilan.received("Wilt u helpen?")) == 2
    assert nora.received("Er is nu niemand meer om te vragen.")


async def test_my_work_and_open_calls_lead_somewhere(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    code = await asks(yusuf)
    await passes_on(nora, code)
    await dilan.says("/menu")
    await dilan.taps("Vragen aan brigade", f"Code {code}", "Ik wil helpen")
    await dilan.says("/menu")
    await dilan.taps("Mijn inzet", f"Code {code}")
    assert "Uw aanbod is binnen." in dilan.text
    await nora.taps("Kies Dilan")
    await dilan.says("/menu")
    await dilan.taps("Mijn inzet", f"Code {code}", "Ja, dat mag")
    await yusuf.taps("Ja, dat mag")
    await world.passes(minutes=1)
    await dilan.says("/menu")
    await dilan.taps("Mijn inzet", f"Code {code}")
    assert "Maak kennis." in dilan.text


async def test_foreign_and_forged_buttons_do_nothing(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    await passes_on(nora, await asks(yusuf))
    request = world.look(lambda tx: store.in_state(tx)[0].id)
    other = await world.member("Bram", Role.PROFESSIONAL)
    esra = await world.member("Esra", Role.VLIEGENDE_BRIGADE)
    for person in (other, esra):
        await person.says("/menu")
        for deed in ("withdraw", "answer", "offer", "no", "back", "work", "call", "choose", "pass", "undo"):
            await person.forges(f"b1:{deed}:{request}")
            assert "werkt niet meer" in person.text or "hoort bij een andere rol" in person.text
    await dilan.forges(f"b1:agree:{request}:contact")
    assert "werkt niet meer" in dilan.text
    assert states(world) == [State.PASSED_ON]


async def test_looking_at_a_question_is_shown_to_whoever_asked(
    world: World, nora: Person, yusuf: Person
) -> None:
    code = await asks(yusuf)
    await nora.says("/menu")
    await nora.taps("Brigade koppelen", f"Code {code}")
    seen = world.look(lambda tx: tx.db.exec_driver_sql("SELECT member, why FROM access_records").all())
    assert [(row.member, row.why) for row in seen] == [(yusuf.id, "request")]


async def test_whoever_leaves_takes_the_question_along(
    world: World, nora: Person, yusuf: Person, dilan: Person
) -> None:
    await passes_on(nora, await asks(yusuf))
    await dilan.taps("Ik wil helpen")
    await yusuf.says("/stop")
    await yusuf.taps("Ja, wis alles")
    await world.passes(minutes=1)
    assert states(world) == []
    assert "is ingetrokken" in dilan.text
