"""What can go wrong on the way to Telegram and back, called up by a test."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

BAD_GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class Trouble(StrEnum):
    """The words say what happened to the request, and what the bot gets to see."""

    LATE = "late"  # done; the answer comes after `seconds`
    DROP = "drop"  # done; the connection closes without an answer
    LOSE = "lose"  # not done; the connection closes without an answer
    BAD_GATEWAY = "bad_gateway"  # not done; 502 with a page
    BAD_GATEWAY_AFTER = "bad_gateway_after"  # done; 502 with a page
    FLOOD = "flood"  # not done; 429 with `seconds` to wait
    UNAUTHORIZED = "unauthorized"  # not done; 401
    REFUSE = "refuse"  # not done; no connection (in-process door only)
    POOL = "pool"  # not done; no connection free (in-process door only)
    CONNECT_TIMEOUT = "connect_timeout"  # not done; no connection in time (in-process door only)


DONE_ALL_THE_SAME = frozenset({Trouble.LATE, Trouble.DROP, Trouble.BAD_GATEWAY_AFTER})
ONLY_IN_PROCESS = frozenset({Trouble.REFUSE, Trouble.POOL, Trouble.CONNECT_TIMEOUT})


@dataclass
class Fault:
    """Strikes the next `times` requests that fit; an empty method and no chat fit every request."""

    trouble: Trouble
    method: str = ""
    times: int = 1
    seconds: float = 1
    chat: int | None = None

    def fits(self, method: str, params: Mapping[str, object]) -> bool:
        here = self.chat is None or str(self.chat) == str(params.get("chat_id"))
        return here and self.method.lower() in {"", method.lower()}


class Faults:
    """The script of what goes wrong, and the latency (seconds there and back) of every request."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self._script: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._script.append(fault)

    def clear(self) -> None:
        self._script.clear()
        self.latency = 0.0

    def take(self, method: str, params: Mapping[str, object]) -> Fault | None:
        """The fault that strikes this request, used up by it."""
        for fault in self._script:
            if fault.fits(method, params):
                fault.times -= 1
                self._script = [one for one in self._script if one.times > 0]
                return fault
        return None
