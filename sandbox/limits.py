"""How much a bot may send: exact windows of one second, without the slack that Telegram sometimes gives."""

import math
from collections import deque
from dataclasses import dataclass

from sandbox.errors import too_many_requests

WINDOW = 1.0  # seconds
TICK = 1e-6  # seconds; the resolution of the clocks in use


@dataclass(frozen=True)
class Limits:
    """Messages a second, and how long a press may wait for its answer.

    Source: Telegram's Bots FAQ ("My bot is hitting limits"): 1 a second in a chat, 30 a second over all;
    edits share these (tdlib/td#2592). A press is answered within about 15 seconds.
    """

    per_chat: int = 1
    overall: int = 30
    edits_count: bool = True
    enforced: bool = True
    query_seconds: float = 15.0


class Flood:
    """Counts what was accepted; the one too many is refused and not counted."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._all: deque[float] = deque(maxlen=limits.overall)
        self._chats: dict[int, deque[float]] = {}

    def spend(self, chat_id: int, now: float) -> None:
        if not self.limits.enforced:
            return
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = deque(maxlen=self.limits.per_chat)
        wait = max(_wait(chat, now), _wait(self._all, now))
        if wait > TICK:
            raise too_many_requests(max(1, math.ceil(wait - TICK)))
        chat.append(now)
        self._all.append(now)


def _wait(accepted: deque[float], now: float) -> float:
    """Seconds until the window has room."""
    full = len(accepted) == accepted.maxlen
    return accepted[0] + WINDOW - now if full else 0.0
