"""No count under five is told, nor one that follows from what is; looking back goes question by question."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.callout_evaluation import (
    QUESTIONS,
    Answer,
    Question,
    next_question,
    result,
    window,
)
from domain.corrections import Correction, RightWords
from domain.counts import LEAST_TOLD, told
from domain.ids import MemberId

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
TOTALS = st.dictionaries(
    st.tuples(st.sampled_from([*Question]), st.sampled_from([*Answer])), st.integers(0, 40)
)


@given(st.integers(0, 1000))
def test_a_count_is_told_from_five_on(count: int) -> None:
    assert told(count) == (count if count >= 5 else None)


@given(TOTALS)
def test_no_question_with_fewer_than_five_answers_and_no_small_count_is_told(
    totals: dict[tuple[str, str], int],
) -> None:
    shown = result(totals)
    for question in Question:
        answered = sum(totals.get((question, answer), 0) for answer in Answer)
        assert (question in shown) is (answered >= LEAST_TOLD)
        for answer, count in shown.get(question, {}).items():
            real = totals.get((question, answer), 0)
            assert count == (real if real >= LEAST_TOLD else None)


def test_the_questions_come_in_their_order_and_then_the_thanks() -> None:
    assert [next_question(done) for done in range(4)] == [*QUESTIONS, None]


def test_looking_back_opens_after_its_span_and_ends_when_the_result_is_told() -> None:
    asked = window(NOW, timedelta(hours=48), timedelta(days=5))
    assert not asked.open(NOW + timedelta(hours=47))
    assert asked.open(NOW + timedelta(hours=48))
    assert asked.open(NOW + timedelta(days=6, hours=23))
    assert not asked.open(NOW + timedelta(days=7))


def test_nothing_is_put_right_without_fact_source_and_a_sentence_to_say() -> None:
    assert RightWords("a", "b", "c", NOW).whole
    for lacking in (("", "b", "c"), ("a", " ", "c"), ("a", "b", "")):
        assert not RightWords(*lacking, NOW).whole


def test_counting_ends_after_its_span() -> None:
    made = Correction("x", None, (), RightWords("a", "b", "c", NOW), False, MemberId("m"), NOW, 3)
    assert made.counts(NOW + timedelta(hours=23), timedelta(days=1))
    assert not made.counts(NOW + timedelta(days=1), timedelta(days=1))
