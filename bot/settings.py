"""The settings from the environment: everything wrong with them is said at once, before anything starts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from bot.mail_settings import FORM, MailServer, NoMailServer, read_sender, read_server

PREFIX = "BIJEEN_"
DEFAULTS = {
    "BIJEEN_API_URL": "https://api.telegram.org",
    "BIJEEN_DATABASE_URL": "sqlite:///data/bijeen.db",
    "BIJEEN_KEYS_FILE": "keys/bijeen.key",
    "BIJEEN_LISTEN": "127.0.0.1:8081",
    "BIJEEN_RATE": "30",
    "BIJEEN_LOG": "text",
}
OPTIONAL = (
    "BIJEEN_TOKEN",
    "BIJEEN_TOKEN_FILE",
    "BIJEEN_NETWORK",
    "BIJEEN_WEBHOOK_URL",
    "BIJEEN_WEBHOOK_SECRET",
    "BIJEEN_SMTP_URL",
    "BIJEEN_SMTP_URL_FILE",
    "BIJEEN_MAIL_FROM",
    "BIJEEN_HEARTBEAT_URL",
)
NAMES = (*DEFAULTS, *OPTIONAL)
NETWORK_FILE = "netwerk.toml"
TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}", re.ASCII)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):([0-9]{1,5})", re.ASCII)
DATABASE = re.compile(r"sqlite:///.+|postgresql\+psycopg://.+")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MOST_RATE = 10_000

T = TypeVar("T")


class LogForm(StrEnum):
    """How a log line is written."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Listen:
    """The address of webhook, health and metrics; port 0 takes a free one."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says; `rate` is messages a second, `network` is None for the packaged example."""

    token: str | None = field(repr=False)
    api_url: str
    database_url: str = field(repr=False)
    keys_file: Path
    network: Path | None
    webhook_url: str | None
    webhook_secret: str | None = field(repr=False)
    listen: Listen
    rate: int
    log: LogForm
    mail: MailServer | None = None
    heartbeat_url: str | None = field(default=None, repr=False)


