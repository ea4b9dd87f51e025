"""*Vervanger kiezen*: a code to hand over in person, a yes or a no, and an end whenever one of them wants.

What somebody who got a code can do travels in the button: the code itself.
"""

from domain.ids import CODE_LENGTH, MemberId, clean_code
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.capability import NoticeKind
from handlers.kit.context import Context
from handlers.kit.forms import Answers, Form, Problem, Step
from handlers.kit.identifying import to_menu
from handlers.kit.routes import NoSuchRoute
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Text, text
from handlers.kit.wording import enumeration
from usecases import deputies as deeds
from usecases.deputies import Agreed, Asked, CallOutsOff, Choice, OtherCircle, OwnCode

NAME = "deputy_code"
CODE_SIGNS = 40
MOST_NAMES = 6


async def menu(at: Context) -> Screen:
    """How it stands with the own deputy, and for whom one is a deputy."""
    choice = await at.run(deeds.mine)
    said = _said(choice) if choice.may_choose else text("deputy.none_here")
    if choice.stands_for:
        said = text("deputy.with_others", said=said, names=_names(choice))
    return Screen(said, (*_buttons(choice), Button(text("button.back"), press("m1:data"))))


def _said(choice: Choice) -> Text:
    if choice.deputy is not None:
        return text("deputy.chosen", deputy_name=choice.deputy or text("none.said"))
    if choice.code is None or choice.valid_until is None:
        return text("deputy.choose")
    return text("deputy.code", code=choice.code, valid_until=dates.day(choice.valid_until))


def _names(choice: Choice) -> Text:
    return enumeration([text("list.word", word=name or text("none.said")) for _, name in choice.stands_for])


def _buttons(choice: Choice) -> tuple[Button, ...]:
    enter = Button(text("button.code_of_somebody"), press("m1:depenter"))
    stop = (Button(text("button.stop_as_deputy"), press("m1:depstop")),) if choice.stands_for else ()
    return (*_own(choice), enter, *stop)


def _own(choice: Choice) -> tuple[Button, ...]:
    if choice.deputy is not None:
        return (Button(text("button.erase_deputy"), press("m1:depdrop")),)
    if choice.code is not None:
        return (Button(text("button.withdraw_code"), press("m1:depdrop")),)
    return (Button(text("button.make_code"), press("m1:depcode")),) if choice.may_choose else ()


async def make_code(at: Context) -> Screen:
    """*Code maken*: shown until somebody used it."""
    if not await at.run(deeds.make_code):
        raise NoSuchRoute
    return await menu(at)


async def drop(at: Context) -> Screen:
    """*Vervanger wissen*, or the code; the deputy hears it."""
    if not await at.run(deeds.let_go):
        raise NoSuchRoute
    return Screen(
        text("deputy.dropped"), (Button(text("button.choose_deputy"), press("m1:deputy")), to_menu())
    )


async def enter(at: Context) -> Screen:
    """*Code van iemand*."""
    return await at.flow.start(at, NAME)


def _stop() -> Button:
    return Button(text("button.stop"), press("k1:stop"))


async def _ask_code(_at: Context, _answers: Answers) -> Screen:
    return Screen(text("deputy.type_code"), (_stop(),))


async def _read_code(at: Context, _answers: Answers, typed: str) -> str | Problem:
    code = clean_code(typed)
    found = await behind(at, code)
    if found is None:
        at.tries.allow(at.account)
        return Problem(Screen(text("deputy.code_not_valid"), (_stop(),)))
    return code


async def _finish(at: Context, answers: Answers) -> Screen:
    await at.settle()
    return await behind(at, answers["code"]) or _spent()


async def behind(at: Context, code: str) -> Screen | None:
    """What this code asks of who typed it; None when it is no code for this, or after too many tries."""
    if len(code) != CODE_LENGTH or at.tries.exhausted(at.account):
        return None
    match await at.run(deeds.look_at, code):
        case Asked(name=name):
            return _question(code, name)
        case OwnCode() | OtherCircle() | CallOutsOff() as outcome:
            return _impossible(outcome)
        case None:
            return None


