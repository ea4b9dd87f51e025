"""A handful of ticks without memory: what is due stands in rows; APScheduler only wakes those who look."""

from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduling.jobs import JOBS
from usecases.app import SYSTEM_TURN, App

OFTEN = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Ticker:
    """Rings for delivery every second, and runs the jobs of the table."""

    def __init__(self, app: App, ring: Callable[[], None]) -> None:
        self._app, self._ring = app, ring
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=OFTEN)

    def start(self) -> None:
        """Begin to tick; each job also runs once now, for what fell due while nothing ran."""
        self._scheduler.add_job(self._tick, "interval", seconds=1)
        for job in JOBS:
            self._scheduler.add_job(
                self._app.run, "interval", args=(SYSTEM_TURN, job.deed), seconds=job.seconds
            )
        self._scheduler.start()

    def stop(self) -> None:
        """No further ticks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._ring()

    async def run_all(self) -> None:
        """Every job once, and the bell: what a test or the demo does after moving the clock."""
        for job in JOBS:
            await self._app.run(SYSTEM_TURN, job.deed)
        self._ring()
