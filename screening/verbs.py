"""What somebody does or did: a verb of one person, known by its ending or from the list of strong verbs."""

from collections.abc import Iterator

from screening.lists import Lists

VOWELS = "aeou"
VOICED = {"f": "v", "s": "z"}
PAST = ("de", "te")
SHORTEST = 3


def does(word: str, lists: Lists) -> bool:
    """Says that the word can be the verb of a sentence about one person."""
    if certainly(word, lists):
        return True
    if word in lists["no_verbs"]:
        return False
    return any(f"{root}en" in lists.words or f"{root}en" in lists["chat"] for root in roots(word))


def certainly(word: str, lists: Lists) -> bool:
    """Says that the word is on a list of verbs, so that no noun can be meant."""
    return any(word in lists[section] for section in ("human_verbs", "start_verbs", "strong_verbs"))


def roots(word: str) -> Iterator[str]:
    """Yields what may stand before *en* in the infinitive of a verb that ends in t, de or te."""
    if len(word) < SHORTEST:
        return
    if word.endswith("t"):
        yield from spelled(word[:-1])
        yield from spelled(word)
    if word.endswith(PAST):
        yield from spelled(word[:-2])


def spelled(stem: str) -> Iterator[str]:
    """Yields the spellings of a stem before *en*: verkoop, verkop; geef, gev; jat, jatt."""
    yield stem
    if len(stem) < SHORTEST - 1:
        return
    last, before = stem[-1], stem[-2]
    voiced = VOICED.get(last, last)
    yield stem[:-1] + voiced
    if len(stem) >= SHORTEST and before in VOWELS and stem[-3] == before:
        yield stem[:-2] + voiced
    elif before in VOWELS + "i":
        yield stem + last
