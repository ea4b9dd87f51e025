"""From a link to *Alles staat klaar*: what for, a name, a neighbourhood. Nothing is kept before the yes.

What a visitor chose travels in the buttons: the code, and one sign per purpose.
"""

from collections.abc import Sequence

from domain.actors import CALLED, RIGHTS, Permission, Purpose, Role
from domain.ids import CODE_LENGTH, clean_code
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import not_understood
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, text
from handlers.kit.wording import yes_no
from handlers.members import deputy
from handlers.members.forms import PROFILE
from handlers.members.naming import role_names
from usecases import invitations, members
from usecases.invitations import CodeNotValid, Joined, RolesAdded, RolesClash

PURPOSES = (Purpose.CALL_OUTS, Purpose.ACTIVITIES, Purpose.BRIGADE, Purpose.SIGNALS)
SWITCHES = {
    Purpose.CALL_OUTS: "button.purpose_callouts",
    Purpose.ACTIVITIES: "button.purpose_trainings",
    Purpose.BRIGADE: "button.purpose_brigade",
    Purpose.SIGNALS: "button.purpose_signals",
}
# For whom a purpose exists at all: a switch shows only when the role has it.
CONCERNED = {
    Purpose.CALL_OUTS: CALLED,
    Purpose.ACTIVITIES: RIGHTS[Permission.SEE_ACTIVITIES],
    Purpose.BRIGADE: frozenset({Role.VLIEGENDE_BRIGADE, Role.PROFESSIONAL, Role.PARTNER}),
    Purpose.SIGNALS: RIGHTS[Permission.SHARE_SIGNAL],
}
NOTHING_YET = "----"
YES, NO = "1", "0"
FEWEST_SIGNS = 5


async def start(at: Context, code: str = "") -> Screen:
    """`/start`, with the code of an invitation or without."""
    if code:
        return await _with_code(at, code)
    me = await at.actor()
    return (await at.home(at)).anew().renewing(me.roles, me.on_duty)


async def loose(at: Context, typed: str) -> Screen:
    """A text nobody asked for: somebody may be typing a code; a member who is not hears nothing of codes."""
    me = await at.run(members.me)
    code = clean_code(typed)
    asked = await deputy.behind(at, code) if me.profile else None
    if asked is not None:
        return asked
    roles = await _roles_behind(at, code) if len(code) == CODE_LENGTH else None
    if roles is not None:
        return invited(code, roles)
    if me.profile:
        return not_understood()
    return code_not_valid(at) if _meant_as_code(typed) else visitor()


def _meant_as_code(typed: str) -> bool:
    """One word in capitals or with a figure in it, or as long as a code."""
    code = clean_code(typed)
    if len(code) == CODE_LENGTH:
        return True
    return (
        len(typed.split()) == 1
        and len(code) >= FEWEST_SIGNS
        and (typed == typed.upper() or _has_figure(typed))
    )


def _has_figure(typed: str) -> bool:
    return any(sign.isdecimal() for sign in typed)


async def ask_code(_at: Context) -> Screen:
    """*Code invullen*."""
    return Screen(text("welcome.type_code"), (to_menu(),))


async def about_network(_at: Context) -> Screen:
    """*Over het netwerk*."""
    enter = Button(text("button.enter_code"), press("m1:code"))
    return Screen(text("welcome.about_network"), (enter, to_menu()))


def visitor() -> Screen:
    """All that somebody without an invitation learns."""
    return Screen(
        text("welcome.visitor"),
        (
            Button(text("button.enter_code"), press("m1:code")),
            Button(text("button.about_network"), press("m1:network")),
            Button(text("button.important_numbers"), press("k1:help")),
        ),
    )


async def _with_code(at: Context, code: str) -> Screen:
    asked = await deputy.behind(at, clean_code(code))
    if asked is not None:
        return asked
    roles = await _roles_behind(at, code)
    return code_not_valid(at) if roles is None else invited(clean_code(code), roles)


async def _roles_behind(at: Context, code: str) -> frozenset[Role] | None:
    """What a code gives. What does not work is counted; after too many no code works, in a button neither."""
    if at.tries.exhausted(at.account):
        return None
    roles = await at.run(invitations.look_at, code)
    if roles is None:
        at.tries.allow(at.account)
    return roles


