"""One tap answers a call-out; answers are counted, laid beside the voices, and tell when enough come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ids import MemberId


class Answer(StrEnum):
    """What a member answered. No reason is asked. Arriving later is coming, with a time."""

    NONE = "none"
    COMING = "coming"
    DIALLING_IN = "dialling_in"
    NOT_COMING = "not_coming"
    UNDECIDED = "undecided"
    READ = "read"
    STANDING_BY = "standing_by"
    DEPUTY = "deputy"


YES = frozenset({Answer.COMING, Answer.DIALLING_IN})
# Who hears that there are enough people, and who may be asked once more.
NOT_SAID = frozenset({Answer.NONE, Answer.UNDECIDED})


@dataclass(frozen=True)
class Response:
    """One member's answer, with the time of arrival when later.

    What does not make it another answer: when it was said, what stood there before, whether the desk filled
    it in, and for whom this member comes as deputy.
    """

    member: MemberId
    answer: Answer
    arrival: datetime | None = None
    said_at: datetime | None = field(default=None, compare=False)
    before: Answer | None = field(default=None, compare=False)
    on_behalf: bool = field(default=False, compare=False)
    stands_for: MemberId | None = field(default=None, compare=False)


def said(
    before: Response, chosen: Answer, arrival: datetime | None, now: datetime, on_behalf: bool = False
) -> Response:
    """The new answer, which remembers what stood there and when it came."""
    earlier = None if before.answer is Answer.NONE else before.answer
    return Response(before.member, chosen, arrival, now, earlier, on_behalf, before.stands_for)


def repeats(before: Response, newest: Response) -> bool:
    """Whether this had been said already; what the desk filled in counts as said once the member says it."""
    return newest == before and newest.on_behalf == before.on_behalf


def by_themselves(response: Response) -> bool:
    """Whether the member said this, and not the desk for the member: then nobody else changes it."""
    return response.answer is not Answer.NONE and not response.on_behalf


@dataclass(frozen=True)
class Tally:
    """Counts, never names."""

    coming: int = 0
    later: int = 0
    dialling: int = 0
    not_coming: int = 0
    read: int = 0
    open: int = 0
    present_at_start: int = 0
    deputised: int = 0

    @property
    def yes(self) -> int:
        """Everybody who will be there in some way."""
        return self.coming + self.later + self.dialling

    @property
    def asked(self) -> int:
        """Everybody who was asked."""
        return self.yes + self.not_coming + self.read + self.open + self.deputised

    @property
    def answered(self) -> int:
        """Everybody who said something."""
        return self.asked - self.open


def tally(responses: Iterable[Response], starts_at: datetime | None) -> Tally:
    """The counts of a call-out; whoever arrives after the start is not present at the start."""
    counts = dict.fromkeys(("coming", "later", "dialling", "not_coming", "read", "open", "deputised"), 0)
    for response in responses:
        counts[_column(response, starts_at)] += 1
    return Tally(**counts, present_at_start=counts["coming"] + counts["dialling"])


def _column(response: Response, starts_at: datetime | None) -> str:
    arrives = response.arrival or response.said_at
    match response.answer:
        case Answer.COMING if arrives and starts_at and arrives > starts_at:
            return "later"
        case Answer.COMING:
            return "coming"
        case Answer.READ:
            return "read"
        case Answer.DIALLING_IN:
            return "dialling"
        case Answer.NOT_COMING:
            return "not_coming"
        case Answer.DEPUTY:
            return "deputised"
        case _:
            return "open"


@dataclass(frozen=True)
class Circle:
    """Whether every agreed voice said yes: which are missing, and how many who come chose none."""

    missing: tuple[str, ...]
    unknown: int
    agreed: int = 0

    @property
    def complete(self) -> bool:
        """*Kringcompleet*; a network that agreed on no voices is never complete by them."""
        return self.agreed > 0 and not self.missing


def circle(
    agreed: Sequence[str], responses: Iterable[Response], voices: Mapping[MemberId, str | None]
) -> Circle:
    """Lay the yeses beside the agreed voices; a deputy brings the voice of the member too."""
    brought = [_brought(response, voices) for response in responses if response.answer in YES]
    present = frozenset().union(*brought)
    lacking = tuple(voice for voice in agreed if voice not in present)
    return Circle(lacking, brought.count(frozenset()), len(agreed))


def _brought(response: Response, voices: Mapping[MemberId, str | None]) -> frozenset[str]:
    own = voices.get(response.member)
    other = voices.get(response.stands_for) if response.stands_for else None
    return frozenset(voice for voice in (own, other) if voice is not None)


def arrivals(starts_at: datetime, now: datetime, steps: Iterable[timedelta]) -> list[datetime]:
    """The times offered to whoever comes later: counted from the start, or from now once it began."""
    return [max(starts_at, now) + step for step in steps]


class Asking(StrEnum):
    """Whether the rest is still asked: everybody; not when enough come; everybody, whoever comes."""

    ALL = "all"
    ENOUGH = "enough"
    KEPT = "kept"


@dataclass(frozen=True)
class StandDown:
    """When the rest hears that there are enough people."""

    asking: Asking = Asking.ALL
    at: datetime | None = None

    def told(self, now: datetime) -> bool:
        """Whether the rest heard it; that is not taken back."""
        return self.asking is Asking.ENOUGH and self.at is not None and self.at <= now


def stand_down_after(before: StandDown, complete: bool, now: datetime, notice: timedelta) -> StandDown:
    """A circle that becomes complete lets the rest go after a while; one that breaks before that does not."""
    if complete and before.asking is Asking.ALL:
        return StandDown(Asking.ENOUGH, now + notice)
    if not complete and before.asking is Asking.ENOUGH and not before.told(now):
        return StandDown()
    return before
