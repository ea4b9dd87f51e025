"""*Hoort bij ander bericht*: several reports of one unrest are answered together."""

from domain.ids import ReportId
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, text
from handlers.unrest.desk import ON_A_PAGE, handled, line
from usecases import unrest_ties
from usecases.unrest import NotNow


async def choose(at: Context, report: str, start: str) -> Screen:
    """Those to which it may belong, the most alike first, without a text."""
    if not start.isdecimal():
        raise NoSuchRoute
    back = Button(text("button.back"), press("u1:open", report))
    match await at.run(unrest_ties.candidates, ReportId(report)):
        case NotNow():
            return handled()
        case found if not found.others:
            return Screen(text("coordinator.unrest_tie_none", code=found.report.code), (back, to_menu()))
        case found:
            page = found.others[int(start) : int(start) + ON_A_PAGE] or found.others[:ON_A_PAGE]
            left = int(start) + ON_A_PAGE
            more = Button(text("button.more"), press("u1:ties", report, str(left)))
            said = text(
                "coordinator.unrest_tie",
                code=found.report.code,
                lines=Lines.of(line(one, at.view) for one in page),
            )
            choices = (
                Button(text("button.open_code", code=one.code), press("u1:tie", report, one.id))
                for one in page
            )
            return Screen(said, (*choices, *((more,) if left < len(found.others) else ()), back))


async def tie(at: Context, report: str, other: str) -> Screen:
    """One of them."""
    match await at.run(unrest_ties.tie, ReportId(report), ReportId(other)):
        case NotNow():
            return handled()
        case tied:
            said = text("coordinator.unrest_tied", code=tied.report.code, other=tied.other.code)
            open_it = Button(text("button.open_report"), press("u1:open", report))
            return Screen(said, (open_it, Button(text("button.view_unrest"), press("u1:list"))))
