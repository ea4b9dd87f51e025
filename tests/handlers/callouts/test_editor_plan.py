"""What the editor makes of answers: facts come from nobody but the desk, and nothing gets lost."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from domain.callouts import CallOut, Parts, State, Times
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from handlers.callouts.plan import DRILL, WITHOUT, answers_of, at_clock, plan_of, rounded
from handlers.kit.forms import SKIPPED
from tests.world import START, usual_network

SAFE = {"unknowns": "u", "line_to_say": "l"}
KEYS = [*(one.key for one in usual_network().scenarios), WITHOUT, DRILL]


@pytest.mark.parametrize("key", KEYS)
def test_facts_and_source_are_never_filled_in(key: str) -> None:
    parts = plan_of(usual_network(), {"scenario": key}, START, SAFE).parts
    assert (parts.facts, parts.source, parts.agreed) == ("", "", False)


def test_a_question_that_was_skipped_is_not_answered() -> None:
    plan = plan_of(usual_network(), {"scenario": WITHOUT, "facts": SKIPPED, "ask": SKIPPED}, START, SAFE)
    assert (plan.parts.facts, plan.parts.ask) == ("", "")


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("later", [True, False])
@pytest.mark.parametrize(("place", "dial_in"), [("buurthuis", ""), ("de aula", "015 000 00 03")])
def test_a_call_out_that_was_taken_back_reads_the_same_in_the_editor(
    urgency: Urgency, later: bool, place: str, dial_in: str
) -> None:
    parts = Parts("f", "police", "x", "a", "y", place, later, dial_in, agreed=True, press="v")
    times = Times(START, START + timedelta(hours=3), timedelta(minutes=45), None, START + timedelta(hours=1))
    made = CallOut(
        CallOutId("c"), State.CANCELLED, urgency, False, ("snrp",), parts, times, MemberId("m"), needed=4
    )
    plan = plan_of(usual_network(), answers_of(made), START, SAFE)
    assert (plan.urgency, plan.circles, plan.parts, plan.needed) == (urgency, ("snrp",), parts, 4)
    assert replace(plan.times, reply_by=None) == times


def test_only_by_phone_means_a_number_and_no_place() -> None:
    parts = plan_of(usual_network(), {"scenario": WITHOUT, "place": "phone"}, START, SAFE).parts
    assert (parts.place, parts.dial_in) == ("", usual_network().numbers.netwerkregisseur)


@pytest.mark.parametrize("month", [1, 3, 7, 10])
def test_this_evening_is_read_on_the_clocks_of_amsterdam(month: int) -> None:
    day = {1: 15, 3: 29, 7: 15, 10: 25}[month]
    evening = at_clock(time(20), datetime(2026, month, day, 9, 0, tzinfo=UTC))
    summer = month in (3, 7)
    assert evening == datetime(2026, month, day, 18 if summer else 19, 0, tzinfo=UTC)


def test_times_are_rounded_up_to_five_minutes() -> None:
    assert rounded(START) == START
    assert rounded(START + timedelta(seconds=1)) == START + timedelta(minutes=5)
