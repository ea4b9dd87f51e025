"""A method of the Bot API: what it does and which parameters it knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.wire import Params

if TYPE_CHECKING:
    from sandbox.core import Telegram

Do = Callable[["Telegram", Params], object]


@dataclass(frozen=True)
class Method:
    """`params` are the names understood here; others are ignored, as Telegram does, but recorded."""

    do: Do
    params: frozenset[str]


def method(do: Do, params: str = "") -> Method:
    return Method(do, frozenset(params.split()))
