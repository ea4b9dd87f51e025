"""A phone number as people type it, kept in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.phone import ending, read_phone, spoken


@pytest.mark.parametrize(
    "typed",
    [
        "0612345678",
        "06 12 34 56 78",
        "06-12345678",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 1234 5678",
        "0031612345678",
        " 0612345678 ",
    ],
)
def test_a_number_is_kept_in_one_form(typed: str) -> None:
    assert read_phone(typed) == "+31612345678"


@pytest.mark.parametrize(
    ("typed", "kept"), [("015 260 22 22", "+31152602222"), ("+32 470 12 34 56", "+32470123456")]
)
def test_other_numbers_are_kept_too(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nee",
        "06",
        "061234567",
        "06123456789",
        "112",
        "bel 0612345678",
        "+",
        "+00612345678",
        "12345678901234567",
    ],
)
def test_what_is_no_number_is_not_kept(typed: str) -> None:
    assert read_phone(typed) is None


@given(st.text(max_size=40))
def test_anything_typed_gives_a_whole_number_or_none(typed: str) -> None:
    kept = read_phone(typed)
    assert kept is None or (kept.startswith("+") and kept[1:].isdigit() and 9 <= len(kept) <= 16)


@given(st.integers(min_value=100_000_000, max_value=999_999_999))
def test_a_number_read_out_is_the_same_number(digits: int) -> None:
    kept = f"+31{digits}"
    assert read_phone(spoken(kept)) == kept
    assert kept.endswith(ending(kept))


def test_a_number_is_read_out_in_groups() -> None:
    assert spoken("+31612345678") == "06 12 34 56 78"
