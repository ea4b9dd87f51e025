"""A place found in a text, before it becomes a finding; two findings never claim the same words."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.screening import KIND_OF, Finding, Kind, Outcome, SpanType


@dataclass(frozen=True, slots=True)
class Hit:
    """A place, and the key of the general words that may stand there instead, from `cover` (a title) on."""

    start: int
    end: int
    type: SpanType
    outcome: Outcome = Outcome.CERTAIN
    kind: Kind | None = None
    words: str = ""
    cover: int = -1

    @property
    def finding(self) -> Finding:
        """Answers what leaves the check: the place and what was found."""
        return Finding(self.start, self.end, self.type, self.kind or KIND_OF[self.type], self.outcome)

    @property
    def general(self) -> str:
        """Answers the key of the general words."""
        return self.words or self.finding.kind.value

    @property
    def replaced_from(self) -> int:
        """Answers where the replaced part starts."""
        return self.start if self.cover < 0 else self.cover

    def meets(self, other: "Hit") -> bool:
        """Says that the two share a character."""
        return self.start < other.end and other.start < self.end


def apart(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keeps a hit when no earlier one claims a part of it, so the order of the rules is their rank."""
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.meets(other) for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))
