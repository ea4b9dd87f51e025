"""On the screen only *a message from the network*; the text takes its place after the tap."""

from collections.abc import Mapping
from typing import Any

from domain.ids import NoticeId
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Handler, NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from usecases import delivery

READ = "k1:read"


def discreet_screen(notice: NoticeId) -> Screen:
    """What arrives."""
    return Screen(text("notice.discreet"), (Button(text("button.read_message"), press(READ, notice)),))


def reader(kinds: Mapping[str, NoticeKind]) -> Handler:
    """The handler of *Bericht lezen* for these kinds of notices."""

    async def read(at: Context, notice: str) -> Screen:
        """The text itself, if it is still true and for this member."""
        unread = await at.run(delivery.read_discreet, NoticeId(notice))
        kind = kinds.get(unread.kind) if unread else None
        facts = await _facts(at, kind, unread.payload) if kind and unread else None
        if kind is None or facts is None:
            return Screen(text("error.button_expired"), (to_menu(),), Place.NEW)
        return kind.screen(facts, at.view)

    return read


async def _facts(at: Context, kind: NoticeKind, payload: Mapping[str, str]) -> Any | None:
    return await at.run(delivery.facts_now, kind.to_read or kind.facts, payload)
