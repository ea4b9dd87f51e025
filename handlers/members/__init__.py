"""Coming in, the menus, what members choose about themselves, and who looks after the list."""

from domain.actors import Permission
from handlers.kit.capability import Capability, Command
from handlers.members import (
    absence,
    channel,
    contact,
    entries,
    forms,
    inviting,
    joining,
    menus,
    own_data,
    phone_tree,
    privacy,
    profile,
    reach,
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
    forms=(forms.PROFILE, contact.PHONE_FORM, contact.RENAME_FORM, absence.FORM, channel.FORM),
    notices=(*roll.NOTICES, *staff.NOTICES, *phone_tree.NOTICES, *reach.NOTICES, *channel.NOTICES),
    menu=entries.MENU,
    home=menus.home,
    leave=own_data.leave,
    loose=joining.loose,
    blocking=profile.blocking,
    again={
        "m1:nonumber": "m1:change",
        "m1:live": "m1:change",
        "m1:speak": "m1:change",
        "m1:purpose": "m1:purposes",
        "m1:night": "m1:change",
        "m1:nights": "m1:change",
        "m1:quiet": "m1:change",
        "m1:setroles": "m1:member",
        "m1:halted": "m1:member",
        "m1:readmit": "m1:member",
        "m1:ontree": "m1:change",
        "m1:nomail": "m1:channel",
        "m1:tree": "m1:maketree",
    },
)
