"""How a screen reaches somebody: in place of the tapped message when that can be, else as a new one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.gate import Gate
from bot.gate_call import Call
from domain.actors import Account, Actor
from domain.pacing import Accepted, Lane, Refused, Result
from handlers.kit.capability import Command
from handlers.kit.commands import commands_for
from handlers.kit.outgoing import Writer
from handlers.kit.screen import Place, Screen

Before = Callable[[], Awaitable[None]] | None


@dataclass(frozen=True)
class Shown:
    """What became of a screen, and the message that shows it."""

    result: Result
    message: int | None


@dataclass(frozen=True)
class Post:
    """Screens through the gate."""

    gate: Gate
    writer: Writer
    commands: tuple[Command, ...] = ()

    async def show(
        self, account: Account, screen: Screen, lane: Lane, shown_in: int | None = None, before: Before = None
    ) -> Shown:
        """One message, and those that follow it. `shown_in` is the message it may take the place of."""
        shown = await self._one(account, screen, lane, shown_in, before)
        if screen.then is not None:
            await self.show(account, screen.then, lane)
        if screen.commands is not None:
            await self._renew_commands(account, screen.commands, lane)
        return shown

    async def _renew_commands(self, account: Account, whose: Actor, lane: Lane) -> None:
        """The list behind the menu button; for who has no role any more, that of visitors."""
        shown = commands_for(self.commands, whose) if whose.roles else []
        if shown:
            call = Call("setMyCommands", account.number, {"commands": self.writer.commands(shown)})
        else:
            call = Call("deleteMyCommands", account.number, {})
        await self.gate.send(call, lane)

    async def _one(
        self, account: Account, screen: Screen, lane: Lane, shown_in: int | None, before: Before
    ) -> Shown:
        silent = screen.place is Place.OR_NOWHERE
        if silent and shown_in is None:
            return Shown(Refused("no message"), None)
        if shown_in is not None and (silent or screen.place is Place.IN_PLACE) and screen.document is None:
            edit = Call("editMessageText", account.number, self.writer.edit(screen, shown_in), before)
            edited = await self.gate.send(edit, lane)
            if silent or not isinstance(edited, Refused):
                return Shown(edited, shown_in)
            before = None
        sent = await self.gate.send(self._new(account, screen, before), lane)
        return Shown(sent, sent.message_id if isinstance(sent, Accepted) else None)

    def _new(self, account: Account, screen: Screen, before: Before) -> Call:
        if screen.document is not None:
            return Call("sendDocument", account.number, self.writer.document(screen), before)
        return Call("sendMessage", account.number, self.writer.message(screen), before)

    async def answer(self, query: str, popup: Screen | None) -> None:
        """End the waiting sign on a button, with a pop-up or without."""
        if popup is None:
            await self.gate.answer(query)
        else:
            await self.gate.answer(query, self.writer.popup(popup), alert=True)

    async def wipe(self, account: Account, message: int) -> bool:
        """Take a message out of the chat; False when Telegram would not."""
        result = await self.gate.send(
            Call("deleteMessage", account.number, {"message_id": message}), Lane.REPLY
        )
        return isinstance(result, Accepted)
