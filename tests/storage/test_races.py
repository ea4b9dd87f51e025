"""Two who tap at the same instant: one deed is done, once, on each engine, whoever comes first."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

import pytest
from sqlalchemy import select

from domain.actors import Account, Purpose, Role
from domain.brigade import Help, Items, Period, Request, Sharing, State, Topic
from domain.callout_answers import Answer
from domain.callout_evaluation import Answer as Looked
from domain.callout_evaluation import Question
from domain.callout_messages import Words
from domain.callouts import CallOut, Times
from domain.corrections import Correction, RightWords
from domain.ids import MemberId, clean_code
from domain.network_times import Urgency
from handlers.kit import dates
from storage import brigade as brigade_store
from storage import callout_answers, callouts, corrections, evaluations, members, outbox, received
from storage.database import Database, Tx
from storage.database import count as rows_of
from tests.callout_plans import WHOLE
from tests.world import usual_check, usual_network
from usecases import (
    brigade,
    brigade_desk,
    brigade_offers,
    callout_approval,
    callout_calls,
    callout_corrections,
    callout_evaluation,
    callout_follow_up,
    housekeeping,
    invitations,
    own_data,
    receiving,
)
from usecases import callout_answers as answers
from usecases import callouts as making
from usecases.app import SYSTEM_TURN, AlreadyReceived, App, Outside, Turn
from usecases.callout_approval import Waiting
from usecases.callout_corrections import Wanted
from usecases.callout_follow_up import Followed
from usecases.callout_sending import Sent
from usecases.callouts import Plan
from usecases.invitations import Joined

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
ROUNDS, ASKED = 8, 12
NORA, OMAR, SEM, PETRA = 101, 102, 103, 104
HELPERS = (201, 202)
FIRST = 1000


class Town:
    """An app on a real engine, with people who do things at the same time."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, NOW
        self.app = App(database, usual_network(), lambda: self.now, Outside(usual_check(), dates.local))
        self._updates = count(1)

    def joins(self, number: int, *roles: Role) -> MemberId:
        """A member who came in before."""
        member = MemberId(f"member{number:010}")

        def add(tx: Tx) -> None:
            members.add(tx, member, Account(number))
            members.add_roles(tx, member, roles)
            members.consent(tx, member, list(Purpose), 1, NOW)

        self.database.transaction(add)
        return member

    def turn(self, number: int) -> Turn:
        """One update of this account."""
        return Turn(Account(number), next(self._updates))

    async def asked(self) -> CallOut:
        """A call-out that waits for a second person."""
        times = Times(self.now, self.now + timedelta(hours=3), next_update_at=self.now + timedelta(hours=1))
        plan = Plan(Urgency.URGENT, ("contactcirkel",), replace(WHOLE), times)
        waits = await self.app.run(self.turn(NORA), making.call_out, plan)
        assert isinstance(waits, Waiting)
        return waits.call_out

    async def sent(self) -> CallOut:
        """A call-out that is out."""
        made = await self.asked()
        done = await self.app.run(self.turn(SEM), callout_approval.approve, made.id)
        assert isinstance(done, Sent)
        return done.call_out

    def keys(self, start: str) -> int:
        """How many facts were posted under keys that start so."""
        return sum(self.database.transaction(lambda tx: outbox.tally(tx, start)).values())

    def roles(self, number: int) -> frozenset[Role]:
        """What this account may be."""
        return self.database.transaction(lambda tx: members.actor_of(tx, Account(number))).roles

    def coming(self, made: CallOut) -> int:
        """How many come, in the totals of a call-out that ended."""
        ended = self.database.transaction(lambda tx: callouts.load(tx, made.id))
        assert ended is not None
        assert ended.totals is not None
        return ended.totals.coming


@pytest.fixture
def town(database: Database) -> Town:
    town = Town(database)
    town.joins(NORA, Role.NETWERKREGISSEUR)
    town.joins(OMAR, Role.NETWERKREGISSEUR)
    town.joins(SEM, Role.SECOND_PERSON)
    town.joins(PETRA, Role.PARTNER)
    for number in HELPERS:
        town.joins(number, Role.VLIEGENDE_BRIGADE)
    for number in range(FIRST, FIRST + ASKED):
        town.joins(number, Role.CONTACTCIRKEL)
    return town


async def at_once(*deeds: Awaitable[object]) -> Sequence[object]:
    """All at the same instant; what each came to."""
    return await asyncio.gather(*deeds)


def kinds(outcomes: Sequence[object], kind: type) -> int:
    return sum(isinstance(one, kind) for one in outcomes)


async def test_of_four_who_use_a_code_at_once_one_comes_in(town: Town) -> None:
    before = town.database.transaction(lambda tx: rows_of(tx, members.members))
    for round_ in range(ROUNDS):
        made = await town.app.run(SYSTEM_TURN, invitations.invite_from_command_line, [Role.SNRP])
        numbers = range(5000 + 10 * round_, 5004 + 10 * round_)
        came = await at_once(
            *(
                town.app.run(
                    town.turn(number), invitations.accept, clean_code(made.code), [Purpose.CALL_OUTS]
                )
                for number in numbers
            )
        )
        assert kinds(came, Joined) == 1
    assert town.database.transaction(lambda tx: rows_of(tx, members.members)) == before + ROUNDS


