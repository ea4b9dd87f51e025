"""Everything that can be pressed, told or kept has a random id that says nothing.

An id is 96 random bits, written as 16 base64url characters, set before the insert.
"""

import base64
from typing import NewType

MemberId = NewType("MemberId", str)
CallOutId = NewType("CallOutId", str)
ReportId = NewType("ReportId", str)
ActivityId = NewType("ActivityId", str)
SignalId = NewType("SignalId", str)
RequestId = NewType("RequestId", str)
BroadcastId = NewType("BroadcastId", str)
QuestionId = NewType("QuestionId", str)
NoticeId = NewType("NoticeId", str)

ID_BYTES = 12
ID_LENGTH = 16

# Characters that nobody confuses when a code is read out or written on paper.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


def id_from_bytes(raw: bytes) -> str:
    """The written form of 12 random bytes."""
    return base64.urlsafe_b64encode(raw[:ID_BYTES]).decode("ascii")


def code_from_bytes(raw: bytes, length: int) -> str:
    """A readable code of 5 bits a character, `length` at most the number of bytes given."""
    return "".join(CODE_ALPHABET[byte % 32] for byte in raw[:length])


def clean_code(typed: str) -> str:
    """What somebody typed as a code, without the spaces and hyphens people add."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
