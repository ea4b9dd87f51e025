"""What was promised is told once, in the order of haste, and looked after when a process dies."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from domain.ids import MemberId, NoticeId
from domain.pacing import Lane
from storage import outbox
from storage.database import Database
from storage.outbox import Fact, Notice, State
from tests.storage.test_database import together

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
AMINA, SEM = MemberId("aaaaaaaaaaaaaaaa"), MemberId("ssssssssssssssss")
MINUTE = timedelta(minutes=1)


def notice_id(number: int) -> NoticeId:
    return NoticeId(f"{number:016}")


def fact(
    lane: Lane = Lane.REMINDER,
    due_at: datetime = NOW,
    key: str | None = None,
    payload: Mapping[str, str] | None = None,
    confidential: bool = False,
) -> Fact:
    return Fact("reminder", AMINA, lane, due_at, payload or {}, key, confidential=confidential)


def post(database: Database, *facts: Fact, first: int = 1) -> int:
    numbered = [(notice_id(number), one) for number, one in enumerate(facts, start=first)]
    return database.transaction(lambda tx: outbox.post(tx, numbered))


def due(database: Database, at: datetime = NOW, limit: int = 100) -> list[NoticeId]:
    return [found[0] for found in database.transaction(lambda tx: outbox.due(tx, at, limit))]


def load(database: Database, number: int) -> Notice:
    notice = database.transaction(lambda tx: outbox.load(tx, notice_id(number)))
    assert notice is not None
    return notice


def take(database: Database, number: int = 1) -> bool:
    return database.transaction(lambda tx: outbox.take(tx, notice_id(number)))


def settle(database: Database, number: int, state: State) -> None:
    database.transaction(lambda tx: outbox.settle(tx, notice_id(number), state, NOW))


def test_a_fact_comes_back_as_it_was_posted(database: Database) -> None:
    post(database, fact(payload={"call_out": "abc", "place": "Café Zuid"}))
    kept = load(database, 1)
    assert (kept.to, kept.lane, kept.due_at, kept.state) == (AMINA, Lane.REMINDER, NOW, State.QUEUED)
    assert kept.payload == {"call_out": "abc", "place": "Café Zuid"}


def test_a_key_is_told_once(database: Database) -> None:
    assert post(database, fact(key="callout:1:a")) == 1
    assert post(database, fact(key="callout:1:a"), first=2) == 0
    assert post(database, fact(key="callout:1:a"), fact(key="callout:1:b"), fact(), first=3) == 2


def test_a_confidential_fact_shows_nobody(database: Database) -> None:
    post(database, fact(payload={"words": "planted"}, confidential=True))
    row = database.transaction(lambda tx: tx.db.execute(outbox.outbox.select()).one())
    assert (row.member, row.payload) == (None, None)
    assert b"planted" not in row.sealed
    assert AMINA.encode() not in row.sealed
    assert load(database, 1).payload == {"words": "planted"}
    assert load(database, 1).to == AMINA


def test_what_is_urgent_comes_first(database: Database) -> None:
    lanes = [Lane.BROADCAST, Lane.EDIT, Lane.ALARM, Lane.REMINDER, Lane.ESCALATION]
    post(database, *(fact(lane) for lane in lanes))
    found = database.transaction(lambda tx: outbox.due(tx, NOW, 100))
    assert [lane for _, lane, _ in found] == [
        Lane.ALARM,
        Lane.ESCALATION,
        Lane.REMINDER,
        Lane.EDIT,
        Lane.BROADCAST,
    ]


def test_only_what_is_due_is_handed_out(database: Database) -> None:
    post(database, fact(due_at=NOW + MINUTE), fact(due_at=NOW), fact(due_at=NOW - MINUTE))
    assert due(database) == [notice_id(3), notice_id(2)]
    assert due(database, limit=1) == [notice_id(3)]
    skipping = database.transaction(lambda tx: outbox.due(tx, NOW, 9, [notice_id(3)]))
    assert [found[0] for found in skipping] == [notice_id(2)]


def test_one_of_many_takes_a_notice(database: Database) -> None:
    post(database, fact())
    assert sorted(together(6, lambda: take(database))) == [False] * 5 + [True]
    assert load(database, 1).attempts == 1
    assert due(database) == []


@pytest.mark.parametrize(("lane", "state"), [(Lane.ALARM, State.QUEUED), (Lane.BROADCAST, State.UNCERTAIN)])
def test_after_a_crash_an_alarm_is_repeated_and_a_broadcast_reported(
    database: Database, lane: Lane, state: State
) -> None:
    post(database, fact(lane), fact(lane))
    take(database)
    assert database.transaction(lambda tx: outbox.recover(tx, NOW)) == 1
    assert load(database, 1).state is state
    assert load(database, 2).state is State.QUEUED


def test_recovering_twice_changes_nothing(database: Database) -> None:
    post(database, fact(Lane.BROADCAST), fact(Lane.ALARM))
    take(database, 1)
    take(database, 2)
    assert [database.transaction(lambda tx: outbox.recover(tx, NOW)) for _ in range(2)] == [2, 0]


def test_the_tally_counts_by_outcome(database: Database) -> None:
    post(database, *(fact(key=f"broadcast:x:{member}") for member in "abcd"), fact(key="broadcast:xy:a"))
    for number, state in [(1, State.ACCEPTED), (2, State.ACCEPTED), (3, State.BLOCKED)]:
        settle(database, number, state)
    counted = database.transaction(lambda tx: outbox.tally(tx, "broadcast:x:"))
    assert counted == {State.ACCEPTED: 2, State.BLOCKED: 1, State.QUEUED: 1}
    assert database.transaction(lambda tx: outbox.tally(tx, "broadcast:_:")) == {}


def test_what_is_postponed_waits_again(database: Database) -> None:
    post(database, fact())
    take(database)
    database.transaction(lambda tx: outbox.postpone(tx, notice_id(1), NOW + MINUTE))
    assert due(database) == []
    assert due(database, NOW + MINUTE) == [notice_id(1)]
    assert load(database, 1).attempts == 1


def test_what_is_withdrawn_is_not_sent(database: Database) -> None:
    post(database, fact(key="activity:1:a"), fact(key="activity:1:b"), fact(key="activity:12:a"))
    take(database, 2)
    assert database.transaction(lambda tx: outbox.withdraw(tx, "activity:1:", NOW)) == 1
    assert due(database) == [notice_id(3)]
    assert not take(database, 1)


def test_who_leaves_hears_nothing_more(database: Database) -> None:
    post(database, fact(), Fact("reminder", SEM, Lane.REMINDER, NOW))
    assert database.transaction(lambda tx: outbox.erase_member(tx, AMINA)) == 1
    assert due(database) == [notice_id(2)]


def test_what_must_leave_no_trace_is_gone_when_settled(database: Database) -> None:
    post(database, fact(confidential=True))
    database.transaction(lambda tx: outbox.settle(tx, notice_id(1), State.ACCEPTED, NOW, delete_row=True))
    assert database.transaction(lambda tx: outbox.load(tx, notice_id(1))) is None


def test_settled_rows_go_after_their_term(database: Database) -> None:
    post(database, fact(), fact())
    database.transaction(lambda tx: outbox.settle(tx, notice_id(1), State.ACCEPTED, NOW))
    later = NOW + timedelta(days=31)
    assert database.transaction(lambda tx: outbox.forget(tx, later, timedelta(days=30))) == 1
    assert due(database) == [notice_id(2)]


def test_what_waits_is_counted_by_lane_with_its_oldest(database: Database) -> None:
    post(database, fact(Lane.ALARM, NOW - MINUTE), fact(Lane.ALARM), fact(Lane.EDIT, NOW + MINUTE))
    assert database.transaction(lambda tx: outbox.due_by_lane(tx, NOW)) == [(Lane.ALARM, 2, NOW - MINUTE)]
    assert database.transaction(lambda tx: outbox.waiting(tx, NOW)) == 2
