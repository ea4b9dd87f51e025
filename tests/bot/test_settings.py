"""The environment: defaults of the contract, each wrong form told, all at once, and no secret in any repr."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail_settings import MailServer
from bot.settings import NAMES, Listen, LogForm, Settings, SettingsProblems, read_settings

TOKEN = "123456:AAbbCC-dd_ee"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problems(environ: dict[str, str], *, need_token: bool = False) -> tuple[str, ...]:
    with pytest.raises(SettingsProblems) as caught:
        read_settings(environ, need_token=need_token)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_defaults_are_those_of_the_contract() -> None:
    assert read_settings({}, need_token=False) == Settings(
        token=None,
        api_url="https://api.telegram.org",
        database_url="sqlite:///data/bijeen.db",
        keys_file=Path("keys/bijeen.key"),
        network=None,
        webhook_url=None,
        webhook_secret=None,
        listen=Listen("127.0.0.1", 8081),
        rate=30,
        log=LogForm.TEXT,
    )


def test_everything_can_be_set(tmp_path: Path) -> None:
    network = tmp_path / "delft.toml"
    network.touch()
    settings = read_settings(
        {
            "BIJEEN_TOKEN": f" {TOKEN}\n",
            "BIJEEN_API_URL": "http://127.0.0.1:9000/",
            "BIJEEN_DATABASE_URL": "postgresql+psycopg://bijeen:geheim@db/bijeen",
            "BIJEEN_KEYS_FILE": "/run/keys/bijeen.key",
            "BIJEEN_NETWORK": str(network),
            "BIJEEN_WEBHOOK_URL": "https://bot.gemeente.example/hook",
            "BIJEEN_WEBHOOK_SECRET": "a_b-C",
            "BIJEEN_LISTEN": "[::1]:0",
            "BIJEEN_RATE": "500",
            "BIJEEN_LOG": "json",
            "BIJEEN_SMTP_URL": "smtps://bijeen:ge%2Fheim@mail.gemeente.example",
            "BIJEEN_MAIL_FROM": "netwerk@gemeente.example",
            "BIJEEN_HEARTBEAT_URL": "https://monitor.example/ping/abc",
            "PATH": "/bin",
        },
        need_token=True,
    )
    assert settings.token == TOKEN
    assert settings.api_url == "http://127.0.0.1:9000"
    assert settings.network == network
    assert settings.listen == Listen("::1", 0)
    assert (settings.rate, settings.log) == (500, LogForm.JSON)
    assert settings.webhook_url == "https://bot.gemeente.example/hook"
    assert settings.mail == MailServer(
        "mail.gemeente.example", 465, True, "netwerk@gemeente.example", "bijeen", "ge/heim"
    )
    assert settings.heartbeat_url == "https://monitor.example/ping/abc"
    for secret in (TOKEN, "geheim", "ge/heim", "a_b-C", "ping/abc"):
        assert secret not in repr(settings)


def test_a_network_file_beside_the_bot_is_used(tmp_path: Path) -> None:
    (tmp_path / "netwerk.toml").touch()
    assert read_settings({}, need_token=False).network == Path("netwerk.toml")


def test_the_token_file_is_read_and_stripped(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n", encoding="ascii")
    assert read_settings({"BIJEEN_TOKEN_FILE": str(path)}, need_token=True).token == TOKEN


def test_without_a_token_it_says_where_to_get_one_and_how_to_try() -> None:
    (found,) = problems({}, need_token=True)
    assert "BIJEEN_TOKEN or BIJEEN_TOKEN_FILE is missing" in found
    assert "@BotFather" in found
    assert "demo" in found


def test_both_token_and_token_file(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(TOKEN, encoding="ascii")
    (found,) = problems({"BIJEEN_TOKEN": TOKEN, "BIJEEN_TOKEN_FILE": str(path)}, need_token=True)
    assert "both set" in found


@pytest.mark.parametrize("content", [b"", b"no token", b"1:\xff", f"{TOKEN}\n{TOKEN}".encode()])
def test_a_token_file_that_holds_no_token(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "token"
    path.write_bytes(content)
    (found,) = problems({"BIJEEN_TOKEN_FILE": str(path)}, need_token=True)
    assert found.startswith("BIJEEN_TOKEN_FILE: expected ")


@pytest.mark.parametrize("need_token", [True, False])
def test_a_token_file_that_cannot_be_read(tmp_path: Path, need_token: bool) -> None:
    (found,) = problems({"BIJEEN_TOKEN_FILE": str(tmp_path / "weg")}, need_token=need_token)
    assert "FileNotFoundError" in found
    (found,) = problems({"BIJEEN_TOKEN_FILE": str(tmp_path)}, need_token=need_token)
    assert "IsADirectoryError" in found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BIJEEN_TOKEN", "geheim-zonder-getal"),
        ("BIJEEN_TOKEN", "12:ab cd"),
        ("BIJEEN_API_URL", "api.telegram.org"),
        ("BIJEEN_API_URL", "ftp://api.telegram.org"),
        ("BIJEEN_API_URL", "https://"),
        ("BIJEEN_API_URL", "https://host:port"),
        ("BIJEEN_API_URL", "https://host:99999"),
        ("BIJEEN_API_URL", "https://[host"),
        ("BIJEEN_DATABASE_URL", "data/bijeen.db"),
        ("BIJEEN_DATABASE_URL", "sqlite:///"),
        ("BIJEEN_DATABASE_URL", "mysql://bijeen@db/bijeen"),
        ("BIJEEN_DATABASE_URL", "postgresql://bijeen@db/bijeen"),
        ("BIJEEN_NETWORK", "weg.toml"),
        ("BIJEEN_NETWORK", "."),
        ("BIJEEN_LISTEN", "8081"),
        ("BIJEEN_LISTEN", "127.0.0.1"),
        ("BIJEEN_LISTEN", "127.0.0.1:65536"),
        ("BIJEEN_LISTEN", "::1:80"),
        ("BIJEEN_LISTEN", "127.0.0.1:-1"),
        ("BIJEEN_RATE", "0"),
        ("BIJEEN_RATE", "-5"),
        ("BIJEEN_RATE", "30.5"),
        ("BIJEEN_RATE", "dertig"),
        ("BIJEEN_RATE", "10001"),
        ("BIJEEN_RATE", "٣٠"),
        ("BIJEEN_LOG", "xml"),
        ("BIJEEN_LOG", "TEXT"),
        ("BIJEEN_HEARTBEAT_URL", "http://monitor.example/ping"),
        ("BIJEEN_HEARTBEAT_URL", "monitor.example"),
    ],
)
def test_a_value_of_the_wrong_form(name: str, value: str) -> None:
    (found,) = problems({name: value})
    assert found.startswith(f"{name}: expected ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("BIJEEN_TOKEN", "123:geheim geheim"), ("BIJEEN_DATABASE_URL", "postgres://bijeen:geheim@db/bijeen")],
)
def test_a_wrong_secret_is_not_repeated(name: str, value: str) -> None:
    (found,) = problems({name: value})
    assert "geheim" not in found


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://bot.gemeente.example/", "ok"),
        ("bot.gemeente.example", "ok"),
        ("https://bot.gemeente.example/", "met spatie"),
        ("https://bot.gemeente.example/", "a" * 257),
    ],
)
def test_a_webhook_of_the_wrong_form(url: str, secret: str) -> None:
    (found,) = problems({"BIJEEN_WEBHOOK_URL": url, "BIJEEN_WEBHOOK_SECRET": secret})
    assert ": expected " in found


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example", "netwerk@stad.example"),
        ("http://geheim@mail.example", "netwerk@stad.example"),
        ("smtp://geheim@mail.example:0x5", "netwerk@stad.example"),
        ("smtp://mail.example", "netwerk"),
        ("smtp://mail.example", "Netwerk <netwerk@stad.example>"),
        ("smtp://mail.example", "netwerk@stad.example\r\nBcc: ander@stad.example"),
    ],
)
def test_mail_of_the_wrong_form(url: str, sender: str) -> None:
    (found,) = problems({"BIJEEN_SMTP_URL": url, "BIJEEN_MAIL_FROM": sender})
    assert ": expected " in found
    assert "geheim" not in found


def test_mail_server_and_sender_belong_together(tmp_path: Path) -> None:
    assert problems({"BIJEEN_SMTP_URL": "smtp://mail.example"}) == (
        "BIJEEN_MAIL_FROM is missing: mail needs an address it comes from",
    )
    assert problems({"BIJEEN_MAIL_FROM": "netwerk@stad.example"}) == (
        "BIJEEN_SMTP_URL is missing: BIJEEN_MAIL_FROM is of no use without it",
    )
    file = tmp_path / "smtp"
    file.write_text("smtp://u:p@mail.example\n", encoding="ascii")
    sender = {"BIJEEN_MAIL_FROM": "netwerk@stad.example", "BIJEEN_SMTP_URL_FILE": str(file)}
    found = read_settings(sender, need_token=False).mail
    assert found is not None
    assert (found.host, found.user, found.password) == ("mail.example", "u", "p")
    assert problems(sender | {"BIJEEN_SMTP_URL": "smtp://mail.example"}) == (
        "BIJEEN_SMTP_URL and BIJEEN_SMTP_URL_FILE are both set: keep one of them",
    )


def test_a_webhook_on_this_machine_may_be_plain() -> None:
    environ = {"BIJEEN_WEBHOOK_URL": "http://127.0.0.1:8081/hook", "BIJEEN_WEBHOOK_SECRET": "s"}
    assert read_settings(environ, need_token=False).webhook_url == environ["BIJEEN_WEBHOOK_URL"]


def test_webhook_and_secret_belong_together() -> None:
    assert problems({"BIJEEN_WEBHOOK_URL": "https://bot.gemeente.example"}) == (
        "BIJEEN_WEBHOOK_SECRET is missing: a webhook needs it beside BIJEEN_WEBHOOK_URL",
    )
    assert problems({"BIJEEN_WEBHOOK_SECRET": "s"}) == (
        "BIJEEN_WEBHOOK_URL is missing: BIJEEN_WEBHOOK_SECRET is of no use without it",
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_is_a_missing_value(name: str) -> None:
    assert f"{name} is empty: give it a value or leave it out" in problems({name: " "})


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("BIJEEN_TOKENFILE", "did you mean BIJEEN_TOKEN_FILE?"),
        ("BIJEEN_DATABASE", "did you mean BIJEEN_DATABASE_URL?"),
        ("BIJEEN_RATES", "did you mean BIJEEN_RATE?"),
        ("BIJEEN_", "known are BIJEEN_API_URL"),
        ("BIJEEN_ZZZZZZZZZZZZZZZZZZZZ", "known are BIJEEN_API_URL"),
    ],
)
def test_an_unknown_name(name: str, meant: str) -> None:
    (found,) = problems({name: "x"})
    assert found.startswith(f"{name} is not a setting; ")
    assert meant in found


def test_all_problems_come_at_once() -> None:
    found = problems(
        {
            "BIJEEN_RATE": "x",
            "BIJEEN_LOG": "y",
            "BIJEEN_LISTEN": "z",
            "BIJEEN_WEER": "",
            "BIJEEN_API_URL": "w",
        },
        need_token=True,
    )
    assert [line.split()[0].strip(":") for line in found] == [
        "BIJEEN_WEER",
        "BIJEEN_TOKEN",
        "BIJEEN_API_URL",
        "BIJEEN_LISTEN",
        "BIJEEN_RATE",
        "BIJEEN_LOG",
    ]


@given(
    st.dictionaries(st.sampled_from(sorted(set(NAMES) - {"BIJEEN_TOKEN_FILE", "BIJEEN_NETWORK"})), st.text())
)
def test_any_environment_gives_settings_or_problems(environ: dict[str, str]) -> None:
    try:
        found = bool(read_settings(environ, need_token=False).rate)
    except SettingsProblems as told:
        found = bool(told.problems)
    assert found
