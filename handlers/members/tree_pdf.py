"""The belboom on A4: how it works, the whole tree for the desk, and a slip for each to cut out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fpdf import FPDF

from domain.phone import spoken
from domain.phone_tree import Branch
from handlers.kit import dates
from handlers.kit.paper import FONT, blank, printable
from handlers.kit.texts import Lines, Text, text
from usecases.phone_tree import OnPaper, Paper

Words = Callable[[Text], str]
MARGIN, WIDTH, BOTTOM = 18.0, 174.0, 279.0  # millimetres, as all that follows
BRANCH_HEIGHT = 13.0
SLIP_HEIGHT, SLIPS = 62.0, 4


@dataclass(frozen=True)
class Pen:
    """How large the letters are, in points, and how high a line is."""

    size: float
    height: float
    style: str = ""


TITLE, READING = Pen(20, 10.0, "B"), Pen(14, 7.5)
NAME, BELOW = Pen(12, 6.0, "B"), Pen(11, 5.0)
ABOVE, SLIP_NAME, SLIP_TEXT = Pen(12, 6.0), Pen(14, 7.0, "B"), Pen(12, 6.2)


def tree_pdf(paper: Paper, words: Words) -> bytes:
    """The whole document."""
    pdf = blank()
    _first_page(pdf, paper, words)
    _tree(pdf, paper.branches, words)
    _slips(pdf, paper, words)
    return bytes(pdf.output())


def _first_page(pdf: FPDF, paper: Paper, words: Words) -> None:
    pdf.add_page()
    said = words(
        text(
            "phone_tree.first_page",
            month=dates.month(paper.made_at),
            valid_until=dates.day(paper.valid_until),
        )
    )
    heading, _, rest = said.partition("\n")
    _write(pdf, heading, TITLE, MARGIN)
    _write(pdf, rest.strip("\n"), READING, pdf.get_y() + 6)


def _write(pdf: FPDF, words: str, pen: Pen, top: float, indent: float = 0.0) -> None:
    pdf.set_xy(MARGIN + indent, top)
    pdf.set_font(FONT, pen.style, pen.size)
    pdf.multi_cell(WIDTH - 2 * indent, pen.height, printable(words), align="L")


def _tree(pdf: FPDF, branches: Sequence[Branch[OnPaper]], words: Words) -> None:
    """Everybody in order, each with the two below; for the desk, kept locked away."""
    top = _new_tree_page(pdf, words)
    for branch in branches:
        if top + BRANCH_HEIGHT > BOTTOM:
            top = _new_tree_page(pdf, words)
        _write(pdf, f"{branch.number}. {_person(branch.person, words)}", NAME, top)
        _write(pdf, words(_calls(branch, words)), BELOW, top + 6)
        top += BRANCH_HEIGHT


def _new_tree_page(pdf: FPDF, words: Words) -> float:
    pdf.add_page()
    _write(pdf, words(text("phone_tree.whole_tree")), ABOVE, MARGIN)
    return pdf.get_y() + 4


def _person(one: OnPaper, words: Words) -> str:
    return words(text("phone_tree.person", name=one.name or text("list.no_name"), phone=spoken(one.phone)))


def _calls(branch: Branch[OnPaper], words: Words) -> Text:
    if not branch.calls:
        return text("phone_tree.calls_nobody")
    below = (f"{2 * branch.number + step}. {_person(one, words)}" for step, one in enumerate(branch.calls))
    return text("phone_tree.calls", called=" · ".join(below))


def _slips(pdf: FPDF, paper: Paper, words: Words) -> None:
    """One for each: who calls, and whom to call; nobody else stands on it."""
    for number, branch in enumerate(paper.branches):
        place = number % SLIPS
        if place == 0:
            pdf.add_page()
        top = MARGIN + place * (SLIP_HEIGHT + 2)
        pdf.set_draw_color(120)
        pdf.rect(MARGIN, top, WIDTH, SLIP_HEIGHT)
        said = words(_slip(branch, paper, words))
        heading, _, rest = said.partition("\n")
        _write(pdf, heading, SLIP_NAME, top + 3, indent=4)
        _write(pdf, rest.strip("\n"), SLIP_TEXT, pdf.get_y() + 1, indent=4)


def _slip(branch: Branch[OnPaper], paper: Paper, words: Words) -> Text:
    caller = _person(branch.caller, words) if branch.caller else text("phone_tree.desk_calls")
    shared = {
        "name": branch.person.name or text("list.no_name"),
        "caller": caller,
        "valid_until": dates.day(paper.valid_until),
    }
    if not branch.calls:
        return text("phone_tree.slip_last", **shared)
    called = Lines.of(text("list.item", item=_person(one, words)) for one in branch.calls)
    return text("phone_tree.slip", **shared, called=called)
