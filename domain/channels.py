"""A second way to reach a member when Telegram does not, and what an address looks like."""

import re
from datetime import datetime, timedelta
from enum import StrEnum


class Channel(StrEnum):
    """What can carry *a message from the network* beside Telegram."""

    MAIL = "mail"


ADDRESS_SIGNS = 254  # RFC 5321, 4.5.3.1: a path of 256 with its brackets
LOCAL_SIGNS = 64  # the same, 4.5.3.1.1
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+[A-Za-z]{{2,63}})", re.ASCII)


def read_address(typed: str) -> str | None:
    """An address as it was typed, its domain in small letters; None when mail cannot go there."""
    whole = ADDRESS.fullmatch(typed.strip())
    if whole is None or len(whole[0]) > ADDRESS_SIGNS or len(whole[1]) > LOCAL_SIGNS:
        return None
    return f"{whole[1]}@{whole[2].lower()}"


def veiled(address: str) -> str:
    """Enough to recognise it by, for a chat that need not hold it: *a…@gemeente.example*."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=8)


def mail_again_after(failures: int) -> timedelta:
    """How long to wait after so many tries of one mail that did not get through (from 1)."""
    doubled: int = 2 ** min(failures - 1, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def is_silent(since: datetime, now: datetime, span: timedelta) -> bool:
    """Whether nothing came in or went out for so long that somebody should look."""
    return now - since >= span
