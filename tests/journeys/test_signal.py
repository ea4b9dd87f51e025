"""A signal from the first tap to the last: shared without a name, read, asked about, answered, let go."""

from datetime import UTC, datetime

import pytest

from domain.actors import Role
from domain.signals import State
from storage import reply_links
from storage import signals as store
from tests.world import Person, World

WORDS = "Sinds het nieuws durven ouders hun kinderen niet alleen naar school te laten gaan."
DISCREET = "U hebt een bericht van het netwerk."
MORNING = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)


@pytest.fixture
async def nora(world: World) -> Person:
    """The netwerkregisseur."""
    return await world.member("Nora", Role.NETWERKREGISSEUR)


@pytest.fixture
async def amina(world: World) -> Person:
    """A member of the contactcirkel."""
    return await world.member("Amina", Role.CONTACTCIRKEL)


async def shares(sender: Person, words: str | None = WORDS) -> str:
    """Walk the whole flow; the code."""
    await sender.says("/signaal")
    await sender.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await (sender.taps("Sla dit over") if words is None else sender.says(words))
    await sender.taps("Ja, versturen")
    return sender.text.split("code is ")[1][:4]


async def opens(desk: Person, code: str) -> None:
    """Open one signal from the list."""
    await desk.says("/signalen")
    await desk.taps(f"Code {code}")


async def closes(desk: Person, code: str) -> None:
    """Close it with a beginning."""
    await opens(desk, code)
    await desk.taps("Afronden met antwoord", "Er komt een training", "Ja, versturen")


def kept(world: World) -> list[State]:
    """The states of the signals that are kept."""
    return [signal.state for signal in world.look(lambda tx: store.in_state(tx, list(State)))]


def lines(world: World) -> int:
    """How many ways back to a sender there are."""
    return world.look(lambda tx: len(tx.db.execute(reply_links.reply_links.select()).all()))


async def test_a_signal_is_shared_with_five_taps_and_one_text(amina: Person) -> None:
    await amina.says("/signaal")
    taps = ["Ik deel een signaal", "Spanning in de wijk", "Voorhof"]
    await amina.taps(*taps)
    await amina.says(WORDS)
    assert "Klopt dit?" in amina.text
    assert WORDS in amina.text
    await amina.taps("Ja, versturen")
    assert "Uw signaal is gedeeld." in amina.text
    assert len(taps) + 1 <= 5


async def test_zorg_is_another_word_for_the_same_door(amina: Person) -> None:
    await amina.says("/zorg")
    assert "Een signaal delen, zonder namen" in amina.text


async def test_the_whole_way_from_shared_to_let_go(world: World, nora: Person, amina: Person) -> None:
    code = await shares(amina)
    assert not nora.received("signalen"), "the moment of sharing is nobody's business"

    await world.until(MORNING)
    assert nora.text == "Er is iets nieuws bij de signalen. Open: 1."
    await nora.taps("Signalen lezen", f"Code {code}")
    assert WORDS in nora.text
    assert "Amina" not in nora.text

    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert f"gezien (code {code})" in amina.text

    await nora.taps("Vraag stellen", "Vraag 2")
    await world.settle()
    assert amina.text == DISCREET
    await amina.taps("Bericht lezen")
    assert '"Sinds wanneer speelt dit?"' in amina.text
    await amina.taps("Ik wil antwoorden")
    await amina.says("Sinds een week of twee.")
    await amina.taps("Ja, versturen")
    assert "zonder uw naam" in amina.text

    await opens(nora, code)
    assert "Antwoord: Sinds een week of twee." in nora.text
    await nora.taps("Afronden met antwoord", "Er komt een training", "Ja, versturen")
    assert "Dit signaal is afgerond." in nora.text
    await amina.taps("Bericht lezen")
    assert "Er komt een training over dit onderwerp." in amina.text

    await amina.taps("Dank u, duidelijk")
    assert "De lijn tussen u en dit signaal is gewist." in amina.text
    assert (lines(world), kept(world)) == (0, [State.DESTROYED])


async def test_no_word_of_the_sender_and_no_question_stays_in_the_chat(amina: Person) -> None:
    await shares(amina)
    assert not [message for message in amina.chat if WORDS in message.text]
    assert not [message for message in amina.chat if "Wat merkt u?" in message.text]


