"""A copy of the database tells nobody who is a member: what is personal is sealed to its place.

AES-256-GCM with table, column and row as associated data; lookups by keyed hash. The keys lie in a file
of mode 0600 outside the database: the newest first, an older one only during rotation.
"""

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
KEY_BYTES = 32
LOOKUP_BYTES = 16
MOST_NAME = 255


class SealBroken(Exception):
    """A sealed value does not belong to this place, or its key is missing."""


class KeysUnusable(Exception):
    """The key file is missing, readable by others, or not a key file."""


@dataclass(frozen=True)
class Key:
    """One secret of 32 bytes and what is derived from it."""

    name: int
    sealing: AESGCM = field(repr=False)
    hashing: bytes = field(repr=False)


def _derive(secret: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"bijeen:" + use).derive(secret)


def make_key(name: int, secret: bytes) -> Key:
    """A key from its secret; `name` (0–255) stands in front of everything it sealed."""
    return Key(name, AESGCM(_derive(secret, b"seal")), _derive(secret, b"lookup"))


class Vault:
    """Seals and opens values, and makes the keyed hashes by which they are found."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self._newest = keys[0]
        self._keys = {key.name: key for key in keys}

    def seal(self, table: str, column: str, row: str, value: str) -> bytes:
        """The value as bytes that open only at this table, column and row."""
        nonce = os.urandom(NONCE_BYTES)
        place = f"{table}.{column}.{row}".encode()
        body = self._newest.sealing.encrypt(nonce, value.encode(), place)
        return bytes([self._newest.name]) + nonce + body

    def open_(self, table: str, column: str, row: str, sealed: bytes) -> str:
        """The value sealed at this place. Raises `SealBroken`."""
        key = self._keys.get(sealed[0])
        if key is None:
            raise SealBroken
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return key.sealing.decrypt(nonce, body, f"{table}.{column}.{row}".encode()).decode()
        except InvalidTag as broken:
            raise SealBroken from broken

    def lookup(self, kind: str, value: str) -> bytes:
        """The 16-byte hash under which a value of this kind is stored now."""
        return self._hash(self._newest, kind, value)

    def lookups(self, kind: str, value: str) -> list[bytes]:
        """All hashes under which it may be stored: one a key, more than one only during rotation."""
        return [self._hash(key, kind, value) for key in self._keys.values()]

    def derive(self, kind: str, value: str, length: int) -> bytes:
        """`length` (≤ 32) bytes that only the holder of the key can make again."""
        return hmac.digest(self._newest.hashing, f"derive:{kind}:{value}".encode(), hashlib.sha256)[:length]

    def _hash(self, key: Key, kind: str, value: str) -> bytes:
        return hmac.digest(key.hashing, f"{kind}:{value}".encode(), hashlib.sha256)[:LOOKUP_BYTES]


def read_keys(path: Path) -> tuple[Key, ...]:
    """The keys of a file, newest first. Raises `KeysUnusable`."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeysUnusable("the key file can be read by other users: give it mode 0600")
        lines = path.read_text(encoding="ascii").split("\n")
        keys = tuple(_key_from(line) for line in lines if line.strip())
    except OSError as problem:
        raise KeysUnusable(f"the key file cannot be read: {problem.strerror}") from problem
    except ValueError:  # its text would hold a piece of a key
        raise KeysUnusable("the key file is damaged: put a copy of it back") from None
    if not keys:
        raise KeysUnusable("the key file is empty: put a copy of it back")
    return keys


def _key_from(line: str) -> Key:
    name, secret = line.split()
    raw = base64.urlsafe_b64decode(secret)
    if len(raw) != KEY_BYTES or not 0 <= int(name) <= MOST_NAME:
        raise ValueError
    return make_key(int(name), raw)


def new_key_line(name: int) -> str:
    """One line of a key file with a fresh secret."""
    return f"{name} {base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode('ascii')}\n"


def write_new_keys(path: Path) -> None:
    """Make the key file of an empty installation: mode 0600, whole or not there, on disk before we go on.

    Keys that are there stay, also those that another process makes at this moment. Raises `KeysUnusable`.
    """
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(draft, new_key_line(1))
        with suppress(FileExistsError):
            os.link(draft, path)
    except OSError as problem:
        raise KeysUnusable(f"the key file cannot be made: {problem.strerror}") from problem
    finally:
        with suppress(OSError):
            draft.unlink()


def _write(path: Path, line: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
