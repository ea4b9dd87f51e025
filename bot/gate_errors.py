"""What an error of the Telegram library says about the message: arrived, perhaps arrived, or surely not."""

from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.gate_call import Call
from domain.pacing import Accepted, Blocked, Refused, Result, Uncertain, Unreached


@dataclass(frozen=True)
class Again:
    """Try again; when the tries run out this is the result."""

    otherwise: Result


@dataclass(frozen=True)
class TooFast:
    """A 429: nothing arrived, wait this many seconds."""

    seconds: float


@dataclass(frozen=True)
class Moved:
    """The chat has a new number; the call is repeated there."""

    chat: int


@dataclass(frozen=True)
class NoToken:
    """The token is not accepted. A value without the library's error: that one shows the token."""


class TokenRefused(Exception):
    """Telegram does not accept the bot's token."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


Outcome = Result | Again | TooFast | Moved | NoToken

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
REASONS = (  # words of Telegram (lower case), our word
    ("message to edit not found", "gone"),
    ("message can't be edited", "gone"),
    ("message_id_invalid", "gone"),
    ("message to delete not found", "gone"),
    ("message can't be deleted", "gone"),
    ("query is too old", "stale"),
    ("query id is invalid", "stale"),
    ("can't parse entities", "markup"),
    ("is empty", "empty"),
    ("too long", "too long"),
    ("button", "button"),
)
UNREACHABLE = ("chat not found", "user not found", "peer_id_invalid")


def outcome_of(error: TelegramError, call: Call) -> Outcome:
    """Judges by kind and by cause, as measured against a misbehaving server."""
    match error:
        case RetryAfter():
            return TooFast(seconds_of(error.retry_after))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Blocked()
        case BadRequest():
            return _bad_request(error.message.lower(), call)
        case InvalidToken():
            return NoToken()
        case NetworkError():
            return _network(error, call)
    return Refused("unknown")


def seconds_of(span: int | float | timedelta) -> float:
    """The library gives whole seconds today and a timedelta when asked to."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


def _bad_request(text: str, call: Call) -> Result:
    if "not modified" in text:
        message = call.params.get("message_id")
        return Accepted(message if isinstance(message, int) else None)
    if any(words in text for words in UNREACHABLE):
        return Blocked()
    return Refused(next((reason for words, reason in REASONS if words in text), "bad request"))


def _network(error: NetworkError, call: Call) -> Outcome:
    if isinstance(error.__cause__, NOT_SENT):
        return Again(Unreached())
    return Again(Uncertain()) if call.repeatable else Uncertain()
