"""How the bot presents itself: commands for each chat, description, menu button."""

from typing import TYPE_CHECKING

from sandbox.errors import bad_request
from sandbox.methods.method import method
from sandbox.profile import DESCRIPTION, OTHER_SCOPES, SHORT_DESCRIPTION, WIDE_SCOPES, Scope, read_commands
from sandbox.wire import Params, Wire

if TYPE_CHECKING:
    from sandbox.core import Telegram

MENU_BUTTONS = frozenset({"commands", "default", "web_app"})


def _scope(telegram: "Telegram", params: Params) -> Scope:
    if "scope" not in params:
        return ("default", 0)
    scope = params.wire("scope", "bot command scope")
    kind = str(scope.get("type", ""))
    if kind in {*WIDE_SCOPES, *OTHER_SCOPES}:
        return (kind, 0)
    if kind != "chat":
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    user = telegram.chat(Params(scope, {}))
    if not user.started:
        raise bad_request("chat not found")
    return (kind, user.id)


def set_commands(telegram: "Telegram", params: Params) -> bool:
    commands = params.list("commands") or []
    key = (_scope(telegram, params), params.text("language_code"))
    telegram.profile.commands.pop(key, None)
    if commands:
        telegram.profile.commands[key] = read_commands(commands)
    return True


def delete_commands(telegram: "Telegram", params: Params) -> bool:
    telegram.profile.commands.pop((_scope(telegram, params), params.text("language_code")), None)
    return True


def get_commands(telegram: "Telegram", params: Params) -> list[Wire]:
    return telegram.profile.commands.get((_scope(telegram, params), params.text("language_code")), [])


def set_menu_button(telegram: "Telegram", params: Params) -> bool:
    button: Wire = (
        params.wire("menu_button", "menu button") if "menu_button" in params else {"type": "default"}
    )
    if str(button.get("type")) not in MENU_BUTTONS:
        raise bad_request("MenuButton has unsupported type")
    chat = telegram.chat(params).id if "chat_id" in params else 0
    telegram.profile.menu_buttons[chat] = button
    return True


def set_description(telegram: "Telegram", params: Params) -> bool:
    text = params.text("description")
    if len(text) > DESCRIPTION:
        raise bad_request("bot description is too long")
    telegram.profile.descriptions[params.text("language_code")] = text
    return True


def set_short_description(telegram: "Telegram", params: Params) -> bool:
    text = params.text("short_description")
    if len(text) > SHORT_DESCRIPTION:
        raise bad_request("bot short description is too long")
    telegram.profile.short_descriptions[params.text("language_code")] = text
    return True


METHODS = {
    "setMyCommands": method(set_commands, "commands scope language_code"),
    "deleteMyCommands": method(delete_commands, "scope language_code"),
    "getMyCommands": method(get_commands, "scope language_code"),
    "setChatMenuButton": method(set_menu_button, "chat_id menu_button"),
    "setMyDescription": method(set_description, "description language_code"),
    "setMyShortDescription": method(set_short_description, "short_description language_code"),
}
