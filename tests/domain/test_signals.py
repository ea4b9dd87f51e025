"""The rules of a signal: its states, its times, and where its neighbourhood is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import signals as rules
from domain.ids import SignalId
from domain.signals import OPEN, Deed, Signal, State, Terms

TERMS = Terms(timedelta(days=10), timedelta(days=30), timedelta(days=14), timedelta(days=14))
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def a_signal(day: date, state: State = State.RECEIVED, **changed: object) -> Signal:
    week, answer_by = rules.week_of(day), rules.answer_by(day, TERMS)
    made = Signal(SignalId("s"), "K7M2", state, week, answer_by, "other", "whole_city")
    return replace(made, **changed)  # type: ignore[arg-type]  # any of its fields


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("deed", list(Deed))
def test_only_what_the_table_names_can_be_done(state: State, deed: Deed) -> None:
    allowed = {
        Deed.READ: {State.RECEIVED},
        Deed.ASK: {State.READ},
        Deed.END_QUESTION: {State.QUESTIONED},
        Deed.CLOSE: OPEN,
        Deed.REOPEN: {State.CLOSED},
        Deed.LET_GO: {State.CLOSED},
    }
    assert (rules.after(state, deed) is not None) == (state in allowed[deed])


@given(st.lists(st.sampled_from(list(Deed))))
def test_a_line_that_is_gone_stays_gone(deeds: list[Deed]) -> None:
    state = State.DESTROYED
    for deed in deeds:
        state = rules.after(state, deed) or state
    assert state is State.DESTROYED


@given(DAYS)
def test_nothing_finer_than_the_week_is_kept(day: date) -> None:
    monday = rules.week_of(day)
    assert monday.weekday() == 0
    assert timedelta() <= day - monday < timedelta(days=7)
    assert {a_signal(monday + timedelta(days=n)) for n in range(7)} == {a_signal(day)}


@given(DAYS)
def test_an_answer_comes_no_later_than_promised(day: date) -> None:
    assert rules.answer_by(day, TERMS) <= day + TERMS.answer_within


@given(DAYS)
def test_the_line_ends_within_the_published_time(day: date) -> None:
    until = rules.line_until(rules.week_of(day), TERMS)
    assert until <= day + TERMS.latest + TERMS.line_open
    assert until > rules.week_of(day) + TERMS.latest


@given(DAYS, st.integers(0, 30))
def test_the_sender_is_told_the_true_end_of_the_line(day: date, after: int) -> None:
    signal = a_signal(day)
    closed_on = day + timedelta(days=after)
    end = rules.erase_on(signal, closed_on, TERMS)
    assert end <= closed_on + TERMS.line_open
    assert end <= rules.line_until(signal.week, TERMS)


@given(DAYS, st.integers(0, 60))
def test_open_signals_are_overdue_from_the_last_day_on(day: date, later: int) -> None:
    signal, today = a_signal(day), day + timedelta(days=later)
    assert rules.overdue(signal, today, TERMS) == (today >= signal.week + TERMS.latest)
    assert not rules.overdue(a_signal(day, State.CLOSED), today, TERMS)


@given(DAYS, st.integers(0, 41))
def test_a_second_look_ends_while_the_sender_can_hear_it(day: date, later: int) -> None:
    signal, today = a_signal(day), rules.week_of(day) + timedelta(days=later)
    again = rules.answer_by_again(signal, today, TERMS)
    assert again > today
    assert again <= max(rules.line_until(signal.week, TERMS) - rules.TO_HEAR_IT, today + timedelta(days=1))
    reopened = a_signal(day, State.READ, reopened=True, answer_by=again)
    assert not rules.overdue(reopened, again - timedelta(days=1), TERMS)
    assert rules.overdue(reopened, again, TERMS)


@pytest.mark.parametrize(("members", "shown"), [(0, "stad"), (4, "stad"), (5, "voorhof"), (40, "voorhof")])
def test_a_neighbourhood_of_few_is_the_whole_city(members: int, shown: str) -> None:
    assert rules.place_shown("voorhof", "stad", members) == shown
