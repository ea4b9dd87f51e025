"""*Mijn gegevens*: what we keep, who looked, everything in a file, and leaving in two taps."""

from domain.actors import Role
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Lines, Text, text
from handlers.members.joining import visitor
from handlers.members.naming import place_name, role_names
from storage.access import AccessRecord, Look
from usecases import conversation, deputies, handovers, members, own_data, waiting
from usecases import looks as all_looks

LINES = 4


async def menu(at: Context) -> Screen:
    """`/gegevens`: the short version, with everything behind it."""
    me = await at.run(members.me)
    if me.profile is None:
        return visitor()
    looks = await at.run(all_looks.of_late)
    mine, choice = await at.run(waiting.mine), await at.run(deputies.mine)
    place = await at.run(handovers.place)
    said = text(
        "data.menu",
        first_name=me.profile.name or text("none.said"),
        role_label=role_names(me.roles),
        neighbourhoods=place_name(at, me.profile.neighbourhood),
        deputy_or_none=(choice.deputy or text("none.any")),
        registrations=mine.registrations or text("none.any"),
        viewed_count=_count(looks, Look.VIEWED),
        listed_count=_count(looks, Look.LISTED),
    )
    return Screen(said, _buttons(choice.may_choose or bool(choice.stands_for), bool(place.roles)))


def _buttons(deputy: bool, hands_over: bool) -> tuple[Button, ...]:
    """A deputy and handing over only where there is a place in a circle."""
    choose = (Button(text("button.choose_deputy"), press("m1:deputy")),) if deputy else ()
    hand_over = (Button(text("button.hand_over"), press("m1:hand")),) if hands_over else ()
    return (
        Button(text("button.change_something"), press("m1:change")),
        Button(text("button.who_looked"), press("m1:looked")),
        Button(text("button.receive_all"), press("m1:export")),
        *choose,
        Button(text("button.absent_for_now"), press("m1:away")),
        *hand_over,
        Button(text("button.leave_and_erase"), press("m1:leave")),
        to_menu(),
    )


def _count(looks: list[AccessRecord], kind: Look) -> int:
    return sum(1 for look in looks if look.look is kind)


async def looked(at: Context) -> Screen:
    """*Wie keek er*: each look with who, when and why; the two kinds are never added up."""
    looks = await at.run(all_looks.all_kept)
    said = text(
        "data.access_log",
        viewed_lines=_lines(at, looks, Look.VIEWED),
        listed_lines=_lines(at, looks, Look.LISTED),
    )
    return Screen(said, (Button(text("button.have_question"), press("k1:ask")), to_menu()))


def _lines(at: Context, looks: list[AccessRecord], kind: Look) -> Lines:
    found = [look for look in looks if look.look is kind]
    earlier = len(found) - LINES
    lines = [_line(at, look) for look in found[:LINES]] or [text("data.nobody")]
    return Lines.of([*lines, *([text("data.earlier_looks", n=earlier)] if earlier > 0 else [])])


def _line(at: Context, look: AccessRecord) -> Text:
    return text(
        "data.viewed_line",
        when=dates.day_time(look.at, at.now),
        who=text(f"who.{look.role}"),
        reason=text(f"access.{look.why}"),
    )


async def stop(at: Context) -> Screen:
    """`/stop`: ends what is open; with nothing open it asks about leaving."""
    kept = await at.run(conversation.where, at.account)
    if kept is not None and kept[1] > at.now:
        at.pending.take(at.account)
        at.end_form()
        return Screen(text("form.stopped"), (to_menu(), _leave_button())).anew()
    return await leave(at)


def _leave_button() -> Button:
    return Button(text("button.leave_and_erase"), press("m1:leave"))


async def leave(at: Context) -> Screen:
    """*Stoppen en wissen*: once more, without asking why."""
    me = await at.run(members.me)
    if me.profile is None:
        return visitor()
    buttons = (
        Button(text("button.no_stay"), press("k1:menu")),
        Button(text("button.yes_erase_all"), press("m1:erase")),
    )
    return Screen(text("data.erase_confirm"), buttons)


async def erase(at: Context) -> Screen:
    """*Ja, wis alles*: everything goes, what was still to be told too; this is the last message."""
    at.pending.take(at.account)
    at.end_form()
    await at.run(own_data.erase)
    return Screen(text("data.erased"), protect=False).renewing(NOBODY)


NOBODY: frozenset[Role] = frozenset()
