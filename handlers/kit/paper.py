"""What is printed: A4, black on white, with a font that needs no file."""

import unicodedata

from fpdf import FPDF

FONT = "Helvetica"
# Letters that have no mark to lose.
BARE = {"Ł": "L", "ł": "l", "ı": "i", "Đ": "D", "đ": "d"}


def blank() -> FPDF:
    """A document of A4 pages that breaks pages only where it is told to."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    return pdf


def printable(words: str) -> str:
    """The font knows the letters of Dutch; others lose their marks."""
    plain = unicodedata.normalize("NFC", words)
    return "".join(sign if _in_font(sign) else _bare(sign) for sign in plain)


def _in_font(sign: str) -> bool:
    return sign == "\n" or (sign.isprintable() and ord(sign) < 256)


def _bare(sign: str) -> str:
    bare = BARE.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return bare or "?"
