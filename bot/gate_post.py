"""Hands a call of the gate to the Telegram library, and nothing more: errors are judged by the gate."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot, BotCommandScopeChat, Message

from bot.gate_call import Call, Post

Method = Callable[..., Awaitable[object]]
IN_SCOPE = ("setMyCommands", "deleteMyCommands")  # these name their chat in a scope
WITHOUT_CHAT = ("answerCallbackQuery",)


def telegram_post(bot: Bot) -> Post:
    """The methods the product uses; any other is a `KeyError` for the one who asks."""
    methods = _methods(bot)

    async def post(call: Call) -> int | None:
        sent = await methods[call.method](**_place(call), **call.params)
        return sent.message_id if isinstance(sent, Message) else None

    return post


def _place(call: Call) -> dict[str, object]:
    if call.method in WITHOUT_CHAT:
        return {}
    if call.method in IN_SCOPE:
        return {"scope": BotCommandScopeChat(call.chat)}
    return {"chat_id": call.chat}


def _methods(bot: Bot) -> Mapping[str, Method]:
    return {
        "sendMessage": bot.send_message,
        "sendDocument": bot.send_document,
        "sendVenue": bot.send_venue,
        "editMessageText": bot.edit_message_text,
        "editMessageReplyMarkup": bot.edit_message_reply_markup,
        "deleteMessage": bot.delete_message,
        "deleteMessages": bot.delete_messages,
        "pinChatMessage": bot.pin_chat_message,
        "unpinChatMessage": bot.unpin_chat_message,
        "setMyCommands": bot.set_my_commands,
        "deleteMyCommands": bot.delete_my_commands,
        "setChatMenuButton": bot.set_chat_menu_button,
        "answerCallbackQuery": bot.answer_callback_query,
    }
