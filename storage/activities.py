"""Activities: what they say is sealed; how many came is what stays when the sign-ups are destroyed."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    func,
    select,
    update,
)

from domain.activities import Access, Activity, Changed, Details, Kind, State
from domain.ids import ActivityId
from domain.rosters import Standing
from storage.activity_mailings import activity_mailings
from storage.database import Tx, metadata
from storage.registrations import registrations
from storage.types import Id, Utc, Word

activities = Table(
    "activities",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("state", Word, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Column("starts_at", Utc, nullable=False, index=True),
    Column("ends_at", Utc, nullable=False),
    Column("seats", Integer, nullable=True),
    Column("circles", String(200), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("total", Integer, nullable=True),
    sqlite_with_rowid=False,
)


def _row(tx: Tx, activity: Activity) -> dict[str, object]:
    details = json.dumps(asdict(activity.details))
    return {
        "id": activity.id,
        "kind": activity.kind,
        "state": activity.state,
        "details": tx.vault.seal("activities", "details", activity.id, details),
        "starts_at": activity.starts_at,
        "ends_at": activity.ends_at,
        "seats": activity.seats,
        "circles": " ".join(activity.circles),
        "made_at": activity.made_at,
        "sequence": activity.sequence,
    }


def _read(tx: Tx, row: Row[tuple[object, ...]]) -> Activity:
    kept = row._mapping
    return Activity(
        id=ActivityId(kept["id"]),
        kind=Kind(kept["kind"]),
        state=State(kept["state"]),
        details=_details(tx.vault.open_("activities", "details", kept["id"], kept["details"])),
        starts_at=kept["starts_at"],
        ends_at=kept["ends_at"],
        seats=kept["seats"],
        made_at=kept["made_at"],
        circles=tuple(kept["circles"].split()),
        sequence=kept["sequence"],
    )


def _details(written: str) -> Details:
    said = json.loads(written)
    access = tuple(Access(one) for one in said.pop("access"))
    changed = said.pop("changed")
    return Details(**said, access=access, changed=Changed(changed) if changed else None)


def add(tx: Tx, activity: Activity) -> None:
    """Keep a new activity."""
    tx.db.execute(activities.insert().values(**_row(tx, activity)))


def load(tx: Tx, activity: ActivityId) -> Activity | None:
    """The activity, if there is one."""
    row = tx.db.execute(select(activities).where(activities.c.id == activity)).one_or_none()
    return None if row is None else _read(tx, row)


def lock(tx: Tx, activity: ActivityId) -> Activity | None:
    """The same, and nobody else changes who has a seat until this transaction ends."""
    wanted = select(activities).where(activities.c.id == activity).with_for_update()
    row = tx.db.execute(wanted).one_or_none()
    return None if row is None else _read(tx, row)


def rewrite(tx: Tx, activity: Activity) -> None:
    """Keep what changed."""
    tx.db.execute(update(activities).where(activities.c.id == activity.id).values(**_row(tx, activity)))


def to_come(tx: Tx, now: datetime, *states: State) -> list[Activity]:
    """Activities in these states that did not start yet, the first one first."""
    wanted = select(activities).where(activities.c.starts_at > now, activities.c.state.in_(list(states)))
    rows = tx.db.execute(wanted.order_by(activities.c.starts_at, activities.c.id))
    return [_read(tx, row) for row in rows]


def with_a_list(tx: Tx, now: datetime) -> list[ActivityId]:
    """Activities to come where somebody waits or thinks about an offer."""
    standing = registrations.c.standing.in_([Standing.WAITLISTED, Standing.OFFERED])
    wanted = (
        select(activities.c.id)
        .join(registrations, registrations.c.activity == activities.c.id)
        .where(standing, activities.c.starts_at > now, activities.c.state == State.OPEN)
    )
    return [ActivityId(one) for one in tx.db.execute(wanted.distinct()).scalars()]


def forget_registrations(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Destroy who signed up for what ended longer ago than the term; how many had a seat stays."""
    ended = activities.c.ends_at < now - keep
    took = select(func.count()).where(
        registrations.c.activity == activities.c.id, registrations.c.standing == Standing.REGISTERED
    )
    uncounted = update(activities).where(ended, activities.c.total.is_(None))
    tx.db.execute(uncounted.values(total=took.scalar_subquery()))
    old = select(activities.c.id).where(ended)
    tx.db.execute(delete(activity_mailings).where(activity_mailings.c.activity.in_(old)))
    return tx.db.execute(delete(registrations).where(registrations.c.activity.in_(old))).rowcount
