"""The Dutch of a text stands in a catalogue under its key, compiled in a package, as source in a checkout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
Forms = str | list[str] | tuple[str, ...]


class TextError(Exception):
    """A text could not be made."""


class DoubleText(TextError):
    """Two catalogues hold a text with the same key."""


@dataclass(frozen=True)
class Entry:
    """One catalogue entry: two forms (the same when nothing counts) and the field that counts."""

    singular: str
    plural: str
    counting: str | None = None

    def form(self, count: object) -> str:
        """The form for this count; 0, and no count, read as plural."""
        return self.singular if count == 1 else self.plural

    def fields(self) -> frozenset[str]:
        """The names of the fields of both forms, the counting one included."""
        named = {*FIELD.findall(self.singular), *FIELD.findall(self.plural)}
        return frozenset(named | ({self.counting} if self.counting else set()))


def read_entries(folder: Traversable, language: str) -> dict[str, Entry]:
    """The entries of all catalogues in the folder; a compiled one goes before its source.

    Raises DoubleText when two hold the same key.
    """
    entries: dict[str, Entry] = {}
    for name in sorted({_name(item) for item in folder.iterdir() if item.name.endswith((".mo", ".po"))}):
        for key, entry in _entries(_read(folder, name, language)):
            if key in entries:
                raise DoubleText(key)
            entries[key] = entry
    return entries


def _name(item: Traversable) -> str:
    return item.name.rpartition(".")[0]


def _read(folder: Traversable, name: str, language: str) -> Catalog:
    compiled = folder / f"{name}.mo"
    if compiled.is_file():
        with compiled.open("rb") as binary:
            return read_mo(binary)
    with (folder / f"{name}.po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def _entries(catalogue: Catalog) -> Iterator[tuple[str, Entry]]:
    for message in catalogue:
        if message.id:
            yield _key(message.id), _entry(message.id, message.string)


def _key(message_id: Forms) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _entry(message_id: Forms, string: Forms | None) -> Entry:
    if isinstance(message_id, str) or isinstance(string, str) or not string:
        return Entry(str(string or ""), str(string or ""))
    return Entry(string[0], string[1], message_id[1])
