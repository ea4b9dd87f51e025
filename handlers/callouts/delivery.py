"""How a call-out was delivered: counts for whoever made it, names only on a list that is written down."""

from domain.ids import CallOutId
from domain.network_times import Urgency
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Lines, Text, Value, text
from usecases import callout_delivery as deeds
from usecases.callout_delivery import Report
from usecases.not_reached import PAGE, NotReached


def report_screen(report: Report, view: View) -> Screen:
    """Nothing here says who read it: Telegram does not tell."""
    made = report.call_out
    missed = Button(text("button.view_undelivered"), press("c1:missed", made.id))
    seen = (missed,) if report.failed and report.may_list else ()
    board = Button(text("button.current_callout"), press("c1:board", made.id))
    return Screen(_with_details(_counts(report, view), report), (*seen, board, to_menu()))


def _counts(report: Report, view: View) -> Text:
    made, tally = report.call_out, report.standing.tally
    words: dict[str, Value] = {
        "sent_at": dates.clock_time(made.sent_at or view.now),
        "accepted": report.accepted,
        "total": report.total,
        "failed": report.failed,
        "open": tally.open,
    }
    if made.drill:
        return text("delivery.report_drill", yes=tally.yes, no=tally.not_coming, **words)
    if made.urgency is Urgency.INFO:
        return text("delivery.report_info", taps=tally.read, **words)
    return text("delivery.report", yes=tally.yes, no=tally.not_coming, **words)


def _with_details(said: Text, report: Report) -> Text:
    """Why it did not arrive, and what still waits, only when there is any."""
    if report.failed:
        why = {"blocked": report.blocked, "uncertain": report.uncertain}
        other = report.failed - report.blocked - report.uncertain
        said = text("delivery.report_failed", report=said, other=other, **why)
    if report.under_way:
        said = text("delivery.report_waits", report=said, waiting=report.under_way)
    return said


async def show(at: Context, call_out: str) -> Screen:
    """*Bezorging bekijken*."""
    report = await at.run(deeds.report, CallOutId(call_out))
    if report is None:
        raise NoSuchRoute
    return report_screen(report, at.view)


async def missed(at: Context, call_out: str, start: str = "0") -> Screen:
    """*Niet bezorgd bekijken*: names, as a message of its own."""
    if not start.isdecimal():
        raise NoSuchRoute
    page = await at.run(deeds.undelivered, CallOutId(call_out), int(start))
    if page is None:
        raise NoSuchRoute
    after = page.start + PAGE
    more = (Button(text("button.more_names"), press("c1:missed", call_out, str(after))),)
    board = Button(text("button.current_callout"), press("c1:board", call_out))
    said = text("delivery.undelivered", n=page.total, lines=Lines.of(_line(one) for one in page.shown))
    return Screen(said, (*(more if after < page.total else ()), board, to_menu()), Place.NEW)


def _line(one: NotReached) -> Text:
    name = one.name or text("list.no_name")
    return text("delivery.undelivered_line", name=name, why=text(f"delivery.why_{one.why.value}"))
