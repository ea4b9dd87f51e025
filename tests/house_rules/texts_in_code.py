"""Which texts the code asks for; run as a module it renews the list of texts that wait for their code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house_rules.catalogues import FIELD, written
from tests.house_rules.tree import Source, product_sources

WAITING = Path(__file__).parent / "texts_not_used_yet.txt"
# Filled in from the settings by `Catalogues.with_shared`, so that no call needs to give them.
SHARED = {
    "municipality", "network_name", "bot_username", "coordinator_phone", "coordinator_hours", "case_phone",
    "municipality_phone", "privacy_contact", "press_contact",
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """`text("key", field=…)` at a place in the code; without `fields` when they are given as `**fields`."""

    place: str
    key: str
    fields: frozenset[str] | None

    def odd_fields(self) -> list[str]:
        """Fields that are missing, or that the text does not have."""
        entry = written().get(self.key)
        if entry is None or self.fields is None:
            return []
        wanted = {name for form in entry.forms for name in FIELD.findall(form)} | {entry.counting} - {None}
        return sorted(str(name) for name in (wanted - SHARED - self.fields) | (self.fields - wanted))


@cache
def calls() -> tuple[Call, ...]:
    """Every call of `text` or `Text` in the product with a key that can be read from the code."""
    return tuple(call for source in product_sources() for call in _calls(source))


@cache
def keys_used() -> frozenset[str]:
    """Every key that stands in the code, whole or as the start of one."""
    known = set(written())
    return frozenset(key for source in product_sources() for key in opened_up(source.text, known))


def opened_up(code: str, known: set[str]) -> set[str]:
    """The known keys in the code; `f"role.{word}"` and `"role."` stand for all keys that start so."""
    constants = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    parts = {value for value in constants if isinstance(value, str)}
    starts = tuple(part for part in parts if part.endswith((".", "_")) and "." in part[1:])
    return {key for key in known if key in parts or (starts and key.startswith(starts))}


def not_used_yet() -> frozenset[str]:
    """The texts that may wait for the code that will use them."""
    return frozenset(WAITING.read_text(encoding="utf-8").split())


def _calls(source: Source) -> Iterator[Call]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _named(node.func) in {"text", "Text"} and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and "." in key.value:
                yield Call(f"{source.place}:{node.lineno}", key.value, _fields(node))


def _named(called: ast.expr) -> str:
    match called:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _fields(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    if None in names or len(call.args) > 1:
        return None
    return frozenset(name.rstrip("_") for name in names if name)


if __name__ == "__main__":
    WAITING.write_text("".join(f"{key}\n" for key in sorted(set(written()) - keys_used())), encoding="utf-8")
