"""Messages that change in place: which message shows what to whom."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, String, Table, delete, select

from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc

cards = Table(
    "cards",
    metadata,
    Column("member", Id, primary_key=True),
    Column("card", String(60), primary_key=True),
    Column("message", BigInteger, nullable=False),
    Column("shown_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


def message_of(tx: Tx, member: MemberId, card: str) -> int | None:
    """The number of the message that shows the card to this member."""
    wanted = select(cards.c.message).where(cards.c.member == member, cards.c.card == card)
    return tx.db.execute(wanted).scalar_one_or_none()


def put(tx: Tx, member: MemberId, card: str, message: int, now: object) -> None:
    """From now on this message shows the card."""
    tx.db.execute(delete(cards).where(cards.c.member == member, cards.c.card == card))
    tx.db.execute(cards.insert().values(member=member, card=card, message=message, shown_at=now))


def of(tx: Tx, member: MemberId) -> list[tuple[str, int, datetime]]:
    """Every card of this member, with its message and since when, for the member's own export."""
    rows = tx.db.execute(select(cards).where(cards.c.member == member).order_by(cards.c.card))
    return [(row.card, row.message, row.shown_at) for row in rows]


def erase_member(tx: Tx, member: MemberId) -> None:
    """Forget all messages of somebody who left."""
    tx.db.execute(delete(cards).where(cards.c.member == member))


def shown_to(tx: Tx, card: str) -> list[MemberId]:
    """Everybody who has this card in the chat."""
    rows = tx.db.execute(select(cards.c.member).where(cards.c.card == card).order_by(cards.c.member))
    return [MemberId(member) for member in rows.scalars()]


def drop(tx: Tx, card: str) -> None:
    """Nobody has this card any more: what comes next is a message of its own."""
    tx.db.execute(delete(cards).where(cards.c.card == card))
