"""Cuts a text into words and says of each how it is written and whether a sentence starts there."""

import re
import unicodedata
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*['’]?", re.UNICODE)
SENTENCE_END = re.compile(r"[!?\n…:;]")
SINGLE = str.maketrans("ıłøđß’`", "ilods''")


def fold(word: str) -> str:
    """Answers the word in lower case without diacritics, so that writing habits make no difference."""
    lowered = word.lower().translate(SINGLE)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its place in the text, its folded form, and how it stands there."""

    start: int
    end: int
    word: str = field(repr=False)
    folded: str = field(repr=False)
    opens: bool
    gap: str = field(repr=False)

    @property
    def capital(self) -> bool:
        """Says that it starts with a capital."""
        return self.word[:1].isupper()

    @property
    def acronym(self) -> bool:
        """Says that it is written in capitals only, and short."""
        return len(self.word) > 1 and self.word.isupper()


def tokenise(text: str) -> tuple[Token, ...]:
    """Answers the words of a text; `gap` is what stands between a word and the one before it."""
    tokens: list[Token] = []
    end = 0
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        word = match.group().rstrip("'’")
        opens = not tokens or opens_sentence(tokens[-1], gap)
        tokens.append(Token(match.start(), match.start() + len(word), word, fold(word), opens, gap))
        end = match.start() + len(word)
    return tuple(tokens)


def opens_sentence(before: Token, gap: str) -> bool:
    """Says that a sentence ended in the gap; the full stop of an initial or a short title ends none."""
    if gap.startswith("."):
        return len(before.word) > 4 or (len(before.word) > 1 and not before.capital)
    return bool(SENTENCE_END.search(gap))


def shouted(text: str) -> bool:
    """Says that the whole text is in capitals, so that a capital means nothing."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 7 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
