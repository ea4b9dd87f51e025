"""A mailbox in memory for tests that move the clock: what a mailer would have sent, and what it says back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.mail import Letter
from domain.pacing import Accepted, Result


def takes(_letter: Letter) -> Result:
    """The server that takes everything."""
    return Accepted()


@dataclass
class Postbox:
    """Answers each letter as `says` says, and keeps it when it was taken."""

    says: Callable[[Letter], Result] = takes
    tried: list[Letter] = field(default_factory=list)
    sent: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> Result:
        self.tried.append(letter)
        result = self.says(letter)
        if isinstance(result, Accepted):
            self.sent.append(letter)
        return result

    def close(self) -> None:
        """Nothing is held."""

    def to(self, address: str) -> list[Letter]:
        """What this address got."""
        return [letter for letter in self.sent if letter.to == address]
