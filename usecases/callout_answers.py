"""Answering a call-out: one tap, changed as often as wanted until it closes, and counted at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain import callouts as rules
from domain.actors import Permission
from domain.callouts import Answer, CallOut, Circle, Response, Tally
from domain.ids import CallOutId, MemberId
from storage import callouts as store
from storage import members
from usecases.app import Moment, Trace, use_case
from usecases.callouts import card


@dataclass(frozen=True)
class Answered:
    """The answer is kept; `before` is what stood there."""

    call_out: CallOut
    response: Response
    before: Response

    @property
    def same(self) -> bool:
        """Whether this had been chosen already."""
        return self.response == self.before


@dataclass(frozen=True)
class ClosedAlready:
    """The call-out is over."""


@dataclass(frozen=True)
class NotAsked:
    """This member was not asked, or there is no such call-out: the answer is the same."""


@use_case(Permission.ANSWER_CALL_OUT)
def answer(
    at: Moment, call_out_id: CallOutId, chosen: Answer, arrival: datetime | None = None
) -> Answered | ClosedAlready | NotAsked:
    """Say *ik kom*, or anything else; the newest answer counts."""
    asked, before = store.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    if asked is None or before is None:
        return NotAsked()
    if not asked.open:
        return ClosedAlready()
    response = Response(at.actor.me, chosen, arrival)
    if response != before:
        store.respond(at.tx, call_out_id, response)
        at.tell([card(call_out_id, asked.requester, at.now)])
    return Answered(asked, response, before)


@use_case(Permission.ANSWER_CALL_OUT)
def no_more_about(at: Moment, call_out_id: CallOutId) -> None:
    """*Geen berichten hierover*."""
    store.silence(at.tx, call_out_id, at.actor.me)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def asked_of_me(at: Moment, call_out_id: CallOutId) -> tuple[CallOut, Response] | None:
    """One call-out with the own answer."""
    asked, mine = store.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    return None if asked is None or mine is None else (asked, mine)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def open_ones(at: Moment) -> list[tuple[CallOut, Response]]:
    """Every open call-out for which this member was asked."""
    return store.open_for(at.tx, at.actor.me)


@use_case(Permission.EVERYONE, Trace.READS)
def newest_question(at: Moment) -> tuple[datetime, str] | None:
    """What *ja* or *nee* would answer: the newest open call-out that asks for an answer."""
    if at.actor.member is None:
        return None
    asked = [call_out for call_out, _ in store.open_for(at.tx, at.actor.member) if call_out.times.reply_by]
    return (asked[0].sent_at, asked[0].id) if asked and asked[0].sent_at else None


@dataclass(frozen=True)
class Standing:
    """How a call-out stands: counts and voices, no names."""

    call_out: CallOut
    tally: Tally
    circle: Circle


@use_case(Permission.CALL_OUT, Trace.READS)
def running(at: Moment) -> list[CallOutId]:
    """The open call-outs, the newest first."""
    return [call_out.id for call_out in store.all_open(at.tx)]


def _standing(at: Moment, call_out: CallOut) -> Standing:
    responses = store.responses(at.tx, call_out.id)
    voices = members.voices(at.tx, [response.member for response in responses])
    agreed = [voice.key for voice in at.network.voices]
    circle = rules.circle(agreed, responses, voices)
    return Standing(call_out, rules.tally(responses, call_out.times.starts_at), circle)


@use_case(Permission.CALL_OUT, Trace.READS)
def standing(at: Moment, call_out_id: CallOutId) -> Standing | None:
    """How it stands now."""
    call_out = store.load(at.tx, call_out_id)
    return None if call_out is None else _standing(at, call_out)


def facts_standing(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Standing | None:
    """The live card: only while the call-out is open."""
    call_out = store.load(at.tx, CallOutId(payload["call_out"]))
    return _standing(at, call_out) if call_out is not None and call_out.sent_at else None


def facts_when_sent(at: Moment, member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """The call-out for somebody who is asked, while it is open."""
    call_out_id = CallOutId(payload["call_out"])
    asked, mine = store.load(at.tx, call_out_id), store.response_of(at.tx, call_out_id, member)
    return asked if asked is not None and asked.open and mine is not None else None


def facts_for_nudge(at: Moment, member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """The nudge, only for who did not answer."""
    asked = facts_when_sent(at, member, payload)
    mine = store.response_of(at.tx, CallOutId(payload["call_out"]), member)
    return asked if mine is not None and mine.answer is Answer.NONE else None


def facts_at_reply_by(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Standing | None:
    """After the time to answer, while somebody is still open."""
    standing = facts_standing(at, member, payload)
    return standing if standing and standing.call_out.open and standing.tally.open else None


def facts_update_due(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """A promised message that did not go out yet."""
    call_out = store.load(at.tx, CallOutId(payload["call_out"]))
    if call_out is None or not call_out.open or call_out.times.next_update_at is None:
        return None
    return call_out if call_out.times.next_update_at.isoformat() == payload["promised"] else None
