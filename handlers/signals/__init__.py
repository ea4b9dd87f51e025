"""Signals: shared without names, read without a sender, always answered, and then forgotten."""

from domain.actors import Permission, Role
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text
from handlers.signals import desk, notices, replies, sharing

CAPABILITY = Capability(
    name="signals",
    routes={
        "s1:start": sharing.start,
        "s1:new": sharing.new,
        "s1:withdraw": replies.withdraw,
        "s1:answer": replies.start_answer,
        "s1:decline": replies.decline,
        "s1:dispute": replies.dispute,
        "s1:clear": replies.clear,
        "s1:wrong": replies.wrong,
        "s1:desk": desk.open_list,
        "s1:open": desk.open_one,
        "s1:ask": desk.choose_question,
        "s1:question": desk.ask_ready,
        "s1:own": desk.start_own,
        "s1:wipe": desk.wipe,
        "s1:wiped": desk.wiped,
        "s1:close": desk.close,
    },
    commands=(
        Command("signaal", sharing.start, Permission.SHARE_SIGNAL, aliases=("zorg",)),
        Command("signalen", desk.open_list, Permission.READ_SIGNALS),
    ),
    forms=(sharing.FORM, replies.FORM, desk.OWN_FORM, desk.OUTCOME_FORM),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.share_signal"), press("s1:start")),
            {
                Role.CONTACTCIRKEL: 40,
                Role.SNRP: 40,
                Role.VLIEGENDE_BRIGADE: 60,
                Role.PROFESSIONAL: 40,
                Role.PARTNER: 50,
            },
        ),
        MenuEntry(Button(text("button.read_signals"), press("s1:desk")), {Role.NETWERKREGISSEUR: 30}),
    ),
    again={
        "s1:question": "s1:open",
        "s1:wiped": "s1:open",
    },
)
