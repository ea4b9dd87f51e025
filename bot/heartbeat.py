"""A sign of life to a monitor elsewhere, which raises the alarm when the signs stop. It says nothing more."""

import logging
from collections.abc import Awaitable, Callable

import httpx

from bot.status import Health
from scheduling.clock import Clock

EVERY = 60.0  # seconds
PATIENCE = 10.0  # seconds for an answer

log = logging.getLogger(__name__)


class Heartbeat:
    """Asks for an address once a minute, as long as the bot is well and sends."""

    def __init__(self, url: str, health: Callable[[], Awaitable[Health]], sends: Callable[[], bool]) -> None:
        self._url, self._health, self._sends = url, health, sends
        self._failing = False

    async def run(self, clock: Clock) -> None:
        """Until it is cancelled."""
        async with httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False) as client:
            while True:
                await self.beat(client)
                await clock.sleep(EVERY)

    async def beat(self, client: httpx.AsyncClient) -> None:
        """One sign, unless something is wrong: then silence is the sign."""
        if not self._sends() or not (await self._health()).well:
            return
        try:
            (await client.get(self._url)).raise_for_status()
        except httpx.HTTPError as trouble:
            self._fails(type(trouble).__name__)
        else:
            self._failing = False

    def _fails(self, trouble: str) -> None:
        """Said once; the address may hold a secret and is not shown."""
        if not self._failing:
            log.warning("the heartbeat does not arrive: %s", trouble)
        self._failing = True
