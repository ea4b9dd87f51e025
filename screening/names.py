"""A word that Dutch, a place or an organisation does not explain is taken for a name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.screening import Kind, Outcome, SpanType
from screening.candidates import Candidates
from screening.explained import Vocabulary
from screening.lists import Lists
from screening.places import cleared
from screening.spans import Hit
from screening.tokens import Token, shouted, tokenise

Spans = Sequence[Hit]
JOINED = (" ", ".", ". ", "-")
LONGEST = 7


def names(lists: Lists) -> Callable[[str, Spans], Iterator[Hit]]:
    """Answers a function that yields the names of a text, outside what was found before."""
    vocabulary = Vocabulary(lists)

    def find(text: str, taken: Spans) -> Iterator[Hit]:
        written = text.lower() if shouted(text) and len(text.lower()) == len(text) else text
        tokens = tokenise(written)
        blocked = {n for n, t in enumerate(tokens) if any(h.start < t.end and t.start < h.end for h in taken)}
        free = cleared(tokens, lists, vocabulary)
        yield from Reading(tokens, lists, vocabulary, free, blocked).names()

    return find


@dataclass(frozen=True)
class Reading(Candidates):
    """One text while its names are looked for; `blocked` are the numbers of words that were found before."""

    blocked: set[int]

    def names(self) -> Iterator[Hit]:
        """Yields each name as far as it goes."""
        done = -1
        for at in range(len(self.tokens)):
            if at <= done or at in self.blocked:
                continue
            titled = self.titled(at)
            if titled or (at not in self.free and self.candidate(at)):
                first, done = self.left(at, done), self.right(at)
                yield self.hit(first, done, titled or self.titled_after_particles(first, done))

    def titled_after_particles(self, first: int, last: int) -> bool:
        """Says that a title stands before a name that starts with a particle."""
        return self.tokens[first].folded in self.lists["tussenvoegsels"] and self.titled(last)

    def left(self, at: int, done: int) -> int:
        """Answers the first word of the name."""
        while at - 1 > done and at - 1 not in self.free | self.blocked and self.leads(at - 1):
            at -= 1
        return at

    def leads(self, at: int) -> bool:
        """Says that the word before a name belongs to it: an initial, a particle, or one more name."""
        before, name = self.tokens[at], self.tokens[at + 1]
        if len(before.word) == 1 and name.gap.startswith("."):
            return True
        if name.gap not in JOINED:
            return False
        if before.folded in self.lists["name_particles"]:
            return before.capital or (not name.capital and before.folded not in self.lists["definite"])
        return before.capital and self.part(at) and not before.opens

    def part(self, at: int) -> bool:
        """Says that a capital beside a name belongs to it."""
        word = self.tokens[at].folded
        return self.vocabulary.listed(word) or not self.vocabulary.explained(word)

    def right(self, at: int) -> int:
        """Answers the last word of the name."""
        last = at
        for step in range(at + 1, min(at + LONGEST, len(self.tokens))):
            if self.breaks(last, step):
                break
            if self.continues(at, step):
                last = step
            elif self.tokens[step].folded not in self.lists["tussenvoegsels"]:
                break
        return last

    def breaks(self, last: int, step: int) -> bool:
        """Says that no name can go on over this word: a mark stands before it, or it was found before."""
        token = self.tokens[step]
        new_sentence = token.opens and len(self.tokens[last].word) > 1
        return step in self.blocked or token.gap not in JOINED or new_sentence

    def continues(self, at: int, step: int) -> bool:
        """Says that the word goes on with the name that began at `at`."""
        token = self.tokens[step]
        if self.tokens[at].capital:
            return token.capital and not (token.acronym and len(token.word) > 1)
        word = token.folded
        if step == self.family_at(at) and self.full_name(at):
            return True
        if self.tokens[step - 1].folded in self.lists["tussenvoegsels"] and self.family_word(word):
            return self.vocabulary.first_name(self.tokens[at].folded) or self.old_particle(at)
        return (
            len(word) > 1 and not self.vocabulary.explained(word) and word not in self.lists["tussenvoegsels"]
        )

    def hit(self, first: int, last: int, titled: bool) -> Hit:
        """Answers the name; with a title the title is replaced too."""
        parts = self.tokens[first : last + 1]
        lead = self.tokens[self.lead(first)] if titled else parts[0]
        cover = self.tokens[self.opened(self.lead(first))] if titled else parts[0]
        outcome = Outcome.CERTAIN if self.full(parts) or (titled and self.sure(parts[-1])) else Outcome.LIKELY
        general = self.general(lead if titled else None, parts[-1])
        return Hit(parts[0].start, self.closed(last), SpanType.NAME, outcome, Kind.NAME, general, cover.start)

    def general(self, title: Token | None, last: Token) -> str:
        """Answers the key of the general words: a family, somebody's, or one person."""
        if last.folded.endswith("'s"):
            return "name_possessive"
        return "name_family" if title and title.folded in self.lists["families"] else "name"

    def opened(self, lead: int) -> int:
        """Answers the number of the article before a title, or of the title."""
        before = self.tokens[lead - 1].folded if lead > 0 else ""
        return lead - 1 if before in self.lists["articles"] or before in self.lists["definite"] else lead

    def closed(self, last: int) -> int:
        """Answers where the name ends, with the full stop of an initial."""
        token, after = self.tokens[last], self.next(last)
        dotted = len(token.word) == 1 and after is not None and after.gap.startswith(".")
        return token.end + dotted

    def full(self, parts: Sequence[Token]) -> bool:
        """Says that it is a full name: two parts of which a list knows one, or initials."""
        own = [part for part in parts if part.folded not in self.lists["tussenvoegsels"]]
        return len(own) > 1 and any(len(part.word) == 1 or self.known(part.folded) for part in parts)

    def known(self, word: str) -> bool:
        """Says that a list knows the word as a given name, or as a family name that is no ordinary word."""
        plain = self.vocabulary.any_plain(word)
        return self.vocabulary.first_name(word) or (self.vocabulary.listed(word) and not plain)

    def sure(self, part: Token) -> bool:
        """Says that a word after a title is no ordinary word without a capital."""
        return part.capital or not self.vocabulary.dutch(part.folded)
