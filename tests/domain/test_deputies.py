"""Who can be a deputy, and when one is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actors import RIGHTS, Permission, Role
from domain.deputies import Silence, may_choose, share_circle

NOW = datetime(2026, 3, 12, 19, 0, tzinfo=UTC)
CIRCLES = [frozenset({role}) for role in (Role.CONTACTCIRKEL, Role.SNRP, Role.PARTNER)] + [frozenset()]
ROLES = st.frozensets(st.sampled_from(list(Role)))


@given(one=ROLES, other=ROLES)
def test_a_circle_is_shared_by_both_or_by_none(one: frozenset[Role], other: frozenset[Role]) -> None:
    assert share_circle(CIRCLES, one, other) == share_circle(CIRCLES, other, one)
    if share_circle(CIRCLES, one, other):
        assert one & RIGHTS[Permission.ANSWER_CALL_OUT]
        assert other & RIGHTS[Permission.ANSWER_CALL_OUT]


@pytest.mark.parametrize(
    ("roles", "can"),
    [
        ({Role.CONTACTCIRKEL}, True),
        ({Role.SNRP, Role.PARTNER}, True),
        ({Role.PARTNER}, False),
        ({Role.NETWERKREGISSEUR}, False),
        ({Role.VLIEGENDE_BRIGADE}, False),  # in none of these circles
        (set(), False),
    ],
)
def test_only_whoever_is_called_in_a_circle_chooses(roles: set[Role], can: bool) -> None:
    assert may_choose(CIRCLES, frozenset(roles)) is can


@pytest.mark.parametrize(
    ("silence", "asked"),
    [
        (Silence(), False),
        (Silence(away=True), True),
        (Silence(asleep=True), True),
        (Silence(asked_from=NOW), True),
        (Silence(asked_from=NOW + timedelta(seconds=1)), False),
        (Silence(away=True, asked_from=NOW + timedelta(hours=1)), True),
    ],
)
def test_the_deputy_is_asked_at_once_or_late_in_the_time(silence: Silence, asked: bool) -> None:
    assert silence.calls_in(NOW) is asked
