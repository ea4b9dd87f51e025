"""An urgent report that nobody has asks around: who can open it, who calls, who cannot, who thinks along."""

from domain.ids import ReportId
from domain.phone import spoken
from domain.unrest import Report
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from handlers.unrest.desk import handled
from usecases import unrest_rings
from usecases.unrest import NotNow
from usecases.unrest_alarms import Taken
from usecases.unrest_rings import Along, Ringing


def _minutes(report: Report, view: View) -> int:
    return int((view.now - report.rings_from).total_seconds() // 60)


def _cannot(report: Report) -> Button:
    return Button(text("button.cannot"), press("u1:cannot", report.id))


def unread(ringing: Ringing, view: View) -> Screen:
    """Nobody took up an urgent report; whoever opens it has it."""
    report = ringing.report
    said = text("coordinator.unrest_unread", minutes=_minutes(report, view), code=report.code)
    open_it = Button(text("button.open_report"), press("u1:take", report.id))
    return Screen(said, (open_it, _cannot(report)))


def unread_second(ringing: Ringing, view: View) -> Screen:
    """The same to the second person, who may not read it and can call."""
    report = ringing.report
    said = text(
        "coordinator.unrest_unread_second",
        minutes=_minutes(report, view),
        code=report.code,
        duty_phones=_numbers(ringing.phones),
    )
    return Screen(said, (Button(text("button.calling_now"), press("u1:calling", report.id)), _cannot(report)))


def taken(found: Taken, _view: View) -> Screen:
    """Somebody else has the urgent report."""
    role = text("taker.stand_in" if found.stand_in else "taker.netwerkregisseur")
    said = text("coordinator.unrest_taken", taker_role=role, code=found.report.code)
    along = Button(text("button.thinking_along"), press("u1:along", found.report.id))
    return Screen(said, (along, to_menu()))


def along(found: Along, _view: View) -> Screen:
    """Somebody thinks along with whoever has the report."""
    said = text("coordinator.unrest_along", first_name=found.name, code=found.report.code)
    return Screen(said, (Button(text("button.open_report"), press("u1:open", found.report.id)), to_menu()))


async def cannot(at: Context, report: str) -> Screen:
    """*Ik kan niet*."""
    match await at.run(unrest_rings.cannot, ReportId(report)):
        case NotNow():
            return over()
        case found:
            return Screen(text("coordinator.unrest_cannot", code=found.code), (to_menu(),))


def _numbers(phones: tuple[str, ...]) -> str:
    return ", ".join(spoken(phone) for phone in phones)


async def calling(at: Context, report: str) -> Screen:
    """*Ik bel nu*."""
    match await at.run(unrest_rings.call_now, ReportId(report)):
        case NotNow():
            return over()
        case found:
            said = text("coordinator.unrest_calling", duty_phones=_numbers(found.phones))
            return Screen(said, (to_menu(),))


async def think_along(at: Context, report: str) -> Screen:
    """*Ik denk mee*."""
    match await at.run(unrest_rings.think_along, ReportId(report)):
        case NotNow():
            return over()
        case found:
            return Screen(text("coordinator.unrest_along_told", code=found.code), (to_menu(),))


def over() -> Screen:
    """Somebody has it by now, or it is closed; whoever may not read reports gets no way to the list."""
    return Screen(handled().text, (to_menu(),))
