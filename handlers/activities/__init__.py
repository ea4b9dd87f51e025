"""Trainings and other activities: made, invited to, signed up for in one tap, reminded of."""

from domain.actors import Permission, Role
from handlers.activities import changing, desk, entry, inviting, making, notices
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text

CAPABILITY = Capability(
    name="activities",
    routes={
        "a1:join": entry.sign_up,
        "a1:leave": entry.withdraw,
        "a1:show": entry.show,
        "a1:details": entry.details,
        "a1:fewer": entry.fewer,
        "a1:calendar": entry.calendar,
        "a1:agenda": entry.agenda,
        "a1:more": entry.more_agenda,
        "a1:desk": desk.board,
        "a1:planned": desk.more_board,
        "a1:card": desk.card,
        "a1:people": desk.participants,
        "a1:new": making.start,
        "a1:invite": inviting.start,
        "a1:undo": inviting.undo,
        "a1:change": changing.change,
        "a1:cancel": changing.cancel,
    },
    commands=(
        Command("agenda", entry.agenda, Permission.SEE_ACTIVITIES),
        Command("activiteit", desk.board, Permission.MANAGE_ACTIVITIES),
    ),
    forms=(making.FORM, inviting.FORM, changing.CHANGE_FORM, changing.CANCEL_FORM),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.trainings_and_agenda"), press("a1:agenda")),
            {
                Role.CONTACTCIRKEL: 30,
                Role.SNRP: 30,
                Role.VLIEGENDE_BRIGADE: 40,
                Role.PROFESSIONAL: 20,
                Role.PROCESREGISSEUR: 20,
            },
        ),
        MenuEntry(Button(text("button.manage_trainings"), press("a1:desk")), {Role.NETWERKREGISSEUR: 50}),
        MenuEntry(Button(text("button.send_invitation"), press("a1:invite")), {Role.NETWERKREGISSEUR: 60}),
    ),
    again={
        "a1:join": "a1:show",
        "a1:leave": "a1:show",
        "a1:fewer": "a1:show",
        "a1:undo": "a1:card",
        "f1:pick:activity": "a1:desk",
    },
)
