"""Each command says what it did, or in one sentence why it could not, with the exit status of its kind."""

import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.check_text import check_text
from bot.commands.failure import Failed
from domain.actors import Role
from storage.crypto import read_keys

NAMED = '[netwerk]\nbotnaam = "samen_bot"\n'
CODE = re.compile(r"[A-HJ-NP-Z2-9]{10}")
COMMANDS = ("run", "demo", "invite", "migrate", "doctor", "check-text")


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, with a bot that has a name, so that Telegram need not be asked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "netwerk.toml").write_text(NAMED, encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err.splitlines()


def invited(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["invite", "--json", *arguments]) == 0
    return [json.loads(line) for line in said(capsys)[0]]


@pytest.mark.parametrize("command", [(), *((one,) for one in COMMANDS)])
def test_every_command_has_help(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    assert left.value.code == 0
    assert said(capsys)[0][0].startswith("usage: bijeen")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["backup"],
        ["invite"],
        ["invite", "--role", "burgemeester"],
        ["invite", "--role", "snrp", "--count", "0"],
        ["invite", "--role", "snrp", "--count", "veel"],
        ["demo", "--port", "70000"],
    ],
)
def test_wrong_use_is_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


def test_without_a_token_run_says_where_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    (line,) = said(capsys)[1]
    assert "@BotFather" in line
    assert "demo" in line


def test_all_wrong_settings_are_told_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIJEEN_RATE", "snel")
    monkeypatch.setenv("BIJEEN_TOKN", "1:x")
    assert main(["migrate"]) == 2
    assert len(said(capsys)[1]) == 2


def test_a_wrong_network_file_is_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "netwerk.toml").write_text("onbekend = 1\n", encoding="utf-8")
    assert main(["invite", "--role", "snrp"]) == 2
    assert "netwerk.toml:1" in said(capsys)[1][0]


def test_an_invitation_has_code_link_end_and_roles(capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = invited(capsys, "--role", "netwerkregisseur", "--role", "snrp")
    assert CODE.fullmatch(str(one["code"]))
    assert one["link"] == f"https://t.me/samen_bot?start={one['code']}"
    assert one["roles"] == ["netwerkregisseur", "snrp"]
    assert datetime.fromisoformat(str(one["valid_until"])).tzinfo is not None


def test_every_role_can_be_invited(capsys: pytest.CaptureFixture[str]) -> None:
    assert [invited(capsys, "--role", role.value)[0]["roles"] for role in Role] == [[role] for role in Role]


def test_many_invitations_have_codes_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert len({str(one["code"]) for one in invited(capsys, "--role", "snrp", "--count", "30")}) == 30


def test_a_line_for_people_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "--role", "snrp"]) == 0
    (line,) = said(capsys)[0]
    code, link, rest = line.split("  ", 2)
    assert link.endswith(code)
    assert rest.startswith("until 20")


def test_a_sheet_has_a_card_for_each_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "kaartjes.pdf"
    invited(capsys, "--role", "snrp", "--count", "11", "--sheet", str(sheet))
    content = sheet.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 2
    assert content.count(b"/Subtype /Image") == 11
    assert sheet.stat().st_mode & 0o777 == 0o600


def test_a_sheet_that_cannot_be_written_costs_no_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "--role", "snrp", "--sheet", "nergens/x.pdf"]) == 2
    assert len(said(capsys)[1]) == 1
    assert not Path("data").exists()


def test_without_a_name_and_a_token_there_is_no_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "netwerk.toml").unlink()
    assert main(["invite", "--role", "snrp"]) == 2
    assert "netwerk.botnaam" in said(capsys)[1][0]


def test_missing_keys_beside_a_database_are_never_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate"]) == 0
    (tmp_path / "keys" / "bijeen.key").unlink()
    said(capsys)
    for command in (["migrate"], ["invite", "--role", "snrp"]):
        assert main(command) == 1
        (line,) = said(capsys)[1]
        assert line.startswith("The keys are missing beside an existing database")
    assert list((tmp_path / "keys").iterdir()) == []


def test_keys_that_others_can_read_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    (tmp_path / "keys" / "bijeen.key").chmod(0o644)
    said(capsys)
    assert main(["migrate"]) == 1
    assert "mode 0600" in said(capsys)[1][0]


def test_migrating_keeps_the_keys(tmp_path: Path) -> None:
    assert [main(["migrate"]), main(["migrate"])] == [0, 0]
    assert len(read_keys(tmp_path / "keys" / "bijeen.key")) == 1


def test_a_file_that_is_no_database_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate"]) == 0
    said(capsys)
    for file in (tmp_path / "data").iterdir():
        file.write_bytes(b"geen database " * 100)
    assert main(["migrate"]) == 1
    assert said(capsys)[1] == ["The database file is damaged or no database: put a backup back."]


def test_the_check_up_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIJEEN_API_URL", "http://127.0.0.1:1")
    assert main(["doctor", "--json"]) == 1
    found = [json.loads(line) for line in said(capsys)[0]]
    faults = [one["line"] for one in found if one["level"] == "fault"]
    assert faults == ["there is no bot token: ask @BotFather in Telegram, and set BIJEEN_TOKEN"]
    assert [path.name for path in tmp_path.iterdir()] == ["netwerk.toml"]


def test_the_check_up_hides_the_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIJEEN_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("BIJEEN_TOKEN", "123:AAHplantedSecret")
    assert main(["doctor"]) == 1
    out, err = said(capsys)
    assert any(line.startswith("fault: Telegram: it cannot be reached") for line in out)
    assert "planted" not in "".join(out + err)


def test_standard_input_that_is_no_text_is_one_sentence() -> None:
    with pytest.raises(Failed, match="expected text in UTF-8"):
        check_text(False, io.TextIOWrapper(io.BytesIO(b"\xff planted"), encoding="utf-8"), io.StringIO())


def test_a_text_is_checked_by_line() -> None:
    out = io.StringIO()
    check_text(False, io.StringIO("Het is rustig op straat.\nBel mij op 06 12345678.\n"), out)
    quiet, number = out.getvalue().splitlines()
    assert quiet == "clean"
    assert number.startswith("certain: ")
    assert "12345678" not in number


def test_texts_are_checked_as_json_lines() -> None:
    out = io.StringIO()
    asked = [{"id": "a", "text": "Bel mij op 06 12345678."}, {"id": "b", "text": "Het is rustig."}]
    check_text(True, io.StringIO("\n".join(json.dumps(one) for one in asked)), out)
    first, second = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (first["id"], first["outcome"]) == ("a", "certain")
    assert first["spans"]
    assert set(first["spans"][0]) == {"start", "end", "type"}
    assert second == {"id": "b", "outcome": "clean", "spans": []}


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": 7}', "7"])
def test_a_wrong_json_line_is_named_by_its_number(line: str) -> None:
    with pytest.raises(Failed, match="line 2"):
        check_text(True, io.StringIO(f'{{"id": "a", "text": "x"}}\n{line}\n'), io.StringIO())
