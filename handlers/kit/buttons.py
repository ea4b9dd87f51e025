"""A button carries a small versioned word and opaque ids, at most 64 bytes, and works for years.

`a1:join:Kf3…` is capability *a*, form 1, the deed *join*, and what it is about. Old forms stay readable:
a new meaning gets a new number. Nothing in a button is trusted; every press is authorised anew.
"""

from dataclasses import dataclass

from handlers.kit.texts import Text

LIMIT_BYTES = 64
SEPARATOR = ":"
ROUTE_PARTS = 2


class ButtonTooLong(Exception):
    """A button holds more than the 64 bytes Telegram takes."""


class ButtonUnreadable(Exception):
    """This is not the data of a button of ours."""


@dataclass(frozen=True)
class Button:
    """What somebody reads, and what a press says."""

    label: Text | str
    data: str


def press(route: str, *about: str) -> str:
    """The data of a button: the route (`a1:join`) and what it is about."""
    data = SEPARATOR.join((route, *about))
    if len(data.encode()) > LIMIT_BYTES:
        raise ButtonTooLong
    return data


def read_press(data: str) -> tuple[str, tuple[str, ...]]:
    """The route and the rest. Raises `ButtonUnreadable`."""
    parts = data.split(SEPARATOR)
    if len(parts) < ROUTE_PARTS or len(data.encode()) > LIMIT_BYTES:
        raise ButtonUnreadable
    return SEPARATOR.join(parts[:ROUTE_PARTS]), tuple(parts[ROUTE_PARTS:])
