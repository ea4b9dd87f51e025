"""Members: as little as joining needs, sealed, with their yes per purpose. Nothing about visitors."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    delete,
    exists,
    func,
    select,
    update,
)

from domain.actors import Account, Actor, Purpose, Role
from domain.ids import MemberId
from storage.database import Tx, count, insert_once, metadata
from storage.types import Id, Utc, Word

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("account", LargeBinary, nullable=False, unique=True),
    Column("account_sealed", LargeBinary, nullable=False),
    Column("name", LargeBinary, nullable=True),
    Column("neighbourhood", Word, nullable=True),
    Column("voice", LargeBinary, nullable=True),
    Column("phone", LargeBinary, nullable=True),
    Column("discreet", Boolean, nullable=False),
    Column("nights", Boolean, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("absent_until", Utc, nullable=True),
    Column("in_phone_tree", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

member_roles = Table(
    "member_roles",
    metadata,
    Column("member", Id, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Word, primary_key=True),
    sqlite_with_rowid=False,
)

consents = Table(
    "consents",
    metadata,
    Column("member", Id, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("purpose", Word, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("given_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

erasures = Table(
    "erasures",
    metadata,
    Column("account", LargeBinary, primary_key=True),
    Column("erased_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Profile:
    """What the bot shows and heeds of one member."""

    id: MemberId
    name: str | None = field(repr=False)
    neighbourhood: str | None
    voice: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    discreet: bool
    nights: bool
    blocked: bool
    absent_until: datetime | None
    account: Account = field(repr=False)
    suspended: bool = False
    in_phone_tree: bool = False


def actor_of(tx: Tx, account: Account) -> Actor:
    """The member behind an account with the roles of this moment, or a visitor."""
    mine = members.c.account.in_(tx.vault.lookups("account", str(account.number)))
    wanted = select(members.c.id, members.c.suspended).where(mine)
    row = tx.db.execute(wanted).one_or_none()
    if row is None or row.suspended:
        return Actor(account=account)
    return Actor(MemberId(row.id), roles_of(tx, MemberId(row.id)), account)


def roles_of(tx: Tx, member: MemberId) -> frozenset[Role]:
    """The roles of a member, added up."""
    rows = tx.db.execute(select(member_roles.c.role).where(member_roles.c.member == member))
    return frozenset(Role(role) for role in rows.scalars())


def purposes_of(tx: Tx, member: MemberId) -> frozenset[Purpose]:
    """What the member said yes to."""
    rows = tx.db.execute(select(consents.c.purpose).where(consents.c.member == member))
    return frozenset(Purpose(purpose) for purpose in rows.scalars())


def add(tx: Tx, member: MemberId, account: Account) -> None:
    """A new member with only an account; everything else is chosen afterwards."""
    number = str(account.number)
    tx.db.execute(
        members.insert().values(
            id=member,
            account=tx.vault.lookup("account", number),
            account_sealed=tx.vault.seal("members", "account_sealed", member, number),
            discreet=False,
            nights=True,
            blocked=False,
            suspended=False,
            in_phone_tree=False,
        )
    )


def add_roles(tx: Tx, member: MemberId, roles: Iterable[Role]) -> None:
    """Add roles; those that are there stay."""
    rows: list[dict[str, object]] = [{"member": member, "role": role.value} for role in roles]
    insert_once(tx, member_roles, rows)


def remove_roles(tx: Tx, member: MemberId, roles: Iterable[Role]) -> None:
    """Take roles away."""
    gone = member_roles.c.role.in_([role.value for role in roles])
    tx.db.execute(delete(member_roles).where(member_roles.c.member == member, gone))


def consent(tx: Tx, member: MemberId, purposes: Collection[Purpose], version: int, now: datetime) -> None:
    """Record a yes for these purposes and for no others."""
    gone = consents.c.purpose.not_in([purpose.value for purpose in purposes])
    tx.db.execute(delete(consents).where(consents.c.member == member, gone))
    rows: list[dict[str, object]] = [
        {"member": member, "purpose": purpose.value, "version": version, "given_at": now}
        for purpose in purposes
    ]
    insert_once(tx, consents, rows)


def consents_of(tx: Tx, member: MemberId) -> list[tuple[Purpose, int, datetime]]:
    """Each yes with the version of the statement and the time."""
    rows = tx.db.execute(select(consents).where(consents.c.member == member).order_by(consents.c.purpose))
    return [(Purpose(row.purpose), row.version, row.given_at) for row in rows]


SEALED = ("name", "voice", "phone")


def change(tx: Tx, member: MemberId, **values: str | bool | datetime | None) -> None:
    """Change what the member chose: name, voice and phone are sealed on the way."""
    row = {column: _to_store(tx, member, column, value) for column, value in values.items()}
    tx.db.execute(update(members).where(members.c.id == member).values(**row))


def _to_store(tx: Tx, member: MemberId, column: str, value: object) -> object:
    if column in SEALED and isinstance(value, str):
        return tx.vault.seal("members", column, member, value)
    return value


def profile(tx: Tx, member: MemberId) -> Profile | None:
    """The member, or None after leaving."""
    row = tx.db.execute(select(members).where(members.c.id == member)).one_or_none()
    if row is None:
        return None
    opened = {column: _opened(tx, row.id, column, getattr(row, column)) for column in SEALED}
    number = tx.vault.open_("members", "account_sealed", row.id, row.account_sealed)
    return Profile(
        id=MemberId(row.id),
        neighbourhood=row.neighbourhood,
        discreet=row.discreet,
        nights=row.nights,
        blocked=row.blocked,
        absent_until=row.absent_until,
        account=Account(int(number)),
        suspended=row.suspended,
        in_phone_tree=row.in_phone_tree,
        **opened,
    )


def _opened(tx: Tx, member: str, column: str, sealed: bytes | None) -> str | None:
    return None if sealed is None else tx.vault.open_("members", column, member, sealed)


def name_of(tx: Tx, member: MemberId) -> str:
    """The name a member gave, empty when none."""
    sealed = tx.db.execute(select(members.c.name).where(members.c.id == member)).scalar_one_or_none()
    return _opened(tx, member, "name", sealed) or ""


@dataclass(frozen=True)
class Audience:
    """Who is meant: by role, by neighbourhood, by what they said yes to. Nothing else can be asked."""

    roles: frozenset[Role]
    purpose: Purpose
    neighbourhood: str | None = None
    reachable_only: bool = False


def _in_audience(audience: Audience) -> ColumnElement[bool]:
    has_role = exists().where(
        member_roles.c.member == members.c.id,
        member_roles.c.role.in_([role.value for role in audience.roles]),
    )
    said_yes = exists().where(consents.c.member == members.c.id, consents.c.purpose == audience.purpose.value)
    condition = has_role & said_yes & members.c.suspended.is_(False)
    if audience.neighbourhood is not None:
        condition &= members.c.neighbourhood == audience.neighbourhood
    if audience.reachable_only:
        condition &= members.c.blocked.is_(False)
    return condition


def select_audience(tx: Tx, audience: Audience) -> list[MemberId]:
    """The members who are meant, in no meaningful order."""
    rows = tx.db.execute(select(members.c.id).where(_in_audience(audience)).order_by(members.c.id))
    return [MemberId(member) for member in rows.scalars()]


def with_role(tx: Tx, *roles: Role) -> list[MemberId]:
    """Everybody with one of the roles, whatever they said yes to: only for what a role must do."""
    wanted = select(member_roles.c.member).join(members, members.c.id == member_roles.c.member)
    mine = member_roles.c.role.in_([role.value for role in roles])
    rows = tx.db.execute(wanted.where(mine, members.c.suspended.is_(False)).distinct())
    return sorted(MemberId(member) for member in rows.scalars())


def voices(tx: Tx, member_ids: Collection[MemberId]) -> dict[MemberId, str | None]:
    """The voice each of them chose; only for counting in an open call-out."""
    rows = tx.db.execute(select(members.c.id, members.c.voice).where(members.c.id.in_(member_ids)))
    return {MemberId(row.id): _opened(tx, row.id, "voice", row.voice) for row in rows}


def active_in(tx: Tx, neighbourhood: str) -> int:
    """How many members know this neighbourhood best."""
    wanted = select(func.count()).select_from(members).where(members.c.neighbourhood == neighbourhood)
    return int(tx.db.execute(wanted).scalar_one())


def everyone(tx: Tx) -> list[MemberId]:
    """All members, in no meaningful order."""
    return [
        MemberId(member) for member in tx.db.execute(select(members.c.id).order_by(members.c.id)).scalars()
    ]


def erase(tx: Tx, member: MemberId, now: datetime) -> None:
    """Remove the member; a keyed hash stays so that a restored backup erases again."""
    account = tx.db.execute(select(members.c.account).where(members.c.id == member)).scalar_one()
    tx.db.execute(delete(erasures).where(erasures.c.account == account))
    tx.db.execute(erasures.insert().values(account=account, erased_at=now))
    tx.db.execute(delete(member_roles).where(member_roles.c.member == member))
    tx.db.execute(delete(consents).where(consents.c.member == member))
    tx.db.execute(delete(members).where(members.c.id == member))


def forget_erasures(tx: Tx, now: datetime, keep: timedelta) -> int:
    """Remove the hashes that no backup can bring back any more; returns how many."""
    return tx.db.execute(delete(erasures).where(erasures.c.erased_at < now - keep)).rowcount


def knows(tx: Tx, account: Account) -> bool:
    """Whether this account belongs to a member, also one whose access is stopped."""
    mine = members.c.account.in_(tx.vault.lookups("account", str(account.number)))
    return count(tx, members, mine) > 0


def present(tx: Tx, asked: Collection[MemberId], now: datetime) -> list[MemberId]:
    """Those who are not away now."""
    here = members.c.absent_until.is_(None) | (members.c.absent_until <= now)
    rows = tx.db.execute(select(members.c.id).where(members.c.id.in_(asked), here).order_by(members.c.id))
    return [MemberId(member) for member in rows.scalars()]


def blocked(tx: Tx) -> list[MemberId]:
    """Everybody who blocked the bot."""
    rows = tx.db.execute(select(members.c.id).where(members.c.blocked).order_by(members.c.id))
    return [MemberId(member) for member in rows.scalars()]


def count_blocked(tx: Tx, asked: Collection[MemberId]) -> int:
    """How many of these blocked the bot."""
    wanted = select(func.count()).select_from(members)
    return int(tx.db.execute(wanted.where(members.c.id.in_(asked), members.c.blocked)).scalar_one())
