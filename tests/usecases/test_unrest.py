"""What is kept of unrest and questions, what becomes of it, and what is gone when promised."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.actors import Role
from domain.callouts import CallOut, Parts, Times
from domain.callouts import State as CallOutState
from domain.ids import CallOutId, MemberId, QuestionId, ReportId
from domain.network_times import Urgency
from domain.questions import Origin
from domain.unrest import HowSoon, State, Told
from storage import callouts, outbox, reply_links
from storage import questions as question_store
from storage import unrest as store
from storage.audit import audit_events
from storage.database import Tx, count
from tests.world import Person, World, usual_network
from usecases import housekeeping, own_data, questions, unrest, unrest_desk, waiting
from usecases.app import SYSTEM_TURN
from usecases.unrest import NotNow
from usecases.unrest_desk import Closed, Unreachable
from usecases.unrest_readers import Shown

TOLD = Told("voorhof", "neighbourhood", text="Mensen zijn bang.")


async def passed_on(world: World, sender: Person, told: Told = TOLD, named: bool = False) -> ReportId:
    """One report; its id."""
    before = set(world.look(store.open_ids))
    await world.bot.app.run(sender.turn, unrest.pass_on, told, named)
    return (set(world.look(store.open_ids)) - before).pop()


@pytest.fixture
async def nora(world: World) -> Person:
    return await world.member("Nora", Role.NETWERKREGISSEUR)


@pytest.fixture
async def amina(world: World) -> Person:
    return await world.member("Amina", Role.CONTACTCIRKEL)


async def test_a_code_has_four_signs_that_nobody_confuses(world: World, amina: Person) -> None:
    sent = [await world.bot.app.run(amina.turn, unrest.pass_on, TOLD, False) for _ in range(30)]
    codes = {one.code for one in sent}
    assert len(codes) == 30
    assert {len(code) for code in codes} == {4}
    assert not set("".join(codes)) & set("IO01")


@pytest.mark.parametrize(
    ("how_soon", "span"),
    [
        (HowSoon.HOUR, timedelta(hours=1)),
        (HowSoon.UNKNOWN, timedelta(hours=8)),
        (HowSoon.WEEK, timedelta(days=3)),
    ],
)
async def test_the_answer_is_promised_from_when_somebody_reads(
    world: World, amina: Person, how_soon: HowSoon, span: timedelta
) -> None:
    sent = await world.bot.app.run(amina.turn, unrest.pass_on, Told("voorhof", how_soon=how_soon), True)
    friday_nine = datetime(2026, 3, 13, 8, tzinfo=UTC)
    assert sent.next_duty == friday_nine
    assert sent.answer_by == friday_nine + span


async def test_the_log_says_neither_who_nor_when(world: World, amina: Person) -> None:
    for named in (True, False):
        await passed_on(world, amina, named=named)
    lines = world.look(lambda tx: tx.db.execute(select(audit_events)).all())
    assert {(line.act, line.actor, line.role) for line in lines} == {("unrest.pass_on", None, None)}
    assert {line.at for line in lines} == {datetime(2026, 3, 12, tzinfo=UTC)}


async def test_the_first_who_takes_it_up_has_it(world: World, nora: Person, amina: Person) -> None:
    omar = await world.member("Omar", Role.NETWERKREGISSEUR)
    report = await passed_on(world, amina)
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.take, report), Shown)
    assert isinstance(await world.bot.app.run(omar.turn, unrest_desk.take, report), NotNow)
    assert [one.taker for one in world.look(store.all_open)] == [nora.id]


async def test_without_an_answer_it_stays_open(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina)
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.close, report, "  "), NotNow)
    assert world.look(store.count_open) == 1


async def test_closing_once_tells_once(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina)
    first = await world.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    assert isinstance(first, Closed)
    assert first.told
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.close, report, "Nog eens."), NotNow)
    closed = outbox.outbox.c.kind == unrest.CLOSED
    assert world.look(lambda tx: count(tx, outbox.outbox, closed)) == 1


async def test_after_the_answer_nothing_leads_back(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina, named=True)
    await world.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    assert world.look(lambda tx: reply_links.open_link(tx, report)) is None
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.ask, report, "Waar?"), NotNow)


async def test_nobody_is_asked_who_left(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina, named=True)
    await world.bot.app.run(amina.turn, own_data.erase)
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.ask, report, "Waar?"), Unreachable)
    found = await world.bot.app.run(nora.turn, unrest_desk.look_at, report)
    assert isinstance(found, Shown)
    assert (found.sender, found.report.told.text, found.report.told.topic) == (None, "", "neighbourhood")
    ended = await world.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    assert isinstance(ended, Closed)
    assert not ended.told


async def test_a_late_reply_changes_nothing(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina)
    assert isinstance(await world.bot.app.run(amina.turn, unrest.reply, report, "Gisteren."), NotNow)
    await world.bot.app.run(nora.turn, unrest_desk.ask, report, "Waar?")
    await world.bot.app.run(amina.turn, unrest.reply, report, "Op het plein.")
    assert isinstance(await world.bot.app.run(amina.turn, unrest.reply, report, "Elders."), NotNow)
    assert world.look(store.all_open)[0].talk.reply == "Op het plein."


async def test_only_the_sender_replies(world: World, nora: Person, amina: Person) -> None:
    bram = await world.member("Bram", Role.CONTACTCIRKEL)
    report = await passed_on(world, amina)
    await world.bot.app.run(nora.turn, unrest_desk.ask, report, "Waar?")
    assert await world.bot.app.run(bram.turn, unrest.asked_about, report) is None
    assert isinstance(await world.bot.app.run(bram.turn, unrest.reply, report, "Hier."), NotNow)


async def test_it_is_kept_until_the_day_that_was_named_and_no_longer(
    world: World, nora: Person, amina: Person
) -> None:
    report = await passed_on(world, amina)
    await world.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    kept = usual_network().retention.unrest_report
    world.clock.advance((kept - timedelta(days=1)).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(lambda tx: store.load(tx, report)) is not None
    world.clock.advance(timedelta(days=1).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(lambda tx: store.load(tx, report)) is None


async def test_what_nobody_closes_ends_after_a_year(world: World, amina: Person) -> None:
    await passed_on(world, amina)
    world.clock.advance(timedelta(days=364).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(store.count_open) == 1
    world.clock.advance(timedelta(days=2).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(store.count_open) == 0
    assert world.look(lambda tx: count(tx, reply_links.reply_links)) == 0


def _sent_call_out(world: World, requester: MemberId, ago: timedelta, drill: bool = False) -> CallOutId:
    made = CallOut(
        CallOutId(("oefening" if drill else f"{int(ago.total_seconds())}").ljust(16, "x")),
        CallOutState.SENT,
        Urgency.MEETING,
        drill,
        ("contactcirkel",),
        Parts(),
        Times(as_of=world.now),
        requester,
        sent_at=world.now - ago,
    )
    mine = callouts.call_outs.c.id == made.id

    def keep(tx: Tx) -> None:
        callouts.add(tx, made)
        tx.db.execute(update(callouts.call_outs).where(mine).values(sent_at=made.sent_at))

    world.look(keep)
    return made.id


async def test_a_proposal_is_laid_beside_a_call_out_of_the_last_hours(
    world: World, nora: Person, amina: Person
) -> None:
    call_out = _sent_call_out(world, nora.id, timedelta(hours=11))
    _sent_call_out(world, nora.id, timedelta(hours=13))
    _sent_call_out(world, nora.id, timedelta(hours=1), drill=True)
    proposal = Told("voorhof", "school", how_soon=HowSoon.HOUR, proposal=True)
    await world.bot.app.run(amina.turn, unrest.pass_on, proposal, False)
    await world.settle()
    assert nora.received("Er loopt al een oproep, van")
    await nora.taps("Hoort bij oproep")
    assert nora.received("hoort nu bij de oproep")
    assert world.look(store.all_open)[0].call_out == call_out
    assert world.look(store.all_open)[0].state is State.ASSESSED
    await world.passes(hours=16)
    await amina.taps("Bericht lezen")
    assert "hoort bij een oproep die al loopt" in amina.text


async def test_a_report_is_not_merged_into_a_drill(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina)
    drill = _sent_call_out(world, nora.id, timedelta(hours=1), drill=True)
    assert isinstance(await world.bot.app.run(nora.turn, unrest_desk.merge, report, drill), NotNow)


async def test_what_waits_is_counted_on_both_sides(world: World, nora: Person, amina: Person) -> None:
    await passed_on(world, amina)
    await world.bot.app.run(amina.turn, questions.ask, "Mag ik iemand meenemen?", Origin.PLAIN)
    desk = await world.bot.app.run(nora.turn, waiting.desk)
    assert (desk.reports, desk.people) == (1, 2)
    assert (await world.bot.app.run(amina.turn, waiting.mine)).owed == 2
    assert (await world.bot.app.run(nora.turn, waiting.mine)).owed == 0


async def test_own_data_shows_what_still_leads_back(world: World, nora: Person, amina: Person) -> None:
    report = await passed_on(world, amina)
    await world.bot.app.run(amina.turn, questions.ask, "Mag ik iemand meenemen?", Origin.UNREST)
    mine = await world.bot.app.run(amina.turn, own_data.everything)
    assert "'text': 'Mensen zijn bang.'" in repr(mine["unrest_reports"])
    assert "'text': 'Mag ik iemand meenemen?'" in repr(mine["questions"])
    assert not (await world.bot.app.run(nora.turn, own_data.everything))["unrest_reports"]
    await world.bot.app.run(nora.turn, unrest_desk.close, report, "Wij letten hierop.")
    assert not (await world.bot.app.run(amina.turn, own_data.everything))["unrest_reports"]


async def test_who_leaves_takes_open_questions_along(world: World, amina: Person) -> None:
    await world.bot.app.run(amina.turn, questions.ask, "Mag ik iemand meenemen?", Origin.PLAIN)
    await world.bot.app.run(amina.turn, own_data.erase)
    assert world.look(question_store.count_open) == 0
    assert world.look(lambda tx: count(tx, reply_links.reply_links)) == 0


async def test_an_answered_question_stays_thirty_days(world: World, nora: Person, amina: Person) -> None:
    await world.bot.app.run(amina.turn, questions.ask, "Mag ik iemand meenemen?", Origin.PLAIN)
    question = world.look(question_store.open_ids)[0]
    await world.bot.app.run(nora.turn, questions.answer, question, "Ja, dat mag.")
    assert world.look(lambda tx: reply_links.open_link(tx, question)) is None
    world.clock.advance(timedelta(days=29).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(lambda tx: question_store.load(tx, question)) is not None
    world.clock.advance(timedelta(days=1).total_seconds())
    await world.bot.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over)
    assert world.look(lambda tx: question_store.load(tx, question)) is None


async def test_a_hidden_question_shows_no_name_even_in_the_list(
    world: World, nora: Person, amina: Person
) -> None:
    for origin in Origin:
        await world.bot.app.run(amina.turn, questions.ask, "Mag ik iemand meenemen?", origin)
    found = await world.bot.app.run(nora.turn, questions.waiting)
    assert {(one.question.origin, one.name) for one in found} == {
        (Origin.PLAIN, "Amina"),
        (Origin.UNREST, None),
        (Origin.SIGNAL, None),
    }


async def test_an_unknown_question_is_not_answered(world: World, nora: Person) -> None:
    gone = QuestionId("x" * 16)
    assert isinstance(await world.bot.app.run(nora.turn, questions.answer, gone, "Ja."), questions.NotNow)
    assert isinstance(await world.bot.app.run(nora.turn, questions.look_at, gone), questions.NotNow)
