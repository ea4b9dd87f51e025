"""The demo answers the page on this machine and nobody else; what it does not understand gets a status."""

import http.client
import json
import socket

import pytest

from bot.demo.serving import PortTaken, open_door
from tests.browser.conftest import Demo


def ask(
    demo: Demo, place: str, asked: object = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(demo.where.removeprefix("http://"), timeout=10)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    body = None if asked is None else json.dumps(asked)
    kind = {} if body is None or "Content-Type" in given else {"Content-Type": "application/json"}
    connection.request("GET" if body is None else "POST", place, body, kind | given)
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read()
    connection.close()
    return found


def test_another_host_is_refused(demo: Demo) -> None:
    assert ask(demo, "/", Host="evil.example")[0] == 400
    assert ask(demo, "/api/town", Host="evil.example:8080")[0] == 400


def test_the_page_may_load_only_what_comes_from_here(demo: Demo) -> None:
    for place in ("/", "/page.js", "/api/town"):
        status, headers, _ = ask(demo, place)
        assert status == 200
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"


def test_a_form_of_another_site_can_do_nothing(demo: Demo) -> None:
    plain = {"Content-Type": "text/plain"}
    assert ask(demo, "/api/say", {"who": "nora", "text": "/menu"}, **plain)[0] == 415
    assert ask(demo, "/api/story", {"deed": "again"}, **plain)[0] == 415


@pytest.mark.parametrize(
    ("place", "asked", "status"),
    [
        ("/api/say", {"who": "niemand", "text": "hoi"}, 404),
        ("/api/say", {"who": ["nora"], "text": "hoi"}, 404),
        ("/api/say", {"who": "nora"}, 400),
        ("/api/say", {"who": "nora", "text": "   "}, 400),
        ("/api/say", {"who": "nora", "text": "x" * 5000}, 400),
        ("/api/say", ["nora"], 400),
        ("/api/press", {"who": "nora", "data": "k1:menu", "message": 999999}, 404),
        ("/api/press", {"who": "nora", "data": "k1:menu", "message": "1"}, 400),
        ("/api/press", {"who": "nora", "data": 7, "message": 1}, 400),
        ("/api/clock", {"seconds": "veel"}, 400),
        ("/api/clock", {}, 400),
        ("/api/story", {"deed": "dance"}, 400),
        ("/api/nothing", {}, 405),
    ],
)
def test_what_is_not_there_is_refused_with_a_status(
    demo: Demo, place: str, asked: object, status: int
) -> None:
    assert ask(demo, place, asked)[0] == status


@pytest.mark.parametrize(
    "place", ["/api/file/nora/1", "/api/file/niemand/1", "/api/commands/niemand", "/geheim"]
)
def test_what_nobody_has_is_not_found(demo: Demo, place: str) -> None:
    assert ask(demo, place)[0] == 404


def test_the_clock_does_not_go_back_nor_far_ahead(demo: Demo) -> None:
    assert json.loads(ask(demo, "/api/clock", {"seconds": -5})[2]) == {"why": "klok_niet"}
    assert json.loads(ask(demo, "/api/clock", {"seconds": 10**9})[2]) == {"why": "klok_te_ver"}


def test_a_busy_port_is_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} is in use\. .*--port {port + 1}\."):
            open_door(port)
