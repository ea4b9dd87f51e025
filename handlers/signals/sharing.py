"""Sharing a signal: situation or person first, then buttons, perhaps a text; read back before it goes."""

from domain.actors import Permission
from domain.screening import Field
from domain.signals import TEXT_SIGNS, Signal
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Chosen, Form, Problem, Step, change, choice
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Value, text
from handlers.kit.wording import neighbourhood_buttons, pick_neighbourhood
from handlers.signals import screens
from usecases import signals as deeds
from usecases.signals import NO_NEIGHBOURHOOD, ONLINE, UNKNOWN, WHOLE_CITY, SwitchedOff

NAME = "signal"
SEND, ALTER, ON = "send", "alter", "on"


async def start(at: Context) -> Screen:
    """`/signaal`: a situation, or a person."""
    if not await at.run(deeds.may_share):
        return switched_off()
    buttons = (
        Button(text("button.share_a_signal"), press("s1:new")),
        Button(text("button.about_a_person"), press("k1:referral")),
        Button(text("button.rather_not_now"), press("k1:menu")),
    )
    return Screen(text("signal.start"), buttons)


def switched_off() -> Screen:
    """Somebody who did not say yes to signals."""
    return Screen(text("signal.switched_off"), (to_menu(),))


async def new(at: Context) -> Screen:
    """*Ik deel een signaal*."""
    if not await at.run(deeds.may_share):
        return switched_off()
    return await at.flow.start(at, NAME)


async def ask_topic(at: Context, _answers: Answers) -> Screen:
    """What it is about."""
    buttons = tuple(choice(NAME, "topic", topic.label, topic.key) for topic in at.network.topics)
    return Screen(text("unrest.ask_topic"), buttons)


def pick_topic(at: Context, _answers: Answers, value: str) -> str | None:
    """A topic of the network."""
    return value if any(topic.key == value for topic in at.network.topics) else None


async def ask_neighbourhood(at: Context, _answers: Answers) -> Screen:
    """Where, no finer than a neighbourhood."""
    others = {WHOLE_CITY: "button.whole_city", ONLINE: "button.online_only", UNKNOWN: "button.do_not_know"}
    buttons = tuple(choice(NAME, "neighbourhood", text(label), key) for key, label in others.items())
    places = neighbourhood_buttons(at, NAME, "neighbourhood")
    return Screen(text("unrest.ask_neighbourhood"), (*places, *buttons))


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A neighbourhood, or one of the three answers without."""
    return value if value in NO_NEIGHBOURHOOD else pick_neighbourhood(at, value)


async def ask_text(_at: Context, _answers: Answers) -> Screen:
    """What somebody noticed; skipping is as good."""
    skip = choice(NAME, "text", text("button.skip"), SKIPPED)
    return Screen(text("signal.ask_text"), (skip, Button(text("button.stop"), press("k1:stop"))))


async def read_text(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


def words(answers: Answers) -> str:
    """What was written, empty when it was skipped."""
    return "" if answers["text"] == SKIPPED else answers["text"]


async def ask_confirm(at: Context, answers: Answers) -> Screen:
    """Exactly what the desk will read, who reads it, and until when it is kept."""
    said = text(
        "signal.confirm",
        neighbourhood=await _place(at, answers["neighbourhood"]),
        topic=screens.topic(at.network, answers["topic"]),
        text_or_none=screens.words_or_none(words(answers)),
        days=at.network.retention.signal_text.days,
    )
    send = choice(NAME, "confirm", text("button.yes_send"), SEND)
    stop = Button(text("button.do_not_send"), press("k1:stop"))
    if answers.get(ALTER) != ON:
        return Screen(said, (send, choice(NAME, "confirm", text("button.change_something"), ALTER), stop))
    lines = {
        "topic": "button.other_topic",
        "neighbourhood": "button.other_neighbourhood",
        "text": "button.change_text",
    }
    changes = tuple(change(NAME, "confirm", text(label), step) for step, label in lines.items())
    return Screen(said, (send, *changes, stop))


async def _place(at: Context, neighbourhood: str) -> Value:
    shown = await at.run(deeds.neighbourhood_shown, neighbourhood)
    if shown != neighbourhood:
        return text("signal.neighbourhood_hidden")
    return screens.place(at.network, shown)


def pick_confirm(_at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """Send it, or show what can be changed."""
    if value == ALTER:
        return Chosen(None, {ALTER: ON})
    return value if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It is shared; the card with the words makes way for the code."""
    match await at.run(deeds.share, answers["topic"], answers["neighbourhood"], words(answers)):
        case Signal() as signal:
            return screens.received(signal, at.view)
        case SwitchedOff():
            return switched_off()


FORM = Form(
    NAME,
    (
        Step("topic", ask_topic, pick_topic),
        Step("neighbourhood", ask_neighbourhood, pick_place),
        Step("text", ask_text, reads=read_text, field=Field.SIGNAL, limit=TEXT_SIGNS, wipes=True),
        Step("confirm", ask_confirm, pick_confirm),
    ),
    finish,
    permission=Permission.SHARE_SIGNAL,
)
