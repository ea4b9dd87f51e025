"""What changes on a person's screen, for whoever shows that screen."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Event:
    """A message that came, changed or went, or a short text over the screen."""

    kind: Literal["new", "edit", "delete", "popup"]
    user: int
    message: int | None = None
    text: str = field(default="", repr=False)
