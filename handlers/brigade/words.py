"""The items of a question in words, as on their buttons."""

from domain.actors import Role
from domain.brigade import ANY_LANGUAGE, WHOLE_CITY, Items
from domain.network import Network
from handlers.kit.texts import Text, Value, text


def topic(key: str) -> Text:
    """*een gesprek voeren*."""
    return text(f"brigade_topic.{key}")


def help_kind(key: str) -> Text:
    """*een keer meedenken*."""
    return text(f"help_kind.{key}")


def period(key: str) -> Text:
    """*deze week*."""
    return text(f"brigade_period.{key}")


def place(network: Network, key: str) -> Value:
    """The neighbourhood, or the whole city."""
    if key == WHOLE_CITY:
        return text("place.whole_city")
    return next((one.label for one in network.neighbourhoods if one.key == key), key)


def language(network: Network, key: str) -> Value:
    """The language, or that it does not matter."""
    if key == ANY_LANGUAGE:
        return text("brigade.language_any")
    return next((one.label for one in network.languages if one.key == key), key)


def question(words: str) -> Value:
    """The question, or *geen*."""
    return words or text("brigade.question_none")


def fields(network: Network, items: Items) -> dict[str, Value]:
    """All six, under the names that the texts use."""
    return {
        "topic": topic(items.topic),
        "help_kind": help_kind(items.help),
        "question_or_none": question(items.question),
        "period": period(items.period),
        "neighbourhood": place(network, items.neighbourhood),
        "language": language(network, items.language),
    }


def requester_role(role: Role) -> Text:
    """*een professional*; never who."""
    return text(f"requester_role.{role.value}")
