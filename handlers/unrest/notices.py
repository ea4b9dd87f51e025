"""What is told about unrest: openly to the desk, to a sender only as *a message from the network*."""

from dataclasses import replace
from datetime import datetime

from domain.callouts import CallOut
from domain.unrest import Report
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind, always
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Value, text
from handlers.unrest import asked, words
from handlers.unrest.desk import report_screen
from usecases import unrest, unrest_desk
from usecases import unrest_alarms as alarms
from usecases import unrest_rings as rings
from usecases.delivery import Hours
from usecases.unrest_desk import Proposal
from usecases.unrest_readers import Shown


def by_speed(shown: Shown, _now: datetime) -> Hours:
    """What must be done within an hour comes at any hour; to who is on duty everything does."""
    return Hours.ALWAYS if shown.report.told.urgent or shown.awake else Hours.WAKING


def proposal_by_speed(proposal: Proposal, now: datetime) -> Hours:
    """The same for a proposal to come together."""
    return by_speed(proposal.shown, now)


def proposed(proposal: Proposal, view: View) -> Screen:
    """A member proposes to come together; the netwerkregisseur decides."""
    report = proposal.shown.report
    said = text(
        "coordinator.meeting_proposed",
        code=report.code,
        received_at=words.received(report, view),
        related_line=_related(proposal.related, view),
        **words.about(report.told, view.network),
    )
    buttons = [Button(text("button.make_callout"), press("u1:call", report.id))]
    if proposal.related is not None:
        merge = press("u1:merge", report.id, proposal.related.id)
        buttons.append(Button(text("button.belongs_to_callout"), merge))
    return Screen(said, (*buttons, Button(text("button.no_meeting_now"), press("u1:close", report.id))))


def _related(call_out: CallOut | None, view: View) -> Value:
    if call_out is None or call_out.sent_at is None:
        return ""
    return text("coordinator.meeting_related", callout_time=dates.day_time(call_out.sent_at, view.now))


def question(report: Report, _view: View) -> Screen:
    """One question to the sender."""
    buttons = (
        Button(text("button.want_to_answer"), press("u1:answer", report.id)),
        Button(text("button.rather_not"), press("u1:silent", report.id)),
    )
    said = text("unrest.question_to_sender", code=report.code, question=report.talk.question)
    return Screen(said, buttons)


def _to_end() -> tuple[Button, ...]:
    """A question from here is answered discreetly too."""
    clear = Button(text("button.thanks_clear"), press("k1:menu"))
    return clear, Button(text("button.have_question"), press("k1:ask", "u"))


def merged(report: Report, _view: View) -> Screen:
    """It belongs to a call-out that is open."""
    return Screen(text("unrest.merged", code=report.code), _to_end())


def closed(report: Report, view: View) -> Screen:
    """What we did with it, and when it is erased."""
    erased = (report.closed_on or view.now.date()) + view.network.retention.unrest_report
    said = text(
        "unrest.closed",
        date=dates.day(report.received_at),
        code=report.code,
        feedback=report.talk.outcome,
        erase_date=dates.day(erased),
    )
    return Screen(said, _to_end())


def question_by_speed(report: Report, _now: datetime) -> Hours:
    """The same for a question to the sender, unless the sender said not at night."""
    return Hours.UNLESS_NIGHTS_OFF if report.told.urgent else Hours.WAKING


def replied(shown: Shown, view: View) -> Screen:
    """What the sender said to a question, above the report."""
    screen = report_screen(shown, view)
    return replace(screen, text=text("coordinator.unrest_replied", report=screen.text))


def read_along(report: Report, view: View) -> Screen:
    """The stand-in opened it."""
    answer_by = dates.dated_time(report.answer_by, view.now)
    return Screen(text("unrest.read_by_stand_in", code=report.code, answer_by=answer_by), _to_end())


def owed(shown: Shown, view: View) -> Screen:
    """An answer was promised, and its time is near."""
    report = shown.report
    answer_by = dates.dated_time(report.answer_by, view.now)
    open_it = Button(text("button.open_report"), press("u1:open", report.id))
    said = text("coordinator.unrest_owed", answer_by=answer_by, code=report.code)
    return Screen(said, (open_it, to_menu()))


NOTICES = (
    NoticeKind(alarms.NEW, unrest.facts_new, report_screen, by_speed, through_absence=True),
    NoticeKind(
        unrest.PROPOSED, unrest_desk.facts_proposed, proposed, proposal_by_speed, through_absence=True
    ),
    NoticeKind(unrest.REPLIED, unrest.facts_open, replied, by_speed, through_absence=True),
    NoticeKind(alarms.UNREAD, rings.facts_unread, asked.unread, always, through_absence=True),
    NoticeKind(
        alarms.UNREAD_SECOND, rings.facts_unread_second, asked.unread_second, always, through_absence=True
    ),
    NoticeKind(alarms.TAKEN, alarms.facts_taken, asked.taken, always, through_absence=True),
    NoticeKind(rings.ALONG, rings.facts_along, asked.along, always, through_absence=True),
    NoticeKind(alarms.OWED, alarms.facts_owed, owed, by_speed, through_absence=True),
    NoticeKind(unrest.READ, unrest.facts_read, read_along, question_by_speed, discreet=True),
    NoticeKind(unrest.QUESTION, unrest.facts_question, question, question_by_speed, discreet=True),
    NoticeKind(unrest.MERGED, unrest.facts_merged, merged, discreet=True),
    NoticeKind(unrest.CLOSED, unrest.facts_closed, closed, discreet=True),
)
