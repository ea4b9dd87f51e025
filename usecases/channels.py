"""Whoever chose it also gets *a message from the network* by mail: never about what, nor after an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain import callouts as rules
from domain.actors import Permission, Purpose
from domain.callout_answers import Answer
from domain.callouts import CallOut
from domain.channels import Channel
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from domain.pacing import Lane
from storage import callout_answers, callouts, members, outbox
from storage import channels as store
from storage.channels import SecondChannel
from storage.outbox import Fact, Notice
from usecases.app import Moment, Trace, use_case

NEUTRAL, TEST, TEST_FAILED = "channel.neutral", "channel.test", "channel.test_failed"
# An address may be somebody else's: nobody is mailed often because a member types it.
TESTS_A_DAY = 3


@dataclass(frozen=True)
class Mine:
    """What a member can choose, and what was chosen."""

    offered: frozenset[Channel]
    kept: SecondChannel | None


@dataclass(frozen=True)
class Tested:
    """It is kept, and a test is on its way."""

    kept: SecondChannel


@dataclass(frozen=True)
class NotSetUp:
    """This network has no such channel."""


@dataclass(frozen=True)
class TooOften:
    """There were so many tests today already; nothing changed."""

    tests: int


@use_case(Permission.OWN_DATA, Trace.READS)
def mine(at: Moment) -> Mine:
    """Whether there is a second channel, for whoever asks."""
    return Mine(at.channels, store.of(at.tx, at.actor.me))


@use_case(Permission.OWN_DATA)
def choose_mail(at: Moment, address: str) -> Tested | NotSetUp | TooOften:
    """*Ja, met e-mail*: the address is kept apart, and tried at once."""
    if Channel.MAIL not in at.channels:
        return NotSetUp()
    prefix = f"channel_test:{at.actor.me}:{at.local(at.now).date()}:"
    tests = sum(outbox.tally(at.tx, prefix).values())
    if tests >= TESTS_A_DAY:
        return TooOften(tests)
    kept = SecondChannel(Channel.MAIL, address)
    store.put(at.tx, at.actor.me, kept)
    outbox.withdraw(at.tx, prefix, at.now)
    at.tell([Fact(TEST, at.actor.me, Lane.REMINDER, at.now, {}, f"{prefix}{tests}")])
    return Tested(kept)


@use_case(Permission.OWN_DATA)
def let_go(at: Moment) -> None:
    """*Adres wissen*."""
    store.drop(at.tx, at.actor.me)


def _key(call_out: str, member: MemberId) -> str:
    """One mail for a member about a call-out, whatever happens."""
    return f"channel:{call_out}:{member}"


def rung(at: Moment, sent: CallOut, asked: list[MemberId]) -> list[Fact]:
    """The mail for those who chose it, between the nudge and the deputy; only when it is urgent and real."""
    if Channel.MAIL not in at.channels or sent.drill or sent.urgency is not Urgency.URGENT:
        return []
    due, until = at.now, sent.times.reply_by
    if until is not None and until > at.now:
        due = rules.half_time(at.now, until, at.network.callouts.second_channel_at)
    payload, useless = {"call_out": sent.id}, sent.times.starts_at
    return [
        Fact(NEUTRAL, member, Lane.ESCALATION, due, payload, _key(sent.id, member), useless)
        for member in store.having(at.tx, asked)
    ]


def chat_failed(at: Moment, notice: Notice) -> None:
    """Telegram refuses this member something of a call-out: the mail does not wait for its turn."""
    if "call_out" in notice.payload:
        outbox.hurry(at.tx, _key(notice.payload["call_out"], notice.to), at.now)


def mail_failed(at: Moment, notice: Notice) -> None:
    """The mail server will not take the test: the member hears it while the typing error is fresh."""
    if notice.kind == TEST:
        key = f"channel_test_failed:{notice.id}"
        at.tell([Fact(TEST_FAILED, notice.to, Lane.REMINDER, at.now, {}, key)])


@dataclass(frozen=True)
class ByMail:
    """Where a mail goes."""

    address: str = field(repr=False)


def by_mail(at: Moment, member: MemberId) -> ByMail | None:
    """Where this member can be mailed now; not who was stopped or never chose it."""
    profile, kept = members.profile(at.tx, member), store.of(at.tx, member)
    if profile is None or profile.suspended or kept is None or kept.channel not in at.channels:
        return None
    return ByMail(kept.address)


def facts_of_test(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> ByMail | None:
    """The test, while the address is kept."""
    return by_mail(at, member)


def facts_of_failure(at: Moment, member: MemberId, _payload: Mapping[str, str]) -> SecondChannel | None:
    """The address that did not work, while it is kept."""
    return store.of(at.tx, member)


def facts_about_call_out(at: Moment, member: MemberId, payload: Mapping[str, str]) -> ByMail | None:
    """Only for who is still asked and said nothing at all."""
    asked, call_out = callouts.load(at.tx, CallOutId(payload["call_out"])), CallOutId(payload["call_out"])
    said = callout_answers.response_of(at.tx, call_out, member)
    if asked is None or not asked.open or said is None or said.answer is not Answer.NONE:
        return None
    if asked.stand_down.told(at.now) or not callout_answers.listens(at.tx, call_out, member):
        return None
    if Purpose.CALL_OUTS not in members.purposes_of(at.tx, member):
        return None
    return by_mail(at, member)


def export(at: Moment, member: MemberId) -> dict[str, str]:
    """The address, whole, for the member's own file."""
    kept = store.of(at.tx, member)
    return {} if kept is None else {"channel": kept.channel.value, "address": kept.address}


def erase(at: Moment, member: MemberId) -> None:
    """Nothing of it stays when a member leaves."""
    store.drop(at.tx, member)
