"""Whatever people and clock do, in any order: at most one stand-in reads along, and only who agreed to."""

from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.actors import Account, Permission, Purpose, Role
from domain.duty import TRANSITIONS, ShiftState, Span
from domain.ids import MemberId
from domain.screening import Outcome, Verdict
from storage import duty as store
from storage import members, schema
from storage.crypto import Vault, make_key
from storage.database import Database, Tx, make_engine
from tests.world import usual_network
from usecases import duty, duty_asking, duty_news, duty_turns
from usecases.app import SYSTEM_TURN, App, Moment, NotAllowed, Outside, Trace, Turn, use_case
from usecases.duty import Reading
from usecases.duty_turns import Begun

CITY = ZoneInfo("Europe/Amsterdam")
# The clocks go forward in the first night of the story.
START = datetime(2026, 3, 28, 20, tzinfo=UTC)
PEOPLE = {"nora": Role.NETWERKREGISSEUR, "amina": Role.CONTACTCIRKEL, "bram": Role.SNRP, "omar": Role.PARTNER}
STAND_INS, OWN = ("nora", "amina", "bram"), "whoever has it"
WHO = st.sampled_from([OWN, OWN, OWN, "nora", "amina", "omar"])
NEXT = {(before, to) for (before, _), to in TRANSITIONS.items()}


@use_case(Permission.SYSTEM, Trace.READS)
def reading_now(at: Moment) -> Reading:
    """Who reads along."""
    return duty.reading_now(at)


@use_case(Permission.READ_REPORTS, Trace.READS)
def may_read(_at: Moment) -> None:
    """Whether somebody may read reports."""


@use_case(Permission.OWN_DATA)
def leave(at: Moment) -> None:
    """The shifts of whoever leaves."""
    duty_news.erase(at, at.actor.me)


