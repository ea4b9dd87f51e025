"""What the documents and lock files say is so: links lead somewhere, settings exist, packages are pinned."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from bot.settings import DEFAULTS, NAMES
from tests.house_rules.tree import ROOT, kept_files, listed

LOCKS = ("requirements/run.txt", "requirements/dev.txt")


def read(place: str) -> str:
    return (ROOT / place).read_text(encoding="utf-8")


def broken_links(page: Path) -> list[str]:
    """Links of a page to a file that is not there; addresses elsewhere are not asked."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not (page.parent / link).exists()]


def pins(lock: str) -> dict[str, Version]:
    return {name: Version(version) for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", lock)}


def unpinned(lock: str) -> list[str]:
    """Entries without a hash, and lines that are neither entry, hash nor remark."""
    entries = re.split(r"\n(?=\S)", lock.strip())
    return [entry.splitlines()[0] for entry in entries if not _is_pinned(entry)]


def _is_pinned(entry: str) -> bool:
    return (
        re.match(r"[\w.-]+==[\w.]+( ; .*?)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+( +#.*\n?)*$", entry)
        is not None
    )


def test_every_link_leads_to_a_file() -> None:
    pages = [path for path in kept_files() if path.suffix == ".md"]
    found = [f"{page.relative_to(ROOT)}: {link}" for page in pages for link in broken_links(page)]
    assert found == [], listed(found)


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#top) [there](gone.md) [far](https://example.org/x)", encoding="utf-8")
    assert broken_links(page) == ["gone.md"]


def test_the_operators_guide_names_every_setting_and_no_other() -> None:
    guide = read("docs/operator.md")
    table = guide[guide.index("## Settings") : guide.index("## Commands")]
    assert set(re.findall(r"BIJEEN_[A-Z_]*[A-Z]", table)) == set(NAMES)
    assert [value for value in DEFAULTS.values() if f"`{value}`" not in table] == []


def test_every_decision_stands_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", read("docs/decisions/README.md"))) == pages


@pytest.mark.parametrize("place", LOCKS)
def test_every_package_is_pinned_with_its_hashes(place: str) -> None:
    lock = read(place)
    assert unpinned(lock) == []
    assert "://" not in lock


@pytest.mark.parametrize("lock", ["--find-something x", "a==1.0", "a>=1.0 \\\n    --hash=sha256:" + "0" * 64])
def test_a_loose_package_is_seen(lock: str) -> None:
    assert unpinned(lock)


@pytest.mark.parametrize("place", LOCKS)
def test_the_locks_fit_what_the_project_asks(place: str) -> None:
    asked = map(Requirement, tomllib.loads(read("pyproject.toml"))["project"]["dependencies"])
    locked = pins(read(place))
    assert [str(one) for one in asked if locked[one.name.lower()] not in one.specifier] == []


def test_both_locks_agree() -> None:
    assert pins(read(LOCKS[0])).items() <= pins(read(LOCKS[1])).items()


def test_the_licence_is_the_same_everywhere() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2" in read("publiccode.yml")
    assert read("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
