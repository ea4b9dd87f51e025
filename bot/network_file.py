"""Reads `netwerk.toml`: what a municipality leaves out keeps the value of the packaged example.

Everything that is wrong is said at once, each with its line and what was expected there.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path as FilePath

from bot.network_checks import misfits
from bot.network_keys import NETWORK, WHOLE
from bot.network_values import Path, Problem, Spot, Wrong
from domain.network import Network

EXAMPLE = "netwerk.toml"
HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?\s*(#.*)?$")
ENTRY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')((?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")
AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


class NetworkFileProblems(Exception):
    """The settings of the network have these problems, each with its line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_network(path: FilePath | None) -> Network:
    """The network of a file, or of the packaged example without one; raises `NetworkFileProblems`."""
    example = (files("bot") / EXAMPLE).read_text(encoding="utf-8")
    if path is None:
        return parse_network(example, name=EXAMPLE)
    return parse_network(_text(path), name=str(path), example=example)


def parse_network(source: str, *, name: str, example: str = "") -> Network:
    """The network of this text over the text of an example; `name` is the file that the problems name."""
    written = _tables(source, name)
    try:
        return _checked(_merged(tomllib.loads(example), written))
    except _Misfits as found:
        lines = line_numbers(source)
        placed = sorted(found.problems, key=lambda problem: _line_of(problem, lines))
        raise NetworkFileProblems(tuple(_say(problem, name, lines) for problem in placed)) from None


class _Misfits(Exception):
    """Problems without their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _text(path: FilePath) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise NetworkFileProblems((f"{path}: expected a file that can be read ({error.strerror})",)) from None
    except UnicodeDecodeError:
        raise NetworkFileProblems((f"{path}: expected text in UTF-8",)) from None


def _tables(source: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        at = AT_LINE.search(said)
        line = at[1] if at and at[1] else str(max(1, len(source.splitlines())))
        problem = f"{name}:{line}: expected TOML: {AT_LINE.sub('', said)}"
        raise NetworkFileProblems((problem,)) from None


def _checked(tables: Mapping[str, object]) -> Network:
    problems: list[Problem] = []
    try:
        network = NETWORK(tables, Spot((), problems))
    except Wrong:
        raise _Misfits(problems) from None
    problems.extend(misfits(network))
    if problems:
        raise _Misfits(problems)
    return network


def _merged(under: object, over: Mapping[str, object], path: Path = ()) -> dict[str, object]:
    """Tables are merged key by key, lists and tables of labels replaced as a whole."""
    result = dict(under) if isinstance(under, dict) else {}
    for name, value in over.items():
        here = result.get(name)
        mergeable = isinstance(value, dict) and isinstance(here, dict) and (path or name not in WHOLE)
        result[name] = _merged(here, value, (*path, name)) if mergeable and isinstance(value, dict) else value
    return result


def _say(problem: Problem, name: str, lines: Mapping[Path, int]) -> str:
    return f"{name}:{_line_of(problem, lines)}: {_written(problem.path)}: expected {problem.expected}"


def _written(path: Path) -> str:
    """A path as people write it: `oproep.antwoordtermijn.spoed`, lists counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".") or "the file"


def _line_of(problem: Problem, lines: Mapping[Path, int]) -> int:
    """The line of the key itself, of the key it has to fit to, or of the part around it."""
    exact = lines.get(problem.path) or lines.get(problem.near)
    return exact or _line(problem.path, lines) or _line(problem.near, lines) or 1


def _line(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of the path, or of the longest part of it that was written."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def line_numbers(source: str) -> dict[Path, int]:
    """The line of each header and key that was written; values inside a value have the line of their key."""
    lines: dict[Path, int] = {}
    table: Path = ()
    seen: Counter[str] = Counter()
    for number, line in _lines_outside_texts(source):
        if header := HEADER.match(line):
            table = _header_path(header[1], header[2], seen)
            lines.setdefault(table, number)
            lines.setdefault(table[:1], number)
        elif entry := ENTRY.match(line):
            keys = [entry[1].strip("\"'"), *(part.strip() for part in entry[2].split(".")[1:])]
            for depth in range(1, len(keys) + 1):
                lines.setdefault((*table, *keys[:depth]), number)
    return lines


def _header_path(opening: str, name: str, seen: Counter[str]) -> Path:
    steps: list[str | int] = [part.strip().strip("\"'") for part in name.split(".")]
    if opening == "[[":
        steps.append(seen[name])
        seen[name] += 1
    return tuple(steps)


def _lines_outside_texts(source: str) -> Iterator[tuple[int, str]]:
    """Lines that do not lie inside a text of several lines."""
    inside = False
    for number, line in enumerate(source.splitlines(), start=1):
        if not inside:
            yield number, line
        if (line.count('"""') + line.count("'''")) % 2:
            inside = not inside
