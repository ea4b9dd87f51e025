"""The Vliegende Brigade: asked without names, passed on by a human, offered freely, agreed by both."""

from domain.actors import Permission, Role
from handlers.brigade import asking, desk, notices, offering, requester
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text

CAPABILITY = Capability(
    name="brigade",
    routes={
        "b1:start": asking.start,
        "b1:new": asking.new,
        "b1:withdraw": requester.withdraw,
        "b1:answer": requester.start_answer,
        "b1:asis": requester.leave_as_is,
        "b1:accept": requester.accept,
        "b1:helped": requester.helped,
        "b1:calls": offering.calls,
        "b1:call": offering.call,
        "b1:offer": offering.offer,
        "b1:no": offering.not_this_time,
        "b1:agree": offering.agree,
        "b1:back": offering.step_back,
        "b1:ourselves": offering.ourselves,
        "b1:mine": offering.my_work,
        "b1:work": offering.work,
        "b1:desk": desk.open_list,
        "b1:look": desk.look,
        "b1:pass": desk.pass_on,
        "b1:askback": desk.start_ask_back,
        "b1:shorten": desk.start_shorten,
        "b1:unfit": desk.turn_down,
        "b1:choose": desk.choose,
        "b1:undo": desk.undo,
    },
    commands=(Command("brigade", asking.start, Permission.ASK_BRIGADE),),
    forms=(asking.FORM, requester.FORM, *desk.FORMS),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.ask_brigade"), press("b1:start")), {Role.PROFESSIONAL: 10, Role.PARTNER: 30}
        ),
        MenuEntry(
            Button(text("button.questions_to_brigade"), press("b1:calls")), {Role.VLIEGENDE_BRIGADE: 10}
        ),
        MenuEntry(Button(text("button.my_brigade_work"), press("b1:mine")), {Role.VLIEGENDE_BRIGADE: 20}),
        MenuEntry(Button(text("button.match_brigade"), press("b1:desk")), {Role.NETWERKREGISSEUR: 40}),
    ),
    again={
        "b1:offer": "b1:work",
        "b1:agree": "b1:work",
        "b1:back": "b1:mine",
        "b1:pass": "b1:look",
        "b1:unfit": "b1:desk",
        "b1:choose": "b1:look",
        "b1:undo": "b1:look",
    },
)
