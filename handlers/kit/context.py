"""One update on its way to one screen: who sent it, what it may run, and what becomes of the open form."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from domain.actors import Account, Actor, Role
from domain.network import Network
from domain.screening import Check
from handlers.kit.buttons import Button
from handlers.kit.pending import Pending
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text
from handlers.kit.throttle import Throttle
from usecases import conversation
from usecases.app import App, FormChange, Trace, Turn, UseCase

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class MenuEntry:
    """A button of the main menu: for which roles, how far down for each, and whether it shows now.

    `on_duty` is how far down it stands for a member who took over a shift.
    """

    button: Button
    ranks: Mapping[Role, int]
    when: UseCase[[], bool] | None = None
    on_duty: int | None = None


class Flow(Protocol):
    """Opens forms."""

    async def start(self, at: "Context", name: str, answers: Mapping[str, str] | None = None) -> Screen:
        """Open a form at its first question."""

    async def given(self, at: "Context", name: str, answers: Mapping[str, str], typed: str) -> Screen:
        """Open a form with its first text typed already."""

    async def resume(self, at: "Context", name: str) -> Screen | None:
        """The open question of this form, None when it is not open."""


@dataclass
class Context:
    """What an entry function gets. Its life is one update."""

    app: App
    account: Account
    pending: Pending
    bot_name: str
    tries: Throttle
    words: Callable[[Text], str]
    flow: Flow
    home: Callable[..., Awaitable[Screen]]
    menu: tuple[MenuEntry, ...]
    update: int | None = None
    telegram_name: str = field(default="", repr=False)
    typed_message: int | None = None
    pressed_message: int | None = None
    gone: list[int] = field(default_factory=list)
    form: FormChange | None = None
    booked: bool = False

    @property
    def network(self) -> Network:
        """The settings of the network."""
        return self.app.network

    @property
    def check(self) -> Check:
        """The check on what might identify somebody."""
        return self.app.outside.check

    @property
    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self.app.clock()

    @property
    def view(self) -> View:
        """From where a screen is made."""
        return View(self.now, self.network)

    async def run(self, wanted: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a use case as whoever sent this update; a writing one also books the update and the form."""
        if wanted.trace is Trace.READS:
            return await self.app.run(Turn(self.account), wanted, *args, **kwargs)
        update = None if self.booked else self.update
        outcome = await self.app.run(Turn(self.account, update, self.form), wanted, *args, **kwargs)
        self.booked, self.form = True, None
        return outcome

    async def settle(self) -> None:
        """Book the update when nothing did it yet."""
        if self.form is not None or (self.update is not None and not self.booked):
            await self.run(conversation.note)

    async def actor(self) -> Actor:
        """Who this is, with the roles of this moment."""
        return await self.run(conversation.who)

    def take_away(self, message: int | str | None) -> None:
        """Take this message out of the chat when the screen is shown, unless the screen stands in it."""
        if message and int(message) != self.pressed_message:
            self.gone.append(int(message))

    def drop_pending(self) -> None:
        """Nothing becomes of a text that waits for a decision: it leaves memory and the chat."""
        waiting = self.pending.take(self.account)
        self.take_away(waiting.message if waiting else None)

    def end_form(self) -> None:
        """The open form ends together with the next thing that is written."""
        self.form = FormChange(self.account, None)
