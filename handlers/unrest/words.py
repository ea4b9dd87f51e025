"""How a report reads: the same words on the card of the sender and at the desk."""

from domain.network import Network
from domain.unrest import ELSEWHERE, Report, Told
from handlers.kit import dates
from handlers.kit.screen import View
from handlers.kit.texts import Lines, Text, Value, text
from usecases.unrest_readers import Shown

# The topics whose words stand in the catalogue; another topic of the network is shown as its label.
KNOWN_TOPICS = frozenset(
    {
        "neighbourhood",
        "discrimination",
        "place_of_worship",
        "school",
        "news_elsewhere",
        "unsafe_feeling",
        "group_quarrel",
        "other",
    }
)


def place(network: Network, key: str) -> Value:
    """The neighbourhood, or where else it plays."""
    if key in ELSEWHERE:
        return text(f"place.{key}")
    return next((one.label for one in network.neighbourhoods if one.key == key), key)


def topic(network: Network, key: str | None) -> Value:
    """The topic; after 112 none was asked."""
    if key is None:
        return text("unrest.topic_after_112")
    if key in KNOWN_TOPICS:
        return text(f"topic.{key}")
    return next((one.label for one in network.topics if one.key == key), key)


def about(told: Told, network: Network) -> dict[str, Value]:
    """Where, what and how soon."""
    return {
        "neighbourhood": place(network, told.neighbourhood),
        "topic": topic(network, told.topic),
        "urgency_label": text(f"urgency.{told.how_soon.value}"),
    }


def in_full(told: Told, network: Network) -> dict[str, Value]:
    """The same with the source and the sender's own words."""
    return about(told, network) | {
        "source_label": text(f"source.{told.source.value}"),
        "text_or_none": told.text or text("unrest.text_none"),
    }


def received(report: Report, view: View) -> str:
    """When it came in."""
    return dates.day_time(report.received_at, view.now)


def _about_others(shown: Shown) -> list[Text]:
    """Whether it may be about the same unrest as another report, and what it was tied to."""
    codes = ", ".join(shown.together)
    return [
        *([text("coordinator.unrest_alike", n=shown.alike)] if shown.alike else []),
        *([text("coordinator.unrest_together", codes=codes)] if codes else []),
    ]


def for_desk(shown: Shown, view: View) -> Text:
    """A report as the desk reads it, with what was asked and answered."""
    report = shown.report
    said = text(
        "coordinator.unrest_new",
        code=report.code,
        received_at=received(report, view),
        sender_or_hidden=shown.sender or text("unrest.sender_hidden"),
        **in_full(report.told, view.network),
    )
    talk = report.talk
    about = _about_others(shown)
    if about:
        said = text("coordinator.unrest_and_others", report=said, lines=Lines.of(about))
    if not talk.question:
        return said
    silent = text("unrest.reply_declined" if talk.declined else "unrest.reply_awaited")
    return text(
        "coordinator.unrest_dialogue", report=said, question=talk.question, reply=talk.reply or silent
    )
