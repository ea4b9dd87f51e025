"""For the beheerder how the bot runs, for the FG what was done by which role; never what somebody wrote."""

from datetime import time

from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, Value, text
from handlers.members.naming import known
from storage.audit import Line
from usecases import members, oversight
from usecases.oversight import LOG_DAYS, PAGE

MIDNIGHT = time()


async def status(at: Context) -> Screen:
    """*Status van de bot*, from what is in the database."""
    now = await at.run(oversight.status)
    never = text("admin.never")
    said = text(
        "admin.status",
        now=dates.day_time(at.now, at.now),
        last_in=dates.day(now.last_in) if now.last_in else never,
        last_out=dates.day_time(now.last_out, at.now) if now.last_out else never,
        queued=now.queued,
        failed=now.failed,
        last_backup=text("admin.ask_operator"),
        last_restore=text("admin.ask_operator"),
        numbers_checked=dates.day_with_year(now.numbers_checked) if now.numbers_checked else never,
    )
    return Screen(said, (Button(text("button.refresh"), press("m1:status")), to_menu()))


async def log(at: Context, start: str = "0") -> Screen:
    """*Logboek bekijken*."""
    if not start.isdecimal():
        raise NoSuchRoute
    page = await at.run(oversight.read_log, int(start))
    lines = Lines.of([_line(at, line) for line in page.lines] or [text("admin.log_empty")])
    earlier = Button(text("button.earlier_lines"), press("m1:log", str(page.start + PAGE)))
    said = text("admin.log", days=LOG_DAYS, log_lines=lines)
    return Screen(said, (*((earlier,) if page.more else ()), to_menu()))


def _line(at: Context, line: Line) -> Text:
    return text("admin.log_line", when=_when(at, line), who=_who(at, line.role), what=_what(at, line.act))


def _when(at: Context, line: Line) -> str:
    """A line that keeps only the day shows only the day."""
    exact = line.role is not None or line.at.time() != MIDNIGHT
    return dates.day_time(line.at, at.now) if exact else dates.day(line.at)


def _who(at: Context, role: str | None) -> Value:
    if role is None:
        return text("who.unnamed")
    return known(at, f"who.{role}") or text("who.member")


def _what(at: Context, act: str) -> Value:
    return known(at, f"act.{act}", f"act.{act.partition('.')[0]}") or act


async def contact_card(at: Context) -> Screen:
    """*Mijn contactkaart*: what members see of the procesregisseur."""
    await at.run(members.mine)
    return Screen(text("contact_card.case", hours=at.network.contacts.coordinator_hours), (to_menu(),))
