"""Accounts and links that lead to a person or a group; news sites and public bodies may stay."""

import re
from collections.abc import Callable, Iterator

from domain.screening import SpanType
from screening.lists import Lists, one_of
from screening.spans import Hit

EMAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
LINK = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>\"]+|www\.[^\s<>\"]+|(?:[\w\-]{1,63}\.){1,3}(?:nl|com|org|net|be|me|io|gg|tv|eu|info|ly)"
    r"(?![\w.]*\w)(?:/[^\s<>\"]*)?)",
    re.I,
)
AT_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z0-9_](?:[\w.]{0,30}\w)?")
UNDERSCORED = re.compile(r"(?<![\w.@])(?=[\w.]*[A-Za-z])[\w.]*\w_[\w.]*\w(?!\w)")
MIXED = re.compile(
    r"(?<![\w.@/])(?:[A-Za-z]{3,}[\w]{0,20}\d{1,4}|[A-Za-z]{2,20}\.[A-Za-z]{1,20}\d{0,4})(?![\w.@/]\w)(?!\w)"
)


def online(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a function that yields the e-mail addresses, links and accounts of a text."""
    hidden = hidden_email(lists)
    named = named_account(lists)

    def find(text: str) -> Iterator[Hit]:
        for pattern in (EMAIL, hidden):
            yield from (Hit(*match.span(), SpanType.EMAIL) for match in pattern.finditer(text))
        yield from links(text, lists["public_hosts"])
        yield from at_handles(text, lists["public_handles"])
        yield from (Hit(*match.span(), SpanType.HANDLE) for match in UNDERSCORED.finditer(text))
        yield from named(text)

    return find


def hidden_email(lists: Lists) -> re.Pattern[str]:
    """Answers a pattern for an address in which the sign or the dot is written out."""
    at = rf"\s?[(\[{{]\s?(?:{one_of(lists['at'])}|@)\s?[)\]}}]\s?|\s(?:{one_of(lists['at'])})\s"
    dot = rf"\s?[(\[{{]?(?:\.|(?<=[\s(\[{{])(?:{one_of(lists['dot'])}))[)\]}}]?\s?"
    return re.compile(rf"[\w.+\-]{{1,64}}(?:{at})[\w\-]{{1,63}}{dot}[a-z]{{2,20}}(?!\w)", re.I)


def links(text: str, public: frozenset[str]) -> Iterator[Hit]:
    """Yields links, but not those to a public site."""
    for match in LINK.finditer(text):
        link = match.group().rstrip(".,;:!?)")
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).split("/")[0]
        if not any(host == known or host.endswith("." + known) for known in public):
            yield Hit(match.start(), match.start() + len(link), SpanType.URL)


def at_handles(text: str, public: frozenset[str]) -> Iterator[Hit]:
    """Yields accounts written with an at sign, but not those of public bodies."""
    for match in AT_HANDLE.finditer(text):
        if match.group()[1:].lower() not in public:
            yield Hit(*match.span(), SpanType.HANDLE)


def named_account(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a rule for a word with digits or a dot in a text that speaks of an account."""
    spoken = re.compile(rf"(?<!\w)(?:{one_of(lists['handle'])})(?!\w)", re.I)

    def find(text: str) -> Iterator[Hit]:
        if spoken.search(text):
            yield from (Hit(*match.span(), SpanType.HANDLE) for match in MIXED.finditer(text))

    return find
