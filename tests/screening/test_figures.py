"""How much the check finds, and how often it is wrong; `-s` prints the tables."""

from collections.abc import Callable, Iterable

import pytest

from domain.screening import Check, SpanType
from tests.screening.measure import (
    Example,
    Figures,
    dev_set,
    held_out,
    lower,
    measure,
    show,
    swapped,
    unaccented,
)

SHAPES: dict[str, Callable[[Iterable[Example]], list[Example]]] = {
    "as it is": list,
    "lower case": lower,
    "without accents": unaccented,
}


@pytest.fixture(scope="module", params=sorted(SHAPES))
def dev(request: pytest.FixtureRequest, check: Check) -> Figures:
    figures = measure(SHAPES[request.param](dev_set()), check)
    show(figures.table(f"development set, {request.param}"))
    return figures


@pytest.mark.parametrize("kind", [kind for kind in SpanType if kind is not SpanType.QUASI])
def test_each_direct_identifier_is_found(dev: Figures, kind: SpanType) -> None:
    assert dev.by_type[kind].total > 0
    assert dev.by_type[kind].share >= 0.90


def test_direct_identifiers_together(dev: Figures) -> None:
    assert dev.direct >= 0.95


def test_descriptions_are_found(dev: Figures) -> None:
    assert dev.by_type[SpanType.QUASI].share >= 0.85


def test_no_origin_is_left_behind(dev: Figures) -> None:
    assert len(dev.by_origin) == 11
    assert min(count.share for count in dev.by_origin.values()) >= 0.90
    assert dev.origin_gap <= 0.10


def test_harmless_texts_pass(dev: Figures) -> None:
    assert dev.clean["certain"].share <= 0.02
    assert dev.clean["likely+"].share <= 0.10


def test_slips_of_the_finger_do_not_hide_a_name(check: Check) -> None:
    figures = measure(swapped(dev_set()), check)
    show(figures.table("development set, two letters of each name swapped"))
    assert figures.by_type[SpanType.NAME].share >= 0.90
    assert min(count.share for count in figures.by_origin.values()) >= 0.80


LOOKS = ["second", "third", "fourth", "fifth", "sixth"]


@pytest.mark.parametrize("name", ["held_out.txt", *(f"{look}_look.txt" for look in LOOKS)])
@pytest.mark.parametrize("shape", ["as it is", "lower case"])
def test_sentences_written_apart(check: Check, name: str, shape: str) -> None:
    """Written before the rules they measure; what they showed at first stands in FIGURES.md."""
    figures = measure(SHAPES[shape](held_out(name)), check)
    show(figures.table(f"{name}, {shape}"))
    assert figures.direct >= 0.95
    assert figures.by_type[SpanType.QUASI].share >= 0.85
    assert figures.clean["certain"].share <= 0.02
    assert figures.clean["likely+"].share <= 0.15


@pytest.mark.parametrize("shape", ["as it is", "lower case"])
def test_sentences_the_rules_were_not_changed_for(check: Check, shape: str) -> None:
    figures = measure(SHAPES[shape](held_out("seventh_look.txt")), check)
    show(figures.table(f"seventh_look.txt, {shape}"))
    assert figures.direct >= 0.90
    assert figures.clean["certain"].found == 0
    assert figures.clean["likely+"].share <= 0.15
