"""What happens with a checked text, field by field, as the table of the rules says."""

import pytest

from domain.screening import KIND_OF, Field, Finding, Kind, Outcome, Ruling, SpanType, Verdict, judge

STRICT = (Ruling.ACCEPT, Ruling.ASK_PERHAPS, Ruling.ASK_LIKELY, Ruling.REFUSE)
TABLE = {
    Field.SIGNAL: STRICT,
    Field.BRIGADE: STRICT,
    Field.REPLY: STRICT,
    Field.QUESTION: STRICT,
    Field.STAFF_TO_MEMBER: STRICT,
    Field.UNREST: (Ruling.ACCEPT, Ruling.ACCEPT, Ruling.ASK_LIKELY, Ruling.REFUSE),
    Field.CALL_OUT: (Ruling.ACCEPT, Ruling.ACCEPT, Ruling.WARN, Ruling.WARN),
    Field.BROADCAST: (Ruling.ACCEPT, Ruling.ACCEPT, Ruling.ACCEPT, Ruling.WARN),
    Field.EXEMPT: (Ruling.ACCEPT,) * 4,
}
CASES = [(field, outcome, row[outcome]) for field, row in TABLE.items() for outcome in Outcome]


def found(kind: Kind, outcome: Outcome) -> Finding:
    return Finding(0, 4, SpanType.QUASI, kind, outcome)


@pytest.mark.parametrize(("field", "outcome", "ruling"), CASES)
def test_each_field_has_its_own_answer(field: Field, outcome: Outcome, ruling: Ruling) -> None:
    assert judge(field, Verdict(outcome)) is ruling


def test_the_table_names_every_field() -> None:
    assert set(TABLE) == set(Field)


def test_outcomes_have_an_order() -> None:
    assert Outcome.CLEAN < Outcome.PERHAPS < Outcome.LIKELY < Outcome.CERTAIN
    assert [outcome.word for outcome in Outcome] == ["clean", "perhaps", "likely", "certain"]


def test_a_threatened_building_may_be_named_in_a_report_of_unrest() -> None:
    verdict = Verdict(Outcome.LIKELY, (found(Kind.BUILDING, Outcome.LIKELY),))
    assert judge(Field.UNREST, verdict) is Ruling.ACCEPT
    assert judge(Field.SIGNAL, verdict) is Ruling.ASK_LIKELY


def test_a_person_beside_the_building_is_still_refused() -> None:
    findings = (found(Kind.BUILDING, Outcome.LIKELY), found(Kind.NAME, Outcome.CERTAIN))
    assert judge(Field.UNREST, Verdict(Outcome.CERTAIN, findings)) is Ruling.REFUSE


def test_every_type_has_a_kind() -> None:
    assert set(KIND_OF) == set(SpanType)


def test_kinds_are_told_once_and_the_surest_first() -> None:
    findings = (
        found(Kind.AGE, Outcome.PERHAPS),
        found(Kind.NAME, Outcome.CERTAIN),
        found(Kind.AGE, Outcome.LIKELY),
    )
    assert Verdict(Outcome.CERTAIN, findings).kinds == (Kind.NAME, Kind.AGE)


def test_a_verdict_never_shows_the_text() -> None:
    assert "Merelstraat" not in repr(Verdict(Outcome.CERTAIN, (), "Merelstraat"))
