"""How a call-out stands, for the desk: counts and voices, never a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain import callout_answers as rules
from domain.actors import Actor, Permission, may
from domain.callout_answers import YES, Circle, Response, Tally
from domain.callouts import OPEN, CallOut, State
from domain.ids import CallOutId, MemberId
from storage import callout_answers, duty, members
from storage import callouts as store
from usecases.app import Moment, Trace, use_case
from usecases.callout_figures import drill_before, with_half


@dataclass(frozen=True)
class Standing:
    """How a call-out stands; `late` is how many wanted to answer after it was over.

    A drill stands beside the one before. `notes` is how many wrote something beside the answer, `call_backs`
    how many wait to be called, after any call-out. `runs`: whether who looks may do something with it; a
    stand-in only looks.
    """

    call_out: CallOut
    tally: Tally
    circle: Circle
    late: int = 0
    drill_before: CallOut | None = None
    notes: int = 0
    call_backs: int = 0
    runs: bool = True

    @property
    def card(self) -> str:
        """The name of the live card that shows it."""
        return store.card_name(self.call_out.id)


def circle_of(at: Moment, responses: Iterable[Response]) -> Circle:
    """The yeses beside the agreed voices."""
    yeses = [response for response in responses if response.answer in YES]
    who = {one for response in yeses for one in (response.member, response.stands_for) if one}
    voices = members.voices(at.tx, who)
    return rules.circle([voice.key for voice in at.network.voices], yeses, voices)


def standing_of(at: Moment, call_out: CallOut) -> Standing:
    """The counts of this moment; after closing those of the end."""
    responses = callout_answers.responses(at.tx, call_out.id)
    tally = call_out.totals or rules.tally(responses, call_out.times.starts_at)
    over = not call_out.open or call_out.met(at.now)
    late = callout_answers.count_late(at.tx, call_out.id) if over else 0
    if call_out.drill and call_out.open:
        call_out = with_half(call_out, responses)
    return Standing(
        call_out,
        tally,
        circle_of(at, responses),
        late,
        drill_before(at, call_out),
        notes=callout_answers.count_notes(at.tx, call_out.id),
        call_backs=0 if call_out.open else len(callout_answers.call_backs_open(at.tx)),
    )


@use_case(Permission.CALL_OUT, Trace.READS)
def running(at: Moment) -> list[CallOut]:
    """What runs now: the open call-outs, the newest first, then those that wait for a second person."""
    return [*store.all_open(at.tx), *store.with_state(at.tx, State.AWAITING_APPROVAL)]


@use_case(Permission.CALL_OUT, Trace.READS)
def anything_runs(at: Moment) -> bool:
    """Whether the desk offers *Lopende oproep*."""
    return store.any_with_state(at.tx, *OPEN, State.AWAITING_APPROVAL)


@use_case(Permission.CALL_OUT, Trace.READS)
def nothing_runs(at: Moment) -> bool:
    """Whether the desk offers *Nieuwe oproep*."""
    return not store.any_with_state(at.tx, *OPEN, State.AWAITING_APPROVAL)


@use_case(Permission.CALL_OUT, Trace.READS)
def standing(at: Moment, call_out_id: CallOutId) -> Standing | None:
    """How it stands now."""
    call_out = store.load(at.tx, call_out_id)
    if call_out is None or not call_out.sent_at:
        return None
    return replace(standing_of(at, call_out), runs=may(at.actor, Permission.RUN_CALL_OUT))


def at_the_desk(at: Moment, member: MemberId) -> bool:
    """Whether this member may still see how call-outs stand."""
    on_duty = duty.is_on(at.tx, member)
    return may(Actor(member, members.roles_of(at.tx, member), on_duty=on_duty), Permission.CALL_OUT)


def facts_standing(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Standing | None:
    """The live card."""
    call_out = store.load(at.tx, CallOutId(payload["call_out"]))
    if call_out is None or call_out.sent_at is None or not at_the_desk(at, member):
        return None
    runs = may(Actor(member, members.roles_of(at.tx, member)), Permission.RUN_CALL_OUT)
    return replace(standing_of(at, call_out), runs=runs)


def facts_at_reply_by(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Standing | None:
    """After a time to answer, while somebody whose time it was is still open and not all that is needed came.

    When a later time is over too, the word about that one says it all.
    """
    found = facts_standing(at, member, payload)
    if found is None or not found.call_out.open or found.call_out.stand_down.told(at.now):
        return None
    last = found.call_out.times.reply_by
    if last is not None and last <= at.now and last.isoformat() != payload["reply_by"]:
        return None
    in_time = callout_answers.still_in_time(at.tx, found.call_out.id, at.now)
    silent = found.tally.open - len(in_time)
    return replace(found, tally=replace(found.tally, open=silent)) if silent else None


def facts_update_due(at: Moment, member: MemberId, payload: Mapping[str, str]) -> CallOut | None:
    """A promised message that did not go out yet."""
    call_out = store.load(at.tx, CallOutId(payload["call_out"]))
    if call_out is None or not call_out.open or call_out.times.next_update_at is None:
        return None
    if not at_the_desk(at, member):
        return None
    return call_out if call_out.times.next_update_at.isoformat() == payload["promised"] else None
