"""Calling the network together, answering in one tap, and seeing how it stands."""

from domain.actors import Permission, Role
from handlers.callouts import answers, desk, editor, notices
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command, OpenQuestion
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text
from usecases import callout_answers

CAPABILITY = Capability(
    name="callouts",
    routes={
        "c1:answer": answers.answer,
        "c1:later": answers.ask_arrival,
        "c1:arrive": answers.arrive,
        "c1:hush": answers.no_more,
        "c1:open": answers.open_ones,
        "c1:show": answers.show,
        "c1:calendar": answers.calendar,
        "c1:new": editor.start,
        "c1:approve": desk.approve,
        "c1:consult": desk.consult,
        "c1:alone": desk.alone,
        "c1:wait": desk.wait,
        "c1:board": desk.board,
        "c1:running": desk.running,
    },
    commands=(Command("oproep", editor.start, Permission.CALL_OUT),),
    forms=(editor.FORM, desk.ALONE_FORM),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.open_callouts"), press("c1:open")),
            {Role.CONTACTCIRKEL: 20, Role.SNRP: 20, Role.VLIEGENDE_BRIGADE: 30},
        ),
        MenuEntry(Button(text("button.new_callout"), press("c1:new")), {Role.NETWERKREGISSEUR: 20}),
        MenuEntry(Button(text("button.current_callout"), press("c1:running")), {Role.NETWERKREGISSEUR: 21}),
    ),
    questions=(OpenQuestion(callout_answers.newest_question, answers.yes_or_no),),
)
