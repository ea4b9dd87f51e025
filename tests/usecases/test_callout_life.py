"""Whatever is done with call-outs, in any order: an end is an end and is told; who answered is left alone."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.actors import Account, Purpose, Role
from domain.callout_answers import NOT_SAID, Answer, StandDown
from domain.callout_messages import ENDINGS, Words
from domain.callouts import CallOut, State, Times
from domain.ids import CallOutId, MemberId, NoticeId
from domain.network_times import Urgency
from handlers.callouts import CAPABILITY
from handlers.kit import dates
from storage import callout_answers, callout_messages, members, outbox, schema
from storage import callouts as store
from storage.crypto import Vault, make_key
from storage.database import Database, Tx, make_engine
from tests.callout_plans import WHOLE
from tests.world import IN_MEMORY, START, usual_check, usual_network
from usecases import (
    callout_absence,
    callout_approval,
    callout_ending,
    callout_follow_up,
    callout_stand_down,
    callout_waves,
    callouts,
    delivery,
)
from usecases import callout_answers as answers
from usecases.app import SYSTEM_TURN, App, Outside, Turn
from usecases.callout_sending import NUDGE, SENT
from usecases.delivery import Ready, Rules

NORA, OMAR, SEM = 101, 102, 103
DESK = st.sampled_from([NORA, OMAR])
CIRCLE, LATER = range(201, 207), range(301, 304)
EVERYBODY = (*CIRCLE, *LATER)
VOICES = ("bewoners", "geloofsgemeenschappen", "gemeente", "politie", "welzijn", None)
KINDS = {one.kind: one for one in CAPABILITY.notices}
# What may still be asked of somebody, by what was answered.
ASKED_OF = {
    NUDGE: {Answer.NONE},
    answers.ASK_AGAIN: {Answer.UNDECIDED},
    callout_stand_down.STAND_DOWN: NOT_SAID,
    callout_stand_down.STANDBY: {Answer.STANDING_BY},
}
PLANS = (
    (Urgency.MEETING, False, "spanning_na_nieuws"),
    (Urgency.MEETING, False, "spanning_na_nieuws"),
    (Urgency.URGENT, False, "incident_bij_een_gebouw"),
    (Urgency.MEETING, False, None),
    (Urgency.INFO, False, None),
    (Urgency.MEETING, True, "spanning_na_nieuws"),
)
TICKS = (callout_waves.follow, callout_ending.look_after, callout_absence.look_after)
ENDED = (State.CLOSED, State.CANCELLED)


def who(number: int) -> MemberId:
    return MemberId(f"member{number:010}")


class Life(RuleBasedStateMachine):
    """A few call-outs at the same time, with everybody who can do something with them."""

    @initialize()
    def begin(self) -> None:
        engine = make_engine(IN_MEMORY)
        schema.create_all(engine)
        self.database = Database(engine, Vault((make_key(1, b"k" * 32),)), on_the_loop=True)
        self.now, self.updates = START, count(1)
        self.app = App(self.database, usual_network(), lambda: self.now, Outside(usual_check(), dates.local))
        self.made: list[CallOutId] = []
        self.ends: dict[CallOutId, CallOut] = {}
        self.got: dict[CallOutId, set[MemberId]] = defaultdict(set)
        self.told: dict[CallOutId, list[MemberId]] = defaultdict(list)
        for number in (NORA, OMAR):
            self.joins(number, Role.NETWERKREGISSEUR)
        self.joins(SEM, Role.SECOND_PERSON)
        for number, voice in zip(CIRCLE, VOICES, strict=True):
            self.joins(number, Role.CONTACTCIRKEL, voice)
        for number in LATER:
            self.joins(number, Role.SNRP)

    def joins(self, number: int, role: Role, voice: str | None = None) -> None:
        def add(tx: Tx) -> None:
            members.add(tx, who(number), Account(number))
            members.add_roles(tx, who(number), [role])
            members.consent(tx, who(number), list(Purpose), 1, START)
            members.change(tx, who(number), voice=voice)

        self.database.transaction(add)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    def does(self, number: int | None, deed: Any, *about: Any) -> Any:
        turn = SYSTEM_TURN if number is None else Turn(Account(number), next(self.updates))
        done = self.database.transaction(lambda tx: self.app.perform(tx, turn, deed, *about))
        self.deliver()
        return done

    def look(self, reading: Callable[[Tx], Any]) -> Any:
        return self.database.transaction(reading)

    def kept(self, made: CallOutId) -> CallOut:
        found = self.database.transaction(lambda tx: store.load(tx, made))
        assert found is not None
        return found

    def deliver(self) -> None:
        """Everything that is due, as the gate would, and what each may never be."""
        while waiting := self.look(lambda tx: outbox.due(tx, self.now, 500)):
            for notice, _, kind in waiting:
                self.delivered(notice, kind)

    def delivered(self, notice: NoticeId, kind: str) -> None:
        told = self.look(lambda tx: outbox.load(tx, notice))
        known = KINDS[kind]
        rules = Rules(known.facts, known.hours, known.through_absence, known.discreet)
        found = self.look(lambda tx: self.app.perform(tx, SYSTEM_TURN, delivery.look, notice, rules))
        if not isinstance(found, Ready):
            return
        made = CallOutId(told.payload.get("call_out", ""))
        if kind in ASKED_OF:
            said = self.look(lambda tx: callout_answers.response_of(tx, made, told.to))
            assert said.answer in ASKED_OF[kind], (kind, said.answer)
            assert made not in self.ends
        if kind == SENT:
            assert told.to not in self.got[made], "asked twice"
            self.got[made].add(told.to)
        if kind == callout_follow_up.FOLLOW_UP:
            message = self.look(lambda tx: callout_messages.load(tx, told.payload["message"]))
            if message.kind in ENDINGS:
                self.told[made].append(told.to)
        self.look(lambda tx: outbox.settle(tx, notice, outbox.State.ACCEPTED, self.now))

    @rule(by=DESK, kind=st.sampled_from(PLANS), needed=st.integers(2, 6))
    def call(self, by: int, kind: tuple[Urgency, bool, str | None], needed: int) -> None:
        urgency, drill, scenario = kind
        start = None if urgency is Urgency.INFO else self.now + timedelta(hours=3)
        times = Times(self.now, start, next_update_at=self.now + timedelta(hours=1))
        plan = callouts.Plan(urgency, ("contactcirkel",), WHOLE, times, needed, drill, scenario)
        self.made.append(self.does(by, callouts.call_out, plan).call_out.id)

    one = st.integers(0, 5)

    def pick(self, which: int) -> CallOutId:
        return self.made[-1 - which % len(self.made)]

    some = precondition(lambda self: bool(self.made))

    @some
    @rule(which=one, by=st.sampled_from([SEM, NORA, OMAR]))
    def approve(self, which: int, by: int) -> None:
        self.does(by, callout_approval.approve, self.pick(which))

    @some
    @rule(which=one, by=DESK)
    def alone(self, which: int, by: int) -> None:
        self.does(by, callout_approval.send_alone, self.pick(which), "Niemand neemt op.")

    @some
    @rule(which=one, by=DESK)
    def withdraw(self, which: int, by: int) -> None:
        self.does(by, callout_approval.withdraw, self.pick(which))

    @some
    @rule(which=one, by=DESK)
    def update(self, which: int, by: int) -> None:
        words = Words(change="Het is stil.")
        self.does(by, callout_follow_up.update, self.pick(which), words, self.now + timedelta(hours=1))

    @some
    @rule(which=one, by=DESK)
    def close(self, which: int, by: int) -> None:
        self.does(by, callout_follow_up.close, self.pick(which), Words(summary="Wij liepen een ronde."))

    @some
    @rule(which=one, by=DESK)
    def cancel(self, which: int, by: int) -> None:
        self.does(by, callout_follow_up.cancel, self.pick(which), "De zaal is dicht.")

    @some
    @rule(
        which=one, said=st.dictionaries(st.sampled_from(EVERYBODY), st.sampled_from(list(Answer)), max_size=6)
    )
    def answer(self, which: int, said: dict[int, Answer]) -> None:
        for number, chosen in said.items():
            if who(number) in self.got[self.pick(which)]:
                self.does(number, answers.answer, self.pick(which), chosen)

    @some
    @rule(which=one, last=st.sampled_from(list(Answer)))
    def every_voice_comes(self, which: int, last: Answer) -> None:
        """And the last one answers just before the rest hears that there are enough people."""
        made = self.pick(which)
        for number in CIRCLE:
            if who(number) in self.got[made]:
                self.does(number, answers.answer, made, last if number == CIRCLE[-1] else Answer.COMING)
        self.wait(timedelta(minutes=5))

    @some
    @rule(
        which=one,
        by=DESK,
        deed=st.sampled_from(
            [
                callout_waves.ask_now,
                callout_waves.stop,
                callout_stand_down.keep_asking,
                callout_stand_down.tell_now,
                callout_stand_down.ask_ready,
            ]
        ),
    )
    def desk(self, which: int, by: int, deed: Any) -> None:
        self.does(by, deed, self.pick(which))

    @some
    @rule(which=one, by=DESK, circle=st.sampled_from(["snrp", "contactcirkel"]))
    def widen(self, which: int, by: int, circle: str) -> None:
        self.does(by, callouts.ask_more, self.pick(which), circle)

    @rule(steps=st.integers(1, 30))
    def time_passes(self, steps: int) -> None:
        """Five minutes at a time, as long as an evening."""
        for _ in range(steps):
            self.wait(timedelta(minutes=5))

    @rule(days=st.sampled_from([1, 1, 1, 31]))
    def days_pass(self, days: int) -> None:
        self.wait(timedelta(days=days))

    def wait(self, span: timedelta) -> None:
        self.now += span
        for tick in TICKS:
            self.does(None, tick)

    @invariant()
    def an_end_is_an_end(self) -> None:
        for made in getattr(self, "made", ()):
            kept = self.kept(made)
            if made in self.ends:
                assert kept == self.ends[made]
            elif kept.state in ENDED:
                self.ends[made] = kept

    @invariant()
    def what_is_over_was_told_to_who_got_it_once(self) -> None:
        for made, ended in getattr(self, "ends", {}).items():
            if ended.sent_at is None:
                assert not self.got[made]
            assert len(self.told[made]) == len(set(self.told[made]))
        if hasattr(self, "made") and self.morning(self.now):
            for made, ended in self.ends.items():
                assert set(self.told[made]) == (self.got[made] if ended.sent_at else set()), made

    def morning(self, now: datetime) -> bool:
        """Outside quiet hours nothing that was said waits."""
        return 8 <= dates.local(now).hour < 21

    @invariant()
    def a_drill_lets_nobody_go_and_asks_nobody_more(self) -> None:
        for made in getattr(self, "made", ()):
            kept = self.kept(made)
            if kept.drill:
                assert kept.wave is None
                assert kept.stand_down == StandDown()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
