"""A call-out goes out once, to everybody in its circles who said yes, with its nudge and its promises."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from domain import callouts as rules
from domain.actors import Purpose, Role
from domain.callout_waves import planned
from domain.callouts import CallOut, Deed, State, Times
from domain.ids import MemberId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import callout_answers, members
from storage import callouts as store
from storage.callout_answers import invitation_key
from storage.members import Audience
from storage.outbox import Fact
from usecases import callout_deputies, channels
from usecases.app import Moment

SENT, NUDGE, CALL_LIST = "callout.sent", "callout.nudge", "callout.call_list"
UPDATE_DUE, DELIVERY = "callout.update_due", "callout.delivery"
CARD, CARD_CHANGES = "callout.card", "callout.card_changes"
# By then Telegram took what it takes, also for the largest network.
REPORT_AFTER = timedelta(minutes=2)
CARD_EVERY = timedelta(seconds=3)


@dataclass(frozen=True)
class Sent:
    """It goes out to so many people."""

    call_out: CallOut
    people: int


@dataclass(frozen=True)
class NotNow:
    """It is in another state by now."""

    state: State | None = None


@dataclass(frozen=True)
class TimePassed:
    """It would start before anybody could read it."""


def roles_called(at: Moment, circles: Iterable[str]) -> frozenset[Role]:
    """The roles behind the circles."""
    wanted = frozenset(circles)
    return frozenset(
        chain.from_iterable(circle.roles for circle in at.network.circles if circle.key in wanted)
    )


def in_circles(at: Moment, circles: Iterable[str]) -> list[MemberId]:
    """Everybody in the circles who said yes to call-outs, here or away."""
    return members.select_audience(at.tx, Audience(roles_called(at, circles), Purpose.CALL_OUTS))


def audience(at: Moment, circles: Iterable[str]) -> list[MemberId]:
    """Everybody in the circles who said yes to call-outs and is not away."""
    return members.present(at.tx, in_circles(at, circles), at.now)


def send(at: Moment, made: CallOut) -> Sent | NotNow | TimePassed:
    """Out it goes; of two who send at the same time one does."""
    after = rules.after(made.state, Deed.SEND)
    if made.times.starts_at is not None and made.times.starts_at <= at.now:
        return TimePassed()
    if after is None or not store.move(at.tx, made.id, made.state, after, sent_at=at.now):
        return NotNow(made.state)
    sent = replace(made, state=after, sent_at=at.now, times=times_when_sent(at, made))
    store.rewrite(at.tx, sent)
    wave = planned(sent, at.network, at.now)
    if wave is not None:
        store.put_wave(at.tx, sent.id, None, wave)
    asked = audience(at, made.circles)
    callout_answers.ask(at.tx, made.id, asked)
    at.tell(invitations(at, sent, asked))
    at.tell(_for_the_desk(at, sent))
    callout_deputies.call_in(at, sent, in_circles(at, sent.circles))
    return Sent(sent, len(asked))


def times_when_sent(at: Moment, made: CallOut) -> Times:
    """The time to answer counts from the moment it goes out, not from when it was written."""
    usual = at.network.callouts.answer.of(made.urgency)
    span = None if made.drill or usual is None else made.time_to_answer or usual
    return replace(made.times, reply_by=rules.latest_answer(at.now, span, made.times.starts_at))


def invitations(at: Moment, sent: CallOut, asked: list[MemberId]) -> list[Fact]:
    """The call-out for each of them, and the one nudge."""
    payload = {"call_out": sent.id}
    facts = [
        Fact(SENT, member, Lane.ALARM, at.now, payload, invitation_key(sent.id, member)) for member in asked
    ]
    facts += channels.rung(at, sent, asked)
    reply_by = sent.times.reply_by
    if reply_by is None or reply_by <= at.now:
        return facts
    nudge_at = rules.half_time(at.now, reply_by, at.network.callouts.nudge_at)
    nudges = [
        Fact(NUDGE, member, Lane.ESCALATION, nudge_at, payload, f"nudge:{sent.id}:{member}", reply_by)
        for member in asked
    ]
    return facts + nudges


def _for_the_desk(at: Moment, sent: CallOut) -> list[Fact]:
    payload, me = {"call_out": sent.id}, sent.requester
    mine = at.actor.member == me
    facts = [] if mine else [Fact(CARD, me, Lane.EDIT, at.now, payload, f"card:{sent.id}:{me}")]
    report = Fact(DELIVERY, me, Lane.REMINDER, at.now + REPORT_AFTER, payload, f"delivery:{sent.id}")
    return [*facts, *call_list_due(at, sent), report, *promised_update(at, sent)]


def call_list_due(at: Moment, sent: CallOut) -> list[Fact]:
    """Every netwerkregisseur is offered the call list of an urgent call-out, once per time to answer."""
    reply_by = sent.times.reply_by
    if sent.urgency is not Urgency.URGENT or reply_by is None or reply_by <= at.now:
        return []
    key = f"list:{sent.id}:{sent.sequence}:{int(reply_by.timestamp())}"
    payload = {"call_out": sent.id, "reply_by": reply_by.isoformat()}
    return [
        Fact(CALL_LIST, desk, Lane.ALARM, reply_by, payload, f"{key}:{desk}")
        for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    ]


def asked_later(at: Moment, made: CallOut, asked: Collection[MemberId]) -> None:
    """Whoever is asked later has a time of their own to answer, and is on no call list before it is over."""
    callout_answers.give_time(at.tx, made.id, asked, made.times.reply_by)
    at.tell(call_list_due(at, made))


def promised_update(at: Moment, sent: CallOut) -> list[Fact]:
    """Every netwerkregisseur is reminded shortly before the next message was promised."""
    promised = sent.times.next_update_at
    if promised is None or sent.drill:
        return []
    due = max(at.now, promised - at.network.callouts.update_warning)
    key = f"update_due:{sent.id}:{int(promised.timestamp())}"
    payload = {"call_out": sent.id, "promised": promised.isoformat()}
    return [
        Fact(UPDATE_DUE, desk, Lane.ALARM, due, payload, f"{key}:{desk}")
        for desk in members.with_role(at.tx, Role.NETWERKREGISSEUR)
    ]


def card(at: Moment, call_out: CallOut) -> list[Fact]:
    """The live card changes for everybody who looks at it; changes within a few seconds are one.

    Whoever looks at something else by then gets no message for it.
    """
    watching = store.watching(at.tx, call_out.id)
    due = _end_of_window(at.now)
    window, payload = int(due.timestamp()), {"call_out": call_out.id}
    return [
        Fact(CARD_CHANGES, member, Lane.EDIT, due, payload, f"card:{call_out.id}:{window}:{member}")
        for member in sorted(watching)
    ]


def _end_of_window(now: datetime) -> datetime:
    every = CARD_EVERY.total_seconds()
    return now + timedelta(seconds=every - now.timestamp() % every)
