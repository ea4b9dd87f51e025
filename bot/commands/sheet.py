"""A sheet of cards to cut: a code is handed over in person, to one person, on paper."""

import io
from collections.abc import Sequence
from pathlib import Path

import segno
from fpdf import FPDF

from bot.commands.failure import Failed
from bot.commands.invite import Invitation
from domain.network import Network
from handlers.kit import dates
from handlers.kit.paper import FONT, blank, printable
from handlers.kit.texts import Catalogues, Value, text

MARGIN = 12.0  # millimetres, as all that follows
WIDTH, HEIGHT = 93.0, 54.0
COLUMNS, ROWS = 2, 5
QR = 34.0
PADDING = 4.0


def write_sheet(place: Path, network: Network, invitations: Sequence[Invitation]) -> None:
    """One card a code, ten on a page, in a file that only its owner can read. Raises `Failed`."""
    pdf = blank()
    for number, invitation in enumerate(invitations):
        on_page = number % (COLUMNS * ROWS)
        if on_page == 0:
            pdf.add_page()
        row, column = divmod(on_page, COLUMNS)
        _card(pdf, (MARGIN + column * WIDTH, MARGIN + row * HEIGHT), network, invitation)
    try:
        place.touch(mode=0o600)
        place.write_bytes(pdf.output())
    except OSError as problem:
        raise Failed(f"{place} cannot be written: {problem.strerror}") from None


def _card(pdf: FPDF, at: tuple[float, float], network: Network, invitation: Invitation) -> None:
    left, top = at
    pdf.set_draw_color(190)
    pdf.rect(left, top, WIDTH, HEIGHT)
    picture = io.BytesIO()
    segno.make(invitation.link, error="m").save(picture, kind="png", scale=8, border=2)
    pdf.image(picture, left + WIDTH - QR - PADDING, top + PADDING, QR, QR)
    until = dates.day_with_year(invitation.valid_until)
    shared: dict[str, Value] = {"network_name": network.name, "bot_username": invitation.bot_name}
    words = (
        Catalogues.load()
        .with_shared(shared)
        .plain(text("invite.card", code=invitation.code, valid_until=until))
    )
    heading, _, rest = words.partition("\n")
    pdf.set_xy(left + PADDING, top + PADDING)
    pdf.set_font(FONT, "B", 10)
    pdf.multi_cell(WIDTH - QR - 3 * PADDING, 4.6, printable(heading), align="L")
    pdf.set_x(left + PADDING)
    pdf.set_font(FONT, "", 8.5)
    pdf.multi_cell(WIDTH - QR - 3 * PADDING, 3.9, printable(rest.strip("\n")), align="L")
