"""Where mail leaves, `smtp://user:password@host:587` or `smtps://…`, and from whom it comes."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from domain.channels import read_address

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
PORTS = {"smtp": 587, "smtps": 465}
FORM = "smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465"


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mail, and the address it comes from."""

    host: str
    port: int
    implicit_tls: bool
    sender: str
    user: str | None = None
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """The domain of the sender."""
        return self.sender.rpartition("@")[2]

    @property
    def on_this_machine(self) -> bool:
        """Whether what is said to it never leaves the machine."""
        return self.host in LOOPBACK


class NoMailServer(ValueError):
    """This is not the address of a mail server."""


def read_server(url: str, sender: str) -> MailServer:
    """The server behind an address. Raises `NoMailServer`."""
    parts = _split(url)
    if (
        parts.scheme not in PORTS
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        raise NoMailServer
    user = unquote(parts.username) if parts.username else None
    port = parts.port or PORTS[parts.scheme]
    return MailServer(
        parts.hostname, port, parts.scheme == "smtps", sender, user, unquote(parts.password or "")
    )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        plain = url.isascii() and url.isprintable() and " " not in url and (parts.port or 0) >= 0
    except ValueError:
        raise NoMailServer from None
    if not plain:
        raise NoMailServer
    return parts


def read_sender(value: str) -> str:
    """The address that mail comes from. Raises `NoMailServer`."""
    address = read_address(value)
    if address is None:
        raise NoMailServer
    return address
