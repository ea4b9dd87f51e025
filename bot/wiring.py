"""How it is wired: every part is made once and handed to who uses it; what crosses the grid crosses here."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import BaseRequest

from bot.capabilities import switched_on
from bot.delivery import Delivery
from bot.desk import Desk
from bot.gate import Gate
from bot.gate_post import telegram_post
from bot.intake import InOrder, Intake
from bot.logs import place_of
from bot.mail import Mailer
from bot.post import Post
from domain.channels import Channel
from domain.network import Network
from domain.screening import Check
from handlers.kit import dates
from handlers.kit.commands import Shown, commands_for_visitors
from handlers.kit.incoming import read_update
from handlers.kit.outgoing import Writer
from handlers.kit.routes import Router, Ways
from handlers.kit.texts import Catalogues, Value
from scheduling.clock import Clock
from scheduling.ticker import Ticker
from storage.database import Database
from storage.trouble import DatabaseTrouble
from usecases import delivery, receiving
from usecases.app import SYSTEM_TURN, App, Outside

Ptb = Application[Any, Any, Any, Any, Any, Any]
WORDS = ("yes", "no", "stop", "menu", "help")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Connection:
    """How Telegram is reached: a token and a root, or doors handed in by the sandbox; and mail, if any."""

    token: str
    api_url: str = "https://api.telegram.org"
    rate: int = 30
    request: BaseRequest | None = None
    updates_request: BaseRequest | None = None
    mailer: Mailer | None = None


def build_application(connection: Connection) -> Ptb:
    """python-telegram-bot without its own receiving, pacing, state and jobs."""
    builder = (
        ApplicationBuilder()
        .token(connection.token)
        .base_url(f"{connection.api_url}/bot")
        .base_file_url(f"{connection.api_url}/file/bot")
        .updater(None)
        .job_queue(None)
        .concurrent_updates(InOrder())
    )
    if connection.request is not None:
        builder = builder.request(connection.request)
    if connection.updates_request is not None:
        builder = builder.get_updates_request(connection.updates_request)
    return builder.build()


def shared_fields(network: Network, bot_name: str) -> dict[str, Value]:
    """What stands in many texts and comes from the settings."""
    numbers, contacts = network.numbers, network.contacts
    return {
        "municipality": network.municipality,
        "network_name": network.name,
        "bot_username": bot_name,
        "coordinator_phone": numbers.netwerkregisseur,
        "coordinator_hours": contacts.coordinator_hours,
        "case_phone": numbers.procesregisseur,
        "municipality_phone": numbers.municipality,
        "privacy_contact": contacts.privacy,
        "press_contact": contacts.press,
    }


def word_meanings(catalogues: Catalogues) -> Mapping[str, str]:
    """The words people type, each with what it means."""
    meanings = {}
    for meaning in WORDS:
        for word in catalogues.entries[f"word.{meaning}"].singular.split(","):
            meanings[word.strip()] = meaning
    return meanings


class Bot:
    """Everything that runs, and how it starts and stops."""

    def __init__(
        self, database: Database, network: Network, clock: Clock, check: Check, connection: Connection
    ) -> None:
        self.database, self.network, self.clock = database, network, clock
        self._mailer = connection.mailer
        channels = frozenset({Channel.MAIL} if self._mailer is not None else ())
        self.app = App(database, network, clock.now, Outside(check, dates.local, channels))
        self.application = build_application(connection)
        self.gate = Gate(telegram_post(self.application.bot), clock, connection.rate)
        self.intake = Intake(self.app, self.application, clock, self._apologise)
        self.application.add_handler(TypeHandler(Update, self._receive))
        self.application.add_error_handler(self._note_failure)
        self.started = self.sends = False
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, recover: bool = True) -> None:
        """Connect and, unless another process may be sending, look at what a crash left."""
        await self.application.initialize()
        name = self.network.bot_name or self.application.bot.username
        catalogues = Catalogues.load().with_shared(shared_fields(self.network, name))
        ways = Ways(switched_on(self.network), word_meanings(catalogues))
        self.router = Router(self.app, ways, name, catalogues.plain)
        post = Post(self.gate, Writer(catalogues), ways.listed_commands())
        self.delivery = Delivery(self.app, post, ways.notices(), self._mailer)
        self.desk = Desk(self.router, post, self.delivery, self.clock)
        self.ticker = Ticker(self.app, self.delivery.ring)
        await self._show_commands(commands_for_visitors(ways.listed_commands()), catalogues)
        if recover:
            await self.recover()
        self.started = True

    async def recover(self) -> None:
        """Look at what was being sent when the process that sent it died."""
        await self.app.run(SYSTEM_TURN, delivery.recover)

    async def _show_commands(self, shown: Shown, catalogues: Catalogues) -> None:
        """What somebody finds behind the menu button before the bot knows who it is; not worth a stop."""
        try:
            await self.application.bot.set_my_commands(Writer(catalogues).commands(shown))
        except TelegramError as trouble:
            log.warning("the commands for visitors could not be set: %s", type(trouble).__name__)

    async def _receive(self, update: Update, _context: Any) -> None:
        number = update.update_id
        if read_update(update) is None:
            await self.app.run(SYSTEM_TURN, receiving.pass_over, number)
        else:
            await self.desk.receive(update, self.intake.had_its_effect(number))

    async def _apologise(self, update: Update) -> None:
        await self.desk.apologise(update)

    async def _note_failure(self, update: object, context: Any) -> None:
        """What kind of error and where, never its text: it may hold what somebody wrote."""
        number = update.update_id if isinstance(update, Update) else 0
        error = context.error
        if isinstance(error, DatabaseTrouble):
            self.intake.hindered(number, error)
        else:
            log.error("update %s failed: %s%s", number, type(error).__name__, place_of(error.__traceback__))

    def work(self) -> list[asyncio.Task[None]]:
        """Let gate, delivery and ticks go; returns what must never end by itself."""
        self.answer()
        self.send()
        return self._tasks

    def answer(self) -> asyncio.Task[None]:
        """Let out what answers a tap."""
        return self._begin(self.gate.run())

    def send(self) -> asyncio.Task[None]:
        """Let out what was promised: only ever in one process."""
        self.sends = True
        self.ticker.start()
        return self._begin(self.delivery.run())

    def poll(self) -> asyncio.Task[None]:
        """Ask Telegram for updates."""
        return self._begin(self.intake.run())

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        self._tasks.append(asyncio.create_task(work))
        return self._tasks[-1]

    async def stop(self) -> None:
        """Finish what was begun, in the order in which it leans on each other."""
        if self.started:
            self.ticker.stop()
            await self.intake.close()
            await self.delivery.close()
            await self.gate.close()
            await self.desk.idle()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._mailer is not None:
            self._mailer.close()
        await self.application.shutdown()
        self.database.close()
