"""The operator's commands: `python -m bot <command>`. An error is one sentence and an exit status."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from bot.commands.failure import Failed, WronglyUsed
from bot.network_file import NetworkFileProblems
from bot.settings import SettingsProblems
from domain.actors import Role

# The library gives its waiting times as spans of time, and warns on each other use.
os.environ.setdefault("PTB_TIMEDELTA", "true")

FAILURE, WRONG_USE = 1, 2
MOST_INVITATIONS = 500
NO_SANDBOX = "the demo is not part of this installation: take the source, and run `make demo`"

Command = Callable[[argparse.Namespace], int | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, 1 for failure, 2 for wrong use or settings."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen) or 0
    except (SettingsProblems, NetworkFileProblems, WronglyUsed) as wrong:
        return _tell(str(wrong), WRONG_USE)
    except KeyboardInterrupt:
        return _tell("stopped", FAILURE)
    except Exception as error:
        return _tell(_sentence(error), FAILURE)


def _tell(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status


def _sentence(error: Exception) -> str:
    """What our own errors say; of any other only the kind and the place, for its text may hold anything."""
    if type(error).__module__.partition(".")[0] in {"bot", "storage"} and str(error):
        return str(error)
    from bot.logs import place_of

    return f"unexpected error: {type(error).__name__}{place_of(error.__traceback__)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bijeen", description="The bot of a city's trust network.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for add in (_add_run, _add_demo, _add_invite, _add_migrate, _add_doctor, _add_check_text):
        add(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add(commands: Commands, name: str, what: str, command: Command) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.set_defaults(command=command)
    return parser


def _add_run(commands: Commands) -> None:
    def command(_: argparse.Namespace) -> None:
        from bot.commands.run import run

        run()

    _add(commands, "run", "start the bot; an SQLite database is migrated first", command)


def _add_demo(commands: Commands) -> None:
    parser = _add(commands, "demo", "try the bot in the browser, without Telegram; keeps nothing", _demo)
    parser.add_argument("--port", type=_port, default=8080, help="0 takes a free one (default 8080)")
    parser.add_argument("--no-page", action="store_true", help="serve what the page asks for, not the page")


def _demo(chosen: argparse.Namespace) -> None:
    try:
        from bot.demo import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "sandbox":
            raise
        raise Failed(NO_SANDBOX) from None
    asyncio.run(serve(chosen.port, page=not chosen.no_page))


def _add_invite(commands: Commands) -> None:
    def command(chosen: argparse.Namespace) -> None:
        from bot.commands.invite import Wanted, invite

        invite(Wanted(tuple(dict.fromkeys(chosen.role)), chosen.count, chosen.json, chosen.sheet))

    parser = _add(commands, "invite", "make invitations: code, link and end date", command)
    parser.add_argument(
        "--role",
        action="append",
        required=True,
        type=_role,
        help=f"may be given more than once: {', '.join(Role)}",
    )
    parser.add_argument("--count", type=_count, default=1, help="how many invitations (default 1)")
    parser.add_argument("--json", action="store_true", help="JSON lines: code, link, valid_until, roles")
    parser.add_argument("--sheet", type=Path, metavar="OUT.pdf", help="also a sheet of cards with QR codes")


def _add_migrate(commands: Commands) -> None:
    def command(_: argparse.Namespace) -> None:
        from bot.commands.migrate import migrate

        migrate()

    _add(commands, "migrate", "bring the tables to the newest version", command)


def _add_doctor(commands: Commands) -> None:
    def command(chosen: argparse.Namespace) -> int:
        from bot.commands.doctor import doctor

        return doctor(chosen.json)

    parser = _add(commands, "doctor", "look for faults, and for what is still to arrange", command)
    parser.add_argument("--json", action="store_true", help="JSON lines: level and line")


def _add_check_text(commands: Commands) -> None:
    def command(chosen: argparse.Namespace) -> None:
        from bot.commands.check_text import check_text

        check_text(chosen.jsonl, sys.stdin, sys.stdout)

    parser = _add(
        commands, "check-text", "try the identifiability check on lines from standard input", command
    )
    parser.add_argument("--jsonl", action="store_true", help="read id and text, write outcome and spans")


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no role; roles are {', '.join(Role)}") from None


def _count(word: str) -> int:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= MOST_INVITATIONS:
        return int(word)
    raise argparse.ArgumentTypeError(f"expected a whole number from 1 to {MOST_INVITATIONS}")


def _port(word: str) -> int:
    if word.isascii() and word.isdigit() and int(word) <= 65_535:
        return int(word)
    raise argparse.ArgumentTypeError("expected a port from 0 to 65535")


if __name__ == "__main__":
    logging.raiseExceptions = False
    sys.exit(main())
