"""The real process over HTTP: `python -m bot run` on its own, the stand-in in ours, real time, real kills."""

import asyncio
import atexit
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from domain.actors import Account, Purpose, Role
from domain.ids import MemberId, id_from_bytes
from sandbox.core import EXACT, Telegram
from sandbox.faults import Faults
from sandbox.http import HttpDoor, Server, address, listen
from sandbox.limits import Limits
from sandbox.people import User
from storage import members, schema
from storage.crypto import Vault, read_keys, write_new_keys
from storage.database import Database, Tx, make_engine

ROOT = Path(__file__).parent.parent
FIRST_NUMBER = 10_001
# A test that runs at night must find the same bot.
NO_QUIET_HOURS = '[rust]\nvan = "03:00"\ntot = "03:00"\n'


@cache
def bytecode() -> str:
    """Where started processes keep what they compiled; an installation has it compiled already."""
    folder = mkdtemp(prefix="bijeen-bytecode-")
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


def real_now() -> datetime:
    """The time of the machine: here nothing is moved by hand."""
    return datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 - a real process lives in real time


@dataclass
class RealCity:
    """A stand-in for Telegram, a database on disk, and a bot process that can be killed."""

    folder: Path
    telegram: Telegram
    faults: Faults
    api: str
    rate: int = 30
    process: asyncio.subprocess.Process | None = None
    more: dict[str, str] = field(default_factory=dict)
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "bot.log"
        self.keys = self.folder / "keys" / "bijeen.key"
        self.database_file = self.folder / "data" / "bijeen.db"
        write_new_keys(self.keys)
        self.database_file.parent.mkdir(parents=True)
        self.url = f"sqlite:///{self.database_file}"
        self.network_file = self.folder / "netwerk.toml"
        self.network_file.write_text(NO_QUIET_HOURS, encoding="utf-8")
        self.engine = make_engine(self.url)
        schema.migrate(self.engine)
        self.database = Database(self.engine, Vault(read_keys(self.keys)))

    def settle(self, count: int, *roles: Role, first: int = FIRST_NUMBER) -> list[User]:
        """So many members with these roles, written straight into the database, each with an open chat."""
        users = [self.telegram.user(number, f"Lid {number}") for number in range(first, first + count)]

        def join(tx: Tx) -> None:
            for user in users:
                self._join(tx, user, roles)

        self.database.transaction(join)
        return users

    def _join(self, tx: Tx, user: User, roles: tuple[Role, ...]) -> None:
        user.started = True
        member = MemberId(id_from_bytes(os.urandom(12)))
        members.add(tx, member, Account(user.id))
        members.add_roles(tx, member, roles)
        members.consent(tx, member, list(Purpose), 1, real_now())
        members.change(tx, member, name=f"Lid {user.id}", neighbourhood="binnenstad")

    def environment(self) -> dict[str, str]:
        """What the process is told."""
        told = {
            "BIJEEN_TOKEN": self.telegram.token,
            "BIJEEN_API_URL": self.api,
            "BIJEEN_DATABASE_URL": self.url,
            "BIJEEN_KEYS_FILE": str(self.keys),
            "BIJEEN_LISTEN": "127.0.0.1:0",
            "BIJEEN_RATE": str(self.rate),
            "BIJEEN_NETWORK": str(self.network_file),
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BIJEEN_")}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        python = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": bytecode()}
        return kept | told | self.more | python

    async def start(self) -> float:
        """Start the bot and wait for its first poll; returns the seconds that took."""
        polls, began = self.telegram.updates.polls, time.perf_counter()
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=self.folder,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )
        await self.until(lambda: self.telegram.updates.polls > polls, 60)
        return time.perf_counter() - began

    async def kill(self) -> None:
        """SIGKILL: no goodbye."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> int:
        """SIGTERM; returns the exit status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        return await self.process.wait()

    async def until(self, true: Callable[[], bool], seconds: float, every: float = 0.01) -> None:
        """Wait for something that rings no bell; says what the bot logged when it does not come."""
        try:
            async with asyncio.timeout(seconds):
                while not true():  # noqa: ASYNC110 - another process has no event for us
                    await asyncio.sleep(every)
        except TimeoutError:
            raise AssertionError(
                f"it did not happen; the bot said:\n{self.log.read_text()[-3000:]}"
            ) from None

    def sent(self, words: str = "", since: int = 0) -> list[tuple[int, datetime]]:
        """Chat and time of every message with these words that Telegram took since that place in its log."""
        return [
            (int(str(one.params["chat_id"])), one.at)
            for one in self.telegram.log[since:]
            if one.method == "sendMessage" and one.status == 200 and words in str(one.params.get("text", ""))
        ]

    def refused(self) -> int:
        """How many calls were refused for going too fast."""
        return sum(1 for one in self.telegram.log if one.status == 429)


@contextlib.asynccontextmanager
async def real_city(
    folder: Path, latency: float = 0.0, limits: Limits = EXACT, rate: int = 30
) -> AsyncIterator[RealCity]:
    """A city whose stand-in answers on this machine; the bot is not started yet."""
    telegram, faults = Telegram(real_now, limits=limits), Faults(latency)
    server = Server(HttpDoor(telegram, faults))
    with listen(0) as listener:
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.005)
        city = RealCity(folder, telegram, faults, address(listener), rate=rate)
        try:
            yield city
        finally:
            if city.process is not None and city.process.returncode is None:
                await city.kill()
            city.database.close()
            server.should_exit = True
            await task
