"""Between a member and the deputy everything is told at once: who comes, who cannot, and who is let off."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain import callout_answers as answers
from domain import deputies as rules
from domain.actors import Permission
from domain.callout_answers import YES, Answer, Response
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from domain.pacing import Lane
from storage import callout_answers, callouts, members, outbox
from storage import callout_deputies as store
from storage.outbox import Fact
from usecases import callout_deputies as deputies
from usecases.app import Moment, Trace, use_case
from usecases.callout_sending import audience
from usecases.callout_stand_down import circle_changed

COMES, CANNOT = "callout.deputy_comes", "callout.deputy_cannot"
RELEASED, ALSO = "callout.deputy_released", "callout.deputy_also"
CANNOT_COME = frozenset({Answer.NOT_COMING, Answer.DEPUTY})


def offers_deputy(at: Moment, made: CallOut, member: MemberId) -> bool:
    """Whether this member has *Mijn vervanger komt*."""
    return made.gathers and deputies.agreed(at, member) is not None


def said(at: Moment, made: CallOut, before: Response, newest: Response) -> None:
    """What an answer means for the deputy of who gave it, and for whom a deputy comes."""
    if newest.answer is Answer.DEPUTY:
        _send(at, made, newest.member)
    elif newest.answer in YES:
        _release(at, made, newest.member)
    if before.stands_for is not None:
        _tell_member(at, made, before, newest)


def _send(at: Moment, made: CallOut, member: MemberId) -> None:
    """*Mijn vervanger komt*: the deputy is asked; one who comes already brings this voice too."""
    deputy = deputies.can_be_sent(at, made.id, member)
    if deputy is None:
        return
    theirs = callout_answers.response_of(at.tx, made.id, deputy)
    if theirs is None or theirs.answer not in YES:
        deputies.ask(at, made, deputy, member)
        return
    store.put(at.tx, made.id, deputy, member)
    _circle(at, made, theirs)
    at.tell([_fact(at, ALSO, made.id, deputy)])


def _circle(at: Moment, made: CallOut, before: Response) -> None:
    """A voice came or went with a deputy who comes."""
    if made.open and made.gathers and before.answer in YES:
        circle_changed(at, made, before, callout_answers.responses(at.tx, made.id))


def _fact(at: Moment, kind: str, call_out: CallOutId, to: MemberId) -> Fact:
    return Fact(kind, to, Lane.ALARM, at.now, {"call_out": call_out})


def _tell_member(at: Moment, made: CallOut, before: Response, newest: Response) -> None:
    """The member hears what the deputy answered, and can always still come."""
    member = before.stands_for
    mine = callout_answers.response_of(at.tx, made.id, member) if member else None
    if member is None or (mine is not None and mine.answer not in rules.LEAVES_ROOM):
        return
    if newest.answer in YES and before.answer not in YES:
        _represented(at, made, mine, Answer.DEPUTY)
        at.tell([_fact(at, COMES, made.id, member)])
    elif newest.answer in CANNOT_COME and before.answer not in CANNOT_COME:
        _represented(at, made, mine, Answer.NONE)
        at.tell([_fact(at, CANNOT, made.id, member)])


def _represented(at: Moment, made: CallOut, mine: Response | None, answer: Answer) -> None:
    """Whose deputy comes is asked no more; whose deputy cannot, is open again."""
    if mine is not None and mine.answer is not answer:
        filled_in = answer is Answer.DEPUTY
        callout_answers.respond(at.tx, made.id, answers.said(mine, answer, None, at.now, filled_in))


def _release(at: Moment, made: CallOut, member: MemberId) -> None:
    """*Ik kom toch zelf*: the deputy hears it, and may come all the same."""
    deputy = store.of(at.tx, made.id, member)
    if deputy is None:
        return
    theirs = _let_off(at, made, deputy)
    if theirs is not None and theirs.answer not in CANNOT_COME:
        at.tell([_fact(at, RELEASED, made.id, deputy)])


def _let_off(at: Moment, made: CallOut, deputy: MemberId) -> Response | None:
    """The deputy comes for nobody any more; who was asked only for that was not asked."""
    theirs = callout_answers.response_of(at.tx, made.id, deputy)
    outbox.withdraw(at.tx, deputies.key_of(made.id, deputy), at.now)
    store.put(at.tx, made.id, deputy, None)
    if theirs is not None and theirs.answer is Answer.NONE and deputy not in audience(at, made.circles):
        store.unask(at.tx, made.id, deputy)
    return theirs


def part(at: Moment, member: MemberId, deputy: MemberId) -> None:
    """They are no deputy and member any more: in what runs, the member is asked again."""
    for call_out in store.wherever(at.tx, member):
        made = callouts.hold(at.tx, call_out)
        if made is not None and made.open and store.of(at.tx, call_out, member) == deputy:
            _part_in(at, made, member, deputy)


def _part_in(at: Moment, made: CallOut, member: MemberId, deputy: MemberId) -> None:
    theirs = _let_off(at, made, deputy)
    if theirs is not None:
        _circle(at, made, theirs)
    mine = callout_answers.response_of(at.tx, made.id, member)
    if mine is not None and mine.answer is Answer.DEPUTY:
        _represented(at, made, mine, Answer.NONE)
        at.tell([_fact(at, CANNOT, made.id, member)])


@dataclass(frozen=True)
class Sent:
    """The deputy of a member in a call-out, and whether the deputy comes."""

    name: str = field(repr=False)
    comes: bool


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def my_deputy(at: Moment, call_out_id: CallOutId) -> Sent | None:
    """How it stands with the own deputy in this call-out."""
    deputy = store.of(at.tx, call_out_id, at.actor.me)
    theirs = callout_answers.response_of(at.tx, call_out_id, deputy) if deputy else None
    return None if theirs is None else Sent(members.name_of(at.tx, theirs.member), theirs.answer in YES)


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def have_deputy(at: Moment) -> bool:
    """Whether *Mijn vervanger komt* is offered."""
    return deputies.agreed(at, at.actor.me) is not None


@dataclass(frozen=True)
class StandIn:
    """A question to a deputy: for whom."""

    call_out: CallOut
    name: str = field(repr=False)


def facts_of_question(at: Moment, deputy: MemberId, payload: Mapping[str, str]) -> StandIn | None:
    """The question to the deputy: never after an answer of either, never once there are enough people."""
    made = callouts.load(at.tx, CallOutId(payload["call_out"]))
    theirs = callout_answers.response_of(at.tx, made.id, deputy) if made is not None and made.open else None
    if made is None or theirs is None:
        return None
    name = asked_for(at, made, theirs)
    if name is None or theirs.answer not in rules.MAY_BE_SENT - YES or not deputies.reachable(at, deputy):
        return None
    return StandIn(made, name)


def asked_for(at: Moment, made: CallOut, theirs: Response) -> str | None:
    """The name of whom this deputy is asked for, as long as that is so."""
    member = theirs.stands_for
    if member is None or deputies.agreed(at, member) != theirs.member:
        return None
    return members.name_of(at.tx, member) if _leaves_room(at, made, member) else None


@use_case(Permission.ANSWER_CALL_OUT, Trace.READS)
def asked_for_by_me(at: Moment, call_out_id: CallOutId) -> str | None:
    """The name of whom I am asked for too."""
    made = callouts.load(at.tx, call_out_id)
    mine = callout_answers.response_of(at.tx, call_out_id, at.actor.me)
    return asked_for(at, made, mine) if made is not None and mine is not None else None


def _leaves_room(at: Moment, made: CallOut, member: MemberId) -> bool:
    mine = callout_answers.response_of(at.tx, made.id, member)
    if mine is not None and mine.answer is Answer.DEPUTY:
        return True
    silent = mine is None or mine.answer is Answer.NONE
    return silent and not made.stand_down.told(at.now)


@dataclass(frozen=True)
class Relation:
    """A call-out with the own answer, for who has a deputy or is one in it; `got` as in `Asked`."""

    call_out: CallOut
    answer: Answer
    got: bool = True
    deputy: bool = False
    name: str = field(default="", repr=False)


def _relation(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Relation | None:
    made = callouts.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or not made.open:
        return None
    mine = callout_answers.response_of(at.tx, made.id, member)
    got = mine is not None and callout_answers.got(at.tx, made.id, member)
    answer = mine.answer if mine else Answer.NONE
    return Relation(made, answer, got, offers_deputy(at, made, member))


def facts_comes(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Relation | None:
    """To the member: the deputy comes, as long as that is so."""
    found = _relation(at, member, payload)
    return found if found is not None and found.answer is Answer.DEPUTY else None


def facts_cannot(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Relation | None:
    """To the member: the deputy cannot come; only while the member said nothing since."""
    found = _relation(at, member, payload)
    if found is None or found.answer is not Answer.NONE or found.call_out.stand_down.told(at.now):
        return None
    asked = callout_answers.response_of(at.tx, found.call_out.id, member)
    return None if asked is None else replace(found, deputy=False)


def facts_released(at: Moment, deputy: MemberId, payload: Mapping[str, str]) -> Relation | None:
    """To the deputy: the member comes; unless the deputy was asked anew."""
    found = _relation(at, deputy, payload)
    mine = callout_answers.response_of(at.tx, found.call_out.id, deputy) if found else None
    return None if found is None or (mine is not None and mine.stands_for is not None) else found


def facts_also(at: Moment, deputy: MemberId, payload: Mapping[str, str]) -> Relation | None:
    """To the deputy who comes already: also for whom."""
    found = _relation(at, deputy, payload)
    mine = callout_answers.response_of(at.tx, found.call_out.id, deputy) if found else None
    if found is None or mine is None or mine.stands_for is None or mine.answer not in YES:
        return None
    return replace(found, name=members.name_of(at.tx, mine.stands_for))
