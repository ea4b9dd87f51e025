"""Decides of a word whether ordinary Dutch, a place or an organisation explains it; what nothing explains may be a name."""

import string
from collections.abc import Iterator

from screening.lists import Lists

LETTERS = string.ascii_lowercase
SHORTEST_PART = 4
TYPO_FROM = 7


class Vocabulary:
    """The words that are no names, and the words that are."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.plain = (lists.words, lists["chat"], lists.english)
        self.known = (lists["places"], lists["proper"], lists["sacred"])

    def dutch(self, word: str) -> bool:
        """Says that the word, or each part of it, is an ordinary word."""
        return any(word in words for words in self.plain) or self.inflected(word) or self.compound(word)

    def inflected(self, word: str) -> bool:
        """Says that it is an ordinary word with an ending of possession or smallness."""
        stem = word.removesuffix("'s").removesuffix("'er").removesuffix("'ers")
        return stem != word and (self.any_plain(stem) or stem in self.lists.proper)

    def any_plain(self, word: str) -> bool:
        """Says that the word itself is in a list of ordinary words."""
        return any(word in words for words in self.plain)

    def compound(self, word: str) -> bool:
        """Says that the word is put together from ordinary words of four letters and more."""
        if "-" in word:
            return all(self.any_plain(p) or p in self.lists.proper or len(p) < 2 for p in word.split("-"))
        if word in self.lists.first_names or word in self.lists.surnames:
            return False
        return any(self.joined(word[:cut], word[cut:]) for cut in range(SHORTEST_PART, len(word) - 3))

    def joined(self, left: str, right: str) -> bool:
        """Says that both halves are ordinary words, perhaps with an s between them."""
        words = self.lists.words
        if left not in words:
            return False
        rest = right[1:] if right[:1] == "s" and len(right) > SHORTEST_PART else right
        return right in words or rest in words

    def place_or_body(self, word: str) -> bool:
        """Says that the word is a place, a people, an organisation or a figure of faith."""
        proper = self.lists.proper
        stem = word.removesuffix("'s")
        return word in proper or stem in proper or any(word in words for words in self.known) or self.from_place(word)

    def from_place(self, word: str) -> bool:
        """Says that the word is made from a place, as a people is."""
        if "-" in word:
            return all(part in self.lists.proper or self.any_plain(part) for part in word.split("-"))
        endings = ("se", "er", "ers", "s", "en", "aan", "anen", "ees")
        return any(word.endswith(e) and len(word) > 5 and word[: -len(e)] in self.lists["places"] for e in endings)

    def first_name(self, word: str) -> bool:
        """Says that the word, or its first part, is a given name on a list."""
        stem = word.removesuffix("'s").removesuffix("'")
        return stem in self.lists.first_names or stem.split("-")[0] in self.lists.first_names

    def listed(self, word: str) -> bool:
        """Says that the word is a given name or a family name on a list."""
        stem = word.removesuffix("'s")
        return self.first_name(word) or stem in self.lists.surnames

    def explained(self, word: str) -> bool:
        """Says that something else than a person explains the word."""
        return self.dutch(word) or self.place_or_body(word)

    def mistyped(self, word: str) -> bool:
        """Says that a longer word is one slip of the finger away from ordinary Dutch."""
        return len(word) >= TYPO_FROM and any(near in self.lists.words for near in slips(word))


def slips(word: str) -> Iterator[str]:
    """Yields the words at one slip: a letter less, two swapped, one other, one more."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        yield from (head + letter + tail[1:] for letter in LETTERS)
        yield from (head + letter + tail for letter in LETTERS)
