"""Reads the lists the check rests on; they are plain files beside the code, and nothing is ever fetched."""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from screening.tokens import fold

Phrase = tuple[str, ...]
SECTION = re.compile(r"^\[(\w+)\]\n", re.MULTILINE)
PHRASES = ("idioms", "public_figures")


@dataclass(frozen=True, slots=True)
class OperatorLists:
    """What an operator adds: phrases that are no person, words to always ask about, functions, figures."""

    allowed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    public_figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lists:
    """All lists by purpose, folded."""

    words: frozenset[str]
    english: frozenset[str]
    proper: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    sections: Mapping[str, frozenset[str]]
    general: Mapping[str, str]
    always: tuple[Phrase, ...]

    def __getitem__(self, section: str) -> frozenset[str]:
        return self.sections[section]


def load(extra: OperatorLists) -> Lists:
    """Answers all lists of the package with those of the operator."""
    sections = {
        **read_sections("lists.txt"),
        **read_sections("descriptions.txt"),
        **read_sections("numbers.txt"),
    }
    names = read_sections("names.txt")
    sections["given"] = names["given"]
    sections["functions"] |= {fold(word) for word in extra.functions}
    return Lists(
        words=read_words("words.gz"),
        english=read_words("english.gz"),
        proper=(read_words("proper.gz") - names["given"] - names["family"])
        | sections["proper"]
        | sections["places"],
        first_names=read_words("first_names.gz") | names["given"],
        surnames=read_words("surnames.gz") | names["family"],
        phrases=by_first_word([*read_phrases("lists.txt"), *extra.allowed, *extra.public_figures]),
        sections=sections,
        general=read_general(),
        always=tuple(phrase_of(line) for line in extra.always),
    )


def read(name: str) -> str:
    """Answers the text of one list file without its comment lines."""
    text = files("screening").joinpath("data", name).read_text("utf-8")
    return "".join(line + "\n" for line in text.split("\n") if not line.startswith("#"))


def read_words(name: str) -> frozenset[str]:
    """Answers the words of a compressed list."""
    packed = files("screening").joinpath("data", name).read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))


def read_sections(name: str) -> dict[str, frozenset[str]]:
    """Answers the words of each section, folded."""
    parts = SECTION.split(read(name))[1:]
    return {
        title: frozenset(map(fold, body.split())) for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


def read_phrases(name: str) -> list[str]:
    """Answers the lines of the sections that hold whole phrases."""
    parts = SECTION.split(read(name))[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [line for title, body in pairs if title in PHRASES for line in body.split("\n") if line]


def read_general() -> dict[str, str]:
    """Answers the general words by key."""
    lines = (line.split("\t") for line in read("general.txt").split("\n") if line)
    return {key: words for key, words in lines}


def phrase_of(line: str) -> Phrase:
    """Answers the folded words of a phrase."""
    return tuple(fold(word.strip(".")) for word in line.split())


def by_first_word(lines: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    """Answers phrases by their first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in filter(None, map(phrase_of, lines)):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


def one_of(words: Iterable[str]) -> str:
    """Answers a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
