"""Which messages in the chats of members show a call-out, so that its place can be taken out of them."""

from datetime import datetime

from sqlalchemy import Select, delete, func, select

from domain.callouts import OPEN
from domain.ids import CallOutId, MemberId
from domain.network_times import Urgency
from storage.callouts import call_outs
from storage.cards import KEPT, cards
from storage.database import Tx

ASKED, _ = KEPT
_LENGTH, _ID = len(ASKED), 16
_call_out = func.substr(cards.c.card, _LENGTH + 1, _ID)
_kept = func.substr(cards.c.card, 1, _LENGTH).in_(KEPT)


Shown = tuple[MemberId, str, int]


def _read(tx: Tx, wanted: Select[tuple[str, str, int]]) -> list[Shown]:
    rows = tx.db.execute(wanted.order_by(cards.c.card, cards.c.member))
    return [(MemberId(row.member), row.card, row.message) for row in rows]


def showing(tx: Tx, call_out: CallOutId, *names: str) -> list[Shown]:
    """Every message of these names that shows the call-out: to whom, its card and its number."""
    wanted = select(cards.c.member, cards.c.card, cards.c.message)
    heads = [f"{name}{call_out}" for name in names]
    return _read(tx, wanted.where(func.substr(cards.c.card, 1, _LENGTH + _ID).in_(heads)))


def shown_after_the_end(tx: Tx, since: datetime) -> list[tuple[CallOutId, Shown]]:
    """Messages of a gathering that came while it was closed, since this moment."""
    over = (
        call_outs.c.closed_at.is_not(None)
        & call_outs.c.state.not_in([state.value for state in OPEN])
        & (call_outs.c.urgency != Urgency.INFO.value)
        & call_outs.c.drill.is_(False)
    )
    wanted = select(cards.c.member, cards.c.card, cards.c.message)
    late = (cards.c.shown_at >= call_outs.c.closed_at) & (cards.c.shown_at > since)
    found = _read(tx, wanted.join(call_outs, _call_out == call_outs.c.id).where(_kept, over, late))
    return [(CallOutId(shown[1][_LENGTH : _LENGTH + _ID]), shown) for shown in found]


def forget(tx: Tx, ended_before: datetime) -> int:
    """Forget the messages of call-outs that ended before this moment; returns how many."""
    ended = select(call_outs.c.id).where(call_outs.c.closed_at < ended_before)
    return tx.db.execute(delete(cards).where(_kept, _call_out.in_(ended))).rowcount
