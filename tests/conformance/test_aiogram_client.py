"""aiogram, a client that nobody here wrote, drives the stand-in over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendDice
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
)

from sandbox.core import Telegram
from sandbox.limits import Flood, Limits
from sandbox.people import User
from tests.conformance.oracle import judge_all
from tests.sandbox.serving import serving

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="a1:y")]])


@pytest.fixture
async def address(strict: Telegram) -> AsyncIterator[str]:
    async with serving(strict) as address:
        yield address


@pytest.fixture
async def bot(strict: Telegram, address: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with Bot(strict.token, session=session).context() as bot:
        yield bot


@pytest.fixture
def amina(strict: Telegram) -> User:
    user = strict.user(501, "Amina")
    user.start()
    return user


async def test_get_me(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "proef_bot")


async def test_a_tap_from_end_to_end(bot: Bot, strict: Telegram, amina: User) -> None:
    sent = await bot.send_message(amina.id, "<b>Kom je?</b>", parse_mode="HTML", reply_markup=YES)
    assert (sent.text, sent.html_text) == ("Kom je?", "<b>Kom je?</b>")
    amina.press("Ja")
    update = (await bot.get_updates(timeout=5))[-1]
    assert update.callback_query is not None
    await bot.answer_callback_query(update.callback_query.id, text="Genoteerd")
    await bot.edit_message_text("Fijn", chat_id=amina.id, message_id=sent.message_id)
    assert (amina.popup, amina.last.text, amina.last.rows) == ("Genoteerd", "Fijn", [])
    assert judge_all(strict) == 4


async def test_a_document_goes_up_and_down(bot: Bot, strict: Telegram, amina: User) -> None:
    file = BufferedInputFile(b"BEGIN:VCALENDAR", filename="training.ics")
    sent = await bot.send_document(amina.id, file, caption="Agenda")
    assert sent.document is not None
    assert sent.document.file_name == "training.ics"
    assert amina.last.document is not None
    assert amina.last.document.data == b"BEGIN:VCALENDAR"
    fetched = await bot.download(sent.document.file_id)
    assert fetched is not None
    assert fetched.read() == b"BEGIN:VCALENDAR"
    again = await bot.send_document(amina.id, sent.document.file_id)
    assert again.document == sent.document
    assert judge_all(strict) == 3


async def test_a_long_poll_is_held_until_there_is_news(bot: Bot, strict: Telegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    assert not poll.done()
    strict.user(7, "Bram").start("Kf3x")
    message = (await poll)[0].message
    assert message is not None
    assert message.text == "/start Kf3x"


async def test_updates_are_acknowledged_by_the_offset(bot: Bot, amina: User) -> None:
    amina.say("Dag")
    updates = await bot.get_updates()
    assert await bot.get_updates(offset=updates[0].update_id + 1) == updates[1:]


async def test_the_rest_of_what_the_bot_uses(bot: Bot, strict: Telegram, amina: User) -> None:
    place = await bot.send_venue(amina.id, 52.1, 5.1, "Wijkhuis", "Plein 1")
    assert place.venue is not None
    assert await bot.pin_chat_message(amina.id, place.message_id)
    assert await bot.unpin_chat_message(amina.id)
    scope = BotCommandScopeChat(chat_id=amina.id)
    commands = [BotCommand(command="menu", description="Menu")]
    assert await bot.set_my_commands(commands, scope=scope)
    assert [one.command for one in await bot.get_my_commands(scope=scope)] == ["menu"]
    assert await bot.set_chat_menu_button(amina.id, MenuButtonCommands())
    assert await bot.edit_message_reply_markup(
        chat_id=amina.id, message_id=place.message_id, reply_markup=YES
    )
    assert await bot.delete_messages(amina.id, [place.message_id])
    assert await bot.set_webhook("https://bot.example/h", secret_token="geheim")
    assert (await bot.get_webhook_info()).url == "https://bot.example/h"
    assert await bot.delete_webhook()
    assert judge_all(strict) == 11


async def test_refusals_are_errors_of_their_own_kind(bot: Bot, strict: Telegram, amina: User) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(99, "Hoi")
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(amina.id, "<b>Hoi", parse_mode="HTML")
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot(SendDice(chat_id=amina.id))
    amina.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(amina.id, "Hoi")
    strict.call("setWebhook", {"url": "https://bot.example/h"})
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()


async def test_a_flood_names_the_seconds(bot: Bot, strict: Telegram, amina: User) -> None:
    strict.flood = Flood(Limits())
    await bot.send_message(amina.id, "Hoi")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(amina.id, "Hoi")
    assert caught.value.retry_after == 1


async def test_a_wrong_token_is_unauthorized(address: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with Bot("2:other", session=session).context() as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()
