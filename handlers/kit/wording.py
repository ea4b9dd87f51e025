"""Small phrases that many screens share: *een naam en een adres*, *ja* or *nee*, the neighbourhoods."""

from collections.abc import Sequence

from handlers.kit.buttons import Button
from handlers.kit.context import Context
from handlers.kit.forms import choice
from handlers.kit.texts import Text, text


def enumeration(items: Sequence[Text]) -> Text:
    """*a, b en c*."""
    if not items:
        return text("none.any")
    if len(items) == 1:
        return items[0]
    start = items[0]
    for item in items[1:-1]:
        start = text("list.comma", first=start, last=item)
    return text("list.and", first=start, last=items[-1])


def yes_no(said: bool) -> Text:
    """A switch says its state in words."""
    return text("yes_no.yes" if said else "yes_no.no")


def sentence_start(label: str) -> str:
    """A label of the settings, which stands inside sentences, with a capital for a button."""
    return label[:1].upper() + label[1:]


def neighbourhood_buttons(at: Context, form: str, step: str) -> tuple[Button, ...]:
    """The neighbourhoods of the network in its own neutral order."""
    return tuple(choice(form, step, place.label, place.key) for place in at.network.neighbourhoods)


def pick_neighbourhood(at: Context, value: str) -> str | None:
    """The key, when it is a neighbourhood of the network."""
    return value if any(place.key == value for place in at.network.neighbourhoods) else None
