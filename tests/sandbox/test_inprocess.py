"""python-telegram-bot through the quick door: the same errors, with the same causes, as over the wire."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import telegram as ptb
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Defaults, ExtBot

from sandbox.core import Telegram
from sandbox.faults import Fault, Faults, Trouble
from sandbox.inprocess import InProcessRequest
from sandbox.limits import Limits
from sandbox.people import User
from scheduling.clock import MovableClock


@pytest.fixture(autouse=True)
def retry_after_as_a_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this choice python-telegram-bot warns whenever it raises RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def bot(telegram: Telegram, faults: Faults, clock: MovableClock) -> AsyncIterator[ptb.Bot]:
    requests = [InProcessRequest(telegram, faults=faults, sleep=clock.sleep) for _ in range(2)]
    async with ptb.Bot(telegram.token, request=requests[0], get_updates_request=requests[1]) as bot:
        yield bot


async def test_a_tap_from_end_to_end(bot: ptb.Bot, amina: User) -> None:
    keyboard = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Ja", callback_data="a1:y")]])
    sent = await bot.send_message(amina.id, "<b>Kom je?</b>", parse_mode="HTML", reply_markup=keyboard)
    amina.press("Ja")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.message) == ("a1:y", sent)
    await query.answer("Genoteerd")
    await query.edit_message_text("Fijn")
    assert (amina.popup, amina.last.text, amina.last.rows) == ("Genoteerd", "Fijn", [])


async def test_a_file_goes_up_and_down(bot: ptb.Bot, amina: User) -> None:
    sent = await bot.send_document(
        amina.id, ptb.InputFile(b"BEGIN", filename="training.ics"), caption="Agenda"
    )
    assert sent.document is not None
    assert sent.document.file_name == "training.ics"
    file = await bot.get_file(sent.document.file_id)
    assert await file.download_as_bytearray() == b"BEGIN"


async def test_everything_that_the_bot_uses_is_parsed(bot: ptb.Bot, amina: User) -> None:
    message = await bot.send_venue(amina.id, 52.1, 5.1, "Wijkhuis", "Plein 1")
    assert message.venue is not None
    assert await bot.pin_chat_message(amina.id, message.message_id)
    assert await bot.unpin_chat_message(amina.id)
    assert await bot.set_my_commands([("menu", "Menu")], scope=ptb.BotCommandScopeChat(amina.id))
    assert len(await bot.get_my_commands(scope=ptb.BotCommandScopeChat(amina.id))) == 1
    assert await bot.delete_my_commands(scope=ptb.BotCommandScopeChat(amina.id))
    assert await bot.set_chat_menu_button(amina.id, ptb.MenuButtonCommands())
    assert await bot.set_my_description("Over ons")
    assert await bot.set_my_short_description("Kort")
    assert await bot.delete_messages(amina.id, [message.message_id])
    assert (await bot.get_webhook_info()).url == ""


async def test_the_defaults_of_a_bot_work_and_add_two_parameters_that_telegram_ignores(
    telegram: Telegram, amina: User
) -> None:
    """Why the bot names its parameters itself: python-telegram-bot sends its defaults along too widely."""
    preview = ptb.LinkPreviewOptions(is_disabled=True)
    defaults = Defaults(parse_mode="HTML", protect_content=True, link_preview_options=preview)
    async with ExtBot(telegram.token, request=InProcessRequest(telegram), defaults=defaults) as bot:
        sent = await bot.send_message(amina.id, "<b>Hoi</b>", disable_notification=True)
        await bot.edit_message_text("<i>Hoi</i>", amina.id, sent.message_id)
        await bot.pin_chat_message(amina.id, sent.message_id, disable_notification=True)
        await bot.send_document(amina.id, ptb.InputFile(b"BEGIN", filename="a.ics"), caption="<b>a</b>")
        await bot.send_venue(amina.id, 52.1, 5.1, "Wijkhuis", "Plein 1")
    assert all(one.protected for one in amina.chat if one.from_bot)
    assert telegram.strange == {("editMessageText", "protect_content"), ("sendVenue", "parse_mode")}


async def test_chat_not_found_is_a_bad_request(bot: ptb.Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "Hoi")


async def test_blocked_is_forbidden(bot: ptb.Bot, amina: User) -> None:
    amina.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amina.id, "Hoi")


async def test_too_many_requests_is_retry_after(clock: MovableClock) -> None:
    strict = Telegram(clock.now, limits=Limits())
    strict.user(1, "Amina").start()
    async with ptb.Bot(strict.token, request=InProcessRequest(strict)) as bot:
        await bot.send_message(1, "Hoi")
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(1, "Hoi")
    assert caught.value.retry_after == timedelta(seconds=1)


async def test_a_wrong_token_is_invalid(telegram: Telegram) -> None:
    with pytest.raises(InvalidToken):
        await ptb.Bot("2:other", request=InProcessRequest(telegram)).get_me()


async def test_polling_beside_a_webhook_is_a_conflict(bot: ptb.Bot) -> None:
    await bot.set_webhook("https://bot.example/h", secret_token="geheim")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook()


LOST = {
    Trouble.LATE: (TimedOut, httpx.ReadTimeout, True),
    Trouble.DROP: (NetworkError, httpx.RemoteProtocolError, True),
    Trouble.LOSE: (NetworkError, httpx.RemoteProtocolError, False),
    Trouble.REFUSE: (NetworkError, httpx.ConnectError, False),
    Trouble.POOL: (TimedOut, httpx.PoolTimeout, False),
    Trouble.CONNECT_TIMEOUT: (TimedOut, httpx.ConnectTimeout, False),
}


@pytest.mark.parametrize("trouble", LOST)
async def test_a_lost_answer_has_its_cause(
    bot: ptb.Bot, faults: Faults, amina: User, trouble: Trouble
) -> None:
    error, cause, done = LOST[trouble]
    faults.add(Fault(trouble, "sendMessage", seconds=0))
    with pytest.raises(error) as caught:
        await bot.send_message(amina.id, "Hoi")
    assert type(caught.value) is error
    assert isinstance(caught.value.__cause__, cause)
    assert any(one.from_bot for one in amina.chat) is done
    await bot.send_message(amina.id, "Weer goed")


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY, Trouble.BAD_GATEWAY_AFTER])
async def test_a_bad_gateway_is_a_network_error(
    bot: ptb.Bot, faults: Faults, amina: User, trouble: Trouble
) -> None:
    faults.add(Fault(trouble))
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(amina.id, "Hoi")
    assert any(one.from_bot for one in amina.chat) is (trouble is Trouble.BAD_GATEWAY_AFTER)


async def test_a_scripted_429_strikes_one_chat_as_often_as_asked(
    bot: ptb.Bot, faults: Faults, amina: User, telegram: Telegram
) -> None:
    telegram.user(7, "Bram").start()
    faults.add(Fault(Trouble.FLOOD, chat=7, times=2, seconds=3))
    await bot.send_message(amina.id, "Hoi")
    for _ in range(2):
        with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
            await bot.send_message(7, "Hoi")
    await bot.send_message(7, "Hoi")
    assert [one.status for one in telegram.log if one.method == "sendMessage"] == [200, 429, 429, 200]


async def test_a_scripted_401_ends_it(bot: ptb.Bot, faults: Faults) -> None:
    faults.add(Fault(Trouble.UNAUTHORIZED, "getUpdates"))
    with pytest.raises(InvalidToken):
        await bot.get_updates()


async def test_latency_passes_on_the_clock_in_use(
    telegram: Telegram, amina: User, clock: MovableClock
) -> None:
    request = InProcessRequest(telegram, latency=0.05, sleep=clock.sleep)
    bot = ptb.Bot(telegram.token, request=request)
    task = asyncio.create_task(bot.send_message(amina.id, "Hoi"))
    await clock.live(0.02)
    assert not any(one.from_bot for one in amina.chat)
    await clock.live(0.01)
    assert amina.last.text == "Hoi"
    assert not task.done()
    await clock.live(0.03)
    assert task.done()
