"""`run`: the bot, until it is told to stop."""

import asyncio
import logging
import os
from threading import Lock, Thread

from bot.arrangements import start_warning
from bot.installation import open_database
from bot.logs import set_up
from bot.mail import SmtpMailer
from bot.network_file import read_network
from bot.running import Running
from bot.sender import lock_file
from bot.settings import Settings, read_settings
from bot.wiring import Bot, Connection
from domain.network import Network
from domain.screening import Check, Verdict
from scheduling.clock import SystemClock
from storage.database import Database

log = logging.getLogger(__name__)


class CheckNotBuilt(Exception):
    """The identifiability check could not be built, so no text is taken."""


def run() -> None:
    """Raises what keeps the bot from running, each with a sentence of its own."""
    settings = read_settings(os.environ, need_token=True)
    network = read_network(settings.network)
    set_up(settings.log, settings.token)
    lock = lock_file(settings)
    database = open_database(settings, renew=lock is not None)
    if warning := start_warning(network):
        log.warning("*** %s ***", warning)
    asyncio.run(_run(settings, network, database))


async def _run(settings: Settings, network: Network, database: Database) -> None:
    check = LaterCheck()
    mailer = SmtpMailer(settings.mail) if settings.mail else None
    connection = Connection(settings.token or "", settings.api_url, settings.rate, mailer=mailer)
    bot = Bot(database, network, SystemClock(), check, connection)
    await Running(bot, settings, when_ready=check.begin).run()


class LaterCheck:
    """The check, read in a thread once updates come in: only the first text may have to wait for it."""

    def __init__(self) -> None:
        self._thread = Thread(target=self._build, name="check", daemon=True)
        self._begun = Lock()
        self._built: Check | None = None

    def begin(self) -> None:
        """Start reading, once."""
        if self._begun.acquire(blocking=False):
            self._thread.start()

    def _build(self) -> None:
        from screening import build_check

        self._built = build_check()

    def __call__(self, text: str) -> Verdict:
        self.begin()
        self._thread.join()
        if self._built is None:
            raise CheckNotBuilt
        return self._built(text)