async def test_a_refused_text_is_never_stored_and_leaves_the_chat(world: World, amina: Person) -> None:
    await amina.says("/signaal")
    await amina.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await amina.says("Bel Karim Janssen op 0612345678, hij weet er meer van.")
    assert "Wij hebben uw tekst niet bewaard" in amina.text
    assert not [message for message in amina.chat if "Janssen" in message.text]
    await amina.taps("Verder zonder tekst")
    assert "Uw tekst: geen" in amina.text
    await amina.taps("Ja, versturen")
    assert world.look(lambda tx: [signal.text for signal in store.in_state(tx)]) == [""]


async def test_a_refused_text_that_cannot_be_removed_is_said_to_be_there(world: World, amina: Person) -> None:
    await amina.says("/signaal")
    await amina.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    typed = amina.user.say("Bel Karim Janssen op 0612345678, hij weet er meer van.")
    amina.user.messages.pop(typed)
    await world.settle()
    assert "Wilt u uw bericht zelf uit dit gesprek wissen?" in amina.text
    await amina.taps("Verder zonder tekst")
    assert "Uw tekst: geen" in amina.text


async def test_a_doubtful_text_that_is_not_sent_leaves_the_chat(amina: Person) -> None:
    await amina.says("/signaal")
    await amina.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    doubtful = "De trainer van de club maakt ruzie met de ouders."
    await amina.says(doubtful)
    assert "Opnieuw schrijven" in amina.buttons
    await amina.taps("Opnieuw schrijven")
    await amina.says(WORDS)
    await amina.taps("Ja, versturen")
    assert not [message for message in amina.chat if doubtful in message.text or WORDS in message.text]


async def test_whoever_it_is_about_a_person_meets_a_human_and_nothing_is_stored(
    world: World, amina: Person
) -> None:
    await amina.says("/signaal")
    await amina.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await amina.says("Bel Karim Janssen op 0612345678, hij weet er meer van.")
    await amina.taps("Het gaat over iemand")
    assert "met een mens" in amina.text
    assert amina.buttons == ["Naar het menu", "Signaal zonder namen"]
    assert (kept(world), lines(world)) == ([], 0)
    await amina.says("Nog iets.")
    assert kept(world) == []


async def test_a_neighbourhood_with_few_members_is_read_as_the_whole_city(
    world: World, nora: Person, amina: Person
) -> None:
    code = await shares(amina)
    await opens(nora, code)
    assert "Wijk: hele stad" in nora.text
    assert world.look(lambda tx: [one.neighbourhood for one in store.in_state(tx)]) == ["whole_city"]


async def test_a_neighbourhood_with_five_members_is_named(world: World, nora: Person, amina: Person) -> None:
    for name in ("Bram", "Carla", "Dilan", "Esra", "Fatma"):
        await world.member(name, Role.SNRP, neighbourhood="voorhof")
    await opens(nora, await shares(amina))
    assert "Wijk: Voorhof" in nora.text


async def test_a_question_that_is_not_right_is_gone_and_the_log_says_no_more(
    world: World, nora: Person, amina: Person
) -> None:
    await opens(nora, await shares(amina))
    await amina.taps("Bericht lezen")
    await nora.taps("Vraag stellen", "Eigen vraag")
    await nora.says("Wat zou volgens u de buurt nu helpen?")
    await amina.taps("Bericht lezen", "Deze vraag klopt niet")
    assert "De vraag is weg." in amina.text
    found = world.look(
        lambda tx: tx.db.exec_driver_sql(
            "SELECT at, actor, role FROM audit_events WHERE act = 'signals.dispute_question'"
        ).all()
    )
    assert [(row.at[11:], row.actor, row.role) for row in found] == [("00:00:00.000000", None, None)]


async def test_an_own_question_with_a_name_is_refused(nora: Person, amina: Person) -> None:
    await opens(nora, await shares(amina))
    await nora.taps("Vraag stellen", "Eigen vraag")
    await nora.says("Is het Karim Janssen, telefoon 0612345678?")
    assert "Zo kunnen wij de vraag niet versturen." in nora.text
    assert nora.buttons == ["Opnieuw schrijven", "Kies een vraag"]
    await nora.taps("Kies een vraag", "Vraag 1")
    assert "Uw vraag is verstuurd." in nora.text


