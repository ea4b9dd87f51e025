"""Brings updates to the bot's webhook, one after the other, and comes back until it hears 200."""

import asyncio

import httpx

from sandbox.core import Telegram
from sandbox.door import Sleep
from sandbox.wire import Wire

FIRST_PAUSE = 0.2  # seconds before the second try
LONGEST_PAUSE = 5.0
PATIENCE = 20.0  # seconds for one delivery
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Postman:
    """Works while a webhook is set; what was not accepted is offered again."""

    def __init__(self, telegram: Telegram, sleep: Sleep) -> None:
        self._telegram = telegram
        self._sleep = sleep
        self._news = asyncio.Event()
        telegram.updates.arrivals.append(self._news.set)

    async def run(self) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            pause = FIRST_PAUSE
            while True:
                if not self._has_work():
                    await self._wait()
                elif await self._round(client):
                    pause = FIRST_PAUSE
                else:
                    await self._sleep(pause)
                    pause = min(LONGEST_PAUSE, 2 * pause)

    def _has_work(self) -> bool:
        return bool(self._telegram.webhook.url and self._telegram.updates)

    async def _wait(self) -> None:
        self._news.clear()
        await self._news.wait()

    async def _round(self, client: httpx.AsyncClient) -> bool:
        for update in self._telegram.updates.batch(1):
            if not await self._bring(client, update):
                return False
            self._telegram.updates.acknowledge(int(str(update["update_id"])) + 1)
        return True

    async def _bring(self, client: httpx.AsyncClient, update: Wire) -> bool:
        webhook = self._telegram.webhook
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            response = await client.post(webhook.url, json=update, headers=headers)
        except httpx.HTTPError as error:
            webhook.failed(f"Connection failed: {type(error).__name__}", self._telegram.time())
            return False
        if not response.is_success:
            reason = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            webhook.failed(reason, self._telegram.time())
        return response.is_success
