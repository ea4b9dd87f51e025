"""Which roles can stand together, and which one person can give."""

from hypothesis import given
from hypothesis import strategies as st

from domain.actors import STAFF_ROLES, Role
from domain.members import OFFERED, NoRoleLeft, RolesChanged, breaks_the_wall, change_roles

some_roles = st.frozensets(st.sampled_from(Role))


def test_every_role_is_offered_by_one_person_or_given_by_two() -> None:
    assert set(OFFERED) | STAFF_ROLES == set(Role)
    assert not set(OFFERED) & STAFF_ROLES


@given(some_roles, some_roles)
def test_one_person_never_gives_or_takes_a_staff_role(
    before: frozenset[Role], wanted: frozenset[Role]
) -> None:
    outcome = change_roles(before, wanted)
    if isinstance(outcome, RolesChanged):
        assert not (outcome.added | outcome.removed) & STAFF_ROLES


@given(some_roles, some_roles)
def test_a_member_keeps_at_least_one_role(before: frozenset[Role], wanted: frozenset[Role]) -> None:
    match change_roles(before, wanted):
        case RolesChanged(added, removed):
            assert (before | added) - removed
        case NoRoleLeft():
            assert not before & STAFF_ROLES
            assert not wanted - STAFF_ROLES


@given(some_roles)
def test_nothing_changes_when_nothing_is_wanted_differently(before: frozenset[Role]) -> None:
    outcome = change_roles(before, before)
    assert outcome in (NoRoleLeft(), RolesChanged(frozenset(), frozenset()))


def test_both_sides_of_the_wall_never_meet() -> None:
    assert breaks_the_wall({Role.NETWERKREGISSEUR, Role.PROCESREGISSEUR, Role.FG})
    assert not breaks_the_wall({Role.NETWERKREGISSEUR, Role.CONTACTCIRKEL})
