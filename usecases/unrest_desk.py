"""At the desk a report is taken up, asked about and closed; without an answer it stays open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain import unrest as rules
from domain.actors import Permission
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId, ReportId
from domain.unrest import Deed, Report, State, Talk
from storage import callouts, reply_links
from storage import unrest as store
from usecases import unrest_alarms
from usecases.app import Moment, Trace, use_case
from usecases.unrest import CLOSED, MERGED, QUESTION, NotNow, Shown, shown, to_sender


@dataclass(frozen=True)
class Closed:
    """It is closed; `told` is false when nothing led back to a sender any more."""

    report: Report
    told: bool


@dataclass(frozen=True)
class Unreachable:
    """Nothing leads back to the sender: whoever sent it left."""


@use_case(Permission.READ_REPORTS, Trace.READS)
def waiting(at: Moment) -> list[Report]:
    """Every open report, the most pressing first."""
    return store.all_open(at.tx)


@use_case(Permission.READ_REPORTS)
def look_at(at: Moment, report_id: ReportId) -> Shown | NotNow:
    """Open one report; the log says who did."""
    report = store.load(at.tx, report_id)
    return shown(at, report) if report is not None and report.open else NotNow()


@use_case(Permission.READ_REPORTS)
def take(at: Moment, report_id: ReportId) -> Shown | NotNow:
    """*Ik pak dit op*: the first who says so has it."""
    report = _moved(at, report_id, Deed.TAKE, taker=at.actor.me)
    if report is None:
        return NotNow()
    at.tell(unrest_alarms.taken(at, report))
    return shown(at, report)


@use_case(Permission.READ_REPORTS)
def assess(at: Moment, report_id: ReportId) -> Report | NotNow:
    """Judge that it asks for a call-out; nothing of the report goes into that."""
    return _moved(at, report_id, Deed.ASSESS) or NotNow()


def _moved(at: Moment, report_id: ReportId, deed: Deed, **values: str) -> Report | None:
    report = store.load(at.tx, report_id)
    to = None if report is None else rules.after(report.state, deed)
    if report is None or to is None or not store.move(at.tx, report_id, report.state, to, **values):
        return None
    return store.load(at.tx, report_id)


@use_case(Permission.READ_REPORTS, Trace.READS)
def may_be_asked(at: Moment, report_id: ReportId) -> bool:
    """Whether the sender can be asked something now: one question at a time."""
    report = store.load(at.tx, report_id)
    return report is not None and report.open and not report.talk.asked


@use_case(Permission.READ_REPORTS)
def ask(at: Moment, report_id: ReportId, question: str) -> Report | NotNow | Unreachable:
    """Ask the sender one question, without knowing who that is."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open or report.talk.asked:
        return NotNow()
    sender = reply_links.open_link(at.tx, report_id)
    if sender is None:
        return Unreachable()
    store.say(at.tx, report_id, Talk(question=question))
    to_sender(at, QUESTION, sender, report_id)
    return replace(report, talk=Talk(question=question))


@use_case(Permission.READ_REPORTS)
def close(at: Moment, report_id: ReportId, outcome: str) -> Closed | NotNow:
    """Close with an answer to the sender; from then on nothing leads back."""
    if not outcome.strip():
        return NotNow()
    today = at.local(at.now).date()
    report = store.load(at.tx, report_id)
    to = None if report is None else rules.after(report.state, Deed.CLOSE)
    if report is None or to is None or not store.move(at.tx, report_id, report.state, to, closed_on=today):
        return NotNow()
    store.say(at.tx, report_id, replace(report.talk, outcome=outcome))
    sender = reply_links.open_link(at.tx, report_id)
    reply_links.destroy(at.tx, report_id)
    if sender is not None:
        to_sender(at, CLOSED, sender, report_id)
    return Closed(report, sender is not None)


def related(at: Moment) -> CallOut | None:
    """The newest call-out that is open and recent enough for a report to belong to it."""
    since = at.now - at.network.callouts.merge_within
    recent = (one for one in callouts.all_open(at.tx) if one.sent_at and one.sent_at >= since)
    return next((one for one in recent if not one.drill), None)


@dataclass(frozen=True)
class Proposal:
    """A proposal to come together, and the call-out to which it may belong."""

    shown: Shown
    related: CallOut | None


def facts_proposed(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Proposal | None:
    """A proposal about which nothing was decided yet."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or report.state not in (State.RECEIVED, State.UNVERIFIED):
        return None
    return Proposal(shown(at, report), related(at))


@use_case(Permission.READ_REPORTS)
def merge(at: Moment, report_id: ReportId, call_out_id: CallOutId) -> Report | NotNow:
    """*Hoort bij oproep*: the sender hears that; the report stays open until it is answered."""
    call_out = callouts.load(at.tx, call_out_id)
    if call_out is None or not call_out.open or call_out.drill:
        return NotNow()
    report = _moved(at, report_id, Deed.ASSESS, call_out=call_out_id)
    if report is None:
        return NotNow()
    sender = reply_links.open_link(at.tx, report_id)
    if sender is not None:
        to_sender(at, MERGED, sender, report_id)
    return report