def code_not_valid(at: Context) -> Screen:
    """The same answer whether the code was used, is too old, or never existed."""
    again = Button(text("button.try_again"), press("m1:code"))
    days = at.network.retention.invitation.days
    return Screen(
        text("welcome.code_not_valid", days=days), (again, Button(text("button.stop"), press("k1:menu")))
    )


def invited(code: str, roles: frozenset[Role]) -> Screen:
    """The first thing an invited person reads."""
    return Screen(
        text("welcome.invited", role_label=role_names(roles)),
        (
            Button(text("button.read_on"), press("m1:read", code)),
            Button(text("button.rather_not_now"), press("m1:declined", code)),
        ),
    )


async def read_on(at: Context, code: str) -> Screen:
    """The short privacy text, and at once what for."""
    roles = await _roles_behind(at, code)
    if roles is None:
        return code_not_valid(at)
    return summary(at).followed_by(purposes(at, code, roles, NOTHING_YET))


def summary(at: Context) -> Screen:
    """What we do with data, before anything is kept."""
    task = at.network.legal.task
    basis = text("privacy.basis_task", task=task) if task else text("privacy.basis_consent")
    return Screen(
        text("privacy.summary", basis=basis), (Button(text("button.read_all"), press("m1:privacy")),)
    )


def offered(at: Context, roles: frozenset[Role]) -> list[Purpose]:
    """The purposes that the settings and these roles have."""
    on = at.network.switched_on
    return [purpose for purpose in PURPOSES if purpose.value in on and CONCERNED[purpose] & roles]


def purposes(at: Context, code: str, roles: frozenset[Role], chosen: str) -> Screen:
    """The switches; all start at *nee*."""
    concerned = offered(at, roles)
    switches = [
        Button(
            text(SWITCHES[purpose], yes_no=yes_no(_said_yes(chosen, purpose))),
            _flipped(code, chosen, purpose),
        )
        for purpose in concerned
    ]
    untouched = chosen == NOTHING_YET
    go_on = Button(
        text("button.all_purposes" if untouched else "button.go_on"), press("m1:consent", code, chosen)
    )
    declined = Button(text("button.rather_not_now"), press("m1:declined", code))
    return Screen(purposes_text(at, concerned), (*switches, go_on, declined))


def purposes_text(at: Context, concerned: Sequence[Purpose]) -> Text:
    """What is asked; a role in the team may have none of the purposes."""
    if not concerned:
        return text("consent.role_only")
    return text("consent.purposes_task" if at.network.legal.task else "consent.purposes")


def _said_yes(chosen: str, purpose: Purpose) -> bool:
    return chosen[PURPOSES.index(purpose)] == YES


def _is_choice(chosen: str) -> bool:
    """One sign per purpose."""
    return len(chosen) == len(PURPOSES) and set(chosen) <= {YES, NO, "-"}


def _flipped(code: str, chosen: str, purpose: Purpose) -> str:
    signs = list(chosen.replace("-", NO))
    signs[PURPOSES.index(purpose)] = NO if _said_yes(chosen, purpose) else YES
    return press("m1:switch", code, "".join(signs))


async def switch(at: Context, code: str, chosen: str) -> Screen:
    """One switch was turned."""
    roles = await _roles_behind(at, code)
    if roles is None or not _is_choice(chosen):
        return code_not_valid(at)
    return purposes(at, code, roles, chosen)


async def declined(_at: Context, code: str) -> Screen:
    """*Nu liever niet*: nothing was kept."""
    return Screen(text("privacy.declined"), (Button(text("button.join_after_all"), press("m1:read", code)),))


async def consent(at: Context, code: str, chosen: str) -> Screen:
    """The yes. *Alles goed* is yes to all that is offered."""
    roles = await _roles_behind(at, code)
    if roles is None or not _is_choice(chosen):
        return code_not_valid(at)
    everything = chosen == NOTHING_YET
    wanted = [purpose for purpose in offered(at, roles) if everything or _said_yes(chosen, purpose)]
    match await at.run(invitations.accept, code, wanted):
        case Joined():
            return (await at.flow.start(at, PROFILE.name)).renewing(roles)
        case RolesAdded(roles=added, altogether=now):
            said = text("welcome.roles_added", role_label=role_names(added))
            return Screen(said, (to_menu(),)).renewing(now)
        case RolesClash():
            return Screen(text("welcome.roles_clash"), (to_menu(),))
        case CodeNotValid():
            return code_not_valid(at)
