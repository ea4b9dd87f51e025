"""At the desk: which reports wait, one of them in full, and who takes it up."""

from domain.actors import Permission, may
from domain.ids import CallOutId, ReportId
from domain.unrest import Report, State
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Lines, Text, text
from handlers.unrest import words
from usecases import questions, unrest_desk
from usecases.unrest import NotNow
from usecases.unrest_readers import Shown

ON_A_PAGE = 5
EDITOR = "callout"


async def reports(at: Context, start: str = "0") -> Screen:
    """*Onrust bekijken*: the most pressing first, without a text."""
    if not start.isdecimal():
        raise NoSuchRoute
    waiting = await at.run(unrest_desk.waiting)
    answers = may(await at.actor(), Permission.ANSWER_QUESTIONS)
    asked = await at.run(questions.waiting) if answers else []
    read = (Button(text("button.read_questions"), press("q1:list")),) if asked else ()
    if not waiting:
        return Screen(text("coordinator.unrest_list_none"), (*read, to_menu()))
    page = waiting[int(start) : int(start) + ON_A_PAGE] or waiting[:ON_A_PAGE]
    lines = Lines.of(line(report, at.view) for report in page)
    opens = tuple(
        Button(text("button.open_code", code=report.code), press("u1:open", report.id)) for report in page
    )
    left = int(start) + ON_A_PAGE
    more = (Button(text("button.more"), press("u1:list", str(left))),) if left < len(waiting) else ()
    said = text("coordinator.unrest_list", open=len(waiting), lines=lines)
    return Screen(said, (*opens, *more, *read, to_menu()))


def line(report: Report, view: View) -> Text:
    """One report in a list, without its text."""
    return text(
        "coordinator.unrest_line",
        code=report.code,
        topic=words.topic(view.network, report.told.topic),
        neighbourhood=words.place(view.network, report.told.neighbourhood),
        answer_by=dates.dated_time(report.answer_by, view.now),
    )


def report_screen(shown: Shown, view: View) -> Screen:
    """One report in full, with what can be done now; it cannot be copied or passed on."""
    report = shown.report
    take = Button(text("button.take_this_up"), press("u1:take", report.id))
    ask = Button(text("button.ask_question"), press("u1:ask", report.id))
    ending = "button.no_action_needed" if report.state is State.RECEIVED else "button.close_with_answer"
    other = Button(text("button.belongs_to_report"), press("u1:ties", report.id, "0"))
    return Screen(
        words.for_desk(shown, view),
        (
            *((take,) if shown.free else ()),
            Button(text("button.make_callout"), press("u1:call", report.id)),
            *(() if report.talk.asked else (ask,)),
            Button(text(ending), press("u1:close", report.id)),
            *((other,) if shown.others else ()),
        ),
    )


def handled() -> Screen:
    """Somebody else was first, or it was closed."""
    other = Button(text("button.view_unrest"), press("u1:list"))
    return Screen(text("coordinator.unrest_handled"), (other, to_menu()), Place.NEW)


async def open_report(at: Context, report: str) -> Screen:
    """One report from the list."""
    return _shown(at, await at.run(unrest_desk.look_at, ReportId(report)))


async def take(at: Context, report: str) -> Screen:
    """*Ik pak dit op*, and *Bericht openen* under a ring."""
    return _shown(at, await at.run(unrest_desk.take, ReportId(report)))


def _shown(at: Context, found: Shown | NotNow) -> Screen:
    match found:
        case NotNow():
            return handled()
        case Shown():
            return report_screen(found, at.view)


async def call_out(at: Context, report: str) -> Screen:
    """*Oproep maken*: the editor opens empty; facts are written anew, never taken from a report."""
    match await at.run(unrest_desk.assess, ReportId(report)):
        case NotNow():
            return handled()
        case _:
            return await at.flow.resume(at, EDITOR) or (await at.flow.start(at, EDITOR)).anew()


async def merge(at: Context, report: str, call_out: str) -> Screen:
    """*Hoort bij oproep*: the sender hears that it is taken along there."""
    match await at.run(unrest_desk.merge, ReportId(report), CallOutId(call_out)):
        case NotNow():
            return handled()
        case found:
            back = Button(text("button.open_report"), press("u1:open", report))
            return Screen(text("coordinator.unrest_merged", code=found.code), (back, to_menu()))
