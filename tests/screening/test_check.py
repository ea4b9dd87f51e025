"""What the check finds, what it leaves alone, and what it never does."""

import logging
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.screening import Check, Kind, Outcome, SpanType
from screening import OperatorLists, build_check, verdict_as_json

ROOT = Path(__file__).parents[2]


def words(check: Check, text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.type.value) for found in check(text).findings]


PUBLIC = [
    "Bel 112 bij gevaar.",
    "Bel 0900-8844 of 113, of de gemeente op 14 015.",
    "Meld Misdaad Anoniem is 0800-7000.",
    "Lees https://www.delft.nl/nieuws en nos.nl/artikel/1",
    "Op 4 mei om 20.00 uur zijn we 2 minuten stil.",
    "Er waren 120 mensen op 14-03-2027.",
    "Op het Doelenplein 20 jongeren, verder rustig.",
]


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_may_stay(check: Check, text: str) -> None:
    assert words(check, text) == []


CERTAIN = [
    ("bel 06-12 34 56 78", "06-12 34 56 78", Kind.CONTACT),
    ("bsn 111222333", "111222333", Kind.NUMBER),
    ("die auto, XR-123-B, is het", "XR-123-B", Kind.LICENSE_PLATE),
    ("hij woont op Merelstraat 12", "Merelstraat 12", Kind.ADDRESS),
    ("LAAN VAN DER KWISPEL 12 HOOR", "LAAN VAN DER KWISPEL 12", Kind.ADDRESS),
    ("er is herrie in MERELSTRAAT 12", "MERELSTRAAT 12", Kind.ADDRESS),
    ("huisnummer 12 is het", "huisnummer 12", Kind.ADDRESS),
    ("ze is geboren op 3 mei 2010", "3 mei 2010", Kind.AGE),
    ("kijk bij @boze_buur", "@boze_buur", Kind.ACCOUNT),
    ("het was Samira Bouzidi", "Samira Bouzidi", Kind.NAME),
    ("meneer Kwispel was boos", "Kwispel", Kind.NAME),
    ("ik sprak tante Bea daarover", "Bea", Kind.NAME),
]


@pytest.mark.parametrize(("text", "part", "kind"), CERTAIN)
def test_what_is_certain(check: Check, text: str, part: str, kind: Kind) -> None:
    verdict = check(text)
    found = [f for f in verdict.findings if f.outcome is Outcome.CERTAIN]
    assert [(text[f.start : f.end].removeprefix("op "), f.kind) for f in found] == [(part, kind)]
    assert verdict.outcome is Outcome.CERTAIN


@pytest.mark.parametrize("text", ["Gisteren zei Xandrifo dat het genoeg was.", "ik zag xandrifo bij de brug"])
def test_a_word_that_nothing_explains_is_likely(check: Check, text: str) -> None:
    assert [(f.type, f.outcome) for f in check(text).findings] == [(SpanType.NAME, Outcome.LIKELY)]


OPENING = [
    ("Jan de Vries maakt ruzie", "Jan de Vries", Outcome.CERTAIN),
    ("Piet de Boer maakt ruzie", "Piet de Boer", Outcome.CERTAIN),
    ("Kees Smit dealt", "Kees Smit", Outcome.CERTAIN),
    ("jan de vries maakt ruzie", "jan de vries", Outcome.CERTAIN),
    ("kees smit dealt", "kees smit", Outcome.CERTAIN),
    ("JAN DE VRIES MAAKT RUZIE", "JAN DE VRIES", Outcome.CERTAIN),
    ("Weer mis. Frans de Wolf trapte de deur in.", "Frans de Wolf", Outcome.CERTAIN),
    ("Fatima heeft gebeld", "Fatima", Outcome.LIKELY),
    ("Mo dealt", "Mo", Outcome.LIKELY),
    ("mo dealt", "mo", Outcome.LIKELY),
    ("bilal vernielt bushokjes", "bilal", Outcome.LIKELY),
    ("wim drinkt", "wim", Outcome.LIKELY),
    ("Rob van hiernaast weet het", "Rob", Outcome.LIKELY),
    ("jan's fiets is weg", "jan's", Outcome.LIKELY),
    ("Max dealt", "Max", Outcome.LIKELY),
    ("De Vries maakt ruzie", "De Vries", Outcome.LIKELY),
]


