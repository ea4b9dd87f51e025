"""*Mijn vervanger komt*: the deputy is asked with the call-out itself, and both hear how it goes on."""

from datetime import datetime

from domain.callout_answers import YES, Answer
from domain.callouts import CallOut
from handlers.callouts import screens
from handlers.callouts.notices import by_urgency
from handlers.kit import dates
from handlers.kit.buttons import Button
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Place, Screen, View
from handlers.kit.texts import Text, text
from usecases import callout_deputies
from usecases import callout_standing_in as deeds
from usecases.callout_standing_in import Relation, StandIn
from usecases.delivery import Hours


async def sent(at: Context, made: CallOut) -> Screen:
    """The answer of who sends the deputy, above the call-out."""
    theirs = await at.run(deeds.my_deputy, made.id)
    myself = (screens.coming(made, "button.coming_myself_after_all"),)
    if theirs is None or theirs.comes:
        said = text("callout.deputy_comes")
    else:
        said = text("callout.answer_deputy", deputy_name=theirs.name or text("none.said"))
    message = screens.message_answered(made, at.view)
    return Screen(text("callout.with_answer", answer=said, message=message), myself)


def not_now(made: CallOut) -> Screen:
    """The deputy cannot come, or cannot be asked; the answer itself did not change."""
    return Screen(text("callout.no_deputy_now"), screens.answers_to(made), Place.NEW)


async def has_one(at: Context, made: CallOut) -> bool:
    """Whether *Mijn vervanger komt* stands under this call-out."""
    return made.gathers and await at.run(deeds.have_deputy)


def question(asked: StandIn, view: View) -> Screen:
    """To the deputy: for whom, when, what we know, and what we ask."""
    yes = screens.coming(asked.call_out, "button.yes_coming")
    return Screen(_question(asked, view), (yes, screens.not_coming(asked.call_out, "button.no_cannot")))


def _question(asked: StandIn, view: View) -> Text:
    made = asked.call_out
    words = {
        "member_name": asked.name or text("none.said"),
        "as_of": screens.as_of(made.times.as_of, view.now),
        "facts": made.parts.facts,
        "ask": made.parts.ask,
    }
    if made.parts.place_after_answer:
        line = screens.place_line(made, view)
        return text("escalation.deputy_place_later", place_line=line, **words)
    when = dates.day_time(made.times.starts_at, view.now) if made.times.starts_at else ""
    return text("escalation.deputy", when=when, place=screens.place(made.parts), **words)


def comes(found: Relation, _view: View) -> Screen:
    """To the member: the deputy comes."""
    myself = screens.coming(found.call_out, "button.coming_myself_after_all")
    return Screen(text("callout.deputy_comes"), (myself,))


def cannot(found: Relation, _view: View) -> Screen:
    """To the member: the deputy cannot come; the member still can."""
    return Screen(text("callout.deputy_cannot"), screens.answers_to(found.call_out, may_wait=False))


def released(found: Relation, _view: View) -> Screen:
    """To the deputy: the member comes; who said yes may come all the same."""
    if found.answer in YES:
        return Screen(text("callout.deputy_released_coming"), (_not_after_all(found), to_menu()))
    own = screens.answers_to(found.call_out) if found.got and found.answer is Answer.NONE else ()
    return Screen(text("callout.deputy_released"), (*own, to_menu()))


def also(found: Relation, _view: View) -> Screen:
    """To the deputy who comes already: somebody else's voice comes along."""
    said = text("callout.deputy_also", member_name=found.name or text("none.said"))
    return Screen(said, (_not_after_all(found), to_menu()))


def _not_after_all(found: Relation) -> Button:
    return screens.not_coming(found.call_out, "button.not_coming_after_all")


def as_question(asked: StandIn, now: datetime) -> Hours:
    """The question to a deputy comes when the call-out itself may come."""
    return by_urgency(asked.call_out, now)


def as_relation(found: Relation, now: datetime) -> Hours:
    """Whoever got the call-out hears it at any hour, unless not at night."""
    return Hours.UNLESS_NIGHTS_OFF if found.got else by_urgency(found.call_out, now)


NOTICES = (
    NoticeKind(callout_deputies.ASKED, deeds.facts_of_question, question, as_question),
    NoticeKind(deeds.COMES, deeds.facts_comes, comes, as_relation),
    NoticeKind(deeds.CANNOT, deeds.facts_cannot, cannot, as_relation),
    NoticeKind(deeds.RELEASED, deeds.facts_released, released, as_relation),
    NoticeKind(deeds.ALSO, deeds.facts_also, also, as_relation),
)
