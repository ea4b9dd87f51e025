"""What requester and brigade members read: nobody is named before both agreed."""

from datetime import datetime

from domain.brigade import Helped, Request, Sharing
from domain.ids import RequestId
from handlers.brigade import words
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen, View
from handlers.kit.texts import Lines, Text, text
from usecases.brigade_offers import Choice, Introduction

MOST_IN_LIST = 6


def moment(at: datetime | None, view: View) -> str:
    """Day and time, in full."""
    return dates.day_time(at or view.now, view.now)


def withdraw(request: RequestId) -> Button:
    """*Vraag intrekken*."""
    return Button(text("button.withdraw_request"), press("b1:withdraw", request))


def step_back(request: RequestId) -> Button:
    """*Toch niet*."""
    return Button(text("button.rather_not_after_all"), press("b1:back", request))


def question() -> Button:
    """*Ik heb een vraag*."""
    return Button(text("button.have_question"), press("k1:ask"))


def sent(request: Request, view: View) -> Screen:
    """The question is with the desk."""
    said = text("brigade.request_sent", code=request.code, answer_by=moment(request.answer_by, view))
    return Screen(said, (to_menu(), withdraw(request.id)))


def passed_on(request: Request, view: View) -> Screen:
    """To the requester: the brigade is asked."""
    said = text("brigade.passed_on", code=request.code, answer_by=moment(request.offers_until, view))
    return Screen(said, (to_menu(), withdraw(request.id)))


def turned_down(request: Request, _view: View) -> Screen:
    """To the requester: where else to go."""
    return Screen(text("brigade.turned_down", code=request.code), (to_menu(), question()))


def asked_back(request: Request, _view: View) -> Screen:
    """To the requester: the netwerkregisseur wants to know something first."""
    buttons = (
        Button(text("button.want_to_answer"), press("b1:answer", request.id)),
        Button(text("button.leave_as_is"), press("b1:asis", request.id)),
        withdraw(request.id),
    )
    said = text("brigade.question_to_requester", code=request.code, question=request.talk.question)
    return Screen(said, buttons)


def call(request: Request, view: View) -> Screen:
    """To a brigade member: the question without who asks it."""
    hours = max(1, round(view.network.brigade.visit.total_seconds() / 3600))
    said = text("brigade.call", **words.fields(view.network, request.items), hours=hours)
    buttons = (
        Button(text("button.want_to_help"), press("b1:offer", request.id)),
        Button(text("button.not_this_time"), press("b1:no", request.id)),
    )
    return Screen(said, buttons)


def offered(request: Request, view: View) -> Screen:
    """An offer is not yet an appointment."""
    said = text("brigade.offer_received", answer_by=moment(request.offers_until, view))
    return Screen(said, (step_back(request.id), to_menu()))


def consent(chosen: Choice, _view: View) -> Screen:
    """To the chosen one: what may be shared; who asks is named by role only."""
    request = chosen.request
    who = {
        "requester_role": words.requester_role(chosen.role),
        "requester_org": text("brigade.some_organisation"),
    }
    back = step_back(request.id)
    if not chosen.phone:
        yes = _agree("b1:agree", request, "button.yes_allowed", Sharing.NAME)
        return Screen(
            text("brigade.match_consent_name", **who), (yes, _through_us("b1:agree", request), back)
        )
    yes = _agree("b1:agree", request, "button.yes_allowed", Sharing.CONTACT)
    said = text("brigade.match_consent", **who, contact_channel=text("contact_channel.phone"))
    return Screen(said, (yes, _through_us("b1:agree", request), back))


def requester_consent(chosen: Choice, _view: View) -> Screen:
    """To the requester: the same question."""
    request = chosen.request
    shared = Sharing.CONTACT if chosen.phone else Sharing.NAME
    key = "brigade.requester_consent" if chosen.phone else "brigade.requester_consent_name"
    yes = _agree("b1:accept", request, "button.yes_allowed", shared)
    return Screen(
        text(key, code=request.code), (yes, _through_us("b1:accept", request), withdraw(request.id))
    )


def _agree(route: str, request: Request, label: str, sharing: Sharing) -> Button:
    return Button(text(label), press(route, request.id, sharing.value))


def _through_us(route: str, request: Request) -> Button:
    return _agree(route, request, "button.rather_through_you", Sharing.THROUGH_US)


def introduction(made: Introduction, _view: View) -> Screen:
    """To both: the names when both may be named, else that we arrange it."""
    request = made.request
    end = withdraw(request.id) if made.to_requester else step_back(request.id)
    if not made.named:
        return Screen(text("brigade.through_us", topic=words.topic(request.items.topic)), (question(), end))
    said = text(
        "brigade.introduction",
        member_name=made.member_name,
        requester_name=made.requester_name,
        requester_org=text("brigade.some_organisation"),
        topic=words.topic(request.items.topic),
        contact_line=_contact(made.phone),
    )
    side = "r" if made.to_requester else "m"
    ourselves = Button(text("button.arrange_ourselves"), press("b1:ourselves", request.id, side))
    return Screen(said, (ourselves, question()))


def _contact(phone: str | None) -> Text:
    return text("contact_line.phone", phone=phone) if phone else text("contact_line.through_us")


def not_matched(_request: Request, _view: View) -> Screen:
    """To the others who offered."""
    return Screen(text("brigade.not_matched"), (to_menu(),))


def gone(topic: str, _view: View) -> Screen:
    """To whoever stood ready: the requester withdrew."""
    return Screen(text("brigade.request_withdrawn", topic=words.topic(topic)), (to_menu(),))


def reopened(request: Request, view: View) -> Screen:
    """To the requester: the brigade member stepped back."""
    said = text(
        "brigade.reopened",
        topic=words.topic(request.items.topic),
        code=request.code,
        answer_by=moment(request.answer_by, view),
    )
    return Screen(said, (Button(text("button.that_is_fine"), press("k1:menu")), withdraw(request.id)))


HELPED = {
    Helped.YES: "button.yes_helped",
    Helped.A_LITTLE: "button.a_little",
    Helped.NOT_REALLY: "button.not_really",
    Helped.BUSY: "button.still_busy",
}


def follow_up(request: Request, _view: View) -> Screen:
    """To the requester, two weeks later."""
    buttons = tuple(
        Button(text(label), press("b1:helped", request.id, helped.value)) for helped, label in HELPED.items()
    )
    return Screen(text("brigade.follow_up", code=request.code), buttons)


def call_list(key: str, route: str, requests: list[Request]) -> Screen:
    """Questions by topic and period, each with its button."""
    shown = requests[:MOST_IN_LIST]
    lines = Lines.of(text("list.item", item=_line(one)) for one in shown)
    buttons = tuple(Button(text("button.open_code", code=one.code), press(route, one.id)) for one in shown)
    return Screen(text(key, lines=lines), (*buttons, to_menu()))


def _line(request: Request) -> Text:
    items = request.items
    topic, period = words.topic(items.topic), words.period(items.period)
    return text("brigade.list_line", code=request.code, topic=topic, period=period)