@pytest.mark.parametrize(("text", "name", "outcome"), OPENING)
def test_a_name_that_opens_a_sentence(check: Check, text: str, name: str, outcome: Outcome) -> None:
    assert [(text[f.start : f.end], f.outcome) for f in check(text).findings] == [(name, outcome)]


NO_NAME_OPENS = [
    "Mei wordt een drukke maand.",
    "Storm maakt het plein leeg.",
    "Roos na roos werd gelegd.",
    "Elke avond staan ze er.",
    "elke boer klaagt",
    "elke bijeenkomst loopt uit",
    "Max twintig mensen mogen naar binnen.",
    "Ben bang dat het misgaat.",
    "Man met mes gezien.",
    "Israël vecht door.",
    "Frans is een moeilijke taal.",
    "My Dutch is not so good.",
    "De Koning komt naar Delft.",
    "Jan met de pet betaalt alles.",
    "Burgemeester Van Bijsterveldt kwam langs.",
    "Trump-aanhangers en Poetin-propaganda op het plein.",
]


@pytest.mark.parametrize("text", NO_NAME_OPENS)
def test_an_ordinary_word_that_opens_a_sentence(check: Check, text: str) -> None:
    assert words(check, text) == []


VERB_ENDS = [
    ("De bakker op de hoek sluit.", "Iemand uit de wijk sluit."),
    ("De jongen met de rode pet stond te schelden.", "Een jongere stond te schelden."),
    ("De leraar van groep acht liegt.", "Iemand van een school liegt."),
    ("Het hoofd van de basisschool heeft gebeld.", "Iemand van een school heeft gebeld."),
    ("Een meisje van 13 wordt bedreigd.", "Een jongere wordt bedreigd."),
    ("Er riep een man (45) iets.", "Er riep een bewoner iets."),
]


@pytest.mark.parametrize(("text", "general"), VERB_ENDS)
def test_what_somebody_does_stays_in_the_general_text(check: Check, text: str, general: str) -> None:
    assert check(text).general_text == general


