"""`check-text`: tries the identifiability check; nothing that is read is kept or written back."""

import json
from collections.abc import Iterator
from typing import TextIO

from bot.commands.failure import Failed
from domain.screening import Check, Verdict


def check_text(jsonl: bool, source: TextIO, out: TextIO) -> None:
    """A text a line in `source`, what was found a line in `out`. Raises `Failed`."""
    from screening import build_check

    check = build_check()
    try:
        for answer in _as_jsonl(check, source) if jsonl else _as_text(check, source):
            out.write(f"{answer}\n")
    except UnicodeDecodeError:
        raise Failed("standard input: expected text in UTF-8") from None


def _as_text(check: Check, source: TextIO) -> Iterator[str]:
    return (_said(check(line.rstrip("\r\n"))) for line in source)


def _said(verdict: Verdict) -> str:
    found = [f"{one.start}-{one.end} {one.type.value} ({one.outcome.word})" for one in verdict.findings]
    return f"{verdict.outcome.word}: {', '.join(found)}" if found else verdict.outcome.word


def _as_jsonl(check: Check, source: TextIO) -> Iterator[str]:
    from screening import verdict_as_json

    for number, line in enumerate(source, start=1):
        if line.strip():
            text_id, text = _read(number, line)
            yield json.dumps(verdict_as_json(text_id, check(text)))


def _read(number: int, line: str) -> tuple[str, str]:
    try:
        asked = json.loads(line)
        text_id, text = asked["id"], asked["text"]
    except (ValueError, KeyError, TypeError):
        raise Failed(f'standard input, line {number}: expected {{"id": …, "text": …}}') from None
    if not isinstance(text, str):
        raise Failed(f"standard input, line {number}: expected a text between quotes")
    return text_id, text
