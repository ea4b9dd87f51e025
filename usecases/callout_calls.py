"""Sometimes a person phones who did not answer; each look at a number is written down for the member."""

from dataclasses import dataclass, field
from datetime import datetime

from domain import callout_answers as rules
from domain.actors import Permission, Role
from domain.callout_answers import Answer, Response
from domain.callouts import CallOut, offered
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import access, callout_answers, members, outbox
from storage import callouts as store
from storage.access import AccessRecord, Look
from storage.members import Profile
from storage.outbox import UNDELIVERED, Fact
from usecases.app import Moment, Trace, use_case
from usecases.callout_answers import ClosedAlready, keep
from usecases.callout_handled import call_list_card, others_hear

FILLED_IN = "callout.filled_in"
# What somebody can say by phone; no reason is asked.
BY_PHONE = frozenset({Answer.COMING, Answer.NOT_COMING})


@dataclass(frozen=True)
class ToCall:
    """One line of the call list: whether Telegram does not get through, and when somebody tried to call."""

    member: MemberId
    name: str = field(repr=False)
    phone: str = field(repr=False)
    unreached: bool = False
    tried_at: datetime | None = None


@dataclass(frozen=True)
class CallList:
    """A page of who did not answer and gave a number; how many there are, and how many gave none."""

    call_out: CallOutId
    lines: tuple[ToCall, ...]
    people: int
    without_number: int


@use_case(Permission.RUN_CALL_OUT)
def call_list(at: Moment, call_out_id: CallOutId, start: int, length: int) -> CallList | None:
    """The call list, until the all-clear; everybody on the page can see that it was opened."""
    made = store.load(at.tx, call_out_id)
    if made is None or not made.open:
        return None
    silent = _silent(at, call_out_id)
    reachable = sorted((one for one in silent if one.phone), key=_first_who_cannot_know)
    shown = reachable[start : start + length]
    _write_down(at, Look.LISTED, made, [one.member for one in shown])
    _taken_up(at, made)
    return CallList(call_out_id, tuple(shown), len(reachable), len(silent) - len(reachable))


def _first_who_cannot_know(one: ToCall) -> tuple[bool, bool, str, str]:
    """Whom Telegram does not reach stands first; whom somebody tried to call stands last."""
    return one.tried_at is not None, not one.unreached, one.name, one.member


def _silent(at: Moment, call_out_id: CallOutId) -> list[ToCall]:
    """Who did not answer in time and may be called now; never who said no."""
    failed = callout_answers.invitations_ended(at.tx, call_out_id, UNDELIVERED)
    in_time = callout_answers.still_in_time(at.tx, call_out_id, at.now)
    listening = set(callout_answers.listening(at.tx, call_out_id)) - in_time
    found = [
        (one, members.profile(at.tx, one.member))
        for one in callout_answers.responses(at.tx, call_out_id)
        if one.answer is Answer.NONE and one.member in listening
    ]
    return [
        ToCall(who.id, who.name or "", who.phone or "", who.blocked or who.id in failed, one.said_at)
        for one, who in found
        if who is not None and _may_be_called(at, who)
    ]


def _may_be_called(at: Moment, who: Profile) -> bool:
    """Whoever is away is left alone; at night also whoever said not at night."""
    away = who.absent_until is not None and who.absent_until > at.now
    asleep = not who.nights and at.network.quiet.contain(at.local(at.now).time())
    return not away and not asleep


def _write_down(at: Moment, look: Look, made: CallOut, seen: list[MemberId]) -> None:
    why = "call_list_drill" if made.drill else "call_list"
    record = AccessRecord(look, Role.NETWERKREGISSEUR.value, why, at.now)
    access.write(at.tx, record, [(at.new_id(), member) for member in seen])


def _taken_up(at: Moment, made: CallOut) -> None:
    """The other netwerkregisseurs see that somebody calls; who still has time is told of at that time."""
    card, in_time = call_list_card(made.id), callout_answers.still_in_time(at.tx, made.id, at.now)
    outbox.withdraw(at.tx, f"{card}:", at.now, due_by=at.now if in_time else None)
    others_hear(at, made.id, card)


