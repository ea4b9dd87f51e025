"""The Bot API over HTTP: every way to write a request, real statuses, held polls, webhooks and faults."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from sandbox.core import Telegram
from sandbox.people import User
from sandbox.postman import SECRET_HEADER, Postman
from scheduling.clock import SystemClock
from tests.sandbox.serving import serving, serving_app, until

Client = httpx.AsyncClient


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[Client]:
    async with serving(telegram) as address, Client(base_url=f"{address}/bot{telegram.token}") as client:
        yield client


@pytest.fixture
async def control(api: Client) -> AsyncIterator[Client]:
    address = str(api.base_url).partition("/bot")[0]
    async with Client(base_url=f"{address}/control") as client:
        yield client


KEYBOARD = {"inline_keyboard": [[{"text": "Ja é", "callback_data": "a1:y"}]]}


@pytest.mark.parametrize("form", ["address", "urlencoded", "json", "multipart"])
async def test_a_request_may_be_written_in_four_ways(api: Client, amina: User, form: str) -> None:
    params = {"chat_id": str(amina.id), "text": "Héé 🙂", "reply_markup": json.dumps(KEYBOARD)}
    if form == "address":
        answer = await api.get("/sendMessage", params=params)
    elif form == "urlencoded":
        answer = await api.post("/sendMessage", data=params)
    elif form == "json":
        answer = await api.post("/sendMessage", json=params | {"chat_id": amina.id, "reply_markup": KEYBOARD})
    else:
        answer = await api.post("/sendMessage", files={name: (None, value) for name, value in params.items()})
    assert answer.status_code == 200
    assert answer.json()["result"]["text"] == "Héé 🙂"
    assert amina.last.labels == ["Ja é"]


async def test_a_file_comes_in_parts_and_can_be_fetched(api: Client, amina: User, telegram: Telegram) -> None:
    data = bytes(range(256)) + b"\r\n--x\r\n"
    files = {"document": ("agenda é.ics", data, "text/calendar")}
    sent = await api.post("/sendDocument", data={"chat_id": str(amina.id), "caption": "Agenda"}, files=files)
    document = sent.json()["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("agenda é.ics", "text/calendar")
    handle = (await api.get("/getFile", params={"file_id": document["file_id"]})).json()["result"]
    address = str(api.base_url).replace("/bot", "/file/bot")
    assert (await api.get(address + handle["file_path"])).content == data
    assert (await api.get(address + "documents/none")).status_code == 404
    assert telegram.strange == set()


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot1:sandbox/sendTea", 404, "Not Found: method not found"),
        ("/bot1:sandbox/sendMessage", 400, "Bad Request: message text is empty"),
        ("/bot1:sandbox/sendMessage?text=a&chat_id=9", 400, "Bad Request: chat not found"),
    ],
)
async def test_a_refusal_has_its_own_status(api: Client, path: str, status: int, description: str) -> None:
    answer = await api.post(str(api.base_url).partition("/bot")[0] + path)
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": description}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Length: 1\r\n\r\nx\r\n--b--\r\n"),
        ("text/tea", b"x"),
    ],
)
async def test_a_body_that_cannot_be_read(api: Client, kind: str, body: bytes) -> None:
    answer = await api.post("/sendMessage", content=body, headers={"content-type": kind})
    assert answer.status_code == 400
    assert answer.json()["ok"] is False


async def test_a_poll_is_held_until_there_is_news(api: Client, amina: User, telegram: Telegram) -> None:
    await api.post("/getUpdates", json={"offset": -1})
    taken = (await api.post("/getUpdates", json={})).json()["result"][-1]["update_id"] + 1
    poll = asyncio.create_task(api.post("/getUpdates", json={"offset": taken, "timeout": 20}))
    await until(lambda: telegram.updates.polls == 3)
    assert not poll.done()
    amina.say("Dag")
    assert (await poll).json()["result"][0]["message"]["text"] == "Dag"


async def test_two_pollers_are_a_conflict(api: Client, telegram: Telegram) -> None:
    first = asyncio.create_task(api.post("/getUpdates", json={"timeout": 20}))
    await until(lambda: telegram.updates.polls == 1)
    second = asyncio.create_task(api.post("/getUpdates", json={"timeout": 0}))
    assert (await first).status_code == 409
    assert (await second).status_code == 200


async def test_stopping_lets_go_of_a_held_poll(telegram: Telegram) -> None:
    async with Client() as client:
        async with serving(telegram) as address:
            poll = asyncio.create_task(
                client.post(f"{address}/bot{telegram.token}/getUpdates", json={"timeout": 50})
            )
            await until(lambda: telegram.updates.polls == 1)
        assert (await poll).json() == {"ok": True, "result": []}


async def test_people_act_over_http(control: Client, api: Client) -> None:
    await control.post("/users", json={"id": 7, "first_name": "Bram"})
    assert (await control.post("/users/7/start", json={"payload": "Kf3"})).json()["ok"] is True
    await api.post("/sendMessage", json={"chat_id": 7, "text": "Kom je?", "reply_markup": KEYBOARD})
    query = (await control.post("/users/7/press", json={"button": "Ja é"})).json()["result"]
    await api.post("/answerCallbackQuery", json={"callback_query_id": query, "text": "Genoteerd"})
    screen = (await control.get("/users/7")).json()
    assert screen["popup"] == "Genoteerd"
    assert [one["text"] for one in screen["chat"]] == ["/start Kf3", "Kom je?"]
    assert screen["chat"][1]["rows"][0][0]["data"] == "a1:y"


@pytest.mark.parametrize(
    ("act", "given", "kind"),
    [
        ("say", {"text": "Dag"}, "text"),
        ("photo", {}, "photo"),
        ("voice", {}, "voice"),
        ("contact", {"phone": "+31600000000", "first_name": "Bram", "user_id": 501}, "contact"),
        ("location", {"latitude": 52.1, "longitude": 5.1}, "location"),
        ("document", {"name": "a.txt", "content": "x"}, "document"),
    ],
)
async def test_each_kind_of_message_over_http(
    control: Client, amina: User, act: str, given: dict[str, object], kind: str
) -> None:
    await control.post(f"/users/{amina.id}/{act}", json=given)
    assert amina.chat[-1].kind == kind


async def test_a_document_of_the_bot_is_read_over_http(control: Client, api: Client, amina: User) -> None:
    await api.post("/sendDocument", data={"chat_id": str(amina.id)}, files={"document": ("a.ics", b"BEGIN")})
    chat = (await control.get(f"/users/{amina.id}")).json()["chat"]
    assert chat[-1]["document"] == {"name": "a.ics", "base64": "QkVHSU4="}


async def test_block_edit_forge_and_deactivate_over_http(
    control: Client, amina: User, telegram: Telegram
) -> None:
    path = f"/users/{amina.id}"
    number = (await control.post(f"{path}/say", json={"text": "Dag"})).json()["result"]
    await control.post(f"{path}/edit", json={"message": number, "text": "Dag hoor"})
    await control.post(f"{path}/press_data", json={"data": "z9:x", "message": 1})
    await control.post(f"{path}/block")
    assert amina.blocked
    await control.post(f"{path}/unblock")
    await control.post(f"{path}/deactivate")
    assert amina.gone
    assert [list(update)[1] for update in telegram.updates.batch()] == [
        "message",
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ]


async def test_the_control_says_what_it_cannot_do(control: Client, amina: User) -> None:
    assert (await control.get("/users/9")).status_code == 400
    assert (await control.post("/users/9/say", json={"text": "a"})).status_code == 400
    assert (await control.post(f"/users/{amina.id}/dance")).status_code == 400
    refused = await control.post(f"/users/{amina.id}/press", json={"button": "Ja"})
    assert "no button 'Ja'" in refused.json()["description"]
    assert (await control.post("/faults", json={"trouble": "pool"})).status_code == 400


async def test_the_log_over_http(control: Client, api: Client, amina: User) -> None:
    await api.post("/sendMessage", json={"chat_id": amina.id, "text": "Hoi"})
    await api.post("/sendMessage", json={"chat_id": 9, "text": "Hoi"})
    await api.get("/getMe")
    log = (await control.get("/log")).json()
    assert log == {
        "count": 3,
        "counts": {"sendMessage 200": 1, "sendMessage 400": 1, "getMe 200": 1},
        "entries": [],
    }
    entries = (await control.get("/log?method=sendMessage&entries=1")).json()["entries"]
    assert [one["params"]["text"] for one in entries] == ["Hoi", "Hoi"]


@pytest.mark.parametrize(("trouble", "done"), [("drop", True), ("lose", False)])
async def test_a_connection_that_breaks(
    control: Client, api: Client, amina: User, trouble: str, done: bool
) -> None:
    await control.post("/faults", json={"trouble": trouble, "method": "sendMessage", "chat": amina.id})
    with pytest.raises(httpx.RemoteProtocolError):
        await api.post("/sendMessage", json={"chat_id": amina.id, "text": "Hoi"})
    assert any(one.from_bot for one in amina.chat) is done


async def test_a_late_answer(control: Client, api: Client, amina: User) -> None:
    await control.post("/faults", json={"trouble": "late", "seconds": 0.5})
    with pytest.raises(httpx.ReadTimeout):
        await api.post(
            "/sendMessage", json={"chat_id": amina.id, "text": "Hoi"}, timeout=httpx.Timeout(5, read=0.1)
        )
    await until(lambda: any(one.from_bot for one in amina.chat))


async def test_502_429_and_401_as_often_as_asked(control: Client, api: Client, amina: User) -> None:
    for trouble in ("bad_gateway", "flood", "unauthorized"):
        await control.post("/faults", json={"trouble": trouble, "times": 2, "seconds": 3})
    answers = [await api.post("/sendMessage", json={"chat_id": amina.id, "text": "Hoi"}) for _ in range(7)]
    assert [one.status_code for one in answers] == [502, 502, 429, 429, 401, 401, 200]
    assert answers[0].text.startswith("<html>")
    assert answers[2].json()["parameters"] == {"retry_after": 3}


async def test_answers_come_at_once(api: Client) -> None:
    """Without the named protocol on the socket each takes 40 ms."""
    await api.get("/getMe")
    took = []
    for _ in range(20):
        began = asyncio.get_running_loop().time()
        await api.post("/getMe")
        took.append(asyncio.get_running_loop().time() - began)
    assert min(took) < 0.03


async def test_latency_and_calm(control: Client, api: Client) -> None:
    await control.post("/faults", json={"latency": 0.2})
    began = asyncio.get_running_loop().time()
    await api.get("/getMe")
    assert asyncio.get_running_loop().time() - began >= 0.2
    await control.post("/faults", json={"trouble": "flood"})
    await control.delete("/faults")
    assert (await api.get("/getMe")).status_code == 200


async def test_updates_twice_and_back_to_front(control: Client, api: Client, amina: User) -> None:
    amina.say("Dag")
    await control.post("/updates", json={"duplicate": 1, "reverse": 1})
    first = (await api.get("/getUpdates")).json()["result"]
    assert [one["update_id"] for one in first] == sorted((one["update_id"] for one in first), reverse=True)
    offset = first[0]["update_id"] + 1
    again = (await api.get("/getUpdates", params={"offset": offset})).json()["result"]
    assert again == [first[-1]]


async def test_a_webhook_gets_each_update_with_its_secret_until_it_says_200(
    telegram: Telegram, amina: User
) -> None:
    heard: list[tuple[str | None, str]] = []
    statuses = iter([500, 200, 200])

    async def hook(request: HttpRequest) -> Response:
        heard.append((request.headers.get(SECRET_HEADER), (await request.json())["message"]["text"]))
        return Response(status_code=next(statuses))

    app = Starlette(routes=[Route("/hook", hook, methods=["POST"])])
    async with serving_app(app) as address:
        telegram.call("setWebhook", {"url": f"{address}/hook", "secret_token": "geheim"})
        postman = asyncio.create_task(Postman(telegram, asyncio.sleep).run())
        amina.say("Dag")
        await until(lambda: not telegram.updates)
        postman.cancel()
    assert heard == [("geheim", "/start"), ("geheim", "/start"), ("geheim", "Dag")]
    info = telegram.call("getWebhookInfo", {}).result
    assert isinstance(info, dict)
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_webhook_that_is_not_there_is_noted(telegram: Telegram, amina: User) -> None:
    telegram.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    postman = asyncio.create_task(Postman(telegram, asyncio.sleep).run())
    await until(lambda: telegram.webhook.last_error != "")
    postman.cancel()
    assert telegram.webhook.last_error == "Connection failed: ConnectError"
    assert len(telegram.updates) == len(amina.chat)


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "sandbox.http", "--port", "0", "--token", "1:abc", "--latency", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_the_command_serves_until_it_is_told_to_stop(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    with httpx.Client(base_url=address) as client:
        client.post("/control/users", json={"id": 7, "first_name": "Bram"})
        client.post("/control/users/7/start")
        sends = [client.post("/bot1:abc/sendMessage", json={"chat_id": 7, "text": "Hoi"}) for _ in range(2)]
        assert [one.status_code for one in sends] == [200, 429]
        date = sends[0].json()["result"]["date"]
        assert abs(date - SystemClock().now().timestamp()) < 60
        assert client.post("/control/stop").status_code == 200
    assert process.wait(5) == 0