async def test_who_uses_two_codes_at_once_is_one_member(town: Town) -> None:
    for round_ in range(ROUNDS):
        codes = [
            (await town.app.run(SYSTEM_TURN, invitations.invite_from_command_line, [role])).code
            for role in (Role.SNRP, Role.PROFESSIONAL)
        ]
        number = 6000 + round_
        came = await at_once(
            *(
                town.app.run(town.turn(number), invitations.accept, code, [Purpose.CALL_OUTS])
                for code in codes
            )
        )
        assert kinds(came, Joined) == 1
        assert town.roles(number) == {Role.SNRP, Role.PROFESSIONAL}


async def test_two_who_agree_at_once_send_it_once(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await town.asked()
        town.now += timedelta(minutes=6)
        done = await at_once(
            town.app.run(town.turn(SEM), callout_approval.approve, made.id),
            town.app.run(town.turn(OMAR), callout_approval.approve, made.id),
            town.app.run(town.turn(NORA), callout_approval.send_alone, made.id, "Niemand neemt op."),
        )
        assert kinds(done, Sent) == 1
        assert town.keys(f"callout:{made.id}:") == ASKED


async def test_it_is_sent_or_taken_back_and_never_both(town: Town) -> None:
    for _ in range(ROUNDS):
        made = await town.asked()
        agreed, taken_back = await at_once(
            town.app.run(town.turn(SEM), callout_approval.approve, made.id),
            town.app.run(town.turn(NORA), callout_approval.withdraw, made.id),
        )
        assert isinstance(agreed, Sent) == (taken_back is None)
        assert town.keys(f"callout:{made.id}:") == (ASKED if isinstance(agreed, Sent) else 0)


async def test_all_answer_at_once_while_it_closes(town: Town) -> None:
    """An answer counts in the totals of the end, or is told that it came too late."""
    for _ in range(ROUNDS):
        made = await town.sent()
        numbers = range(FIRST, FIRST + ASKED)
        taps = [town.app.run(town.turn(one), answers.answer, made.id, Answer.COMING) for one in numbers]
        closing = town.app.run(
            town.turn(NORA), callout_follow_up.close, made.id, Words(summary="Het is rustig.")
        )
        done = await at_once(*taps[:6], closing, *taps[6:])
        assert kinds(done, Followed) == 1
        assert town.coming(made) == kinds(done, answers.Answered)
        assert kinds(done, answers.Answered) + kinds(done, answers.ClosedAlready) == ASKED


async def test_what_the_desk_fills_in_never_stands_over_an_answer_of_that_instant(town: Town) -> None:
    """The own answer stands; what the desk filled in just before is what stood there before it."""
    for _ in range(ROUNDS):
        made = await town.sent()
        member = MemberId(f"member{FIRST:010}")
        done = await at_once(
            town.app.run(town.turn(FIRST), answers.answer, made.id, Answer.NOT_COMING),
            town.app.run(town.turn(NORA), callout_calls.fill_in, made.id, member, Answer.COMING),
            town.app.run(town.turn(OMAR), callout_calls.fill_in, made.id, member, Answer.COMING),
        )
        mine = town.database.transaction(
            partial(callout_answers.response_of, call_out=made.id, member=member)
        )
        assert mine is not None
        assert (mine.answer, mine.on_behalf) == (Answer.NOT_COMING, False)
        assert mine.before is (Answer.COMING if kinds(done, callout_calls.FilledIn) else None)


async def test_two_who_close_at_once_tell_it_once(town: Town) -> None:
    for round_ in range(ROUNDS):
        made = await town.sent()
        words = Words(summary="Het is rustig.")
        done = await at_once(
            *(town.app.run(town.turn(who), callout_follow_up.close, made.id, words) for who in (NORA, OMAR)),
            town.app.run(town.turn(OMAR), callout_follow_up.cancel, made.id, "Het is voorbij."),
        )
        assert kinds(done, Followed) == 1
        assert town.keys("follow:") == ASKED * (round_ + 1)


async def _offered(town: Town) -> Request:
    """A question to the brigade for which two want to help."""
    items = Items(Topic.PARENTS, Help.THINK_ALONG, Period.WEEK)
    asked = await town.app.run(town.turn(PETRA), brigade.ask, items)
    assert isinstance(asked, Request)
    await town.app.run(town.turn(NORA), brigade_desk.pass_on, asked.id)
    done = await at_once(*(town.app.run(town.turn(who), brigade_offers.offer, asked.id) for who in HELPERS))
    assert kinds(done, Request) == len(HELPERS)
    return asked


async def test_of_two_who_choose_at_once_one_does(town: Town) -> None:
    asked = await _offered(town)
    first, second = (MemberId(f"member{who:010}") for who in HELPERS)
    chosen = await at_once(
        town.app.run(town.turn(NORA), brigade_desk.choose, asked.id, first),
        town.app.run(town.turn(OMAR), brigade_desk.choose, asked.id, second),
    )
    assert kinds(chosen, Request) == 1


async def test_both_agree_at_once_and_are_introduced_once(town: Town) -> None:
    asked = await _offered(town)
    helper = HELPERS[0]
    await town.app.run(town.turn(NORA), brigade_desk.choose, asked.id, MemberId(f"member{helper:010}"))
    await at_once(
        town.app.run(town.turn(PETRA), brigade.agree, asked.id, Sharing.CONTACT),
        town.app.run(town.turn(helper), brigade_offers.agree, asked.id, Sharing.CONTACT),
    )
    kept = town.database.transaction(lambda tx: brigade_store.load(tx, asked.id))
    assert kept is not None
    assert kept.state is State.MATCHED


async def test_a_question_that_is_withdrawn_while_somebody_is_chosen_is_gone(town: Town) -> None:
    asked = await _offered(town)
    await at_once(
        town.app.run(town.turn(PETRA), brigade.withdraw, asked.id),
        town.app.run(town.turn(NORA), brigade_desk.choose, asked.id, MemberId(f"member{HELPERS[0]:010}")),
    )
    assert town.database.transaction(lambda tx: brigade_store.load(tx, asked.id)) is None


async def test_the_same_tap_twice_at_once_has_one_effect(town: Town) -> None:
    made = await town.sent()
    for number in range(FIRST, FIRST + ASKED):
        turn = town.turn(number)
        done = await asyncio.gather(
            *(town.app.run(turn, answers.answer, made.id, Answer.COMING) for _ in range(3)),
            return_exceptions=True,
        )
        assert kinds(done, AlreadyReceived) == 2
        assert kinds(done, answers.Answered) == 1


async def test_who_leaves_while_answering_is_gone(town: Town) -> None:
    made = await town.sent()
    for number in range(FIRST, FIRST + ASKED):
        await asyncio.gather(
            town.app.run(town.turn(number), answers.answer, made.id, Answer.COMING),
            town.app.run(town.turn(number), own_data.erase),
            return_exceptions=True,
        )
    table = callout_answers.call_out_responses
    assert town.database.transaction(lambda tx: tx.db.execute(select(table)).all()) == []
    assert town.keys("callout:") == 0


async def test_an_update_that_is_given_up_and_handled_at_once_has_one_row(town: Town) -> None:
    for number in range(ROUNDS):
        await asyncio.gather(
            town.app.run(SYSTEM_TURN, receiving.give_up, 90_000 + number),
            town.app.run(SYSTEM_TURN, receiving.pass_over, 90_000 + number),
        )
    numbers = range(90_000, 90_000 + ROUNDS)
    assert len(town.database.transaction(lambda tx: received.settled(tx, numbers))) == ROUNDS


async def _corrected(town: Town) -> Correction:
    made = await town.sent()
    words = RightWords("Er is niets gebeurd.", "school", "Vraag het de school.", NOW)
    done = await town.app.run(town.turn(NORA), callout_corrections.correct, Wanted(made.id, (), words))
    assert isinstance(done, Correction)
    return done


async def test_who_hears_it_too_counts_once_also_with_two_taps_at_once(town: Town) -> None:
    made = await _corrected(town)
    taps = [
        town.app.run(town.turn(number), callout_corrections.hear_too, made.id)
        for number in range(FIRST, FIRST + ASKED)
        for _ in range(3)
    ]
    await at_once(*taps)
    kept = town.database.transaction(lambda tx: corrections.load(tx, made.id))
    assert kept is not None
    assert kept.heard == ASKED
    assert town.database.transaction(lambda tx: rows_of(tx, corrections.correction_marks)) == ASKED


async def test_a_tap_and_the_end_of_counting_at_once_leave_no_mark(town: Town) -> None:
    made = await _corrected(town)
    town.now += timedelta(days=1)
    await at_once(
        *(
            town.app.run(town.turn(number), callout_corrections.hear_too, made.id)
            for number in range(FIRST, FIRST + ASKED)
        ),
        town.app.run(SYSTEM_TURN, housekeeping.destroy_what_is_over),
    )
    assert town.database.transaction(lambda tx: rows_of(tx, corrections.correction_marks)) == 0
    kept = town.database.transaction(lambda tx: corrections.load(tx, made.id))
    assert kept is not None
    assert kept.heard == 0


async def test_a_question_looking_back_counts_once_also_with_two_taps_at_once(town: Town) -> None:
    made = await town.sent()
    await town.app.run(town.turn(NORA), callout_follow_up.close, made.id, Words(summary="Wij spraken af."))
    town.now += timedelta(hours=48)
    taps = [
        town.app.run(town.turn(number), callout_evaluation.look_back, made.id, Question.TIME, Looked(answer))
        for number in range(FIRST, FIRST + ASKED)
        for answer in ("yes", "no", "yes")
    ]
    await at_once(*taps)
    totals = town.database.transaction(lambda tx: evaluations.totals(tx, made.id))
    assert sum(totals.values()) == ASKED
