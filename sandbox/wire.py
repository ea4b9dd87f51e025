"""What a bot sends and gets back, in the form it has on the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.errors import bad_request

Wire = dict[str, object]


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes = field(repr=False)
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Reply:
    """An HTTP status with the body that belongs to it."""

    status: int
    body: Wire

    @property
    def payload(self) -> bytes:
        return json.dumps(self.body).encode()

    @property
    def result(self) -> object:
        return self.body.get("result")


class Params:
    """The parameters of a request, typed or as text with JSON in it; `strange` is what is not acted upon."""

    __slots__ = ("files", "strange", "values")

    def __init__(self, values: Mapping[str, object], files: Mapping[str, Upload]) -> None:
        self.values = values
        self.files = files
        self.strange: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def number(self, name: str) -> float | None:
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def integer(self, name: str) -> int | None:
        value = self.values.get(name)
        if type(value) is int:
            return value
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value is True or str(value).lower() in {"true", "1", "yes"}

    def json(self, name: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def wire(self, name: str, what: str) -> Wire:
        value = self.json(name)
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {what}")
        return value

    def list(self, name: str) -> list[object] | None:
        value = self.json(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"expected an Array of {name}")
