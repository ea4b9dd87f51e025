"""Neighbourhood, topic, a few words if one likes, and a card on which everything else has a safe default."""

from domain.actors import Permission
from domain.screening import Field
from domain.unrest import ELSEWHERE, HowSoon, SourceKind, Told
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import (
    SKIPPED,
    Answers,
    Chosen,
    Form,
    Problem,
    Step,
    back_to,
    change,
    choice,
    never,
)
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import Value, text
from handlers.kit.wording import neighbourhood_buttons, pick_neighbourhood
from handlers.unrest import words
from usecases import unrest
from usecases.unrest import Received

NAME = "unrest"
CALLED, YES = "called", "yes"
NAMED, UNNAMED, PROPOSE = "named", "unnamed", "propose"
PLACES = {"whole_city": "whole_city", "online_only": "online_only", "unknown": "do_not_know"}
SOURCES = {
    SourceKind.SEEN: "seen_myself",
    SourceKind.HEARD: "heard_from_someone",
    SourceKind.ONLINE: "seen_online",
    SourceKind.EXPECTED: "expect_it",
}
SPEEDS = {
    HowSoon.HOUR: "within_hour",
    HowSoon.TODAY: "today_still",
    HowSoon.WEEK: "this_week",
    HowSoon.UNKNOWN: "do_not_know",
}


async def start(at: Context) -> Screen:
    """*Nee, geen gevaar* and *Het is weer veilig*: the ordinary questions."""
    return await at.flow.start(at, NAME)


async def start_after_112(at: Context) -> Screen:
    """*Hulpdiensten zijn gebeld*: the neighbourhood, and nothing else is asked."""
    return await at.flow.start(at, NAME, {CALLED: YES})


def was_called(answers: Answers) -> bool:
    """Whether the emergency services know."""
    return CALLED in answers


def ordinary(answers: Answers) -> bool:
    """Whether the ordinary questions are asked."""
    return CALLED not in answers


async def ask_place(at: Context, _answers: Answers) -> Screen:
    """Where it plays."""
    others = tuple(choice(NAME, "place", text(f"button.{label}"), value) for value, label in PLACES.items())
    return Screen(text("unrest.ask_neighbourhood"), (*neighbourhood_buttons(at, NAME, "place"), *others))


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A neighbourhood, or one of the other three."""
    return value if value in ELSEWHERE else pick_neighbourhood(at, value)


async def ask_topic(at: Context, _answers: Answers) -> Screen:
    """What it is about."""
    topics = tuple(choice(NAME, "topic", topic.label, topic.key) for topic in at.network.topics)
    return Screen(text("unrest.ask_topic"), topics)


def pick_topic(at: Context, _answers: Answers, value: str) -> str | None:
    """A topic of the network."""
    return value if any(topic.key == value for topic in at.network.topics) else None


async def ask_words(_at: Context, _answers: Answers) -> Screen:
    """A few words, if one likes."""
    skip = choice(NAME, "words", text("button.skip"), SKIPPED)
    return Screen(text("unrest.ask_text"), (skip, Button(text("button.stop"), press("k1:stop"))))


async def read_words(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


def told(answers: Answers) -> Told:
    """What will be passed on."""
    if was_called(answers):
        return Told(answers["place"], how_soon=HowSoon.HOUR)
    typed = answers.get("words", SKIPPED)
    return Told(
        neighbourhood=answers["place"],
        topic=answers["topic"],
        source=SourceKind(answers.get("source", SourceKind.UNSAID)),
        how_soon=HowSoon(answers.get("how_soon", HowSoon.TODAY)),
        proposal=answers.get("proposal") == YES,
        text="" if typed == SKIPPED else typed,
    )


async def ask_confirm(at: Context, answers: Answers) -> Screen:
    """The mirror: who reads it, who does not, until when; each line changed with one tap."""
    planned = told(answers)
    days = at.network.retention.unrest_report.days
    card = text("unrest.confirm", days=days, **words.in_full(planned, at.network))
    proposal = "button.no_meeting_after_all" if planned.proposal else "button.propose_meeting"
    buttons = (
        choice(NAME, "confirm", text("button.send_with_name"), NAMED),
        choice(NAME, "confirm", text("button.send_without_name"), UNNAMED),
        change(NAME, "confirm", text("button.how_i_know"), "source"),
        change(NAME, "confirm", text("button.how_soon"), "how_soon"),
        choice(NAME, "confirm", text(proposal), PROPOSE),
        change(NAME, "confirm", text("button.change_something"), "change"),
        Button(text("button.do_not_send"), press("k1:stop")),
    )
    return Screen(text("unrest.with_proposal", card=card) if planned.proposal else card, buttons)


def pick_confirm(_at: Context, answers: Answers, value: str) -> str | Chosen | None:
    """Send, or turn the proposal on and off."""
    if value == PROPOSE:
        return Chosen(None, {"proposal": "" if answers.get("proposal") == YES else YES})
    return value if value in (NAMED, UNNAMED) else None


async def ask_confirm_called(at: Context, answers: Answers) -> Screen:
    """The short mirror after 112."""
    away = await at.run(unrest.reads_again_at)
    fields: dict[str, Value] = {"neighbourhood": words.place(at.network, answers["place"])}
    buttons = (
        choice(NAME, "send", text("button.send_with_name"), NAMED),
        choice(NAME, "send", text("button.send_without_name"), UNNAMED),
        Button(text("button.do_not_send"), press("k1:stop")),
    )
    if away is None:
        return Screen(text("unrest.after_112", **fields), buttons)
    fields["next_duty"] = dates.dated_time(away, at.now)
    return Screen(text("unrest.after_112_off_hours", **fields), buttons)


def pick_send(_at: Context, _answers: Answers, value: str) -> str | None:
    """With or without a name."""
    return value if value in (NAMED, UNNAMED) else None


async def ask_source(_at: Context, _answers: Answers) -> Screen:
    """How the sender knows."""
    buttons = (choice(NAME, "source", text(f"button.{label}"), kind.value) for kind, label in SOURCES.items())
    return Screen(text("unrest.ask_source"), tuple(buttons))


def pick_source(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the four."""
    return value if value in {kind.value for kind in SOURCES} else None


