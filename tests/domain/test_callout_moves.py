"""Moving a call-out: it counts up when something is another, and the time to answer is never past."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.callout_messages import Following, Moved, Words, says_enough
from domain.callout_moves import Move, difference, moved
from domain.callouts import CallOut, Parts, State, Times
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
SPAN = timedelta(hours=2)
HOURS = st.integers(min_value=1, max_value=72)


def made(start: int = 3, reply: float = 2) -> CallOut:
    times = Times(NOW, NOW + timedelta(hours=start), reply_by=NOW + timedelta(hours=reply))
    parts = Parts(place="aula", dial_in="015 000 00 03")
    return CallOut(CallOutId("c"), State.SENT, Urgency.MEETING, False, (), parts, times, MemberId("m"))


@given(HOURS, HOURS, st.floats(min_value=-3, max_value=3))
def test_the_time_to_answer_lies_between_now_and_the_start(start: int, to: int, reply: float) -> None:
    new = NOW + timedelta(hours=to)
    after = moved(made(start, reply), Move(new), NOW, SPAN)
    if to == start:
        assert after is None
        return
    assert after is not None
    assert after.times.starts_at == new
    assert after.times.reply_by is not None
    assert NOW < after.times.reply_by <= new
    assert after.sequence == 1


@given(HOURS)
def test_it_moves_along_with_a_later_start(later: int) -> None:
    before = made()
    assert before.times.starts_at is not None
    assert before.times.reply_by is not None
    after = moved(before, Move(before.times.starts_at + timedelta(hours=later)), NOW, SPAN)
    assert after is not None
    assert after.times.reply_by == before.times.reply_by + timedelta(hours=later)


def test_what_is_the_same_does_not_count_up() -> None:
    before = made()
    assert moved(before, Move(), NOW, SPAN) is None
    assert moved(before, Move(before.times.starts_at, "aula", "015 000 00 03"), NOW, SPAN) is None


def test_from_what_to_what_names_only_what_changed() -> None:
    before = made()
    after = moved(before, Move(place="bibliotheek"), NOW, SPAN)
    assert after is not None
    assert difference(before, after) == Moved(place=("aula", "bibliotheek"))
    assert after.times == before.times


def test_a_move_says_enough_by_itself() -> None:
    assert says_enough(Following.UPDATE, Words(moved=Moved(place=("a", "b"))))
    assert not says_enough(Following.UPDATE, Words())
    assert not says_enough(Following.ALL_CLEAR, Words())
