"""A street with a house number, or a postcode, is the address of a household; a street alone is a place."""

import re
from collections.abc import Callable, Iterator

from domain.screening import SpanType
from screening.lists import Lists, one_of
from screening.spans import Hit

CAPITAL = r"[A-ZÀ-Ž][\w'’.\-]{0,30}"
UPPER_POSTCODE = r"(?<!\w)[1-9]\d{3}\s?(?!SS|SA|SD)[A-Z]{2}(?!\w)"
REGION = re.compile("2[2-6]")
LOWER_POSTCODE = r"(?<!\w)[1-9]\d{3}\s?([a-z]{2})(?!\w)"


def addresses(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a function that yields the addresses of a text."""
    number = rf"\d{{1,4}}(?:\s?-?\s?(?:[a-zA-Z]|I{{1,3}}|{one_of(lists['suffixes'])}|\d))?(?![\w:.]\w|\w)"
    called_number = rf"(?:(?:{one_of(lists['house'])})\.?\s)?{number}"
    patterns = (
        re.compile(street(lists, called_number)),
        re.compile(rf"{UPPER_POSTCODE}(?:\s{called_number})?"),
        re.compile(rf"(?<!\w)(?:{one_of(lists['house_named'])})\.?:?\s{number}", re.I),
    )
    lower = lower_postcodes(lists, number)

    def find(text: str) -> Iterator[Hit]:
        for pattern in patterns:
            yield from (Hit(*match.span(), SpanType.ADDRESS) for match in pattern.finditer(text))
        yield from lower(text)

    return find


def street(lists: Lists, number: str) -> str:
    """Answers a pattern for a street with a house number, which no counted thing follows, and a postcode."""
    before = one_of(lists["street_particles"] | lists["street_prefix"])
    name = rf"(?<!\w)[^\W\d_][\w'’\-]{{1,30}}(?i:{one_of(lists['street_heads'])})"
    one_word = rf"(?:(?:{CAPITAL}|{before})\s){{0,4}}{name}"
    heads, joints = one_of(lists["open_heads"]), one_of(lists["head_joints"])
    open_words = rf"(?<!\w)(?i:{heads})\s(?i:(?:{joints})\s){{1,3}}[\w\-]{{2,30}}"
    counted = rf"(?!\s(?:{one_of(lists['counted'])})(?!\w))"
    postcode = rf"(?:,?\s{UPPER_POSTCODE}(?:\s[A-Z][\w\-]+)?)?"
    return rf"(?:{one_word}|{open_words})\s{number}{counted}{postcode}"


def lower_postcodes(lists: Lists, number: str) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for a postcode without capitals, which must be told from a year or an amount."""
    pattern = re.compile(rf"{LOWER_POSTCODE}(\s{number})?")
    called = re.compile(rf"(?<!\w)(?:{one_of(lists['postcode'])})(?!\w)", re.I)

    def find(text: str) -> Iterator[Hit]:
        named = bool(called.search(text))
        for match in pattern.finditer(text):
            letters, house = match.groups()
            ordinary = letters in lists.words or letters in lists["units"]
            if named or (not ordinary and (house or REGION.match(match.group()))):
                yield Hit(*match.span(), SpanType.ADDRESS)

    return find
