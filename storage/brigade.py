"""Questions to the brigade and who was asked: words are sealed; two members meet in a row only by consent."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, ForeignKey, LargeBinary, Row, Table, delete, func, select, update

from domain.brigade import (
    WAITING,
    Call,
    Help,
    Items,
    Period,
    Reply,
    Request,
    Sharing,
    State,
    Talk,
    Topic,
)
from domain.ids import MemberId, RequestId
from storage.database import Tx, count, insert_once, metadata
from storage.types import Id, Utc, Word

brigade_requests = Table(
    "brigade_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False),
    Column("state", Word, nullable=False, index=True),
    Column("requester", Id, nullable=False, index=True),
    Column("topic", Word, nullable=False),
    Column("help", Word, nullable=False),
    Column("period", Word, nullable=False),
    Column("neighbourhood", Word, nullable=False),
    Column("language", Word, nullable=False),
    Column("question", LargeBinary, nullable=True),
    Column("asked_back", LargeBinary, nullable=True),
    Column("answered", LargeBinary, nullable=True),
    Column("answer_by", Utc, nullable=False),
    Column("offers_until", Utc, nullable=True),
    Column("sharing", Word, nullable=False),
    Column("chosen", Id, nullable=True),
    Column("settled_at", Utc, nullable=True),
    Column("helped", Word, nullable=True),
    sqlite_with_rowid=False,
)

brigade_calls = Table(
    "brigade_calls",
    metadata,
    Column("request", Id, ForeignKey("brigade_requests.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    Column("asked_at", Utc, nullable=False),
    Column("reply", Word, nullable=False),
    Column("sharing", Word, nullable=False),
    sqlite_with_rowid=False,
)

SEALED = ("question", "asked_back", "answered")


def _sealed(tx: Tx, request: str, column: str, words: str) -> bytes | None:
    return tx.vault.seal("brigade_requests", column, request, words) if words else None


def add(tx: Tx, request: Request) -> None:
    """Keep a new question."""
    items = request.items
    tx.db.execute(
        brigade_requests.insert().values(
            id=request.id,
            code=request.code,
            state=request.state,
            requester=request.requester,
            topic=items.topic,
            help=items.help,
            period=items.period,
            neighbourhood=items.neighbourhood,
            language=items.language,
            question=_sealed(tx, request.id, "question", items.question),
            answer_by=request.answer_by,
            sharing=request.sharing,
        )
    )


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Request:
    kept = row._mapping
    words = {column: _opened(tx, row, column) for column in SEALED}
    items = Items(
        Topic(kept["topic"]), Help(kept["help"]), Period(kept["period"]),
        str(kept["neighbourhood"]), str(kept["language"]), words["question"],
    )  # fmt: skip
    return Request(
        id=RequestId(row.id),
        code=row.code,
        state=State(row.state),
        requester=MemberId(row.requester),
        items=items,
        answer_by=row.answer_by,
        talk=Talk(words["asked_back"], words["answered"]),
        offers_until=row.offers_until,
        sharing=Sharing(row.sharing),
        chosen=MemberId(row.chosen) if row.chosen else None,
        settled_at=row.settled_at,
    )


def _opened(tx: Tx, row: Row[tuple[object, ...]], column: str) -> str:
    sealed = row._mapping[column]
    return tx.vault.open_("brigade_requests", column, row.id, sealed) if sealed else ""


def load(tx: Tx, request: RequestId) -> Request | None:
    """The question, if it is still kept."""
    row = tx.db.execute(select(brigade_requests).where(brigade_requests.c.id == request)).one_or_none()
    return None if row is None else _read(tx, row)


def in_state(tx: Tx, states: Collection[State] = WAITING) -> list[Request]:
    """The questions in one of these states, the most pressing first."""
    wanted = select(brigade_requests).where(brigade_requests.c.state.in_([one.value for one in states]))
    rows = tx.db.execute(wanted.order_by(brigade_requests.c.answer_by, brigade_requests.c.id))
    return [_read(tx, row) for row in rows]


def count_in_state(tx: Tx, states: Collection[State] = WAITING) -> int:
    """How many are in one of these states."""
    return count(tx, brigade_requests, brigade_requests.c.state.in_([one.value for one in states]))


def of_requester(tx: Tx, member: MemberId) -> list[Request]:
    """The questions of one member, the newest promise first."""
    mine = select(brigade_requests).where(brigade_requests.c.requester == member)
    return [_read(tx, row) for row in tx.db.execute(mine.order_by(brigade_requests.c.answer_by.desc()))]


def move(tx: Tx, request: Request, to: State, **values: object) -> bool:
    """Change the state; False when it is no longer the one that was read."""
    mine = update(brigade_requests).where(
        brigade_requests.c.id == request.id, brigade_requests.c.state == request.state
    )
    return tx.db.execute(mine.values(state=to, **values)).rowcount == 1


def change(tx: Tx, request: RequestId, **values: object) -> None:
    """Change something beside the state; words are sealed on the way."""
    row = {
        column: _sealed(tx, request, column, str(value)) if column in SEALED else value
        for column, value in values.items()
    }
    tx.db.execute(update(brigade_requests).where(brigade_requests.c.id == request).values(**row))


def remove(tx: Tx, request: RequestId) -> None:
    """Leave nothing of it."""
    tx.db.execute(delete(brigade_calls).where(brigade_calls.c.request == request))
    tx.db.execute(delete(brigade_requests).where(brigade_requests.c.id == request))


def call(tx: Tx, request: RequestId, asked: Collection[MemberId], now: datetime) -> None:
    """Write down who is asked; nobody answered yet."""
    for member in asked:
        row: dict[str, object] = {
            "request": request,
            "member": member,
            "asked_at": now,
            "reply": Reply.NONE,
            "sharing": Sharing.UNSAID,
        }
        insert_once(tx, brigade_calls, [row])


def _as_call(row: Row[tuple[object, ...]]) -> Call:
    return Call(MemberId(row.member), row.asked_at, Reply(row.reply), Sharing(row.sharing))


def calls(tx: Tx, request: RequestId) -> list[Call]:
    """Everybody who was asked, in the order of asking."""
    mine = select(brigade_calls).where(brigade_calls.c.request == request)
    ordered = mine.order_by(brigade_calls.c.asked_at, brigade_calls.c.member)
    return [_as_call(row) for row in tx.db.execute(ordered)]


def call_of(tx: Tx, request: RequestId, member: MemberId) -> Call | None:
    """What this member answered, None for who was not asked."""
    return next((one for one in calls(tx, request) if one.member == member), None)


def requests_for(tx: Tx, member: MemberId) -> list[tuple[Request, Call]]:
    """The questions for which this member was asked, with the answer."""
    mine = select(brigade_calls.c.request).where(brigade_calls.c.member == member)
    found = [(load(tx, RequestId(one)), one) for one in tx.db.execute(mine).scalars()]
    pairs = [(request, call_of(tx, RequestId(one), member)) for request, one in found if request]
    return [(request, asked) for request, asked in pairs if asked]


def answer(tx: Tx, request: RequestId, member: MemberId, **values: object) -> None:
    """Write what a brigade member said."""
    mine = (brigade_calls.c.request == request) & (brigade_calls.c.member == member)
    tx.db.execute(update(brigade_calls).where(mine).values(**values))


def asked_lately(tx: Tx, since: datetime) -> tuple[dict[str, datetime], dict[str, int]]:
    """For each brigade member: when last asked, and how often since then."""
    last = select(brigade_calls.c.member, func.max(brigade_calls.c.asked_at)).group_by(brigade_calls.c.member)
    often = select(brigade_calls.c.member, func.count()).where(brigade_calls.c.asked_at >= since)
    times = {member: moment for member, moment in tx.db.execute(last)}
    counts = {member: n for member, n in tx.db.execute(often.group_by(brigade_calls.c.member))}
    return times, counts


def drop_calls(tx: Tx, member: MemberId) -> None:
    """Remove what a member who leaves was asked and answered."""
    tx.db.execute(delete(brigade_calls).where(brigade_calls.c.member == member))


def forget(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove questions that were settled longer ago than the term; returns how many."""
    old = select(brigade_requests.c.id).where(brigade_requests.c.settled_at < now - keep)
    gone = [RequestId(request) for request in tx.db.execute(old).scalars()]
    for request in gone:
        remove(tx, request)
    return len(gone)
