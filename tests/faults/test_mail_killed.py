"""The real process and a real mail server: killed between the two, everybody who chose it is still mailed."""

import asyncio
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.delivery import MAILS_AT_ONCE
from domain.actors import Account, Role
from domain.channels import Channel
from sandbox.people import User
from storage import channels, members
from storage.channels import SecondChannel
from storage.database import Tx
from tests.bot.test_mail import free_port
from tests.real_city import RealCity, real_city

CALLED, KILLS = 24, 3
QUICK = """
[rust]
van = "03:00"
tot = "03:00"
[oproep]
antwoordtermijn = { spoed = "10s", bijeenkomst = "2h" }
tweede_kanaal_op = 0.1
tweede_persoon = { verplicht = false, wachttijd = "5m", rollen = ["second_person"] }
"""


class Slow:
    """Takes a mail after a moment, so that a kill falls in between."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(0.05)
        assert isinstance(envelope.content, bytes)
        self.got.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


async def test_a_kill_between_taking_and_sending_loses_no_mail(tmp_path: Path) -> None:
    desk, port = Slow(), free_port()
    controller = Controller(desk, hostname="127.0.0.1", port=port, server_hostname="mail.example")
    controller.start()
    try:
        async with real_city(tmp_path) as city:
            city.network_file.write_text(QUICK, encoding="utf-8")
            city.more = {
                "BIJEEN_SMTP_URL": f"smtp://127.0.0.1:{port}",
                "BIJEEN_MAIL_FROM": "netwerk@stad.example",
            }
            wanted = await _called(city)
            for _ in range(KILLS):
                await asyncio.sleep(0.12)
                await city.kill()
                await city.start()
            await city.until(lambda: {to for to, _ in desk.got} == wanted, 40)
            assert await city.stop() == 0
    finally:
        controller.stop()
    copies = Counter(to for to, _ in desk.got)
    assert sum(copies.values()) - len(wanted) <= KILLS * MAILS_AT_ONCE
    assert not any(b"ruit" in content or b"Spoed" in content for _, content in desk.got)
    log = city.log.read_text()
    assert not any(to in log for to in wanted)


async def _called(city: RealCity) -> set[str]:
    """Everybody chose mail; the call-out goes out by taps, and nobody answers."""
    (nora,) = city.settle(1, Role.NETWERKREGISSEUR, first=101)
    users = city.settle(CALLED, Role.CONTACTCIRKEL)

    def choose(tx: Tx) -> None:
        for user in users:
            member = members.actor_of(tx, Account(user.id)).me
            channels.put(tx, member, SecondChannel(Channel.MAIL, f"lid{user.id}@leden.example"))

    city.database.transaction(choose)
    await city.start()
    nora.say("/oproep")
    await _tap(city, nora, "Incident bij een gebouw")
    await city.until(lambda: "Wat weet u zeker" in nora.last.text, 20)
    nora.say("Een ruit is kapot, niemand is gewond")
    for label in ("De politie", "Afgestemd: nee", "Nu versturen"):
        await _tap(city, nora, label)
    return {f"lid{user.id}@leden.example" for user in users}


async def _tap(city: RealCity, user: User, label: str) -> None:
    await city.until(lambda: any(label in one.labels for one in user.chat), 20)
    user.press(label)
