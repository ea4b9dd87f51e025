"""Every sentence is checked for its right, done in one transaction, and leaves its line in the log."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Concatenate, Generic, ParamSpec, TypeVar

from domain.actors import SYSTEM, Account, Actor, Permission, Role, may
from domain.channels import Channel
from domain.ids import NoticeId, id_from_bytes
from domain.network import Network
from domain.screening import Check
from storage import audit, conversations, duty, members, outbox, received
from storage.database import Database, Tx, one_at_a_time
from storage.outbox import Fact

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class NotAllowed(Exception):
    """This part belongs to another role."""


class AlreadyReceived(Exception):
    """This update had its effect before."""


class Trace(Enum):
    """What the log keeps: who and when; only the day; only the number of the update; or nothing at all."""

    NAMED = "named"
    UNNAMED = "unnamed"
    SILENT = "silent"
    READS = "reads"


@dataclass(frozen=True)
class Moment:
    """What a use case may use: the transaction, the time, who asks, chance, and the network's settings."""

    tx: Tx
    now: datetime
    actor: Actor
    network: Network
    check: Check
    local: Callable[[datetime], datetime]
    token: Callable[[], bytes] = field(repr=False)
    channels: frozenset[Channel] = frozenset()

    def new_id(self) -> str:
        """A fresh random id of 16 characters."""
        return id_from_bytes(self.token())

    def tell(self, facts: Iterable[Fact]) -> int:
        """Post facts to the outbox; returns how many were new."""
        return outbox.post(self.tx, [(NoticeId(self.new_id()), fact) for fact in facts])


class UseCase(Generic[P, R_co]):
    """A use case with its permission; without one it does not exist."""

    def __init__(
        self, body: Callable[Concatenate[Moment, P], R_co], permission: Permission, trace: Trace
    ) -> None:
        self.body, self.permission, self.trace = body, permission, trace
        self.name = f"{body.__module__.removeprefix('usecases.')}.{body.__name__}"
        self.__doc__ = body.__doc__

    def __call__(self, at: Moment, /, *args: P.args, **kwargs: P.kwargs) -> R_co:
        return self.body(at, *args, **kwargs)


def use_case(
    permission: Permission, trace: Trace = Trace.NAMED
) -> Callable[[Callable[Concatenate[Moment, P], R]], UseCase[P, R]]:
    """Declare a function as a use case that needs this permission."""

    def declare(body: Callable[Concatenate[Moment, P], R]) -> UseCase[P, R]:
        return UseCase(body, permission, trace)

    return declare


@dataclass(frozen=True)
class FormChange:
    """What becomes of the form of this account together with the effect: a new state, or None to end it."""

    account: Account
    state: str | None = field(repr=False)
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Turn:
    """Who asks, through which update, and what it does to the open form."""

    account: Account | None = None
    update: int | None = None
    form: FormChange | None = None


SYSTEM_TURN = Turn()


@dataclass(frozen=True)
class Outside:
    """What a use case needs and may not import: the check on texts, the local time, other channels."""

    check: Check
    local: Callable[[datetime], datetime]
    channels: frozenset[Channel] = frozenset()


class App:
    """Runs use cases. One transaction holds the effect, its notices, its log line and the update's number."""

    def __init__(
        self,
        database: Database,
        network: Network,
        clock: Callable[[], datetime],
        outside: Outside,
        token: Callable[[], bytes] = lambda: secrets.token_bytes(32),
    ) -> None:
        self.database, self.network = database, network
        self.clock, self.outside, self._token = clock, outside, token

    async def run(self, turn: Turn, wanted: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The outcome for whoever stands behind the turn. Raises `NotAllowed` and `AlreadyReceived`."""
        return await self.database.in_transaction(lambda tx: self.perform(tx, turn, wanted, *args, **kwargs))

    def perform(self, tx: Tx, turn: Turn, wanted: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same inside a transaction that is already open."""
        if wanted.trace is not Trace.READS or turn.account is None:
            one_at_a_time(tx)  # before anything is read: what a rule sees is still so when it is written
        at = self._moment(tx, turn)
        if not may(at.actor, wanted.permission):
            raise NotAllowed
        if wanted.trace is not Trace.READS:
            self._book(at, turn)
        outcome = wanted(at, *args, **kwargs)
        self._log(at, wanted.name, wanted.trace)
        return outcome

    def _moment(self, tx: Tx, turn: Turn) -> Moment:
        actor = SYSTEM if turn.account is None else self._known(tx, turn.account)
        there = self.outside
        return Moment(
            tx, self.clock(), actor, self.network, there.check, there.local, self._token, there.channels
        )

    def _known(self, tx: Tx, account: Account) -> Actor:
        """Whoever took over a shift has its right until it is over, while the roles allow it."""
        actor = members.actor_of(tx, account)
        if actor.member is None or not may(actor, Permission.TAKE_DUTY):
            return actor
        since = self.clock() - self.network.duty.takeover_within
        return replace(actor, on_duty=duty.is_on(tx, actor.member, since))

    def _book(self, at: Moment, turn: Turn) -> None:
        if turn.update is not None and not received.accept(at.tx, turn.update, at.now):
            raise AlreadyReceived
        if turn.form is None:
            return
        if turn.form.state is None or turn.form.expires_at is None:
            conversations.clear(at.tx, turn.form.account)
        else:
            conversations.save(at.tx, turn.form.account, turn.form.state, turn.form.expires_at)

    def _log(self, at: Moment, act: str, trace: Trace) -> None:
        if trace is Trace.UNNAMED:
            audit.write(at.tx, at.new_id(), audit.Line(audit.midnight(at.now.date()), act))
        elif trace is Trace.NAMED:
            role = None if at.actor.system else _role_word(at.actor.roles)
            audit.write(at.tx, at.new_id(), audit.Line(at.now, act, at.actor.member, role))


def _role_word(roles: frozenset[Role]) -> str | None:
    """The role that weighs most in the log: a staff role before any other."""
    if Role.NETWERKREGISSEUR in roles:
        return Role.NETWERKREGISSEUR.value
    return min((role.value for role in roles), default=None)
