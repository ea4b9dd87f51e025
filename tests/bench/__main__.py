"""`make bench`: run every measurement and write the table."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench import measures, stories
from tests.bench.figures import Figure, page
from tests.real_city import real_now

OUT = Path(__file__).parents[2] / "docs" / "benchmarks.md"

ALL: dict[str, Callable[[], Awaitable[list[Figure]]]] = {
    "idle": measures.idle,
    "story": stories.story,
    "night": stories.night,
    "taps": stories.taps,
    "presses": lambda: measures.presses(0.0, 250),
    "presses-50": lambda: measures.presses(0.05, 200),
    "called": lambda: measures.called(0.0),
    "called-50": lambda: measures.called(0.05),
    "killed": measures.killed_half_way,
    "mass-300-50": lambda: measures.mass(300, 0.05, busy=False),
    "busy": lambda: measures.mass(3000, 0.05, busy=True),
    "urgent": measures.urgent_during_mass,
    "mass-3000-50": lambda: measures.mass(3000, 0.05, busy=False),
    "mass-300": lambda: measures.mass(300, 0.0, busy=False),
    "mass-3000": lambda: measures.mass(3000, 0.0, busy=False),
}


async def main(names: list[str]) -> None:
    """Run those named, or all; of all the page is written, anew after each."""
    figures: list[Figure] = []
    for name in names or list(ALL):
        found = await ALL[name]()
        figures += found
        for figure in found:
            print(f"{figure.name}: {figure.measured} (goal {figure.goal})", flush=True)  # noqa: T201 - a command
        if not names:
            OUT.write_text(page(figures, real_now()), encoding="utf-8")


asyncio.run(main(sys.argv[1:]))
