"""Everybody on the belboom is called once, and nobody has to call more than two."""

from hypothesis import given
from hypothesis import strategies as st

from domain.phone_tree import EACH_CALLS, tree

PEOPLE = st.integers(min_value=0, max_value=400).map(lambda n: [f"member {number}" for number in range(n)])


@given(PEOPLE)
def test_everybody_but_the_first_is_called_exactly_once(people: list[str]) -> None:
    called = [one for branch in tree(people) for one in branch.calls]
    assert sorted(called) == sorted(people[1:])


@given(PEOPLE)
def test_each_calls_two_at_most_and_is_named_there_as_the_caller(people: list[str]) -> None:
    branches = tree(people)
    callers = {branch.person: branch.caller for branch in branches}
    for branch in branches:
        assert len(branch.calls) <= EACH_CALLS
        assert all(callers[one] == branch.person for one in branch.calls)


@given(PEOPLE)
def test_word_is_everywhere_after_few_calls(people: list[str]) -> None:
    deepest = max((branch.depth for branch in tree(people)), default=0)
    assert 2**deepest <= max(1, len(people))


@given(PEOPLE)
def test_the_two_below_stand_where_the_paper_says(people: list[str]) -> None:
    branches = tree(people)
    for branch in branches:
        for step, one in enumerate(branch.calls):
            assert branches[2 * branch.number + step - 1].person == one
