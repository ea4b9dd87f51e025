"""Ordinary Dutch, a place or an organisation explains most words; what nothing explains may be a name."""

import re
from collections.abc import Iterator

from screening.lists import Lists

SHORTEST_PART = 4
SHORT_HEAD, LONG_TAIL = 3, 6
TYPO_FROM = 6
LETTERS = 3
ENDINGS = ("se", "er", "ers", "s", "r", "rs", "en", "aan", "anen", "ees")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
CONFUSED = ("dt", "sz", "fv", "ck", "iy", "gh", "ou", "ei")


class Vocabulary:
    """The words that are no names, and the words that are."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.plain = (lists.words, lists["chat"], lists.english)
        self.known = (lists["places"], lists["proper"], lists["sacred"])

    def dutch(self, word: str) -> bool:
        """Says that the word, or each part of it, is an ordinary word."""
        if self.any_plain(word) or self.inflected(word) or self.compound(word):
            return True
        short = DRAWN_OUT.sub(r"\1", word)
        return short != word and (self.any_plain(short) or self.any_plain(DRAWN_OUT.sub(r"\1\1", word)))

    def inflected(self, word: str) -> bool:
        """Says that it is an ordinary word with an ending of possession or smallness."""
        stem = word.removesuffix("'s").removesuffix("'er").removesuffix("'ers")
        if word.endswith("e") and len(word) > LETTERS and word + "n" in self.lists.words:
            return not self.listed(word)
        return stem != word and (self.any_plain(stem) or stem in self.lists.proper)

    def any_plain(self, word: str) -> bool:
        """Says that the word itself is in a list of ordinary words."""
        return any(word in words for words in self.plain)

    def compound(self, word: str) -> bool:
        """Says that the word is put together from ordinary words of four letters and more."""
        if "-" in word:
            parts = word.split("-")
            return any(len(part) > 1 and self.any_plain(part) for part in parts) and all(
                map(self.part_of_compound, parts)
            )
        if word in self.lists.first_names or word in self.lists.surnames:
            return False
        if len(word) >= SHORT_HEAD + LONG_TAIL and self.joined(word[:SHORT_HEAD], word[SHORT_HEAD:]):
            return True
        if len(word) >= SHORT_HEAD + LONG_TAIL and self.joined(word[:-SHORT_HEAD], word[-SHORT_HEAD:]):
            return True
        return any(self.joined(word[:cut], word[cut:]) for cut in range(SHORTEST_PART, len(word) - 3))

    def part_of_compound(self, part: str) -> bool:
        """Says that the part is an ordinary word, a place, or letters of a body."""
        letters = len(part) <= LETTERS and part not in self.lists.first_names
        return letters or self.any_plain(part) or part in self.lists.proper

    def joined(self, left: str, right: str) -> bool:
        """Says that both halves are ordinary words, perhaps with an s between them."""
        words = self.lists.words
        if left not in words and left not in self.lists.proper:
            return False
        rest = right[1:] if right[:1] == "s" and len(right) > SHORTEST_PART else right
        return right in words or rest in words

    def place_or_body(self, word: str) -> bool:
        """Says that the word is a place, a people, an organisation or a figure of faith."""
        proper = self.lists.proper
        stem = word.removesuffix("'s")
        return (
            word in proper
            or stem in proper
            or any(word in words for words in self.known)
            or self.from_place(word)
        )

    def from_place(self, word: str) -> bool:
        """Says that the word is made from a place, as a people is."""
        if "-" in word:
            return all(part in self.lists.proper or self.any_plain(part) for part in word.split("-"))
        stems = (word.removesuffix(end) for end in ENDINGS)
        return any(stem != word and len(stem) > LETTERS and stem in self.lists.proper for stem in stems)

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
        return self.swapped(word) or (
            len(word) > TYPO_FROM and any(w in self.lists.words for w in slips(word))
        )

    def swapped(self, word: str) -> bool:
        """Says that two letters of an ordinary word changed places."""
        return len(word) >= TYPO_FROM and any(w in self.lists.words for w in swaps(word))


def swaps(word: str) -> Iterator[str]:
    """Yields the words with two neighbouring letters changed."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slips(word: str) -> Iterator[str]:
    """Yields the words at one slip: a letter too many, a doubled one too few, one that sounds alike."""
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail
        yield head + letter + letter + tail
        yield from (head + pair.replace(letter, "") + tail for pair in CONFUSED if letter in pair)
