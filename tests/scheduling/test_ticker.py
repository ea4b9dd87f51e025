"""What fell due while nothing ran is looked at when the bot starts, not an interval later."""

import asyncio
from datetime import timedelta

from scheduling.jobs import JOBS
from scheduling.ticker import Ticker
from storage import received
from tests.world import World


async def test_every_job_runs_when_the_bot_starts(world: World) -> None:
    world.database.transaction(lambda tx: received.accept(tx, 5, world.now))
    world.clock.advance(timedelta(days=5).total_seconds())
    rung = asyncio.Event()
    ticker = Ticker(world.bot.app, rung.set)
    ticker.start()
    try:
        async with asyncio.timeout(5):
            await rung.wait()
    finally:
        ticker.stop()
    assert world.look(lambda tx: received.settled(tx, [5])) == frozenset()


def test_every_job_can_run_twice_and_says_how_often() -> None:
    assert JOBS
    assert all(job.seconds >= 1 for job in JOBS)
