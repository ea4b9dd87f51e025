"""The check-up: each thing that can be wrong or unarranged gives its line, and nothing secret is told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.arrangements import People, start_warning
from bot.doctor import BotState, Probes, Schema, Trouble, check_up
from bot.findings import Finding, Level, as_json, as_text, exit_status, fault, fine, to_arrange
from bot.network_file import parse_network, read_network
from bot.settings import Settings, read_settings
from domain.network import Network

T = TypeVar("T")
TODAY = date(2026, 3, 12)
EXAMPLE = read_network(None)
SOURCE = (Path(__file__).parents[2] / "bot" / "netwerk.toml").read_text(encoding="utf-8")

ARRANGED = """
[nummers]
netwerkregisseur = "015 111 11 11"
procesregisseur = "015 111 11 12"
nagekeken = 2026-03-01
[contact]
privacy = "Mail naar privacy@stad.example"
[verantwoording]
dpia = 2026-02-01
fg = "Roos Verzonnen"
[signalen]
akkoord_leden = 2026-02-10
akkoord_fg = 2026-02-11
"""


def arranged() -> Network:
    network = parse_network(ARRANGED, name="netwerk.toml", example=SOURCE)
    agreed = tuple(replace(scenario, agreed_on=TODAY) for scenario in network.scenarios)
    return replace(network, scenarios=agreed)


def says(value: T) -> Callable[[], Awaitable[T]]:
    async def probe() -> T:
        return value

    return probe


def fails(error: Exception) -> Callable[[], Awaitable[T]]:
    async def probe() -> T:
        raise error

    return probe


WELL = Probes(
    today=TODAY,
    keys=says(1),
    database=says(Schema.NEWEST),
    clock_off=says(timedelta(milliseconds=300)),
    telegram=says(BotState(username="samen_bot", webhook_url=None, can_join_groups=False)),
    people=says(People(coordinators=1, second_persons=1, supervisors=1)),
    mail=says(None),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    keys = tmp_path / "bijeen.key"
    keys.write_text("sleutel", encoding="ascii")
    keys.chmod(0o600)
    told = {"BIJEEN_TOKEN": "1:abc", "BIJEEN_KEYS_FILE": str(keys)}
    mail = {"BIJEEN_SMTP_URL": "smtp://u:geheim@mail.example", "BIJEEN_MAIL_FROM": "netwerk@stad.example"}
    return read_settings(told | mail, need_token=True)


def look(settings: Settings, network: Network, probes: Probes) -> list[Finding]:
    return asyncio.run(check_up(settings, network, probes))


def lines(found: list[Finding], level: Level) -> list[str]:
    return [finding.line for finding in found if finding.level is level]


def test_all_is_well(settings: Settings) -> None:
    found = look(settings, arranged(), WELL)
    assert {finding.level for finding in found} == {Level.FINE}
    assert exit_status(found) == 0
    assert len(found) == 8


@pytest.mark.parametrize(
    ("probes", "line"),
    [
        (replace(WELL, database=fails(Trouble("it does not answer"))), "the database: it does not answer"),
        (replace(WELL, keys=fails(Trouble("the file is damaged"))), "the keys: the file is damaged"),
        (replace(WELL, telegram=fails(Trouble("the token is refused"))), "Telegram: the token is refused"),
        (replace(WELL, clock_off=fails(Trouble("no answer"))), "the clock: no answer"),
        (replace(WELL, people=fails(Trouble("no answer"))), "the members: no answer"),
        (replace(WELL, mail=fails(Trouble("it offers no encryption"))), "the mail server: it offers no"),
        (replace(WELL, clock_off=says(timedelta(seconds=-40))), "the clock is 40 seconds off"),
    ],
)
def test_faults(settings: Settings, probes: Probes, line: str) -> None:
    found = look(settings, arranged(), probes)
    assert [text for text in lines(found, Level.FAULT) if text.startswith(line)] == lines(found, Level.FAULT)
    assert lines(found, Level.FAULT)
    assert exit_status(found) == 1


def test_without_mail_a_second_channel_is_still_to_arrange(settings: Settings) -> None:
    found = look(replace(settings, mail=None), arranged(), replace(WELL, mail=fails(Trouble("asked anyway"))))
    assert [line[:26] for line in lines(found, Level.TO_ARRANGE)] == ["there is no second channel"]
    assert exit_status(found) == 0


def test_of_an_unexpected_error_only_the_kind_is_told(settings: Settings) -> None:
    probes = replace(WELL, telegram=fails(OSError("https://api.telegram.org/bot1:abc/getMe")))
    found = look(settings, arranged(), probes)
    assert lines(found, Level.FAULT) == ["Telegram: OSError"]
    assert "1:abc" not in as_text(found) + as_json(found)


def test_no_token(settings: Settings) -> None:
    found = look(replace(settings, token=None), arranged(), WELL)
    assert len(lines(found, Level.FAULT)) == 1
    assert "@BotFather" in lines(found, Level.FAULT)[0]


@pytest.mark.parametrize(
    ("url", "level"),
    [("sqlite:///data/bijeen.db", Level.TO_ARRANGE), ("postgresql+psycopg://db/bijeen", Level.FAULT)],
)
def test_tables_of_an_earlier_version(settings: Settings, url: str, level: Level) -> None:
    probes = replace(WELL, database=says(Schema.OLD))
    found = look(replace(settings, database_url=url), arranged(), probes)
    assert [line for line in lines(found, level) if "earlier version" in line]


def test_keys_that_others_can_read(settings: Settings) -> None:
    settings.keys_file.chmod(0o640)
    found = look(settings, arranged(), WELL)
    assert lines(found, Level.FAULT) == [
        f"{settings.keys_file}: others can read the keys (mode 0640); set the mode to 0600"
    ]


def test_missing_keys_beside_a_database_are_a_fault_and_before_the_first_start_are_not(
    settings: Settings,
) -> None:
    settings.keys_file.unlink()
    assert "the keys are missing" in lines(look(settings, arranged(), WELL), Level.FAULT)[0]
    first = look(settings, arranged(), replace(WELL, database=says(Schema.ABSENT)))
    assert lines(first, Level.FAULT) == []
    assert [line for line in lines(first, Level.TO_ARRANGE) if "no keys yet" in line]
    unknown = look(settings, arranged(), replace(WELL, database=fails(Trouble("down"))))
    assert len(lines(unknown, Level.FAULT)) == 2


def test_two_keys_mean_a_rotation_that_is_not_finished(settings: Settings) -> None:
    found = look(settings, arranged(), replace(WELL, keys=says(2)))
    assert lines(found, Level.TO_ARRANGE) == [
        "there are 2 keys: a rotation is not finished, keep both until it is"
    ]


def bot(**changes: object) -> Probes:
    state: dict[str, object] = {"username": "samen_bot", "webhook_url": None, "can_join_groups": False}
    make: Callable[..., BotState] = BotState
    return replace(WELL, telegram=says(make(**(state | changes))))


@pytest.mark.parametrize(
    ("probes", "line"),
    [
        (replace(WELL, clock_off=says(None)), "could not be compared"),
        (bot(can_join_groups=True), "added to groups"),
        (
            bot(webhook_url="https://oud.example/geheim"),
            "webhook at oud.example, the settings say long polling",
        ),
        (replace(WELL, people=says(People(0, 1, 1))), "nobody is on duty"),
        (
            replace(WELL, people=says(People(1, 1, 1, timedelta(hours=57, minutes=1)))),
            "in 58 hours of the coming 7 days nobody reads along: ask a stand-in in the chat",
        ),
        (replace(WELL, people=says(People(1, 0, 1))), "nobody can approve an urgent call-out"),
        (replace(WELL, people=says(People(2, 0, 0))), "no FG reads the audit log"),
        (replace(WELL, today=TODAY + timedelta(days=170)), "more than 180 days ago"),
    ],
)
def test_still_to_arrange_is_no_failure(settings: Settings, probes: Probes, line: str) -> None:
    found = look(settings, arranged(), probes)
    (told,) = lines(found, Level.TO_ARRANGE)
    assert line in told
    assert "geheim" not in told
    assert exit_status(found) == 0


def test_the_token_of_another_bot(settings: Settings) -> None:
    network = replace(arranged(), bot_name="Samen_Bot")
    assert lines(look(settings, network, WELL), Level.FAULT) == []
    found = look(settings, replace(network, bot_name="andere_bot"), WELL)
    assert lines(found, Level.FAULT) == ["netwerk.botnaam is andere_bot, but the token is of @samen_bot"]


def test_numbers_are_fresh_for_180_days(settings: Settings) -> None:
    checked = arranged().numbers.checked
    assert checked is not None
    last_day = replace(WELL, today=checked + timedelta(days=180))
    assert lines(look(settings, arranged(), last_day), Level.TO_ARRANGE) == []


def test_what_the_example_leaves_to_arrange(settings: Settings) -> None:
    found = look(settings, EXAMPLE, WELL)
    told = lines(found, Level.TO_ARRANGE)
    for expected in (
        "no DPIA on record (verantwoording.dpia and verantwoording.fg not filled in)",
        "signals are on without a recorded agreement of members and FG",
        "the phone numbers were never checked",
        "scenario spanning_na_nieuws was not agreed",
        "nummers.netwerkregisseur is the invented number",
        "nummers.procesregisseur is the invented number",
        "contact.privacy is the invented address",
    ):
        assert [line for line in told if line.startswith(expected)], expected
    assert len(told) == 9
    assert exit_status(found) == 0


def test_signals_that_are_off_need_no_agreement(settings: Settings) -> None:
    without = replace(EXAMPLE, signals=replace(EXAMPLE.signals, on=False))
    assert not [line for line in lines(look(settings, without, WELL), Level.TO_ARRANGE) if "signals" in line]


def test_duty_hours_with_nobody(settings: Settings) -> None:
    network = arranged()
    empty = replace(network, duty=replace(network.duty, weekdays=frozenset()))
    assert lines(look(settings, empty, WELL), Level.TO_ARRANGE) == [
        "dienst.dagen is empty: nobody is on duty on any day"
    ]


def test_keeping_longer_than_published_is_told_and_shorter_is_not(settings: Settings) -> None:
    network = arranged()
    longer = replace(network.retention, audit=timedelta(days=400), received=timedelta(hours=1))
    found = look(settings, replace(network, retention=longer), WELL)
    assert lines(found, Level.TO_ARRANGE) == ["bewaren.logboek is 400d, longer than the published 365d"]


def test_the_loud_line_at_the_start() -> None:
    warning = start_warning(EXAMPLE)
    assert warning is not None
    assert warning.startswith("no DPIA on record")
    assert start_warning(arranged()) is None
    half = replace(arranged(), accountability=replace(arranged().accountability, fg_name=None))
    assert start_warning(half) == (
        "no DPIA on record (verantwoording.fg not filled in): do not use this network for real yet"
    )


def test_as_text_puts_faults_first_and_as_json_keeps_the_order() -> None:
    found = [fine("a"), to_arrange("b"), fault("c")]
    assert as_text(found) == "fault: c\nstill to arrange: b\nfine: a"
    assert [json.loads(line) for line in as_json(found).splitlines()] == [
        {"level": "fine", "line": "a"},
        {"level": "to_arrange", "line": "b"},
        {"level": "fault", "line": "c"},
    ]


def test_the_name_of_the_fg_is_never_told(settings: Settings) -> None:
    found = look(settings, arranged(), WELL)
    assert "Verzonnen" not in as_text(found) + as_json(found)
