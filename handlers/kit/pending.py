"""A text that the check did not clear waits in memory only, for ten minutes, and never on disk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.actors import Account

KEEP = timedelta(minutes=10)


@dataclass(frozen=True)
class Waiting:
    """What somebody typed and did not decide about yet."""

    text: str = field(repr=False)
    general: str = field(repr=False)
    message: int | None
    until: datetime


class Pending:
    """The undecided texts of this process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: dict[int, Waiting] = {}

    def put(self, account: Account, text: str, general: str, message: int | None) -> None:
        """Hold a text of this account in the place of an earlier one."""
        self._drop_old()
        self._waiting[account.number] = Waiting(text, general, message, self._clock() + KEEP)

    def take(self, account: Account) -> Waiting | None:
        """Give the text back, once; None when it is too old or was lost in a restart."""
        self._drop_old()
        return self._waiting.pop(account.number, None)

    def _drop_old(self) -> None:
        now = self._clock()
        self._waiting = {who: waiting for who, waiting in self._waiting.items() if waiting.until > now}
