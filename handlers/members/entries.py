"""The buttons that this capability puts in the main menus."""

from domain.actors import Role
from handlers.kit.buttons import Button, press
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text

MENU = (
    MenuEntry(
        Button(text("button.my_data"), press("m1:data")),
        {
            Role.CONTACTCIRKEL: 50,
            Role.SNRP: 50,
            Role.VLIEGENDE_BRIGADE: 70,
            Role.PROFESSIONAL: 50,
            Role.PARTNER: 60,
            Role.PROCESREGISSEUR: 30,
            Role.BEHEERDER: 40,
            Role.FG: 20,
            Role.SECOND_PERSON: 10,
        },
    ),
    MenuEntry(
        Button(text("button.help_and_numbers"), press("k1:help")),
        {
            Role.CONTACTCIRKEL: 60,
            Role.SNRP: 60,
            Role.VLIEGENDE_BRIGADE: 80,
            Role.PROFESSIONAL: 60,
            Role.PARTNER: 70,
            Role.SECOND_PERSON: 20,
        },
    ),
    MenuEntry(Button(text("button.members_and_data"), press("m1:desk")), {Role.NETWERKREGISSEUR: 80}),
    MenuEntry(Button(text("button.my_contact_card"), press("m1:contact")), {Role.PROCESREGISSEUR: 10}),
    MenuEntry(Button(text("button.bot_status"), press("m1:status")), {Role.BEHEERDER: 10}),
    MenuEntry(Button(text("button.manage_roles"), press("m1:staff")), {Role.BEHEERDER: 20}),
    MenuEntry(Button(text("button.view_log"), press("m1:log")), {Role.BEHEERDER: 30, Role.FG: 10}),
)
