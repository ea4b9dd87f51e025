"""How a question to the brigade reads at the desk: what was asked, who offers, and what can be done now."""

from domain.brigade import MOST_OFFERS_SHOWN, Request, State
from handlers.brigade import words
from handlers.brigade.screens import MOST_IN_LIST, moment
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, text
from usecases.brigade_desk import AtDesk, Offer, PassedOn
from usecases.brigade_offers import ToArrange


def to_list() -> Button:
    """Back to all questions."""
    return Button(text("button.match_brigade"), press("b1:desk"))


def _open(request: Request) -> Button:
    return Button(text("button.open_code", code=request.code), press("b1:look", request.id))


def _pass_on(request: Request, label: str) -> Button:
    return Button(text(label), press("b1:pass", request.id))


def _turn_down(request: Request) -> Button:
    return Button(text("button.does_not_fit"), press("b1:unfit", request.id))


def gone() -> Screen:
    """It was withdrawn or settled meanwhile."""
    return Screen(text("coordinator.brigade_gone"), (to_list(), to_menu()))


def waiting_list(requests: list[Request], view: View) -> Screen:
    """Every question for which somebody is sought."""
    if not requests:
        return Screen(text("coordinator.brigade_list_none"), (to_menu(),))
    shown = requests[:MOST_IN_LIST]
    lines = Lines.of(_line(one, view) for one in shown)
    said = text("coordinator.brigade_list", open=len(requests), lines=lines)
    return Screen(said, (*(_open(one) for one in shown), to_menu()))


def _line(request: Request, view: View) -> Text:
    return text(
        "coordinator.brigade_line",
        code=request.code,
        topic=words.topic(request.items.topic),
        state=text(f"brigade_state.{request.state.value}"),
        answer_by=moment(request.answer_by, view),
    )


def at_desk(seen: AtDesk, view: View) -> Screen:
    """One question, as it stands."""
    match seen.request.state:
        case State.RECEIVED:
            return new(seen, view)
        case State.PASSED_ON:
            return offers(seen, view)
        case State.CHOSEN:
            return chosen(seen.request)
        case _:
            return Screen(text("coordinator.brigade_settled", code=seen.request.code), (to_list(), to_menu()))


def new(seen: AtDesk, view: View) -> Screen:
    """A question that nobody passed on yet."""
    request = seen.request
    said = text(
        "coordinator.brigade_new",
        **words.fields(view.network, request.items),
        code=request.code,
        answer_by=moment(request.answer_by, view),
        requester_role=words.requester_role(seen.role),
        requester_org=seen.name,
    )
    if request.talk.question:
        answer = request.talk.answer or text("coordinator.brigade_no_answer_yet")
        said = text("coordinator.brigade_talk", message=said, question=request.talk.question, answer=answer)
    buttons = (
        _pass_on(request, "button.pass_on_to_brigade"),
        Button(text("button.ask_first"), press("b1:askback", request.id)),
        Button(text("button.shorten_text"), press("b1:shorten", request.id)),
        _turn_down(request),
    )
    return Screen(said, buttons)


def offers(seen: AtDesk, _view: View) -> Screen:
    """Who wants to help, by first name, with a reason from what they told themselves."""
    request, shown = seen.request, seen.offers[:MOST_OFFERS_SHOWN]
    more = _pass_on(request, "button.ask_more_people")
    if not shown:
        said = text("coordinator.brigade_no_offers", code=request.code, n=seen.asked)
        return Screen(
            said, (Button(text("button.wait_a_little"), press("b1:desk")), more, _turn_down(request))
        )
    said = text(
        "coordinator.brigade_offers",
        offers=len(seen.offers),
        code=request.code,
        offer_lines=Lines.of(_offer(one) for one in shown),
    )
    choices = tuple(
        Button(text("button.choose_person", first_name=one.name), press("b1:choose", request.id, one.member))
        for one in shown
    )
    return Screen(said, (*choices, Button(text("button.wait_a_little"), press("b1:desk")), more))


def _offer(one: Offer) -> Text:
    reason = "brigade.reason_neighbourhood" if one.knows_neighbourhood else "brigade.reason_willing"
    return text("brigade.offer_line", first_name=one.name, reason=text(reason))


def passed_on(passed: PassedOn) -> Screen:
    """So many were asked; or nobody can be asked now."""
    request = passed.request
    if passed.people == 0:
        return Screen(text("coordinator.brigade_nobody", code=request.code), (_turn_down(request), to_list()))
    return Screen(
        text("coordinator.brigade_passed_on", code=request.code, n=passed.people), (to_list(), to_menu())
    )


def asked_back(request: Request) -> Screen:
    """The requester is asked something first."""
    return Screen(text("coordinator.brigade_asked_back", code=request.code), (to_list(), to_menu()))


def turned_down(request: Request) -> Screen:
    """The requester hears where else to go."""
    return Screen(text("coordinator.brigade_turned_down", code=request.code), (to_list(), to_menu()))


def chosen(request: Request) -> Screen:
    """Both are asked whether it is good."""
    undo = Button(text("button.undo_choice"), press("b1:undo", request.id))
    return Screen(text("coordinator.brigade_matched", code=request.code), (undo, to_menu()))


def arrange(made: ToArrange, _view: View) -> Screen:
    """Both agreed, and wait for us."""
    said = text(
        "coordinator.brigade_arrange",
        code=made.request.code,
        member_name=made.member_name,
        requester_name=made.requester_name,
    )
    return Screen(said, (to_menu(),))
