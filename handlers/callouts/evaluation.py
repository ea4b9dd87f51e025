"""Looking back on a call-out: three taps in one message, and what came out of it for everybody."""

from domain.callout_evaluation import Answer, Question
from domain.ids import CallOutId
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.dates import day_time
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Value, text
from usecases import callout_evaluation as deeds
from usecases.callout_evaluation import Looking, Outcome

SKIP = "skip"
LABELS = {
    Question.TIME: ("button.yes_on_time", "button.just_too_late", "button.far_too_late"),
    Question.CLEAR: ("button.yes_clear", "button.a_little", "button.not_clear"),
    Question.OUTCOME: ("button.yes_enough", "button.a_little", "button.too_little"),
}


def screen(looking: Looking, _view: View) -> Screen:
    """The question of now, the thanks after the last, or that it is over."""
    if looking.over:
        return Screen(text("callout.evaluation_over"), (to_menu(),))
    if looking.question is None:
        return Screen(text("callout.evaluation_thanks"), (to_menu(),))
    return Screen(text(f"callout.evaluation_{looking.question.value}"), _answers(looking, looking.question))


def _answers(looking: Looking, question: Question) -> tuple[Button, ...]:
    def button(label: str, value: str) -> Button:
        return Button(text(label), press("c1:look", looking.call_out.id, question.value, value))

    offered = zip(LABELS[question], Answer, strict=True)
    return (*(button(label, answer.value) for label, answer in offered), button("button.skip", SKIP))


async def look(at: Context, call_out: str, question: str, answer: str) -> Screen:
    """One tap."""
    if question not in list(Question) or answer not in (*Answer, SKIP):
        raise NoSuchRoute
    said = None if answer == SKIP else Answer(answer)
    return _shown(await at.run(deeds.look_back, CallOutId(call_out), Question(question), said), at)


async def where(at: Context, call_out: str) -> Screen:
    """The question of now, for a tap that had its effect before."""
    return _shown(await at.run(deeds.where, CallOutId(call_out)), at)


def _shown(looking: Looking | None, at: Context) -> Screen:
    if looking is None:
        raise NoSuchRoute
    return screen(looking, at.view)


def result(outcome: Outcome, view: View) -> Screen:
    """What came out, in words where a count is small."""
    lines = Lines.of(
        text(
            f"callout.evaluated_{question.value}",
            yes=_count(answers[Answer.YES]),
            partly=_count(answers[Answer.PARTLY]),
            no=_count(answers[Answer.NO]),
        )
        for question, answers in outcome.result.items()
    )
    sent_at = outcome.call_out.sent_at or view.now
    said = text("callout.evaluation_result", callout_time=day_time(sent_at, view.now), lines=lines)
    return Screen(said, (to_menu(),))


def _count(told: int | None) -> Value:
    return text("count.few") if told is None else told


NOTICES = (
    NoticeKind(deeds.QUESTION, deeds.facts_of_question, screen),
    NoticeKind(deeds.RESULT, deeds.facts_of_result, result),
)
