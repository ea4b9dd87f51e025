"""A question to the netwerkregisseur is answered within the promised working days."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.ids import QuestionId
from domain.network_times import DutyHours

ANY_DAY = frozenset(range(7))
# A question that is never answered ends here all the same, with the way back to who asked.
LONGEST_OPEN = timedelta(days=365)


class Origin(StrEnum):
    """Under what the question was asked: after unrest or a signal nothing may show who asked."""

    PLAIN = ""
    UNREST = "u"
    SIGNAL = "s"

    @property
    def hidden(self) -> bool:
        """Whether the name stays hidden and the answer arrives discreetly."""
        return self is not Origin.PLAIN


@dataclass(frozen=True)
class Question:
    """A question as the desk has it; who asked stands elsewhere, sealed."""

    id: QuestionId
    text: str = field(repr=False)
    origin: Origin
    answer_by: datetime
    answered_on: date | None = None
    answer: str = field(default="", repr=False)

    @property
    def open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.answered_on is None


def working_days_later(duty: DutyHours, local: datetime, days: int) -> datetime:
    """The end of the working hours, so many working days after today, by the clocks of the city."""
    worked = duty.weekdays or ANY_DAY
    moment = local.replace(hour=duty.end.hour, minute=duty.end.minute, second=0, microsecond=0)
    left = days
    while left > 0:
        moment += timedelta(days=1)
        left -= moment.weekday() in worked
    return moment
