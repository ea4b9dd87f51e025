"""An urgent call-out needs two; alone it goes after the waiting time, with a reason, and others hear it."""

from datetime import timedelta

from domain.actors import Role
from domain.callouts import State
from domain.ids import CallOutId
from domain.network_times import Urgency
from storage import callouts as store
from tests.callout_plans import a_plan, button
from tests.world import Person, World
from usecases import callouts as deeds
from usecases.callout_approval import Waiting


async def asks(world: World, nora: Person) -> CallOutId:
    """An urgent call-out that waits for a second person."""
    waiting = await world.bot.app.run(nora.turn, deeds.call_out, a_plan(world, Urgency.URGENT))
    assert isinstance(waiting, Waiting)
    await world.settle()
    return waiting.call_out.id


def state(world: World, call_out: CallOutId) -> State | None:
    made = world.look(lambda tx: store.load(tx, call_out))
    return made.state if made else None


async def test_who_asked_cannot_agree(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR, Role.SECOND_PERSON)
    await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    assert not nora.received("Wilt u meekijken?")
    await nora.forges(f"c1:approve:{made}")
    assert "Iemand anders moet meekijken." in nora.text
    assert state(world, made) is State.AWAITING_APPROVAL


async def test_two_who_agree_at_once_send_it_once(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    karim = await world.member("Karim", Role.NETWERKREGISSEUR)
    await asks(world, nora)
    sem.user.press("Ja, versturen")
    karim.user.press("Ja, versturen")
    await world.settle()
    assert len(amina.received("Spoed: wij hebben u vandaag nodig.")) == 1
    said = sorted([sem.text[:20], karim.text[:20]])
    assert said == sorted(["Deze oproep wacht ni", "✅ De oproep gaat nu "])
    await world.passes(seconds=5)
    assert "De kring is nog niet compleet." in nora.text


async def test_who_did_not_agree_in_time_reads_that_it_does_not_wait_any_more(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    await nora.forges(f"c1:withdraw:{made}")
    assert nora.text == "Er is niets verstuurd."
    await sem.taps("Ja, versturen")
    assert "wacht niet meer" in sem.text
    await sem.forges(f"c1:consult:{made}")
    assert "wacht niet meer" in sem.text
    await world.passes(minutes=10)
    assert not nora.received("alleen versturen")
    assert not amina.received("Spoed")


async def test_alone_only_after_the_waiting_time_and_with_a_reason(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    await nora.forges(f"c1:alone:{made}")
    await nora.says("Het kan niet wachten.")
    assert "wij wachten op een meekijker" in nora.text
    assert not amina.received("Spoed")
    await world.passes(minutes=5)
    assert nora.text.startswith("Na 5 minuten is er nog geen antwoord.")
    await nora.taps("Toch wachten", "Alleen versturen")
    await nora.says("Er komen nu mensen bij elkaar.")
    assert len(amina.received("Spoed: wij hebben u vandaag nodig.")) == 1
    assert sem.text.startswith("Een spoedoproep is verstuurd zonder meekijker, door Nora.")
    await nora.forges(f"c1:alone:{made}")
    assert "wacht niet meer" in nora.text


async def test_a_second_person_may_talk_first(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    await asks(world, nora)
    await sem.taps("Eerst overleggen")
    assert nora.text == "Sem wil eerst met u overleggen. Belt u even?"
    await sem.taps("Ja, versturen")
    assert amina.received("Spoed: wij hebben u vandaag nodig.")


async def test_the_text_can_be_changed_while_somebody_is_asked(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    old = button(sem, "Ja, versturen")
    await nora.says("/menu")
    await nora.taps("Lopende oproep", "Tekst aanpassen", "Tekst aanpassen", "De feiten")
    await nora.says("Twee ruiten zijn kapot. Niemand is gewond.")
    await nora.taps("Terug", "Vraag een meekijker")
    await sem.forges(old, sem.chat[-2].id)
    assert state(world, made) is State.CANCELLED
    assert not amina.received("Spoed")
    await sem.taps("Ja, versturen")
    assert "Twee ruiten zijn kapot." in amina.text
    assert "20.00 uur, stadskantoor." in amina.text


async def test_a_second_person_who_cannot_be_reached_is_shown(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Sem", Role.SECOND_PERSON, blocked=True)
    await asks(world, nora)
    await nora.says("/menu")
    await nora.taps("Lopende oproep")
    assert "er is nu niemand te bereiken om mee te kijken" in nora.text
    await world.member("Karim", Role.NETWERKREGISSEUR)
    await nora.says("/menu")
    await nora.taps("Lopende oproep")
    assert "niet te bereiken zijn 1 van 2." in nora.text


async def test_a_request_nobody_answered_is_gone_after_a_day(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    await world.passes(hours=4)
    await sem.forges(f"c1:approve:{made}")
    assert "De tijd van deze oproep is al voorbij." in sem.text
    await world.passes(hours=21)
    assert state(world, made) is None
    await nora.says("/menu")
    assert "Nieuwe oproep" in nora.buttons


async def test_a_member_cannot_agree(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await asks(world, nora)
    await amina.forges(f"c1:approve:{made}")
    assert "andere rol" in amina.text
    assert state(world, made) is State.AWAITING_APPROVAL


async def test_the_call_list_is_offered_when_the_time_to_answer_is_over(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    await world.member("Amina", Role.CONTACTCIRKEL)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    made = await asks(world, nora)
    await sem.taps("Ja, versturen")
    sent = world.look(lambda tx: store.load(tx, made))
    assert sent is not None
    assert sent.times.reply_by is not None
    assert abs(sent.times.reply_by - world.now - timedelta(minutes=15)) < timedelta(seconds=10)
    await world.passes(minutes=16)
    assert nora.received("Nog niet bereikt: 1.")
    await nora.taps("Niet bellen")
    assert nora.received("De kring is nog niet compleet.")
