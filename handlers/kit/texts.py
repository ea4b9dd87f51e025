"""A member reads every text in plain Dutch from the catalogue; typed words never become markup in it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType

from handlers.kit.entries import FIELD, Entry, TextError, read_entries

BOLD = "**"
COUNTED = "counted."
# Marks that change the reading direction would let a typed name rearrange the sentence around it.
UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
LABEL_LIMIT = 40
# A sentence begins where another one ended, or where the line has at most an emoji or a quote so far.
BEGINNING = re.compile(r"[.?!…][\"'”’)]*\s+\Z|(?:\A|\n)[^\w\n:-]*\Z")
# An address or a code is no word: it keeps its own letters.
FIRST_WORD = re.compile(r"(ij|[^\W\d_])(?=[^\W\d_]*(?:[\s,.;!?)-]|\Z))")


class MissingText(TextError):
    """No catalogue holds a text with this key."""


class MissingField(TextError):
    """The text has a field that was not filled."""


class ExtraField(TextError):
    """A field was given that the text does not have."""


@dataclass(frozen=True)
class Text:
    """A text by its key, with the values of its fields; only a catalogue can turn it into Dutch."""

    key: str
    fields: Mapping[str, Value] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Lines:
    """Texts or typed words under each other; an empty one leaves no line."""

    items: tuple[Text | str, ...]

    @classmethod
    def of(cls, items: Iterable[Text | str]) -> Lines:
        """The lines in the order given."""
        return cls(tuple(items))


Value = str | int | Text | Lines


def text(key: str, /, **fields: Value) -> Text:
    """The text with this key; `n`, or the field that the catalogue names, chooses singular or plural.

    A field whose name is a word of Python is given with an underscore behind it: `from_`.
    """
    return Text(key, MappingProxyType({name.rstrip("_"): value for name, value in fields.items()}))


@dataclass(frozen=True)
class Catalogues:
    """All texts of one language, with the fields of the settings (such as phone numbers) filled in."""

    entries: Mapping[str, Entry]
    shared: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def load(cls, language: str = "nl") -> Catalogues:
        """Reads every catalogue of the language; raises DoubleText when two hold the same key."""
        return cls(read_entries(files("locales") / language / "LC_MESSAGES", language))

    def with_shared(self, shared: Mapping[str, Value]) -> Catalogues:
        """The same texts, with fields from the settings that fill in wherever a text has them."""
        return Catalogues(self.entries, MappingProxyType({**self.shared, **shared}))

    def html(self, text: Text) -> str:
        """The message as Telegram's HTML: bold as `<b>`, all else escaped."""
        return _tidy(self._render(text, _as_html, begins=True))

    def plain(self, text: Text) -> str:
        """The text without any markup, for pop-ups and files."""
        return _tidy(self._render(text, _as_plain, begins=True))

    def label(self, text: Text) -> str:
        """The text on one line of at most 40 characters, for a button."""
        line = " ".join(self.plain(text).split())
        return line if len(line) <= LABEL_LIMIT else line[: LABEL_LIMIT - 1].rstrip() + "…"

    def fields_of(self, key: str) -> frozenset[str]:
        """The names of the fields that the text has; raises MissingText."""
        return self._entry(key).fields()

    def _entry(self, key: str) -> Entry:
        try:
            return self.entries[key]
        except KeyError:
            raise MissingText(key) from None

    def _render(self, text: Text, style: Style, begins: bool) -> str:
        entry = self._entry(text.key)
        values = self._values(text, entry)
        template = self._count(entry.form(values.get(entry.counting or "")), values)
        so_far = _SoFar("" if begins else _MIDDLE)
        filled = [self._fill(part, values, style, so_far) for part in template.split(BOLD)]
        return "".join(style.bold(part) if odd % 2 else part for odd, part in enumerate(filled))

    def _values(self, text: Text, entry: Entry) -> Mapping[str, Value]:
        wanted = entry.fields()
        if extra := set(text.fields) - wanted:
            raise ExtraField(f"{text.key}: {', '.join(sorted(extra))}")
        values = {name: self.shared[name] for name in wanted & set(self.shared)} | dict(text.fields)
        if missing := wanted - set(values):
            raise MissingField(f"{text.key}: {', '.join(sorted(missing))}")
        return values

    def _count(self, template: str, values: Mapping[str, Value]) -> str:
        for name in (name for name, value in values.items() if value == 1):
            template = self._one(template, f"{{{name}}} ")
        return template

    def _one(self, template: str, counter: str) -> str:
        """A counted word after a field that is 1 gets its singular, by the entries `counted.*`."""
        for plural, singular in self._counted:
            found = re.search(re.escape(counter + plural) + r"\b", template)
            if found:
                return template[: found.start()] + counter + singular + template[found.end() :]
        return template

    @cached_property
    def _counted(self) -> list[tuple[str, str]]:
        """Plural and singular words, the longest first."""
        pairs = [
            (entry.plural.removeprefix("{n} "), entry.singular.removeprefix("{n} "))
            for key, entry in self.entries.items()
            if key.startswith(COUNTED)
        ]
        return sorted(pairs, key=lambda pair: -len(pair[0]))

    def _fill(self, part: str, values: Mapping[str, Value], style: Style, so_far: _SoFar) -> str:
        filled = []
        for odd, piece in enumerate(FIELD.split(part)):
            value = values[piece] if odd % 2 else _Written(piece)
            shown = self._value(value, style, so_far.begins)
            so_far.add(shown if isinstance(value, Text | Lines | _Written) else _MIDDLE * bool(shown))
            filled.append(shown)
        return "".join(filled)

    def _value(self, value: Value | _Written, style: Style, begins: bool) -> str:
        match value:
            case Text():
                return _tidy(self._render(value, style, begins))
            case Lines(items):
                lines = (self._value(item, style, begins or index > 0) for index, item in enumerate(items))
                return "\n".join(line for line in lines if line)
            case _Written(words):
                return style.words(_with_capital(words) if begins else words)
            case _:
                words = _clean(str(value))
                return style.words(_with_capital(words) if begins else words)


_MIDDLE = "x"  # stands for words after which no sentence begins, whatever they end in


@dataclass(frozen=True)
class _Written:
    """Words of the catalogue itself, with their spaces."""

    words: str


@dataclass
class _SoFar:
    """What stands before the next piece of a text, without markup."""

    words: str

    @property
    def begins(self) -> bool:
        """Whether a sentence begins here."""
        return BEGINNING.search(self.words) is not None

    def add(self, more: str) -> None:
        self.words += more


def _with_capital(words: str) -> str:
    return (
        FIRST_WORD.sub(lambda first: first[1].upper(), words, count=1) if FIRST_WORD.match(words) else words
    )


@dataclass(frozen=True)
class Style:
    """How words and bold look in one kind of output."""

    words: Callable[[str], str]
    bold: Callable[[str], str]


_as_html = Style(
    words=lambda words: html.escape(words, quote=False), bold=lambda words: f"<b>{words}</b>" if words else ""
)
_as_plain = Style(words=str, bold=str)


def _clean(typed: str) -> str:
    return UNSEEN.sub("", LINE_ENDS.sub("\n", typed)).strip()


def _tidy(filled: str) -> str:
    """An empty field leaves no trailing or double space, no space before a line and no second blank line."""
    lines = (re.sub(r" {2,}", " ", line).strip() for line in filled.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
