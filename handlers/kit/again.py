"""An answer that could not be delivered is offered again: what was done is kept, one tap shows it.

A press that had its effect before a crash has none now; its answer is how the thing stands.
"""

import inspect
from collections.abc import Mapping

from domain.ids import MemberId
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Handler, NoticeKind, always
from handlers.kit.context import Context
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from usecases.app import Moment
from usecases.conversation import SCREEN_AGAIN

CURRENT = "k1:current"


def still_a_member(_at: Moment, _member: MemberId, _payload: Mapping[str, str]) -> bool:
    """True as long as there is somebody to tell."""
    return True


def offer(_facts: bool, _view: View) -> Screen:
    """Shown in place of the answer; the button leads to the question or the menu of this moment."""
    return Screen(text("notice.answer_again"), (Button(text("button.show_answer"), press(CURRENT)),))


NOTICE = NoticeKind(SCREEN_AGAIN, still_a_member, offer, always, through_absence=True)


def leading(handler: Handler) -> Handler:
    """The same for a button with more parts: it takes the first ones, as many as it cannot do without."""
    needed = inspect.signature(handler).parameters.values()
    takes = sum(one.default is one.empty for one in needed) - 1

    async def lead(at: Context, *about: str) -> Screen:
        return await handler(at, *about[:takes])

    return lead
