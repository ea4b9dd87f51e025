"""A phone number is kept in one form and shown in groups that can be read out; nothing is looked up."""

import re

AS_TYPED = re.compile(r"\+?[\d\s().\-/]+")
DUTCH_DIGITS = 9  # behind the 0 or the +31
SHORTEST, LONGEST = 8, 15  # ITU-T E.164: at most 15 digits, the country code included
COUNTRY = "31"
LAST_SHOWN = 2


def read_phone(typed: str) -> str | None:
    """The number as `+31612345678`, None when it is no phone number."""
    if not AS_TYPED.fullmatch(typed.strip()):
        return None
    number = re.sub(r"[^\d+]", "", typed.replace("(0)", ""))
    if number.startswith("00"):
        number = "+" + number[2:]
    elif number.startswith("0"):
        number = f"+{COUNTRY}{number[1:]}"
    return number if _is_whole(number) else None


def _is_whole(number: str) -> bool:
    digits = number[1:]
    if not number.startswith("+") or not digits.isascii() or digits.startswith("0"):
        return False
    if digits.startswith(COUNTRY):
        return len(digits) == len(COUNTRY) + DUTCH_DIGITS and digits[len(COUNTRY)] != "0"
    return SHORTEST <= len(digits) <= LONGEST


def spoken(number: str) -> str:
    """A kept number in groups: `06 12 34 56 78`; one from abroad as it is."""
    national = "0" + number.removeprefix("+" + COUNTRY)
    if not number.startswith("+" + COUNTRY):
        return number
    return " ".join(national[at : at + 2] for at in range(0, len(national), 2))


def ending(number: str) -> str:
    """The last two digits: enough to know one's own number again."""
    return number[-LAST_SHOWN:]
