"""The project works wherever it is cloned: no file knows a machine or an address to fetch packages from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house_rules.tree import ROOT, kept_files, listed

# A letter in brackets, so that this file does not find itself.
ELSEWHERE = re.compile(
    r"(?<![\w.<])/(?:[h]ome|[U]sers|[w]ork|[t]mp/plan)/\w"
    r"|(?<![\w.])/[r]oot/"
    r"|\b[A-Z]:\\[U]sers"
    r"|--(?:extra-)?[i]ndex-url|--[f]ind-links|--[t]rusted-host|[I]NDEX_URL"
    r"|[f]iles\.pythonhosted|\b[p]ypi\.|/[s]imple/|[r]egistry\.npmjs"
)
ALLOWED = re.compile(r"--no-emit-(?:index-url|find-links)")


def elsewhere(text: str) -> list[str]:
    """Lines that only make sense on one machine."""
    return [line.strip()[:120] for line in text.splitlines() if ELSEWHERE.search(ALLOWED.sub("", line))]


def read(path: Path) -> str:
    """The text of a file; pictures and fonts hold no addresses that anybody wrote."""
    return path.read_bytes().decode("utf-8", errors="replace")


def test_no_file_knows_a_machine() -> None:
    found = [f"{path.relative_to(ROOT)}: {line}" for path in kept_files() for line in elsewhere(read(path))]
    assert found == [], listed(found)


@pytest.mark.parametrize(
    "line",
    [
        "open('/" + "home/amina/x')",
        "cp /" + "work/main/x y",
        "pip --" + "index-url https://example.org",
        "https://py" + "pi.org/project/x",
        "PIP_INDEX" + "_URL=x",
        "cd /" + "root/x",
    ],
)
def test_a_machine_is_seen(line: str) -> None:
    assert elsewhere(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/work/x", "data/bijeen.db", "/var/lib/x", "uv --no-emit-index-url"]
)
def test_other_places_are_fine(line: str) -> None:
    assert not elsewhere(line)
