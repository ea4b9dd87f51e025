"""What the bot shows of itself: commands for each chat and language, description, menu button."""

import re
from dataclasses import dataclass, field

from sandbox.errors import bad_request
from sandbox.wire import Wire

COMMANDS = 100
DESCRIPTION_OF_COMMAND = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")

Scope = tuple[str, int]  # kind and chat
WIDE_SCOPES = ("all_private_chats", "default")
OTHER_SCOPES = frozenset(
    {"all_group_chats", "all_chat_administrators", "chat_administrators", "chat_member"},
)


@dataclass
class Profile:
    """The most specific list of commands wins; a list stays until it is deleted."""

    commands: dict[tuple[Scope, str], list[Wire]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Wire] = field(default_factory=dict)

    def menu(self, chat: int, language: str) -> list[tuple[str, str]]:
        scopes: list[Scope] = [("chat", chat), *((kind, 0) for kind in WIDE_SCOPES)]
        for key in [(scope, spoken) for scope in scopes for spoken in (language, "")]:
            if key in self.commands:
                return [(str(one["command"]), str(one["description"])) for one in self.commands[key]]
        return []


def read_commands(commands: list[object]) -> list[Wire]:
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: object) -> Wire:
    if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command", ""))):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(command.get("description", ""))
    if not 0 < len(description) <= DESCRIPTION_OF_COMMAND:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": str(command["command"]).removeprefix("/"), "description": description}