@dataclass(frozen=True)
class OnThePhone:
    """Whom somebody calls now, from the call list."""

    call_out: CallOut
    member: MemberId
    name: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True)
class FilledIn:
    """What somebody said by phone is their answer now; the member hears what was filled in."""

    call_out: CallOut
    response: Response
    name: str = field(repr=False)


@dataclass(frozen=True)
class AnsweredThemselves:
    """The member answered meanwhile: that answer stands, and nobody needs to call."""

    call_out: CallOut
    response: Response
    name: str = field(repr=False)


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def open_one(at: Moment, call_out_id: CallOutId) -> CallOut | None:
    """The call-out about which somebody calls, while it is open."""
    made = store.load(at.tx, call_out_id)
    return made if made is not None and made.open else None


Callee = tuple[CallOut, Response, Profile]


def _callee(at: Moment, call_out_id: CallOutId, member: MemberId) -> Callee | ClosedAlready | None:
    """Who is asked in an open call-out, held so that an answer of that instant comes before or after."""
    made, mine = store.hold(at.tx, call_out_id), callout_answers.response_of(at.tx, call_out_id, member)
    who = members.profile(at.tx, member)
    if made is None or mine is None or who is None:
        return None
    return (made, mine, who) if made.open else ClosedAlready()


@use_case(Permission.RUN_CALL_OUT)
def call_one(
    at: Moment, call_out_id: CallOutId, member: MemberId
) -> OnThePhone | AnsweredThemselves | ClosedAlready | None:
    """Somebody of the call list, with the number, until that person answered; the member can see the look."""
    found = _callee(at, call_out_id, member)
    if not isinstance(found, tuple):
        return found
    made, mine, who = found
    if rules.by_themselves(mine):
        return AnsweredThemselves(made, mine, who.name or "")
    if mine.answer is not Answer.NONE or not who.phone or not _may_be_called(at, who):
        return None
    _write_down(at, Look.VIEWED, made, [member])
    return OnThePhone(made, member, who.name or "", who.phone)


@use_case(Permission.RUN_CALL_OUT)
def fill_in(
    at: Moment, call_out_id: CallOutId, member: MemberId, chosen: Answer, arrival: datetime | None = None
) -> FilledIn | AnsweredThemselves | ClosedAlready | None:
    """What a member said by phone; what members said themselves is never written over."""
    found = _callee(at, call_out_id, member)
    if not isinstance(found, tuple):
        return found
    made, mine, who = found
    if rules.by_themselves(mine):
        return AnsweredThemselves(made, mine, who.name or "")
    if chosen not in BY_PHONE & offered(made, at.now):
        return None
    filled = rules.said(mine, chosen, arrival, at.now, on_behalf=True)
    if not rules.repeats(mine, filled):
        keep(at, made, mine, filled)
        at.tell([_told(at, made, member)])
    return FilledIn(made, filled, who.name or "")


def _told(at: Moment, made: CallOut, member: MemberId) -> Fact:
    said_at = at.now.isoformat()
    payload, key = {"call_out": made.id, "said_at": said_at}, f"filled:{made.id}:{said_at}:{member}"
    return Fact(FILLED_IN, member, Lane.ALARM, at.now, payload, key)


@use_case(Permission.RUN_CALL_OUT)
def not_reached(
    at: Moment, call_out_id: CallOutId, member: MemberId
) -> OnThePhone | AnsweredThemselves | ClosedAlready | None:
    """*Niet bereikt*: the answer stays open, and whoever was not tried yet stands before this one."""
    found = _callee(at, call_out_id, member)
    if not isinstance(found, tuple):
        return found
    made, mine, who = found
    if mine.answer is not Answer.NONE:
        return AnsweredThemselves(made, mine, who.name or "")
    callout_answers.respond(at.tx, made.id, rules.said(mine, Answer.NONE, None, at.now, on_behalf=True))
    return OnThePhone(made, member, who.name or "", "")
