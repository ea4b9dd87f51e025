"""Each message with a call-out stays known while it is open; at its end the place leaves all of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from domain.callout_answers import Answer
from domain.callout_messages import asked_card
from domain.callouts import State
from domain.ids import CallOutId
from handlers.callouts import answers, screens
from handlers.kit.buttons import read_press
from handlers.kit.capability import Handler, NoticeKind, always
from handlers.kit.context import Context
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import text
from usecases import callout_chats
from usecases.callout_chats import InChat

ANSWERS = frozenset({"c1:answer", "c1:later", "c1:arrive", "c1:calendar"})


def kept(screen: Screen) -> Screen:
    """A screen under which a call-out is answered is known by it."""
    if screen.card is not None or screen.place is Place.POP_UP:
        return screen
    presses = [read_press(button.data) for button in screen.buttons]
    about = next((parts[0] for route, parts in presses if route in ANSWERS and parts), None)
    return screen if about is None else replace(screen, card=asked_card(CallOutId(about)))


def kept_routes(routes: Mapping[str, Handler]) -> dict[str, Handler]:
    """The same routes; what they show is known."""
    return {route: _kept_handler(handler) for route, handler in routes.items()}


def _kept_handler(handler: Handler) -> Handler:
    @wraps(handler)
    async def shown(*args: Any) -> Screen:
        return kept(await handler(*args))

    return shown


def kept_notices(kinds: tuple[NoticeKind, ...]) -> tuple[NoticeKind, ...]:
    """The same notices; what they show is known."""
    return tuple(replace(kind, screen=_kept_screen(kind.screen)) for kind in kinds)


def _kept_screen(screen: Callable[[Any, View], Screen]) -> Callable[[Any, View], Screen]:
    @wraps(screen)
    def shown(facts: Any, view: View) -> Screen:
        return kept(screen(facts, view))

    return shown


async def kept_answer(at: Context, call_out: str, yes: bool) -> Screen:
    """The typed words *ja* and *nee*; the answer is known too."""
    return kept(await answers.yes_or_no(at, call_out, yes))


def in_chat(found: InChat, view: View) -> Screen:
    """In place or nowhere: with the new time and place, or without any once it is over."""
    made = found.call_out
    if not made.open:
        key = "callout.in_chat_cancelled" if made.state is State.CANCELLED else "callout.in_chat_over"
        said = text(
            key,
            as_of=screens.as_of(made.times.as_of, view.now),
            source=screens.source(made.parts),
            facts=made.parts.facts,
        )
        shown = Screen(said)
    elif found.mine.answer is Answer.NONE:
        shown = screens.invitation(made, view, also=found.also)
    else:
        shown = answers.answered(made, found.mine, view)
    return replace(shown, card=found.card, place=Place.OR_NOWHERE)


NOTICES = (
    NoticeKind(callout_chats.IN_CHAT, callout_chats.facts_in_chat, in_chat, always, through_absence=True),
)
