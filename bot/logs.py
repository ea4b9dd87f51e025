"""A log line holds ids and outcomes: no name, text, account or token, at whatever level it is written."""

import base64
import json
import logging
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from bot.settings import LogForm

OURS = ("bot", "handlers", "scheduling", "usecases", "storage", "domain", "screening", "sandbox")
# These write addresses with the token, or what a member wrote, below WARNING.
TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "sqlalchemy", "alembic", "uvicorn", "asyncio")
ANY_TOKEN = re.compile(r"\b(?:bot)?[0-9]{5,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,100}")
HIDDEN = "[token]"
FRAMES = 3


def set_up(form: LogForm, token: str | None, level: int = logging.INFO) -> None:
    """Log to standard error in this form; `token` is never shown, whoever writes it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Discretion(token))
    handler.setFormatter(AsJson() if form is LogForm.JSON else AsText())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class Discretion(logging.Filter):
    """Leaves of a record what may be kept: our own words, of an error its kind and place, never a token."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self._secret = _pattern(token)

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage() if is_ours(record.name) else _template(record)
        record.msg, record.args = self._clean(said), None
        record.error = _error(record)
        record.exc_info = record.exc_text = record.stack_info = None
        return True

    def _clean(self, said: str) -> str:
        return ANY_TOKEN.sub(HIDDEN, self._secret.sub(HIDDEN, said) if self._secret else said)


def is_ours(logger: str) -> bool:
    """Whether the product itself wrote the line; a library may have put anything in it."""
    return logger.partition(".")[0] in OURS


def _template(record: logging.LogRecord) -> str:
    """A library's sentence without what it filled in: that may be an update, a value, an address."""
    return (
        str(record.msg).partition("\n")[0][:200] if record.args or record.name == "asyncio" else "(withheld)"
    )


def _error(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    return f"{record.exc_info[0].__name__}{place_of(record.exc_info[2])}"


def place_of(trace: TracebackType | None) -> str:
    """The last places in our own code, innermost first; never a value."""
    places = []
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.parent.name in OURS or path.parent.parent.name in OURS:
            places.append(f"{path.parent.name}/{path.name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f" at {' < '.join(reversed(places[-FRAMES:]))}" if places else ""


def _pattern(token: str | None) -> re.Pattern[str] | None:
    """The token as it is, as in an address, and in base64 wherever it begins; also its secret half alone."""
    if token is None:
        return None
    secret = token.partition(":")[2]
    forms = {token, quote(token, safe=""), quote(token, safe="").lower(), secret}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + token.encode())
        inner = coded[4 * bool(before) : -4 if coded.endswith(b"=") else None].decode()
        forms |= {inner, inner.replace("+", "-").replace("/", "_")}
    return re.compile(
        "|".join(re.escape(one) for one in sorted(forms, key=len, reverse=True) if len(one) > 3)
    )


class AsText(logging.Formatter):
    """`2026-03-12T16:00:00Z WARNING bot.intake: words`."""

    def format(self, record: logging.LogRecord) -> str:
        error = getattr(record, "error", "")
        said = record.getMessage() + (f" ({error})" if error else "")
        # One record is one line: what came from outside cannot pose as another.
        return f"{_moment(record)} {record.levelname} {record.name}: {' | '.join(said.splitlines())}"


class AsJson(logging.Formatter):
    """One object a line: `at`, `level`, `logger`, `message`, and `error` when there was one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": _moment(record), "level": record.levelname, "logger": record.name}
        line["message"] = record.getMessage()
        if error := getattr(record, "error", ""):
            line["error"] = error
        return json.dumps(line, ensure_ascii=False)


def _moment(record: logging.LogRecord) -> str:
    return (
        datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
