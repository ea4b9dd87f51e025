"""The words of a place, an organisation, a saying or a public figure name nobody in the neighbourhood."""

import re
from collections.abc import Iterator, Sequence

from screening.explained import Vocabulary
from screening.lists import Lists, Phrase
from screening.tokens import Token

Tokens = Sequence[Token]
STEM = 2
LONGEST = 3
YEAR = re.compile(r"\s?['’]\d\d(?!\d)")


def cleared(tokens: Tokens, lists: Lists, vocabulary: Vocabulary) -> set[int]:
    """Answers the numbers of the words that are no person because of what stands around them."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        found.update(phrase_at(tokens, at, lists, vocabulary))
        if place_word(tokens, at, lists):
            found.update(run_left(tokens, at, lists))
        if token.folded in lists["back_heads"] or place_word(tokens, at, lists):
            found.update(lower_run(tokens, at, lists))
        if token.folded in lists["back_heads"]:
            found.update(run_left(tokens, at, lists) if at and tokens[at - 1].capital else ())
        if token.capital and at + 1 < len(tokens) and YEAR.match(tokens[at + 1].gap):
            found.add(at)
        if token.folded in lists["media_heads"] and at + 2 < len(tokens) and tokens[at + 2].capital:
            found.update(run_right(tokens, at + 1, lists))
        if token.folded in lists["forward_heads"]:
            found.update(run_right(tokens, at, lists))
    return found


def phrase_at(tokens: Tokens, at: int, lists: Lists, vocabulary: Vocabulary) -> Iterator[int]:
    """Yields the words of a known phrase; a lone family name counts only without a given name before it."""
    for phrase in phrases_from(tokens[at].folded, lists):
        if not reads(tokens[at : at + len(phrase)], phrase):
            continue
        after_name = at > 0 and (
            vocabulary.first_name(tokens[at - 1].folded)
            or tokens[at - 1].folded in lists["titles"] - lists["offices"]
        )
        if len(phrase) > 1 or not after_name:
            yield from range(at, at + len(phrase))
            return


def phrases_from(word: str, lists: Lists) -> tuple[Phrase, ...]:
    """Answers the known phrases that start with the word, or with its first part."""
    return lists.phrases.get(word) or lists.phrases.get(word.split("-")[0], ())


def reads(row: Tokens, phrase: Phrase) -> bool:
    """Says that the words are those of the phrase; the last may lead a compound, as in *Trump-fans*."""
    words = tuple(token.folded for token in row)
    return words[:-1] == phrase[:-1] and (words[-1] + "-").startswith(phrase[-1] + "-")


def place_word(tokens: Tokens, at: int, lists: Lists) -> bool:
    """Says that the word ends as a street, a school or a church does."""
    token = tokens[at]
    if not token.capital and token.folded in lists.words:
        return False
    if ends(token.folded, lists["place_heads"] | lists["building_heads"]):
        return True
    before = tokens[at - 1].folded if at else ""
    return ends(token.folded, lists["weak_heads"]) and (
        before in lists["determiners"] or before in lists["restrictors"]
    )


def ends(word: str, heads: frozenset[str]) -> bool:
    """Says that the word ends in one of the heads, after at least two letters more."""
    return any(word.endswith(head) and len(word) >= len(head) + STEM for head in heads)


def run_left(tokens: Tokens, at: int, lists: Lists) -> Iterator[int]:
    """Yields the word and the capitals and particles directly before it."""
    yield at
    while at > 0 and tokens[at].gap in (" ", ". ", "-") and belongs(tokens[at - 1], lists):
        at -= 1
        yield at


def lower_run(tokens: Tokens, at: int, lists: Lists) -> Iterator[int]:
    """Yields words without a capital between an article and a place: *the al ansar mosque*."""
    first = at
    while first > 0 and at - first < LONGEST and strange(tokens[first - 1], lists):
        first -= 1
    if first < at and first > 0 and tokens[first - 1].folded in lists["articles"]:
        yield from range(first, at + 1)


def strange(token: Token, lists: Lists) -> bool:
    """Says that a word without a capital is no ordinary Dutch."""
    return not token.capital and (token.folded not in lists.words or token.folded in lists["name_particles"])


def run_right(tokens: Tokens, at: int, lists: Lists) -> Iterator[int]:
    """Yields the capitals and particles directly after the word."""
    while at + 1 < len(tokens) and tokens[at + 1].gap == " " and belongs(tokens[at + 1], lists):
        at += 1
        yield at


def belongs(token: Token, lists: Lists) -> bool:
    """Says that a word can be part of a longer name of a place."""
    return token.capital or token.folded in lists["tussenvoegsels"]
