"""What arrives about a shift: the question, the start, who reads along, and that nobody does."""

from datetime import datetime, timedelta

from domain.duty import Shift, ShiftState, Span
from handlers.duty.roster import handed_back, note_of
from handlers.duty.words import hours, in_button, moment, until
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Value, text
from usecases import duty_asking, duty_news, duty_turns
from usecases.delivery import Hours
from usecases.duty_asking import Answer
from usecases.duty_news import Back, Reader, Start, Thanks, Vacancy

SOON = timedelta(hours=12)


def _soon(shift: Shift, now: datetime) -> bool:
    return shift.starts_at <= now + SOON


def question_when_soon(shift: Shift, now: datetime) -> Hours:
    """A question for this night cannot wait until the morning; who said not at night is left alone."""
    return Hours.UNLESS_NIGHTS_OFF if _soon(shift, now) else Hours.WAKING


def answer_when_soon(answer: Answer, now: datetime) -> Hours:
    """A no for this night cannot wait; a yes can."""
    refused = answer.shift.state is ShiftState.REFUSED
    return Hours.ALWAYS if refused and _soon(answer.shift, now) else Hours.WAKING


def vacant_when_soon(vacancy: Vacancy, now: datetime) -> Hours:
    """The netwerkregisseur hears at any hour that nobody reads along; who said not at night is left alone."""
    if not _soon(vacancy.shift, now):
        return Hours.WAKING
    return Hours.ALWAYS if vacancy.coordinator else Hours.UNLESS_NIGHTS_OFF


def asked(shift: Shift, _view: View) -> Screen:
    """To the member who is asked."""
    buttons = (
        Button(text("button.yes_possible"), press("w1:yes", shift.id)),
        Button(text("button.no_rather_not"), press("w1:no", shift.id)),
    )
    return Screen(text("duty.ask", hours=hours(shift.span)), buttons)


def answered(found: Answer, _view: View) -> Screen:
    """To the netwerkregisseur."""
    words = {"name": found.name or text("list.no_name"), "hours": hours(found.shift.span)}
    roster = Button(text("button.who_is_on_duty"), press("w1:roster"))
    if found.shift.state is ShiftState.REFUSED:
        another = Button(text("button.ask_someone_else"), press("w1:gap", *in_button(found.shift.span)))
        return Screen(text("duty.said_no", **words), (another, roster, to_menu()))
    return Screen(text("duty.said_yes", **words), (roster, to_menu()))


def cancelled(shift: Shift, _view: View) -> Screen:
    """To the member whose shift is off."""
    return Screen(text("duty.called_off", hours=hours(shift.span)), (to_menu(),))


def starts(found: Start, view: View) -> Screen:
    """To whoever said yes."""
    words: dict[str, Value] = {
        "until": until(found.shift.ends_at, view.now),
        "open_reports": found.open_reports,
        "handover_note": note_of(found.note),
    }
    buttons = (
        Button(text("button.take_over"), press("w1:over", found.shift.id)),
        Button(text("button.cannot"), press("w1:cannot", found.shift.id)),
    )
    return Screen(text("duty.start_own" if found.coordinator else "duty.start", **words), buttons)


def taken_over(found: Reader, view: View) -> Screen:
    """To the netwerkregisseur."""
    words = {
        "stand_in_name": found.name or text("list.no_name"),
        "until": until(found.shift.ends_at, view.now),
    }
    back = Button(text("button.take_duty_back"), press("w1:back", found.shift.id))
    return Screen(text("duty.taken_over", **words), (back,))


def vacant(found: Vacancy, view: View) -> Screen:
    """To whoever can take it; only the netwerkregisseur can ask somebody else."""
    shift = found.shift
    left = Span(max(shift.starts_at, view.now), shift.ends_at)
    another = Button(text("button.ask_someone_else"), press("w1:gap", *in_button(left)))
    buttons = (
        Button(text("button.take_over"), press("w1:over", shift.id)),
        *((another,) if found.coordinator else ()),
        Button(text("button.cannot"), press("w1:cannot", shift.id)),
    )
    words = {"from": moment(left.start), "until": moment(left.end)}
    return Screen(text("duty.refused", **words), buttons)


def over(found: Thanks, _view: View) -> Screen:
    """To whoever stood in; the commands are those of before."""
    return Screen(text("duty.over"), (to_menu(),)).renewing(found.roles, found.on_duty)


def back(found: Back, _view: View) -> Screen:
    """To the netwerkregisseur, at the end."""
    return handed_back(found)


NOTICES = (
    NoticeKind(duty_asking.ASKED, duty_asking.facts_asked, asked, question_when_soon),
    NoticeKind(duty_asking.ANSWERED, duty_asking.facts_answered, answered, answer_when_soon),
    NoticeKind(duty_asking.CANCELLED, duty_asking.facts_cancelled, cancelled),
    NoticeKind(duty_turns.STARTS, duty_news.facts_start, starts, always),
    NoticeKind(duty_turns.TAKEN_OVER, duty_news.facts_taken_over, taken_over),
    NoticeKind(duty_turns.VACANT, duty_news.facts_vacant, vacant, vacant_when_soon),
    NoticeKind(duty_turns.HANDED_BACK, duty_news.facts_handed_back, back),
    NoticeKind(duty_turns.OVER, duty_news.facts_over, over, always),
)
