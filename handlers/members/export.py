"""*Alles ontvangen*: the same content twice, in Dutch to read and as JSON for other programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from domain.actors import Purpose
from domain.phone import spoken
from handlers.kit import dates
from handlers.kit.buttons import Button, press
from handlers.kit.context import Context
from handlers.kit.identifying import to_menu
from handlers.kit.screen import Document, Place, Screen
from handlers.kit.texts import text
from handlers.kit.wording import yes_no
from handlers.members.naming import known, place_name, purpose_names, voice_name
from usecases import own_data
from usecases.own_data import Json

MOMENTS = frozenset({"at", "until", "arrival", "absent_until", "answer_by"})
# Where the Dutch of a word of ours stands; everything else was written by the member and stays as it is.
WORDS = {
    **dict.fromkeys(("answer", "state", "look", "source", "how_soon", "standing"), "export.value"),
    **dict.fromkeys(("role", "roles"), "role"),
    **dict.fromkeys(("act", "kind"), "act"),
    "why": "access",
    "topic": "topic",
    "help_topic": "brigade_topic",
    "source": "source",
    "urgency": "urgency",
}


async def receive(at: Context) -> Screen:
    """Two files that may be saved; the first says where they are now."""
    everything = await at.run(own_data.everything)
    day = f"{dates.local_day(at.now):%Y-%m-%d}"
    buttons = (
        Button(text("button.understood"), press("k1:menu")),
        Button(text("button.something_is_wrong"), press("k1:ask")),
    )
    words, data = readable(at, everything).encode(), as_json(everything)
    file, again = Document(f"bijeen-{day}.txt", words), Document(f"bijeen-{day}.json", data)
    machine = Screen(text("data.export_json"), (to_menu(),), document=again, protect=False)
    return Screen(text("data.export"), buttons, Place.NEW, machine, file, protect=False)


def as_json(everything: Mapping[str, Json]) -> bytes:
    """The export as other programs read it."""
    return json.dumps(everything, ensure_ascii=False, indent=2).encode()


def readable(at: Context, everything: Mapping[str, Json]) -> str:
    """The export as people read it: a heading and lines for each part."""
    made = dates.dated_time(at.now, at.now)
    parts = [at.words(text("export.title", made_at=made))]
    for name, kept in everything.items():
        lines = list(_lines(at, name, kept)) or [at.words(text("export.nothing"))]
        parts.append("\n".join([_heading(at, name), *lines]))
    return "\n\n".join(parts) + "\n"


def _heading(at: Context, name: str) -> str:
    title = known(at, f"export.{name}")
    return (at.words(title) if title else name).upper()


def _lines(at: Context, key: str, kept: Json) -> Iterator[str]:
    match kept:
        case str():
            yield f"- {_value(at, key, kept)}"
        case Mapping():
            yield from (
                f"- {_pair(at, one, value)}" for one, value in kept.items() if value not in (None, [])
            )
        case Sequence():
            for item in kept:
                yield f"- {_inline(at, key, item)}"


def _inline(at: Context, key: str, kept: Json) -> str:
    if isinstance(kept, Mapping):
        return "; ".join(_pair(at, one, value) for one, value in kept.items() if value is not None)
    return _value(at, key, kept)


def _pair(at: Context, key: str, value: Json) -> str:
    label = known(at, f"export.word.{key}")
    return f"{at.words(label) if label else key}: {_inline(at, key, value)}"


def _value(at: Context, key: str, value: Json) -> str:
    match value:
        case bool():
            return at.words(yes_no(value))
        case str() if key in MOMENTS or key.endswith("_at"):
            return dates.day_time(datetime.fromisoformat(value), at.now)
        case str() if key in WORDS:
            word = known(at, f"{WORDS[key]}.{value}", f"{WORDS[key]}.{value.partition('.')[0]}")
            return at.words(word) if word else value
        case str() if key == "purpose":
            return at.words(purpose_names([Purpose(value)]))
        case str() if key == "phone":
            return spoken(value)
        case str() if key in ("neighbourhood", "voice", "week"):
            return _label(at, key, value)
        case Sequence() if not isinstance(value, str):
            return ", ".join(_inline(at, key, item) for item in value)
        case _:
            return str(value)


def _label(at: Context, key: str, value: str) -> str:
    """As the network calls it; a week by its number."""
    if key == "week":
        return str(datetime.fromisoformat(value).isocalendar().week)
    return at.words(
        text("list.word", word=place_name(at, value) if key == "neighbourhood" else voice_name(at, value))
    )
