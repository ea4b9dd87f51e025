"""Calling the network together, answering in one tap, seeing how it stands, and ending it well."""

from domain.actors import Permission, Role
from handlers.callouts import answers, calls, desk, editor, follow_up, more, news, notices
from handlers.kit.buttons import Button, press
from handlers.kit.capability import Capability, Command, Handler, OpenQuestion
from handlers.kit.context import MenuEntry
from handlers.kit.texts import text
from usecases import callout_answers, callout_board

FOR_MEMBERS: dict[str, Handler] = {
    "c1:answer": answers.answer,
    "c1:later": answers.ask_arrival,
    "c1:arrive": answers.arrive,
    "c1:hush": answers.no_more,
    "c1:open": answers.open_ones,
    "c1:show": answers.show,
    "c1:calendar": answers.calendar,
    "c1:stood": answers.stood_down,
    "c1:unready": answers.unready,
    "c1:read": news.read,
    "c1:fine": news.fine,
    "c1:callme": news.call_me,
}
AT_THE_DESK: dict[str, Handler] = {
    "c1:new": editor.start,
    "c1:drop": editor.drop,
    "c1:edit": editor.change_waiting,
    "c1:withdraw": desk.withdraw,
    "c1:approve": desk.approve,
    "c1:consult": desk.consult,
    "c1:alone": desk.alone,
    "c1:wait": desk.wait,
    "c1:board": desk.board,
    "c1:running": desk.running,
    "c1:keep": desk.keep_asking,
    "c1:tell": desk.tell_now,
    "c1:more": desk.ask_more,
    "c1:deeds": more.more,
    "c1:widen": desk.widen,
    "c1:update": follow_up.update,
    "c1:nonews": follow_up.no_news,
    "c1:close": follow_up.close,
    "c1:cancel": follow_up.cancel,
    "c1:list": calls.call_list,
    "c1:calling": calls.calling,
}
CAPABILITY = Capability(
    name="callouts",
    routes=FOR_MEMBERS | AT_THE_DESK,
    commands=(Command("oproep", editor.start, Permission.CALL_OUT),),
    forms=(editor.FORM, desk.ALONE_FORM, *follow_up.FORMS),
    notices=notices.NOTICES,
    menu=(
        MenuEntry(
            Button(text("button.open_callouts"), press("c1:open")),
            {Role.CONTACTCIRKEL: 20, Role.SNRP: 20, Role.VLIEGENDE_BRIGADE: 30},
        ),
        MenuEntry(
            Button(text("button.new_callout"), press("c1:new")),
            {Role.NETWERKREGISSEUR: 20},
            callout_board.nothing_runs,
            on_duty=6,
        ),
        MenuEntry(
            Button(text("button.current_callout"), press("c1:running")),
            {Role.NETWERKREGISSEUR: 20},
            callout_board.anything_runs,
            on_duty=6,
        ),
    ),
    questions=(OpenQuestion(callout_answers.newest_question, answers.yes_or_no),),
    again={
        "c1:answer": "c1:show",
        "c1:arrive": "c1:show",
        "c1:hush": "c1:show",
        "c1:withdraw": "c1:running",
        "c1:alone": "c1:running",
        "c1:keep": "c1:board",
        "c1:tell": "c1:board",
        "c1:widen": "c1:board",
        "c1:calling": "c1:list",
        "f1:pick:callout": "c1:running",
    },
)
