"""What is kept of rings, takers and reports of one unrest, on both kinds of database."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.ids import MemberId, ReportId
from domain.unrest import HowSoon, Report, State, Talk, Told
from storage import unrest as store
from storage import unrest_rings as rings
from storage.database import Database, Tx

NOON = datetime(2026, 3, 12, 11, tzinfo=UTC)
NORA, OLAF = MemberId("nora".ljust(16, "x")), MemberId("olaf".ljust(16, "x"))
A, B, C = (ReportId(key * 16) for key in "abc")


@pytest.fixture
def kept(database: Database) -> Database:
    """Three open reports, the first one urgent."""

    def keep(tx: Tx) -> None:
        for number, report in enumerate((A, B, C)):
            told = Told("voorhof", "school", how_soon=HowSoon.HOUR if report is A else HowSoon.TODAY)
            at = NOON + timedelta(minutes=number)
            talk = Talk(since=at.isoformat())
            store.add(
                tx,
                Report(
                    report, report[:4], State.RECEIVED, told, False, at, at + timedelta(hours=8), talk=talk
                ),
            )

    database.transaction(keep)
    return database


def test_the_last_word_to_a_ring_counts_and_goes_with_the_report(kept: Database) -> None:
    def say(tx: Tx) -> None:
        rings.say(tx, A, NORA, calling=False)
        rings.say(tx, A, NORA, calling=True)
        rings.say(tx, A, OLAF, calling=False)

    kept.transaction(say)
    assert kept.transaction(lambda tx: rings.said(tx, A)) == {NORA: True, OLAF: False}
    kept.transaction(lambda tx: rings.erase_member(tx, NORA))
    assert kept.transaction(lambda tx: rings.said(tx, A)) == {OLAF: False}
    kept.transaction(lambda tx: store.move(tx, A, State.RECEIVED, State.CLOSED, closed_on=NOON.date()))
    kept.transaction(lambda tx: store.forget(tx, NOON + timedelta(days=31), timedelta(days=30)))
    assert kept.transaction(lambda tx: rings.said(tx, A)) == {}


def test_of_two_who_take_over_at_once_one_does(kept: Database) -> None:
    assert kept.transaction(lambda tx: store.pass_to(tx, A, None, NORA))
    assert not kept.transaction(lambda tx: store.pass_to(tx, A, None, OLAF))
    assert kept.transaction(lambda tx: store.pass_to(tx, A, NORA, OLAF))
    assert [one.id for one in kept.transaction(lambda tx: store.taken_by(tx, OLAF))] == [A]
    kept.transaction(lambda tx: store.unlink(tx, OLAF))
    assert kept.transaction(lambda tx: store.taken_by(tx, OLAF)) == []


def test_what_was_tied_moves_along(kept: Database) -> None:
    kept.transaction(lambda tx: store.tie(tx, B, C))
    kept.transaction(lambda tx: store.tie(tx, C, A))
    assert [one.id for one in kept.transaction(lambda tx: store.together(tx, A))] == [A, B, C]
    assert {one.root for one in kept.transaction(store.all_open)} == {A}


def test_only_what_is_urgent_and_untaken_rings_and_goes_on_when_the_sender_leaves(kept: Database) -> None:
    kept.transaction(lambda tx: store.strip(tx, A))
    ringing = kept.transaction(store.urgent_untaken)
    assert [(one.id, one.rings_from) for one in ringing] == [(A, NOON)]
    kept.transaction(lambda tx: store.move(tx, A, State.RECEIVED, State.UNVERIFIED, taker=NORA))
    assert kept.transaction(store.urgent_untaken) == []
