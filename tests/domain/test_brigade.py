"""The rules of the brigade: whom to ask next, the working clock, and when anybody is named."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import brigade as rules
from domain.brigade import Call, Candidate, Deed, Help, Items, Period, Request, Sharing, State, Topic
from domain.ids import MemberId, RequestId
from domain.network_times import DutyHours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DUTY = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))
NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
REQUEST = Request(
    RequestId("r"),
    "K7M2",
    State.CHOSEN,
    MemberId("asks"),
    Items(Topic.OTHER, Help.UNKNOWN, Period.ANY),
    NOW,
    chosen=MemberId("helps"),
)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("deed", list(Deed))
def test_only_what_the_table_names_can_be_done(state: State, deed: Deed) -> None:
    allowed = {
        Deed.PASS_ON: {State.RECEIVED, State.PASSED_ON},
        Deed.CHOOSE: {State.PASSED_ON},
        Deed.UNDO: {State.CHOSEN},
        Deed.MATCH: {State.CHOSEN},
        Deed.REOPEN: {State.MATCHED},
        Deed.CLOSE: {State.RECEIVED, State.PASSED_ON, State.MATCHED},
    }
    assert (rules.after(state, deed) is not None) == (state in allowed[deed])


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.from_regex("[a-z]{6}", fullmatch=True).map(MemberId),
        st.none() | st.integers(0, 60).map(lambda days: NOW - timedelta(days=days)),
        st.integers(0, 4),
        st.booleans(),
    ),
    unique_by=lambda one: one.member,
)


@given(CANDIDATES, st.integers(1, 6), st.integers(1, 3))
def test_the_least_recently_asked_come_first_and_nobody_beyond_the_maximum(
    candidates: list[Candidate], at_once: int, most: int
) -> None:
    asked = rules.next_to_ask(candidates, at_once, most)
    by_member = {one.member: one for one in candidates}
    free = [one for one in candidates if one.asked_this_month < most]
    assert len(asked) == min(at_once, len(free))
    moments = [turn(by_member[one]) for one in asked]
    assert moments == sorted(moments)
    assert all(turn(one) >= moments[-1] for one in free if one.member not in asked)


def turn(one: Candidate) -> datetime:
    """Who was never asked comes before everybody."""
    return one.last_asked or datetime.min.replace(tzinfo=UTC)


def test_among_equals_who_knows_the_neighbourhood_comes_first() -> None:
    far, near = (Candidate(MemberId(one), None, 0, one == "near") for one in ("far", "near"))
    assert rules.next_to_ask([far, near], 1, 2) == ["near"]


@pytest.mark.parametrize("mine", list(Sharing))
@pytest.mark.parametrize("theirs", list(Sharing))
def test_nobody_is_named_before_both_said_so(mine: Sharing, theirs: Sharing) -> None:
    request, call = replace(REQUEST, sharing=mine), Call(MemberId("helps"), NOW, sharing=theirs)
    may_be_named = {Sharing.CONTACT, Sharing.NAME}
    assert rules.named(request, call) == (mine in may_be_named and theirs in may_be_named)


@pytest.mark.parametrize(
    ("asked", "promised"),
    [
        ("2026-03-12T10:00", "2026-03-12T14:00"),
        ("2026-03-12T15:00", "2026-03-13T11:00"),
        ("2026-03-13T16:00", "2026-03-16T12:00"),
        ("2026-03-14T12:00", "2026-03-16T13:00"),
        ("2026-03-12T22:00", "2026-03-13T13:00"),
        ("2026-03-12T06:00", "2026-03-12T13:00"),
        ("2026-03-27T16:00", "2026-03-30T12:00"),
    ],
)
def test_the_clock_runs_in_working_hours(asked: str, promised: str) -> None:
    local = datetime.fromisoformat(asked).replace(tzinfo=AMSTERDAM)
    found = rules.working_time_later(DUTY, local, timedelta(hours=4))
    assert found.replace(tzinfo=None).isoformat(timespec="minutes") == promised


def test_a_network_without_working_hours_counts_every_hour() -> None:
    never = DutyHours(weekdays=frozenset(), start=time(9), end=time(17))
    assert rules.working_time_later(never, NOW, timedelta(hours=4)) == NOW + timedelta(hours=4)
