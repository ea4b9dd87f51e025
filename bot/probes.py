"""How the check-up asks what lies outside: keys, database, another clock, Telegram, and who is there."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from smtplib import SMTPException
from typing import TypeVar

import httpx
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.arrangements import People
from bot.doctor import BotState, Probes, Schema, Trouble
from bot.installation import is_absent
from bot.mail import NotPrivate, SmtpMailer, word_for
from bot.settings import Settings
from domain.network import Network
from domain.screening import Verdict
from handlers.kit import dates
from scheduling.clock import Clock
from storage import schema
from storage.crypto import KeysUnusable, Vault, read_keys
from storage.database import Database, make_engine
from storage.trouble import DatabaseTrouble
from usecases import duty_roster, status
from usecases.app import SYSTEM_TURN, App, Outside

PATIENCE = 10.0  # seconds for an answer
T = TypeVar("T")


class NotAsked(Exception):
    """The check-up and the command line read no texts."""


def no_check(_text: str) -> Verdict:
    """For where no text is ever checked."""
    raise NotAsked


def probes(settings: Settings, network: Network, clock: Clock) -> Probes:
    """The probes of a real installation."""
    asking = _Asking(settings, network, clock)
    return Probes(
        today=dates.local_day(clock.now()),
        keys=_off_the_loop(asking.keys),
        database=_off_the_loop(asking.schema),
        clock_off=asking.clock_off,
        telegram=asking.telegram,
        people=asking.people,
        mail=asking.mail,
    )


def _off_the_loop(look: Callable[[], T]) -> Callable[[], Awaitable[T]]:
    return lambda: asyncio.to_thread(look)


class _Asking:
    """Each method is one probe; what is wrong is raised as `Trouble`."""

    def __init__(self, settings: Settings, network: Network, clock: Clock) -> None:
        self._settings, self._network, self._clock = settings, network, clock

    def keys(self) -> int:
        try:
            return len(read_keys(self._settings.keys_file))
        except KeysUnusable as unusable:
            raise Trouble(str(unusable)) from None

    def schema(self) -> Schema:
        """Looks without making anything."""
        if is_absent(self._settings):
            return Schema.ABSENT
        engine = make_engine(self._settings.database_url)
        try:
            step = schema.current(engine)
        except DatabaseTrouble as trouble:
            raise Trouble(str(trouble)) from None
        finally:
            engine.dispose()
        if step is None:
            return Schema.ABSENT
        return Schema.NEWEST if step == schema.newest() else Schema.OLD

    async def clock_off(self) -> timedelta | None:
        """Against the date that Telegram's server answers with; it counts whole seconds."""
        try:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                before = self._clock.now()
                answer = await client.head(self._settings.api_url)
        except httpx.HTTPError:
            return None
        return _between(answer.headers.get("date"), before, self._clock.now())

    async def telegram(self) -> BotState:
        try:
            async with telegram_bot(self._settings) as bot:
                me, webhook = bot.bot, await bot.get_webhook_info()
        except InvalidToken:
            raise Trouble("it does not know this bot token: look it up with @BotFather") from None
        except TelegramError as error:
            raise Trouble(f"it cannot be reached ({type(error).__name__})") from None
        return BotState(me.username or "", webhook.url or None, bool(me.can_join_groups))

    async def people(self) -> People:
        try:
            vault = Vault(read_keys(self._settings.keys_file))
            database = Database(make_engine(self._settings.database_url), vault)
            app = App(database, self._network, self._clock.now, Outside(no_check, dates.local))
            staff = await app.run(SYSTEM_TURN, status.staff)
            nobody = await app.run(SYSTEM_TURN, duty_roster.without_anybody)
            database.close()
        except (KeysUnusable, DatabaseTrouble) as trouble:
            raise Trouble(str(trouble)) from None
        return People(staff.coordinators, staff.second_persons, staff.supervisors, nobody)

    async def mail(self) -> None:
        if self._settings.mail is None:
            return
        mailer = SmtpMailer(self._settings.mail)
        try:
            await mailer.probe()
        except NotPrivate:
            raise Trouble("it offers no encryption, so nothing is sent to it") from None
        except (OSError, SMTPException) as trouble:
            raise Trouble(f"it cannot be used ({word_for(trouble)})") from None
        finally:
            mailer.close()


def _between(said: str | None, before: datetime, after: datetime) -> timedelta | None:
    """How far we are ahead of the other clock: zero while its second fits between our two readings."""
    if said is None:
        return None
    try:
        theirs = parsedate_to_datetime(said)
    except ValueError:
        return None
    if theirs.tzinfo is None:
        return None
    return max(before - theirs - timedelta(seconds=1), min(after - theirs, timedelta()))


def telegram_bot(settings: Settings) -> Bot:
    """A bot for a question or two; use it with `async with`, which asks Telegram who it is."""
    request = HTTPXRequest(read_timeout=PATIENCE, connect_timeout=PATIENCE)
    root = f"{settings.api_url}/bot"
    return Bot(settings.token or "", base_url=root, request=request, get_updates_request=request)
