"""Looking back on a call-out takes three taps; only counts are kept, and small ones are never told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.counts import LEAST_TOLD, told


class Question(StrEnum):
    """What is asked, in this order."""

    TIME = "time"
    CLEAR = "clear"
    OUTCOME = "outcome"


class Answer(StrEnum):
    """What each question offers; skipping one is no answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


QUESTIONS: tuple[Question, ...] = tuple(Question)
Totals = Mapping[tuple[str, str], int]


def next_question(done: int) -> Question | None:
    """The question after so many; None after the last."""
    return QUESTIONS[done] if done < len(QUESTIONS) else None


@dataclass(frozen=True)
class Window:
    """From when until when one can look back; the result is told at its end, and stays as it is."""

    opens_at: datetime
    ends_at: datetime

    def open(self, now: datetime) -> bool:
        """Whether an answer counts now."""
        return self.opens_at <= now < self.ends_at


def window(closed_at: datetime, asked_after: timedelta, told_after: timedelta) -> Window:
    """The window of a call-out that was closed at this moment."""
    opens_at = closed_at + asked_after
    return Window(opens_at, opens_at + told_after)


Result = Mapping[Question, Mapping[Answer, int | None]]


def result(totals: Totals) -> Result:
    """What may be told: questions with five answers and more, and in them no count under five.

    How many answered at all is not told, so no small count follows from the others.
    """
    counts = {
        question: {answer: totals.get((question, answer), 0) for answer in Answer} for question in Question
    }
    return {
        question: {answer: told(n) for answer, n in answers.items()}
        for question, answers in counts.items()
        if sum(answers.values()) >= LEAST_TOLD
    }
