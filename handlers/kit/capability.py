"""What a capability brings: routes, commands, forms, notices and its place in the menus."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.actors import Permission
from domain.channels import Channel
from domain.ids import MemberId
from handlers.kit.context import Context, MenuEntry
from handlers.kit.forms import Form
from handlers.kit.screen import Screen, View
from usecases.app import Moment, UseCase
from usecases.delivery import Hours

# A handler takes the context and the parts of the button that follow its route.
Handler = Callable[..., Awaitable[Screen]]


@dataclass(frozen=True)
class Command:
    """A word after a slash; `permission` says whose menu shows it, `aliases` work but are not shown."""

    word: str
    handler: Handler
    permission: Permission
    aliases: tuple[str, ...] = ()


def waking(_facts: Any, _now: datetime) -> Hours:
    """Outside quiet hours."""
    return Hours.WAKING


def always(_facts: Any, _now: datetime) -> Hours:
    """At any hour."""
    return Hours.ALWAYS


@dataclass(frozen=True)
class NoticeKind:
    """How one kind of fact becomes a message: read again at the moment of sending, then shown.

    `facts` returns None when it is no longer true, and then nothing is sent. `discreet` means that everybody
    sees only *a message from the network* first, not just who chose stille stand. With a `channel` the facts
    are a `ByMail`, and it goes there and not to the chat. `to_read` are the facts for *Bericht lezen*, when
    what is too late to send may still be read.
    """

    kind: str
    facts: Callable[[Moment, MemberId, Mapping[str, str]], Any | None]
    screen: Callable[[Any, View], Screen]
    hours: Callable[[Any, datetime], Hours] = waking
    discreet: bool = False
    through_absence: bool = False
    channel: Channel | None = None
    to_read: Callable[[Moment, MemberId, Mapping[str, str]], Any | None] | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """What *ja* and *nee* answer: when and about what was last asked, and what the answer does."""

    asked: UseCase[[], tuple[datetime, str] | None]
    answer: Callable[[Context, str, bool], Awaitable[Screen]]


@dataclass(frozen=True)
class Capability:
    """One thing the bot can do, as the wiring sees it.

    `home` is the main menu, `leave` asks about stopping, `loose` takes a text that no form asked for
    and `beside` has the first look at it, None when it is nothing for it,
    `blocking` hears that an account blocked the bot or came back. `again` names, for a press that had its
    effect before a crash, the route that shows how its thing stands now: `c1:answer` leads to `c1:show`.
    """

    name: str
    routes: Mapping[str, Handler] = field(default_factory=dict)
    commands: tuple[Command, ...] = ()
    forms: tuple[Form, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    home: Handler | None = None
    leave: Handler | None = None
    loose: Handler | None = None
    beside: Callable[[Context, str], Awaitable[Screen | None]] | None = None
    blocking: Callable[[Context, bool], Awaitable[None]] | None = None
    again: Mapping[str, str] = field(default_factory=dict)