def _question(code: str, name: str) -> Screen:
    buttons = (
        Button(text("button.yes_fine"), press("m1:depyes", code)),
        Button(text("button.no_rather_not"), press("m1:depno", code)),
    )
    return Screen(text("deputy.ask", member_name=name or text("none.said")), buttons)


def _impossible(outcome: OwnCode | OtherCircle | CallOutsOff) -> Screen:
    match outcome:
        case OwnCode():
            return Screen(text("deputy.own_code"), (to_menu(),))
        case OtherCircle():
            return Screen(text("deputy.other_circle"), (to_menu(),))
        case CallOutsOff():
            purposes = Button(text("button.change_purposes"), press("m1:purposes"))
            return Screen(text("deputy.callouts_off"), (purposes, to_menu()))


def _spent() -> Screen:
    return Screen(text("deputy.code_not_valid"), (to_menu(),))


async def agree(at: Context, code: str) -> Screen:
    """*Ja, dat is goed*. A code that does not work counts as a try, in a button too."""
    if at.tries.exhausted(at.account):
        return _spent()
    match await at.run(deeds.agree, code):
        case Agreed(name=name):
            mine = Button(text("button.my_data"), press("m1:data"))
            return Screen(text("deputy.agreed", member_name=name or text("none.said")), (mine, to_menu()))
        case OwnCode() | OtherCircle() | CallOutsOff() as outcome:
            return _impossible(outcome)
        case None:
            at.tries.allow(at.account)
            return _spent()


async def decline(at: Context, code: str) -> Screen:
    """*Nee, liever niet*: no reason is asked."""
    if at.tries.exhausted(at.account):
        return _spent()
    if not await at.run(deeds.decline, code):
        at.tries.allow(at.account)
        return _spent()
    return Screen(text("deputy.declined"), (to_menu(),))


async def stop(at: Context) -> Screen:
    """*Stoppen als vervanger*: for whom."""
    choice = await at.run(deeds.mine)
    if not choice.stands_for:
        return await menu(at)
    names = [
        Button(text("list.word", word=name or text("none.said")), press("m1:depend", member))
        for member, name in choice.stands_for[:MOST_NAMES]
    ]
    back = Button(text("button.back"), press("m1:deputy"))
    return Screen(text("deputy.ask_stop", names=_names(choice)), (*names, back))


async def end(at: Context, member: str) -> Screen:
    """No longer for this one, who hears it."""
    if not await at.run(deeds.stop_for, MemberId(member)):
        raise NoSuchRoute
    return Screen(text("deputy.ended"), (Button(text("button.my_data"), press("m1:data")), to_menu()))


def _agreed(name: str, _view: View) -> Screen:
    return Screen(text("deputy.now_yours", deputy_name=name or text("none.said")), (to_menu(),))


def _turned_down(_facts: bool, _view: View) -> Screen:
    return Screen(text("deputy.turned_down"), (_choose(), to_menu()))


def _stopped(_facts: bool, _view: View) -> Screen:
    return Screen(text("deputy.stopped"), (_choose(), to_menu()))


def _let_go(_facts: bool, _view: View) -> Screen:
    return Screen(text("deputy.let_go"), (to_menu(),))


def _choose() -> Button:
    return Button(text("button.choose_deputy"), press("m1:deputy"))


FORM = Form(NAME, (Step("code", _ask_code, reads=_read_code, limit=CODE_SIGNS, needed=True),), _finish)
NOTICES = (
    NoticeKind(deeds.AGREED, deeds.facts_agreed, _agreed),
    NoticeKind(deeds.TURNED_DOWN, deeds.facts_without, _turned_down),
    NoticeKind(deeds.STOPPED, deeds.facts_without, _stopped),
    NoticeKind(deeds.LET_GO, deeds.facts_let_go, _let_go),
)