async def test_one_question_is_open_at_a_time(world: World, nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await opens(nora, code)
    await nora.taps("Vraag stellen", "Vraag 1")
    await opens(nora, code)
    assert "Vraag stellen" not in nora.buttons
    signal = world.look(lambda tx: store.in_state(tx)[0].id)
    await nora.forges(f"s1:question:{signal}:2")
    assert "Er staat nog een vraag open" in nora.text


async def test_rather_not_is_an_answer(nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await opens(nora, code)
    await nora.taps("Vraag stellen", "Vraag 5")
    await amina.taps("Bericht lezen", "Liever niet")
    assert amina.text.startswith("Dat is goed.")
    await opens(nora, code)
    assert "De afzender antwoordt liever niet." in nora.text
    assert "Vraag stellen" in nora.buttons


async def test_wiping_takes_the_words_and_tells_the_sender(world: World, nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await opens(nora, code)
    await nora.taps("Tekst wissen", "Nee, laat staan")
    assert WORDS in nora.text
    await nora.taps("Tekst wissen", "Ja, wis tekst")
    await world.settle()
    await amina.taps("Bericht lezen")
    assert f"Wij hebben de tekst van uw signaal gewist (code {code})." in amina.text
    await opens(nora, code)
    assert "Tekst: geen" in nora.text
    assert "Tekst wissen" not in nora.buttons


async def test_klopt_niet_opens_it_once_more(nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await closes(nora, code)
    await amina.taps("Bericht lezen", "Klopt niet")
    assert "De netwerkregisseur kijkt opnieuw naar uw signaal." in amina.text
    await closes(nora, code)
    await amina.taps("Bericht lezen")
    assert amina.buttons == ["Dank u, duidelijk", "Ik heb een vraag"]


async def test_a_signal_can_be_taken_back_at_any_moment(world: World, nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await opens(nora, code)
    await amina.taps("Bericht lezen", "Signaal intrekken")
    assert "Uw signaal is ingetrokken en gewist." in amina.text
    assert (kept(world), lines(world)) == ([], 0)
    await nora.taps("Vraag stellen", "Vraag 1")
    assert "Dit signaal is er niet meer." in nora.text


async def test_nobody_else_can_use_the_buttons_of_a_sender(world: World, nora: Person, amina: Person) -> None:
    await closes(nora, await shares(amina))
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    await bram.says("/menu")
    signal = world.look(lambda tx: store.in_state(tx, list(State))[0].id)
    for button in ("withdraw", "clear", "wrong", "open", "close", "wipe"):
        await bram.forges(f"s1:{button}:{signal}")
        assert "werkt niet meer" in bram.text or "hoort bij een andere rol" in bram.text
    assert (kept(world), lines(world)) == ([State.CLOSED], 1)


async def test_a_signal_past_its_last_day_is_closed_with_an_honest_word(world: World, amina: Person) -> None:
    await shares(amina)
    await world.passes(days=31)
    await amina.taps("Bericht lezen")
    assert "Wij gaven niet op tijd antwoord." in amina.text


async def test_the_text_goes_on_its_day_and_a_total_stays(world: World, nora: Person, amina: Person) -> None:
    await closes(nora, await shares(amina))
    await world.passes(days=13)
    assert kept(world) == [State.CLOSED]
    await world.passes(days=1)
    assert (kept(world), lines(world)) == ([], 0)
    totals = world.look(lambda tx: tx.db.execute(store.signal_totals.select()).mappings().all())
    assert [(row["topic"], row["count"]) for row in totals] == [("neighbourhood", 1)]


async def test_the_menu_counts_what_is_owed(nora: Person, amina: Person) -> None:
    code = await shares(amina)
    await amina.says("/menu")
    assert "Wij zijn u nog 1 antwoord schuldig." in amina.text
    await nora.says("/menu")
    assert "Signalen: 1." in nora.text
    await closes(nora, code)
    await amina.says("/menu")
    assert "schuldig" not in amina.text
