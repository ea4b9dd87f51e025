"""*Leden en rollen*: who is in, with which roles; whoever is looked at can read that."""

from domain.actors import Role
from domain.ids import MemberId
from domain.members import NoRoleLeft
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, text
from handlers.members.inviting import marked, switches, unmarked
from handlers.members.naming import place_name, role_names
from storage.member_list import Listed
from usecases import member_list
from usecases.member_list import ACCESS_BACK, PAGE, ROLES_CHANGED, NotYourself


async def first_page(at: Context) -> Screen:
    """`/leden`."""
    return await everybody(at)


async def everybody(at: Context, start: str = "0") -> Screen:
    """*Leden en rollen*: a page of the list."""
    if not start.isdecimal():
        raise NoSuchRoute
    page = await at.run(member_list.open_list, int(start))
    lines = Lines.of(_line(at, one) for one in page.shown)
    members = [Button(one.name or text("list.no_name"), press("m1:member", one.id)) for one in page.shown]
    said = text("coordinator.member_list", n=page.total, member_lines=lines)
    return Screen(said, (*members, *_leafing(page.start, page.total), to_menu()))


def _leafing(start: int, total: int) -> list[Button]:
    onward = [Button(text("button.next_page"), press("m1:list", str(start + PAGE)))]
    back = [Button(text("button.previous_page"), press("m1:list", str(max(0, start - PAGE))))]
    return (onward if start + PAGE < total else []) + (back if start > 0 else [])


def _line(at: Context, one: Listed) -> Text:
    key = "coordinator.member_line_stopped" if one.suspended else "coordinator.member_line"
    return text(
        key,
        name=one.name or text("list.no_name"),
        role_label=role_names(one.roles),
        neighbourhood=place_name(at, one.neighbourhood),
    )


async def member(at: Context, who: str) -> Screen:
    """One member: what the netwerkregisseur may see, and may change."""
    found = await at.run(member_list.look_at, MemberId(who))
    if found is None:
        raise NoSuchRoute
    return _card(at, found)


def _card(at: Context, one: Listed) -> Screen:
    said = text(
        "coordinator.member",
        name=one.name or text("list.no_name"),
        role_label=role_names(one.roles),
        neighbourhood=place_name(at, one.neighbourhood),
        access=text("coordinator.access_stopped" if one.suspended else "coordinator.access_open"),
    )
    roles = Button(text("button.change_roles"), press("m1:roles", one.id, marked(one.roles)))
    stop = Button(text("button.stop_access"), press("m1:halt", one.id))
    give = Button(text("button.give_access"), press("m1:readmit", one.id))
    back = Button(text("button.back"), press("m1:list"))
    return Screen(said, (roles, give if one.suspended else stop, back))


async def roles(at: Context, who: str, signs: str) -> Screen:
    """*Rollen aanpassen*: switches, and nothing changes before *Ga zo verder*."""
    await at.run(member_list.may_invite)
    wanted = unmarked(signs)
    keep = Button(text("button.go_on"), press("m1:setroles", who, signs))
    back = Button(text("button.back"), press("m1:member", who))
    return Screen(text("coordinator.member_roles"), (*switches(wanted, "m1:roles", who), keep, back))


async def set_roles(at: Context, who: str, signs: str) -> Screen:
    """The roles as chosen; the member hears it."""
    outcome = await at.run(member_list.change_roles, MemberId(who), unmarked(signs))
    if outcome is None:
        raise NoSuchRoute
    back = Button(text("button.back"), press("m1:member", who))
    if isinstance(outcome, NoRoleLeft):
        return Screen(text("coordinator.member_no_role"), (back,))
    return Screen(text("coordinator.member_roles_changed"), (back, to_menu()))


async def ask_halt(at: Context, who: str) -> Screen:
    """*Toegang stilzetten*: once more."""
    await at.run(member_list.may_invite)
    yes = Button(text("button.yes_stop_access"), press("m1:halted", who))
    return Screen(
        text("coordinator.member_stop"), (Button(text("button.leave_access"), press("m1:member", who)), yes)
    )


async def halt(at: Context, who: str) -> Screen:
    """From now on the bot treats that account as a visitor."""
    outcome = await at.run(member_list.stop_access, MemberId(who))
    if outcome is None:
        raise NoSuchRoute
    if isinstance(outcome, NotYourself):
        return Screen(text("coordinator.member_not_yourself"), (to_menu(),))
    return _card(at, outcome)


async def readmit(at: Context, who: str) -> Screen:
    """*Toegang teruggeven*."""
    found = await at.run(member_list.give_access_back, MemberId(who))
    if found is None:
        raise NoSuchRoute
    return _card(at, found)


def roles_changed(now: frozenset[Role], _view: View) -> Screen:
    """To the member whose roles changed; the commands change with them."""
    if not now:
        return Screen(text("roles.ended"), (to_menu(),)).renewing(now)
    buttons = (Button(text("button.have_question"), press("k1:ask")), to_menu())
    return Screen(text("roles.changed", role_label=role_names(now)), buttons).renewing(now)


def access_back(now: frozenset[Role], _view: View) -> Screen:
    """To the member whose access came back."""
    return Screen(text("roles.access_back"), (to_menu(),)).renewing(now)


NOTICES = (
    NoticeKind(ROLES_CHANGED, member_list.facts_roles, roles_changed),
    NoticeKind(ACCESS_BACK, member_list.facts_roles, access_back),
)
