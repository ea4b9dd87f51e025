"""What one person sees next: a text, its buttons, perhaps a file; where it appears; what leaves the chat."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from domain.actors import Actor, Role
from domain.network import Network
from handlers.kit.buttons import Button
from handlers.kit.texts import Text

PAIR_SIGNS = 17


class Place(Enum):
    """In the message that was tapped, as a new message, in a pop-up over the chat; or in place or nowhere."""

    IN_PLACE = "in_place"
    NEW = "new"
    POP_UP = "pop_up"
    OR_NOWHERE = "or_nowhere"


@dataclass(frozen=True)
class View:
    """From where a screen is made: the present moment and the settings of the network."""

    now: datetime
    network: Network


@dataclass(frozen=True)
class Document:
    """A file to save."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Screen:
    """One message. `protect` stops forwarding and saving; `card` names a message that changes later.

    `unwiped` is said instead when what was typed could not be taken out of the chat.
    `commands` renews the list behind the menu button for such a member; one without a role has none.
    """

    text: Text
    buttons: tuple[Button, ...] = ()
    place: Place = Place.IN_PLACE
    then: "Screen | None" = None
    document: Document | None = None
    protect: bool = True
    wipe: bool = False
    unwiped: Text | None = None
    card: str | None = None
    commands: Actor | None = None

    def anew(self) -> "Screen":
        """The same as a new message."""
        return replace(self, place=Place.NEW)

    def followed_by(self, other: "Screen") -> "Screen":
        """The same with another message after it."""
        return replace(self, then=other)

    def renewing(self, roles: frozenset[Role], on_duty: bool = False) -> "Screen":
        """The same, and the list of commands becomes that of these roles, and of a shift that was taken."""
        return replace(self, commands=Actor(roles=roles, on_duty=on_duty))

    def left_in_chat(self) -> "Screen":
        """The same when what was typed is still in the chat."""
        return self if self.unwiped is None else replace(self, text=self.unwiped)

    def wiping(self) -> "Screen":
        """The same, and what the member typed is taken out of the chat."""
        return replace(self, wipe=True)


def rows(labels: list[str]) -> list[list[int]]:
    """Which buttons share a row: two short ones next to each other, the rest alone."""
    laid: list[list[int]] = []
    for index, label in enumerate(labels):
        last = laid[-1] if laid else []
        if len(last) == 1 and len(label) <= PAIR_SIGNS and len(labels[last[0]]) <= PAIR_SIGNS:
            last.append(index)
        else:
            laid.append([index])
    return laid
