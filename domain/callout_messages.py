"""Whoever was called hears how it goes on, and what was done with the help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.ids import CallOutId


class Following(StrEnum):
    """What can follow a call-out."""

    UPDATE = "update"
    NO_NEWS = "no_news"
    ALL_CLEAR = "all_clear"
    CANCELLED = "cancelled"
    DRILL_OVER = "drill_over"
    LAPSED = "lapsed"


ENDINGS = frozenset({Following.ALL_CLEAR, Following.CANCELLED, Following.DRILL_OVER, Following.LAPSED})


@dataclass(frozen=True)
class Moved:
    """What was changed of when, where and by which number: from what to what. Empty has not changed."""

    start: tuple[str, str] = ("", "")
    place: tuple[str, str] = field(default=("", ""), repr=False)
    dial_in: tuple[str, str] = field(default=("", ""), repr=False)


@dataclass(frozen=True)
class Words:
    """What the netwerkregisseur wrote in a message that follows; which of these depends on its kind."""

    change: str = field(default="", repr=False)
    unchanged: str = field(default="", repr=False)
    line_to_say: str = field(default="", repr=False)
    summary: str = field(default="", repr=False)
    calm: bool = False
    reason: str = field(default="", repr=False)
    moved: "Moved | None" = None


@dataclass(frozen=True)
class FollowUp:
    """A message that follows a call-out."""

    id: str
    call_out: CallOutId
    kind: Following
    words: Words
    said_at: datetime
    next_update_at: datetime | None = None


def may_follow(kind: Following, drill: bool, gathers: bool) -> bool:
    """A drill only ends, as a drill; and only what people would come to can be called off."""
    if drill or kind is Following.DRILL_OVER:
        return drill and kind is Following.DRILL_OVER
    return gathers or kind is not Following.CANCELLED


# Without these words a message that follows cannot go: no closing without what was done with the help.
NEEDED: Mapping[Following, str] = {
    Following.UPDATE: "change",
    Following.ALL_CLEAR: "summary",
    Following.CANCELLED: "reason",
}


def says_enough(kind: Following, words: Words) -> bool:
    """Whether the compulsory words are there."""
    needed = NEEDED.get(kind)
    return needed is None or words.moved is not None or bool(getattr(words, needed))


def asked_card(call_out: CallOutId) -> str:
    """The name of every message with the call-out and its answers."""
    return f"asked:{call_out}"


def heard_card(call_out: CallOutId) -> str:
    """The name of every message that follows and tells where or when."""
    return f"heard:{call_out}"
