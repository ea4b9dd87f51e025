"""Mail against a real SMTP server on this machine: encrypted or not at all, once, and quiet in the log."""

import asyncio
import logging
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.mail import Letter, NotPrivate, SmtpMailer
from bot.mail_settings import MailServer, NoMailServer, read_server
from domain.pacing import Accepted, Refused, Uncertain, Unreached

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
SENDER, AMINA = "netwerk@gemeente.example", "amina@leden.example"
LETTER = Letter("n" * 16, AMINA, "Bericht van het netwerk", "U hebt een bericht van het netwerk. " * 4, NOW)
SECRET = "g3heim!"


@dataclass
class Desk:
    """The server's side: what it got, and what it answers where."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    hangs_up: bool = False
    got: list[tuple[bool, Message]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.names.append(hostname)
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.data.startswith("250"):
            self.got.append((session.ssl is not None, message_from_bytes(content, policy=default)))
        if self.hangs_up:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.data


def knows(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    """One account."""
    fine = isinstance(data, LoginPassword) and (data.login, data.password) == (b"bijeen", SECRET.encode())
    return AuthResult(success=fine, handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine that nobody signed but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("mail") / "server.pem"
    plain = serialization.NoEncryption()
    pkcs8 = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, pkcs8, plain)
    )
    return file


@dataclass(frozen=True, slots=True)
class Faraway(MailServer):
    """The same server, held to what counts for one that is not on this machine."""

    @property
    def on_this_machine(self) -> bool:
        return False


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(desk: Desk, certificate: Path | None = None, implicit: bool = False, **how: Any) -> Iterator[int]:
    """A server in a thread of its own; returns its port."""
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    tls: dict[str, Any] = {"ssl_context": context} if implicit else {"tls_context": context}
    port = free_port()
    controller = Controller(
        desk, hostname="127.0.0.1", port=port, server_hostname="mail.example", **tls, **how
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def far(port: int, implicit: bool = False, user: str | None = None) -> MailServer:
    """A server elsewhere, as far as the mailer knows."""
    return Faraway("127.0.0.1", port, implicit, SENDER, user, SECRET)


def near(port: int) -> MailServer:
    """A server on this machine."""
    return MailServer("127.0.0.1", port, False, SENDER)


async def send(server: MailServer, letter: Letter = LETTER, trust: Path | None = None) -> Any:
    context = ssl.create_default_context(cafile=str(trust)) if trust is not None else None
    mailer = SmtpMailer(server, context)
    try:
        return await mailer.send(letter)
    finally:
        mailer.close()


async def test_a_letter_arrives_as_it_was_written(certificate: Path) -> None:
    desk = Desk()
    with serving(desk, certificate, require_starttls=True) as port:
        assert await send(far(port), trust=certificate) == Accepted()
    ((encrypted, message),) = desk.got
    assert encrypted
    assert (message["From"], message["To"]) == (SENDER, AMINA)
    assert message["Subject"] == "Bericht van het netwerk"
    assert message["Message-ID"] == f"<{'n' * 16}@gemeente.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert set(message.keys()) <= {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version", "X-Peer", "X-MailFrom", "X-RcptTo",
    }  # fmt: skip
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().strip() == LETTER.words.strip()


async def test_the_name_of_the_machine_is_not_told(certificate: Path) -> None:
    desk = Desk()
    with serving(desk, certificate) as port:
        await send(far(port), trust=certificate)
    assert set(desk.names) == {"gemeente.example"}


async def test_a_server_that_encrypts_from_the_start(certificate: Path) -> None:
    desk = Desk()
    with serving(desk, certificate, implicit=True) as port:
        assert await send(far(port, implicit=True), trust=certificate) == Accepted()
    assert len(desk.got) == 1


async def test_without_starttls_nothing_is_sent() -> None:
    desk = Desk()
    with serving(desk) as port:
        assert await send(far(port)) == Unreached()
    assert desk.got == []


async def test_a_certificate_that_nobody_signed_is_not_trusted(certificate: Path) -> None:
    desk = Desk()
    with serving(desk, certificate) as port:
        assert await send(far(port)) == Unreached()
    assert desk.got == []


async def test_on_this_machine_no_encryption_is_asked() -> None:
    desk = Desk()
    with serving(desk) as port:
        assert await send(near(port)) == Accepted()
    assert [encrypted for encrypted, _ in desk.got] == [False]


async def test_a_password_goes_only_through_encryption(certificate: Path) -> None:
    desk = Desk()
    known: dict[str, Any] = {
        "authenticator": knows,
        "auth_required": True,
        "auth_exclude_mechanism": ["LOGIN"],
    }
    with serving(desk, certificate, **known) as port:
        fine = far(port, user="bijeen")
        assert await send(fine, trust=certificate) == Accepted()
        wrong = replace(fine, password="anders")
        assert await send(wrong, trust=certificate) == Unreached(), (
            "a wrong password is no fault of the letter"
        )
    assert len(desk.got) == 1


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({"rcpt": "450 later"}, Unreached()),
        ({"data": "451 later"}, Unreached()),
        ({"rcpt": f"550 no such user {AMINA}"}, Refused("550")),
        ({"data": "554 not here"}, Refused("554")),
    ],
)
async def test_later_is_tried_again_and_never_is_the_end(
    answers: dict[str, str], result: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk(**answers)  # type: ignore[arg-type]  # the table holds words only
    with serving(desk) as port:
        assert await send(near(port)) == result
    assert desk.got == []
    ours = "".join(one.getMessage() for one in caplog.records if one.name.startswith("bot"))
    assert ours
    assert AMINA not in ours
    assert "no such user" not in ours


async def test_a_server_that_hangs_up_after_the_words_leaves_it_uncertain() -> None:
    desk = Desk(hangs_up=True)
    with serving(desk) as port:
        assert await send(near(port)) == Uncertain()


async def test_a_server_that_is_away_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        mailer = SmtpMailer(near(port))
        assert [await mailer.send(LETTER) for _ in range(3)] == [Unreached()] * 3
        mailer.close()
    said = [one.getMessage() for one in caplog.records if one.name == "bot.mail"]
    assert said == ["the mail server does not take mail: ConnectionRefusedError"]


async def test_only_the_configured_server_is_ever_connected_to() -> None:
    desk, seen = Desk(), list[tuple[Any, ...]]()
    listening = threading.Event()

    def note(event: str, told: tuple[Any, ...]) -> None:
        if listening.is_set() and event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
            seen.append((event, told[1] if event == "socket.connect" else told[0]))

    sys.addaudithook(note)
    with serving(desk) as port:
        listening.set()
        assert await send(near(port)) == Accepted()
        listening.clear()
        assert {where for event, where in seen if event == "socket.connect"} == {("127.0.0.1", port)}
        assert {where for event, where in seen if event != "socket.connect"} <= {"127.0.0.1"}


async def test_the_probe_says_hello_and_sends_nothing() -> None:
    desk = Desk()
    with serving(desk) as port:
        mailer = SmtpMailer(far(port))
        with pytest.raises(NotPrivate):
            await mailer.probe()
        mailer.close()
        mailer = SmtpMailer(near(port))
        await mailer.probe()
        mailer.close()
    assert desk.got == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, False, SENDER)),
        ("smtps://mail.example", MailServer("mail.example", 465, True, SENDER)),
        (
            "smtp://u%40x:p%2Fw@mail.example:2525",
            MailServer("mail.example", 2525, False, SENDER, "u@x", "p/w"),
        ),
    ],
)
def test_where_mail_leaves(url: str, server: MailServer) -> None:
    assert read_server(url, SENDER) == server
    assert server.password == "" or server.password not in repr(server)


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://", "smtp://h:99999", "smtp://h/in", "smtp://h\r\nX", ""],
)
def test_what_is_no_mail_server(url: str) -> None:
    with pytest.raises(NoMailServer):
        read_server(url, SENDER)


def test_no_letter_shows_whom_it_is_for() -> None:
    assert AMINA not in repr(LETTER)
    assert LETTER.words not in repr(LETTER)
