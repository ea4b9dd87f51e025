"""Where a word stands, and how it is written, says whether it can be the name of a person."""

from dataclasses import dataclass

from screening.beginnings import Beginnings
from screening.places import ends


@dataclass(frozen=True)
class Candidates(Beginnings):
    """The words of one text, each asked whether it can be the name of a person."""

    def titled(self, at: int) -> bool:
        """Says that a title or kinship stands before the word and the word can be a name."""
        lead = self.lead(at)
        if lead < 0 or (lead == at - 1 and self.tokens[at].gap not in (" ", ". ")):
            return False
        before, token = self.tokens[lead].folded, self.tokens[at]
        if at in self.free and (before in self.lists["offices"] or (lead < at - 1 and self.building(at))):
            return False
        body = self.vocabulary.place_or_body(token.folded) and not self.vocabulary.listed(token.folded)
        if body or token.folded in self.lists["tussenvoegsels"]:
            return False
        if token.capital:
            return before in self.lists["titles"] and not token.acronym
        if self.vocabulary.dutch(token.folded):
            return before in self.lists["formal_titles"] and self.family_word(token.folded)
        return before in self.lists["lower_titles"]

    def building(self, at: int) -> bool:
        """Says that the word ends as a street or a school does."""
        return ends(self.tokens[at].folded, self.lists["place_heads"] | self.lists["building_heads"])

    def lead(self, at: int) -> int:
        """Answers the number of the word before the particles that lead to this word, or -1."""
        lead = at - 1
        while lead >= 0 and self.tokens[lead].folded in self.lists["tussenvoegsels"] and at - lead < 4:
            lead -= 1
        return lead

    def candidate(self, at: int) -> bool:
        """Says that the word itself can be a name here."""
        token = self.tokens[at]
        if self.initial(at):
            return True
        if len(token.word) < 2:
            return False
        if not token.capital:
            return self.lower_candidate(at)
        return self.opening_candidate(at) if token.opens else self.inner_candidate(at)

    def initial(self, at: int) -> bool:
        """Says that the word is a capital letter before a family name."""
        token = self.tokens[at]
        after = self.next(at)
        if not (len(token.word) == 1 and token.capital and after and after.gap in (".", ". ", " ")):
            return False
        if after.gap == " ":
            return after.capital and not token.opens and not self.vocabulary.explained(after.folded)
        return after.capital or after.folded in self.lists["tussenvoegsels"]

    def inner_candidate(self, at: int) -> bool:
        """Says that a capital inside a sentence stands for a person."""
        token = self.tokens[at]
        word = token.folded
        if self.vocabulary.first_name(word) and not token.acronym:
            if word in self.lists["places"] or (self.thing(at) and word in self.lists["proper"]):
                return False
            return word not in self.lists["sacred"] or not self.vocabulary.explained(word) or self.in_slot(at)
        if self.particle_name(at):
            return True
        if self.vocabulary.explained(word):
            return self.capital_pair(at)
        if token.acronym and len(word) < 6:
            return False
        return self.vocabulary.listed(word) or not self.thing(at)

    def particle_name(self, at: int) -> bool:
        """Says that a particle with a capital leads to a family name, inside a sentence."""
        if self.tokens[at].folded not in self.lists["surname_particles"]:
            return False
        last = at + 1
        while last < len(self.tokens) - 1 and self.tokens[last].folded in self.lists["tussenvoegsels"]:
            last += 1
        if last >= len(self.tokens) or last in self.free:
            return False
        family = self.tokens[last]
        if last == at + 1 and self.tokens[at].folded in self.lists["articles"]:
            return self.vocabulary.listed(family.folded) and family.capital
        return family.capital and not family.opens and not self.vocabulary.place_or_body(family.folded)

    def capital_pair(self, at: int) -> bool:
        """Says that two ordinary words with capitals stand where a person stands."""
        token, after = self.tokens[at], self.next(at)
        if after is None or not after.capital or after.gap not in (" ", "-") or token.acronym:
            return False
        pair = (token.folded, after.folded)
        if token.folded in self.lists["forward_heads"] or any(
            self.vocabulary.place_or_body(word) or word in self.lists.english for word in pair
        ):
            return False
        return self.after_slot_word(at) and not self.thing(at)

    def opening_candidate(self, at: int) -> bool:
        """Says that the first word of a sentence, which always has a capital, can be a name."""
        token = self.tokens[at]
        word = token.folded
        if self.opening_family(at):
            return True
        if self.vocabulary.any_plain(word) or self.vocabulary.place_or_body(word):
            return self.known_opening(at) or (self.vocabulary.first_name(word) and self.named(at + 1))
        if self.vocabulary.first_name(word):
            return True
        if self.vocabulary.dutch(word) or (token.acronym and len(word) < 6) or self.vocabulary.swapped(word):
            return False
        return self.before_slot_word(at) or not self.vocabulary.mistyped(word)

    def named(self, at: int) -> bool:
        """Says that the word with this number is a capital that only a name explains."""
        token = self.tokens[at]
        return token.capital and token.gap == " " and not self.vocabulary.explained(token.folded)

    def lower_candidate(self, at: int) -> bool:
        """Says that a word without a capital can be a name."""
        word = self.tokens[at].folded
        if self.vocabulary.any_plain(word):
            return self.lower_known(at) or self.old_particle(at)
        if self.vocabulary.explained(word) or len(word) < 3 or word in self.lists["tussenvoegsels"]:
            return self.given_lower(at) or (len(word) < 3 and self.short_name(at))
        if self.vocabulary.listed(word):
            return True
        return not (self.vocabulary.swapped(word) if self.in_slot(at) else self.vocabulary.mistyped(word))

    def given_lower(self, at: int) -> bool:
        """Says that a common given name owns something, or opens a sentence and does something."""
        word = self.tokens[at].folded
        owner = word.removesuffix("'s")
        acts = owner != word or self.acts(at)
        return acts and owner in self.lists["given"] and not self.everyday(owner)

    def lower_known(self, at: int) -> bool:
        """Says that a word is written without a capital, yet stands where a given name stands."""
        word = self.tokens[at].folded
        if self.repeated(at) or self.thing(at):
            return False
        if word in self.lists["lower_names"] and self.in_slot(at):
            return True
        acts = self.acts(at) and not self.everyday(word)
        return self.full_name(at) or (acts and self.vocabulary.first_name(word))

    def old_particle(self, at: int) -> bool:
        """Says that particles which only family names still have stand before a family name."""
        row = [token.folded for token in self.tokens[at : at + 3]]
        if len(row) < 3 or row[0] not in self.lists["tussenvoegsels"]:
            return False
        return row[1] in self.lists["old_particles"] and row[2] in self.lists.surnames

    def short_name(self, at: int) -> bool:
        """Says that two letters are a name on a list, at the place of a person."""
        word = self.tokens[at].folded
        if self.vocabulary.any_plain(word) or not self.vocabulary.first_name(word):
            return False
        return self.in_slot(at) or self.acts(at)

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
