"""Whatever is logged, at whatever level, by whomever: no token, no name, no text, no account."""

import base64
import io
import json
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot.logs import AsJson, AsText, Discretion, set_up
from bot.settings import LogForm
from domain.actors import Role
from tests.world import Person, World, usual_network

TOKEN = "7319554201:AAHplantedSecretOfTheBot_0123456789-x"
SECRET = TOKEN.partition(":")[2]
PERSON, WORDS, PHONE, NUMBER = "Zwaantje", "plantedwoord", "0612345678", 7_319_554_299
LEVELS = [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR]


def forms_of(word: str) -> set[str]:
    """Plain, as in an address, and in base64 wherever it begins."""
    coded = {base64.b64encode(b"\0" * pad + word.encode()).decode()[4 * bool(pad) : -4] for pad in range(3)}
    return {word, quote(word, safe=""), word.encode().hex(), *(code for code in coded if len(code) > 7)}


def leaked(said: str, *planted: str) -> list[str]:
    return [form for word in planted for form in forms_of(word) if form in said]


class Listening:
    """A root logger that writes into memory as `run` writes to standard error."""

    def __init__(self, form: logging.Formatter, level: int) -> None:
        self.out = io.StringIO()
        self.handler = logging.StreamHandler(self.out)
        self.handler.addFilter(Discretion(TOKEN))
        self.handler.setFormatter(form)
        self.handler.setLevel(level)

    @property
    def said(self) -> str:
        return self.out.getvalue()


@pytest.fixture(params=[AsText, AsJson])
def heard(request: pytest.FixtureRequest) -> Iterator[Listening]:
    listening = Listening(request.param(), logging.DEBUG)
    root = logging.getLogger()
    level = root.level
    root.addHandler(listening.handler)
    root.setLevel(logging.DEBUG)
    yield listening
    root.removeHandler(listening.handler)
    root.setLevel(level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "form",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        quote(TOKEN, safe=""),
        SECRET,
        base64.b64encode(TOKEN.encode()).decode(),
        base64.b64encode(b"a" + TOKEN.encode() + b"xyz").decode(),
        base64.urlsafe_b64encode(b"ab" + TOKEN.encode() + b"xyz").decode(),
        "bot123456:AAHsomebodyElsesTokenThatIsLong",
    ],
)
def test_no_token_in_whatever_form(heard: Listening, level: int, form: str) -> None:
    logging.getLogger("bot.planted").log(level, "sent to %s", form)
    logging.getLogger("bot.planted").log(level, f"sent to {form}")
    assert "[token]" in heard.said
    assert leaked(heard.said, TOKEN, SECRET, "AAHsomebodyElsesTokenThatIsLong") == []


def test_of_an_error_only_kind_and_place(heard: Listening) -> None:
    try:
        Discretion(TOKEN).filter(WORDS)  # type: ignore[arg-type]  # an error inside our own code is wanted
    except AttributeError as error:
        logging.getLogger("bot.planted").exception("it failed")
        logging.getLogger("bot.planted").error("again", exc_info=error, stack_info=True)
    assert heard.said.count("AttributeError at bot/logs.py:") == 2
    assert "Traceback" not in heard.said
    assert leaked(heard.said, WORDS) == []


def test_a_library_says_its_sentence_without_what_it_filled_in(heard: Listening) -> None:
    logging.getLogger("telegram.Bot").critical("Received data was %r", {"text": WORDS})
    logging.getLogger("uvicorn.error").error(f"Exception for {WORDS}")
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task %s>" % WORDS)  # noqa: UP031 - as asyncio writes it
    assert "Received data was %r" in heard.said
    assert "Task exception was never retrieved" in heard.said
    assert leaked(heard.said, WORDS) == []


def test_json_is_one_object_a_line() -> None:
    record = logging.LogRecord("bot.x", logging.WARNING, __file__, 1, "update %s\nfailed", (7,), None)
    assert Discretion(None).filter(record)
    line = AsJson().format(record)
    assert "\n" not in line
    read = json.loads(line)
    assert (read["level"], read["logger"], read["message"]) == ("WARNING", "bot.x", "update 7\nfailed")
    assert read["at"].endswith("Z")


def test_what_is_typed_cannot_forge_a_line() -> None:
    record = logging.LogRecord("bot.x", logging.WARNING, __file__, 1, "one\nERROR two", (), None)
    Discretion(None).filter(record)
    assert "\n" not in AsText().format(record)


def test_libraries_are_quiet_whatever_the_level() -> None:
    root = logging.getLogger()
    kept, level = list(root.handlers), root.level
    try:
        set_up(LogForm.TEXT, TOKEN, logging.DEBUG)
        names = ("httpx", "httpcore", "httpcore.http11", "telegram.ext.ExtBot", "apscheduler.scheduler")
        loud = [name for name in names if logging.getLogger(name).isEnabledFor(logging.INFO)]
        assert loud == []
        assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
    finally:
        root.handlers[:] = kept
        root.setLevel(level)


async def test_a_whole_evening_leaves_nobody_in_the_log(heard: Listening) -> None:
    """Somebody joins, types, breaks something and leaves, with everything logged down to the last detail."""
    city = await World(usual_network()).open()
    nora = await city.member("Nora", Role.NETWERKREGISSEUR)
    person = Person(city, PERSON, NUMBER)
    code = await city.invite(Role.CONTACTCIRKEL)
    await person.starts(code)
    await person.taps("Lees verder", "Alles goed", f"Noem mij {PERSON}", "Binnenstad")
    await person.says(f"Ik zag {WORDS} en bel {PHONE}")
    await person.forges(f"x9:{WORDS}")
    await person.says("/gegevens")
    await nora.says(f"/oproep {WORDS}")
    await person.says("/stop")
    await city.close()
    assert leaked(heard.said, PERSON, WORDS, PHONE, code, str(NUMBER)) == []


async def test_a_fault_of_ours_shows_no_text(heard: Listening) -> None:
    city = await World(usual_network()).open()

    async def broken(*_: object) -> None:
        raise ValueError(f"{PERSON} wrote {WORDS}")

    city.bot.router.routes["k1:menu"] = broken  # type: ignore[assignment]  # a handler with a fault in it
    person = await city.member(PERSON, Role.CONTACTCIRKEL)
    person.user.say("menu")
    updates = await city.bot.application.bot.get_updates(timeout=0)
    taking = city._living(city.bot.intake.take(updates))
    assert not await taking
    await city.close()
    assert "ValueError" in heard.said
    assert leaked(heard.said, PERSON, WORDS) == []
