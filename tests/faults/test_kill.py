"""Nothing received is lost and nothing promised is lost, however often the process is killed."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from domain.actors import Role
from sandbox.people import User
from storage import callout_answers, outbox, received
from storage.database import Tx
from tests.real_city import RealCity, real_city

KILLS = 50
CALLED = 300
FACTS = "Een ruit is kapot, niemand is gewond"
IN_FLIGHT = 24


async def _call_out(city: RealCity, nora: User, sem: User) -> None:
    """The regisseur sends an urgent call-out, the second person agrees: all by taps."""

    async def tap(user: User, label: str) -> None:
        await city.until(lambda: any(label in message.labels for message in user.chat), 20)
        user.press(label)

    nora.say("/oproep")
    await tap(nora, "Incident bij een gebouw")
    await city.until(lambda: "Wat weet u zeker" in nora.last.text, 20)
    nora.say(FACTS)
    await tap(nora, "De politie")
    await tap(nora, "Afgestemd: nee")
    await tap(nora, "Vraag een meekijker")
    await tap(sem, "Ja, versturen")


def _answers(tx: Tx) -> Counter[str]:
    table = callout_answers.call_out_responses
    return Counter(tx.db.execute(select(table.c.answer)).scalars())


async def test_fifty_kills_lose_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(7)
    async with real_city(tmp_path, latency=0.02) as city:
        (nora,) = city.settle(1, Role.NETWERKREGISSEUR, first=101)
        (sem,) = city.settle(1, Role.SECOND_PERSON, first=102)
        called = city.settle(CALLED, Role.CONTACTCIRKEL)
        await city.start()
        await _call_out(city, nora, sem)

        pressed: set[int] = set()
        for _ in range(KILLS):
            for user in called:
                if user.id not in pressed and any("Ik kom" in message.labels for message in user.chat):
                    user.press("Ik kom")
                    pressed.add(user.id)
                    if chance.random() < 0.3:
                        break
            await asyncio.sleep(chance.uniform(0.05, 0.6))
            await city.kill()
            await city.start()

        await city.until(lambda: all(_got(user) for user in called), 60)
        for user in called:
            if user.id not in pressed:
                user.press("Ik kom")
        await city.until(lambda: city.database.transaction(_answers)["coming"] == CALLED, 60)
        await city.until(lambda: len(city.telegram.updates) == 0, 30)
        assert await city.stop() == 0

        copies = Counter(chat for chat, _ in city.sent(FACTS) if chat >= called[0].id)
        assert set(copies) == {user.id for user in called}, "somebody was missed"
        twice = sum(copies.values()) - CALLED
        assert twice <= KILLS * IN_FLIGHT
        record_property("kills", KILLS)
        record_property("messages that came twice", twice)
        _every_update_once(city)
        assert _files_with(tmp_path, FACTS) == [], "raw text was left behind"


def _got(user: User) -> bool:
    return any("Spoed" in message.text or "Fijn dat u komt" in message.text for message in user.chat)


def _every_update_once(city: RealCity) -> None:
    def look(tx: Tx) -> tuple[int, int]:
        rows = list(tx.db.execute(select(received.received.c.state)).scalars())
        left = select(outbox.outbox.c.id).where(outbox.outbox.c.state == "sending")
        return rows.count(received.FAILED), len(tx.db.execute(left).all())

    failed, sending = city.database.transaction(look)
    assert failed == 0
    assert sending == 0


def _files_with(folder: Path, words: str) -> list[str]:
    """The files of the installation, journal and log included, in which these words stand as typed."""
    forms = [words.encode(), words.encode("utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(form in file.read_bytes() for form in forms)]
