"""Whoever steals the database after an evening of work learns no name, number or word of anybody."""

import base64
import io
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.actors import Role
from domain.ids import clean_code
from storage.database import Tx, metadata
from tests.faults.lived_city import WORKING
from tests.world import Person, World, usual_network

# Planted: words that occur nowhere else.
NAMES = ("Zwaantje", "Quirijn", "Ysbrechtje", "Xaviera")
PHONES = ("+31612348765", "+31687654321")
ACCOUNTS = (7_319_554_201, 6_882_014_477, 5_401_998_213, 4_777_123_409)
WORDS = {
    "signal": "Sinds vrijdag fluistert de vlinderstraat over een kwispelend gerucht.",
    "signal answer": "Het gerucht ging over een knisperende vuilnisbak.",
    "unrest": "Er hangen paarsgestippelde pamfletten bij het plein.",
    "brigade": "Hoe praat ik over schommelstoelfilosofie in de klas?",
    "question": "Mag ik mijn eigen krentenmuffins meenemen?",
    "answer": "Neem gerust krentenmuffins en limonadesiroop mee.",
    "message": "Morgen is het roggebroodkantoor dicht.",
    "call-out": "Vannacht brak een ruit van het wolkenhuis. Niemand is gewond.",
    "summary": "Wij veegden samen de glasscherfjes van de stoep.",
    "training": "Zwemmen in zorgzaamheid",
    "place": "het Kabouterpaviljoen",
}
# Of every text the words that give it away, so that a part of it is found as well.
TELLING = (
    "vlinderstraat", "kwispelend", "knisperende", "paarsgestippelde", "schommelstoel", "krentenmuffins",
    "limonadesiroop", "roggebrood", "wolkenhuis", "glasscherfjes", "zorgzaamheid", "Kabouterpaviljoen",
)  # fmt: skip


def varint(number: int) -> bytes:
    """As protocol buffers write it, and SQLite the other way round."""
    parts = []
    while number:
        parts.append(number & 127 | 128)
        number >>= 7
    parts[-1] &= 127
    return bytes(parts)


def forms_of_text(word: str) -> Iterator[bytes]:
    for said in {word, word.lower(), word.upper()}:
        for coded in (said.encode(), said.encode("utf-16-le"), said.encode("utf-16-be")):
            yield from (coded, coded.hex().encode(), coded.hex().upper().encode(), coded[::-1])
            for pad in range(3):
                yield base64.b64encode(b"\0" * pad + coded)[4 * bool(pad) : -4]


def forms_of_number(number: int) -> Iterator[bytes]:
    yield from forms_of_text(str(number))
    yield f"{number:x}".encode()
    yield f"{number:X}".encode()
    for length in (5, 6, 8):
        yield number.to_bytes(length, "big")
        yield number.to_bytes(length, "little")
    sqlite_varint = bytes((number >> 7 * place & 127) | (128 if place else 0) for place in range(4, -1, -1))
    yield from (varint(number), sqlite_varint, base64.b64encode(number.to_bytes(8, "big"))[:-4])


def planted() -> dict[bytes, str]:
    """Every form of everything that was planted."""
    words = (*NAMES, *PHONES, *(phone[3:] for phone in PHONES), *WORDS.values(), *TELLING)
    forms = {form: word for word in words for form in forms_of_text(word)}
    return forms | {form: f"account {number}" for number in ACCOUNTS for form in forms_of_number(number)}


