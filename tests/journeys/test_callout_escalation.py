"""An escalation never reaches someone who answered: whatever the kind, whatever the answer."""

from dataclasses import replace

import pytest

from bot.capabilities import switched_on
from domain.actors import Role
from domain.callout_answers import Answer, Response
from domain.ids import NoticeId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import callout_answers as store
from storage import outbox
from storage.outbox import Fact
from tests.callout_plans import a_plan, sends
from tests.world import World, usual_network
from usecases import callout_approval, callouts, delivery
from usecases.app import SYSTEM_TURN
from usecases.callout_approval import Waiting
from usecases.callout_sending import Sent
from usecases.delivery import Dropped, Rules

# What presses for an answer, and which answers it may still find: none, but for who asked for it.
PRESSING = {
    "callout.nudge": set(),
    "callout.ask_again": {Answer.UNDECIDED},
    "callout.standby": {Answer.STANDING_BY},
}
SAID = [answer for answer in Answer if answer is not Answer.NONE]
KINDS = {kind.kind: kind for part in switched_on(usual_network()) for kind in part.notices}


@pytest.mark.parametrize("answer", SAID)
@pytest.mark.parametrize("kind", sorted(PRESSING))
async def test_an_escalation_is_dropped_once_somebody_answered(
    world: World, kind: str, answer: Answer
) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    made = await sends(world, nora, a_plan(world))
    notice = NoticeId(f"notice{'0' * 10}")
    world.look(lambda tx: store.respond(tx, made.id, Response(amina.id, answer, said_at=world.now)))
    fact = Fact(kind, amina.id, Lane.ESCALATION, world.now, {"call_out": made.id})
    world.look(lambda tx: outbox.post(tx, [(notice, fact)]))
    rules = Rules(KINDS[kind].facts, KINDS[kind].hours, KINDS[kind].through_absence, KINDS[kind].discreet)
    looked = await world.bot.app.run(SYSTEM_TURN, delivery.look, notice, rules)
    assert (looked is Dropped.UNTRUE) is (answer not in PRESSING[kind])


@pytest.mark.parametrize("label", ["Ik kom", "Ik kom niet"])
async def test_after_an_answer_nothing_more_is_asked_until_the_end(world: World, label: str) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    sem = await world.member("Sem", Role.SECOND_PERSON)
    amina = await world.member("Amina", Role.CONTACTCIRKEL, phone="+31612345678")
    silent = await world.member("Bram", Role.CONTACTCIRKEL, phone="+31612345678")
    plan = replace(a_plan(world, Urgency.URGENT), scenario="incident_bij_een_gebouw", needed=8)
    waits = await world.bot.app.run(nora.turn, callouts.call_out, plan)
    assert isinstance(waits, Waiting)
    sent = await world.bot.app.run(sem.turn, callout_approval.approve, waits.call_out.id)
    assert isinstance(sent, Sent)
    await world.settle()
    await amina.taps(label)
    told, pressed = len(amina.chat), len(silent.chat)
    for _ in range(12):
        await world.passes(minutes=10)
    assert len(amina.chat) == told
    assert len(silent.chat) > pressed
    await nora.forges(f"c1:list:{sent.call_out.id}")
    assert "Bram" in nora.text
    assert "Amina" not in nora.text
    lanes = world.look(lambda tx: [one for one in outbox.of(tx, amina.id) if one.lane is Lane.ESCALATION])
    assert {one.state for one in lanes} <= {outbox.State.CANCELLED}


async def test_typed_no_ends_every_question_too(world: World) -> None:
    nora = await world.member("Nora", Role.NETWERKREGISSEUR)
    amina = await world.member("Amina", Role.CONTACTCIRKEL)
    await sends(world, nora, a_plan(world))
    await amina.says("nee")
    told = len(amina.chat)
    for _ in range(12):
        await world.passes(minutes=10)
    assert len(amina.chat) == told
