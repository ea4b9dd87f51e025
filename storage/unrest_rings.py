"""Who of the staff cannot take an urgent report now, so that the alarm does not ring there again."""

from sqlalchemy import Column, ForeignKey, Table, delete, select

from domain.ids import MemberId, ReportId
from storage.database import Tx, insert_once, metadata
from storage.types import Id

unrest_refusals = Table(
    "unrest_refusals",
    metadata,
    Column("report", Id, ForeignKey("unrest_reports.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    sqlite_with_rowid=False,
)


def refuse(tx: Tx, report: ReportId, member: MemberId) -> None:
    """*Ik kan niet*."""
    insert_once(tx, unrest_refusals, [{"report": report, "member": member}])


def refused(tx: Tx, report: ReportId) -> frozenset[MemberId]:
    """Everybody who said so about this report."""
    wanted = select(unrest_refusals.c.member).where(unrest_refusals.c.report == report)
    return frozenset(MemberId(member) for member in tx.db.execute(wanted).scalars())


def erase_member(tx: Tx, member: MemberId) -> None:
    """Forget what somebody said who left."""
    tx.db.execute(delete(unrest_refusals).where(unrest_refusals.c.member == member))
