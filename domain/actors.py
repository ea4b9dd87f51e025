"""Who may do what: the table of rights, role by role. Nobody has a role by default.

Source of the table: the rights of the network, `docs/rights.md`.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.ids import MemberId


class Role(StrEnum):
    """What a member may do; one member can have several."""

    CONTACTCIRKEL = "contactcirkel"
    SNRP = "snrp"
    VLIEGENDE_BRIGADE = "vliegende_brigade"
    PROFESSIONAL = "professional"
    PARTNER = "partner"
    NETWERKREGISSEUR = "netwerkregisseur"
    PROCESREGISSEUR = "procesregisseur"
    SECOND_PERSON = "second_person"
    BEHEERDER = "beheerder"
    FG = "fg"


class Purpose(StrEnum):
    """What a member said yes to."""

    CALL_OUTS = "callouts"
    ACTIVITIES = "activities"
    BRIGADE = "brigade"
    SIGNALS = "signals"


class Permission(StrEnum):
    """One row of the table of rights."""

    EVERYONE = "everyone"
    JOIN = "join"
    OWN_DATA = "own_data"
    PASS_ON_UNREST = "pass_on_unrest"
    READ_REPORTS = "read_reports"
    CALL_OUT = "call_out"
    RUN_CALL_OUT = "run_call_out"
    MANAGE_DUTY = "manage_duty"
    TAKE_DUTY = "take_duty"
    CHOOSE_DEPUTY = "choose_deputy"
    APPROVE_CALL_OUT = "approve_call_out"
    ANSWER_CALL_OUT = "answer_call_out"
    SEE_ACTIVITIES = "see_activities"
    MANAGE_ACTIVITIES = "manage_activities"
    ASK_BRIGADE = "ask_brigade"
    OFFER_HELP = "offer_help"
    MATCH_BRIGADE = "match_brigade"
    SHARE_SIGNAL = "share_signal"
    READ_SIGNALS = "read_signals"
    BROADCAST = "broadcast"
    INVITE = "invite"
    SEE_MEMBERS = "see_members"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTIONS = "answer_questions"
    TECHNICAL_STATUS = "technical_status"
    READ_AUDIT = "read_audit"
    PROPOSE_STAFF = "propose_staff"
    SYSTEM = "system"


_R = Role
MEMBERS = frozenset(
    {_R.CONTACTCIRKEL, _R.SNRP, _R.VLIEGENDE_BRIGADE, _R.PROFESSIONAL, _R.PARTNER, _R.NETWERKREGISSEUR}
)
CALLED = frozenset({_R.CONTACTCIRKEL, _R.SNRP, _R.VLIEGENDE_BRIGADE, _R.PROFESSIONAL})
ALL = frozenset(Role)
_COORDINATOR = frozenset({_R.NETWERKREGISSEUR})

RIGHTS: dict[Permission, frozenset[Role]] = {
    Permission.EVERYONE: ALL,
    Permission.JOIN: ALL,
    Permission.OWN_DATA: ALL,
    Permission.PASS_ON_UNREST: MEMBERS,
    Permission.READ_REPORTS: _COORDINATOR,
    Permission.CALL_OUT: _COORDINATOR,
    Permission.RUN_CALL_OUT: _COORDINATOR,
    Permission.MANAGE_DUTY: _COORDINATOR,
    Permission.TAKE_DUTY: frozenset({_R.CONTACTCIRKEL, _R.SNRP, _R.NETWERKREGISSEUR}),
    Permission.CHOOSE_DEPUTY: frozenset(
        {_R.CONTACTCIRKEL, _R.SNRP, _R.VLIEGENDE_BRIGADE, _R.NETWERKREGISSEUR}
    ),
    Permission.APPROVE_CALL_OUT: frozenset({_R.NETWERKREGISSEUR, _R.SECOND_PERSON}),
    Permission.ANSWER_CALL_OUT: CALLED,
    Permission.SEE_ACTIVITIES: MEMBERS | {_R.PROCESREGISSEUR},
    Permission.MANAGE_ACTIVITIES: _COORDINATOR,
    Permission.ASK_BRIGADE: frozenset({_R.PROFESSIONAL, _R.PARTNER, _R.NETWERKREGISSEUR}),
    Permission.OFFER_HELP: frozenset({_R.VLIEGENDE_BRIGADE, _R.NETWERKREGISSEUR}),
    Permission.MATCH_BRIGADE: _COORDINATOR,
    Permission.SHARE_SIGNAL: MEMBERS - {_R.NETWERKREGISSEUR},
    Permission.READ_SIGNALS: _COORDINATOR,
    Permission.BROADCAST: _COORDINATOR,
    Permission.INVITE: _COORDINATOR,
    Permission.SEE_MEMBERS: _COORDINATOR,
    Permission.ASK_QUESTION: ALL,
    Permission.ANSWER_QUESTIONS: _COORDINATOR,
    Permission.TECHNICAL_STATUS: frozenset({_R.BEHEERDER}),
    Permission.READ_AUDIT: frozenset({_R.BEHEERDER, _R.FG}),
    Permission.PROPOSE_STAFF: frozenset({_R.BEHEERDER}),
    Permission.SYSTEM: frozenset(),
}

# Whoever took over a shift has these too, until the shift is over.
OPEN_ON_DUTY = frozenset({Permission.READ_REPORTS, Permission.CALL_OUT})
# Visitors have no role; these two they share with everybody.
OPEN_TO_VISITORS = frozenset({Permission.EVERYONE, Permission.JOIN})
# A member whose last role ended still sees, corrects and erases what is kept.
OPEN_TO_MEMBERS = OPEN_TO_VISITORS | {Permission.OWN_DATA}
STAFF_ROLES = frozenset({_R.NETWERKREGISSEUR, _R.PROCESREGISSEUR, _R.SECOND_PERSON, _R.BEHEERDER, _R.FG})


@dataclass(frozen=True)
class Account:
    """A Telegram account; the number is personal, so it has no repr."""

    number: int = field(repr=False)


@dataclass(frozen=True)
class Actor:
    """Who presses: a member with roles, on duty or not; a visitor without; or the system itself."""

    member: MemberId | None = None
    roles: frozenset[Role] = frozenset()
    account: Account | None = None
    system: bool = False
    on_duty: bool = False

    @property
    def me(self) -> MemberId:
        """The member behind a permission that only members have."""
        if self.member is None:
            raise NotAMember
        return self.member


class NotAMember(Exception):
    """Only a member can do this."""


SYSTEM = Actor(system=True)


def may(actor: Actor, permission: Permission) -> bool:
    """Whether the actor has the right, whatever the row asks beyond it."""
    if actor.system:
        return True
    if actor.member is None:
        return permission in OPEN_TO_VISITORS
    if permission in OPEN_TO_MEMBERS or (actor.on_duty and permission in OPEN_ON_DUTY):
        return True
    return bool(actor.roles & RIGHTS[permission])