def found_in(content: bytes, forms: dict[bytes, str]) -> set[str]:
    return {word for form, word in forms.items() if form in content}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world on a file, as in production."""
    world = World(usual_network(), WORKING, f"sqlite:///{tmp_path / 'data' / 'bijeen.db'}")
    world._numbers = iter(ACCOUNTS)
    yield await world.open()
    await world.close()


async def an_evening(world: World) -> list[Person]:
    """Each capability with words of its own, by people with names and numbers of their own."""
    nora = await world.member(NAMES[0], Role.NETWERKREGISSEUR, phone=PHONES[0])
    sem = await world.member(NAMES[1], Role.SECOND_PERSON)
    amina = await world.person(NAMES[2]).starts(clean_code(await world.invite(Role.CONTACTCIRKEL)))
    await amina.taps("Lees verder", "Alles goed", f"Noem mij {NAMES[2]}", "Binnenstad")
    await amina.says("/gegevens")
    await amina.taps("Iets aanpassen", "Nummer aanpassen")
    await amina.says(PHONES[1])
    yusuf = await world.member(NAMES[3], Role.PROFESSIONAL)
    await _tells(amina, nora)
    await _asks(yusuf, nora)
    await _gathers(world, nora, sem, amina)
    return [nora, sem, amina, yusuf]


async def _tells(amina: Person, nora: Person) -> None:
    await amina.says("/signaal")
    await amina.taps("Ik deel een signaal", "Spanning in de wijk", "Voorhof")
    await amina.says(WORDS["signal"])
    await amina.taps("Ja, versturen")
    code = amina.text.split("code is ")[1][:4]
    await nora.says("/signalen")
    await nora.taps(f"Code {code}", "Vraag stellen", "Vraag 2")
    await amina.taps("Bericht lezen", "Ik wil antwoorden")
    await amina.says(WORDS["signal answer"])
    await amina.taps("Ja, versturen")
    await amina.says("/onrust")
    await amina.taps("Nee, geen gevaar", "Voorhof", "Spanning in de wijk")
    await amina.says(WORDS["unrest"])
    await amina.taps("Versturen met naam")


async def _asks(yusuf: Person, nora: Person) -> None:
    await yusuf.says("/brigade")
    await yusuf.taps("Vraag stellen", "Contact met ouders", "Een keer meedenken")
    await yusuf.says(WORDS["brigade"])
    await yusuf.taps("Deze week", "Ja, versturen")
    await yusuf.forges("k1:ask")
    await yusuf.says(WORDS["question"])
    await nora.taps("Antwoord schrijven")
    await nora.says(WORDS["answer"])


async def _gathers(world: World, nora: Person, sem: Person, amina: Person) -> None:
    await nora.says("/activiteit")
    await nora.taps("Nieuwe activiteit", "Een training")
    for typed in (WORDS["training"], "dinsdag 14 april 19.30 tot 21.00", WORDS["place"], "20"):
        await nora.says(typed)
    await nora.taps("Ja, zet klaar")
    await nora.says("/bericht")
    await nora.taps("Contactcirkel")
    await nora.says(WORDS["message"])
    await nora.taps("Nu versturen")
    await world.passes(seconds=65)
    await nora.says("/oproep")
    await nora.taps("Incident bij een gebouw")
    await nora.says(WORDS["call-out"])
    await nora.taps("De politie", "Afgestemd: nee", "Vraag een meekijker")
    await sem.taps("Ja, versturen")
    await amina.taps("Ik kom")
    await nora.says("/menu")
    await nora.taps("Lopende oproep", "Oproep afsluiten")
    await nora.says(WORDS["summary"])
    await nora.taps("Nu versturen")


def stolen(world: World, folder: Path) -> dict[str, bytes]:
    """What lies on the disk, and each way to write it out."""
    taken = {path.name: path.read_bytes() for path in folder.glob("*")}
    reading = sqlite3.connect(folder / "bijeen.db")
    taken["dump"] = "\n".join(reading.iterdump()).encode()
    reading.close()
    return taken | {"copy": world.look(copied)}


def copied(tx: Tx) -> bytes:
    """Every table as `COPY … TO STDOUT` writes it, text and bytes as they are."""
    out = io.BytesIO()
    for table in metadata.sorted_tables:
        for row in tx.db.execute(select(table)):
            out.write(b"\t".join(one if isinstance(one, bytes) else str(one).encode() for one in row) + b"\n")
    return out.getvalue()


async def test_after_a_whole_evening_a_stolen_database_tells_nothing(world: World, tmp_path: Path) -> None:
    await an_evening(world)
    taken, forms = stolen(world, tmp_path / "data"), planted()
    assert {"bijeen.db", "bijeen.db-wal", "bijeen.db-shm"} <= set(taken)
    assert sum(map(len, taken.values())) > 100_000
    assert {name: found for name, content in taken.items() if (found := found_in(content, forms))} == {}


async def test_what_was_planted_was_really_said(world: World) -> None:
    """The bot read it back: the search above would have had something to find."""
    await an_evening(world)
    shown = "\n".join(str(one.params.get("text")) for one in world.telegram.log)
    assert [word for word in (*NAMES[2:], *TELLING) if word not in shown] == []


def test_each_form_is_found_where_it_is() -> None:
    forms = planted()
    for hidden in (
        base64.b64encode(b"ab" + NAMES[0].encode() + b"cdef"),
        NAMES[1].encode("utf-16-le"),
        varint(ACCOUNTS[0]),
        ACCOUNTS[1].to_bytes(6, "big"),
        f"{ACCOUNTS[2]:x}".encode(),
    ):
        assert found_in(b"..." + hidden + b"...", forms)


async def test_who_was_erased_is_nowhere_any_more(world: World, tmp_path: Path) -> None:
    """Neither the id nor a sealed value is left, and free pages are overwritten; one keyed hash stays."""
    (_, _, amina, _) = await an_evening(world)
    mine = world.look(lambda tx: of_member(tx, amina.user.id))
    sealed = [value for row in mine for value in row if isinstance(value, bytes)]
    hashes, ids = [value for value in sealed if len(value) == 16], [str(row[0]) for row in mine]
    assert len(sealed) >= 4
    await amina.says("/stop")
    await amina.taps("Ja, wis alles")
    await world.passes(minutes=11)
    with world.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one() == 0
        connection.exec_driver_sql("BEGIN")
    content = b"".join(stolen(world, tmp_path / "data").values())
    assert [value for value in sealed if value in content and value not in hashes] == []
    assert [one for one in ids if one.encode() in content] == []
    kept = world.look(lambda tx: [row[0] for row in tx.db.execute(select(metadata.tables["erasures"]))])
    assert set(kept) == set(hashes)


def of_member(tx: Tx, number: int) -> list[tuple[object, ...]]:
    """The own row of this account."""
    members = metadata.tables["members"]
    rows = tx.db.execute(select(members)).all()
    return [
        tuple(row)
        for row in rows
        if tx.vault.open_("members", "account_sealed", row.id, row.account_sealed) == str(number)
    ]
