"""Whatever desk and senders do, in any order: one taker, an answer at the end, and never opened again."""

from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from domain import unrest as rules
from domain.actors import Account, Purpose, Role
from domain.duty import Shift, ShiftState
from domain.ids import CallOutId, MemberId, ReportId
from domain.screening import Outcome, Verdict
from domain.unrest import HowSoon, State, Told
from storage import duty, members, reply_links, schema, unrest_rings
from storage import unrest as store
from storage.crypto import Vault, make_key
from storage.database import Database, Tx, make_engine
from storage.unrest import unrest_reports
from tests.world import usual_network
from usecases import housekeeping, own_data, unrest, unrest_desk, unrest_ties
from usecases import unrest_rings as rings
from usecases.app import SYSTEM_TURN, App, Outside, Turn
from usecases.unrest import NotNow
from usecases.unrest_desk import Closed
from usecases.unrest_readers import Shown

R = TypeVar("R")
START = datetime(2026, 3, 28, 22, tzinfo=ZoneInfo("UTC"))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ORDER = list(State)
STAFF = {"nora": Role.NETWERKREGISSEUR, "olaf": Role.NETWERKREGISSEUR, "saar": Role.SNRP}
OTHERS = {"petra": Role.SECOND_PERSON, "amina": Role.CONTACTCIRKEL, "bram": Role.CONTACTCIRKEL}
STAFFED, SENDERS = st.sampled_from(sorted(STAFF)), st.sampled_from(["amina", "bram"])


