"""A second channel for those who chose one: the address kept apart, sealed, and used for nothing else."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, delete, select

from domain.channels import Channel
from domain.ids import MemberId
from storage.database import Tx, metadata
from storage.types import Id, Word

member_channels = Table(
    "member_channels",
    metadata,
    Column("member", Id, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", Word, nullable=False),
    Column("reached_at", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class SecondChannel:
    """Where a member can be reached too."""

    channel: Channel
    address: str = field(repr=False)


def put(tx: Tx, member: MemberId, chosen: SecondChannel) -> None:
    """Keep the channel in the place of another."""
    drop(tx, member)
    sealed = tx.vault.seal("member_channels", "reached_at", member, chosen.address)
    values = {"member": member, "channel": chosen.channel, "reached_at": sealed}
    tx.db.execute(member_channels.insert().values(**values))


def of(tx: Tx, member: MemberId) -> SecondChannel | None:
    """The channel of this member, None when none was chosen."""
    row = tx.db.execute(select(member_channels).where(member_channels.c.member == member)).one_or_none()
    if row is None:
        return None
    address = tx.vault.open_("member_channels", "reached_at", row.member, row.reached_at)
    return SecondChannel(Channel(row.channel), address)


def having(tx: Tx, asked: Collection[MemberId]) -> list[MemberId]:
    """Those of them who chose a second channel."""
    wanted = select(member_channels.c.member).where(member_channels.c.member.in_(asked))
    return [MemberId(member) for member in tx.db.execute(wanted.order_by(member_channels.c.member)).scalars()]


def drop(tx: Tx, member: MemberId) -> None:
    """Keep it no longer."""
    tx.db.execute(delete(member_channels).where(member_channels.c.member == member))
