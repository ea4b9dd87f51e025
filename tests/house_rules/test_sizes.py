"""Short functions, short files, shallow nesting: the budget of CONTRIBUTING.md, measured over the product."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Callable, Iterator

import pytest

from tests.house_rules.tree import Source, listed, product_sources

Function = ast.FunctionDef | ast.AsyncFunctionDef
MEDIAN_LINES, MOST_LINES, NEARLY_ALL_LINES = 7, 50, 25
MOST_FILE_LINES, NEARLY_ALL_FILE_LINES = 350, 250
MOST_NESTING, MOST_PARAMETERS = 3, 5
DEEPENS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def functions(source: Source) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(source.tree):
        if isinstance(node, Function):
            yield f"{source.place}:{node.lineno} {node.name}", node


def lines_of(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def parameters_of(function: Function) -> int:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([argument for argument in given if argument.arg not in {"self", "cls"}])


def nesting_of(node: ast.AST, depth: int = 0) -> int:
    """Depth of blocks inside a function; an `elif` is as deep as its `if`, an inner function stands alone."""
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, Function | ast.Lambda)]
    return max([depth, *(nesting_of(child, depth + _adds(node, child)) for child in inner)])


def _adds(parent: ast.AST, child: ast.AST) -> int:
    is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]
    return int(isinstance(child, DEEPENS) and not is_elif)


def over(measure: Callable[[Function], int], most: int, source: Source) -> list[str]:
    measured = [(place, measure(function)) for place, function in functions(source)]
    return [f"{place}: {size}, at most {most}" for place, size in measured if size > most]


def all_over(measure: Callable[[Function], int], most: int) -> list[str]:
    return [line for source in product_sources() for line in over(measure, most, source)]


def percentile(values: list[int], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def test_no_function_is_long() -> None:
    found = all_over(lines_of, MOST_LINES)
    assert found == [], listed(found)


def test_most_functions_are_short() -> None:
    lengths = [lines_of(function) for source in product_sources() for _, function in functions(source)]
    assert statistics.median(lengths) <= MEDIAN_LINES
    assert percentile(lengths, 95) <= NEARLY_ALL_LINES, listed(sorted(all_over(lines_of, NEARLY_ALL_LINES)))


def test_no_file_is_long() -> None:
    lengths = {source.place: source.text.count("\n") for source in product_sources()}
    found = [f"{place}: {length}" for place, length in lengths.items() if length > MOST_FILE_LINES]
    assert found == [], listed(found)
    assert percentile(list(lengths.values()), 95) <= NEARLY_ALL_FILE_LINES


def test_no_function_takes_many_parameters() -> None:
    found = all_over(parameters_of, MOST_PARAMETERS)
    assert found == [], listed(found)


def test_no_function_is_deep() -> None:
    found = all_over(nesting_of, MOST_NESTING)
    assert found == [], listed(found)


LONG = "def f():\n" + "    x = 1\n" * 50
DEEP = "def f():\n if a:\n  for b in c:\n   with d:\n    while e:\n     pass\n"
CHAIN = "def f():\n if a:\n  pass\n elif b:\n  pass\n elif c:\n  pass\n elif d:\n  pass\n elif e:\n  pass\n"


@pytest.mark.parametrize(
    ("measure", "most", "text"),
    [
        (lines_of, MOST_LINES, LONG),
        (parameters_of, MOST_PARAMETERS, "def f(a, b, c, /, d, *, e, f): ..."),
        (nesting_of, MOST_NESTING, DEEP),
    ],
)
def test_what_is_too_big_is_seen(measure: Callable[[Function], int], most: int, text: str) -> None:
    assert over(measure, most, Source("planted.py", text))


@pytest.mark.parametrize(
    ("measure", "most", "text"),
    [
        (lines_of, MOST_LINES, LONG.removesuffix("    x = 1\n")),
        (parameters_of, MOST_PARAMETERS, "class C:\n def f(self, a, b, c, d, e): ..."),
        (nesting_of, MOST_NESTING, CHAIN),
    ],
)
def test_what_fits_is_fine(measure: Callable[[Function], int], most: int, text: str) -> None:
    assert not over(measure, most, Source("planted.py", text))