class Roster(RuleBasedStateMachine):
    """A small network on a real database; the machine plays everybody and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.seen = START, dict[str, ShiftState]()
        self.said_yes = set[tuple[str, str]]()
        engine = make_engine("sqlite:///:memory:")
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, b"k" * 32),)), on_the_loop=True)
        there = Outside(lambda _: Verdict(Outcome.CLEAN, ()), lambda moment: moment.astimezone(CITY))
        self.app = App(self.database, usual_network(), lambda: self.now, there)
        for number, name in enumerate(PEOPLE, start=1):
            self.database.transaction(partial(self._join, number=number, name=name))

    def _join(self, tx: Tx, number: int, name: str) -> None:
        member = MemberId(name.ljust(16, "x"))
        members.add(tx, member, Account(number))
        members.add_roles(tx, member, [PEOPLE[name]])
        members.consent(tx, member, list(Purpose), 1, START)
        members.change(tx, member, name=name.title())

    def run(self, name: str | None, wanted: object, *args: object) -> object:
        """The outcome for this person, or for the system; None when it is not allowed."""
        turn = SYSTEM_TURN if name is None else Turn(Account(list(PEOPLE).index(name) + 1))
        try:
            return self.database.transaction(lambda tx: self.app.perform(tx, turn, wanted, *args))  # type: ignore[arg-type]  # any use case
        except NotAllowed:
            return None

    def _shift(self, number: int, who: str) -> tuple[str, str]:
        """A living shift, and who acts: this person, or whoever has it."""
        kept = self.database.transaction(store.living)
        if not kept:
            return "n" * 16, "amina" if who == OWN else who
        found = kept[number % len(kept)]
        mine = found.member.rstrip("x") if found.member else "bram"
        return found.id, mine if who == OWN else who

    @rule(
        whom=st.sampled_from(STAND_INS), hours=st.sampled_from([-1, 0, 1, 2]), length=st.sampled_from([2, 6])
    )
    def asks(self, whom: str, hours: int, length: int) -> None:
        start = self.now + timedelta(hours=hours)
        span = Span(start, start + timedelta(hours=length))
        assert self.run("nora", duty_asking.ask, MemberId(whom.ljust(16, "x")), span) is not None

    @rule(hours=st.sampled_from([-1, 0, 1, 2]))
    def asks_two_for_the_same_hours(self, hours: int) -> None:
        for whom in ("amina", "bram"):
            self.asks(whom, hours, 6)
        for shift in self.database.transaction(store.living):
            if shift.state is ShiftState.ASKED and shift.member is not None:
                self.run(shift.member.rstrip("x"), duty_asking.agree, shift.id)

    @rule(who=st.sampled_from(["amina", "omar"]), hours=st.integers(-1, 2))
    def asks_without_the_right(self, who: str, hours: int) -> None:
        span = Span(self.now + timedelta(hours=hours), self.now + timedelta(hours=4))
        assert self.run(who, duty_asking.ask, MemberId("bram".ljust(16, "x")), span) is None
        omar = MemberId("omar".ljust(16, "x"))
        assert isinstance(self.run("nora", duty_asking.ask, omar, span), duty_asking.Gone)

    @rule(who=WHO, number=st.integers(0, 5))
    def agrees(self, who: str, number: int) -> None:
        shift, actor = self._shift(number, who)
        self.run(actor, duty_asking.agree, shift)

    @rule(who=WHO, number=st.integers(0, 5))
    def refuses(self, who: str, number: int) -> None:
        shift, actor = self._shift(number, who)
        self.run(actor, duty_asking.refuse, shift)

    @rule(who=WHO, number=st.integers(0, 5))
    def takes_over(self, who: str, number: int) -> None:
        shift, actor = self._shift(number, who)
        if isinstance(self.run(actor, duty_turns.take_over, shift), Begun):
            assert self._reading().people == (MemberId(actor.ljust(16, "x")),)

    @rule(who=WHO, number=st.integers(0, 5))
    def gives_up(self, who: str, number: int) -> None:
        shift, actor = self._shift(number, who)
        self.run(actor, duty_turns.give_up, shift)

    @rule(who=st.sampled_from(["nora", "bram"]), number=st.integers(0, 5))
    def takes_back_or_cancels(self, who: str, number: int) -> None:
        shift, actor = self._shift(number, who)
        self.run(actor, duty_turns.take_back, shift)
        self.run(actor, duty_asking.cancel, shift)

    @rule(who=st.sampled_from(STAND_INS))
    def leaves(self, who: str) -> None:
        self.run(who, leave)
        mine = MemberId(who.ljust(16, "x"))
        assert self.database.transaction(lambda tx: store.of(tx, mine)) == []

    @rule(minutes=st.sampled_from([1, 14, 15, 60, 600]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.run(None, duty_turns.follow)
        once = self.database.transaction(store.living)
        self.run(None, duty_turns.follow)
        assert self.database.transaction(store.living) == once

    def _reading(self) -> Reading:
        found = self.run(None, reading_now)
        assert isinstance(found, Reading)
        return found

    @invariant()
    def at_most_one_is_on_and_never_longer_than_agreed(self) -> None:
        on = self.database.transaction(lambda tx: store.on_now(tx, self.now - timedelta(minutes=15)))
        assert len(on) <= 1

    @invariant()
    def only_who_is_on_may_read_besides_the_netwerkregisseur(self) -> None:
        reading = self._reading()
        for name in ("amina", "bram", "omar"):
            on = MemberId(name.ljust(16, "x")) in reading.people
            allowed = self.database.transaction(partial(self._may, name=name))
            assert allowed == on

    def _may(self, tx: Tx, name: str) -> bool:
        try:
            self.app.perform(tx, Turn(Account(list(PEOPLE).index(name) + 1)), may_read)
        except NotAllowed:
            return False
        return True

    @invariant()
    def agreed_hours_never_overlap(self) -> None:
        taken = [one for one in self.database.transaction(store.living) if one.state in ("agreed", "on")]
        ahead = [one for one in taken if one.ends_at > self.now]
        for number, one in enumerate(ahead):
            for other in ahead[number + 1 :]:
                left = Span(max(one.starts_at, self.now), one.ends_at)
                assert not left.touches(other.span), (one, other)

    @invariant()
    def every_step_is_in_the_table_and_a_vacant_shift_is_nobodys(self) -> None:
        for shift in self.database.transaction(store.living):
            before = self.seen.get(shift.id, shift.state)
            assert before == shift.state or self._reachable(before, shift.state)
            assert (shift.member is None) == (shift.state is ShiftState.VACANT)
            self.seen[shift.id] = shift.state

    def _reachable(self, before: ShiftState, to: ShiftState) -> bool:
        """In a few steps: one deed may take two, such as agreeing and taking over at once."""
        steps, reached = 3, {before}
        for _ in range(steps):
            reached |= {after for start, after in NEXT if start in reached}
        return to in reached


TestRoster = Roster.TestCase
TestRoster.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
