"""Puts the rules together: numbers and addresses first, then names, then descriptions of one human being."""

from domain.screening import Check, Outcome, Verdict
from screening.addresses import addresses
from screening.descriptions import descriptions
from screening.general import generalise
from screening.lists import OperatorLists, load
from screening.names import names
from screening.numbers import numbers, plates
from screening.online import online
from screening.spans import Hit, apart
from screening.surroundings import operator_words, surroundings


def build_check(operator_lists: OperatorLists | None = None) -> Check:
    """Answers the check; it is built once (a second, 80 MB), then reads a text in about a millisecond."""
    lists = load(operator_lists or OperatorLists())
    exact = (online(lists), numbers(lists), addresses(lists), plates(lists))
    always, around = operator_words(lists), surroundings(lists)
    named, described = names(lists), descriptions(lists)

    def read(text: str) -> list[Hit]:
        hits = apart(hit for rule in exact for hit in rule(text))
        hits = apart([*hits, *always(text), *named(text, hits)])
        found = [*hits, *described(text)]
        return sorted([*found, *around(text, found)], key=lambda hit: (hit.start, -hit.end))

    def check(text: str) -> Verdict:
        found = read(text)
        outcome = max((hit.outcome for hit in found), default=Outcome.CLEAN)
        once = generalise(text, found, lists.general)
        twice = generalise(once, read(once), lists.general) if found else once
        return Verdict(outcome, tuple(hit.finding for hit in found), twice)

    return check
