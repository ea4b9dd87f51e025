"""Reports of unrest: words sealed, no sender; without a name no moment finer than a quarter of an hour."""

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import Boolean, Column, Date, LargeBinary, Row, String, Table, delete, select, update

from domain.ids import CallOutId, MemberId, ReportId
from domain.unrest import GRAIN, LONGEST_OPEN, OPEN, HowSoon, Report, SourceKind, State, Talk, Told
from storage.database import Tx, count, metadata
from storage.types import Id, Utc, Word

# The list of columns is held by a test: nothing about anybody may be added without a reviewed change of it.
unrest_reports = Table(
    "unrest_reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("state", Word, nullable=False, index=True),
    Column("neighbourhood", Word, nullable=False),
    Column("topic", Word, nullable=True),
    Column("source", Word, nullable=False),
    Column("how_soon", Word, nullable=False),
    Column("proposal", Boolean, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("words", LargeBinary, nullable=True),
    Column("talk", LargeBinary, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("answer_by", Utc, nullable=False),
    Column("closed_on", Date, nullable=True),
    Column("taker", Id, nullable=True),
    Column("call_out", Id, nullable=True),
    Column("tied_to", Id, nullable=True),
    sqlite_with_rowid=False,
)
WAITING = unrest_reports.c.state.in_([state.value for state in OPEN])


def add(tx: Tx, report: Report) -> None:
    """Keep a new report."""
    told = report.told
    tx.db.execute(
        unrest_reports.insert().values(
            id=report.id,
            code=report.code,
            state=report.state,
            neighbourhood=told.neighbourhood,
            topic=told.topic,
            source=told.source,
            how_soon=told.how_soon,
            proposal=told.proposal,
            named=report.named,
            words=_sealed_words(tx, report.id, told.text),
            talk=_sealed_talk(tx, report.id, report.talk),
            received_at=report.received_at,
            answer_by=report.answer_by,
        )
    )


def _sealed_words(tx: Tx, report: ReportId, words: str) -> bytes | None:
    return tx.vault.seal("unrest_reports", "words", report, words) if words else None


def _sealed_talk(tx: Tx, report: ReportId, talk: Talk) -> bytes:
    return tx.vault.seal("unrest_reports", "talk", report, json.dumps(asdict(talk)))


def load(tx: Tx, report: ReportId) -> Report | None:
    """The report, if it is still kept."""
    row = tx.db.execute(select(unrest_reports).where(unrest_reports.c.id == report)).one_or_none()
    return None if row is None else _read(tx, row)


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Report:
    kept = row._mapping
    report = ReportId(kept["id"])
    talk = json.loads(tx.vault.open_("unrest_reports", "talk", report, kept["talk"]))
    return Report(
        id=report,
        code=kept["code"],
        state=State(kept["state"]),
        told=_told(tx, row),
        named=kept["named"],
        received_at=kept["received_at"],
        answer_by=kept["answer_by"],
        closed_on=kept["closed_on"],
        taker=MemberId(kept["taker"]) if kept["taker"] else None,
        call_out=CallOutId(kept["call_out"]) if kept["call_out"] else None,
        tied_to=ReportId(kept["tied_to"]) if kept["tied_to"] else None,
        talk=Talk(**talk),
    )


def _told(tx: Tx, row: Row[tuple[object, ...]]) -> Told:
    kept = row._mapping
    words = kept["words"]
    return Told(
        neighbourhood=kept["neighbourhood"],
        topic=kept["topic"],
        source=SourceKind(kept["source"]),
        how_soon=HowSoon(kept["how_soon"]),
        proposal=kept["proposal"],
        text=tx.vault.open_("unrest_reports", "words", kept["id"], words) if words else "",
    )


def code_is_free(tx: Tx, code: str) -> bool:
    """Whether no report that is kept has this code."""
    return count(tx, unrest_reports, unrest_reports.c.code == code) == 0


def all_open(tx: Tx) -> list[Report]:
    """Every report that waits for an answer, the most pressing first."""
    wanted = select(unrest_reports).where(WAITING)
    rows = tx.db.execute(wanted.order_by(unrest_reports.c.answer_by, unrest_reports.c.id))
    return [_read(tx, row) for row in rows]


def open_ids(tx: Tx) -> list[ReportId]:
    """The ids of the reports that wait for an answer."""
    return [ReportId(one) for one in tx.db.execute(select(unrest_reports.c.id).where(WAITING)).scalars()]


def urgent_untaken(tx: Tx) -> list[Report]:
    """Every report that must be read within an hour and that nobody took up."""
    waits = (unrest_reports.c.state == State.RECEIVED) & (unrest_reports.c.how_soon == HowSoon.HOUR)
    return [_read(tx, row) for row in tx.db.execute(select(unrest_reports).where(waits))]


def together(tx: Tx, root: ReportId) -> list[Report]:
    """The open reports that are tied together under this one, itself included, the oldest first."""
    one_unrest = (unrest_reports.c.id == root) | (unrest_reports.c.tied_to == root)
    wanted = select(unrest_reports).where(WAITING, one_unrest)
    rows = tx.db.execute(wanted.order_by(unrest_reports.c.received_at, unrest_reports.c.id))
    return [_read(tx, row) for row in rows]


def tie(tx: Tx, root: ReportId, to: ReportId) -> None:
    """All that was tied together under one report belongs under another from now on, that one included."""
    one_unrest = (unrest_reports.c.id == root) | (unrest_reports.c.tied_to == root)
    tx.db.execute(update(unrest_reports).where(one_unrest).values(tied_to=to))


def count_since(tx: Tx, moment: datetime) -> int:
    """How many came in since the quarter of an hour in which this moment lies; what is kept is no finer."""
    quarter = moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % GRAIN
    return count(tx, unrest_reports, unrest_reports.c.received_at >= quarter)


def count_open(tx: Tx) -> int:
    """How many wait for an answer."""
    return count(tx, unrest_reports, WAITING)


def move(tx: Tx, report: ReportId, before: State, to: State, **values: date | str | None) -> bool:
    """Put it in another state; False when it is not where it was any more."""
    here = (unrest_reports.c.id == report) & (unrest_reports.c.state == before)
    return tx.db.execute(update(unrest_reports).where(here).values(state=to, **values)).rowcount == 1


def pass_to(tx: Tx, report: ReportId, before: MemberId | None, taker: MemberId) -> bool:
    """Somebody else has an open report from now on; False when it is not whose it was any more."""
    mine = (unrest_reports.c.id == report) & unrest_reports.c.taker.is_not_distinct_from(before) & WAITING
    return tx.db.execute(update(unrest_reports).where(mine).values(taker=taker)).rowcount == 1


def taken_by(tx: Tx, member: MemberId) -> list[Report]:
    """The open reports that this member took up."""
    rows = tx.db.execute(select(unrest_reports).where(WAITING, unrest_reports.c.taker == member))
    return [_read(tx, row) for row in rows]


def unlink(tx: Tx, member: MemberId) -> None:
    """Whoever took reports up leaves: nobody has them any more."""
    tx.db.execute(update(unrest_reports).where(unrest_reports.c.taker == member).values(taker=None))


def say(tx: Tx, report: ReportId, talk: Talk) -> None:
    """Write what was asked, replied or answered."""
    mine = unrest_reports.c.id == report
    tx.db.execute(update(unrest_reports).where(mine).values(talk=_sealed_talk(tx, report, talk)))


def strip(tx: Tx, report: ReportId) -> None:
    """The sender leaves: nothing that the sender wrote stays; it rings on."""
    kept = load(tx, report)
    talk = Talk(since=kept.talk.since if kept else "")
    values = {"words": None, "named": False, "talk": _sealed_talk(tx, report, talk)}
    tx.db.execute(update(unrest_reports).where(unrest_reports.c.id == report).values(**values))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Destroy what was closed longer ago than the term, or not in a year; returns how many."""
    over = unrest_reports.c.closed_on <= (now - keep).date()
    left = WAITING & (unrest_reports.c.received_at < now - LONGEST_OPEN)
    return tx.db.execute(delete(unrest_reports).where(over | left)).rowcount
