"""At the desk a report is taken up, asked about and closed; without an answer it stays open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain import unrest as rules
from domain.actors import Permission, Role
from domain.callouts import CallOut
from domain.ids import CallOutId, MemberId, ReportId
from domain.unrest import Deed, Report, State
from storage import callouts, reply_links
from storage import unrest as store
from usecases import unrest_alarms
from usecases import unrest_readers as readers
from usecases.app import Moment, Trace, use_case
from usecases.unrest import CLOSED, MERGED, QUESTION, READ, NotNow, to_sender
from usecases.unrest_readers import Shown


@dataclass(frozen=True)
class Closed:
    """It is closed, with all it was tied to; `told` is false when nothing led back to its sender any more."""

    report: Report
    told: bool
    together: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unreachable:
    """Nothing leads back to the sender: whoever sent it left."""


@use_case(Permission.READ_REPORTS, Trace.READS)
def waiting(at: Moment) -> list[Report]:
    """Every open report, the most pressing first."""
    return store.all_open(at.tx)


@use_case(Permission.READ_REPORTS)
def look_at(at: Moment, report_id: ReportId) -> Shown | NotNow:
    """Open one report; the log says who did. Whoever opens an urgent one that nobody has, takes it up."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open:
        return NotNow()
    if report.told.urgent:
        report = claim(at, report)
    return readers.shown(at, _seen(at, report))


@use_case(Permission.READ_REPORTS)
def take(at: Moment, report_id: ReportId) -> Shown | NotNow:
    """*Ik pak dit op*: the first who says so has it; who has it already sees it again."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open:
        return NotNow()
    mine = claim(at, report)
    if mine.taker != at.actor.me:
        return NotNow()
    return readers.shown(at, _seen(at, mine))


def claim(at: Moment, report: Report) -> Report:
    """Whoever deals with a report that nobody has, has it from then on; everybody asked hears that."""
    if not readers.is_free(at, report):
        return report
    to = rules.after(report.state, Deed.TAKE)
    if to is None:
        store.pass_to(at.tx, report.id, report.taker, at.actor.me)
    else:
        store.move(at.tx, report.id, report.state, to, taker=at.actor.me)
    unrest_alarms.hush(at, replace(report, taker=at.actor.me))
    return store.load(at.tx, report.id) or report


def _seen(at: Moment, report: Report) -> Report:
    """The sender hears it once when the stand-in opened the report."""
    if report.talk.seen or not at.actor.on_duty or Role.NETWERKREGISSEUR in at.actor.roles:
        return report
    seen = replace(report, talk=replace(report.talk, seen=True))
    store.say(at.tx, report.id, seen.talk)
    _to_its_sender(at, READ, report)
    return seen


def _to_its_sender(at: Moment, kind: str, report: Report) -> bool:
    sender = reply_links.open_link(at.tx, report.id)
    if sender is not None:
        to_sender(at, kind, sender, report.id)
    return sender is not None


@use_case(Permission.READ_REPORTS)
def assess(at: Moment, report_id: ReportId) -> Report | NotNow:
    """Judge that it asks for a call-out; nothing of the report goes into that."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open:
        return NotNow()
    return _assessed(at, _seen(at, claim(at, report)))


def _assessed(at: Moment, report: Report, **values: str) -> Report | NotNow:
    to = rules.after(report.state, Deed.ASSESS)
    if to is None or not store.move(at.tx, report.id, report.state, to, **values):
        return NotNow()
    return store.load(at.tx, report.id) or NotNow()


@use_case(Permission.READ_REPORTS, Trace.READS)
def may_be_asked(at: Moment, report_id: ReportId) -> bool:
    """Whether the sender can be asked something now: one question at a time."""
    report = store.load(at.tx, report_id)
    return report is not None and report.open and not report.talk.asked


@use_case(Permission.READ_REPORTS)
def ask(at: Moment, report_id: ReportId, question: str) -> Report | NotNow | Unreachable:
    """Ask the sender one question, without knowing who that is; whoever asks has the report."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open or report.talk.asked:
        return NotNow()
    if reply_links.open_link(at.tx, report_id) is None:
        return Unreachable()
    mine = claim(at, report)
    talk = replace(mine.talk, question=question, reply="", declined=False)
    store.say(at.tx, report_id, talk)
    _to_its_sender(at, QUESTION, report)
    return replace(mine, talk=talk)


@use_case(Permission.READ_REPORTS)
def close(at: Moment, report_id: ReportId, outcome: str) -> Closed | NotNow:
    """Close with an answer to the sender, and with it all it was tied to: one answer to each sender."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open or not outcome.strip():
        return NotNow()
    together = store.together(at.tx, report.root)
    told = {one.id: _end(at, claim(at, one), outcome) for one in together}
    others = tuple(one.code for one in together if one.id != report_id)
    return Closed(report, told[report_id], others)


def _end(at: Moment, report: Report, outcome: str) -> bool:
    """Close one report; from then on nothing leads back. Returns whether its sender hears it."""
    to = rules.after(report.state, Deed.CLOSE)
    today = at.local(at.now).date()
    if to is None or not store.move(at.tx, report.id, report.state, to, closed_on=today):
        return False
    store.say(at.tx, report.id, replace(report.talk, outcome=outcome))
    told = _to_its_sender(at, CLOSED, report)
    reply_links.destroy(at.tx, report.id)
    return told


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


def facts_proposed(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Proposal | None:
    """A proposal about which nothing was decided yet, for somebody who reads now."""
    report = store.load(at.tx, ReportId(payload["report"]))
    if report is None or report.state not in (State.RECEIVED, State.UNVERIFIED):
        return None
    return Proposal(readers.shown(at, report, member), related(at)) if readers.reads(at, member) else None


@use_case(Permission.READ_REPORTS)
def merge(at: Moment, report_id: ReportId, call_out_id: CallOutId) -> Report | NotNow:
    """*Hoort bij oproep*: its sender hears that, and so does whoever proposed it first; it stays open."""
    call_out, report = callouts.load(at.tx, call_out_id), store.load(at.tx, report_id)
    if call_out is None or not call_out.open or call_out.drill or report is None or not report.open:
        return NotNow()
    for one in {one.id: one for one in (*store.together(at.tx, report.root), *_began(at, call_out))}.values():
        _merge(at, one, call_out_id)
    return store.load(at.tx, report_id) or NotNow()


def _merge(at: Moment, report: Report, call_out_id: CallOutId) -> None:
    if report.call_out == call_out_id:
        return
    _assessed(at, claim(at, report), call_out=call_out_id)
    _to_its_sender(at, MERGED, report)


def _began(at: Moment, call_out: CallOut) -> list[Report]:
    """The proposals for which whoever sent this call-out made it, shortly before it went out."""
    if call_out.sent_at is None:
        return []
    since = call_out.sent_at - at.network.callouts.merge_within
    return [
        report
        for report in store.all_open(at.tx)
        if report.state is State.ASSESSED and report.call_out is None and report.told.proposal
        if report.taker == call_out.requester and since <= report.received_at <= call_out.sent_at
    ]
