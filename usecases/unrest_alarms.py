"""The desk is reminded of what it promised: an urgent report that nobody took up, an answer that is owed."""

from collections.abc import Mapping
from datetime import datetime

from domain import unrest as rules
from domain.actors import Role
from domain.ids import MemberId, ReportId
from domain.pacing import Lane
from domain.unrest import Report, State
from storage import members
from storage import unrest as store
from storage.outbox import Fact
from usecases.app import Moment

UNREAD, TAKEN, OWED = "unrest.unread", "unrest.taken", "unrest.owed"


def watch(at: Moment, report: Report, away: datetime | None, desk: list[MemberId]) -> list[Fact]:
    """What will ring at the desk, unless it is done before then. `away`: when somebody reads along again."""
    within = rules.span(at.network.unrest.answer, report.told.how_soon)
    owed_at = rules.reminder_at(at.network.duty, at.local(report.answer_by), within, at.local(at.now))
    owed = [_fact(at, OWED, report, member, owed_at) for member in desk]
    if not report.told.urgent:
        return owed
    unread_at = (away or at.now) + at.network.unrest.unread_alarm
    everyone = members.with_role(at.tx, Role.NETWERKREGISSEUR)
    return [*owed, *(_fact(at, UNREAD, report, member, unread_at) for member in everyone)]


def taken(at: Moment, report: Report) -> list[Fact]:
    """Whoever was asked hears that one of them has the urgent report."""
    if not report.told.urgent:
        return []
    others = [one for one in members.with_role(at.tx, Role.NETWERKREGISSEUR) if one != report.taker]
    return [_fact(at, TAKEN, report, member, at.now) for member in others]


def _fact(at: Moment, kind: str, report: Report, member: MemberId, due: datetime) -> Fact:
    lane = Lane.ALARM if report.told.urgent else Lane.REMINDER
    drop_after = due + at.network.retention.unrest_report
    return Fact(kind, member, lane, due, {"report": report.id}, f"{kind}:{report.id}:{member}", drop_after)


def facts_unread(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report that nobody took up yet."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.state is State.RECEIVED else None


def facts_taken(at: Moment, member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report that somebody else has."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.open and report.taker not in (None, member) else None


def facts_owed(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Report | None:
    """A report whose sender still waits."""
    report = store.load(at.tx, ReportId(payload["report"]))
    return report if report is not None and report.open else None
