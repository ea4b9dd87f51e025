"""A handful of ticks without memory: what is due stands in rows; APScheduler only wakes those who look."""

import asyncio
import logging
from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduling.jobs import JOBS, Job
from storage.trouble import DatabaseTrouble
from usecases.app import SYSTEM_TURN, App

OFTEN = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

log = logging.getLogger(__name__)


class Ticker:
    """Rings for delivery every second, and runs the jobs of the table."""

    def __init__(self, app: App, ring: Callable[[], None]) -> None:
        self._app, self._ring = app, ring
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=OFTEN)
        self._first: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tick; each job also runs once now, for what fell due while nothing ran."""
        self._scheduler.add_job(self._tick, "interval", seconds=1)
        for job in JOBS:
            self._scheduler.add_job(self._run, "interval", args=(job,), seconds=job.seconds)
        self._scheduler.start()
        self._first = asyncio.create_task(self.run_all())

    def stop(self) -> None:
        """No further ticks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        self._ring()

    async def _run(self, job: Job) -> None:
        try:
            await self._app.run(SYSTEM_TURN, job.deed)
        except DatabaseTrouble as trouble:  # the next tick does it again
            log.warning("%s", trouble)

    async def run_all(self) -> None:
        """Every job once, and the bell: also what a test or the demo does after moving the clock."""
        for job in JOBS:
            await self._run(job)
        self._ring()
