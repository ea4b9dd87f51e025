"""A question reaches the desk, its answer whoever asked; after unrest or a signal only discreetly."""

from dataclasses import replace

from domain.questions import Question
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from handlers.questions.desk import question_screen
from usecases import questions
from usecases.questions import Asked


def answered(question: Question, _view: View) -> Screen:
    """The answer; a further question keeps the same discretion."""
    buttons = (
        Button(text("button.thanks_clear"), press("k1:menu")),
        Button(text("button.have_question"), press("k1:ask", *filter(None, [question.origin.value]))),
    )
    return Screen(text("question.answered", answer=question.answer), buttons)


def owed(asked: Asked, view: View) -> Screen:
    """To the desk: an answer was promised, and its time is near."""
    screen = question_screen(asked, view)
    return replace(screen, text=text("coordinator.question_owed", question=screen.text))


NOTICES = (
    NoticeKind(questions.NEW, questions.facts_new, question_screen, through_absence=True),
    NoticeKind(questions.OWED, questions.facts_new, owed, through_absence=True),
    NoticeKind(questions.ANSWERED, questions.facts_answered, answered),
    NoticeKind(questions.ANSWERED_QUIETLY, questions.facts_answered, answered, discreet=True),
)
