"""Inviting is choosing one or more roles: then there is a code for one person, to give in a conversation."""

from domain.actors import Role
from domain.members import OFFERED
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from usecases import invitations, member_list
from usecases.invitations import Invited

YES, NO = "1", "0"
NOBODY_YET = NO * len(OFFERED)
SWITCHES = {
    Role.CONTACTCIRKEL: "button.role_contactcirkel",
    Role.SNRP: "button.role_snrp",
    Role.VLIEGENDE_BRIGADE: "button.role_brigade",
    Role.PROFESSIONAL: "button.role_professional",
    Role.PARTNER: "button.role_partner",
}


async def desk(at: Context) -> Screen:
    """*Leden en gegevens*."""
    await at.run(member_list.may_invite)
    duty = Button(text("button.who_is_on_duty"), press("w1:roster"))
    buttons = (
        Button(text("button.members_and_roles"), press("m1:list")),
        Button(text("button.invite_someone"), press("m1:invite")),
        *((duty,) if "callouts" in at.network.switched_on else ()),
        Button(text("button.who_is_reachable"), press("m1:reach")),
        Button(text("button.make_phone_tree"), press("m1:maketree")),
        Button(text("button.my_data"), press("m1:data")),
    )
    return Screen(text("coordinator.members_menu"), (*buttons, to_menu()))


def marked(roles: frozenset[Role]) -> str:
    """Roles as they travel in a button: one sign each."""
    return "".join(YES if role in roles else NO for role in OFFERED)


def unmarked(signs: str) -> frozenset[Role]:
    """The roles behind the signs. Raises `NoSuchRoute`."""
    if len(signs) != len(OFFERED):
        raise NoSuchRoute
    return frozenset(role for role, sign in zip(OFFERED, signs, strict=True) if sign == YES)


def switches(roles: frozenset[Role], route: str, *about: str) -> list[Button]:
    """A switch for each role; pressing it comes back with that role turned."""
    return [
        Button(
            text(SWITCHES[role], yes_no=yes_no(role in roles)), press(route, *about, marked(roles ^ {role}))
        )
        for role in OFFERED
    ]


async def begin(at: Context) -> Screen:
    """`/uitnodigen`."""
    return await choose(at)


async def choose(at: Context, signs: str = NOBODY_YET) -> Screen:
    """*Iemand uitnodigen*: for which roles."""
    await at.run(member_list.may_invite)
    roles = unmarked(signs)
    make = (Button(text("button.make_invitation"), press("m1:invited", signs)),) if roles else ()
    stop = Button(text("button.stop"), press("k1:menu"))
    return Screen(text("invite.choose"), (*switches(roles, "m1:invite"), *make, stop))


async def made(at: Context, signs: str) -> Screen:
    """The code, to tell; and the link, to pass on."""
    roles = unmarked(signs)
    if not roles:
        raise NoSuchRoute
    return invitation(await at.run(invitations.invite, roles))


def invitation(invited: Invited) -> Screen:
    """The code and the link of an invitation that was just made."""
    buttons = (Button(text("button.invite_another"), press("m1:invite")), to_menu())
    link = Screen(text("invite.link", code=invited.code), buttons, Place.NEW, protect=False)
    said = text("invite.created", code=invited.code, valid_until=dates.day(invited.valid_until))
    return Screen(said, (), then=link)
