"""The one imam, the daughter of the baker: a description of one human being can say as much as a name."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.screening import Kind, Outcome, SpanType
from screening.lists import Lists
from screening.spans import Hit
from screening.tokens import fold
from screening.verbs import certainly, does

ITEM = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*['’]?|[,.;:!?()\n]")
ADJECTIVES = 4
LONGEST = 16
SHORTEST_HEAD = 4
GROUPS = (
    ("faith", "faith"),
    ("young", "young"),
    ("school", "school"),
    ("clubs", "sole_function"),
    ("plain", "age"),
)


def descriptions(lists: Lists) -> Callable[[str], Iterator[Hit]]:
    """Answers a function that yields descriptions of one human being."""
    nouns = frozenset().union(lists["kin"], lists["plain"], lists["functions"])

    def find(text: str) -> Iterator[Hit]:
        items = tuple(ITEM.finditer(text))
        sentence = Sentence(
            items, tuple(fold(item.group().rstrip(".")) or item.group() for item in items), lists, nouns
        )
        yield from sentence.descriptions()

    return find


@dataclass(frozen=True)
class Sentence:
    """One text as words and marks while descriptions are looked for."""

    items: Sequence[re.Match[str]]
    folded: Sequence[str]
    lists: Lists
    nouns: frozenset[str]

    def descriptions(self) -> Iterator[Hit]:
        """Yields each description from its article to the end of what restricts it."""
        done = -1
        for at, word in enumerate(self.folded):
            noun = self.noun_after(at) if at > done and word in self.lists["definite"] else -1
            if noun < 0:
                continue
            done = self.end(noun)
            if done > noun or self.only_one(at, noun):
                done = max(done, noun)
                yield self.hit(at, noun, done)

    def noun_after(self, at: int) -> int:
        """Answers the number of the human noun this article belongs to, or -1."""
        for step in range(at + 1, min(at + 2 + ADJECTIVES, len(self.folded))):
            word = self.folded[step]
            if self.human(word) and not self.adjective_here(step):
                return -1 if word in self.lists["public_roles"] else step
            if not self.adjective(word):
                return -1
        return -1

    def human(self, word: str) -> bool:
        """Says that the word is one human being, also at the end of a longer word."""
        if word in self.nouns:
            return True
        return any(
            word.endswith(n) and len(word) > len(n) + 2
            for n in self.lists["functions"]
            if len(n) >= SHORTEST_HEAD
        )

    def adjective_here(self, at: int) -> bool:
        """Says that a word that can be a human being is an adjective here, because one follows."""
        return (
            self.adjective(self.folded[at]) and at + 1 < len(self.folded) and self.human(self.folded[at + 1])
        )

    def adjective(self, word: str) -> bool:
        """Says that the word can stand between an article and a noun."""
        if word in self.lists["definite"] or word in self.lists["articles"]:
            return False
        return word in self.lists["adjectives"] or word.endswith(("e", *self.lists["aged"])) or word.isdigit()

    def end(self, noun: int) -> int:
        """Answers the last word of the restriction after the noun, or the noun when there is none."""
        at = noun + 1
        if at < len(self.folded) and self.folded[at] == ",":
            at += 1
        if at + 1 >= len(self.folded) or self.folded[at] not in self.lists["restrictors"]:
            return noun
        clause = self.folded[at] in self.lists["pronouns"]
        if not clause and (self.weak(noun, at) or self.generic(at)):
            return noun
        return self.clause_end(at) if clause else self.phrase_end(at)

    def weak(self, noun: int, at: int) -> bool:
        """Says that the restriction names no one place or thing: no article, place or number."""
        first, second = self.folded[at + 1], self.folded[min(at + 2, len(self.folded) - 1)]
        if any(word in self.lists["definite"] or word in self.lists["articles"] for word in (first, second)):
            return False
        if self.folded[at] in self.lists["of"] and self.folded[noun] in self.lists["functions"]:
            return False
        return not any(self.pointed(step) for step in (at + 1, at + 2) if step < len(self.folded))

    def pointed(self, at: int) -> bool:
        """Says that a word has a capital or a number, or is a place."""
        word = self.items[at].group()
        return word[:1].isupper() or any(c.isdigit() for c in word) or self.folded[at] in self.lists["places"]

    def generic(self, at: int) -> bool:
        """Says that the sentence speaks of anybody of that kind, and what one should do."""
        indefinite = self.folded[at + 1] in self.lists["indefinite"]
        return indefinite and any(word in self.lists["generic_verbs"] for word in self.folded[at : at + 8])

    def phrase_end(self, at: int) -> int:
        """Answers the word before the verb that follows a restriction."""
        last = at
        for step in range(at, min(at + LONGEST, len(self.folded))):
            word = self.folded[step]
            if word in self.lists["pronouns"] and step > at:
                return self.clause_end(step)
            if not word[0].isalnum() and word[0] != "'":
                break
            if step > at + 1 and self.verb(step):
                break
            last = step
        return last

    def clause_end(self, at: int) -> int:
        """Answers the last word of a clause: up to the mark, or the verb before the verb of the sentence."""
        last = at
        for step in range(at + 1, min(at + LONGEST, len(self.folded))):
            if self.folded[step][0] in ",.;:!?()\n":
                break
            if step > at + 2 and self.verb(step):
                return step if self.closes(step) else last
            last = step
        return last

    def closes(self, at: int) -> bool:
        """Says that a verb ends the clause, because the verb of the sentence follows."""
        return at + 1 < len(self.folded) and self.verb(at + 1)

    def verb(self, at: int) -> bool:
        """Says that the word is a verb of the sentence: on the list, or by its form where no noun stands."""
        word, before = self.folded[at], self.folded[at - 1]
        if word in self.lists["stop"] or certainly(word, self.lists):
            return True
        noun = before in self.lists["articles"] or before in self.lists["definite"] or before.endswith("e")
        by_form = word.endswith("t") and does(word, self.lists)
        return by_form and not noun and before not in self.lists["restrictors"]

    def only_one(self, at: int, noun: int) -> bool:
        """Says that words before the noun leave one human being: the only one, or one of that age."""
        between = self.folded[at + 1 : noun]
        return any(word in self.lists["only"] for word in between)

    def hit(self, at: int, noun: int, last: int) -> Hit:
        """Answers the description with the kind that says most."""
        kind, words = self.kind(at, noun, last)
        return Hit(
            self.items[at].start(), self.items[last].end(), SpanType.QUASI, Outcome.PERHAPS, kind, words
        )

    def kind(self, at: int, noun: int, last: int) -> tuple[Kind, str]:
        """Answers the kind of the description and the key of its general words."""
        word, between = self.folded[noun], self.folded[at + 1 : noun]
        if any(adjective in self.lists["origins"] for adjective in between):
            return Kind.ORIGIN, "origin"
        if word in self.lists["kin"] and word not in self.lists["adult"]:
            return Kind.KINSHIP, "kinship"
        key = self.group(noun, last)
        return (Kind.AGE if key in ("young", "age") else Kind.SOLE_FUNCTION), key

    def group(self, noun: int, last: int) -> str:
        """Answers the key of general words that stay true: of a club, a school, a faith, or only the wijk."""
        for section, key in GROUPS:
            if self.folded[noun] in self.lists[section]:
                return key
        schools = tuple(self.lists["schools"])
        of_school = any(word.endswith(schools) for word in self.folded[noun + 1 : last + 1])
        return "school" if of_school else "function"
