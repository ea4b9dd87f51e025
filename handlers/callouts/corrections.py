"""A correction as everybody reads it, *dit hoor ik ook* under it, and the count for who made it."""

from datetime import datetime

from domain.callouts import Parts
from domain.corrections import Correction
from handlers.callouts import screens
from handlers.callouts.notices import by_urgency
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, Value, text
from usecases import callout_corrections as deeds
from usecases.callout_corrections import CountOver, HeardCount, Told
from usecases.delivery import Hours


def message(made: Correction) -> Text:
    """What everybody reads: what is true first, and never the rumour."""
    words = made.words
    return text(
        "callout.correction" if made.ours else "callout.correction_rumour",
        fact=words.fact,
        source=screens.source(Parts(source=words.source)),
        as_of=screens.at_clock(words.as_of),
        line_to_say=words.line_to_say,
    )


def _read(made: Correction) -> Button:
    return Button(text("button.have_read"), press("c1:known", made.id))


def _heard(made: Correction) -> Button:
    return Button(text("button.heard_too"), press("c1:heard", made.id))


def screen(told: Told, _view: View) -> Screen:
    """The correction as it arrives."""
    made = told.correction
    return Screen(message(made), (_read(made), _heard(made), screens.question()))


def _above(said: Text, made: Correction, *buttons: Button) -> Screen:
    """The answer above the correction, which stays readable."""
    return Screen(text("callout.with_answer", answer=said, message=message(made)), buttons)


def _counted(made: Correction) -> Screen:
    """*Dit hoor ik ook* was counted, and can be taken back."""
    said = text("callout.heard_too", line_to_say=made.words.line_to_say)
    back = Button(text("button.not_heard_after_all"), press("c1:unheard", made.id))
    return _above(said, made, back, to_menu())


def _over(made: Correction) -> Screen:
    """The count was told already."""
    return _above(text("callout.heard_over"), made, to_menu())


async def read(at: Context, correction: str) -> Screen:
    """*Ik heb het gelezen*; the other story can still be counted."""
    made = (await _mine(at, correction)).correction
    return _above(text("callout.answer_read"), made, _heard(made), screens.question(), to_menu())


async def show(at: Context, correction: str) -> Screen:
    """How it stands for this member."""
    told = await _mine(at, correction)
    return _counted(told.correction) if told.hears else screen(told, at.view)


async def _mine(at: Context, correction: str) -> Told:
    told = await at.run(deeds.told_to_me, correction)
    if told is None:
        raise NoSuchRoute
    return told


async def heard(at: Context, correction: str) -> Screen:
    """*Dit hoor ik ook*."""
    match await at.run(deeds.hear_too, correction):
        case Told(correction=made):
            return _counted(made)
        case CountOver(told=told):
            return _over(told.correction)
        case None:
            raise NoSuchRoute


async def unheard(at: Context, correction: str) -> Screen:
    """*Toch niet gehoord*."""
    match await at.run(deeds.not_heard, correction):
        case Told(correction=made):
            said = text("callout.not_heard")
            return _above(said, made, _read(made), _heard(made), screens.question())
        case CountOver(told=told):
            return _over(told.correction)
        case None:
            raise NoSuchRoute


def heard_count(count: HeardCount, view: View) -> Screen:
    """To who made it: how many hear the other story; under five only that it is fewer."""
    made, again = count.correction, press("c1:correct")
    few: Value = text("count.few")
    said = text(
        "coordinator.heard_count",
        sent_at=dates.day_time(made.sent_at, view.now),
        total=made.people,
        heard=few if count.heard is None else count.heard,
    )
    if made.call_out is not None and count.call_out_open:
        again = press("c1:update", made.call_out)
    write = Button(text("button.send_update"), again)
    return Screen(said, (write, Button(text("button.no_action_needed"), press("k1:menu"))))


async def so_far(at: Context, correction: str) -> Screen:
    """*Stand rechtzetting*, before the day is over."""
    count = await at.run(deeds.heard_so_far, correction)
    if count is None:
        raise NoSuchRoute
    return heard_count(count, at.view).anew()


def as_correction(told: Told, now: datetime) -> Hours:
    """It follows an urgent or a soon call-out through quiet hours; without one it waits for the morning."""
    about = told.about
    if about is None or not about.open or by_urgency(about, now) is Hours.WAKING:
        return Hours.WAKING
    return Hours.ALWAYS if told.got and told.comes else Hours.UNLESS_NIGHTS_OFF


NOTICES = (
    NoticeKind(deeds.CORRECTION, deeds.facts_of_correction, screen, as_correction),
    NoticeKind(deeds.HEARD_COUNT, deeds.facts_of_count, heard_count),
)
