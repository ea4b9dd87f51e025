"""What the documents and lock files say is so: links, names of tests, settings, commands, rights, pins."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from bot.__main__ import _parser
from bot.settings import DEFAULTS, NAMES
from domain.actors import OPEN_TO_VISITORS, RIGHTS, Permission, Role
from storage.members import consents, member_roles, members
from tests.house_rules.catalogues import written
from tests.house_rules.tree import ROOT, kept_files, listed

LOCKS = ("requirements/run.txt", "requirements/dev.txt")
A_TEST = re.compile(r"\[`(test_\w+)`\]\(([^)#\s]+\.py)\)")
# The columns of the table of rights: V for visitors, then these.
ROLES = {
    "CC": Role.CONTACTCIRKEL,
    "SN": Role.SNRP,
    "BR": Role.VLIEGENDE_BRIGADE,
    "PR": Role.PROFESSIONAL,
    "PA": Role.PARTNER,
    "NC": Role.NETWERKREGISSEUR,
    "CA": Role.PROCESREGISSEUR,
    "2P": Role.SECOND_PERSON,
    "AD": Role.BEHEERDER,
    "PO": Role.FG,
}
# Each promise in these tables stands beside a test.
PROMISES = (("README.md", "## What it must not become"), ("SECURITY.md", "## What the software promises"))


def read(place: str) -> str:
    return (ROOT / place).read_text(encoding="utf-8")


def broken_links(page: Path) -> list[str]:
    """Links of a page to a file that is not there; addresses elsewhere are not asked."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [link for link in links if "://" not in link and not (page.parent / link).exists()]


def pages() -> list[Path]:
    return [path for path in kept_files() if path.suffix == ".md"]


def missing_tests(page: Path) -> list[str]:
    """Tests that a page names and that its link does not hold."""
    named = A_TEST.findall(page.read_text(encoding="utf-8"))
    return [name for name, link in named if not _holds(page.parent / link, name)]


def _holds(file: Path, test: str) -> bool:
    if not file.is_file() or file.stem == test:
        return file.is_file()
    found = file.read_text(encoding="utf-8")
    return re.search(rf"(?m)^ *(async )?def {test}\(", found) is not None


def rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    below = page[page.index(f"{heading}\n") :]
    table = re.search(r"(?m)(^\|.*\n)+", below)
    assert table is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


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
    found = [f"{page.relative_to(ROOT)}: {link}" for page in pages() for link in broken_links(page)]
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


def test_the_operators_guide_names_every_command_and_no_other() -> None:
    built = set(re.findall(r"(?m)^    ([a-z-]+)(?: |$)", _parser().format_help()))
    told = {cell.split()[0].strip("`") for cell, *_ in rows(read("docs/operator.md"), "## Commands")}
    assert built >= {"run", "doctor"}
    assert told == built


def test_every_test_that_is_named_exists() -> None:
    found = [f"{page.relative_to(ROOT)}: {name}" for page in pages() for name in missing_tests(page)]
    assert found == [], listed(found)


def test_a_test_that_is_not_there_is_seen(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("def test_here(world) -> None: ...\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[`test_here`](test_x.py) [`test_gone`](test_x.py) [`test_far`](test_y.py)", encoding="utf-8"
    )
    assert missing_tests(page) == ["test_gone", "test_far"]


@pytest.mark.parametrize(("page", "heading"), PROMISES)
def test_every_promise_stands_beside_its_test(page: str, heading: str) -> None:
    promises = rows(read(page), heading)
    assert len(promises) >= 5
    assert [row[0] for row in promises if not A_TEST.search(row[-1])] == []


def test_the_table_of_rights_is_the_one_in_the_code() -> None:
    told = {}
    for _, permission, visitor, *marks, _condition in rows(read("docs/rights.md"), "# Roles and rights"):
        having = {role for role, mark in zip(ROLES.values(), marks, strict=True) if mark == "●"}
        told[Permission(permission.strip("`"))] = (visitor == "●", having)
    assert told == {one: (one in OPEN_TO_VISITORS, set(RIGHTS[one])) for one in Permission}


def test_the_dpia_names_every_column_about_a_member() -> None:
    told = {
        name for row in rows(read("docs/dpia.md"), "### Of a member, column by column") for name in row[:1]
    }
    kept = {column.name for table in (members, member_roles, consents) for column in table.columns}
    assert {name.strip("`") for name in told} == kept - {"id", "member"}


def test_the_guide_uses_the_words_that_stand_on_the_buttons() -> None:
    labels = {entry.text.split(":")[0] for key, entry in written().items() if key.startswith("button.")}
    told = set(re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", read("docs/gids.md")))
    assert len(told) >= 40
    assert sorted(told - labels) == []


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
