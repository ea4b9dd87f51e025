"""A role in the team takes two people: the beheerder proposes, the netwerkregisseur agrees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.actors import STAFF_ROLES, Permission, Role
from domain.ids import MemberId
from domain.pacing import Lane
from storage import access, members
from storage import member_list as lists
from storage import role_proposals as store
from storage.access import AccessRecord, Look
from storage.member_list import Listed
from storage.outbox import Fact
from storage.role_proposals import Proposal
from usecases import invitations
from usecases.app import Moment, Trace, use_case
from usecases.invitations import Invited
from usecases.member_list import ROLES_CHANGED

WAITS = timedelta(days=7)
ASKED, AGREED, TURNED_DOWN = "members.role_asked", "members.role_agreed", "members.role_turned_down"


@dataclass(frozen=True)
class Asked:
    """A proposal as the second person reads it; `name` is empty for somebody new."""

    proposal: Proposal
    name: str = field(repr=False)


@dataclass(frozen=True)
class Ended:
    """Somebody does not have the role any more."""


@dataclass(frozen=True)
class Gone:
    """Somebody decided before, or it is too old."""


@dataclass(frozen=True)
class OwnProposal:
    """Two people means two: nobody agrees with the own proposal."""


@dataclass(frozen=True)
class LastOne:
    """Without a netwerkregisseur nobody reads along, and without a beheerder nobody proposes."""


@use_case(Permission.PROPOSE_STAFF, Trace.READS)
def may_propose(_at: Moment) -> None:
    """Whether somebody may open these screens."""


@use_case(Permission.PROPOSE_STAFF)
def team(at: Moment) -> list[Listed]:
    """Who has a role in the team; each of them can read that this list was opened."""
    found = [one for one in lists.listed(at.tx) if one.roles & STAFF_ROLES]
    seen = [(at.new_id(), one.id) for one in found if one.id != at.actor.member]
    record = AccessRecord(Look.LISTED, Role.BEHEERDER.value, "team_list", at.now)
    access.write(at.tx, record, seen)
    return found


@use_case(Permission.PROPOSE_STAFF)
def propose(at: Moment, role: Role, member: MemberId | None) -> bool:
    """Propose a role for somebody new, or that a member stops with it; False when that makes no sense."""
    if role not in STAFF_ROLES or (member is not None and role not in members.roles_of(at.tx, member)):
        return False
    proposal = Proposal(at.new_id(), role, at.actor.me, member, at.now + WAITS)
    store.add(at.tx, proposal)
    about = {"proposal": proposal.id}
    seconds = [one for one in members.with_role(at.tx, Role.NETWERKREGISSEUR) if one != at.actor.me]
    at.tell(Fact(ASKED, one, Lane.REMINDER, at.now, about) for one in seconds)
    return True


def facts_asked(at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Asked | None:
    """The proposal while it is open."""
    proposal = store.load(at.tx, payload["proposal"], at.now)
    if proposal is None:
        return None
    return Asked(proposal, members.name_of(at.tx, proposal.member) if proposal.member else "")


def facts_decided(_at: Moment, _member: MemberId, payload: Mapping[str, str]) -> Role:
    """The role that was decided about."""
    return Role(payload["role"])


@use_case(Permission.INVITE)
def agree(at: Moment, proposal_id: str) -> Invited | Ended | Gone | OwnProposal | LastOne:
    """Agree as the second person: there is an invitation for the role, or the role ends."""
    proposal = store.load(at.tx, proposal_id, at.now)
    if proposal is None:
        return Gone()
    if proposal.proposer == at.actor.member:
        return OwnProposal()
    if proposal.member is not None and members.with_role(at.tx, proposal.role) == [proposal.member]:
        return LastOne()
    return _carry_out(at, proposal)


def _carry_out(at: Moment, proposal: Proposal) -> Invited | Ended:
    store.take(at.tx, proposal.id)
    _tell_proposer(at, AGREED, proposal)
    if proposal.member is None:
        return invitations.make(at, {proposal.role})
    members.remove_roles(at.tx, proposal.member, {proposal.role})
    at.tell([Fact(ROLES_CHANGED, proposal.member, Lane.REMINDER, at.now)])
    return Ended()


@use_case(Permission.INVITE)
def turn_down(at: Moment, proposal_id: str) -> bool:
    """Say no: nothing changes, and the beheerder hears that. False when somebody decided before."""
    proposal = store.load(at.tx, proposal_id, at.now)
    if proposal is None or not store.take(at.tx, proposal_id):
        return False
    _tell_proposer(at, TURNED_DOWN, proposal)
    return True


def _tell_proposer(at: Moment, kind: str, proposal: Proposal) -> None:
    about = {"role": proposal.role.value}
    at.tell([Fact(kind, proposal.proposer, Lane.REMINDER, at.now, about)])


def export(at: Moment, member: MemberId) -> list[dict[str, str]]:
    """What this member proposed and nobody decided about."""
    return [
        {"role": one.role.value, "until": one.expires_at.isoformat()} for one in store.made_by(at.tx, member)
    ]


def erase(at: Moment, member: MemberId) -> None:
    """What somebody who left proposed goes too."""
    store.erase_member(at.tx, member)
