"""What follows a call-out, sealed like the call-out itself; and the draft of one that is not sent yet."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, delete, select

from domain.callout_messages import Following, FollowUp, Moved, Words
from domain.ids import CallOutId, MemberId
from storage.database import Tx, metadata
from storage.types import Id, Utc, Word

call_out_messages = Table(
    "call_out_messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("call_out", Id, ForeignKey("call_outs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("said_at", Utc, nullable=False),
    Column("next_update_at", Utc, nullable=True),
    sqlite_with_rowid=False,
)

call_out_drafts = Table(
    "call_out_drafts",
    metadata,
    Column("member", Id, primary_key=True),
    Column("answers", LargeBinary, nullable=False),
    Column("expires_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


def add(tx: Tx, message: FollowUp) -> None:
    """Keep a message that goes to everybody who listens."""
    sealed = tx.vault.seal("call_out_messages", "words", message.id, json.dumps(asdict(message.words)))
    tx.db.execute(
        call_out_messages.insert().values(
            id=message.id,
            call_out=message.call_out,
            kind=message.kind,
            words=sealed,
            said_at=message.said_at,
            next_update_at=message.next_update_at,
        )
    )


def load(tx: Tx, message: str) -> FollowUp | None:
    """The message, if it is still kept."""
    row = tx.db.execute(select(call_out_messages).where(call_out_messages.c.id == message)).one_or_none()
    if row is None:
        return None
    words = _words(json.loads(tx.vault.open_("call_out_messages", "words", row.id, row.words)))
    return FollowUp(
        row.id, CallOutId(row.call_out), Following(row.kind), words, row.said_at, row.next_update_at
    )


def _words(kept: dict[str, Any]) -> Words:
    moved = kept.pop("moved", None)
    return Words(**kept, moved=None if moved is None else Moved(**{key: tuple(moved[key]) for key in moved}))


def keep_draft(tx: Tx, member: MemberId, answers: Mapping[str, str], expires_at: datetime) -> None:
    """Keep what was filled in, in the place of an earlier draft."""
    drop_draft(tx, member)
    sealed = tx.vault.seal("call_out_drafts", "answers", member, json.dumps(dict(answers)))
    tx.db.execute(call_out_drafts.insert().values(member=member, answers=sealed, expires_at=expires_at))


def draft_of(tx: Tx, member: MemberId, now: datetime) -> Mapping[str, str] | None:
    """The kept draft, None when there is none or it is too old."""
    mine = call_out_drafts.c.member == member
    row = tx.db.execute(select(call_out_drafts).where(mine)).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    answers: dict[str, str] = json.loads(
        tx.vault.open_("call_out_drafts", "answers", row.member, row.answers)
    )
    return answers


def drop_draft(tx: Tx, member: MemberId) -> None:
    """The draft is sent, or nobody wants it."""
    tx.db.execute(delete(call_out_drafts).where(call_out_drafts.c.member == member))


def forget_drafts(tx: Tx, now: datetime) -> int:
    """Remove drafts that are too old; returns how many."""
    return tx.db.execute(delete(call_out_drafts).where(call_out_drafts.c.expires_at <= now)).rowcount
