"""The whole statement on data, in short pages, for everybody: also for who did not join yet."""

from datetime import timedelta

from domain.network_times import Retention
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, Value, text
from usecases import members
from usecases.invitations import STATEMENT_VERSION

PAGES = ("who", "what", "seen", "kept", "kept_more", "limits", "rights")
TWO_DAYS, A_YEAR = timedelta(days=2), timedelta(days=360)
DAYS_OF_A_MONTH = 30.4
# The lines of the table of retention, each with the setting it tells.
KEPT = (
    ("invitation", "invitation"),
    ("form", "form"),
    ("outbox", "outbox"),
    ("call_out_answers", "call_out_answers"),
    ("call_out_text", "call_out_text"),
    ("unrest", "unrest_report"),
    ("signal", "signal_text"),
)
KEPT_MORE = (
    ("registration", "registration"),
    ("evaluation", "evaluation"),
    ("brigade", "brigade_request"),
    ("question", "question"),
    ("looks", "access_records"),
    ("log", "audit"),
    ("backup", "backups"),
)


async def first_page(at: Context) -> Screen:
    """`/privacy`."""
    return await page(at)


async def page(at: Context, number: str = "1") -> Screen:
    """*Alles lezen*, and the pages after it."""
    if not number.isdecimal() or not 1 <= int(number) <= len(PAGES):
        raise NoSuchRoute
    me = await at.run(members.me)
    leaf = int(number)
    # Who was just invited has the choice in the next message; the menu of a visitor would hide it.
    home = to_menu() if me.profile else Button(text("button.important_numbers"), press("k1:help"))
    return Screen(_text(at, leaf), (*_leafing(leaf), home), protect=False)


def _leafing(page: int) -> tuple[Button, ...]:
    on = Button(text("button.next_page"), press("m1:privacy", str(page + 1)))
    back = Button(text("button.previous_page"), press("m1:privacy", str(page - 1)))
    return (*((on,) if page < len(PAGES) else ()), *((back,) if page > 1 else ()))


def _text(at: Context, page: int) -> Text:
    fields: dict[str, Value] = {"page": page, "pages": len(PAGES)}
    kept = at.network.retention
    match PAGES[page - 1]:
        case "who":
            fields |= {"basis": _basis(at), "version": STATEMENT_VERSION}
        case "kept":
            fields |= {"lines": _lines(KEPT, kept)}
        case "kept_more":
            fields |= {"lines": _lines(KEPT_MORE, kept)}
        case "rights":
            fields |= {"span": span(kept.erase_ledger)}
    return text(f"privacy.page_{PAGES[page - 1]}", **fields)


def _basis(at: Context) -> Text:
    task = at.network.legal.task
    return text("privacy.page_basis_task", task=task) if task else text("privacy.page_basis_consent")


def _lines(rows: tuple[tuple[str, str], ...], kept: Retention) -> Lines:
    return Lines.of(text(f"privacy.kept_{name}", span=span(getattr(kept, setting))) for name, setting in rows)


def span(length: timedelta) -> Value:
    """*30 minuten*, *14 dagen*, *12 maanden*."""
    if length < TWO_DAYS:
        return dates.duration(length)
    if length < A_YEAR:
        return text("counted.days", n=length.days)
    return text("counted.months", n=round(length.days / DAYS_OF_A_MONTH))
