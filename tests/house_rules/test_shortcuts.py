"""No shortcut hides a fault: nothing is patched, swallowed, postponed or silenced without a reason."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

import pytest

from tests.house_rules.tree import Source, listed, product_sources, sources_of_tests

SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|nosec)\b(?P<rest>.*)")
CODES = re.compile(r"^[\s:,\[\]]*(?:[A-Z]{1,4}\d+|[a-z-]+\])?(?:[\s,]+[A-Z]{1,4}\d+)*")
POSTPONED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
Rule = Callable[[Source], Iterator[str]]
FORGED = {"patch", "AsyncMock", "MagicMock", "Mock"}
REPLACES = {"setattr", "delattr", "setitem", "delitem"}


def comments(source: Source) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def unreasoned_silence(source: Source) -> Iterator[str]:
    """A silenced check needs its code and, behind it, a reason of a few words."""
    for number, comment in comments(source):
        found = SILENCED.search(comment)
        if found and len(re.findall(r"\w+", CODES.sub("", found["rest"], count=1))) < 2:
            yield f"{source.place}:{number} {comment}"


def postponed(source: Source) -> Iterator[str]:
    for number, comment in comments(source):
        if POSTPONED.search(comment):
            yield f"{source.place}:{number} {comment}"


def swallowed(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and all(_says_nothing(line) for line in node.body):
            yield f"{source.place}:{node.lineno} an error is swallowed"


def _says_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def forged(source: Source) -> Iterator[str]:
    """Mocks, and code that is exchanged under a test; an environment or a folder may be set."""
    for node in ast.walk(source.tree):
        if _is_forged(node):
            yield f"{source.place}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"


def _is_forged(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module="unittest.mock") | ast.Import(names=[ast.alias(name="unittest.mock")]):
            return True
        case ast.Attribute(value=ast.Name(id="monkeypatch"), attr=name):
            return name in REPLACES
        case ast.Attribute(value=ast.Name(id="mock"), attr=name) | ast.Name(id=name):
            return name in FORGED
    return False


RULES: list[Rule] = [unreasoned_silence, postponed, swallowed, forged]


@pytest.mark.parametrize("rule", RULES)
def test_no_shortcut(rule: Rule) -> None:
    found = [line for source in (*product_sources(), *sources_of_tests()) for line in rule(source)]
    assert found == [], listed(found)


BAD: list[tuple[Rule, str]] = [
    (unreasoned_silence, "import os  # noqa"),
    (unreasoned_silence, "import os  # noqa: F401"),
    (unreasoned_silence, "import os  # noqa: F401, E402"),
    (unreasoned_silence, "x = y  # type: ignore[arg-type]"),
    (unreasoned_silence, "x = y  # pragma: no cover"),
    (postponed, "x = 1  # TODO: later"),
    (swallowed, "try:\n    x()\nexcept ValueError:\n    pass"),
    (swallowed, "try:\n    x()\nexcept Exception:\n    ..."),
    (forged, "from unittest.mock import call"),
    (forged, "with mock.patch('x'):\n    y()"),
    (forged, "def test_a(monkeypatch):\n    monkeypatch.setattr(bot, 'send', print)"),
    (forged, "x = AsyncMock()"),
]
GOOD: list[tuple[Rule, str]] = [
    (unreasoned_silence, "import os  # noqa: F401 - other files take it from here"),
    (unreasoned_silence, "x = y  # type: ignore[arg-type]  # the library's own type is too narrow"),
    (postponed, "TODO = 'a word of the trade'"),
    (swallowed, "try:\n    x()\nexcept ValueError:\n    return None"),
    (forged, "client.patch('x', data)"),
    (forged, "def test_a(monkeypatch):\n    monkeypatch.setenv('X', '1')"),
]


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_shortcut_is_seen(rule: Rule, text: str) -> None:
    assert list(rule(Source("planted.py", text)))


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_what_is_no_shortcut_is_fine(rule: Rule, text: str) -> None:
    assert not list(rule(Source("planted.py", text)))
