"""`run`: the bot, until it is told to stop."""

import asyncio
import logging
import os
from concurrent.futures import Future, ThreadPoolExecutor

from bot.arrangements import start_warning
from bot.installation import open_database
from bot.logs import set_up
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


def run() -> None:
    """Raises what keeps the bot from running, each with a sentence of its own."""
    settings = read_settings(os.environ, need_token=True)
    network = read_network(settings.network)
    set_up(settings.log, settings.token)
    with ThreadPoolExecutor(1, thread_name_prefix="check") as thread:
        check = thread.submit(_build_check)
        lock = lock_file(settings)
        database = open_database(settings, renew=lock is not None)
        if warning := start_warning(network):
            log.warning("*** %s ***", warning)
        asyncio.run(_run(settings, network, database, check))


def _build_check() -> Check:
    from screening import build_check  # half of the start, so it is read beside the rest

    return build_check()


async def _run(settings: Settings, network: Network, database: Database, built: Future[Check]) -> None:
    def check(text: str) -> Verdict:
        return built.result()(text)

    connection = Connection(settings.token or "", settings.api_url, settings.rate)
    bot = Bot(database, network, SystemClock(), check, connection)
    await Running(bot, settings).run()
