"""The bot runs until it is told to stop or a part of it cannot go on, and then finishes what is in hand."""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.heartbeat import Heartbeat
from bot.http import Server, Webhook, application, listen
from bot.intake import AFTER_TROUBLE, AT_ONCE, KINDS, MOST_REFUSALS, TokenUnknown
from bot.lock import AlreadyRunning
from bot.sender import Sender
from bot.settings import Settings
from bot.status import Status
from bot.wiring import Bot

AFTER_FIRST_POLL = 0.05  # seconds: what may wait begins when Telegram has been asked for updates

log = logging.getLogger(__name__)


class Running:
    """One bot with its HTTP address, from start to end."""

    def __init__(self, bot: Bot, settings: Settings, when_ready: Callable[[], None] = lambda: None) -> None:
        self._bot, self._settings, self._when_ready = bot, settings, when_ready
        self._sender = Sender(bot.database, bot.clock)
        self._webhook = self._made_webhook()
        self._status = Status(bot, polls=self._webhook is None)
        self._parts: list[asyncio.Task[None]] = []

    def _made_webhook(self) -> Webhook | None:
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        return Webhook(url, secret, self._receive) if url and secret else None

    async def run(self) -> None:
        """Until SIGTERM or SIGINT. Raises what made the bot stop by itself, with a sentence of its own."""
        listener = listen(self._settings.listen)
        _say_where(listener, self._settings.listen.port == 0)
        server = Server(application(self._status, self._webhook))
        serving = self._part(server.serve(sockets=[listener]))
        working = self._part(self._work())
        await asyncio.wait((serving, working), return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await asyncio.wait((serving,))
        await self._end()
        _raise_first((working, *self._parts))

    async def _end(self) -> None:
        self._status.ready = False
        log.info("stopping")
        await self._bot.stop()
        for part in self._parts:
            part.cancel()
        await asyncio.gather(*self._parts, return_exceptions=True)
        self._sender.release()
        log.info("stopped")

    def _part(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        self._parts.append(asyncio.create_task(work))
        return self._parts[-1]

    async def _work(self) -> None:
        """Returns, or raises, when one part cannot go on."""
        polls = self._webhook is None
        sends = await self._sender.take()
        if polls and not sends:
            raise AlreadyRunning
        await self._until_reached(self._bot.start, recover=sends)
        await self._until_reached(self._say_how_to_deliver)
        going = [self._bot.answer(), self._part(self._send(sends))]
        going += [self._bot.poll()] if polls else []
        self._status.ready = True
        self._show_life()
        await self._bot.clock.sleep(AFTER_FIRST_POLL)
        self._when_ready()
        log.info("ready: %s", "long polling" if polls else "webhook")
        done, _ = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
        _raise_first(done)

    def _show_life(self) -> None:
        """To a monitor elsewhere, when there is one."""
        if self._settings.heartbeat_url is not None:
            beats = Heartbeat(self._settings.heartbeat_url, self._status.health, lambda: self._bot.sends)
            self._part(beats.run(self._bot.clock))

    async def _send(self, sends: bool) -> None:
        """Send what was promised: now, or when the process that does so has gone."""
        if not sends:
            log.info("another process sends: this one answers, and stands by")
            await self._sender.wait()
            await self._bot.recover()
        log.info("this process sends what was promised")
        sending, keeping = self._bot.send(), self._part(self._sender.keep())
        done, _ = await asyncio.wait((sending, keeping), return_when=asyncio.FIRST_COMPLETED)
        _raise_first(done)

    async def _until_reached(self, step: Any, **how: bool) -> None:
        """Take a step that needs Telegram; while it is away, wait. Raises `TokenUnknown`."""
        tries = 0
        while True:
            try:
                await step(**how)
                return
            except InvalidToken:
                if tries >= MOST_REFUSALS - 1:
                    raise TokenUnknown from None
                log.warning("Telegram refuses the token")
            except TelegramError as trouble:
                log.warning("Telegram cannot be reached: %s", type(trouble).__name__)
            await self._bot.clock.sleep(AFTER_TROUBLE[min(tries, len(AFTER_TROUBLE) - 1)])
            tries += 1

    async def _say_how_to_deliver(self) -> None:
        telegram = self._bot.application.bot
        if self._webhook is None:
            await telegram.delete_webhook()
        else:
            await telegram.set_webhook(
                self._webhook.url,
                secret_token=self._webhook.secret,
                allowed_updates=KINDS,
                max_connections=AT_ONCE,
            )

    async def _receive(self, raw: Mapping[str, object]) -> bool:
        if not self._status.ready:
            return False
        update = Update.de_json(dict(raw), self._bot.application.bot)
        return await self._bot.intake.take([update])


def _say_where(listener: socket.socket, free: bool) -> None:
    host, port = listener.getsockname()[:2]
    log.info("listening on %s:%s", host, port)
    if free:
        sys.stdout.write(f"http://{host}:{port}\n")
        sys.stdout.flush()


def _raise_first(tasks: Any) -> None:
    for task in tasks:
        if task.done() and not task.cancelled() and (error := task.exception()) is not None:
            raise error
