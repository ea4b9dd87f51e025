"""What a check-up says: a line each, a fault or something still to arrange."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs: only a fault makes the check-up fail."""

    FAULT = "fault"
    TO_ARRANGE = "to_arrange"
    FINE = "fine"


WORDS = {Level.FAULT: "fault", Level.TO_ARRANGE: "still to arrange", Level.FINE: "fine"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check-up."""

    level: Level
    line: str


def fault(line: str) -> Finding:
    return Finding(Level.FAULT, line)


def to_arrange(line: str) -> Finding:
    return Finding(Level.TO_ARRANGE, line)


def fine(line: str) -> Finding:
    return Finding(Level.FINE, line)


def exit_status(found: Iterable[Finding]) -> int:
    """1 with a fault, else 0."""
    return int(any(finding.level is Level.FAULT for finding in found))


def as_text(found: Iterable[Finding]) -> str:
    """A line each, faults first."""
    order = list(Level)
    placed = sorted(found, key=lambda finding: order.index(finding.level))
    return "\n".join(f"{WORDS[finding.level]}: {finding.line}" for finding in placed)


def as_json(found: Iterable[Finding]) -> str:
    """JSON lines of `level` (fault, to_arrange, fine) and `line`, in the order found."""
    return "\n".join(json.dumps({"level": finding.level.value, "line": finding.line}) for finding in found)
