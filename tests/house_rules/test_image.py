"""The production image holds the bot and nothing else: read from its recipe, no engine is needed here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.house_rules.tree import PRODUCT, ROOT

SHIPPED = {*PRODUCT, "locales"} - {"sandbox"}
Step = tuple[str, str]


def stages(recipe: str) -> dict[str, list[Step]]:
    """Each stage of a Dockerfile with its instructions, continued lines joined, comments left out."""
    found: dict[str, list[Step]] = {}
    name = ""
    for line in re.sub(r"\s*\\\n\s*", " ", re.sub(r"(?m)^\s*#.*\n", "", recipe)).splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            name = rest.split(" AS ")[1]
        if word:
            found.setdefault(name, []).append((word, rest))
    return found


def of(word: str, steps: list[Step]) -> list[str]:
    return [rest for found, rest in steps if found == word]


@pytest.fixture(scope="module")
def recipe() -> dict[str, list[Step]]:
    return stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def test_what_is_copied_is_the_product_without_the_sandbox(recipe: dict[str, list[Step]]) -> None:
    copied = {name for rest in of("COPY", recipe["build"]) for name in rest.split()[:-1]}
    files = {"requirements/run.txt", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE"}
    assert copied == SHIPPED | files


def test_the_image_takes_its_environment_from_the_build_and_nothing_from_the_folder(
    recipe: dict[str, list[Step]],
) -> None:
    assert list(recipe) == ["build", "run"]
    assert of("COPY", recipe["run"]) == ["--from=build /opt/bijeen /opt/bijeen"]


def test_only_locked_packages_are_installed(recipe: dict[str, list[Step]]) -> None:
    installs = [
        part for rest in of("RUN", recipe["build"]) for part in rest.split("&&") if " install " in part
    ]
    assert len(installs) == 2
    assert all("--require-hashes" in one or "--no-deps --no-build-isolation" in one for one in installs)


def test_what_only_builds_is_taken_out_again(recipe: dict[str, list[Step]]) -> None:
    removed = re.search(r"uninstall --yes ([\w -]+)$", of("RUN", recipe["build"])[-1])
    assert removed
    assert set(removed[1].split()) == only_for_building()
    assert any("pip uninstall --yes pip" in rest for rest in of("RUN", recipe["run"]))


def only_for_building() -> set[str]:
    """The build backend and what the lock names because of it alone."""
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    wanted_by: dict[str, set[str]] = {}
    for block in re.split(r"\n(?=[a-z])", lock):
        reasons = re.findall(r"(?m)^ +#(?: via|  ) +(\S.*)$", block)
        wanted_by[block.split("==")[0]] = {reason.split(" (")[0] for reason in reasons}
    group = "bijeen (pyproject.toml:build)"
    backend = {name for name in wanted_by if name == "hatchling" and group in lock}
    return backend | {name for name, reasons in wanted_by.items() if reasons and reasons <= backend}


def test_the_bot_is_nobody_special(recipe: dict[str, list[Step]]) -> None:
    assert of("USER", recipe["run"]) == ["bijeen"]
    words = [word for word, _ in recipe["run"]]
    assert words.index("USER") > max(place for place, word in enumerate(words) if word == "RUN")


def test_data_and_keys_lie_apart_and_health_is_watched(recipe: dict[str, list[Step]]) -> None:
    assert of("VOLUME", recipe["run"]) == ['["/var/lib/bijeen/data", "/var/lib/bijeen/keys"]']
    assert "/health" in of("HEALTHCHECK", recipe["run"])[0]
    assert of("ENTRYPOINT", recipe["run"]) == ['["bijeen"]']


def test_the_wheel_holds_the_product_whole() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == {*PRODUCT, "locales"}


def test_the_image_sees_no_more_than_it_copies() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} >= SHIPPED
    assert not {"!sandbox", "!tests", "!.git", "!data", "!keys"} & set(lines)


@pytest.mark.parametrize(
    "line",
    [
        "- data:/var/lib/bijeen/data",
        "- keys:/var/lib/bijeen/keys",
        "read_only: true",
        "- no-new-privileges:true",
    ],
)
def test_compose_keeps_the_service_small(line: str) -> None:
    assert line in [
        found.strip() for found in Path(ROOT / "compose.yaml").read_text(encoding="utf-8").splitlines()
    ]


def test_the_token_comes_from_a_file() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert "BIJEEN_TOKEN_FILE: /run/secrets/bijeen_token" in compose
    assert "BIJEEN_TOKEN:" not in compose


def test_a_sandbox_in_the_image_would_be_seen() -> None:
    planted = stages("FROM x AS build\nCOPY sandbox \\\n  tests ./\n# COPY y z\nFROM x AS run\nUSER root\n")
    assert of("COPY", planted["build"]) == ["sandbox tests ./"]
    assert of("USER", planted["run"]) == ["root"]
