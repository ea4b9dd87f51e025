"""What the played story and the jobs cost: minutes on the clock of the story, and taps of each job."""

from datetime import datetime

from bot.demo.scene import Quick, Scene, opening
from bot.demo.story import Step, play, read_story
from tests.bench.figures import Figure
from tests.house_rules.test_taps import ROWS, Row, Types
from tests.real_city import real_now

SENT, YES, COMPLETE = "Versturen zonder naam", "Ik kom", "De kring is compleet."


class Watch(Quick):
    """Plays without pauses, and notes when each deed was done on the clock of the story."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene_clock = scene.clock
        self.moments: list[tuple[Step, datetime]] = []

    async def act(self, step: Step) -> None:
        self.moments.append((step, self._scene_clock.now()))

    def minutes(self, start: str, end: str) -> float:
        """From one deed to the other."""
        return (self._first(end) - self._first(start)).total_seconds() / 60

    def _first(self, what: str) -> datetime:
        return next(at for step, at in self.moments if step.what == what)


async def story() -> list[Figure]:
    """From the report to the first yes and to the complete circle, as the story of the demo plays it."""
    scene = Scene(opening(real_now()))
    await scene.open(flow=False)
    try:
        watch = Watch(scene)
        for step in read_story():
            await play(watch, step)
    finally:
        await scene.close()
    by_hand = "on the clock of the story, where people answer at once: the time the bot itself takes"
    return [
        Figure(
            "played story: report to first *Ik kom*",
            f"{watch.minutes(SENT, YES):.1f} min",
            "–",
            None,
            by_hand,
        ),
        Figure(
            "played story: report to complete circle", f"{watch.minutes(SENT, COMPLETE):.1f} min", "–", None
        ),
    ]


async def taps() -> list[Figure]:
    """The taps and texts of each job; `tests/house_rules/test_taps.py` walks each through the real bot."""
    return [_job(row) for row in ROWS]


def _job(row: Row) -> Figure:
    typed = sum(isinstance(step, Types) for step in row.way)
    tapped = len(row.way) - typed
    met = tapped <= row.taps and typed <= row.typed
    return Figure(f"taps: {row.job}", _words(tapped, typed), f"≤ {_words(row.taps, row.typed)}", met)


def _words(taps: int, typed: int) -> str:
    return f"{taps} taps" if typed == 0 else f"{taps} taps, {typed} typed"