async def ask_how_soon(_at: Context, _answers: Answers) -> Screen:
    """How soon something must be done."""
    buttons = (choice(NAME, "how_soon", text(f"button.{label}"), one.value) for one, label in SPEEDS.items())
    return Screen(text("unrest.ask_urgency"), tuple(buttons))


def pick_how_soon(_at: Context, _answers: Answers, value: str) -> str | None:
    """One of the four."""
    return value if value in {one.value for one in SPEEDS} else None


async def ask_change(_at: Context, _answers: Answers) -> Screen:
    """*Iets aanpassen*: one of the three, and back to the card."""
    buttons = (
        change(NAME, "confirm", text("button.other_neighbourhood"), "place"),
        change(NAME, "confirm", text("button.other_topic"), "topic"),
        change(NAME, "confirm", text("button.change_text"), "words"),
        back_to(NAME, "confirm", text("button.back"), "confirm"),
    )
    return Screen(text("unrest.change"), buttons)


async def finish(at: Context, answers: Answers) -> Screen:
    """It is passed on; until when the sender hears from us."""
    named = answers.get("send", answers.get("confirm")) == NAMED
    return _received(at, await at.run(unrest.pass_on, told(answers), named))


# By whether a stand-in reads along, and whether coming together was proposed.
READ_NOW = {
    (False, False): "unrest.received",
    (False, True): "unrest.received_proposal",
    (True, False): "unrest.received_stand_in",
    (True, True): "unrest.received_stand_in_proposal",
}
READ_LATER = {False: "unrest.received_off_hours", True: "unrest.received_off_hours_proposal"}


def _received(at: Context, sent: Received) -> Screen:
    if sent.next_duty is None:
        answer_by = dates.dated_time(sent.answer_by, at.now)
        said = text(READ_NOW[sent.stand_in, sent.proposal], code=sent.code, answer_by=answer_by)
        return Screen(said, (to_menu(),))
    next_duty = dates.dated_time(sent.next_duty, at.now)
    said = text(READ_LATER[sent.proposal], code=sent.code, next_duty=next_duty)
    return Screen(said, (to_menu(), Button(text("button.important_numbers"), press("k1:help"))))


FORM = Form(
    NAME,
    (
        Step("place", ask_place, pick_place),
        Step("topic", ask_topic, pick_topic, when=ordinary),
        Step("words", ask_words, reads=read_words, field=Field.UNREST, when=ordinary),
        Step("confirm", ask_confirm, pick_confirm, when=ordinary),
        Step("send", ask_confirm_called, pick_send, when=was_called),
        Step("source", ask_source, pick_source, when=never),
        Step("how_soon", ask_how_soon, pick_how_soon, when=never),
        Step("change", ask_change, when=never),
    ),
    finish,
    permission=Permission.PASS_ON_UNREST,
)