KINDS = [
    ("de imam van de moskee aan de ring", Kind.SOLE_FUNCTION),
    ("de zoon van de bakker op de hoek", Kind.KINSHIP),
    ("de jongen met de rode pet uit onze straat", Kind.AGE),
    ("de Marokkaanse kapper op de hoek", Kind.ORIGIN),
    ("een jongen van 14 jaar", Kind.AGE),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_description_is_a_question(check: Check, text: str, kind: Kind) -> None:
    verdict = check(f"Het gaat over {text}.")
    assert verdict.outcome is Outcome.PERHAPS
    assert verdict.kinds == (kind,)


GENERIC = [
    "De agent op straat moet weer aanspreekbaar zijn.",
    "Een leraar merkt dat het harder wordt.",
    "De jongeren met wie wij praten zijn bang.",
    "De burgemeester van Delft kwam langs.",
]


@pytest.mark.parametrize("text", GENERIC)
def test_anybody_of_a_kind_is_nobody(check: Check, text: str) -> None:
    assert words(check, text) == []


def test_a_named_building_counts_only_beside_a_person(check: Check) -> None:
    alone = check("Bij de Bernadettekerk is het onrustig.")
    beside = check("Bij de Bernadettekerk stond de zoon van de bakker op de hoek.")
    assert alone.outcome is Outcome.CLEAN
    assert Kind.BUILDING in beside.kinds


GENERAL = [
    ("Mevrouw Kwispel is bang.", "Een bewoner is bang."),
    ("Samira's zoon vecht.", "Iemands zoon vecht."),
    ("Het was Samira B. die belde.", "Het was een bewoner die belde."),
    ("Er is ruzie met familie Kwispel.", "Er is ruzie met een gezin."),
    ("Elke avond herrie op Merelstraat 12.", "Elke avond herrie op een plek in de wijk."),
    ("Het gaat om de imam van de Bernadettekerk.", "Het gaat om iemand uit een geloofsgemeenschap."),
    ("Het is stil in de wijk.", "Het is stil in de wijk."),
]


@pytest.mark.parametrize(("text", "general"), GENERAL)
def test_the_general_text(check: Check, text: str, general: str) -> None:
    assert check(text).general_text == general


@pytest.mark.parametrize("text", [text for text, _ in GENERAL])
def test_the_general_text_is_clean(check: Check, text: str) -> None:
    assert check(check(text).general_text).outcome is Outcome.CLEAN


def test_operators_add_their_own_words() -> None:
    own = OperatorLists(
        allowed=("Xandrifo",), always=("de Neus",), functions=("pleinwacht",), public_figures=("Jan Kwispel",)
    )
    check = build_check(own)
    assert words(check, "Bij Xandrifo las men over Jan Kwispel.") == []
    assert words(check, "Vraag de Neus maar.") == [("de Neus", "NAME")]
    assert words(check, "De pleinwacht van de Markt weet het.") == [("De pleinwacht van de Markt", "QUASI")]


def test_json_is_what_the_contract_says(check: Check) -> None:
    text = "kijk bij @boze_buur"
    assert verdict_as_json("a1", check(text)) == {
        "id": "a1",
        "outcome": "certain",
        "spans": [{"start": 9, "end": 19, "type": "HANDLE"}],
    }


PIECES = [
    " de ",
    " van ",
    " Jan",
    "Bouzidi",
    " imam ",
    "straat 1",
    "NL02 RABO ",
    "a",
    "B",
    "é",
    ".",
    ",",
    "'",
    "’",
    "@",
    "-",
    "06 ",
    "123",
    "\n",
    "😂",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(text=TEXTS)
def test_any_text_gets_a_sound_verdict(check: Check, text: str) -> None:
    verdict = check(text)
    assert all(0 <= found.start < found.end <= len(text) for found in verdict.findings)
    assert verdict.outcome == max((found.outcome for found in verdict.findings), default=Outcome.CLEAN)
    assert verdict == check(text)
    assert verdict.findings or verdict.general_text == text


@pytest.fixture
def _no_network() -> Iterator[None]:
    """Refuses every socket that Python opens; an audit hook cannot be taken away, so it has a switch."""
    REFUSING.append(True)
    yield
    REFUSING.clear()


REFUSING: list[bool] = []


def refuse(event: str, _: tuple[object, ...]) -> None:
    if REFUSING and event.startswith("socket."):
        raise PermissionError(event)


sys.addaudithook(refuse)


@pytest.mark.usefixtures("_no_network")
def test_nothing_is_asked_of_a_network() -> None:
    with pytest.raises(PermissionError):
        socket.socket()
    check = build_check()
    text = "Mail samira@voorbeeld.nl of bel 06-12345678, zie www.voorbeeld.nl, NL02RABO0123456789"
    assert len(check(text).findings) == 4


STATUS = Path("/proc/self/status")
MEASURED = """
import re
from pathlib import Path
from screening import build_check
build_check()("Samira Bouzidi, Merelstraat 12")
print(re.search("VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not STATUS.exists(), reason="the system does not tell the memory of a process")
def test_it_is_light() -> None:
    """A process of its own, so that the memory of the other tests is not counted."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) < 150 * 1024


HOSTILE = [
    "a." * 2000,
    "06 " * 1300,
    "De van de " * 400,
    "nul een " * 500,
    "aa@" * 1300,
    "de jongen van " * 280,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_keeps_it_busy(check: Check, text: str) -> None:
    begin = process_time()
    check(text)
    assert process_time() - begin < 2


def test_nothing_is_logged(check: Check, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    check("Samira Bouzidi, 06-12345678, Merelstraat 12")
    assert caplog.records == []
