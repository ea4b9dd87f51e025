"""Who of the staff cannot take an urgent report now, or calls already: it does not ring there again."""

from sqlalchemy import Boolean, Column, ForeignKey, Table, delete, select, update

from domain.ids import MemberId, ReportId
from storage.database import Tx, insert_once, metadata
from storage.types import Id

unrest_refusals = Table(
    "unrest_refusals",
    metadata,
    Column("report", Id, ForeignKey("unrest_reports.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    Column("calling", Boolean, nullable=False),
    sqlite_with_rowid=False,
)


def say(tx: Tx, report: ReportId, member: MemberId, calling: bool) -> None:
    """*Ik bel nu* when `calling`, else *Ik kan niet*; the last word counts."""
    insert_once(tx, unrest_refusals, [{"report": report, "member": member, "calling": calling}])
    mine = (unrest_refusals.c.report == report) & (unrest_refusals.c.member == member)
    tx.db.execute(update(unrest_refusals).where(mine).values(calling=calling))


def said(tx: Tx, report: ReportId) -> dict[MemberId, bool]:
    """Everybody who said something about this report: true for who calls, false for who cannot."""
    rows = tx.db.execute(select(unrest_refusals).where(unrest_refusals.c.report == report))
    return {MemberId(row.member): row.calling for row in rows}


def said_by(tx: Tx, member: MemberId) -> list[tuple[ReportId, bool]]:
    """What this member said, for the member's own export."""
    rows = tx.db.execute(select(unrest_refusals).where(unrest_refusals.c.member == member))
    return sorted((ReportId(row.report), row.calling) for row in rows)


def forget(tx: Tx, report: ReportId) -> None:
    """Somebody took the report: who could not is of no use any more."""
    tx.db.execute(delete(unrest_refusals).where(unrest_refusals.c.report == report))


def erase_member(tx: Tx, member: MemberId) -> None:
    """Forget what somebody said who left."""
    tx.db.execute(delete(unrest_refusals).where(unrest_refusals.c.member == member))
