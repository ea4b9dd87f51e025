"""A count under five is told as *fewer than five*, so that nobody is found behind a small number."""

from typing import Final

LEAST_TOLD: Final = 5


def told(count: int) -> int | None:
    """The number as it may be told; None when it reads *fewer than five*."""
    return count if count >= LEAST_TOLD else None
