"""`invite`: the first netwerkregisseur, or a whole circle at once, comes in by codes that are shown once."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from telegram.error import InvalidToken, TelegramError

from bot.commands.failure import Failed, WronglyUsed
from bot.installation import open_database
from bot.network_file import read_network
from bot.probes import no_check, telegram_bot
from bot.settings import Settings, read_settings
from domain.actors import Role
from domain.network import Network
from handlers.kit import dates
from scheduling.clock import SystemClock
from usecases import invitations
from usecases.app import SYSTEM_TURN, App, Outside
from usecases.invitations import Invited


@dataclass(frozen=True)
class Wanted:
    """How many invitations, for which roles, and how they are shown."""

    roles: tuple[Role, ...]
    count: int
    as_json: bool
    sheet: Path | None


@dataclass(frozen=True)
class Invitation:
    """One invitation as it is handed over."""

    code: str = field(repr=False)
    link: str = field(repr=False)
    valid_until: datetime
    roles: tuple[str, ...]
    bot_name: str


def invite(wanted: Wanted) -> None:
    """Make the invitations and show them. Raises `Failed` and `WronglyUsed`."""
    settings = read_settings(os.environ, need_token=False)
    network = read_network(settings.network)
    if wanted.sheet is not None:
        _must_be_writable(wanted.sheet)
    made = asyncio.run(_make(settings, network, wanted))
    for one in made:
        sys.stdout.write((_as_json(one) if wanted.as_json else _as_text(one)) + "\n")
    if wanted.sheet is not None:
        from bot.commands.sheet import write_sheet  # its libraries take a moment

        write_sheet(wanted.sheet, network, made)


def _must_be_writable(sheet: Path) -> None:
    """Seen before codes are made that could not be shown."""
    if not sheet.parent.is_dir() or sheet.is_dir():
        raise WronglyUsed(f"--sheet: {sheet} is no file in a folder that is there")


async def _make(settings: Settings, network: Network, wanted: Wanted) -> Sequence[Invitation]:
    name = network.bot_name or await _name_from_telegram(settings)
    database = await asyncio.to_thread(open_database, settings)
    app = App(database, network, SystemClock().now, Outside(no_check, dates.local))
    try:
        made = [
            await app.run(SYSTEM_TURN, invitations.invite_from_command_line, wanted.roles)
            for _ in range(wanted.count)
        ]
    finally:
        database.close()
    return [_invitation(one, name) for one in made]


async def _name_from_telegram(settings: Settings) -> str:
    if settings.token is None:
        raise WronglyUsed("the link needs the bot's name: set netwerk.botnaam or BIJEEN_TOKEN")
    try:
        async with telegram_bot(settings) as bot:
            return bot.username
    except InvalidToken:
        raise Failed("Telegram does not know this bot token: look it up again with @BotFather") from None
    except TelegramError as error:
        raise Failed(
            f"Telegram cannot be asked for the bot's name ({type(error).__name__}): set netwerk.botnaam"
        ) from None


def _invitation(made: Invited, bot_name: str) -> Invitation:
    link = f"https://t.me/{bot_name}?start={made.code}"
    return Invitation(made.code, link, dates.local(made.valid_until), tuple(sorted(made.roles)), bot_name)


def _as_json(one: Invitation) -> str:
    until = one.valid_until.isoformat(timespec="seconds")
    shown = {"code": one.code, "link": one.link, "valid_until": until, "roles": list(one.roles)}
    return json.dumps(shown)


def _as_text(one: Invitation) -> str:
    return f"{one.code}  {one.link}  until {one.valid_until:%Y-%m-%d %H:%M}  {' '.join(one.roles)}"
