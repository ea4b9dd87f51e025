"""What somebody types right after an answer may stand beside it; the desk reads it without a name."""

from datetime import timedelta

from domain.actors import Permission
from domain.callout_answers import by_themselves
from domain.callouts import CallOut
from domain.ids import CallOutId
from storage import callout_answers as store
from storage import callouts
from usecases.app import Moment, Trace, use_case
from usecases.callout_sending import card

NOTE_SIGNS = 200
RIGHT_AFTER = timedelta(hours=1)


@use_case(Permission.EVERYONE, Trace.READS)
def answered_just_now(at: Moment) -> CallOut | None:
    """The open call-out that this member answered last, when that was within the hour; never a drill."""
    if at.actor.member is None:
        return None
    since = at.now - RIGHT_AFTER
    answered = [
        (mine.said_at, made)
        for made, mine in store.open_for(at.tx, at.actor.member)
        if not made.drill and by_themselves(mine) and mine.said_at is not None and mine.said_at >= since
    ]
    return max(answered, key=lambda pair: pair[0])[1] if answered else None


@use_case(Permission.ANSWER_CALL_OUT)
def put_beside(at: Moment, call_out_id: CallOutId, words: str) -> bool:
    """*Zet erbij*: in the place of earlier words; False once the call-out is over, or not for this member."""
    asked = _open_for_me(at, call_out_id)
    if asked is None or not words or len(words) > NOTE_SIGNS:
        return False
    store.write_note(at.tx, call_out_id, at.actor.me, words)
    at.tell(card(at, asked))
    return True


@use_case(Permission.ANSWER_CALL_OUT)
def take_away(at: Moment, call_out_id: CallOutId) -> bool:
    """*Toch weghalen*: the words are gone; False once the call-out is over, or for who was not asked."""
    asked = _open_for_me(at, call_out_id)
    if asked is None:
        return False
    store.write_note(at.tx, call_out_id, at.actor.me, None)
    at.tell(card(at, asked))
    return True


def _open_for_me(at: Moment, call_out_id: CallOutId) -> CallOut | None:
    asked, mine = callouts.hold(at.tx, call_out_id), store.response_of(at.tx, call_out_id, at.actor.me)
    return asked if asked is not None and asked.open and mine is not None else None


@use_case(Permission.RUN_CALL_OUT)
def read(at: Moment, call_out_id: CallOutId) -> list[str] | None:
    """*Opmerkingen lezen*: the words without the names, in the order of the words; None for no call-out."""
    if callouts.load(at.tx, call_out_id) is None:
        return None
    return sorted(note for _, note in store.notes(at.tx, call_out_id))
