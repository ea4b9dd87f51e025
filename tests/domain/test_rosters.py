"""No seat is given twice, none is empty while somebody waits, and the order of the list is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import rosters
from domain.ids import MemberId
from domain.rosters import Already, Closed, Place, Roster, Seat, Standing, Waiting

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=2)
MEMBERS = [MemberId(name) for name in ("amina", "bram", "chen", "dilan", "eva", "fatma")]
AMINA, BRAM, CHEN = MEMBERS[:3]


def signed(roster: Roster, *members: MemberId) -> Roster:
    for member in members:
        roster, _ = rosters.sign_up(roster, member)
    return roster


@pytest.mark.parametrize("capacity", [None, 2])
def test_a_free_seat_is_given_at_once(capacity: int | None) -> None:
    roster, outcome = rosters.sign_up(Roster(capacity), AMINA)
    assert outcome == Seat()
    assert roster.of(AMINA) == Place(AMINA, Standing.REGISTERED, 1)


def test_a_full_activity_has_a_list_with_places() -> None:
    roster = signed(Roster(1), AMINA, BRAM)
    roster, outcome = rosters.sign_up(roster, CHEN)
    assert outcome == Waiting(2)
    assert rosters.sign_up(roster, BRAM)[1] == Waiting(1)


def test_a_second_tap_changes_nothing() -> None:
    roster = signed(Roster(1), AMINA)
    assert rosters.sign_up(roster, AMINA) == (roster, Already())


def test_nobody_passes_the_list_for_a_seat_that_came_free() -> None:
    roster = rosters.withdraw(signed(Roster(1), AMINA, BRAM), AMINA)
    assert rosters.sign_up(roster, CHEN)[1] == Waiting(2)


def test_when_nothing_can_be_offered_any_more_the_first_tap_has_the_seat() -> None:
    roster = rosters.withdraw(signed(Roster(1), AMINA, BRAM), AMINA)
    assert rosters.sign_up(roster, CHEN, offers_over=True)[1] == Seat()


def test_a_seat_is_held_for_who_it_was_offered_to() -> None:
    roster, offered = rosters.offer(rosters.withdraw(signed(Roster(1), AMINA, BRAM), AMINA), SOON)
    assert offered == [BRAM]
    assert rosters.sign_up(roster, CHEN)[1] == Waiting(1)
    assert rosters.sign_up(roster, BRAM)[1] == Seat()


def test_who_lets_an_offer_pass_stands_last() -> None:
    roster = rosters.withdraw(signed(Roster(1), AMINA, BRAM, CHEN), AMINA)
    roster, _ = rosters.offer(roster, SOON)
    roster, lapsed = rosters.expire_offers(roster, SOON)
    assert [place.member for place in lapsed] == [BRAM]
    roster, offered = rosters.offer(roster, SOON + timedelta(hours=2))
    assert offered == [CHEN]
    assert roster.position(BRAM) == 1


def test_an_offer_stays_as_long_as_nobody_else_waits() -> None:
    roster, _ = rosters.offer(rosters.withdraw(signed(Roster(1), AMINA, BRAM), AMINA), SOON)
    assert rosters.expire_offers(roster, SOON + timedelta(days=1)) == (roster, [])


def test_just_before_the_start_an_old_offer_is_for_whoever_taps() -> None:
    roster, _ = rosters.offer(rosters.withdraw(signed(Roster(1), AMINA, BRAM), AMINA), SOON)
    roster = rosters.end_offers(roster, SOON)
    assert roster.position(BRAM) == 1
    assert rosters.sign_up(roster, BRAM, offers_over=True)[1] == Seat()


def test_a_closed_activity_changes_no_more() -> None:
    roster = Roster(1, signed(Roster(1), AMINA, BRAM).places, closed=True)
    assert rosters.sign_up(roster, CHEN) == (roster, Closed())
    assert rosters.withdraw(roster, AMINA) == roster
    assert rosters.offer(roster, SOON) == (roster, [])


DEEDS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "late", "tick"]), st.sampled_from(MEMBERS)), max_size=40
)


@given(capacity=st.one_of(st.none(), st.integers(1, 3)), deeds=DEEDS)
def test_no_seat_twice_none_empty_while_somebody_waits(
    capacity: int | None, deeds: list[tuple[str, MemberId]]
) -> None:
    roster, now = Roster(capacity), NOW
    for deed, member in deeds:
        now += timedelta(hours=1)
        roster, _ = rosters.offer(after(roster, deed, member, now), now + timedelta(hours=3))
        held = [place.seat for place in roster.places if place.seat is not None]
        assert len(held) == len(set(held)) == roster.held
        assert capacity is None or all(1 <= seat <= capacity for seat in held)
        assert not (roster.waiting and roster.free_seat() is not None)
        assert len({place.queue for place in roster.waiting}) == len(roster.waiting)


def after(roster: Roster, deed: str, member: MemberId, now: datetime) -> Roster:
    match deed:
        case "join":
            return rosters.sign_up(roster, member)[0]
        case "late":
            return rosters.sign_up(roster, member, offers_over=True)[0]
        case "leave":
            return rosters.withdraw(roster, member)
        case _:
            return rosters.expire_offers(roster, now)[0]


@given(leaving=st.permutations(range(3)))
def test_the_order_of_signing_up_is_the_order_of_offers(leaving: list[int]) -> None:
    roster, offered = signed(Roster(3), *MEMBERS), list[MemberId]()
    for index in leaving:
        roster, now_offered = rosters.offer(rosters.withdraw(roster, MEMBERS[index]), SOON)
        offered += now_offered
    assert offered == MEMBERS[3:]


@given(capacity=st.integers(1, 3), deeds=DEEDS)
def test_what_is_written_is_only_the_difference(capacity: int, deeds: list[tuple[str, MemberId]]) -> None:
    roster = Roster(capacity)
    for deed, member in deeds:
        changed = after(roster, deed, member, NOW)
        for place in rosters.changes(roster, changed):
            roster = roster.having(place)
        assert set(roster.places) == set(changed.places)
