"""A singular noun needs an article to open a Dutch sentence; a given name that opens one is a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from screening.explained import Vocabulary
from screening.lists import Lists
from screening.tokens import Token
from screening.verbs import does

PARTICLES = 3


@dataclass(frozen=True)
class Beginnings:
    """The words of one text; `free` are the numbers of those that a place or a body explains."""

    tokens: Sequence[Token]
    lists: Lists
    vocabulary: Vocabulary
    free: set[int]

    def next(self, at: int) -> Token | None:
        """Answers the word after this one."""
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def family_word(self, word: str) -> bool:
        """Says that an ordinary word is also a family name, and not what somebody does."""
        doing = ("after_person", "before_person", "chat", "definite", "restrictors", "generic_verbs")
        return word in self.lists.surnames and not any(word in self.lists[section] for section in doing)

    def known_opening(self, at: int) -> bool:
        """Says that a given name which is also a word opens the sentence as a name."""
        word = self.tokens[at].folded
        if not self.vocabulary.first_name(word):
            return False
        if self.full_name(at) or self.everyday(word):
            return self.full_name(at) or self.human(at)
        if self.vocabulary.place_or_body(word):
            return self.acts(at) if word in self.lists["given"] else self.human(at)
        return not self.repeated(at) and (word not in self.lists["chat"] or self.acts(at))

    def everyday(self, word: str) -> bool:
        """Says that the word opens sentences as itself (*Mei wordt druk*), or belongs to faith or English."""
        sections = ("everyday", "sacred", "determiners")
        return word in self.lists.english or any(word in self.lists[section] for section in sections)

    def human(self, at: int) -> bool:
        """Says that the word after tells what only a human being does."""
        after = self.next(at)
        word = self.tokens[at].folded
        verbs = self.lists["start_verbs" if word in self.lists["determiners"] else "human_verbs"]
        return word not in self.lists["places"] and after is not None and after.folded in verbs

    def acts(self, at: int) -> bool:
        """Says that a verb of one person follows the word that opens the sentence."""
        token, after = self.tokens[at], self.next(at)
        return token.opens and after is not None and after.gap == " " and does(after.folded, self.lists)

    def repeated(self, at: int) -> bool:
        """Says that the word stands there twice (*roos na roos*), as only the word for a thing does."""
        near = [token.folded for token in self.tokens[max(0, at - 2) : at + 3 : 2]]
        return near.count(self.tokens[at].folded) > 1

    def full_name(self, at: int) -> bool:
        """Says that a family name follows the given name, perhaps after particles."""
        last = self.family_at(at)
        if last is None or not self.vocabulary.first_name(self.tokens[at].folded):
            return False
        family, word = self.tokens[last], self.tokens[last].folded
        if not (self.tokens[at].capital and family.capital):
            return self.lower_family(at, last)
        if self.vocabulary.explained(word):
            return self.family_word(word) and not self.vocabulary.first_name(word)
        return True

    def opening_family(self, at: int) -> bool:
        """Says that particles and a family name open the sentence, and a verb of one person follows."""
        last = self.family_at(at)
        if last is None or self.tokens[at].folded not in self.lists["surname_particles"]:
            return False
        family, after = self.tokens[last], self.next(last)
        if not family.capital or after is None or self.vocabulary.place_or_body(family.folded):
            return False
        return self.family_word(family.folded) and does(after.folded, self.lists)

    def lower_family(self, at: int, last: int) -> bool:
        """Says that an ordinary word without a capital is the family name of the given name before it."""
        word = self.tokens[last].folded
        if self.everyday(self.tokens[at].folded) or not self.family_word(word):
            return False
        after = self.next(last)
        return last > at + 1 or (after is not None and does(after.folded, self.lists))

    def family_at(self, at: int) -> int | None:
        """Answers the number of the word that can be the family name, or nothing when the sentence stops."""
        last = at + 1
        while last < len(self.tokens) and self.particle(last) and last - at <= PARTICLES:
            last += 1
        row = self.tokens[at + 1 : last + 1]
        if last >= len(self.tokens) or last in self.free or any(token.gap != " " for token in row):
            return None
        return None if self.tokens[last].acronym else last

    def particle(self, at: int) -> bool:
        """Says that the word can stand between a given name and a family name."""
        return self.tokens[at].folded in self.lists["tussenvoegsels"]
