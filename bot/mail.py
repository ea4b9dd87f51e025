"""A neutral mail over SMTP: encrypted or not at all, patient for seconds, and silent about who gets it."""

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from bot.mail_settings import MailServer
from domain.pacing import Accepted, Refused, Result, Uncertain, Unreached

PATIENCE = 10.0  # seconds for each answer of the server
AT_ONCE = 4
YES, TEMPORARY = range(200, 300), range(400, 500)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """One mail. The same `number` twice is the same letter, also for the mailbox that gets it twice."""

    number: str
    to: str = field(repr=False)
    title: str
    words: str = field(repr=False)
    written_at: datetime


class Mailer(Protocol):
    """What delivery asks of a second channel."""

    async def send(self, letter: Letter) -> Result:
        """What became of it; never raises for what a server or a network does."""
        ...

    def close(self) -> None:
        """Let go of what is held; a letter in hand is finished."""
        ...


class NotPrivate(Exception):
    """The mail server offers no encryption."""


class SmtpMailer:
    """Letters through one server, a few at a time, on threads of their own."""

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None = None) -> None:
        """`trust` is another set of certificates than that of the machine, for tests."""
        self._server = server
        self._trust = trust or ssl.create_default_context()
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")
        self._away = ""

    async def send(self, letter: Letter) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, self._deliver, letter)

    async def probe(self) -> None:
        """Say hello, encrypt and log in. Raises what `smtplib` and sockets raise, and `NotPrivate`."""
        await asyncio.get_running_loop().run_in_executor(self._workers, self._greet)

    def close(self) -> None:
        self._workers.shutdown(wait=True)

    def _greet(self) -> None:
        with self._conversation() as smtp:
            smtp.noop()

    def _deliver(self, letter: Letter) -> Result:
        try:
            with self._conversation() as smtp:
                _expect(smtp.mail(self._server.sender))
                return self._hand_over(smtp, letter)
        except (OSError, smtplib.SMTPException, NotPrivate) as trouble:
            self._note(word_for(trouble))
            return Unreached()

    def _hand_over(self, smtp: smtplib.SMTP, letter: Letter) -> Result:
        """From here on a no for good is about this letter; once its words left, silence is no answer."""
        try:
            _expect(smtp.rcpt(letter.to))
            _expect(smtp.data(self._message(letter).as_bytes(policy=SMTP)))
        except smtplib.SMTPResponseException as answer:
            if answer.smtp_code in TEMPORARY:
                raise
            log.info("a mail was refused: %s", answer.smtp_code)
            return Refused(f"{answer.smtp_code}")
        except (OSError, smtplib.SMTPServerDisconnected) as trouble:
            self._note(word_for(trouble))
            return Uncertain()
        self._note("")
        return Accepted()

    def _note(self, trouble: str) -> None:
        """Said when it changes, not for each letter."""
        if trouble and trouble != self._away:
            log.warning("the mail server does not take mail: %s", trouble)
        elif self._away and not trouble:
            log.info("the mail server takes mail again")
        self._away = trouble

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        """Greeted, encrypted and logged in; the goodbye is not waited for."""
        smtp = self._connect()
        try:
            smtp.ehlo_or_helo_if_needed()
            if not self._server.implicit_tls and not self._server.on_this_machine:
                self._encrypt(smtp)
            if self._server.user is not None:
                smtp.login(self._server.user, self._server.password)
            yield smtp
        finally:
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        """Greets with the domain of the sender: the name of the machine is nobody's business."""
        where, name = (self._server.host, self._server.port), self._server.domain
        if self._server.implicit_tls:
            return smtplib.SMTP_SSL(*where, local_hostname=name, timeout=PATIENCE, context=self._trust)
        return smtplib.SMTP(*where, local_hostname=name, timeout=PATIENCE)

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        if not smtp.has_extn("starttls"):
            raise NotPrivate
        smtp.starttls(context=self._trust)
        smtp.ehlo()

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._server.sender, letter.to
        message["Subject"] = letter.title
        message["Date"] = format_datetime(letter.written_at)
        message["Message-ID"] = f"<{letter.number}@{self._server.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.words)
        return message


def _expect(answer: tuple[int, bytes]) -> None:
    """Anything but a yes is the end; what the server said beyond its number is not kept."""
    if answer[0] not in YES:
        raise smtplib.SMTPResponseException(answer[0], b"")


def word_for(trouble: Exception) -> str:
    """The number of an answer, else the kind of trouble: words of a server may hold an address."""
    if isinstance(trouble, smtplib.SMTPResponseException):
        return str(trouble.smtp_code)
    return type(trouble).__name__
