"""Messages that change in place: which message shows what to whom.

A card is one message, the newest that shows it. A kept card is each message of its name: all of them can be
changed later, and a new one never takes the place of one before.
"""

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

KEPT = ("asked:", "heard:")
UNREAD = "~"


def is_kept(card: str) -> bool:
    """Whether each message of this name is kept."""
    return card.removeprefix(UNREAD).startswith(KEPT)


def name_of(card: str, message: int) -> str:
    """The name of one message of a kept card."""
    return card if card.count(":") > 1 else f"{card}:{message}"


def message_of(tx: Tx, member: MemberId, card: str) -> int | None:
    """The number of the message that shows the card to this member."""
    wanted = select(cards.c.message).where(cards.c.member == member, cards.c.card == card)
    return tx.db.execute(wanted).scalar_one_or_none()


def put(tx: Tx, member: MemberId, card: str, message: int, now: object) -> None:
    """From now on this message shows the card."""
    turned_over(tx, member, message)
    if is_kept(card):
        card = name_of(card, message)
    tx.db.execute(delete(cards).where(cards.c.member == member, cards.c.card == card))
    tx.db.execute(cards.insert().values(member=member, card=card, message=message, shown_at=now))


def turned_over(tx: Tx, member: MemberId, message: int) -> None:
    """The message shows something else: it is not to be changed any more."""
    mine = (cards.c.member == member) & (cards.c.message == message)
    names = select(cards.c.card).where(mine)
    for name in [name for name in tx.db.execute(names).scalars() if is_kept(name)]:
        tx.db.execute(delete(cards).where(mine, cards.c.card == name))


def leave(tx: Tx, member: MemberId, message: int) -> None:
    """The member went on to something else in this message: no card is to take its place."""
    tx.db.execute(delete(cards).where(cards.c.member == member, cards.c.message == message))


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
