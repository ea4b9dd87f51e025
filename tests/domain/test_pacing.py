"""The rules of pace hold for every traffic, not only for the one we thought of."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import pacing as rules
from domain.pacing import Lane

LONG_AGO = float("inf")
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def most_in_a_window(instants: list[float]) -> int:
    return max(sum(1 for other in instants if at <= other < at + rules.WINDOW - 1e-9) for at in instants)


@given(
    limit=st.integers(1, 60),
    lateness=st.lists(st.floats(0, 0.2), min_size=2, max_size=150),
    answers=st.sets(st.integers(0, 149)),
)
def test_an_even_pace_never_passes_the_limit_in_any_window(
    limit: int, lateness: list[float], answers: set[int]
) -> None:
    """However late the program wakes, what it catches up stays under the limit."""
    slot, now, sent = 0.0, 0.0, []
    for turn, late in enumerate(lateness):
        now = max(now, slot) + late
        sent.append(now)
        since_answer = 0.0 if turn in answers else LONG_AGO
        slot = rules.next_slot(slot, now, rules.interval(limit, since_answer, LONG_AGO))
    assert most_in_a_window(sent) <= limit


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_the_release_after_a_pause_only_goes_up(one: float, other: float) -> None:
    sooner, later = sorted((one, other))
    assert 0 < rules.released_share(sooner) <= rules.released_share(later) <= 1


@pytest.mark.parametrize(
    ("since", "most"), [(0, 7), (0.9, 7), (1, 15), (2, 22), (3, 30), (1e9, 30), (LONG_AGO, 30)]
)
def test_after_a_429_the_limit_comes_back_in_steps(since: float, most: int) -> None:
    assert rules.ceiling(30, since) == most


@given(st.integers(1, 1000), st.floats(-10, 10))
def test_something_may_always_go(limit: int, since_release: float) -> None:
    assert 1 <= rules.ceiling(limit, since_release) <= limit
    assert rules.interval(limit, 0, since_release) < float("inf")


def test_an_even_pace_is_97_percent_and_27_a_second_while_members_are_answered() -> None:
    assert 1 / rules.interval(30, LONG_AGO, LONG_AGO) == pytest.approx(29.1)
    assert 1 / rules.interval(30, 0.99, LONG_AGO) == pytest.approx(27)
    assert 1 / rules.interval(30, 1.0, LONG_AGO) == pytest.approx(29.1)


def test_idleness_is_not_saved_up() -> None:
    assert rules.next_slot(0.0, 1000.0, 0.1) == pytest.approx(1000.1 - rules.CATCH_UP)


@given(
    sent=st.floats(0, 1e6),
    out=st.floats(0, 5),
    back=st.floats(0, 5),
    shorter=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    wait=st.floats(0, 5),
)
def test_a_call_is_never_counted_before_telegram_counts_it(
    sent: float, out: float, back: float, shorter: tuple[float, float], wait: float
) -> None:
    """A call sent one window later is taken one window later, whatever the network did to both."""
    least_out, least_back = out * shorter[0], back * shorter[1]
    seen = (least_out + least_back) / rules.TRUSTED_TRIP
    taken = sent + out
    free = rules.counts_until(sent, sent + out + back, seen)
    assert free + wait + least_out - taken >= rules.WINDOW


@given(st.lists(st.floats(0, 5), min_size=1, max_size=80))
def test_edits_of_a_chat_keep_three_seconds_and_eighteen_a_minute(pauses: list[float]) -> None:
    last, now, edits = None, 0.0, []
    for pause in pauses:
        now = rules.next_edit(last, now + pause)
        edits.append(now)
        last = now
    assert all(later - sooner >= rules.EDIT_GAP for sooner, later in pairwise(edits))
    assert all(sum(1 for one in edits if at <= one < at + 60 - 1e-6) <= 18 for at in edits)


def test_a_first_edit_goes_at_once() -> None:
    assert rules.next_edit(None, 7.0) == 7.0


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0.5), (2, 1), (3, 2), (4, 4), (10, 256), (11, 300), (5000, 300)]
)
def test_retries_wait_longer_each_time_up_to_five_minutes(failures: int, seconds: float) -> None:
    assert rules.retry_delay(failures) == seconds


def test_one_refused_chat_is_that_chat_and_two_are_the_whole_bot() -> None:
    assert not rules.names_all(1, 10.0, [])
    assert not rules.names_all(1, 10.0, [(9.5, 1)])
    assert rules.names_all(1, 10.0, [(9.5, 2)])
    assert not rules.names_all(1, 10.5, [(9.5, 2)])


@given(st.integers(2, 64))
def test_replies_always_have_room_of_their_own(in_flight: int) -> None:
    assert 1 <= rules.notice_room(in_flight) < in_flight


def test_lanes_stand_in_the_order_of_haste() -> None:
    assert sorted(Lane) == [
        Lane.REPLY,
        Lane.ALARM,
        Lane.ESCALATION,
        Lane.REMINDER,
        Lane.EDIT,
        Lane.BROADCAST,
    ]


@pytest.mark.parametrize(
    ("minutes", "limit", "late"),
    [(0, 10, False), (10, 10, False), (11, 10, True), (-60, 10, False), (100_000, None, False)],
)
def test_too_late_is_later_than_the_limit(minutes: int, limit: int | None, late: bool) -> None:
    span = None if limit is None else timedelta(minutes=limit)
    assert rules.too_late(NOON, NOON + timedelta(minutes=minutes), span) is late


def test_every_notice_has_a_limit_and_a_reply_has_none() -> None:
    assert set(rules.LATE_AFTER) == set(Lane) - {Lane.REPLY}


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - a wall time as the member reads it


@pytest.mark.parametrize(
    ("local", "until"),
    [
        (wall(3, 20, 59), None),
        (wall(3, 21), wall(4, 8)),
        (wall(3, 23, 59), wall(4, 8)),
        (wall(4, 0), wall(4, 8)),
        (wall(4, 7, 59), wall(4, 8)),
        (wall(4, 8), None),
    ],
)
def test_quiet_hours_last_until_the_morning(local: datetime, until: datetime | None) -> None:
    assert rules.quiet_until(local, time(21), time(8)) == until


def test_quiet_hours_by_day_end_the_same_day() -> None:
    assert rules.quiet_until(wall(3, 13), time(12), time(14)) == wall(3, 14)
    assert rules.quiet_until(wall(3, 14), time(12), time(14)) is None


times = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(local=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), start=times, end=times)  # noqa: DTZ001 - wall times
def test_the_end_of_quiet_hours_is_ahead_within_a_day_and_not_quiet(
    local: datetime, start: time, end: time
) -> None:
    until = rules.quiet_until(local, start, end)
    if until is not None:
        assert timedelta(0) < until - local <= timedelta(days=1)
        assert rules.quiet_until(until, start, end) is None
    if start == end:
        assert until is None
