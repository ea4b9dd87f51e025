"""Each method of the gate reaches the stand-in for Telegram as the library sends it, in the chat it names."""

import asyncio

import pytest
from telegram import Bot, BotCommand, InputFile, MenuButtonCommands
from telegram.error import BadRequest

from bot.gate import Accepted, Blocked, Call, Gate, Lane, Refused, Result
from bot.gate_post import telegram_post
from sandbox.core import NO_LIMITS, Telegram
from sandbox.faults import Fault, Trouble
from sandbox.inprocess import InProcessRequest
from scheduling.clock import MovableClock
from tests.bot.strict_server import NOON, an_open_gate

AMINA = 71


@pytest.fixture(autouse=True)
def _spans_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def telegram(clock: MovableClock) -> Telegram:
    telegram = Telegram(clock.now, limits=NO_LIMITS)
    telegram.user(AMINA, "Amina").start()
    return telegram


@pytest.fixture
def request_door(telegram: Telegram, clock: MovableClock) -> InProcessRequest:
    return InProcessRequest(telegram, sleep=clock.sleep)


@pytest.fixture
def bot(telegram: Telegram, request_door: InProcessRequest) -> Bot:
    return Bot(telegram.token, request=request_door, get_updates_request=request_door)


async def sent(gate: Gate, clock: MovableClock, method: str, **params: object) -> Result:
    task = asyncio.create_task(gate.send(Call(method, AMINA, params), Lane.REPLY))
    await clock.live(10)
    return task.result()


async def test_a_message_is_sent_edited_pinned_and_deleted(
    bot: Bot, telegram: Telegram, clock: MovableClock
) -> None:
    async with an_open_gate(telegram_post(bot), clock) as gate:
        outcome = await sent(gate, clock, "sendMessage", text="Hallo", protect_content=True)
        assert isinstance(outcome, Accepted)
        card = outcome.message_id
        assert card == telegram.users[AMINA].last.id
        assert await sent(gate, clock, "editMessageText", message_id=card, text="Dag") == Accepted(card)
        assert telegram.users[AMINA].last.text == "Dag"
        assert await sent(gate, clock, "editMessageText", message_id=card, text="Dag") == Accepted(card)
        assert await sent(gate, clock, "pinChatMessage", message_id=card) == Accepted(None)
        assert await sent(gate, clock, "unpinChatMessage", message_id=card) == Accepted(None)
        assert await sent(gate, clock, "deleteMessage", message_id=card) == Accepted(None)
        assert await sent(gate, clock, "deleteMessage", message_id=card) == Refused("gone")
        assert await sent(gate, clock, "editMessageText", message_id=card, text="Weg") == Refused("gone")


async def test_a_file_and_a_place_are_sent(bot: Bot, telegram: Telegram, clock: MovableClock) -> None:
    async with an_open_gate(telegram_post(bot), clock) as gate:
        file = InputFile(b"BEGIN:VCALENDAR", filename="training.ics")
        assert isinstance(await sent(gate, clock, "sendDocument", document=file), Accepted)
        place: dict[str, object] = {
            "latitude": 52.0,
            "longitude": 4.36,
            "title": "Zaal",
            "address": "Plein 1",
        }
        assert isinstance(await sent(gate, clock, "sendVenue", **place), Accepted)
        assert len(telegram.users[AMINA].chat) == 3


async def test_commands_and_menu_are_set_for_one_chat(
    bot: Bot, telegram: Telegram, clock: MovableClock
) -> None:
    async with an_open_gate(telegram_post(bot), clock) as gate:
        commands = [BotCommand("menu", "Uw menu")]
        assert await sent(gate, clock, "setMyCommands", commands=commands) == Accepted(None)
        assert ("menu", "Uw menu") in telegram.users[AMINA].menu
        assert await sent(gate, clock, "setChatMenuButton", menu_button=MenuButtonCommands()) == Accepted(
            None
        )
        assert await sent(gate, clock, "deleteMyCommands") == Accepted(None)
        assert ("menu", "Uw menu") not in telegram.users[AMINA].menu


async def test_who_blocked_the_bot_is_blocked(bot: Bot, telegram: Telegram, clock: MovableClock) -> None:
    telegram.users[AMINA].block()
    async with an_open_gate(telegram_post(bot), clock) as gate:
        assert await sent(gate, clock, "sendMessage", text="Hallo") == Blocked()


async def test_an_unknown_press_is_stale(bot: Bot, clock: MovableClock) -> None:
    async with an_open_gate(telegram_post(bot), clock) as gate:
        task = asyncio.create_task(gate.answer("4000", "Genoteerd."))
        await clock.live(1)
        assert task.result() == Refused("stale")


async def test_a_flood_answer_of_the_server_is_waited_for(
    bot: Bot, telegram: Telegram, clock: MovableClock, request_door: InProcessRequest
) -> None:
    request_door.faults.add(Fault(Trouble.FLOOD, seconds=4))
    async with an_open_gate(telegram_post(bot), clock) as gate:
        assert isinstance(await sent(gate, clock, "sendMessage", text="Hallo"), Accepted)
        assert (telegram.log[-1].at - NOON).total_seconds() == pytest.approx(4, abs=0.1)


async def test_a_method_the_product_does_not_use_is_a_mistake(bot: Bot, clock: MovableClock) -> None:
    async with an_open_gate(telegram_post(bot), clock) as gate:
        with pytest.raises(KeyError):
            await sent(gate, clock, "sendDice")


async def test_errors_come_out_as_the_library_raises_them(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await telegram_post(bot)(Call("sendMessage", 72, {"text": "Hallo"}))
