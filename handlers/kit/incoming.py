"""What Telegram sends, read into the few things that can happen; photos and voices are never even fetched."""

from dataclasses import dataclass, field

from telegram import ChatMember, Message, Update, User
from telegram.constants import ChatType

from domain.actors import Account

NAME_SIGNS = 15


@dataclass(frozen=True)
class Pressed:
    """A tap on a button under a message."""

    query: str
    data: str
    message: int | None


@dataclass(frozen=True)
class Typed:
    """A text; a command starts with a slash."""

    text: str = field(repr=False)
    message: int


@dataclass(frozen=True)
class Refused:
    """A photo, voice, file, contact or place."""

    message: int


@dataclass(frozen=True)
class Blocking:
    """The account blocked the bot, or came back."""

    blocked: bool


@dataclass(frozen=True)
class Incoming:
    """One update: who, through which number, with which name, and what."""

    update: int
    account: Account
    name: str = field(repr=False)
    what: Pressed | Typed | Refused | Blocking


def read_update(update: Update) -> Incoming | None:
    """The update as one of these, None for what does not concern us (groups, edits, other bots)."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None or chat.type != ChatType.PRIVATE:
        return None
    what = _what(update)
    return None if what is None else Incoming(update.update_id, Account(user.id), offered_name(user), what)


def _what(update: Update) -> Pressed | Typed | Refused | Blocking | None:
    query = update.callback_query
    if query is not None:
        return Pressed(query.id, query.data or "", query.message.message_id if query.message else None)
    if update.message is not None:
        return _message(update.message)
    if update.my_chat_member is not None:
        return Blocking(update.my_chat_member.new_chat_member.status == ChatMember.BANNED)
    return None


def _message(message: Message) -> Typed | Refused:
    if message.text is not None:
        return Typed(message.text, message.message_id)
    return Refused(message.message_id)


def offered_name(user: User) -> str:
    """The first name in Telegram when it can stand on a button: letters, spaces and hyphens, 15 at most."""
    name = user.first_name.strip()
    plain = all(sign.isalpha() or sign in " -" for sign in name)
    return name if plain and 0 < len(name) <= NAME_SIGNS else ""
