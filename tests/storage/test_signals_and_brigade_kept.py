"""Signals and questions to the brigade are kept, changed and forgotten the same on every engine."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.brigade import Help, Items, Period, Request, Sharing, Topic
from domain.brigade import Reply as Offer
from domain.brigade import State as Stage
from domain.ids import MemberId, NoticeId, RequestId, SignalId
from domain.pacing import Lane
from domain.signals import Question, Reply, Signal, State
from storage import brigade, outbox, signals
from storage.database import Database, Tx, metadata
from storage.outbox import Fact

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
SIGNAL = Signal(
    SignalId("signal-000000001"), "K7M2", State.RECEIVED, date(2026, 3, 9), date(2026, 3, 19), "other",
    "whole_city", "Mensen praten over het nieuws.",
)  # fmt: skip
ITEMS = Items(Topic.PARENTS, Help.BE_THERE, Period.WEEK, "voorhof", "turks", "Hoe begin ik het gesprek?")
REQUEST = Request(
    RequestId("request-00000001"), "Q4W9", Stage.RECEIVED, MemberId("member-000000001"), ITEMS, NOW
)
HELPERS = [MemberId(f"helper-00000000{number}") for number in range(3)]


def kept(database: Database, work: Callable[[Tx], object]) -> None:
    database.transaction(work)


def raw(tx: Tx, table: str) -> str:
    """Everything that lies in a table, as whoever copies the database sees it."""
    return repr(tx.db.execute(metadata.tables[table].select()).all())


def test_a_signal_comes_back_as_it_was_and_its_words_are_sealed(database: Database) -> None:
    kept(database, lambda tx: signals.add(tx, SIGNAL))
    assert database.transaction(lambda tx: signals.load(tx, SIGNAL.id)) == SIGNAL
    assert "nieuws" not in database.transaction(lambda tx: raw(tx, "situation_signals"))


def test_of_two_who_close_at_once_one_does(database: Database) -> None:
    kept(database, lambda tx: signals.add(tx, SIGNAL))
    closing = [
        database.transaction(lambda tx: signals.close(tx, SIGNAL, "Wij letten hierop.", NOW.date()))
        for _ in range(2)
    ]
    assert closing == [True, False]
    found = database.transaction(lambda tx: signals.load(tx, SIGNAL.id))
    assert found == replace(SIGNAL, state=State.CLOSED, feedback="Wij letten hierop.", closed_on=NOW.date())


def test_questions_keep_their_order_and_wiping_takes_every_word(database: Database) -> None:
    def talk(tx: Tx) -> None:
        signals.add(tx, SIGNAL)
        signals.ask(tx, SIGNAL.id, Question(1, Reply.WAITING, 2))
        signals.reply(tx, SIGNAL.id, 1, Reply.ANSWERED, "Een week of twee.")
        signals.ask(tx, SIGNAL.id, Question(2, Reply.WAITING, None, "Wat zou helpen?"))

    kept(database, talk)
    asked = database.transaction(lambda tx: signals.questions(tx, SIGNAL.id))
    assert [(one.number, one.ready, one.own, one.answer) for one in asked] == [
        (1, 2, "", "Een week of twee."),
        (2, None, "Wat zou helpen?", ""),
    ]
    kept(database, lambda tx: signals.wipe_text(tx, SIGNAL.id))
    left = database.transaction(lambda tx: (signals.load(tx, SIGNAL.id), signals.questions(tx, SIGNAL.id)))
    assert left[0] == replace(SIGNAL, text="")
    assert [one.answer for one in left[1]] == ["", ""]


def test_totals_count_up_by_month_place_and_topic(database: Database) -> None:
    other = replace(SIGNAL, topic="school")

    def count(tx: Tx) -> None:
        for one in (SIGNAL, other, SIGNAL):
            signals.count_in(tx, one)

    kept(database, count)
    rows = database.transaction(lambda tx: tx.db.execute(signals.signal_totals.select()).mappings().all())
    assert {(row["topic"], row["count"]) for row in rows} == {("other", 2), ("school", 1)}
    assert {row["month"] for row in rows} == {date(2026, 3, 1)}


def test_removing_a_signal_takes_its_notices_and_no_others(database: Database) -> None:
    def told(tx: Tx) -> None:
        signals.add(tx, SIGNAL)
        for number, about in enumerate((SIGNAL.id, SignalId("signal-000000002"))):
            key = f"{signals.notice_key(tx, about)}x"
            fact = Fact("signal.read", MemberId("m"), Lane.REMINDER, NOW, {}, key, confidential=True)
            outbox.post(tx, [(NoticeId(f"notice-00000000{number}"), fact)])
        signals.remove(tx, SIGNAL.id)

    kept(database, told)
    assert database.transaction(lambda tx: signals.load(tx, SIGNAL.id)) is None
    left = database.transaction(lambda tx: outbox.due(tx, NOW, 9))
    assert [notice for notice, *_ in left] == ["notice-000000001"]


def test_a_question_to_the_brigade_comes_back_and_its_words_are_sealed(database: Database) -> None:
    kept(database, lambda tx: brigade.add(tx, REQUEST))
    assert database.transaction(lambda tx: brigade.load(tx, REQUEST.id)) == REQUEST
    kept(database, lambda tx: brigade.change(tx, REQUEST.id, asked_back="Hoe groot is de groep?"))
    found = database.transaction(lambda tx: brigade.load(tx, REQUEST.id))
    assert found is not None
    assert found.talk.question == "Hoe groot is de groep?"
    assert "groep" not in database.transaction(lambda tx: raw(tx, "brigade_requests"))


def test_whom_was_asked_when_and_what_they_said(database: Database) -> None:
    def asked(tx: Tx) -> None:
        brigade.add(tx, REQUEST)
        brigade.call(tx, REQUEST.id, HELPERS[:2], NOW - timedelta(days=40))
        brigade.call(tx, REQUEST.id, HELPERS, NOW)
        brigade.answer(tx, REQUEST.id, HELPERS[1], reply=Offer.OFFERED, sharing=Sharing.NAME)

    kept(database, asked)
    calls = database.transaction(lambda tx: brigade.calls(tx, REQUEST.id))
    assert [(one.member, one.reply) for one in calls] == [
        (HELPERS[0], Offer.NONE), (HELPERS[1], Offer.OFFERED), (HELPERS[2], Offer.NONE),
    ]  # fmt: skip
    last, often = database.transaction(lambda tx: brigade.asked_lately(tx, NOW - timedelta(days=30)))
    assert last == {
        HELPERS[0]: NOW - timedelta(days=40),
        HELPERS[1]: NOW - timedelta(days=40),
        HELPERS[2]: NOW,
    }
    assert often == {HELPERS[2]: 1}


def test_a_settled_question_is_forgotten_with_everybody_who_was_asked(database: Database) -> None:
    def settled(tx: Tx) -> None:
        brigade.add(tx, REQUEST)
        brigade.call(tx, REQUEST.id, HELPERS, NOW)
        brigade.move(tx, REQUEST, Stage.CLOSED, settled_at=NOW)

    kept(database, settled)
    month = timedelta(days=30)
    early = database.transaction(lambda tx: brigade.forget(tx, NOW + month, month))
    late = database.transaction(lambda tx: brigade.forget(tx, NOW + month + timedelta(seconds=1), month))
    assert (early, late) == (0, 1)
    assert database.transaction(lambda tx: raw(tx, "brigade_calls")) == "[]"


def test_a_question_to_the_brigade_has_these_columns_and_no_other() -> None:
    assert {column.name for column in brigade.brigade_requests.columns} == {
        "id", "code", "state", "requester", "topic", "help", "period", "neighbourhood", "language",
        "question", "asked_back", "answered", "answer_by", "offers_until", "sharing", "chosen",
        "settled_at", "helped",
    }  # fmt: skip
    assert {column.name for column in brigade.brigade_calls.columns} == {
        "request", "member", "asked_at", "reply", "sharing",
    }  # fmt: skip