class SettingsProblems(Exception):
    """These settings have to be put right first."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Wrong(ValueError):
    """What was expected."""


def read_settings(environ: Mapping[str, str], *, need_token: bool) -> Settings:
    """The settings of this environment; raises `SettingsProblems` with every problem at once."""
    reading = _Reading(environ, [])
    reading.unknown()
    token = reading.token(need_token)
    webhook_url = reading.value("BIJEEN_WEBHOOK_URL", _webhook)
    secret = reading.value("BIJEEN_WEBHOOK_SECRET", _secret)
    reading.webhook()
    settings = Settings(
        token=token,
        api_url=reading.filled("BIJEEN_API_URL", _web_address),
        database_url=reading.filled("BIJEEN_DATABASE_URL", _database),
        keys_file=reading.filled("BIJEEN_KEYS_FILE", Path),
        network=reading.value("BIJEEN_NETWORK", _network_file) or _network_here(),
        webhook_url=webhook_url,
        webhook_secret=secret,
        listen=reading.filled("BIJEEN_LISTEN", _listen),
        rate=reading.filled("BIJEEN_RATE", _rate),
        log=reading.filled("BIJEEN_LOG", _log),
        mail=reading.mail(),
        heartbeat_url=reading.value("BIJEEN_HEARTBEAT_URL", _heartbeat),
    )
    if reading.problems:
        raise SettingsProblems(tuple(reading.problems))
    return settings


@dataclass(frozen=True, slots=True)
class _Reading:
    """The environment and the problems found so far."""

    environ: Mapping[str, str]
    problems: list[str]

    def unknown(self) -> None:
        for name in sorted(self.environ):
            if name.startswith(PREFIX) and name not in NAMES:
                self.problems.append(f"{name} is not a setting; {_instead_of(name)}")

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        """The value as read, or None when it is not set or was wrong."""
        if name not in self.environ:
            return None
        return self._try(name, self.environ[name].strip(), read)

    def filled(self, name: str, read: Callable[[str], T]) -> T:
        """The value as read; the default when it is not set, or was wrong and so is never used."""
        found = self.value(name, read)
        return read(DEFAULTS[name]) if found is None else found

    def one_of(self, name: str, file: str) -> bool:
        """Whether a secret is given, itself or as a file; both is a problem."""
        both = name in self.environ and file in self.environ
        if both:
            self.problems.append(f"{name} and {file} are both set: keep one of them")
        return name in self.environ or file in self.environ

    def mail(self) -> MailServer | None:
        """The mail server, when there is one; it needs an address to send from, and the other way round."""
        there, named = (
            self.one_of("BIJEEN_SMTP_URL", "BIJEEN_SMTP_URL_FILE"),
            "BIJEEN_MAIL_FROM" in self.environ,
        )
        if there and not named:
            self.problems.append("BIJEEN_MAIL_FROM is missing: mail needs an address it comes from")
        if named and not there:
            self.problems.append("BIJEEN_SMTP_URL is missing: BIJEEN_MAIL_FROM is of no use without it")
        sender = self.value("BIJEEN_MAIL_FROM", _sender) or ""
        given = self.value("BIJEEN_SMTP_URL", lambda url: _server(url, sender))
        return given or self.value("BIJEEN_SMTP_URL_FILE", lambda file: _server_file(file, sender))

    def token(self, need: bool) -> str | None:
        there = self.one_of("BIJEEN_TOKEN", "BIJEEN_TOKEN_FILE")
        if need and not there:
            self.problems.append(
                "BIJEEN_TOKEN or BIJEEN_TOKEN_FILE is missing: ask @BotFather in Telegram for a token, "
                "or try `python -m bot demo`, which needs none"
            )
        return self.value("BIJEEN_TOKEN", _token) or self.value("BIJEEN_TOKEN_FILE", _token_file)

    def webhook(self) -> None:
        url, secret = ("BIJEEN_WEBHOOK_URL" in self.environ, "BIJEEN_WEBHOOK_SECRET" in self.environ)
        if url and not secret:
            self.problems.append(
                "BIJEEN_WEBHOOK_SECRET is missing: a webhook needs it beside BIJEEN_WEBHOOK_URL"
            )
        if secret and not url:
            self.problems.append(
                "BIJEEN_WEBHOOK_URL is missing: BIJEEN_WEBHOOK_SECRET is of no use without it"
            )

    def _try(self, name: str, value: str, read: Callable[[str], T]) -> T | None:
        if not value:
            self.problems.append(f"{name} is empty: give it a value or leave it out")
            return None
        try:
            return read(value)
        except _Wrong as expected:
            self.problems.append(f"{name}: expected {expected}")
            return None


def _instead_of(name: str) -> str:
    endings = [known.removeprefix(PREFIX) for known in NAMES]
    close = get_close_matches(name.removeprefix(PREFIX), endings, n=1, cutoff=0.6)
    return f"did you mean {PREFIX}{close[0]}?" if close else "known are " + ", ".join(sorted(NAMES))


def _token(value: str) -> str:
    if TOKEN.fullmatch(value):
        return value
    raise _Wrong("a bot token: digits, a colon, and letters, digits, _ or -")


def _token_file(value: str) -> str:
    return _token(_secret_in(value, "the token"))


def _secret_in(value: str, what: str) -> str:
    try:
        return Path(value).read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise _Wrong(f"a file that can be read and holds only {what} ({type(error).__name__})") from None


def _web_address(value: str) -> str:
    if _scheme(value) in {"http", "https"}:
        return value.rstrip("/")
    raise _Wrong("an address that starts with https:// or http://")


def _webhook(value: str) -> str:
    scheme = _scheme(value)
    if scheme == "https" or (scheme == "http" and urlsplit(value).hostname in LOOPBACK):
        return value
    raise _Wrong("an address that starts with https://, which Telegram can reach")


def _heartbeat(value: str) -> str:
    scheme = _scheme(value)
    if scheme == "https" or (scheme == "http" and urlsplit(value).hostname in LOOPBACK):
        return value
    raise _Wrong("an address that starts with https://, of a monitor outside this machine")


def _sender(value: str) -> str:
    try:
        return read_sender(value)
    except NoMailServer:
        raise _Wrong("the address that mail comes from, such as netwerk@gemeente.example") from None


def _server(value: str, sender: str) -> MailServer:
    try:
        return read_server(value, sender)
    except NoMailServer:
        raise _Wrong(FORM) from None


def _server_file(value: str, sender: str) -> MailServer:
    return _server(_secret_in(value, FORM), sender)


def _scheme(value: str) -> str | None:
    """The scheme of a whole address, or None for anything else."""
    try:
        parts = urlsplit(value)
        whole = bool(parts.hostname) and (parts.port or 0) >= 0 and value.isprintable() and " " not in value
    except ValueError:
        return None
    return parts.scheme if whole else None


def _secret(value: str) -> str:
    if SECRET.fullmatch(value):
        return value
    raise _Wrong("1 to 256 letters, digits, _ or -")


def _database(value: str) -> str:
    if DATABASE.fullmatch(value):
        return value
    raise _Wrong("sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE")


def _network_file(value: str) -> Path:
    if Path(value).is_file():
        return Path(value)
    raise _Wrong("a file with the settings of the network; there is none at this place")


def _network_here() -> Path | None:
    here = Path(NETWORK_FILE)
    return here if here.is_file() else None


def _listen(value: str) -> Listen:
    match = LISTEN.fullmatch(value)
    if match and int(match[2]) <= 65_535:
        return Listen(match[1].strip("[]"), int(match[2]))
    raise _Wrong("an address and a port such as 127.0.0.1:8081; port 0 takes a free one")


def _rate(value: str) -> int:
    if re.fullmatch(r"[0-9]{1,5}", value, re.ASCII) and 1 <= int(value) <= MOST_RATE:
        return int(value)
    raise _Wrong(f"a whole number of messages a second, from 1 to {MOST_RATE}")


def _log(value: str) -> LogForm:
    try:
        return LogForm(value)
    except ValueError:
        raise _Wrong("text or json") from None
