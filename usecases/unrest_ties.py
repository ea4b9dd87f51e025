"""Several reports of one unrest are tied together: closed at once, with the same answer to each sender."""

from dataclasses import dataclass

from domain.actors import Permission
from domain.ids import ReportId
from domain.unrest import Report
from storage import unrest as store
from usecases import unrest_readers as readers
from usecases.app import Moment, Trace, use_case
from usecases.unrest import NotNow
from usecases.unrest_desk import claim


@dataclass(frozen=True)
class Choice:
    """A report, and the others to which it may belong, the most alike first."""

    report: Report
    others: list[Report]


@use_case(Permission.READ_REPORTS, Trace.READS)
def candidates(at: Moment, report_id: ReportId) -> Choice | NotNow:
    """*Hoort bij ander bericht*: which others may be about the same unrest."""
    report = store.load(at.tx, report_id)
    if report is None or not report.open:
        return NotNow()
    return Choice(report, readers.may_belong(at, report))


@dataclass(frozen=True)
class Tied:
    """Two reports that belong together."""

    report: Report
    other: Report


@use_case(Permission.READ_REPORTS)
def tie(at: Moment, report_id: ReportId, other_id: ReportId) -> Tied | NotNow:
    """Tie a report, with all it was tied to, to another; whoever does so has those that nobody had."""
    report, other = store.load(at.tx, report_id), store.load(at.tx, other_id)
    if report is None or other is None or not report.open or not other.open:
        return NotNow()
    if report.root != other.root:
        if other not in readers.may_belong(at, report):
            return NotNow()
        store.tie(at.tx, report.root, other.root)
        for one in store.together(at.tx, other.root):
            claim(at, one)
    return Tied(report, other)
