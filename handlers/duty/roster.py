"""*Wie heeft dienst*: the coming week with its gaps, and what can be changed in it."""

from domain.duty import ShiftState
from handlers.duty.words import end_of, hours, in_button, label, moment
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, text
from handlers.kit.wording import enumeration
from usecases import duty_asking, duty_news, duty_roster, duty_turns
from usecases.duty_roster import Line
from usecases.duty_turns import Ended

MOST_LISTED = 5


def back() -> Button:
    """To the roster."""
    return Button(text("button.back"), press("w1:roster"))


def _name(line: Line) -> Text:
    return text("duty.name", name=line.name) if line.name else text("list.no_name")


def _who(line: Line) -> Text:
    if line.shift is None:
        return text("duty.who_office")
    return text(f"duty.who_{line.shift.state.value}", name=_name(line))


async def show(at: Context) -> Screen:
    """Who reads along when."""
    found = await at.run(duty_roster.roster)
    lines = Lines.of(
        text("duty.line", **{"from": moment(one.span.start), "until": end_of(one.span), "who": _who(one)})
        for one in found.lines
    )
    gaps = enumeration([hours(gap) for gap in found.gaps]) if found.gaps else text("duty.no_gaps")
    buttons = (
        Button(text("button.ask_stand_in"), press("w1:ask")),
        Button(text("button.change_duty"), press("w1:change")),
        to_menu(),
    )
    shown = lines if found.lines else text("duty.nobody")
    return Screen(text("duty.roster", duty_lines=shown, gaps=gaps), buttons)


def leafing(route: str, start: int, page: int, total: int) -> tuple[Button, ...]:
    """On to the next page, or from a later one back to the first."""
    onward = Button(text("button.next_page"), press(route, str(start + page)))
    first = Button(text("button.first_page"), press(route, "0"))
    return (*((onward,) if start + page < total else ()), *((first,) if start else ()))


def whole(start: str) -> int:
    """The place in a list. Raises `NoSuchRoute`."""
    if not start.isdecimal():
        raise NoSuchRoute
    return int(start)


async def gaps(at: Context, start: str = "0") -> Screen:
    """*Vervanger vragen*: for which hours."""
    found, first = await at.run(duty_roster.openings), whole(start)
    shown = found[first : first + MOST_LISTED]
    pieces = tuple(Button(label(span), press("w1:gap", *in_button(span))) for span in shown)
    other = Button(text("button.other_hours"), press("w1:typed"))
    said = text("duty.choose_hours" if found else "duty.choose_no_gaps")
    return Screen(said, (*pieces, other, *leafing("w1:ask", first, MOST_LISTED, len(found)), back()))


async def change(at: Context, start: str = "0") -> Screen:
    """*Dienst aanpassen*: which shift; the own hours are taken from the gaps."""
    found, first = await at.run(duty_roster.shifts), whole(start)
    shown = found[first : first + MOST_LISTED]
    buttons = tuple(Button(label(one.span), press("w1:shift", one.shift.id)) for one in shown if one.shift)
    lines = Lines.of(text("list.item", item=_summary(one)) for one in shown)
    take = Button(text("button.fill_gap"), press("w1:ask"))
    said = text("duty.choose_shift", lines=lines) if found else text("duty.no_shifts")
    return Screen(said, (*buttons, take, *leafing("w1:change", first, MOST_LISTED, len(found)), back()))


def _summary(line: Line) -> Text:
    return text("duty.summary", hours=hours(line.span), who=_who(line))


async def one(at: Context, shift: str) -> Screen:
    """One shift, and how it ends."""
    line = await at.run(duty_roster.shift, shift)
    if line is None or line.shift is None:
        return Screen(text("duty.too_late"), (back(), to_menu()))
    if line.shift.state is ShiftState.ON:
        deed = Button(text("button.take_duty_back"), press("w1:back", shift))
    else:
        deed = Button(text("button.cancel_duty"), press("w1:cancel", shift))
    return Screen(text("duty.shift", summary=_summary(line)), (deed, back(), to_menu()))


async def cancel(at: Context, shift: str) -> Screen:
    """*Dienst intrekken*: the member hears it."""
    done = await at.run(duty_asking.cancel, shift)
    return Screen(text("duty.cancelled" if done else "duty.too_late"), (back(), to_menu()))


async def take_back(at: Context, shift: str) -> Screen:
    """*Dienst terugnemen*: what happened meanwhile."""
    ended = await at.run(duty_turns.take_back, shift)
    if not isinstance(ended, Ended):
        return Screen(text("duty.too_late"), (back(), to_menu()))
    return handed_back(await at.run(duty_news.handed_to_me, ended))


def handed_back(found: duty_news.Back) -> Screen:
    """To the netwerkregisseur, at the end of a shift."""
    shift = found.ended.shift
    words = {
        "stand_in_name": found.name or text("list.no_name"),
        "from": moment(shift.taken_at or shift.starts_at),
        "until": end_of(shift.span),
        "new_reports": found.ended.new,
        "closed_reports": found.ended.closed,
        "open_reports": found.open_reports,
        "handover_note": note_of(shift.note),
    }
    buttons = (Button(text("button.view_unrest"), press("u1:list")), to_menu())
    if found.next_name:
        return Screen(text("duty.handed_on", next_name=found.next_name, **words), buttons)
    return Screen(text("duty.handed_back", **words), buttons)


def note_of(note: str) -> Text | str:
    """What the one before left, if anything."""
    return text("duty.note", note=note) if note else ""
