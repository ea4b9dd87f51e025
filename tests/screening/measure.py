"""Reads the labelled examples and counts what the check finds in them."""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from domain.screening import Check, Outcome, SpanType, Verdict

HERE = Path(__file__).parent
MARKED = re.compile(r"\[([A-Z_]+):([^\]]*)\]")


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    type: str
    origin: str | None


@dataclass(frozen=True)
class Example:
    text: str
    labels: tuple[Label, ...]
    group: str = ""


@dataclass
class Count:
    total: int = 0
    found: int = 0

    def add(self, hit: bool) -> None:
        self.total += 1
        self.found += hit

    @property
    def share(self) -> float:
        return self.found / self.total if self.total else 1.0


@dataclass
class Figures:
    by_type: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    by_origin: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    clean: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    missed: list[str] = field(default_factory=list)
    alarmed: list[str] = field(default_factory=list)

    @property
    def direct(self) -> float:
        counts = [count for name, count in self.by_type.items() if name != SpanType.QUASI]
        return sum(count.found for count in counts) / sum(count.total for count in counts)

    @property
    def origin_gap(self) -> float:
        shares = [count.share for count in self.by_origin.values()]
        return max(shares) - min(shares)

    def table(self, title: str) -> str:
        rows = [f"== {title}: direct {self.direct:.3f}, gap between origins {self.origin_gap:.3f}"]
        for part in (self.by_type, self.by_origin, self.clean):
            rows.append(
                "  ".join(f"{name} {count.found}/{count.total}" for name, count in sorted(part.items()))
            )
        return "\n".join(rows)


def dev_set() -> list[Example]:
    lines = (HERE.parent / "data" / "pii_dev.jsonl").read_text("utf-8").splitlines()
    return [example(json.loads(line)) for line in lines]


def example(row: dict) -> Example:  # type: ignore[type-arg]  # the rows are plain JSON
    labels = tuple(Label(s["start"], s["end"], s["type"], s.get("origin")) for s in row["spans"])
    return Example(row["text"], labels, row["group"])


def held_out(name: str = "held_out.txt") -> list[Example]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [marked(*line.split("|", 1)) for line in lines if line and not line.startswith("#")]


def marked(origin: str, line: str) -> Example:
    text, labels, end = "", [], 0
    for match in MARKED.finditer(line):
        text += line[end : match.start()]
        labels.append(
            Label(len(text), len(text) + len(match[2]), match[1], origin if match[1] == "NAME" else None)
        )
        text, end = text + match[2], match.end()
    return Example(text + line[end:], tuple(labels))


def lower(examples: Iterable[Example]) -> list[Example]:
    return [
        Example(e.text.lower(), e.labels, e.group) for e in examples if len(e.text.lower()) == len(e.text)
    ]


def measure(examples: Iterable[Example], check: Check, spelled: Callable[[str], str] = str) -> Figures:
    figures = Figures()
    for one in examples:
        count(one, check(spelled(one.text)), figures)
    return figures


def count(one: Example, verdict: Verdict, figures: Figures) -> None:
    for label in one.labels:
        hit = any(overlaps(label, f.start, f.end) and allowed(label, f.type) for f in verdict.findings)
        figures.by_type[label.type].add(hit)
        if label.type == SpanType.NAME:
            figures.by_origin[label.origin or "-"].add(hit)
        if not hit:
            figures.missed.append(f"{label.type} {one.text[label.start : label.end]!r} in {one.text!r}")
    if not one.labels:
        figures.clean["certain"].add(verdict.outcome is Outcome.CERTAIN)
        figures.clean["likely+"].add(verdict.outcome >= Outcome.LIKELY)
        figures.clean["perhaps+"].add(verdict.outcome >= Outcome.PERHAPS)
        if verdict.outcome > Outcome.CLEAN:
            words = [one.text[f.start : f.end] for f in verdict.findings]
            figures.alarmed.append(f"{verdict.outcome.word} {words} in {one.text!r}")


def overlaps(label: Label, start: int, end: int) -> bool:
    """Half of the labelled words must be covered."""
    return min(label.end, end) - max(label.start, start) >= 0.5 * (label.end - label.start)


def allowed(label: Label, found: SpanType) -> bool:
    """A direct identifier counts only as such; a description also when a name stands in it."""
    return found is not SpanType.QUASI or label.type == SpanType.QUASI


def unaccented(examples: Iterable[Example]) -> list[Example]:
    def plain(letter: str) -> str:
        return unicodedata.normalize("NFD", letter)[0] if letter.isalpha() else letter

    return [Example("".join(map(plain, e.text)), e.labels, e.group) for e in examples]


def swapped(examples: Iterable[Example]) -> list[Example]:
    """Two letters in the middle of each name change places."""
    return [Example(with_slips(e), e.labels, e.group) for e in examples]


def with_slips(one: Example) -> str:
    letters = list(one.text)
    for label in one.labels:
        if label.type == SpanType.NAME and label.end - label.start > 3:
            at = label.start + 1
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def show(table: str) -> None:
    """Seen with `pytest -s` only."""
    sys.stdout.write(f"\n{table}\n")
