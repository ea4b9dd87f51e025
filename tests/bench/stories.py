"""What the played story and the jobs cost: minutes on the clock of the story, and taps of each job."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.demo.scene import Quick, Scene, opening
from bot.demo.story import Step, play, read_story
from domain.actors import Role
from tests.bench.figures import Figure
from tests.house_rules.test_taps import ROWS, Row, Types
from tests.real_city import real_now
from tests.world import World, usual_network

# Friday 13 March 2026, 03.00 in Amsterdam.
NIGHT = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
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


async def night() -> list[Figure]:
    """At 03.00 nobody is on duty: how long until a phone rings, until all do, and until it is taken."""
    world = await World(usual_network(), NIGHT).open()
    try:
        nora, petra = (
            await world.member("Nora", Role.NETWERKREGISSEUR),
            await world.member("Petra", Role.SECOND_PERSON),
        )
        amina = await world.member("Amina", Role.CONTACTCIRKEL)
        await amina.says("/onrust")
        await amina.taps("Ja, nu gevaar", "Hulpdiensten zijn gebeld", "Binnenstad", SENT)
        first = await _until(world, lambda: bool(nora.received("Er is een nieuw bericht.")))
        rung = await _until(world, lambda: bool(petra.received("Een bericht met spoed wacht al")))
        await nora.taps("Bericht openen")
        taken = await _until(world, lambda: bool(petra.received("heeft het bericht met code")))
    finally:
        await world.close()
    words = f"{first:.0f} / {rung:.0f} / {taken:.0f} min"
    why = "the second person phones, and the netwerkregisseur opens it at once; else it rings every 10 min"
    name = "report at 03.00, nobody on duty: first phone / second person / taken"
    return [Figure(name, words, "–", None, why)]


async def _until(world: World, seen: Callable[[], bool]) -> float:
    """Minutes since the night began, on the clock of the test, until something is seen."""
    while not seen():
        await world.passes(seconds=15)
    return (world.now - NIGHT).total_seconds() / 60


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
