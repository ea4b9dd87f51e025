"""A word that Dutch, a place or an organisation does not explain, at the place of a person, is taken for a name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.screening import Kind, Outcome, SpanType
from screening.explained import Vocabulary
from screening.lists import Lists
from screening.places import cleared
from screening.spans import Hit
from screening.tokens import Token, shouted, tokenise

Spans = Sequence[Hit]


def names(lists: Lists) -> Callable[[str, Spans], Iterator[Hit]]:
    """Answers a function that yields the names of a text, outside what was found before."""
    vocabulary = Vocabulary(lists)

    def find(text: str, taken: Spans) -> Iterator[Hit]:
        written = text.lower() if shouted(text) and len(text.lower()) == len(text) else text
        tokens = tokenise(written)
        blocked = {n for n, t in enumerate(tokens) if any(h.start < t.end and t.start < h.end for h in taken)}
        yield from Reading(tokens, lists, vocabulary, blocked).names()

    return find


@dataclass(frozen=True)
class Reading:
    """One text while its names are looked for."""

    tokens: Sequence[Token]
    lists: Lists
    vocabulary: Vocabulary
    blocked: set[int]

    def names(self) -> Iterator[Hit]:
        """Yields each name as far as it goes."""
        free = cleared(self.tokens, self.lists, self.vocabulary)
        done = -1
        for at in range(len(self.tokens)):
            if at <= done or at in self.blocked:
                continue
            titled = self.titled(at)
            if titled or (at not in free and self.suspect(at)):
                first, done = self.left(at, done, free), self.right(at)
                yield self.hit(first, done, titled)

    # What makes a word a suspect

    def titled(self, at: int) -> bool:
        """Says that a title or kinship stands before the word and the word can be a name."""
        lead = self.lead(at)
        if lead < 0 or (lead == at - 1 and self.tokens[at].gap not in (" ", ". ")):
            return False
        before, token = self.tokens[lead].folded, self.tokens[at]
        if token.folded in self.lists["tussenvoegsels"] or self.vocabulary.place_or_body(token.folded):
            return False
        if token.capital:
            return before in self.lists["titles"] and not token.acronym
        if self.vocabulary.dutch(token.folded):
            return before in self.lists["formal_titles"] and self.family_word(token.folded)
        return before in self.lists["lower_titles"]

    def family_word(self, word: str) -> bool:
        """Says that an ordinary word is also a family name, and not what somebody does."""
        doing = ("after_person", "before_person", "chat", "definite", "restrictors", "generic_verbs")
        return word in self.lists.surnames and not any(word in self.lists[section] for section in doing)

    def lead(self, at: int) -> int:
        """Answers the number of the word before the particles that lead to this word, or -1."""
        lead = at - 1
        while lead >= 0 and self.tokens[lead].folded in self.lists["tussenvoegsels"] and at - lead < 4:
            lead -= 1
        return lead

    def suspect(self, at: int) -> bool:
        """Says that the word itself can be a name here."""
        token = self.tokens[at]
        if self.initial(at):
            return True
        if len(token.word) < 2:
            return False
        if not token.capital:
            return self.lower_suspect(at)
        return self.opening_suspect(at) if token.opens else self.inner_suspect(at)

    def initial(self, at: int) -> bool:
        """Says that the word is a capital letter before a family name."""
        token = self.tokens[at]
        after = self.next(at)
        if not (len(token.word) == 1 and token.capital and after and after.gap in (".", ". ", " ")):
            return False
        if after.gap == " ":
            return after.capital and not token.opens and not self.vocabulary.explained(after.folded)
        return after.capital or after.folded in self.lists["tussenvoegsels"]

    def inner_suspect(self, at: int) -> bool:
        """Says that a capital inside a sentence stands for a person."""
        token = self.tokens[at]
        word = token.folded
        if self.vocabulary.first_name(word) and not token.acronym:
            return word not in self.lists["sacred"] or not self.vocabulary.explained(word) or self.in_slot(at)
        if self.vocabulary.explained(word):
            return self.capital_pair(at)
        if token.acronym and len(word) < 6:
            return False
        return self.vocabulary.listed(word) or not self.thing(at)

    def capital_pair(self, at: int) -> bool:
        """Says that two capitals that are ordinary words stand where a person stands, as in some names of two words."""
        token, after = self.tokens[at], self.next(at)
        if after is None or not after.capital or after.gap not in (" ", "-") or token.acronym:
            return False
        pair = (token.folded, after.folded)
        if any(self.vocabulary.place_or_body(word) for word in pair):
            return False
        return self.after_slot_word(at) and not self.thing(at)

    def opening_suspect(self, at: int) -> bool:
        """Says that the first word of a sentence, which always has a capital, can be a name."""
        token, after = self.tokens[at], self.next(at)
        word = token.folded
        if self.vocabulary.any_plain(word) or self.vocabulary.place_or_body(word):
            follows = after is not None and (after.folded in self.lists["start_verbs"] or self.named(at + 1))
            sacred = word in self.lists["sacred"] and not (after and self.named(at + 1))
            return self.vocabulary.first_name(word) and follows and not sacred
        if self.vocabulary.first_name(word):
            return True
        if self.vocabulary.dutch(word) or (token.acronym and len(word) < 6):
            return False
        return self.before_slot_word(at) or not self.vocabulary.mistyped(word)

    def named(self, at: int) -> bool:
        """Says that the word with this number is a capital that only a name explains."""
        token = self.tokens[at]
        return token.capital and token.gap == " " and not self.vocabulary.explained(token.folded)

    def lower_suspect(self, at: int) -> bool:
        """Says that a word without a capital can be a name."""
        word = self.tokens[at].folded
        if self.vocabulary.any_plain(word):
            return word in self.lists["lower_names"] and self.in_slot(at)
        if self.vocabulary.explained(word) or len(word) < 3 or word in self.lists["tussenvoegsels"]:
            return len(word) < 3 and self.short_name(at)
        return self.vocabulary.listed(word) or self.in_slot(at) or not self.vocabulary.mistyped(word)

    def short_name(self, at: int) -> bool:
        """Says that two letters are a name on a list, at the place of a person."""
        word = self.tokens[at].folded
        return not self.vocabulary.any_plain(word) and self.vocabulary.first_name(word) and self.in_slot(at)

    # What stands around a word

    def next(self, at: int) -> Token | None:
        """Answers the word after this one."""
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def in_slot(self, at: int) -> bool:
        """Says that a word for a person stands before or after."""
        return self.after_slot_word(at) or self.before_slot_word(at)

    def after_slot_word(self, at: int) -> bool:
        """Says that the word before leads to a person."""
        return at > 0 and self.tokens[at - 1].folded in self.lists["before_person"]

    def before_slot_word(self, at: int) -> bool:
        """Says that the word after tells what a person does."""
        after = self.next(at)
        return after is not None and after.folded in self.lists["after_person"]

    def thing(self, at: int) -> bool:
        """Says that an article stands before the word, as before a building or a club."""
        return at > 0 and self.tokens[at - 1].folded in self.lists["articles"]

    # How far a name goes

    def left(self, at: int, done: int, free: set[int]) -> int:
        """Answers the first word of the name."""
        while at - 1 > done and at - 1 not in free | self.blocked and self.tokens[at].gap in (" ", "-", ".", ". "):
            if not self.leads(at - 1):
                break
            at -= 1
        return at

    def leads(self, at: int) -> bool:
        """Says that the word before a name belongs to it: an initial, a particle, or one more name."""
        before, capital = self.tokens[at], self.tokens[at + 1].capital
        if len(before.word) == 1 and self.tokens[at + 1].gap.startswith("."):
            return True
        if before.folded in self.lists["name_particles"]:
            return before.capital or not capital
        return before.capital and self.part(at) and not before.opens

    def part(self, at: int) -> bool:
        """Says that a capital beside a name belongs to it."""
        word = self.tokens[at].folded
        return self.vocabulary.listed(word) or not self.vocabulary.explained(word)

    def right(self, at: int) -> int:
        """Answers the last word of the name."""
        last = at
        for step in range(at + 1, min(at + 7, len(self.tokens))):
            token = self.tokens[step]
            if step in self.blocked or token.gap not in (" ", ".", ". ", "-") or (token.opens and len(self.tokens[last].word) > 1):
                break
            if self.continues(at, step):
                last = step
            elif token.folded not in self.lists["tussenvoegsels"]:
                break
        return last

    def continues(self, at: int, step: int) -> bool:
        """Says that the word goes on with the name that began at `at`."""
        token = self.tokens[step]
        if self.tokens[at].capital:
            return token.capital and not (token.acronym and len(token.word) > 1)
        word = token.folded
        return len(word) > 1 and not self.vocabulary.explained(word) and word not in self.lists["tussenvoegsels"]

    def hit(self, first: int, last: int, titled: bool) -> Hit:
        """Answers the name, certain when it has a title, initials or a second part and a list knows a part."""
        parts = self.tokens[first : last + 1]
        known = any(self.vocabulary.listed(part.folded) for part in parts)
        full = len(parts) > 1 and (known or any(len(part.word) == 1 for part in parts))
        outcome = Outcome.CERTAIN if titled or full else Outcome.LIKELY
        lead = self.lead(first)
        start = parts[0].start
        cover = self.tokens[lead].start if titled and lead >= 0 else start
        end = parts[-1].end
        return Hit(start, end, SpanType.NAME, outcome, Kind.NAME, self.general(lead, titled), cover)

    def general(self, lead: int, titled: bool) -> str:
        """Answers the key of the general words: a family, or one person."""
        family = titled and self.tokens[lead].folded in self.lists["families"]
        return "name_family" if family else "name"
