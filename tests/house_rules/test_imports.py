"""Imports point inward; each contract of pyproject.toml is kept here and is seen broken in a planted copy."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house_rules.tree import CAPABILITIES, PRODUCT, ROOT, Source, listed, product_sources

LINTER = Path(sys.executable).with_name("lint-imports")
FILES = (
    *(f"{package}/__init__.py" for package in PRODUCT),
    *(f"{package}/members.py" for package in ("usecases", "storage", "domain")),
    *(f"handlers/{place}/__init__.py" for place in (*CAPABILITIES, "kit")),
    "bot/demo.py",
    "bot/wiring.py",
    "sandbox/core.py",
    "sandbox/inprocess.py",
    "scheduling/ticker.py",
    "screening/names.py",
)
ALLOWED = {
    "bot/wiring.py": "import handlers.members\nimport screening.names\nimport telegram\n",
    "bot/demo.py": "import sandbox.inprocess\n",
    "handlers/members/__init__.py": "import handlers.kit\nimport usecases.members\nimport telegram\n",
    "sandbox/inprocess.py": "import sandbox.core\nimport telegram\n",
    "scheduling/ticker.py": "import usecases.members\n",
    "screening/names.py": "import domain.members\n",
    "storage/members.py": "import domain.members\nimport sqlalchemy\nimport alembic\n",
    "usecases/members.py": "import domain.members\nimport storage.members\n",
}
BREAKS = [
    ("inward", "domain/members.py", "storage.members"),
    ("inward", "domain/members.py", "usecases"),
    ("inward", "storage/members.py", "usecases.members"),
    ("inward", "usecases/members.py", "handlers.kit"),
    ("inward", "usecases/members.py", "scheduling"),
    ("inward", "handlers/kit/__init__.py", "bot"),
    ("inward", "handlers/members/__init__.py", "scheduling"),
    ("inward", "scheduling/ticker.py", "handlers.members"),
    ("capabilities", "handlers/signals/__init__.py", "handlers.callouts"),
    ("capabilities", "handlers/kit/__init__.py", "handlers.reports"),
    ("telegram", "usecases/members.py", "telegram"),
    ("telegram", "scheduling/ticker.py", "telegram.ext"),
    ("telegram", "storage/members.py", "telegram"),
    ("telegram", "domain/members.py", "telegram"),
    ("telegram", "screening/names.py", "telegram"),
    ("telegram", "sandbox/core.py", "telegram"),
    ("sql", "usecases/members.py", "sqlalchemy"),
    ("sql", "bot/wiring.py", "sqlalchemy.exc"),
    ("sql", "handlers/kit/__init__.py", "alembic"),
    ("check", "usecases/members.py", "screening"),
    ("check", "handlers/signals/__init__.py", "screening.names"),
    ("check", "domain/members.py", "screening"),
    ("check-inward", "screening/names.py", "storage"),
    ("sandbox", "bot/wiring.py", "sandbox.core"),
    ("sandbox", "handlers/members/__init__.py", "sandbox"),
    ("sandbox-alone", "sandbox/core.py", "domain.members"),
    ("sandbox-alone", "sandbox/inprocess.py", "scheduling"),
]
# What touches disk, net, clock or chance is no value.
NOT_VALUES = {
    "asyncio", "http", "io", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip


def contracts() -> dict[str, str]:
    """Name of each contract by its id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {row["id"]: row["name"] for row in settings["tool"]["importlinter"]["contracts"]}


def lint(tree: Path) -> str:
    """What import-linter says of `tree`; a line for each contract, KEPT or BROKEN."""
    command = [str(LINTER), "--no-cache", "pyproject.toml"]
    surroundings = {"PYTHONPATH": str(tree), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tree, env=surroundings, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A copy of the grid with little in it, all of it allowed."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ALLOWED.get(name, ""), encoding="utf-8")
    return tmp_path


def test_the_project_keeps_every_contract() -> None:
    said = lint(ROOT)
    assert [name for name in contracts().values() if f"{name} KEPT" not in said] == [], said


def test_the_planted_tree_keeps_every_contract(planted: Path) -> None:
    said = lint(planted)
    assert [name for name in contracts().values() if f"{name} KEPT" not in said] == [], said


@pytest.mark.parametrize(("contract", "place", "imported"), BREAKS)
def test_a_wrong_import_breaks_its_contract(planted: Path, contract: str, place: str, imported: str) -> None:
    with (planted / place).open("a", encoding="utf-8") as wrong:
        wrong.write(f"import {imported}\n")
    assert f"{contracts()[contract]} BROKEN" in lint(planted)


def test_every_contract_is_seen_broken() -> None:
    assert {contract for contract, _, _ in BREAKS} == set(contracts())


def foreign_imports(source: Source) -> Iterator[str]:
    """Imports that a pure module may not have: libraries, and what touches the world."""
    for node in ast.walk(source.tree):
        for name in _imported(node):
            top = name.split(".")[0]
            if top != "domain" and (top not in sys.stdlib_module_names or top in NOT_VALUES):
                yield f"{source.place}:{getattr(node, 'lineno', 0)} imports {name}"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "."]
    return []


def test_domain_imports_values_only() -> None:
    domain = [source for source in product_sources() if source.place.startswith("domain/")]
    found = [line for source in domain for line in foreign_imports(source)]
    assert domain
    assert found == [], listed(found)


@pytest.mark.parametrize(
    "line", ["import phonenumbers", "from os import path", "import time", "from bot import x"]
)
def test_a_library_in_domain_is_seen(line: str) -> None:
    assert list(foreign_imports(Source("domain/planted.py", f"def f():\n    {line}\n")))


@pytest.mark.parametrize(
    "line", ["import re", "from datetime import datetime", "from domain.ids import MemberId"]
)
def test_a_value_in_domain_is_fine(line: str) -> None:
    assert not list(foreign_imports(Source("domain/planted.py", line)))
