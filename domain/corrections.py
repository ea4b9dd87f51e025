"""A rumour that was checked is put right with what is true; how many hear it too is counted for a while."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.ids import CallOutId, MemberId


@dataclass(frozen=True)
class RightWords:
    """What is true, of whom and since when we know it, and one sentence to say. Never the rumour."""

    fact: str = field(repr=False)
    source: str
    line_to_say: str = field(repr=False)
    as_of: datetime

    @property
    def whole(self) -> bool:
        """Nothing goes out without what is true, its source and a sentence to say."""
        return all(part.strip() for part in (self.fact, self.source, self.line_to_say))


@dataclass(frozen=True)
class Correction:
    """A correction as it was sent; `ours` when an earlier message of ours was wrong."""

    id: str
    call_out: CallOutId | None
    circles: tuple[str, ...]
    words: RightWords
    ours: bool
    maker: MemberId
    sent_at: datetime
    people: int
    heard: int = 0

    def counts(self, now: datetime, span: timedelta) -> bool:
        """Whether *dit hoor ik ook* still counts; what is told afterwards does not change any more."""
        return now < self.sent_at + span
