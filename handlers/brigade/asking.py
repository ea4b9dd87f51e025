"""Asking the brigade: four short steps, everything read back with who sees it, and then it is sent."""

from domain.actors import Permission
from domain.brigade import ANY_LANGUAGE, TEXT_SIGNS, WHOLE_CITY, Help, Items, Period, Request, Topic
from domain.network import Network
from domain.screening import Field
from handlers.brigade import screens, words
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.forms import SKIPPED, Answers, Ask, Chosen, Form, Pick, Problem, Step, change, choice, never
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Screen
from handlers.kit.texts import text
from handlers.kit.wording import neighbourhood_buttons, pick_neighbourhood
from usecases import brigade as deeds
from usecases.brigade import SwitchedOff

NAME = "brigade"
SEND, ALTER, ON = "send", "alter", "on"
USUAL_LANGUAGE = "nederlands"
TOPICS = {
    Topic.CONVERSATION: "button.brigade_topic_conversation",
    Topic.GROUP: "button.brigade_topic_group",
    Topic.CLASSROOM: "button.brigade_topic_classroom",
    Topic.PARENTS: "button.brigade_topic_parents",
    Topic.CULTURE: "button.brigade_topic_culture",
    Topic.OTHER: "button.something_else",
}
HELP = {
    Help.THINK_ALONG: "button.help_think_along",
    Help.BE_THERE: "button.help_be_there",
    Help.EXPLAIN: "button.help_explain_to_team",
    Help.UNKNOWN: "button.do_not_know",
}
PERIODS = {
    Period.WEEK: "button.this_week",
    Period.MONTH: "button.within_month",
    Period.ANY: "button.does_not_matter",
}
LINES = {
    "topic": "button.other_topic",
    "help": "button.other_help",
    "question": "button.change_text",
    "period": "button.other_period",
}


async def start(at: Context) -> Screen:
    """`/brigade`: about the own approach, or about a person."""
    if isinstance(await at.run(deeds.may_ask), SwitchedOff):
        return switched_off()
    buttons = (
        Button(text("button.ask_question"), press("b1:new")),
        Button(text("button.about_a_person"), press("k1:referral")),
        Button(text("button.stop"), press("k1:menu")),
    )
    return Screen(text("brigade.request_start"), buttons)


def switched_off() -> Screen:
    """Somebody who did not say yes to the brigade."""
    return Screen(text("brigade.switched_off"), (to_menu(),))


async def new(at: Context) -> Screen:
    """*Vraag stellen*; neighbourhood and language start at what is most likely."""
    neighbourhood = await at.run(deeds.may_ask)
    if isinstance(neighbourhood, SwitchedOff):
        return switched_off()
    known = {"neighbourhood": neighbourhood, "language": usual_language(at.network)}
    return await at.flow.start(at, NAME, known)


def usual_language(network: Network) -> str:
    """Dutch, where the network has it."""
    return USUAL_LANGUAGE if any(one.key == USUAL_LANGUAGE for one in network.languages) else ANY_LANGUAGE


def _one_of(step: str, key: str, labels: dict[Topic, str] | dict[Help, str] | dict[Period, str]) -> Step:
    buttons = tuple(choice(NAME, step, text(label), str(value)) for value, label in labels.items())
    values = {str(value) for value in labels}

    async def ask(_at: Context, _answers: Answers) -> Screen:
        return Screen(text(key), buttons)

    def pick(_at: Context, _answers: Answers, value: str) -> str | None:
        return value if value in values else None

    return Step(step, ask, pick)


async def ask_question(_at: Context, _answers: Answers) -> Screen:
    """What is asked, about the situation."""
    skip = choice(NAME, "question", text("button.skip"), SKIPPED)
    return Screen(text("brigade.request_text"), (skip, Button(text("button.stop"), press("k1:stop"))))


async def read_question(_at: Context, _answers: Answers, typed: str) -> str | Problem:
    """The words as they were typed."""
    return typed.strip()


async def ask_neighbourhood(at: Context, _answers: Answers) -> Screen:
    """*Andere wijk*."""
    city = choice(NAME, "neighbourhood", text("button.whole_city"), WHOLE_CITY)
    places = neighbourhood_buttons(at, NAME, "neighbourhood")
    return Screen(text("unrest.ask_neighbourhood"), (*places, city))


def pick_place(at: Context, _answers: Answers, value: str) -> str | None:
    """A neighbourhood, or the whole city."""
    return WHOLE_CITY if value == WHOLE_CITY else pick_neighbourhood(at, value)


async def ask_language(at: Context, _answers: Answers) -> Screen:
    """*Andere taal*."""
    languages = tuple(choice(NAME, "language", one.label, one.key) for one in at.network.languages)
    other = choice(NAME, "language", text("button.does_not_matter"), ANY_LANGUAGE)
    return Screen(text("brigade.ask_language"), (*languages, other))


def pick_language(at: Context, _answers: Answers, value: str) -> str | None:
    """A language of the network, or any."""
    known = any(one.key == value for one in at.network.languages)
    return value if known or value == ANY_LANGUAGE else None


def items(answers: Answers) -> Items:
    """The six items."""
    return Items(
        Topic(answers["topic"]),
        Help(answers["help"]),
        Period(answers["period"]),
        answers["neighbourhood"],
        answers["language"],
        "" if answers["question"] == SKIPPED else answers["question"],
    )


async def ask_mirror(at: Context, answers: Answers) -> Screen:
    """Exactly what is sent, who sees it, and until when it is kept."""
    days = at.network.retention.brigade_request.days
    keep_until = text("brigade.keep_until", days=days)
    said = text("brigade.mirror", **words.fields(at.network, items(answers)), keep_until=keep_until)
    send = choice(NAME, "mirror", text("button.yes_send"), SEND)
    stop = Button(text("button.do_not_send"), press("k1:stop"))
    if answers.get(ALTER) == ON:
        lines = tuple(change(NAME, "mirror", text(label), step) for step, label in LINES.items())
        return Screen(said, (send, *lines, stop))
    changes = (
        change(NAME, "mirror", text("button.other_neighbourhood"), "neighbourhood"),
        change(NAME, "mirror", text("button.other_language"), "language"),
        choice(NAME, "mirror", text("button.change_something"), ALTER),
    )
    return Screen(said, (send, *changes, stop))


def pick_mirror(_at: Context, _answers: Answers, value: str) -> str | Chosen | None:
    """Send it, or show what can be changed."""
    if value == ALTER:
        return Chosen(None, {ALTER: ON})
    return value if value == SEND else None


async def finish(at: Context, answers: Answers) -> Screen:
    """It is sent; the code, and until when an answer comes."""
    match await at.run(deeds.ask, items(answers)):
        case Request() as request:
            return screens.sent(request, at.view)
        case SwitchedOff():
            return switched_off()


def _line(key: str, ask: Ask, pick: Pick) -> Step:
    return Step(key, ask, pick, when=never)


FORM = Form(
    NAME,
    (
        _one_of("topic", "brigade.request_topic", TOPICS),
        _one_of("help", "brigade.request_kind", HELP),
        Step("question", ask_question, reads=read_question, field=Field.BRIGADE, limit=TEXT_SIGNS),
        _one_of("period", "brigade.request_period", PERIODS),
        _line("neighbourhood", ask_neighbourhood, pick_place),
        _line("language", ask_language, pick_language),
        Step("mirror", ask_mirror, pick_mirror),
    ),
    finish,
    permission=Permission.ASK_BRIGADE,
)
