"""How a call-out was delivered: what Telegram took and what it did not; never who read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.actors import Permission, Role
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId
from storage import callout_answers, members, outbox
from storage import callouts as store
from storage.callout_answers import invitation_key
from storage.outbox import UNDELIVERED, State
from usecases import not_reached
from usecases.app import Moment, Trace, use_case
from usecases.callout_board import Standing, at_the_desk, standing_of


@dataclass(frozen=True)
class Report:
    """How many of the messages are in which state, and the answers; `may_list`: whether names can be seen."""

    standing: Standing
    states: Mapping[State, int]
    may_list: bool

    @property
    def call_out(self) -> CallOut:
        """The call-out that was delivered."""
        return self.standing.call_out

    @property
    def accepted(self) -> int:
        """What Telegram took."""
        return self.states.get(State.ACCEPTED, 0)

    @property
    def failed(self) -> int:
        """What did not arrive, as far as anybody can know."""
        return sum(self.states.get(state, 0) for state in UNDELIVERED)

    @property
    def blocked(self) -> int:
        """What did not arrive because the member blocked the bot."""
        return self.states.get(State.BLOCKED, 0)

    @property
    def uncertain(self) -> int:
        """What perhaps arrived: the connection broke off in the middle."""
        return self.states.get(State.UNCERTAIN, 0)

    @property
    def under_way(self) -> int:
        """What still waits: quiet hours, an absence, or Telegram itself."""
        return self.states.get(State.QUEUED, 0) + self.states.get(State.SENDING, 0)

    @property
    def total(self) -> int:
        """Every message; what became pointless before it went is none."""
        return self.accepted + self.failed + self.under_way


def _report(at: Moment, made: CallOut, may_list: bool) -> Report:
    states = outbox.tally(at.tx, invitation_key(made.id, MemberId("")))
    return Report(standing_of(at, made), states, may_list)


@use_case(Permission.RUN_CALL_OUT, Trace.READS)
def report(at: Moment, call_out_id: CallOutId) -> Report | None:
    """*Bezorging bekijken*."""
    made = store.load(at.tx, call_out_id)
    return None if made is None or made.sent_at is None else _report(at, made, may_list=True)


def facts_of_delivery(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """To whoever made it, once, while it is open."""
    made = store.load(at.tx, CallOutId(payload["call_out"]))
    if made is None or not made.open or not at_the_desk(at, member):
        return None
    return _report(at, made, Role.NETWERKREGISSEUR in members.roles_of(at.tx, member))


@use_case(Permission.RUN_CALL_OUT)
def undelivered(at: Moment, call_out_id: CallOutId, start: int) -> not_reached.Page | None:
    """*Niet bezorgd bekijken*: names, and everybody on the page can read that it was opened."""
    made = store.load(at.tx, call_out_id)
    if made is None or made.sent_at is None:
        return None
    everybody = sorted(callout_answers.invitations_ended(at.tx, call_out_id, UNDELIVERED).items())
    return not_reached.opened(at, everybody, start)
