"""One call to Telegram on its way out, and those who wait for its outcome."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from domain.pacing import Lane, Result

COUNTED = ("send", "edit", "copy", "forward")  # what Telegram counts in a chat begins with one of these
Card = tuple[str, int, object]


class Withdrawn(Exception):
    """What was to be said is no longer true."""


@dataclass(frozen=True)
class Call:
    """A method of the Bot API for one chat; `params` has no chat_id. Shows neither chat nor content.

    `before` runs once, the moment before the call goes out; it raises `Withdrawn` to stop it.
    """

    method: str
    chat: int = field(repr=False)
    params: Mapping[str, object] = field(repr=False)
    before: Callable[[], Awaitable[None]] | None = field(default=None, repr=False, compare=False)

    @property
    def counted(self) -> bool:
        """Whether it is a message or an edit for Telegram's limit in one chat."""
        return self.method.startswith(COUNTED)

    @property
    def repeatable(self) -> bool:
        """Whether a second arrival changes nothing, so that it may be tried again in doubt."""
        return not self.method.startswith(("send", "copy", "forward"))

    @property
    def card(self) -> Card | None:
        """The message an edit changes: of two edits of it that wait, only the newer is worth sending."""
        return (
            (self.method, self.chat, self.params.get("message_id"))
            if self.method.startswith("edit")
            else None
        )


Post = Callable[[Call], Awaitable[int | None]]


@dataclass(eq=False, slots=True)
class Waiting:
    """A call in a lane, with everybody who asked for it."""

    call: Call
    lane: Lane
    order: int
    answers: list[asyncio.Future[Result]]
    tries: int = 0
    held: bool = False

    @property
    def forsaken(self) -> bool:
        """Whether all who asked have gone."""
        return all(answer.done() for answer in self.answers)

    def finish(self, result: Result) -> None:
        for answer in self.answers:
            if not answer.done():
                answer.set_result(result)

    def fail(self, error: Exception) -> None:
        for answer in self.answers:
            if not answer.done():
                answer.set_exception(error)