class Desk(RuleBasedStateMachine):
    """A small network on a real database; the machine plays everybody."""

    reports: Bundle[ReportId] = Bundle("reports")

    def __init__(self) -> None:
        super().__init__()
        self.now, self.left = START, set[str]()
        engine = make_engine("sqlite:///:memory:")
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, b"k" * 32),)), on_the_loop=True)
        there = Outside(lambda _: Verdict(Outcome.CLEAN, ()), lambda moment: moment.astimezone(AMSTERDAM))
        self.app = App(self.database, usual_network(), lambda: self.now, there)
        for number, (name, role) in enumerate((STAFF | OTHERS).items(), start=1):
            self.database.transaction(partial(self._join, number=number, name=name, role=role))
        self.seen: dict[ReportId, State] = {}
        self.takers: dict[ReportId, str | None] = {}

    def _join(self, tx: Tx, number: int, name: str, role: Role) -> None:
        member = MemberId(name.ljust(16, "x"))
        members.add(tx, member, Account(number))
        members.add_roles(tx, member, [role])
        members.consent(tx, member, list(Purpose), 1, START)
        members.change(tx, member, name=name.title())
        if name == "saar":
            end = START + timedelta(days=400)
            duty.add(tx, Shift("s" * 16, member, START, end, ShiftState.ON, START))

    def run(self, name: str | None, wanted: object, *args: object) -> object:
        """The outcome for this person, or for the system."""
        turn = SYSTEM_TURN if name is None else Turn(Account([*STAFF, *OTHERS].index(name) + 1))
        return self.database.transaction(lambda tx: self.app.perform(tx, turn, wanted, *args))  # type: ignore[arg-type]  # any use case

    def kept(self, report: ReportId) -> rules.Report | None:
        return self.database.transaction(lambda tx: store.load(tx, report))

    def before(self, report: ReportId) -> State:
        found = self.kept(report)
        return State.DESTROYED if found is None else found.state

    @precondition(lambda self: len(self.left) < 2)
    @rule(
        target=reports,
        sender=SENDERS,
        how_soon=st.sampled_from([HowSoon.HOUR, HowSoon.TODAY]),
        named=st.booleans(),
        proposal=st.booleans(),
    )
    def passes_on(self, sender: str, how_soon: HowSoon, named: bool, proposal: bool) -> ReportId:
        if sender in self.left:
            sender = next(one for one in ("amina", "bram") if one not in self.left)
        known = {report.id for report in self.database.transaction(store.all_open)}
        told = Told("voorhof", "school", how_soon=how_soon, proposal=proposal, text="Het is druk.")
        self.run(sender, unrest.pass_on, told, named)
        return ({report.id for report in self.database.transaction(store.all_open)} - known).pop()

    @rule(who=STAFFED, report=reports)
    def takes(self, who: str, report: ReportId) -> None:
        before, outcome = self.kept(report), self.run(who, unrest_desk.take, report)
        me = who.ljust(16, "x")
        if before is None or not before.open or before.taker not in (None, me):
            assert isinstance(outcome, NotNow)
        else:
            assert isinstance(outcome, Shown)
            assert outcome.report.taker == me

    @rule(who=STAFFED, report=reports)
    def looks(self, who: str, report: ReportId) -> None:
        self.run(who, unrest_desk.look_at, report)
        found = self.kept(report)
        assert found is None or not (found.told.urgent and found.state is State.RECEIVED)

    @rule(who=STAFFED, report=reports)
    def judges(self, who: str, report: ReportId) -> None:
        was = self.before(report)
        outcome = self.run(who, unrest_desk.assess, report)
        assert isinstance(outcome, NotNow) is (was not in rules.OPEN)

    @rule(who=STAFFED, report=reports)
    def asks(self, who: str, report: ReportId) -> None:
        self.run(who, unrest_desk.ask, report, "Sinds wanneer?")

    @rule(who=SENDERS, report=reports, words=st.sampled_from(["", "Sinds gisteren."]))
    def replies(self, who: str, report: ReportId, words: str) -> None:
        if who not in self.left:
            self.run(who, unrest.reply, report, words)

    @rule(who=STAFFED, report=reports, outcome=st.sampled_from(["", "  ", "Wij letten hierop."]))
    def closes(self, who: str, report: ReportId, outcome: str) -> None:
        was = self.before(report)
        closed = self.run(who, unrest_desk.close, report, outcome)
        assert isinstance(closed, Closed) is (was in rules.OPEN and bool(outcome.strip()))

    @rule(who=STAFFED, report=reports, other=reports)
    def ties(self, who: str, report: ReportId, other: ReportId) -> None:
        self.run(who, unrest_ties.tie, report, other)

    @rule(who=STAFFED, report=reports)
    def merges_with_nothing(self, who: str, report: ReportId) -> None:
        assert isinstance(self.run(who, unrest_desk.merge, report, CallOutId("c" * 16)), NotNow)

    @rule(who=st.sampled_from(["nora", "olaf", "petra"]), report=reports)
    def cannot(self, who: str, report: ReportId) -> None:
        was = self.before(report)
        outcome = self.run(who, rings.cannot, report)
        assert was is State.RECEIVED or isinstance(outcome, NotNow)

    @rule(hours=st.sampled_from([0.2, 1.0, 13.0, 24 * 16.0, 24 * 31.0]))
    def time_passes(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        self.run(None, rings.ring)
        self.run(None, housekeeping.destroy_what_is_over)

    @precondition(lambda self: "bram" not in self.left)
    @rule()
    def a_sender_leaves(self) -> None:
        self.run("bram", own_data.erase)
        self.left.add("bram")

    @invariant()
    def nothing_goes_back_and_what_is_gone_was_closed(self) -> None:
        rows = self.database.transaction(lambda tx: tx.db.execute(unrest_reports.select()).all())
        found = {ReportId(row.id): State(row.state) for row in rows}
        for report, was in self.seen.items():
            now = found.get(report, State.DESTROYED)
            assert ORDER.index(now) >= ORDER.index(was)
            if now is State.DESTROYED:
                assert was in (State.CLOSED, State.DESTROYED) or self.now > START + rules.LONGEST_OPEN
            assert was is not State.CLOSED or now in (State.CLOSED, State.DESTROYED)
        self.seen |= found | {one: State.DESTROYED for one in self.seen if one not in found}

    @invariant()
    def there_is_exactly_one_taker_and_it_stays(self) -> None:
        for row in self.database.transaction(lambda tx: tx.db.execute(unrest_reports.select()).all()):
            assert (row.taker is None) is (row.state == State.RECEIVED)
            before = self.takers.get(row.id)
            assert before is None or row.taker == before
            self.takers[row.id] = row.taker

    @invariant()
    def what_is_closed_has_an_answer_and_no_way_back(self) -> None:
        def check(tx: Tx) -> None:
            for row in tx.db.execute(unrest_reports.select()):
                report = store.load(tx, ReportId(row.id))
                assert report is not None
                assert (report.state is State.CLOSED) is bool(report.talk.outcome.strip())
                assert (report.closed_on is None) is report.open
                if not report.open:
                    assert reply_links.open_link(tx, report.id) is None
                if report.state is not State.RECEIVED:
                    assert not report.talk.since
                    assert not unrest_rings.said(tx, report.id)

        self.database.transaction(check)

    @invariant()
    def what_is_tied_together_is_closed_together(self) -> None:
        rows = self.database.transaction(lambda tx: tx.db.execute(unrest_reports.select()).all())
        groups: dict[str, set[bool]] = {}
        for row in rows:
            groups.setdefault(row.tied_to or row.id, set()).add(row.state == State.CLOSED)
        assert all(len(closed) == 1 for closed in groups.values())

    def teardown(self) -> None:
        """Every path can be brought to an end, and after the term nothing is left."""
        for report in self.database.transaction(store.all_open):
            if self.before(report.id) in rules.OPEN:
                assert isinstance(
                    self.run("nora", unrest_desk.close, report.id, "Wij letten hierop."), Closed
                )
        self.now += timedelta(days=31)
        self.run(None, housekeeping.destroy_what_is_over)
        assert not self.database.transaction(lambda tx: tx.db.execute(unrest_reports.select()).all())
        assert not self.database.transaction(lambda tx: tx.db.execute(reply_links.reply_links.select()).all())
        self.database.close()


Desk.TestCase.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_every_path_of_a_report_ends_with_an_answer = Desk.TestCase
