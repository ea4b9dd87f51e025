"""A free message to a circle: written, seen as everybody will see it, sent once, and reported."""

from domain.actors import Permission, Role
from handlers.broadcasts import notices, reading, sending, writing
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text

CAPABILITY = Capability(
    name="broadcasts",
    routes={
        "d1:new": writing.start,
        "d1:fresh": writing.fresh,
        "d1:again": writing.again,
        "d1:rewrite": writing.rewrite,
        "d1:undo": sending.undo,
        "d1:stop": sending.stop,
        "d1:show": sending.show,
        "d1:missed": sending.missed,
        "d1:nomore": reading.no_more,
        "d1:more": reading.more_again,
    },
    commands=(Command("bericht", writing.start, Permission.BROADCAST),),
    forms=(writing.FORM,),
    notices=notices.NOTICES,
    menu=(MenuEntry(Button(text("button.send_broadcast"), press("d1:new")), {Role.NETWERKREGISSEUR: 70}),),
    again={
        "d1:undo": "d1:show",
        "d1:stop": "d1:show",
    },
)
