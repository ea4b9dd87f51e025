"""Numbers that belong to one person, such as a phone or a number plate; public numbers may stay."""

import re
from collections.abc import Callable, Iterator

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from domain.screening import SpanType
from screening.lists import Lists, one_of
from screening.spans import Hit

PHONE = re.compile(r"(?<![\w+])(?:\+|\(?[0oO])[\d\s().\-/oO]{6,20}\d(?!\w)")
IBAN_NL = re.compile(r"(?<!\w)nl[\s.]?\d\d[\s.]?[a-z]{4}(?:[\s.]?\d){10}(?!\d)", re.I)
IBAN_ABROAD = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")
NINE_DIGITS = re.compile(r"(?<![\w.\-/])\d(?:[ .\-]?\d){8}(?![\-.]?\d)")
PLATE_SHAPES = (
    *("LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D"),
    *("D-LLL-DD", "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"),
)
SHORTEST_PHONE = 9
CONSONANT = "[bcdfghjklmnpqrstvwxyz]"


def numbers(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a function that yields the personal numbers of a text."""
    rules = (ibans, births(lists), citizen_numbers(lists), phones(lists), spelled_phones(lists))

    def find(text: str) -> Iterator[Hit]:
        for rule in rules:
            yield from rule(text)

    return find


def ibans(text: str) -> Iterator[Hit]:
    """Yields account numbers; one of Dutch form counts even when its check digits are wrong."""
    for match in IBAN_NL.finditer(text):
        yield Hit(*match.span(), SpanType.IBAN)
    for match in IBAN_ABROAD.finditer(text):
        if iban.is_valid(match.group(), check_country=False):
            yield Hit(*match.span(), SpanType.IBAN)


def citizen_numbers(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for citizen numbers: nine digits that pass the test, or that are called so."""
    named = re.compile(rf"(?<!\w)(?:{one_of(lists['bsn'])})\W[^\d]{{0,30}}$", re.I)

    def find(text: str) -> Iterator[Hit]:
        for match in NINE_DIGITS.finditer(text):
            if bsn.is_valid(re.sub(r"\D", "", match.group())) or named.search(text, 0, match.start()):
                yield Hit(*match.span(), SpanType.BSN)

    return find


def phones(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for phone numbers, also with a letter O for a nought."""

    def find(text: str) -> Iterator[Hit]:
        for match in PHONE.finditer(text):
            digits = re.sub(r"[oO]", "0", match.group())
            if possible(digits) and not public(digits, lists["public_numbers"]):
                yield Hit(*match.span(), SpanType.PHONE)

    return find


def possible(digits: str) -> bool:
    """Says that the digits can be a whole phone number, seen from the Netherlands."""
    if sum(mark.isdigit() for mark in digits) < SHORTEST_PHONE:
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(digits, "NL"))
    except phonenumbers.NumberParseException:
        return False


def public(digits: str, numbers: frozenset[str]) -> bool:
    """Says that a number belongs to a public service."""
    plain = re.sub(r"\D", "", digits)
    return plain in numbers or plain[:4] in numbers


def spelled_phones(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for phone numbers written in words, which start with a nought."""
    word = one_of(lists["digits"])
    part = rf"(?:(?:{word})(?:[eë]n(?:{word}))?|\d{{1,4}})"
    pattern = re.compile(rf"(?<!\w)(?:{one_of(lists['nought'])}|0)(?:[\s,\-]+{part}){{4,10}}(?!\w)", re.I)

    def find(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            yield Hit(*match.span(), SpanType.PHONE)

    return find


def plates(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for number plates; without dashes the letters must be consonants, or a car be named."""
    dashed = re.compile(either_shape("-", "[a-z]"), re.I)
    bare = re.compile(either_shape("[ -]?", CONSONANT), re.I)
    car = re.compile(rf"(?<!\w)(?:{one_of(lists['plate'])})(?!\w)", re.I)

    def find(text: str) -> Iterator[Hit]:
        for match in dashed.finditer(text):
            yield Hit(*match.span(), SpanType.LICENSE_PLATE)
        for match in bare.finditer(text):
            if unmistakable(match.group()) or car.search(text):
                yield Hit(*match.span(), SpanType.LICENSE_PLATE)

    return find


def unmistakable(plate: str) -> bool:
    """Says that the letters cannot be a measure or a word: three in a row, or capitals without a space."""
    return bool(re.search(r"[a-z]{3}", plate, re.I)) or (" " not in plate and plate.isupper())


def either_shape(between: str, letter: str) -> str:
    """Answers a pattern for the shapes of Dutch number plates."""
    patterns = {"L": letter, "D": r"\d", "-": between}
    shapes = ("".join(patterns[mark] for mark in shape) for shape in PLATE_SHAPES)
    return rf"(?<![\w-])(?:{'|'.join(shapes)})(?![\w-])"


def births(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for dates that are said to be somebody's birth."""
    month = one_of(lists["months"])
    date = re.compile(
        rf"(?<!\d)\d{{1,2}}(?:[-/. ]\d{{1,2}}[-/. ]|\s+(?:{month})\.?\s+)(?:\d{{4}}|\d\d)(?!\d)", re.I
    )
    born = re.compile(rf"(?<!\w)(?:{one_of(lists['birth'])})(?!\w)", re.I)
    hint = re.compile(rf"(?<!\w)(?:{one_of(lists['birth_hints'])})\s+is\s+van\s+$", re.I)

    def find(text: str) -> Iterator[Hit]:
        for match in date.finditer(text):
            near = text[max(0, match.start() - 40) : match.end() + 15]
            if born.search(near) or hint.search(text, 0, match.start()):
                yield Hit(*match.span(), SpanType.DATE_OF_BIRTH, words="birth")

    return find
