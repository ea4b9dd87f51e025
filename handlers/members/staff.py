"""*Rollen beheren*: the beheerder proposes, and nothing holds before the netwerkregisseur agrees."""

from domain.actors import Role
from domain.ids import MemberId
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import text
from handlers.members.inviting import invitation
from usecases import staff_roles
from usecases.invitations import Invited
from usecases.staff_roles import Asked, Ended, Gone, LastOne, OwnProposal

LABELS = {
    Role.NETWERKREGISSEUR: "button.as_netwerkregisseur",
    Role.PROCESREGISSEUR: "button.as_procesregisseur",
    Role.SECOND_PERSON: "button.as_second_person",
    Role.BEHEERDER: "button.as_beheerder",
    Role.FG: "button.as_fg",
}


async def start(at: Context) -> Screen:
    """*Rollen beheren*."""
    await at.run(staff_roles.may_propose)
    buttons = (
        Button(text("button.propose_role"), press("m1:grant")),
        Button(text("button.end_role"), press("m1:team")),
    )
    second = text(f"who.{Role.NETWERKREGISSEUR.value}")
    return Screen(text("admin.roles", second_person_role=second), (*buttons, to_menu()))


async def grant(at: Context) -> Screen:
    """*Rol voorstellen*: which."""
    await at.run(staff_roles.may_propose)
    buttons = [Button(text(label), press("m1:propose", role.value)) for role, label in LABELS.items()]
    return Screen(text("admin.role_choose"), (*buttons, Button(text("button.back"), press("m1:staff"))))


async def team(at: Context) -> Screen:
    """*Rol laten stoppen*: whose."""
    found = await at.run(staff_roles.team)
    buttons = [
        Button(
            text("list.staff", name=one.name or text("list.no_name"), role_label=text(f"role.{role.value}")),
            press("m1:end", one.id, role.value),
        )
        for one in found
        for role in LABELS
        if role in one.roles
    ]
    return Screen(text("admin.role_end"), (*buttons, Button(text("button.back"), press("m1:staff"))))


async def propose(at: Context, word: str, member: str = "") -> Screen:
    """The proposal goes to the netwerkregisseur."""
    if word not in list(Role):
        raise NoSuchRoute
    if not await at.run(staff_roles.propose, Role(word), MemberId(member) if member else None):
        raise NoSuchRoute
    second = text(f"who.{Role.NETWERKREGISSEUR.value}")
    return Screen(text("admin.role_sent", second_person_role=second), (to_menu(),))


async def end(at: Context, member: str, word: str) -> Screen:
    """The same for a role that ends."""
    return await propose(at, word, member)


async def agree(at: Context, proposal: str) -> Screen:
    """*Ja, dat is goed*: for somebody new there is an invitation, to give in a conversation."""
    match await at.run(staff_roles.agree, proposal):
        case Invited() as invited:
            return invitation(invited)
        case Ended():
            return Screen(text("coordinator.role_ended"), (to_menu(),))
        case OwnProposal():
            return Screen(text("coordinator.role_own"), (to_menu(),))
        case LastOne():
            return Screen(text("coordinator.role_last"), (to_menu(),))
        case Gone():
            raise NoSuchRoute


async def turn_down(at: Context, proposal: str) -> Screen:
    """*Nee, liever niet*."""
    if not await at.run(staff_roles.turn_down, proposal):
        raise NoSuchRoute
    return Screen(text("coordinator.role_turned_down"), (to_menu(),))


def asked(facts: Asked, _view: View) -> Screen:
    """To the netwerkregisseur."""
    role = text(f"role.{facts.proposal.role.value}")
    said = (
        text("coordinator.role_end_asked", name=facts.name, role_label=role)
        if facts.proposal.member
        else text("coordinator.role_asked", role_label=role)
    )
    buttons = (
        Button(text("button.yes_fine"), press("m1:agree", facts.proposal.id)),
        Button(text("button.no_rather_not"), press("m1:refuse", facts.proposal.id)),
    )
    return Screen(said, buttons)


def agreed(role: Role, _view: View) -> Screen:
    """To the beheerder."""
    return Screen(text("admin.role_agreed", role_label=text(f"role.{role.value}")), (to_menu(),))


def turned_down(role: Role, _view: View) -> Screen:
    """To the beheerder."""
    return Screen(text("admin.role_turned_down", role_label=text(f"role.{role.value}")), (to_menu(),))


NOTICES = (
    NoticeKind(staff_roles.ASKED, staff_roles.facts_asked, asked),
    NoticeKind(staff_roles.AGREED, staff_roles.facts_decided, agreed),
    NoticeKind(staff_roles.TURNED_DOWN, staff_roles.facts_decided, turned_down),
)
