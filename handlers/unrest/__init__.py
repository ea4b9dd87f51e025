"""Passing on unrest, danger first; and at the desk: taking up, asking, and closing with an answer."""

from domain.actors import Permission, Role
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text
from handlers.unrest import asked, danger, desk, dialogue, notices, outcome, report, ties

CAPABILITY = Capability(
    name="unrest",
    routes={
        "u1:start": danger.start,
        "u1:danger": danger.call_112,
        "u1:safe": report.start,
        "u1:called": report.start_after_112,
        "u1:list": desk.reports,
        "u1:open": desk.open_report,
        "u1:take": desk.take,
        "u1:call": desk.call_out,
        "u1:merge": desk.merge,
        "u1:ties": ties.choose,
        "u1:tie": ties.tie,
        "u1:cannot": asked.cannot,
        "u1:calling": asked.calling,
        "u1:along": asked.think_along,
        "u1:ask": dialogue.start_question,
        "u1:answer": dialogue.start_answer,
        "u1:silent": dialogue.rather_not,
        "u1:close": outcome.start,
    },
    commands=(Command("onrust", danger.start, Permission.PASS_ON_UNREST),),
    forms=(report.FORM, dialogue.QUESTION_FORM, dialogue.ANSWER_FORM, outcome.FORM),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.pass_on_unrest"), press("u1:start")),
            {
                Role.CONTACTCIRKEL: 10,
                Role.SNRP: 10,
                Role.VLIEGENDE_BRIGADE: 50,
                Role.PROFESSIONAL: 30,
                Role.PARTNER: 40,
            },
        ),
        MenuEntry(
            Button(text("button.view_unrest"), press("u1:list")), {Role.NETWERKREGISSEUR: 10}, on_duty=5
        ),
    ),
    again={
        "u1:open": "u1:open",
        "u1:take": "u1:open",
        "u1:tie": "u1:open",
        "u1:merge": "u1:list",
        "u1:cannot": "u1:list",
        "u1:along": "u1:list",
        "f1:pick:unrest_outcome": "u1:list",
    },
)
