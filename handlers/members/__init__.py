"""Coming in, the menus, what members choose about themselves, and who looks after the list."""

from domain.actors import Permission
from handlers.kit.capability import Capability, Command
from handlers.members import (
    absence,
    contact,
    entries,
    forms,
    inviting,
    joining,
    menus,
    own_data,
    privacy,
    profile,
    roll,
    staff,
)
from handlers.members.routes import ROUTES

CAPABILITY = Capability(
    name="members",
    routes=ROUTES,
    commands=(
        Command("menu", menus.menu, Permission.EVERYONE),
        Command("gegevens", own_data.menu, Permission.OWN_DATA),
        Command("afwezig", absence.ask, Permission.OWN_DATA),
        Command("leden", roll.first_page, Permission.SEE_MEMBERS),
        Command("uitnodigen", inviting.begin, Permission.INVITE),
        Command("hulp", menus.numbers, Permission.EVERYONE, aliases=("help",)),
        Command("privacy", privacy.first_page, Permission.EVERYONE),
        Command("stop", own_data.stop, Permission.EVERYONE),
        Command("start", joining.start, Permission.EVERYONE),
    ),
    forms=(forms.PROFILE, contact.PHONE_FORM, contact.RENAME_FORM, absence.FORM),
    notices=(*roll.NOTICES, *staff.NOTICES),
    menu=entries.MENU,
    home=menus.home,
    leave=own_data.leave,
    loose=joining.loose,
    blocking=profile.blocking,
)
