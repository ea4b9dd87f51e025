"""Coming in, the menus, and what members choose about themselves."""

from domain.actors import Permission
from handlers.kit.capability import Capability, Command
from handlers.members import forms, joining, menus, profile

CAPABILITY = Capability(
    name="members",
    routes={
        "m1:read": joining.read_on,
        "m1:declined": joining.declined,
        "m1:switch": joining.switch,
        "m1:consent": joining.consent,
        "m1:network": joining.about_network,
        "m1:code": joining.ask_code,
        "m1:nights": profile.nights,
        "k1:help": menus.numbers,
    },
    commands=(
        Command("start", joining.start, Permission.EVERYONE),
        Command("menu", menus.home, Permission.EVERYONE),
        Command("hulp", menus.numbers, Permission.EVERYONE, aliases=("help",)),
    ),
    forms=(forms.PROFILE,),
    home=menus.home,
    leave=menus.home,
    loose=joining.loose,
    blocking=profile.blocking,
)
