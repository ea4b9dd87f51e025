"""How a member's choices, roles and looks are called in the screens."""

from collections.abc import Iterable

from domain.actors import Purpose, Role
from domain.phone import ending
from handlers.kit.context import Context
from handlers.kit.texts import MissingText, Text, Value, text
from handlers.kit.wording import enumeration
from storage.members import Profile

PURPOSE_WORDS = {
    Purpose.CALL_OUTS: "purpose.callouts",
    Purpose.ACTIVITIES: "purpose.trainings",
    Purpose.BRIGADE: "purpose.brigade",
    Purpose.SIGNALS: "purpose.signals",
}


def role_names(roles: Iterable[Role]) -> Text:
    """*lid van de contactcirkel en brigadelid*."""
    return enumeration([text(f"role.{role.value}") for role in sorted(roles)])


def purpose_names(purposes: Iterable[Purpose]) -> Text:
    """*oproepen en trainingen*."""
    return enumeration([text(PURPOSE_WORDS[purpose]) for purpose in Purpose if purpose in set(purposes)])


def place_name(at: Context, key: str | None) -> Value:
    """The neighbourhood, or the whole city."""
    found = next((place.label for place in at.network.neighbourhoods if place.key == key), None)
    return found or text("place.whole_city")


def voice_name(at: Context, key: str | None) -> Value:
    """The voice as the network calls it."""
    found = next((voice.label for voice in at.network.voices if voice.key == key), None)
    return found or text("none.said")


def phone_name(profile: Profile) -> Text:
    """Only the end of the number: the chat need not hold it."""
    return text("data.phone_kept", end=ending(profile.phone)) if profile.phone else text("none.any")


def known(at: Context, *keys: str) -> Text | None:
    """The first of these texts that a catalogue has."""
    for key in keys:
        try:
            at.words(text(key))
        except MissingText:
            continue
        return text(key)
    return None
