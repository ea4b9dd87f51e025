"""One menu per person: what the roles together can use, at most eight buttons, the rest under *Meer*."""

from collections.abc import Sequence

from domain.actors import Role
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context, MenuEntry
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Text, Value, text
from handlers.members.forms import PROFILE
from handlers.members.joining import visitor
from usecases import members, waiting
from usecases.members import Me
from usecases.waiting import Desk

MOST_BUTTONS = 8
# The first of these roles that somebody has gives the words above the buttons.
GREETINGS = (
    (Role.NETWERKREGISSEUR, "menu.coordinator"),
    (Role.VLIEGENDE_BRIGADE, "menu.brigade"),
    (Role.CONTACTCIRKEL, "menu.member"),
    (Role.SNRP, "menu.member"),
    (Role.PROFESSIONAL, "menu.professional"),
    (Role.PARTNER, "menu.partner"),
    (Role.PROCESREGISSEUR, "menu.case_coordinator"),
    (Role.BEHEERDER, "menu.administrator"),
    (Role.FG, "menu.supervisor"),
    (Role.SECOND_PERSON, "menu.second_person"),
)


async def home(at: Context) -> Screen:
    """The main menu; a visitor's welcome; or the first questions, when somebody never answered them."""
    me = await at.run(members.me)
    if me.profile is None:
        return visitor().renewing(me.roles)
    if me.profile.name is None:
        return await at.flow.start(at, PROFILE.name)
    if not me.roles:
        return Screen(text("menu.no_role"), (Button(text("button.my_data"), press("m1:data")),))
    return Screen(await _greeting(at, me), page(await _entries(at, me), 0))


async def more(at: Context, start: str) -> Screen:
    """*Meer*: the buttons that did not fit."""
    me = await at.run(members.me)
    if me.profile is None or not start.isdecimal():
        return visitor()
    return Screen(text("menu.more"), page(await _entries(at, me), int(start)))


def page(buttons: Sequence[Button], start: int) -> tuple[Button, ...]:
    """Eight buttons from `start`, the last one leading on when there are more."""
    rest = tuple(buttons[start:])
    if start == 0 and len(rest) <= MOST_BUTTONS:
        return rest
    shown = rest[: MOST_BUTTONS - 1]
    left = start + len(shown)
    return (
        *shown,
        Button(text("button.more"), press("m1:more", str(left))) if left < len(buttons) else to_menu(),
    )


async def _entries(at: Context, me: Me) -> list[Button]:
    ranked = [(rank, entry) for entry in at.menu if (rank := _rank(entry, me)) is not None]
    mine = [(rank, one.button) for rank, one in ranked if one.when is None or await at.run(one.when)]
    return [button for _, button in sorted(mine, key=lambda pair: pair[0])]


def _rank(entry: MenuEntry, me: Me) -> tuple[bool, int] | None:
    """How far down; the desk of the netwerkregisseur stands together, above what other roles add."""
    roles = me.roles
    ranks = {role: entry.ranks[role] for role in roles if role in entry.ranks}
    if not ranks and me.actor.on_duty and entry.on_duty is not None:
        return False, entry.on_duty
    if Role.NETWERKREGISSEUR in ranks:
        return False, ranks[Role.NETWERKREGISSEUR]
    return (Role.NETWERKREGISSEUR in roles, min(ranks.values())) if ranks else None


# Which menus have a line for what we owe, and for open call-outs.
WITH_OWED = frozenset({"menu.member", "menu.brigade", "menu.professional", "menu.partner"})


async def _greeting(at: Context, me: Me) -> Text:
    key = next(key for role, key in GREETINGS if role in me.roles)
    name = (me.profile and me.profile.name) or ""
    if key == "menu.coordinator":
        return _coordinator(name, await at.run(waiting.desk))
    if key not in WITH_OWED:
        return text(key, first_name=name)
    mine = await at.run(waiting.mine)
    discreet = me.profile is not None and me.profile.discreet
    words: dict[str, Value] = {"first_name": name, "owed_line": _owed(0 if discreet else mine.owed)}
    if key == "menu.member":
        words["open_line"] = text("menu.open_callouts", n=mine.open_call_outs) if mine.open_call_outs else ""
    return text(key, **words)


def _owed(count: int) -> Value:
    return text("menu.owed", n=count) if count else ""


def _coordinator(name: str, desk: Desk) -> Text:
    counts: dict[str, Value] = {
        "first_name": name,
        "open_reports": desk.reports,
        "open_signals": desk.signals,
        "open_requests": desk.requests,
    }
    if desk.people == 0:
        return text("menu.coordinator_none", **counts)
    return text("menu.coordinator", n=desk.people, **counts)


async def numbers(_at: Context) -> Screen:
    """Whom to call for what."""
    return Screen(text("help.numbers"), (to_menu(), Button(text("button.read_privacy"), press("m1:privacy"))))


async def menu(at: Context) -> Screen:
    """`/menu`: also renews the list of commands, should it be an old one."""
    me = await at.actor()
    return (await at.home(at)).renewing(me.roles, me.on_duty)
