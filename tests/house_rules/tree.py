"""What the house rules look at: the project's own files, read once."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("bot", "handlers", "scheduling", "usecases", "storage", "domain", "screening", "sandbox")
CAPABILITIES = (
    "members", "callouts", "unrest", "questions", "activities", "signals", "brigade", "broadcasts", "reports",
)  # fmt: skip
NOT_KEPT = {".git", ".venv", "data", "keys", "build", "dist"}


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands (relative to the root), what it says, and its tree."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.place)


@cache
def product_sources() -> tuple[Source, ...]:
    """Every Python file of the product; migrations are history and count for nothing."""
    found = (source for package in PRODUCT for source in _sources(ROOT / package))
    return tuple(source for source in found if "/migrations/" not in source.place)


@cache
def sources_of_tests() -> tuple[Source, ...]:
    return tuple(_sources(ROOT / "tests"))


def _sources(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.py")):
        yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def kept_files() -> Iterator[Path]:
    """Every file that belongs in a clone, as far as the names of folders tell."""
    for folder, below, names in os.walk(ROOT):
        here = Path(folder)
        below[:] = [name for name in sorted(below) if not _is_left_out(here, name)]
        yield from (here / name for name in sorted(names))


def _is_left_out(folder: Path, name: str) -> bool:
    at_the_top = folder == ROOT and name in NOT_KEPT
    return at_the_top or name in {"__pycache__", ".hypothesis"} or name.endswith("_cache")


def listed(violations: Iterable[str]) -> str:
    """Violations one a line, for a failure that can be worked through."""
    return "\n" + "\n".join(violations)
