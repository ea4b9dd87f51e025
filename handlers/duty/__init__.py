"""Who reads along when nobody works: the roster, asking a stand-in, taking over and handing back."""

from handlers.duty import asking, notices, roster, turns
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text
from usecases import duty_turns

CAPABILITY = Capability(
    name="duty",
    routes={
        "w1:roster": roster.show,
        "w1:ask": roster.gaps,
        "w1:gap": asking.whom,
        "w1:to": asking.send,
        "w1:self": asking.myself,
        "w1:typed": asking.typed,
        "w1:change": roster.change,
        "w1:shift": roster.one,
        "w1:cancel": roster.cancel,
        "w1:back": roster.take_back,
        "w1:yes": asking.agree,
        "w1:no": asking.refuse,
        "w1:over": turns.take_over,
        "w1:cannot": turns.cannot,
        "w1:how": turns.how,
        "w1:mine": turns.my_shift,
        "w1:note": turns.start_note,
    },
    forms=(asking.HOURS_FORM, turns.NOTE_FORM),
    notices=notices.NOTICES,
    menu=(MenuEntry(Button(text("button.my_shift"), press("w1:mine")), {}, duty_turns.stands_in, on_duty=7),),
    again={
        "w1:gap": "w1:ask",
        "w1:to": "w1:roster",
        "w1:self": "w1:roster",
        "w1:cancel": "w1:roster",
        "w1:back": "w1:roster",
        "w1:yes": "w1:how",
        "w1:no": "w1:how",
        "w1:over": "w1:how",
        "w1:cannot": "w1:how",
        "f1:pick:duty_note": "w1:mine",
    },
)
