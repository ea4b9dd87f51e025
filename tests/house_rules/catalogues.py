"""The Dutch catalogues as the house rules see them: text, buttons and what is said about it, by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house_rules.tree import ROOT

FOLDER = ROOT / "locales" / "nl" / "LC_MESSAGES"
FIELD = re.compile(r"\{(\w+)\}")
ONE_FIELD = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Written:
    """One text of a catalogue; `forms` holds one form, or singular and plural."""

    key: str
    catalogue: str
    forms: tuple[str, ...]
    counting: str | None
    about: str
    buttons: tuple[str, ...]

    @property
    def text(self) -> str:
        """The form that the pages show."""
        return self.forms[-1]

    @property
    def is_button(self) -> bool:
        return self.key.startswith("button.")


@cache
def written() -> dict[str, Written]:
    """Every text by its key."""
    return {text.key: text for path in sorted(FOLDER.glob("*.po")) for text in _texts(path)}


def messages() -> list[Written]:
    """Everything but labels of buttons."""
    return [text for text in written().values() if not text.is_button]


def labels() -> list[Written]:
    return [text for text in written().values() if text.is_button]


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; a line of its own is a sentence, and so is what follows a colon."""
    parts = (part for line in text.split("\n") for part in re.split(r"(?<=[.?!:;])[*\"]*\s+", line))
    found = (re.findall(r"[\w{}'’@.,/-]*[\w}]", part.replace("*", "")) for part in parts)
    return [words for words in found if words]


def has_word(text: str, word: str) -> bool:
    """Whether the word stands there as a whole, in any letter case."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _texts(path: Path) -> Iterator[Written]:
    with path.open("rb") as source:
        catalogue = read_po(source, locale="nl", abort_invalid=True)
    for message in catalogue:
        if not message.id:
            continue
        key, counting = (message.id, None) if isinstance(message.id, str) else (message.id[0], message.id[1])
        assert message.string is not None
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        about, _, buttons = " ".join(message.auto_comments).partition("Buttons: ")
        named = tuple(buttons.split(" · ")) if buttons else ()
        yield Written(key, path.stem, forms, counting, about.strip(), named)
