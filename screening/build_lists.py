"""Development only: makes the compressed lists from their published sources; nobody edits those by hand.

Usage: python -m screening.build_lists DUTCH_WORDS ENGLISH_WORDS OUT_FOLDER
(needs Faker and Babel; see data/README.md).
"""

import gzip
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from screening.tokens import fold

LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’-]{2,}")
ROMAN = re.compile(r"[IVXLCDM]+")
ADJECTIVE = re.compile(r"(se|sche|ees|ezen|aan|anen|aanse|mmers?)$")
STREET = re.compile(r".*(straat|laan|plein|weg|kade|singel|gracht|dijk|hof|park|pad|dreef)'?s?$", re.I)
HOME = ("nl_NL", "nl_BE")


def main(dutch: str, english: str, out: str) -> None:
    """Writes words, proper words, English words, first names and surnames, one a line, sorted and gzipped."""
    lines = Path(dutch).read_text("utf-8").split("\n")
    lower = {line for line in lines if line and line == line.lower() and " " not in line}
    first, last, home = names()
    folded = {fold(word) for word in lower}
    first_folded = {fold(n) for n in first if fold(n) not in folded} | {fold(n) for n in home if len(n) > 2}
    last_folded = {fold(n) for n in last if len(n) > 1}
    proper = explained_proper([line for line in lines if line != line.lower()])
    proper -= first_folded | last_folded
    folder = Path(out)
    write(folder / "words.gz", folded)
    write(folder / "proper.gz", proper | countries())
    write(folder / "english.gz", english_words(english) - folded - first_folded)
    write(folder / "first_names.gz", first_folded)
    write(folder / "surnames.gz", last_folded)


def names() -> tuple[set[str], set[str], set[str]]:
    """Answers first names of all locales, surnames of all locales, and first names of the Dutch locales."""
    person = importlib.import_module("faker.providers.person")
    first: set[str] = set()
    last: set[str] = set()
    home: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        given = latin(listed(provider, "first"))
        first |= given
        last |= latin(name.split()[-1] for name in listed(provider, "last") if name.strip())
        home |= given if module.name in HOME else set()
    return first, last, home


def listed(provider: type, part: str) -> Iterable[str]:
    """Yields every word in the class lists whose attribute name holds the part."""
    for attribute in dir(provider):
        value = getattr(provider, attribute)
        if part in attribute and isinstance(value, (list, tuple, dict, set)) and "format" not in attribute:
            yield from (name for name in value if isinstance(name, str))


def latin(values: Iterable[str]) -> set[str]:
    """Keeps names of one word in Latin letters."""
    return {value for value in values if LATIN_NAME.fullmatch(value)}


def explained_proper(capitalised: list[str]) -> set[str]:
    """Answers capitalised entries that are no person: places, peoples, acronyms, compounds."""
    entries = set(capitalised)
    lowered = {e.lower() for e in entries}
    places = {e for e in entries if lowered & {e.lower() + end for end in ("se", "er", "ers")}}
    adjectives = {e for e in entries if ADJECTIVE.search(e) and len(e) > 4}
    stems = {e for e in entries if e.endswith(("s", "isch")) and e + "e" in adjectives}
    kept = {e for e in entries if STREET.match(e) or acronym(e) or re.search("-[a-z]", e)}
    return {fold(e) for e in places | adjectives | stems | kept if " " not in e}


def acronym(entry: str) -> bool:
    """Says that an entry is letters of an organisation, not a Roman number."""
    return entry.isupper() and not ROMAN.fullmatch(entry)


def countries() -> set[str]:
    """Answers the Dutch names of countries of one word (Unicode CLDR)."""
    from babel import Locale

    return {fold(n) for n in Locale("nl").territories.values() if " " not in n}


def english_words(path: str) -> set[str]:
    """Answers the lower-case English words of three letters and more."""
    lines = Path(path).read_text("utf-8").split("\n")
    return {line for line in lines if line.isalpha() and line == line.lower() and len(line) > 1}


def write(path: Path, words: set[str]) -> None:
    """Writes the words sorted, always to the same bytes."""
    path.write_bytes(gzip.compress("\n".join(sorted(words)).encode(), 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:4])
