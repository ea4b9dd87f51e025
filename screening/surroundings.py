"""A school, a gebedshuis or an age says little alone; beside a description it helps to find somebody."""

import re
from collections.abc import Callable, Iterator, Sequence

from domain.screening import Kind, Outcome, SpanType
from screening.lists import Lists, Phrase, one_of
from screening.places import ends
from screening.spans import Hit
from screening.tokens import Token, tokenise


def surroundings(lists: Lists) -> Callable[[str, Sequence[Hit]], Iterator[Hit]]:
    """Answers a function that yields ages, and named buildings when something else was found."""
    noun = one_of(lists["plain"] | lists["kin"] | lists["functions"])
    year, aged = one_of(lists["ages"]), one_of(lists["aged"])
    said = rf"\d{{1,2}}[ -]?(?:{aged})(?!\w)(?:\s(?:{noun}))?"
    after_noun = rf"(?:{noun})\s(?:van\s|\()\d{{1,2}}(?:\s(?:{year}))?(?!\w)\)?"
    article = rf"(?:(?:{one_of(lists['articles'])})\s)?"
    age = re.compile(rf"(?<!\w){article}(?P<said>{said}|{after_noun})", re.I)
    young = re.compile(rf"(?<!\w)(?:{one_of(lists['young'])})(?!\w)", re.I)

    def find(text: str, found: Sequence[Hit]) -> Iterator[Hit]:
        ages = tuple(outside(ages_in(text, age, young), found))
        yield from ages
        if found or ages:
            yield from outside(buildings(tokenise(text), lists), (*found, *ages))

    return find


def ages_in(text: str, age: re.Pattern[str], young: re.Pattern[str]) -> Iterator[Hit]:
    """Yields the ages of one person; the article before it is replaced with it."""
    for match in age.finditer(text):
        words = "young" if young.search(match["said"]) else "age"
        span = match.span("said")
        yield Hit(*span, SpanType.QUASI, Outcome.PERHAPS, Kind.AGE, words, match.start())


def outside(hits: Iterator[Hit], found: Sequence[Hit]) -> Iterator[Hit]:
    """Yields the hits that share nothing with what was found before."""
    return (hit for hit in hits if not any(hit.meets(other) for other in found))


def buildings(tokens: Sequence[Token], lists: Lists) -> Iterator[Hit]:
    """Yields schools and gebedshuizen with a name of their own."""
    for at, token in enumerate(tokens):
        own_name = token.capital and not token.opens and ends(token.folded, lists["building_heads"])
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        followed = (
            token.folded in lists["building_heads"]
            and after is not None
            and after.capital
            and after.gap == " "
        )
        if own_name or followed:
            words = "worship" if ends("--" + token.folded, lists["worship"]) else "building"
            end = after.end if followed and after else token.end
            yield Hit(token.start, end, SpanType.QUASI, Outcome.PERHAPS, Kind.BUILDING, words)


def operator_words(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a function that yields the words the operator always wants to be asked about."""

    def find(text: str) -> Iterator[Hit]:
        tokens = tokenise(text) if lists.always else ()
        for phrase in lists.always:
            yield from occurrences(tokens, phrase)

    return find


def occurrences(tokens: Sequence[Token], phrase: Phrase) -> Iterator[Hit]:
    """Yields each place where the words of the phrase stand in a row."""
    for at in range(len(tokens) - len(phrase) + 1):
        row = tokens[at : at + len(phrase)]
        if tuple(token.folded for token in row) == phrase:
            yield Hit(row[0].start, row[-1].end, SpanType.NAME, Outcome.LIKELY)
