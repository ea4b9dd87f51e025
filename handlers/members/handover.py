"""*Mijn plek overdragen*: the desk makes the invitation, the successor joins, and then one may go or stay."""

from domain.ids import MemberId
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import text
from handlers.members.naming import role_names
from storage.handovers import HandoverState
from usecases import handovers as deeds
from usecases.handovers import Opening, Task


async def begin(at: Context) -> Screen:
    """What handing over is; or how far it is."""
    place = await at.run(deeds.place)
    match place.state:
        case None if not place.roles:
            raise NoSuchRoute
        case None:
            ask = Button(text("button.ask_handover"), press("m1:handask"))
            said = text("handover.explain", role_label=role_names(place.roles))
            return Screen(said, (ask, _back()))
        case HandoverState.JOINED:
            return joined(True, at.view)
        case _:
            stay = Button(text("button.stay_for_now"), press("m1:handstay"))
            return Screen(text("handover.asked"), (stay, _back()))


def _back() -> Button:
    return Button(text("button.back"), press("m1:data"))


async def ask(at: Context) -> Screen:
    """The desk gets the task; asking twice is asking once."""
    await at.run(deeds.ask)
    return await begin(at)


async def stay(at: Context) -> Screen:
    """*Ik blijf nog*: everything stays as it is."""
    await at.run(deeds.stay)
    return Screen(text("handover.stays"), (to_menu(),))


async def invite(at: Context, member: str) -> Screen:
    """*Uitnodiging maken*: the code, to give to the successor in a conversation."""
    made = await at.run(deeds.invite, MemberId(member))
    if made is None:
        raise NoSuchRoute
    link = Screen(text("invite.link", code=made.code), (to_menu(),), Place.NEW, protect=False)
    said = text("invite.created", code=made.code, valid_until=dates.day(made.valid_until))
    return Screen(said, (), then=link)


def asked(task: Task, _view: View) -> Screen:
    """To the desk: who wants to hand over."""
    make = Button(text("button.make_invitation"), press("m1:handinv", task.member))
    return Screen(
        text("coordinator.handover_asked", name=task.name or text("list.no_name")), (make, to_menu())
    )


def joined(_facts: bool, _view: View) -> Screen:
    """To who hands over: the successor is there."""
    leave = Button(text("button.leave_and_erase"), press("m1:leave"))
    stay = Button(text("button.stay_for_now"), press("m1:handstay"))
    return Screen(text("handover.joined"), (leave, stay))


def place_open(opening: Opening, _view: View) -> Screen:
    """To the desk: a place in this circle is open."""
    said = text("coordinator.place_open", circle=opening.circle, people=opening.people)
    return Screen(said, (Button(text("button.invite_someone"), press("m1:invite")), to_menu()))


NOTICES = (
    NoticeKind(deeds.ASKED, deeds.facts_asked, asked),
    NoticeKind(deeds.JOINED, deeds.facts_joined, joined),
    NoticeKind(deeds.PLACE_OPEN, deeds.facts_place_open, place_open),
)
