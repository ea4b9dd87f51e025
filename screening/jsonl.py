"""Writes a verdict in the form that `check-text --jsonl` promises."""

from domain.screening import Verdict

Json = dict[str, str | list[dict[str, str | int]]]


def verdict_as_json(text_id: str, verdict: Verdict) -> Json:
    """Answers `{"id", "outcome", "spans": [{"start", "end", "type"}]}`; characters are counted from 0."""
    spans: list[dict[str, str | int]] = [
        {"start": found.start, "end": found.end, "type": found.type.value} for found in verdict.findings
    ]
    return {"id": text_id, "outcome": verdict.outcome.word, "spans": spans}
