"""The network as its municipality set it up: its words, its numbers and what it decided.

Values only. The municipality writes them in `netwerk.toml`; labels are its own data, in Dutch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from domain.actors import Purpose, Role
from domain.network_times import (
    ActivityTimes,
    BrigadeTimes,
    BroadcastTimes,
    CallOutTimes,
    DutyHours,
    MemberTimes,
    QuietHours,
    Retention,
    SignalTimes,
    UnrestTimes,
    Urgency,
)


class Basis(StrEnum):
    """Why the municipality may use data for a purpose."""

    CONSENT = "consent"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a key that is kept and a label that members read."""

    key: str
    label: str


class Neighbourhood(Named):
    """The smallest place the system knows; never a street."""

    __slots__ = ()


class Voice(Named):
    """A voice that is wanted at the table; the label stands inside a sentence."""

    __slots__ = ()


class Topic(Named):
    """A neutral topic of unrest or a signal; no topic points to one community."""

    __slots__ = ()


class Language(Named):
    """A language in which brigade members and parents are helped."""

    __slots__ = ()


class MeetingPlace(Named):
    """A place where the network meets; the label stands inside a sentence."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NamedCircle:
    """Members who can be called together, by their roles; without roles only by invitation."""

    key: str
    label: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWave:
    """Whom else we ask when, after this span, too few people come."""

    after: timedelta
    circles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A call-out agreed beforehand with the circle; only facts and source are added.

    Starts at `starts_at` if that is still to come, else `starts_after` from now.
    """

    key: str
    label: str
    urgency: Urgency
    topics: tuple[str, ...]
    circles: tuple[str, ...]
    place: str
    place_after_answer: bool
    dial_in: str | None
    starts_after: timedelta
    starts_at: time | None
    duration: timedelta
    ask: str
    line_to_say: str
    unknowns: str
    next_update: timedelta
    needed: int
    second_wave: SecondWave | None
    agreed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingKind:
    """A kind of training, when to refresh it, and how many people followed it before the bot."""

    key: str
    label: str
    refresh_after: timedelta
    trained_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A theatre programme: how many performances the municipalities share in a period."""

    key: str
    label: str
    performances: int
    given_before: int
    municipalities: tuple[str, ...]
    period: str
    next_period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Phone numbers in the texts, with the day on which a human last checked them."""

    emergency: str
    police: str
    crime_unnamed: str
    extremism_support: str
    discrimination: str
    school_inspectors: str
    municipality: str
    netwerkregisseur: str
    procesregisseur: str
    checked: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Who speaks for the municipality, in words that fit in a sentence."""

    coordinator_hours: str
    press: str
    privacy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBases:
    """The legal basis per purpose; `task` names the law when one of them is a task."""

    by_purpose: Mapping[Purpose, Basis]
    task: str | None

    def of(self, purpose: Purpose) -> Basis:
        return self.by_purpose[purpose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountability:
    """The date of the DPIA and the name of the FG, as the municipality recorded them."""

    dpia_on: date | None
    fg_name: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Everything a municipality decides about its network."""

    name: str
    municipality: str
    bot_name: str | None
    theme: str | None
    district: tuple[str, ...]
    neighbourhoods: tuple[Neighbourhood, ...]
    voices: tuple[Voice, ...]
    topics: tuple[Topic, ...]
    languages: tuple[Language, ...]
    places: tuple[MeetingPlace, ...]
    circles: tuple[NamedCircle, ...]
    scenarios: tuple[Scenario, ...]
    trainings: tuple[TrainingKind, ...]
    programmes: tuple[Programme, ...]
    numbers: Numbers
    contacts: Contacts
    legal: LegalBases
    duty: DutyHours
    quiet: QuietHours
    callouts: CallOutTimes
    unrest: UnrestTimes
    activities: ActivityTimes
    signals: SignalTimes
    brigade: BrigadeTimes
    broadcasts: BroadcastTimes
    reports_on: bool
    members: MemberTimes
    retention: Retention
    accountability: Accountability

    @property
    def switched_on(self) -> frozenset[str]:
        """The capabilities that are on; members always are."""
        switches = {
            "callouts": self.callouts.on,
            "activities": self.activities.on,
            "signals": self.signals.on,
            "brigade": self.brigade.on,
            "broadcasts": self.broadcasts.on,
            "reports": self.reports_on,
        }
        return frozenset({"members"} | {name for name, on in switches.items() if on})
