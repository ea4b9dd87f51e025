"""Who stands where with an activity: one seat and one number on the list each, whatever happens at once."""

from collections.abc import Collection

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    Update,
    delete,
    func,
    select,
    update,
)

from domain.ids import ActivityId, MemberId
from domain.rosters import ACTIVE, Place, Roster, Standing, changes
from storage.database import Tx, insert_once, metadata
from storage.types import Id, Utc, Word

registrations = Table(
    "registrations",
    metadata,
    Column("activity", Id, ForeignKey("activities.id", ondelete="CASCADE"), primary_key=True),
    Column("member", Id, primary_key=True, index=True),
    Column("standing", Word, nullable=False),
    Column("seat", Integer, nullable=True),
    Column("queue", Integer, nullable=True),
    Column("until", Utc, nullable=True),
    Column("fewer", Boolean, nullable=False),
    Column("mailing", Id, nullable=True, index=True),
    UniqueConstraint("activity", "seat", name="uq_registrations_seat"),
    UniqueConstraint("activity", "queue", name="uq_registrations_queue"),
    sqlite_with_rowid=False,
)


def roster(tx: Tx, activity: ActivityId, capacity: int | None, closed: bool) -> Roster:
    """Everybody who has a seat, waits or was offered one."""
    active = registrations.c.standing.in_(list(ACTIVE))
    rows = tx.db.execute(select(registrations).where(registrations.c.activity == activity, active))
    places = [
        Place(MemberId(row.member), Standing(row.standing), row.seat, row.queue, row.until) for row in rows
    ]
    return Roster(capacity, tuple(places), closed)


def apply(tx: Tx, activity: ActivityId, before: Roster, after: Roster) -> None:
    """Write the differences: seats and numbers are given up before they are taken."""
    changed = list(changes(before, after))
    insert_once(tx, registrations, [_new(activity, place.member) for place in changed])
    moved = [place.member for place in changed]
    tx.db.execute(_mine(activity, moved).values(seat=None, queue=None))
    for place in changed:
        tx.db.execute(
            _mine(activity, [place.member]).values(
                standing=place.standing, seat=place.seat, queue=place.queue, until=place.until
            )
        )


def _mine(activity: ActivityId, members: Collection[MemberId]) -> Update:
    return update(registrations).where(
        registrations.c.activity == activity, registrations.c.member.in_(members)
    )


def _new(activity: ActivityId, member: MemberId, mailing: str | None = None) -> dict[str, object]:
    """The row of somebody who was asked and did not answer."""
    return {
        "activity": activity,
        "member": member,
        "standing": Standing.INVITED,
        "fewer": False,
        "mailing": mailing,
    }


def place_of(tx: Tx, activity: ActivityId, member: MemberId) -> Place | None:
    """Where this member stands, None for who was not asked and did not sign up."""
    mine = (registrations.c.activity == activity) & (registrations.c.member == member)
    row = tx.db.execute(select(registrations).where(mine)).one_or_none()
    return None if row is None else Place(member, Standing(row.standing), row.seat, row.queue, row.until)


def places_of(tx: Tx, member: MemberId) -> list[tuple[ActivityId, Place]]:
    """Everywhere this member stands."""
    rows = tx.db.execute(select(registrations).where(registrations.c.member == member))
    return [
        (ActivityId(row.activity), Place(member, Standing(row.standing), row.seat, row.queue, row.until))
        for row in rows
    ]


def want_fewer(tx: Tx, activity: ActivityId, member: MemberId) -> None:
    """This member wants only one reminder."""
    tx.db.execute(_mine(activity, [member]).values(fewer=True))


def wants_fewer(tx: Tx, activity: ActivityId, member: MemberId) -> bool:
    """Whether this member wants only one reminder."""
    mine = (registrations.c.activity == activity) & (registrations.c.member == member)
    return bool(tx.db.execute(select(registrations.c.fewer).where(mine)).scalar_one_or_none())


def known(tx: Tx, activity: ActivityId) -> set[MemberId]:
    """Everybody who was invited before, or signed up."""
    rows = tx.db.execute(select(registrations.c.member).where(registrations.c.activity == activity))
    return {MemberId(member) for member in rows.scalars()}


def invite(tx: Tx, activity: ActivityId, mailing: str, asked: Collection[MemberId]) -> None:
    """Write down who is asked by this mailing; whoever stands somewhere already stays there."""
    insert_once(tx, registrations, [_new(activity, member, mailing) for member in asked])


def take_back(tx: Tx, mailing: str) -> None:
    """Who did not answer this mailing was not asked after all."""
    invited = (registrations.c.mailing == mailing) & (registrations.c.standing == Standing.INVITED)
    tx.db.execute(delete(registrations).where(invited))


def counts(tx: Tx, mailing: str) -> dict[Standing, int]:
    """How many of the people asked by a mailing stand where."""
    wanted = select(registrations.c.standing, func.count()).where(registrations.c.mailing == mailing)
    return {Standing(word): n for word, n in tx.db.execute(wanted.group_by(registrations.c.standing))}


def erase_member(tx: Tx, member: MemberId) -> None:
    """Remove every place of somebody who left."""
    tx.db.execute(delete(registrations).where(registrations.c.member == member))
