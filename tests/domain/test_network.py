"""Quiet hours, duty hours, and which capabilities and circles a network has."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.network_file import read_network
from domain.actors import Purpose
from domain.network import Basis
from domain.network_times import DutyHours, QuietHours, Urgency

NETWORK = read_network(None)
NIGHT = QuietHours(start=time(21), end=time(8))
times = st.times().map(lambda value: value.replace(microsecond=0))


@pytest.mark.parametrize(
    ("local", "quiet"),
    [
        (time(20, 59, 59), False),
        (time(21), True),
        (time(23, 59), True),
        (time(0), True),
        (time(7, 59), True),
        (time(8), False),
        (time(12), False),
    ],
)
def test_quiet_hours_go_over_midnight(local: time, quiet: bool) -> None:
    assert NIGHT.contain(local) is quiet


def test_quiet_hours_within_a_day() -> None:
    noon = QuietHours(start=time(12), end=time(14))
    assert noon.contain(time(13))
    assert not noon.contain(time(14))
    assert not noon.contain(time(23))


@given(times, times, times)
def test_turned_around_quiet_hours_are_the_other_hours(start: time, end: time, local: time) -> None:
    if start == end:
        assert not QuietHours(start=start, end=end).contain(local)
        return
    quiet = QuietHours(start=start, end=end).contain(local)
    assert quiet is not QuietHours(start=end, end=start).contain(local)


@pytest.mark.parametrize(
    ("local", "weekday", "covered"),
    [
        (time(9), 0, True),
        (time(16, 59), 4, True),
        (time(17), 4, False),
        (time(8, 59), 0, False),
        (time(12), 5, False),
    ],
)
def test_duty_hours(local: time, weekday: int, covered: bool) -> None:
    duty = DutyHours(weekdays=frozenset(range(5)), start=time(9), end=time(17))
    assert duty.covers(local, weekday) is covered


def test_for_information_nobody_has_to_answer() -> None:
    answer = NETWORK.callouts.answer
    assert answer.of(Urgency.URGENT) == timedelta(minutes=15)
    assert answer.of(Urgency.MEETING) == timedelta(hours=2)
    assert answer.of(Urgency.INFO) is None


def test_a_capability_goes_off_and_members_stay() -> None:
    quiet = replace(NETWORK, signals=replace(NETWORK.signals, on=False), reports_on=False)
    assert quiet.switched_on == {"members", "callouts", "activities", "brigade", "broadcasts"}


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_has_a_basis(purpose: Purpose) -> None:
    assert NETWORK.legal.of(purpose) is Basis.CONSENT


def test_the_erase_ledger_outlives_every_backup() -> None:
    assert NETWORK.retention.erase_ledger == NETWORK.retention.backups


def test_the_name_of_the_fg_is_not_in_any_repr() -> None:
    named = replace(NETWORK, accountability=replace(NETWORK.accountability, fg_name="Roos Verzonnen"))
    assert "Verzonnen" not in repr(named)
