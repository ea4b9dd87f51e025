"""One figure: what was measured, the goal, and the table they make."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Figure:
    """A row of the table. `met` is None where there is no goal."""

    name: str
    measured: str
    goal: str
    met: bool | None
    remark: str = ""

    def row(self) -> str:
        """The row as Markdown."""
        sign = {True: "yes", False: "**no**", None: ""}[self.met]
        return f"| {self.name} | {self.measured} | {self.goal} | {sign} | {self.remark} |"


def share(values: Sequence[float], part: float) -> float:
    """The value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def page(figures: Sequence[Figure], now: datetime) -> str:
    """The whole page."""
    machine = f"{platform.machine()}, {_processor()}, Python {platform.python_version()}, {platform.system()}"
    head = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {now:%Y-%m-%d}: {machine}.",
        "",
        "The whole process (`python -m bot run`) over HTTP on loopback against the strict stand-in, which",
        "counts every message and edit in exact windows (1 a second in a chat, 30 a second over all). The",
        "stand-in and the driver share the machine with the bot. A row that falls short stays.",
        "",
        "| figure | measured | goal | met | remark |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *(figure.row() for figure in figures), ""])


def _processor() -> str:
    with open("/proc/cpuinfo", encoding="utf-8") as source:
        names = [line.partition(":")[2].strip() for line in source if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else "processor unknown"
